"""Which claims can be meant by a question at all: nothing speaks plainly against them, so that they are weighed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from index import Claim, ClaimKind, Qualifier, State
from index.lexicon import ACTION_NOUNS, action_class, is_person, thing_class
from rag.events import LIKELY, named_articles
from rag.evidence import counts_otherwise, of_the_event
from rag.kinds import QuestionKind
from rag.matching import (
    GENERIC_PEOPLE,
    OUTCOMES,
    action_fit,
    coverage,
    has_name,
    only_repeats,
    thing_fit,
)
from rag.questions import Question
from rag.retrieval import Retrieved
from rag.sorts import asks_age, asks_speed_limit, can_answer, is_bare

__all__ = ["apt_articles", "can_be_meant", "claim_kind"]

_KINDS = {
    QuestionKind.WHO: ClaimKind.NAME,
    QuestionKind.WHERE: ClaimKind.PLACE,
    QuestionKind.WHEN: ClaimKind.DATE,
    QuestionKind.COUNT: ClaimKind.QUANTITY,
    QuestionKind.AMOUNT: ClaimKind.QUANTITY,
    QuestionKind.SHARE: ClaimKind.QUANTITY,
    QuestionKind.MEASURE: ClaimKind.QUANTITY,
}
_COIN = "mark"  # a mark may be no money, so that it is no unit of a figure
_OPENING = 300  # characters: the headline and the first sentence, which say where something happened
_STANDING_IN = frozenset(
    """job post position place household number total figure count toll tally name absent unemployed jobless
    poor""".split()
)
"""Nouns that may stand for people: those without work are counted by their jobs, tenants by their households."""
_CARE = ("treat", "treatment", "hospital", "ambulance", "clinic", "stitch")
"""Words of a sentence in which those who need care are hurt."""
_DISASTERS = re.compile(
    r"\b(?:(?:earth)?quake|tremor|aftershock|tsunami|flood|storm|hurricane|cyclone|typhoon|tornado|blizzard|landslide"
    r"|mudslide|avalanche|eruption|drought|famine|heat ?wave|heat|cold|(?:wild)?fire|blaze|explosion|blast|crash"
    r"|collision|derailment|pile-up|sinking|collapse|stampede|shooting|stabbing|attack|bombing|murder|war|battle|riot)"
    r"(?:e?s|ing)?\b",
    re.IGNORECASE,
)
"""What an article tells of by name: asked of a flood, it is not about one that opens with an earthquake."""
_MOST_ASKED = re.compile(
    r"\b(?:maxim\w+|most|limit|ceiling|cap|highest|top|up to|can|could|may|might|fac(?:e|es|ed|ing))\b", re.IGNORECASE
)
_FELL = re.compile(r"\b(?:fell|fallen|falls?)\b", re.IGNORECASE)


def claim_kind(question: Question) -> ClaimKind | None:
    """Return the kind of claims that answer a question; none where it is answered by quoting."""
    return _KINDS.get(question.kind)


def apt_articles(question: Question, retrieved: Retrieved, events: Mapping[str, float]) -> frozenset[str]:
    """Return the ids of articles whose claims may be meant: with half of the question's names, or likely on its event.

    "The town hall" stands for its name only where an article that has that is likely too, and alike: where none has,
    the likeliest ones tell of something else.
    """
    having = {article.id for article in retrieved.articles.values() if _has_names(question, article.text)}
    return named_articles(question, retrieved, events, LIKELY) | having


def can_be_meant(question: Question, claim: Claim, retrieved: Retrieved, events: Mapping[str, float]) -> bool:
    """Say whether nothing speaks plainly against a claim: its kind and unit, what befell those counted, its event."""
    if claim.kind is not claim_kind(question) or not can_answer(question, claim):
        return False
    if claim.kind is ClaimKind.QUANTITY:
        return (
            _is_in_unit(question, claim)
            and (asks_age(question) or _befell(question, claim))
            and not _is_other_sort(question, claim)
            and not _is_elsewhere(question, claim, retrieved, events)
            and not counts_otherwise(question, claim)
            and not _is_only_allowed(question, claim)
        )
    if claim.kind is ClaimKind.DATE:
        return claim.low is not None and claim.low != (question.when.iso if question.when else None)
    return not only_repeats(claim, question.names)


def _has_names(question: Question, text: str) -> bool:
    """Say whether a text has half of the names of a question."""
    return 2 * sum(has_name(name, text) for name in question.names) >= len(question.names)


def _is_in_unit(question: Question, claim: Claim) -> bool:
    """Say whether a figure comes in a unit that is asked for; a speed limit has none on its sign."""
    if claim.thing == "age" or claim.unit in (question.units or ("", question.thing)):
        return True
    if question.kind is QuestionKind.AMOUNT and claim.thing == _COIN:
        return True
    return not claim.unit and asks_speed_limit(question) and is_bare(claim)


def _is_other_sort(question: Question, claim: Claim) -> bool:
    """Say whether a figure plainly counts people where things are asked, or things where people are."""
    if claim.unit or not question.thing or not claim.thing or {question.thing, claim.thing} & ACTION_NOUNS:
        return False  # "arrests" are of people
    asked, counted = _counts_people(question.thing), _counts_people(claim.thing)
    named = coverage((claim.thing,), claim.text) > 0  # a number alone counts what its clause is about, at best
    return named and not _is_name(claim) and None not in (asked, counted) and asked != counted


def _counts_people(noun: str) -> bool | None:
    """Say whether a noun counts people; None where it may stand for them."""
    if is_person(noun) or noun in GENERIC_PEOPLE:
        return True
    return None if noun in _STANDING_IN else False


def _is_name(claim: Claim) -> bool:
    """Say whether the counted noun is written as a name: "9,000 Danes"."""
    return any(word[:1].isupper() and claim.thing in (word.lower(), word.lower().removesuffix("s"))
               for word in claim.text.split()[1:])  # fmt: skip


def _befell(question: Question, claim: Claim) -> bool:
    """Say whether to those whom a claim counts befell what is asked; its sentence may tell so in another place."""
    asked, stated = question.action_classes & OUTCOMES, frozenset(map(action_class, claim.actions)) & OUTCOMES
    if asked and not stated:
        return coverage(question.actions, claim.quote) > 0 or _may_have_befallen(asked, claim)
    if not asked and claim.thing and _counts_people(claim.thing) is not True:
        return True  # lines are dead and posts disappear, but nobody is
    return bool(asked & stated) or not stated


def _may_have_befallen(asked: Set[str], claim: Claim) -> bool:
    """Say whether a sentence leaves open or tells in other words what befell the victims, the treated, the fallen."""
    if claim.thing == "victim":
        return True
    if asked & {"wound", "casualty"} and coverage(_CARE, claim.quote) > 0:
        return True
    fallen = thing_class(claim.thing) == "soldier" and _FELL.search(claim.quote) is not None
    return fallen and bool(asked & {"kill", "casualty"})


def _is_only_allowed(question: Question, claim: Claim) -> bool:
    """Say whether a sum is the most that could be, where it is asked what was: "can be fined up to 900 euros"."""
    most = claim.state is State.POSSIBLE and claim.qualifier is Qualifier.AT_MOST
    return question.kind is QuestionKind.AMOUNT and most and _MOST_ASKED.search(question.text) is None


def _is_elsewhere(question: Question, claim: Claim, retrieved: Retrieved, events: Mapping[str, float]) -> bool:
    """Say whether a figure fits the slot, but its article has no word of the event: a quake's dead, a flood's asked.

    One that is likely on the event and opens with the question's names, but with no disaster, may tell of it in words
    of its own.
    """
    text = retrieved.articles[claim.article_id].text
    opening = text[:_OPENING]
    placed = bool(question.names) and all(has_name(name, opening) for name in question.names)
    if placed and events.get(claim.article_id, 0.0) >= LIKELY and not _DISASTERS.search(opening):
        return False
    fits = thing_fit(question, claim) == 0 and action_fit(question, claim) == "same" and bool(question.actions)
    return fits and not of_the_event(question, claim, text)
