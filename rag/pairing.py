"""How likely another claim answers the very question that the best one answers, and so agrees with it or does not."""

from __future__ import annotations

import math
from collections.abc import Mapping

from index import Claim, ClaimKind
from index.lexicon import action_class, is_person, thing_class
from rag.matching import OUTCOMES, thing_fit
from rag.questions import Question
from rag.retrieval import Retrieved

__all__ = ["beside_probability", "pair_features"]

_FAR = math.log(20)  # figures that differ by more are as far apart as can be


def beside_probability(question: Question, best: Claim, other: Claim, likely: float, retrieved: Retrieved) -> float:
    """Return how likely a claim answers what the best one does; arguments as for ``pair_features``."""
    return _probability(pair_features(question, best, other, likely, retrieved))


def pair_features(
    question: Question, best: Claim, other: Claim, likely: float, retrieved: Retrieved
) -> dict[str, float]:  # fmt: skip
    """Return what the model looks at.

    Args:
        question: What is asked.
        best: The claim that answers it most likely.
        other: Another claim of its kind.
        likely: How likely the other one answers, seen alone.
        retrieved: The articles of both.
    """
    actions = [frozenset(map(action_class, claim.actions)) for claim in (best, other)]
    outcomes = [own & OUTCOMES for own in actions]
    things = {thing_class(claim.thing) for claim in (best, other)}
    people = is_person(best.thing) and is_person(other.thing)
    return {
        "likely": math.log(max(likely, 1e-6) / max(1 - likely, 1e-6)),
        "likeness": retrieved.likeness(best, other),
        "same thing": float(len(things) == 1 or people),
        "one without a thing": float("" in things and len(things) == 2),
        "same action": float(bool(actions[0] & actions[1])),
        "another action": float(bool(actions[0] and actions[1]) and not actions[0] & actions[1]),
        "another outcome": float(outcomes[0] != outcomes[1]),
        "part": float(other.share and not best.share),
        "another level": float((thing_fit(question, best) or 0) != (thing_fit(question, other) or 0)),
        "one article": float(best.article_id == other.article_id),
        "one sentence": float(best.article_id == other.article_id and best.sentence == other.sentence),
        "apart": _apart(best, other),
        "smaller": float(best.kind is ClaimKind.QUANTITY and float(other.high or 0) < float(best.low or 0)),
        "another unit": float(best.unit != other.unit),
    }


def _apart(a: Claim, b: Claim) -> float:
    """Return how many times the larger figure is the smaller, 0 for equal ones, 1 from 20 times on."""
    if a.kind is not ClaimKind.QUANTITY:
        return 0.0
    first, second = (max(float(claim.high or 0), 0.5) for claim in (a, b))
    return min(abs(math.log(first / second)) / _FAR, 1.0)


# Logistic regression of "the other one is a gold answer too" over the claims beside a right best one with another
# value, on 120 questions on news events and our benchmark's, all of whose articles were read.
_WEIGHTS = {
    "likely": 0.4, "likeness": 1.0, "one without a thing": -0.1, "same action": 0.1, "another action": -0.4,
    "another outcome": -0.2, "part": -0.4, "another level": -0.1, "one article": -0.5, "one sentence": 0.5,
    "apart": -5.6, "smaller": -0.3, "another unit": 0.1,
}  # fmt: skip
_BIAS = 0.4


def _probability(row: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-_BIAS - sum(weight * row[name] for name, weight in _WEIGHTS.items())))
