"""What "how" asks for: a count, a sum, a share or a measure, by the word behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.grammar import lemma_of
from index.lexicon import action_class
from index.units import CURRENCIES
from rag.asked_for import Asked, QuestionKind, amount, next_to, share
from rag.asking_words import CHANGES, GROUPS, MONEY, PAYING, SHARES, SIZES, SUMS
from rag.measures import (
    COINS,
    LENGTH,
    MEASURED_BY_VERB,
    MEASURING,
    TIME,
    size_units,
    substance_units,
    unit_family,
)

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["by_how", "by_share", "by_size", "units_named"]

_SHARE_WORD = r"(?:share|percentage|proportion|percent|per cent|fraction)"
_SHARE_ASKED = re.compile(
    rf"\b(?:what|which|how (?:big|large|high|small) an?) {_SHARE_WORD}\b|\bhow many per ?cent\b"
    rf"|^(?:what(?: is| was|'s|’s) )?(?:the )?{_SHARE_WORD} of\b|\bpercentage of\b",
    re.IGNORECASE,
)
_SHARE_WORDS = ("share", "percentage", "proportion", "percent", "cent", "fraction")
_POINTS = frozenset({"points"})
_WATERS = frozenset("river lake sea tide glacier reservoir stream".split())
_WINNING = frozenset({"win", "lose", "lead", "beat", "trail"})
_REMEDIES = frozenset("vaccine jab drug medicine treatment therapy pill shot test mask screening".split())
_STRETCHING = frozenset("do go suppose expect stretch extend measure reach span run plan".split())
"""Verbs beside which "how long" may ask for a length."""
_IN_UNIT = re.compile(r"\bin (\w+(?: \w+)?)\s*\??$|\bin (\w+)\b", re.IGNORECASE)
_LATER = frozenset("longer later earlier sooner".split())
_OPEN_COINS = frozenset({"pound", "mark", "real", "million", "billion"})
"""Nouns that count money only beside a word of paying."""


def by_share(doc: Doc) -> Asked | None:
    """Return that a share is asked for by its word, wherever that stands: "what percentage", "share of the homes"."""
    if not _SHARE_ASKED.search(doc.text):
        return None
    return share(next(t for t in doc if t.lower_ in _SHARE_WORDS or t.lower_ == "percent"))


def by_how(token: Token) -> Asked | None:
    """Return what a word asks for if it is "how" with something that has a measure."""
    following = next_to(token)
    if token.lower_ != "how" or following is None:
        return None
    low = following.lower_
    if low == "many":
        return _by_many(following)
    if low == "much":
        return _by_much(token, following)
    if low in SIZES and (sized := by_size(following)) is not None:
        return sized
    if low == "likely" or (low == "effective" and any(t.lemma_.lower() in _REMEDIES for t in token.doc)):
        return share(following)
    if low in MEASURING:
        return Asked(QuestionKind.MEASURE, following, _narrowed(following, MEASURING[low]))
    manner = token.i == 0 and following.pos_ in ("AUX", "VERB")
    return Asked(QuestionKind.OTHER) if manner else None


def by_size(adjective: Token) -> Asked | None:
    """Read "how big is the budget", "the size of the crowd" by the noun behind; None if that has no measure known."""
    noun = next((t for t in adjective.doc[adjective.i + 1 : adjective.i + 12] if _is_sized(t)), None)
    between = adjective.doc[adjective.i + 1 : noun.i] if noun is not None else ()
    if noun is None or any(t.pos_ == "SCONJ" or (t.pos_ == "ADP" and t.lower_ != "of") for t in between):
        return None
    lemma = noun.lemma_.lower()
    if lemma in CHANGES:
        changed = noun.nbor(-1).pos_ in ("DET", "ADJ", "NOUN")
        return share(noun, CURRENCIES | _POINTS) if changed else None
    if lemma in SHARES:
        return share(noun)
    if lemma in GROUPS or lemma in MONEY:
        return Asked(QuestionKind.COUNT, noun) if lemma in GROUPS else amount(noun)
    units = MEASURING.get(lemma) or size_units(lemma)
    return Asked(QuestionKind.MEASURE, adjective, units) if units else None


def units_named(doc: Doc) -> frozenset[str]:
    """Return the units that a question itself names for its answer: "in kilometres"."""
    for match in _IN_UNIT.finditer(doc.text):
        units = unit_family((match[1] or match[2]).lower())
        if units:
            return units
    return frozenset()


def _is_sized(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.dep_ not in ("compound", "poss", "nmod")


def _by_many(many: Token) -> Asked:
    """Read "how many" by its noun: times, coins and units of measure are not counted."""
    following = next_to(many)
    behind = many.doc[many.i + 2 : many.i + 3]
    if following is None:
        return Asked(QuestionKind.COUNT, many)
    if following.lower_ == "times" and not any(t.tag_ in ("JJR", "RBR") for t in behind):
        return Asked(QuestionKind.MEASURE, following)
    coin = following.lemma_.lower()
    pays = any({lemma_of(t), action_class(lemma_of(t))} & (PAYING | MONEY) for t in many.doc)
    if coin in COINS or (coin in _OPEN_COINS and pays):
        return amount(following)
    units = _units_of(following)
    return Asked(QuestionKind.MEASURE, following, units) if units else Asked(QuestionKind.COUNT, many)


def _units_of(first: Token) -> frozenset[str]:
    """Return the units for "metres", "square metres", "percentage points" behind "how many"."""
    second = next_to(first)
    if second is not None and second.pos_ == "NOUN" and first.lower_ in ("square", "cubic", "percentage"):
        points = first.lower_ == "percentage"
        return unit_family(second.lower_ if points else f"{first.lower_} {second.lower_}", narrowed=points)
    alone = second is None or second.pos_ not in ("NOUN", "PROPN")
    return unit_family(first.lower_) if alone and first.pos_ in ("NOUN", "PROPN") else frozenset()


def _by_much(how: Token, much: Token) -> Asked:
    following, doc = next_to(much), how.doc
    if how.i and how.nbor(-1).lower_ == "by":
        return _by_change(doc, much)
    if following is None:
        return amount(much)
    if following.lower_ == "of":
        whole = next((t for t in doc[following.i :] if _is_sized(t)), None)
        money = whole is not None and whole.lemma_.lower() in MONEY
        return share(much, CURRENCIES if money else frozenset())
    if following.tag_ in ("JJR", "RBR"):
        return _by_comparative(following)
    if following.pos_ in ("NOUN", "PROPN", "ADJ"):
        noun = much.head if much.head.pos_ == "NOUN" and much.head.i > much.i else following
        return _by_mass(much, noun, following)
    verb = next((t for t in doc if t.lemma_.lower() in MEASURED_BY_VERB and t.pos_ == "VERB"), None)
    if verb is not None:
        return Asked(QuestionKind.MEASURE, much, MEASURED_BY_VERB[verb.lemma_.lower()])
    root = next(iter(doc.sents)).root
    return _by_change(doc, much) if action_class(root.lemma_.lower()) in ("rise", "fall") else amount(much)


def _by_mass(much: Token, noun: Token, following: Token) -> Asked:
    """Read "how much prize money", "how much oil"."""
    words = {noun.lower_, noun.lemma_.lower()}
    if words & (MONEY | SUMS) or following.lower_ in ("per", "in"):
        return amount(much)
    return Asked(QuestionKind.MEASURE, much, substance_units(noun.lemma_.lower()))


def _by_comparative(word: Token) -> Asked:
    """Read "how much higher", "how much longer", "how much more"."""
    base, behind = word.lemma_.lower(), next_to(word)
    if word.lower_ in _LATER:
        return Asked(QuestionKind.MEASURE, word, TIME)
    dear = {base, behind.lemma_.lower() if behind is not None else ""}
    pays = any(t.lemma_.lower() in PAYING for t in word.doc)
    if dear & {"cheap", "dear", "expensive", *MONEY} or pays:
        return Asked(QuestionKind.AMOUNT, word, CURRENCIES | {"%"})
    if MEASURING.get(base):
        return Asked(QuestionKind.MEASURE, word, MEASURING[base] | {"%"})
    return Asked(QuestionKind.COUNT, word)


def _by_change(doc: Doc, much: Token) -> Asked:
    """Read "by how much": a share, or what the thing that changed is measured in."""
    lemmas = {t.lemma_.lower() for t in doc}
    if lemmas & _WINNING:
        return Asked(QuestionKind.COUNT, much)
    others = _POINTS | (CURRENCIES if lemmas & MONEY else frozenset())
    others |= LENGTH if lemmas & _WATERS else frozenset()
    for token in doc:
        if token.pos_ == "NOUN":
            others |= MEASURING.get(token.lemma_.lower(), frozenset())
    return share(much, others)


def _narrowed(adjective: Token, units: frozenset[str]) -> frozenset[str]:
    """Return those units of a measure that the question leaves: "how long did it last" asks for no length."""
    doc = adjective.doc
    named = units_named(doc)
    if named & units:
        return named
    if adjective.lower_ != "long":
        return units
    verbs = {t.lemma_.lower() for t in doc if t.pos_ == "VERB" and t.dep_ not in ("relcl", "acl", "advcl")}
    helped = any(t.lemma_ == "do" for t in doc) and not (verbs - {"do"}) & _STRETCHING
    return TIME if helped or verbs - _STRETCHING else units
