"""How likely a claim is the answer: learned from how it fits the question, its event, and what others say."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from index import Claim, ClaimKind, Span
from index.lexicon import action_class, is_person
from rag.evidence import narrowed, why_not
from rag.kinds import QuestionKind
from rag.matching import OUTCOMES, action_fit, coverage, has_name, same_time, thing_fit
from rag.questions import Question
from rag.retrieval import Retrieved

__all__ = ["claim_features", "claim_probabilities"]

_KINDS = {
    QuestionKind.WHO: ClaimKind.NAME,
    QuestionKind.WHERE: ClaimKind.PLACE,
    QuestionKind.WHEN: ClaimKind.DATE,
    QuestionKind.COUNT: ClaimKind.QUANTITY,
    QuestionKind.AMOUNT: ClaimKind.QUANTITY,
    QuestionKind.SHARE: ClaimKind.QUANTITY,
    QuestionKind.MEASURE: ClaimKind.QUANTITY,
}
_LIKELY = 0.1  # probability from which an article counts as being about the event
_MANY = 3  # other articles that say the same; more say no more
_LEAD = 300  # characters: half as early
_RATE = re.compile(
    r"\b(?:per|an hour|a (?:day|week|month|year|share|head|kilo\w*|litre|liter|barrel|ton(?:ne)?|night|mile)|apiece|each"
    r"|how fast|speed)\b",
    re.IGNORECASE,
)
_CONVERTED = re.compile(r"\d[^()]{0,40}\(\s?(?:about |around |some |roughly |or |approximately )?$", re.IGNORECASE)

Value = tuple[object, object, frozenset[str]]


def claim_probabilities(
    question: Question, retrieved: Retrieved, events: Mapping[str, float], fitting: Set[Claim]
) -> dict[Claim, float]:
    """Return for each claim that could be meant how likely it answers; arguments as for ``claim_features``."""
    found = claim_features(question, retrieved, events, fitting)
    return {claim: _probability(row, claim.kind) for claim, row in found.items()}


def claim_features(
    question: Question, retrieved: Retrieved, events: Mapping[str, float], fitting: Set[Claim]
) -> dict[Claim, dict[str, float]]:
    """Return what the model looks at for each claim that could be meant, each a number from 0 to 1.

    Args:
        question: What is asked.
        retrieved: The articles found, with their claims.
        events: By article id, how likely it tells of the event that is asked about.
        fitting: The claims that fit the question's slot word for word.
    """
    claims = [claim for claim in retrieved.claims if _can_be_meant(question, claim)]
    saying, largest = _saying(claims, events), _largest(claims)
    rows = {}
    for claim in claims:
        value = _value(claim)
        rows[claim] = {
            "fits": float(claim in fitting),
            "event": events.get(claim.article_id, 0.0),
            "others say so": min(len(saying[value] - {claim.article_id}), _MANY) / _MANY,
            **_near(question, claim, retrieved),
            **_fit(question, claim),
        }
        if claim.kind is ClaimKind.QUANTITY:
            smaller = float(claim.high or 0) < largest[claim.article_id, value[2]]
            rows[claim] |= {**_counted(question, claim), "a larger one": float(smaller)}
    return rows


def _can_be_meant(question: Question, claim: Claim) -> bool:
    if claim.kind is not _KINDS.get(question.kind):
        return False
    if claim.kind is ClaimKind.QUANTITY:
        return _is_measured_so(question, claim) and not _is_conversion(claim)
    if claim.kind is ClaimKind.DATE:
        return claim.low is not None and claim.low != (question.when.iso if question.when else None)
    return not any(has_name(claim.text, name) or has_name(name, claim.text) for name in question.names)


def _is_measured_so(question: Question, claim: Claim) -> bool:
    """Say whether a figure has a unit that can answer: an age for an age, a rate where a rate is asked for."""
    if question.kind is QuestionKind.MEASURE and not question.units:
        return claim.thing == "age"
    if claim.thing == "age" or bool(claim.per) != bool(_RATE.search(question.text)):
        return False
    return claim.unit in question.units if question.units else claim.unit in ("", question.thing)


def _is_conversion(claim: Claim) -> bool:
    """Say whether a figure only gives the one before it in another unit: "4 million euros ($4.3 million)"."""
    return bool(claim.unit) and bool(_CONVERTED.search(claim.quote[: claim.start - claim.sentence.start]))


def _value(claim: Claim) -> Value:
    """Return what two claims must share to say the same."""
    if claim.kind is ClaimKind.QUANTITY:
        return claim.low, claim.high, frozenset(map(action_class, claim.actions))
    return (claim.low, claim.high, frozenset()) if claim.low else (claim.text.lower(), None, frozenset())


def _saying(claims: Sequence[Claim], events: Mapping[str, float]) -> dict[Value, set[str]]:
    """Return which articles on the event state a value."""
    saying: dict[Value, set[str]] = defaultdict(set)
    for claim in claims:
        if events.get(claim.article_id, 0.0) >= _LIKELY:
            saying[_value(claim)].add(claim.article_id)
    return saying


def _largest(claims: Sequence[Claim]) -> dict[tuple[str, frozenset[str]], float]:
    """Return the largest figure of each article for each action."""
    largest: dict[tuple[str, frozenset[str]], float] = defaultdict(float)
    for claim in claims:
        if claim.kind is ClaimKind.QUANTITY:
            key = claim.article_id, _value(claim)[2]
            largest[key] = max(largest[key], float(claim.high or 0))
    return largest


def _near(question: Question, claim: Claim, retrieved: Retrieved) -> dict[str, float]:
    """Return where a claim stands in its article, and how near its sentence and its clause are to the question."""
    title = retrieved.articles[claim.article_id].title
    told = f"{title} {claim.quote}"
    names = question.names
    return {
        "cosine": retrieved.cosine(claim.article_id, claim.sentence),
        "cosine of the clause": retrieved.cosine(claim.article_id, Span(claim.start, claim.end)),
        "words": coverage(question.subject, claim.quote) if question.subject else 1.0,
        "words with headline": coverage(question.subject, told) if question.subject else 1.0,
        "names": sum(has_name(name, told) for name in names) / len(names) if names else 1.0,
        "headline": float(bool(title) and claim.sentence.start == 0),
        "early": 1 / (1 + claim.sentence.start / _LEAD),
    }


def _fit(question: Question, claim: Claim) -> dict[str, float]:
    """Return how a claim fits what is asked to have happened, when, and in which state."""
    action = action_fit(question, claim)
    return {
        "action": float(action == "same" and bool(question.actions)),
        "wider": float(action == "wider"),
        "other action": float(action == "other"),
        "apart": float(why_not(question, claim) is not None),
        "same time": float(same_time(question, claim)),
        "role": float(claim.role == question.role or not question.role),
    }


def _counted(question: Question, claim: Claim) -> dict[str, float]:
    """Return how a figure fits what is counted."""
    level = thing_fit(question, claim)
    asked, stated = question.action_classes & OUTCOMES, frozenset(map(action_class, claim.actions)) & OUTCOMES
    return {
        "thing": float(level == 0),
        "part by kind": float(level == 1),
        "other thing": float(level is None),
        "no thing": float(not claim.thing),
        "other outcome": float(bool(asked or stated) and not asked & stated),
        "narrowed": float(narrowed(question, claim)),
        "share": float(claim.share),
        "one": float(claim.high == 1),
        "person": float(is_person(claim.thing)),
    }


_WEIGHTS: dict[bool, dict[str, float]] = {
    True: {
        "fits": 0.3,
        "event": 2.3,
        "others say so": 0.8,
        "cosine": 3.6,
        "cosine of the clause": 4.3,
        "words": 0.8,
        "words with headline": 0.9,
        "names": -0.5,
        "headline": 0.6,
        "early": 0.4,
        "action": 1.2,
        "wider": 0.0,
        "other action": 0.1,
        "apart": -0.5,
        "same time": -0.5,
        "thing": -1.2,
        "part by kind": -1.0,
        "other thing": -1.4,
        "no thing": 0.1,
        "other outcome": -1.1,
        "narrowed": 1.3,
        "share": 0.2,
        "one": -2.9,
        "person": -0.1,
        "a larger one": -0.8,
    },
    False: {
        "fits": -0.2,
        "event": 2.6,
        "others say so": 0.5,
        "cosine": 3.9,
        "cosine of the clause": 4.9,
        "words": 2.4,
        "words with headline": -1.0,
        "names": -1.1,
        "headline": -0.5,
        "early": -0.4,
        "action": 1.6,
        "wider": 0.0,
        "other action": -0.1,
        "apart": 0.3,
        "same time": 0.9,
        "role": 1.2,
    },
}
_BIAS = {True: -7.8, False: -10.7}


def _probability(row: Mapping[str, float], kind: ClaimKind) -> float:
    counts = kind is ClaimKind.QUANTITY
    return 1 / (1 + math.exp(-_BIAS[counts] - sum(weight * row[name] for name, weight in _WEIGHTS[counts].items())))
