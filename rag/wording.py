"""How values, people and dates read in an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index import Claim, ClaimKind, Qualifier, When
from index.lexicon import action_class

__all__ = ["apart", "as_of", "attribution", "capitalise", "day", "join", "participles", "value"]

_MONTHS = "January February March April May June July August September October November December".split()
_ARTICLE = re.compile(r"^(?:(?:the|an|a|another|additional|further|only|total of)\s+)+(?=\S)", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|at|near|on|off|outside|inside|along|across)\s+(?:the\s+)?"
    r"(?:\w+\s+(?:city|town|village|port|capital|island) of\s+)?$",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(r"^estimated\b", re.IGNORECASE)
_PARTICIPLES = {
    "kill": "killed", "wound": "wounded", "casualty": "killed or wounded", "miss": "missing", "arrest": "arrested",
    "evacuate": "evacuated", "displace": "displaced", "rescue": "rescued", "send": "sent", "demonstrate": "marching",
    "attend": "taking part", "infect": "infected", "hospitalise": "in hospital", "destroy": "destroyed",
}  # fmt: skip


def value(claim: Claim, noun: str = "") -> str:
    """Return a claim's value as an answer shows it, in the article's words: ``an estimated 11,000 soldiers``.

    Args:
        claim: The claim.
        noun: What to add when the article gives the bare number.
    """
    words = " ".join(claim.text.split())
    if claim.kind is ClaimKind.PLACE:
        return _place(claim, words)
    if claim.kind is ClaimKind.DATE:
        return _date(claim, words)
    if claim.kind is not ClaimKind.QUANTITY:
        return words
    words = (
        _ARTICLE.sub("", words)
        if not re.match(r"^an? (?:dozen|hundred|thousand|million|billion|estimated)\b", words, re.I)
        else words
    )
    if _ESTIMATED.match(words):
        words = f"an {words}"
    words = words.lower() if words.isupper() else words[:1].lower() + words[1:]
    bare = not re.search(r"[^\W\d_]{3,}\s*$", words) or re.fullmatch(
        r"(?:[\w-]+\s)*(?:million|billion|thousand|hundred|dozen)", words
    )
    last = words.split()[-1].lower() if words else ""
    number_word = claim.thing and claim.thing not in words.lower() and (bare or last in _NUMBER_WORDS)
    return f"{words} {noun}" if noun and number_word and not claim.unit else words


_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion""".split()
)


def _date(claim: Claim, words: str) -> str:
    """Return a date as written, or, where that is relative, the day it means with the wording behind it."""
    iso = claim.when.iso if claim.when else None
    if iso is None or iso[:4] in words:
        return words
    return f"{day(iso)} (“{words}”)"


def _place(claim: Claim, words: str) -> str:
    """Return a place with the preposition that the article has before it: ``at the Kremlin``."""
    before = claim.quote[: claim.start - claim.sentence.start]
    match = _PREPOSITION.search(before)
    return f"{match[0].lower()}{words}" if match else words


def participles(claim: Claim) -> str:
    """Return what a claim counts as the sentence has it: ``killed or wounded``."""
    words = [_PARTICIPLES.get(action_class(lemma), lemma) for lemma in claim.actions]
    return " or ".join(dict.fromkeys(words))


def day(iso: str) -> str:
    """Return an ISO date as people write it: ``13 July 2025``, ``July 2025`` or ``2025``."""
    if len(iso) == 4:
        return iso
    month = f"{_MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"
    return month if len(iso) == 7 else f"{date.fromisoformat(iso).day} {month}"


def as_of(when: When) -> str:
    """Return a time in the article's words with what it resolves to: ``"last year" (2024)``."""
    wording = " ".join(when.wording.split())
    if when.iso is None:
        return f"“{wording}”"
    written = day(when.iso)
    if when.iso[:4] in wording:
        preposition = "in" if len(when.iso) < 10 else "on"
        return f"{preposition if when.relation == 'at' else when.relation} {wording}"
    relation = "of " if when.relation != "at" else ""
    return f"“{wording}” ({relation}{written})"


def attribution(claim: Claim) -> str:
    """Return who says so: ``according to Ukrainian intelligence, via CNN``; empty when the article itself does."""
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
