"""The grammar of saying: which verb reports a clause or a figure, who its sayer is, and how a source is brought in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.grammar import subject_of
from index.lexicon import SAYING_NOUNS, SAYING_VERBS, is_person
from index.names import is_office
from index.quotations import sayer_of
from index.sources import is_source
from index.statements import BODIES
from index.units import CURRENCY_NOUNS

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = [
    "PRONOUNS",
    "asserts",
    "can_speak",
    "is_passive",
    "is_saying",
    "keeps_distance",
    "passes_on",
    "reported_by",
    "reports_figures",
    "sayers_above",
    "within",
]

_DISTANCE = frozenset("believe think say understand report rumour rumor allege suspect presume fear".split())
_TOLD_BY = frozenset(
    """say report announce confirm estimate claim cite quote reveal state disclose declare allege put count record
    register verify assess calculate""".split()
)
_PASS_ON = frozenset({"cite", "quote", "report"})
PRONOUNS = frozenset("he she they it him her them".split())
"""Subjects that stand for somebody named before."""
_REPORT_FIGURES = frozenset(
    """report confirm estimate announce count claim put deny admit disclose record expect forecast predict calculate
    register post""".split()
)
_THINKING = frozenset({"fear", "suspect", "assume"})
_SHOW_FIGURES = frozenset("show reveal indicate suggest list find give".split())
_SET_MONEY = frozenset("demand offer propose promise pledge guarantee want seek".split())
"""Verbs whose subject speaks where their object is a sum or a share: "offers 300 beds" is no offer made."""
_BEHIND = {
    "put": ("at", "above", "below", "per"), "estimate": ("at",), "reckon": ("at", "with"), "assess": ("at",),
    "value": ("at",), "speak": ("of",), "talk": ("of",), "know": ("of",), "tell": ("of",), "warn": ("of",),
    "boast": ("of",),
}  # fmt: skip
"""Verbs of saying by the prepositions behind which their figures stand."""
_BEHIND_OF_SPEAKERS = {
    "stick": ("to",), "hold": ("to",), "come": ("to",), "arrive": ("at",), "give": ("as",), "list": ("as",),
    "ask": ("for",), "call": ("for",),
}  # fmt: skip
"""The same of verbs that only somebody who can speak makes ones of saying: "the bill comes to 28 million" says none."""
_OF_SUMS = frozenset("come arrive ask call".split())
_PHRASAL = frozenset({("add", "up"), ("make", "out"), ("work", "out"), ("point", "out")})
_RELAYED = frozenset({"quote", "cite", "report"})
_KNOWN = frozenset("known public plain".split())
_PROFESS = frozenset({"claim", "profess", "purport"})
_SPEAKING = BODIES | frozenset(
    """police county city town village state country cabinet opposition side firm company group operator airline
    staff crew rebel militia manufacturer maker insurer airport utility waterworks""".split()
)
_MODALS = frozenset("will would shall should may might must wo 'll 'd".split())


def sayers_above(token: Token) -> Iterator[Token]:
    """Yield who says what a token's clause states, nearest first: pronouns, and at last the one who is named."""
    current, below = token, None
    while True:
        if _says(current, below, token) and not is_passive(current):
            subject = sayer_of(current) or subject_of(current)
            if subject is not None and not within(token, subject):
                yield subject
                if subject.lower_ not in PRONOUNS:
                    return
        if (quoted := _quoted_as(current)) is not None and not within(token, quoted):
            yield quoted
            return
        if current.lemma_.lower() in SAYING_NOUNS and current != token and current.dep_ in ("nsubj", "pobj"):
            return
        set_in = next((c for c in current.children if c.dep_ == "parataxis" and _sets_in(c)), None)
        if set_in is not None and set_in != below and (subject := sayer_of(set_in)) is not None:
            yield subject
            return
        if current.head == current:
            return
        current, below = current.head, current


