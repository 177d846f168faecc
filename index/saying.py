"""The grammar of saying: which verb reports a clause or a figure, who its sayer is, and how a source is brought in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.grammar import subject_of
from index.lexicon import SAYING_NOUNS, SAYING_VERBS, SOURCE_NOUNS
from index.quotations import sayer_of

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = [
    "PRONOUNS",
    "behind",
    "is_passive",
    "is_saying",
    "keeps_distance",
    "object_of",
    "passes_on",
    "reported_by",
    "sayers_above",
    "source_of",
    "within",
]

_DISTANCE = frozenset("believe think say understand report rumour rumor allege suspect presume fear".split())
_TOLD_BY = frozenset(
    "say report announce confirm estimate claim cite quote reveal state disclose declare allege".split()
)
_PASS_ON = frozenset({"cite", "quote", "report"})
_RELAYS = frozenset({"cite", "quote"})
PRONOUNS = frozenset("he she they it him her them".split())
"""Subjects that stand for somebody named before."""
_REPORT_FIGURES = frozenset("report confirm estimate announce count claim put deny admit disclose record".split())
_SHOW_FIGURES = frozenset("show reveal indicate suggest list find give".split())
_AT_FIGURES = frozenset("put estimate reckon".split())
_OF_FIGURES = frozenset("speak talk tell warn".split())
_MODALS = frozenset("will would shall should may might must wo 'll 'd".split())


def sayers_above(token: Token) -> Iterator[Token]:
    """Yield who says what a token's clause states, nearest first: pronouns, and at last the one who is named."""
    current, below = token, None
    while True:
        if _says(current, below) and not is_passive(current):
            subject = sayer_of(current) or subject_of(current)
            if subject is not None and not within(token, subject):
                yield subject
                if subject.lower_ not in PRONOUNS:
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


def _says(verb: Token, below: Token | None) -> bool:
    """Say whether a verb reports the clause or object below it: "said that ...", "confirmed 12 deaths"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or not _asserts(verb):
        return False
    if below is not None and below.dep_ == "prep":
        return (below.lower_ == "at" and lemma in _AT_FIGURES) or (below.lower_ == "of" and lemma in _OF_FIGURES)
    if lemma not in SAYING_VERBS and lemma not in _SHOW_FIGURES:
        return False
    if below is None:
        return any(child.dep_ in ("ccomp", "parataxis") for child in verb.children)
    if below.dep_ in ("dobj", "oprd"):
        return lemma in _REPORT_FIGURES or (lemma in _SHOW_FIGURES and _is_source(sayer_of(verb)))
    return below.dep_ in ("ccomp", "parataxis") and lemma in SAYING_VERBS


def _asserts(verb: Token) -> bool:
    """Say whether what a verb reports is said, not left open: "would not say whether", "must say if"."""
    if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in _MODALS) for c in verb.children):
        return False
    reported = (c for c in verb.children if c.dep_ == "ccomp")
    return not any(mark.lower_ in ("whether", "if") for clause in reported for mark in clause.children)


def is_saying(verb: Token) -> bool:
    """Say whether a token is a verb of saying."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in SAYING_VERBS


def reported_by(by: Token) -> Token | None:
    """Return the verb of saying whose doer "by" brings in: "was reported by X", "were reported lost by X"."""
    if by.lower_ != "by" or by.dep_ != "agent":
        return None
    verb = by.head.head if by.head.dep_ in ("xcomp", "oprd") and not is_saying(by.head) else by.head
    return verb if verb.lemma_.lower() in _TOLD_BY and (verb == by.head or is_passive(verb)) else None


def passes_on(verb: Token) -> bool:
    """Say whether the doer of a passive verb only passes on what it is on: "intelligence, cited by the Times"."""
    return verb.lemma_.lower() in _PASS_ON and verb.dep_ == "acl"


def _sets_in(verb: Token) -> bool:
    """Say whether a verb of saying is set into somebody's sentence: "the stones, he says, were old"."""
    said = any(c.dep_ in ("ccomp", "dobj") for c in verb.children)
    return is_saying(verb) and not said and not is_passive(verb)


def source_of(word: Token) -> Token | None:
    """Return the source that a word brings in: "according to X", "citing X", "in the words of X", "by X's count"."""
    if word.lower_ == "according":
        to = next((c for c in word.children if c.dep_ == "prep"), None)
        return object_of(to) if to is not None else None
    if word.lemma_.lower() in _RELAYS and word.tag_ == "VBG":
        return next((c for c in word.children if c.dep_ == "dobj"), None)
    if word.dep_ == "prep" and word.lower_ in ("in", "by") and word.head.pos_ in ("VERB", "AUX"):
        noun = object_of(word)
        if noun is not None and noun.lemma_.lower() in SOURCE_NOUNS:
            return _owner(noun)
    return None


def _owner(noun: Token) -> Token | None:
    """Return whose words or figures a noun is: "the ministry's figures", "a report by the ministry"."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "by", "from") and (owner := object_of(child)) is not None:
            return owner if owner.pos_ == "PROPN" or child.lower_ != "of" else None
        if child.dep_ == "acl" and (by := next((c for c in child.children if c.dep_ == "agent"), None)) is not None:
            return object_of(by)
    return None


def behind(sayer: Token) -> Token:
    """Return who stands behind a document that says something: "whose report found", "pictures by X show"."""
    whose = next((c for c in sayer.children if c.tag_ == "WP$"), None)
    if whose is not None and sayer.head.dep_ == "relcl":
        return sayer.head.head
    made = any(c.dep_ == "acl" for c in sayer.children)
    return (_owner(sayer) or sayer) if made and _is_source(sayer) else sayer


def _is_source(noun: Token | None) -> bool:
    return noun is not None and noun.lemma_.lower() in SOURCE_NOUNS


def keeps_distance(verb: Token) -> bool:
    """Say whether a verb keeps the article's distance: "is believed to have", "is said to be"."""
    return verb.tag_ == "VBN" and verb.lemma_ in _DISTANCE and is_passive(verb) and any(
        c.dep_ in ("xcomp", "ccomp") for c in verb.children
    )  # fmt: skip


def object_of(preposition: Token) -> Token | None:
    """Return the noun behind a preposition."""
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def within(token: Token, ancestor: Token) -> bool:
    """Say whether a token is another or stands below it."""
    return ancestor == token or ancestor.is_ancestor(token)


def is_passive(verb: Token) -> bool:
    """Say whether a verb is in the passive voice."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
