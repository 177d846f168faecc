"""How values, people and dates read in an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index import Claim, ClaimKind, Qualifier, When
from index.lexicon import ACTION_NOUNS, action_class
from index.numbers import find_numbers

__all__ = ["apart", "as_of", "attribution", "capitalise", "day", "join", "participles", "value"]

_MONTHS = "January February March April May June July August September October November December".split()
_ARTICLE = re.compile(r"^(?:(?:the|an|a|another|additional|further|only|total of)\s+)+(?=\S)", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|at|near|on|off|outside|inside|along|across)\s+(?:the\s+)?"
    r"(?:\w+\s+(?:city|town|village|port|capital|island) of\s+)?$",
    re.IGNORECASE,
)
_OPENING_WORDS = frozenset("since before after until by on in last this next the early late following".split())
_ESTIMATED = re.compile(r"^estimated\b", re.IGNORECASE)
_PARTICIPLES = {
    "kill": "killed", "wound": "wounded", "casualty": "killed or wounded", "miss": "missing", "arrest": "arrested",
    "evacuate": "evacuated", "displace": "displaced", "rescue": "rescued", "send": "sent", "demonstrate": "marching",
    "attend": "taking part", "infect": "infected", "hospitalise": "in hospital", "destroy": "destroyed",
}  # fmt: skip
"""How an action class reads behind a number."""
_IRREGULAR = dict(
    pair.split(":")
    for pair in """admit:admitted bear:born beat:beaten begin:begun bind:bound bite:bitten blow:blown break:broken
    bring:brought build:built burst:burst buy:bought cast:cast catch:caught choose:chosen come:come commit:committed
    cost:cost cut:cut deal:dealt draw:drawn drink:drunk drive:driven eat:eaten equip:equipped expel:expelled
    fall:fallen feed:fed feel:felt fight:fought find:found flee:fled fly:flown forbid:forbidden freeze:frozen
    get:got give:given go:gone grow:grown hang:hanged have:had hear:heard hide:hidden hit:hit hold:held hurt:hurt
    keep:kept know:known lay:laid lead:led leave:left lend:lent let:let lose:lost make:made mean:meant meet:met
    occur:occurred overthrow:overthrown pay:paid permit:permitted put:put quit:quit read:read refer:referred
    ride:ridden ring:rung rise:risen run:run say:said see:seen seek:sought sell:sold set:set shake:shaken
    shoot:shot show:shown shut:shut sink:sunk sit:sat slay:slain sleep:slept speak:spoken spend:spent split:split
    spread:spread stand:stood steal:stolen stick:stuck strike:struck submit:submitted swear:sworn sweep:swept
    swim:swum take:taken teach:taught tear:torn tell:told think:thought throw:thrown transfer:transferred
    understand:understood wear:worn win:won withdraw:withdrawn write:written""".split()
)
"""Past participles that no rule gives."""
_PRONOUNS = frozenset("he she him her himself herself".split())
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""A lemma of one syllable that doubles its last letter ("ban", "stop")."""
_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "age", "al", "sale")


def value(claim: Claim, noun: str = "") -> str:
    """Return a claim's value as an answer shows it, in the article's words: ``an estimated 300 miners``.

    Args:
        claim: The claim.
        noun: What to add when the article gives the bare number.
    """
    words = re.sub(r"(?<=[\da-z])\.$", "", " ".join(claim.text.split()))
    if claim.kind is ClaimKind.PLACE:
        return _place(claim, words)
    if claim.kind is ClaimKind.DATE:
        return _date(claim, words)
    return _figure(claim, words, noun) if claim.kind is ClaimKind.QUANTITY else words


def _figure(claim: Claim, words: str, noun: str) -> str:
    """Return a figure without its article and with what it counts."""
    single = claim.low == claim.high == 1
    if told := _people(claim, words):
        return told
    if single and not _is_bare(words):
        words = re.sub(r"^an?\s", "one ", words, flags=re.IGNORECASE)  # "a man"
    if not re.match(
        r"^an? (?:dozen|hundred|thousand|million|billion|estimated|\w+(?:th|ond|ird))\b", words, re.IGNORECASE
    ):
        words = _ARTICLE.sub("", words)
    if _ESTIMATED.match(words):
        words = f"an {words}"
    words = words.lower() if words.isupper() and not claim.unit else words[:1].lower() + words[1:]
    if not claim.unit and not _NUMERAL.search(words):
        return _counted(claim, words)
    if not noun or claim.unit or not _is_bare(words):
        return words
    return f"{words} {claim.thing or noun}" if single else f"{words} {noun}"


def _people(claim: Claim, words: str) -> str:
    """Return the number of people whose words have none: a name, a pronoun, a list; nothing for other figures."""
    if claim.unit or claim.role != "patient" or not isinstance(claim.low, float | int):
        return ""
    if claim.low == claim.high == 1 and claim.share and not re.match(r"(?:an?|one|1)\b", words, re.IGNORECASE):
        if claim.thing != "person":
            return "" if find_numbers(words) else f"one {claim.thing}".replace("people", "person")
        return "one person" if words.islower() or words.lower() in _PRONOUNS else f"one person ({words})"
    listed = re.search(r",| and ", words) and claim.low not in [number.low for number in find_numbers(words)]
    return f"{claim.low:,.0f} people ({words})" if listed and claim.low == claim.high and claim.low > 1 else ""


