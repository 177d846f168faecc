"""How likely another claim answers the very question that the best one answers, and so agrees with it or does not."""

from __future__ import annotations

import math

from index import Claim, ClaimKind
from index.dates import first_day
from index.lexicon import action_class, is_person, thing_class
from rag.fitted import fitted
from rag.matching import OUTCOMES
from rag.relations import other_speakers
from rag.retrieval import Retrieved

__all__ = ["beside_probability", "pair_features"]

_MANY = 3  # more articles that say the same say no more
_FAR = math.log(20)  # figures that differ by more are as far apart as can be


def beside_probability(best: Claim, other: Claim, likely: float, retrieved: Retrieved) -> float:
    """Return how likely a claim answers what the best one does; arguments as for ``pair_features``."""
    return fitted("pair").probability(pair_features(best, other, likely, retrieved))


def pair_features(best: Claim, other: Claim, likely: float, retrieved: Retrieved) -> dict[str, float]:
    """Return what the model looks at.

    Args:
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
        "another outcome": float(outcomes[0] != outcomes[1]),
        "one article": float(best.article_id == other.article_id),
        "one sentence": float(best.article_id == other.article_id and best.sentence == other.sentence),
        "apart": _apart(best, other),
        **_support(best, other, retrieved),
    }


def _support(best: Claim, other: Claim, retrieved: Retrieved) -> dict[str, float]:
    """Return how the other figure is told: in how many more articles, in a headline, when, by whom."""
    told = {c.article_id for c in retrieved.claims if (c.low, c.high, c.unit) == (other.low, other.high, other.unit)}
    days = [first_day(claim.published).toordinal() if claim.published else 0 for claim in (best, other)]
    return {
        "others say so": min(len(told - {other.article_id, best.article_id}), _MANY) / _MANY,
        "headline": float(other.sentence.start == 0),
        "later": float(min(days) > 0 and days[1] > days[0]),
        "earlier": float(min(days) > 0 and days[1] < days[0]),
        "other speakers": float(other_speakers(best, other)),
    }


def _apart(a: Claim, b: Claim) -> float:
    """Return how many times the larger figure is the smaller, 0 for equal ones, 1 from 20 times on."""
    if a.kind is not ClaimKind.QUANTITY:
        return 0.0
    first, second = (max(float(claim.high or 0), 0.5) for claim in (a, b))
    return min(abs(math.log(first / second)) / _FAR, 1.0)
