"""Whether a figure is of the sort that a question asks for: an age, a speed, a rate, how often."""

from __future__ import annotations

import re

from index import Claim, ClaimKind, Phase
from index.lexicon import action_class, is_action, is_person
from index.numerals import AMOUNT
from rag.kinds import QuestionKind
from rag.questions import Question

__all__ = ["asks_age", "asks_speed_limit", "can_answer", "is_bare"]

_CONVERTED = re.compile(r"\d[^()]{0,40}\(\s?(?:about |around |some |roughly |or |approximately )?$", re.IGNORECASE)
_SPEED = re.compile(r"\bhow (?:fast|quickly)\b|\bspeed\b", re.IGNORECASE)
_SPEEDS = frozenset({"mph", "kph"})
_SPEED_LIMIT = re.compile(r"\bspeed limit\b", re.IGNORECASE)
_RATE = re.compile(r"\b(?:an?|per|each|every)\s(\w+)", re.IGNORECASE)
_EACH = frozenset({"head", "person", "capita"})
_TIMES = frozenset({"often", "frequently", "time"})
"""Words that ask how often."""
_AGED = re.compile(r"\b(?:old(?:er|est)?|young(?:er|est)?|eld(?:er|est)|aged?|adults?)\b", re.IGNORECASE)
_AMOUNT_LAST = re.compile(r"(?P<cur1>[$€£]\s?)?" + AMOUNT.replace("{n}", "1") + "$", re.IGNORECASE)
_OLDEST = 120  # years


def can_answer(question: Question, claim: Claim) -> bool:
    """Say whether a claim is of the sort that answers a question.

    A magnitude alone ("dozens"), a part of a whole ("a third") and the value before a change never are; nor is a sum
    that only says the one before it in another currency. An age answers "how old" alone, a rate what asks for one.
    """
    if claim.kind is not ClaimKind.QUANTITY:
        return True
    if claim.vague or claim.unit == "fraction" or claim.phase is Phase.EARLIER:
        return False
    if question.kind is QuestionKind.MEASURE and not question.units:
        return _tells_age(claim) if asks_age(question) else _tells_how_often(question, claim)
    if claim.thing == "age":
        return False
    if claim.unit and _CONVERTED.search(claim.quote[: claim.start - claim.sentence.start]):
        return False
    if _SPEED.search(question.text):
        return bool(claim.per) or claim.unit in _SPEEDS or (asks_speed_limit(question) and is_bare(claim))
    rates = [noun.lower() for noun in _RATE.findall(question.text)]
    return not claim.per or claim.per in rates or (claim.per in _EACH and any(map(is_person, rates)))


def asks_age(question: Question) -> bool:
    """Say whether a question asks for an age."""
    return question.kind is QuestionKind.MEASURE and not question.units and question.asked not in _TIMES


def asks_speed_limit(question: Question) -> bool:
    """Say whether a question asks how fast one may go, which road signs tell by a number alone."""
    return _SPEED_LIMIT.search(question.text) is not None


def is_bare(claim: Claim) -> bool:
    """Say whether a figure is a number without a noun or unit behind it, such as "no more than 60"."""
    return _AMOUNT_LAST.search(claim.text) is not None


def _tells_age(claim: Claim) -> bool:
    """Say whether a figure is an age, or a number alone that may be one: "the youngest is 9"."""
    if claim.thing == "age":
        return True
    bare = not claim.unit and is_bare(claim) and 1 < float(claim.high or 0) <= _OLDEST
    return bare and _AGED.search(claim.quote) is not None


def _tells_how_often(question: Question, claim: Claim) -> bool:
    """Say whether a figure counts times, or the happenings that are asked about: "three postponements"."""
    if claim.unit:
        return False
    happening = action_class(claim.thing) if is_action(claim.thing) else ""
    return claim.thing == "time" or happening in map(action_class, (*question.actions, *question.content))