def _counted(claim: Claim, words: str) -> str:
    """Return a figure whose words have no number with the number in front: ``one 9-year-old boy``, ``two people``."""
    number = int(claim.high) if isinstance(claim.high, float) and claim.high == claim.low else None
    if number is None or number >= len(_COUNTED):
        return words
    if number == 1 and not re.match(r"\w*(?:st|nd|rd|th)\b|second|third", words) and words[:1].islower():
        return f"one {re.sub('^(?:the|his|her|their|this|that) ', '', words)}"
    return f"{_COUNTED[number]} {'person' if number == 1 else 'people'} (“{words}”)"


def _is_bare(words: str) -> bool:
    """Say whether a figure ends without a noun: in digits, a number word or "more"."""
    last = re.split(r"[\s-]", words.strip().lower())[-1]
    return not re.search(r"[^\W\d_]{2,}$", last) or last in _NUMBER_WORDS or last == "more"


_COUNTED = "no one two three four five six seven eight nine ten eleven twelve".split()
_NUMERAL = re.compile(
    r"(?<![\w-])\d[\d,.]*(?!-(?:year|month|week|day)s?-old)(?![\d-])|\b(?:no|nobody|none|half|dozens?|hundreds?|thousands?"
    rf"|millions?|{'|'.join(_COUNTED[1:])}|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|\w+ty)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    dozen""".split()
)


def _date(claim: Claim, words: str) -> str:
    """Return a date as written, or, where that is relative, the day it means with the wording behind it."""
    iso = claim.when.iso if claim.when else None
    if iso is None or iso[:4] in words:
        return words
    return f"{day(iso)} (“{words}”)"


def _place(claim: Claim, words: str) -> str:
    """Return a place with the preposition that the article has before it: ``at the town hall``."""
    before = claim.quote[: claim.start - claim.sentence.start]
    match = _PREPOSITION.search(before)
    return f"{match[0].lower()}{words}" if match else words


def participles(claim: Claim) -> str:
    """Return what a claim counts as the sentence has it: ``killed or wounded``."""
    words = [_PARTICIPLES.get(action_class(lemma)) or _participle(lemma) for lemma in claim.actions]
    return " or ".join(dict.fromkeys(words))


def _participle(lemma: str) -> str:
    """Return the past participle of a verb ("cut", "laid off"); of an event noun, that of the verb of its class."""
    if lemma in ACTION_NOUNS or (lemma.endswith(_NOUN_ENDINGS) and action_class(lemma) != lemma):
        lemma = action_class(lemma)
    verb, *rest = lemma.split("_")
    if verb in _IRREGULAR:
        past = _IRREGULAR[verb]
    elif verb.endswith("e"):
        past = f"{verb}d"
    elif re.search(r"[^aeiou]y$", verb):
        past = f"{verb[:-1]}ied"
    else:
        past = f"{verb}{verb[-1]}ed" if _SHORT.fullmatch(verb) else f"{verb}ed"
    return " ".join((past, *rest))


def day(iso: str) -> str:
    """Return an ISO date as people write it: ``13 July 2025``, ``July 2025`` or ``2025``."""
    if len(iso) == 4:
        return iso
    month = f"{_MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"
    return month if len(iso) == 7 else f"{date.fromisoformat(iso).day} {month}"


def as_of(when: When) -> str:
    """Return a time in the article's words with what it resolves to: ``"last year" (2024)``."""
    wording = " ".join(when.wording.split())
    if wording.split()[0].lower() in _OPENING_WORDS:  # the capital was the sentence's
        wording = wording[0].lower() + wording[1:]
    if when.iso is None:
        return f"“{wording}”"
    written = day(when.iso)
    if when.iso[:4] in wording:
        preposition = "in" if len(when.iso) < 10 else "on"
        return f"{preposition if when.relation == 'at' else when.relation} {wording}"
    relation = "of " if when.relation != "at" else ""
    return f"“{wording}” ({relation}{written})"


def attribution(claim: Claim) -> str:
    """Return who says so: ``according to the port, via the Tarn Herald``; empty when the article itself does."""
    if not claim.attribution:
        return ""
    first, *others = [_lower_article(name) for name in claim.attribution]
    return f"according to {first}" + "".join(f", via {name}" for name in others)


def apart(low: float, high: float) -> str:
    """Return by how much two figures differ: the difference over the larger."""
    share = abs(high - low) / max(abs(high), abs(low)) * 100
    return f"{share:.0f}%" if share >= 1 else "under 1%"


def join(parts: Sequence[str], word: str = "and") -> str:
    """Return a list as a sentence has it: ``a, b and c``."""
    parts = list(dict.fromkeys(parts))
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def capitalise(text: str) -> str:
    """Return the text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def is_estimate(claim: Claim) -> bool:
    """Say whether a figure is given as an estimate."""
    return claim.estimated or claim.qualifier is Qualifier.ABOUT


def _lower_article(name: str) -> str:
    return re.sub(r"^(?:The|A|An|Their|His|Her|Its)\b", lambda m: m[0].lower(), name)
