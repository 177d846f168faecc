"""What "what" and "which" ask for, by the noun that they ask for or by the verb beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.lexicon import action_class, is_person
from index.units import CURRENCIES
from rag.asked_for import Asked, QuestionKind, amount, asks, next_to, share
from rag.asked_how import by_size
from rag.asking_words import (
    CHANGING,
    DATES,
    FORCES,
    HEADS,
    MONEY,
    PAYING,
    PLACES,
    SHARES,
    TALLIED,
    is_sole_place,
    names_somebody,
)
from rag.measures import MASS, MEASURING, TIME

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["NUMBER_OF", "by_what"]

NUMBER_OF = re.compile(r"\b(?:number|count) of\b|\bhow many\b", re.IGNORECASE)
_TAKING = frozenset("tag limit level figure total estimate record reading bill offer".split())
"""Nouns that ask for what the noun before them says: "price tag", "age limit"."""
_WAITING = frozenset("wait waiting response journey travel flight recovery running delivery prison jail".split())
_TOLLS = frozenset("casualty fatality death victim loss".split())
_WANTING = frozenset("want ask demand get receive take pay offer charge".split())
_ADDING_UP = re.compile(r"\b(?:amount|come|add up|run|rise|climb) to\s*\??$|\b(?:stand at|total)\s*\??$", re.IGNORECASE)
_COSTLY = frozenset("damage loss sale".split())


def by_what(token: Token) -> Asked | None:
    """Read "what" and "which" by the noun that they ask for, before the verb or behind "is", or by the verb."""
    if token.lower_ not in ("what", "which") or (token.lower_ == "which" and not asks(token)):
        return None
    if NUMBER_OF.search(token.doc.text):
        number = next((t for t in token.doc if t.lower_ in ("number", "count")), None)
        return Asked(QuestionKind.COUNT, number) if number is not None else None
    noun = _asked_noun(token)
    found = _by_asked_noun(noun, token) if noun is not None else None
    found = found or _by_verb(token)
    if found is None and (noun is not None or token.i == 0):
        return Asked(QuestionKind.OTHER, noun)  # whatever else is asked behind stands in a clause of its own
    return found


def _by_asked_noun(noun: Token, what: Token) -> Asked | None:
    lemma = noun.lemma_.lower()
    compounds = [c.lemma_.lower() for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")]
    if lemma in CHANGING and set(compounds) & MONEY:
        return share(noun, CURRENCIES)
    if lemma in _TAKING:
        lemma = next((c for c in compounds if c in MEASURING or c in MONEY or c in SHARES or c in HEADS), lemma)
    if lemma == "time" and set(compounds) & _WAITING:
        return Asked(QuestionKind.MEASURE, noun, TIME)
    if lemma in _TOLLS:
        return _by_toll(noun)
    if lemma in ("quantity", "amount"):
        return _by_quantity(noun)
    if lemma == "size":
        return by_size(noun) or Asked(QuestionKind.COUNT, noun)
    if lemma == "area" and (what.lower_ == "which" or _is_governed(what)):
        return Asked(QuestionKind.WHERE, noun)
    return _by_class(noun, lemma) or _by_place_or_name(noun, lemma, what)


def _by_class(noun: Token, lemma: str) -> Asked | None:
    """Read a noun that is a day, a head count, a share, a sum or a measure by itself."""
    if lemma in DATES:
        return Asked(QuestionKind.WHEN, noun)
    if lemma in HEADS:
        return Asked(QuestionKind.COUNT, noun)
    if lemma in SHARES or noun.lower_ in SHARES:
        return share(noun)
    if lemma in MONEY:
        return amount(noun)
    return Asked(QuestionKind.MEASURE, noun, MEASURING[lemma]) if lemma in MEASURING else None


def _by_place_or_name(noun: Token, lemma: str, what: Token) -> Asked | None:
    governed = _is_governed(what)
    if lemma in PLACES and (governed or (is_sole_place(lemma) and what.i == 0)):
        return Asked(QuestionKind.WHERE, noun)
    if names_somebody(lemma) and (what.lower_ == "which" or not _says_what_is(what) or lemma == "name"):
        return Asked(QuestionKind.WHO, noun)
    return None


def _by_toll(noun: Token) -> Asked | None:
    """Read "what casualties", "what losses": an army's are of people, a company's of money."""
    lemmas = {t.lemma_.lower() for t in noun.doc}
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    if noun.lemma_.lower() != "loss" or lemmas & FORCES or (of is not None and not lemmas & MONEY):
        return Asked(QuestionKind.COUNT, noun)
    return amount(noun)


def _by_quantity(noun: Token) -> Asked:
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    what = next((c.lemma_.lower() for c in of.children if c.dep_ == "pobj"), "") if of is not None else ""
    if (not what and noun.lemma_.lower() == "amount") or what in MONEY:
        return amount(noun)
    return Asked(QuestionKind.MEASURE, noun, MASS)


def _by_verb(what: Token) -> Asked | None:
    """Read "what did it cost", "what do they pay", "what did the damage amount to" by the verb."""
    doc, verb = what.doc, what.head
    nouns = {t.lemma_.lower() for t in doc if t.pos_ == "NOUN"}
    if _ADDING_UP.search(doc.text):
        if nouns & (MONEY | _COSTLY):
            return amount(what)
        if any(is_person(n) or n in TALLIED for n in nouns):
            return Asked(QuestionKind.COUNT, what)
    if any(t.dep_ != "compound" and action_class(t.lemma_.lower()) == "cost" for t in doc):
        return amount(what)
    words = [t for t in doc if not t.is_punct]
    verb = verb.head if verb.pos_ == "ADP" else verb
    objective = what.dep_ in ("dobj", "pobj", "attr", "dep") and words[-1].pos_ != "ADP"
    lemma = verb.lemma_.lower()
    pays = (lemma in PAYING and verb.pos_ == "VERB") or (lemma in _WANTING and any(t.lower_ == "per" for t in doc))
    return amount(what) if objective and pays else None


def _asked_noun(what: Token) -> Token | None:
    """Return the noun that "what" or "which" asks for: "which DAY", "what was the TURNOUT", "what DEFICIT"."""
    head, following = what.head, next_to(what)
    helped = following is not None and (following.pos_ in ("AUX", "VERB") or following.lemma_ in ("be", "'s", "do"))
    determines = what.dep_ in ("det", "amod", "nmod", "compound") and not helped
    if determines and head.pos_ in ("NOUN", "PROPN") and head.i > what.i and not _is_hyphened(head):
        return head
    if following is not None and following.pos_ == "NOUN":
        return following
    if following is None or not (_says_what_is(what) or following.tag_ == "MD"):
        return None
    if following.tag_ == "MD" and not any(t.lower_ == "be" for t in what.doc[following.i :]):
        return None
    for token in what.doc[following.i + 1 : following.i + 8]:
        if token.pos_ == "NOUN" and token.dep_ != "compound" and not _is_hyphened(token):
            return token if token.dep_ != "poss" else _owned(token)
        if token.pos_ in ("ADP", "VERB") or (token.pos_ == "PROPN" and token.dep_ not in ("poss", "compound", "nmod")):
            return None
    return None


def _owned(owner: Token) -> Token | None:
    """Return what belongs to an owner: the SALARY of "the mayor's salary"."""
    return owner.head if owner.head.pos_ == "NOUN" and owner.head.i > owner.i else None


def _is_hyphened(token: Token) -> bool:
    """Say whether a word is a part of one with hyphens ("the 50-year-old")."""
    around = token.doc[max(token.i - 1, 0) : token.i + 2]
    return any(t.text == "-" for t in around)


def _says_what_is(what: Token) -> bool:
    following = next_to(what)
    return following is not None and following.lemma_ in ("be", "'s", "’s")


def _is_governed(what: Token) -> bool:
    """Say whether a preposition stands before: "at which plant"."""
    return what.i > 0 and what.nbor(-1).pos_ == "ADP"