def _says(verb: Token, below: Token | None, token: Token) -> bool:
    """Say whether a verb reports the clause or object below it: "said that ...", "confirmed 12 deaths"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or not asserts(verb):
        return False
    if below is not None and below.dep_ == "prep":
        return _says_behind(verb, below, token)
    phrasal = _is_phrasal(verb)
    offers = lemma in _SET_MONEY and _is_sum(token) and not any(map(_sets_in, verb.children))
    if below is not None and below.dep_ == "dobj" and (phrasal or offers):
        return can_speak(sayer_of(verb) or subject_of(verb))
    if below is not None and below.dep_ == "xcomp":
        return lemma in _PROFESS
    if not (lemma in SAYING_VERBS or lemma in _SHOW_FIGURES or lemma in _THINKING or phrasal):
        return False
    if below is None:
        return any(child.dep_ in ("ccomp", "parataxis") for child in verb.children)
    if below.dep_ in ("dobj", "oprd"):
        return lemma in _REPORT_FIGURES or (lemma in _SHOW_FIGURES and is_source(sayer_of(verb)))
    return below.dep_ in ("ccomp", "parataxis") and (lemma in SAYING_VERBS or lemma in _THINKING or phrasal)


def _quoted_as(verb: Token) -> Token | None:
    """Return who "was quoted as saying" what stands below."""
    saying = any(c.dep_ == "pcomp" for c in verb.children) and verb.lower_ == "as"
    quoted = verb.head if saying and verb.head.lemma_.lower() in _RELAYED and is_passive(verb.head) else None
    return sayer_of(quoted) if quoted is not None else None


def _says_behind(verb: Token, preposition: Token, token: Token) -> bool:
    """Say whether a verb reports the figure behind a preposition: "speaks of 18", "sticks to 6,000"."""
    lemma, word = verb.lemma_.lower(), preposition.lower_
    if word in _BEHIND.get(lemma, ()):
        return True
    if word not in _BEHIND_OF_SPEAKERS.get(lemma, ()) or (lemma in _OF_SUMS and not _is_sum(token)):
        return lemma == "stand" and word == "at" and is_source(sayer_of(verb))  # "the guild's list stands at 40"
    subject = sayer_of(verb) or subject_of(verb)
    if lemma in _OF_SUMS and subject is not None and subject.pos_ == "PROPN" and subject.left_edge == subject:
        return False  # "Turnout came to 67 per cent": the first word of a sentence is easily taken for a name
    return can_speak(subject) or is_source(subject)


def _is_phrasal(verb: Token) -> bool:
    """Say whether a verb says something with a word behind it: "worked out", "made known"."""
    lemma = verb.lemma_.lower()
    if lemma == "make" and any(c.lower_ in _KNOWN for c in verb.children):
        return True
    return any((lemma, c.lower_) in _PHRASAL for c in verb.children if c.dep_ == "prt")


def _is_sum(token: Token) -> bool:
    """Say whether a figure is a sum of money, a share, or a bare number."""
    lemma = token.lemma_.lower()
    bare = token.pos_ == "NUM" and token.dep_ != "nummod"
    return (
        bare or lemma in CURRENCY_NOUNS or lemma in ("percent", "cent", "%") or token.ent_type_ in ("MONEY", "PERCENT")
    )


def can_speak(noun: Token | None) -> bool:
    """Say whether a noun is somebody or a body."""
    if noun is None:
        return False
    lemma = noun.lemma_.lower()
    if noun.lower_ in PRONOUNS or is_person(lemma) or lemma in _SPEAKING or is_office(noun):
        return True
    known = noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    return noun.pos_ == "PROPN" and (known or (not noun.ent_type_ and noun.left_edge.is_sent_start is not True))


def asserts(verb: Token) -> bool:
    """Say whether what a verb reports is said, not left open: "would not say whether", "must say if"."""
    if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in _MODALS) for c in verb.children):
        return False
    reported = (c for c in verb.children if c.dep_ == "ccomp")
    return not any(mark.lower_ in ("whether", "if") for clause in reported for mark in clause.children)


def reports_figures(verb: Token) -> bool:
    """Say whether a verb reports figures as its object or behind a preposition: "counted 12", "spoke of 12"."""
    lemma = verb.lemma_.lower()
    return lemma in _REPORT_FIGURES or lemma in _BEHIND


def is_saying(verb: Token) -> bool:
    """Say whether a token is a verb of saying."""
    return verb.pos_ == "VERB" and (verb.lemma_.lower() in SAYING_VERBS or _is_phrasal(verb))


def reported_by(by: Token) -> Token | None:
    """Return the verb of saying whose doer "by" brings in: "was reported by X", "were reported lost by X"."""
    if by.lower_ != "by" or by.dep_ != "agent":
        return None
    verb = by.head.head if by.head.dep_ in ("xcomp", "oprd") and not is_saying(by.head) else by.head
    return verb if verb.lemma_.lower() in _TOLD_BY and (verb == by.head or is_passive(verb)) else None


def passes_on(verb: Token) -> bool:
    """Say whether the doer of a passive verb only passes on what it is on: "intelligence, cited by the Times"."""
    quoted = any(_quoted_as(c) is not None for c in verb.children)
    return verb.lemma_.lower() in _PASS_ON and (verb.dep_ == "acl" or quoted)


def _sets_in(verb: Token) -> bool:
    """Say whether a verb of saying is set into somebody's sentence: "the stones, he says, were old"."""
    said = any(c.dep_ in ("ccomp", "dobj") for c in verb.children)
    return is_saying(verb) and not said and not is_passive(verb)


def keeps_distance(verb: Token) -> bool:
    """Say whether a verb keeps the article's distance: "is believed to have", "is said to be"."""
    return verb.tag_ == "VBN" and verb.lemma_ in _DISTANCE and is_passive(verb) and any(
        c.dep_ in ("xcomp", "ccomp") for c in verb.children
    )  # fmt: skip


def within(token: Token, ancestor: Token) -> bool:
    """Say whether a token is another or stands below it."""
    return ancestor == token or ancestor.is_ancestor(token)


def is_passive(verb: Token) -> bool:
    """Say whether a verb is in the passive voice."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
