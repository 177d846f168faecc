"""How likely another claim answers the very question that the best one answers, and so agrees with it or does not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Set

from index import Claim, ClaimKind
from index.dates import first_day
from index.lexicon import SAYING_VERBS, action_class, is_person, thing_class
from rag.datatypes import Relation
from rag.evidence import why_not
from rag.fitted import fitted
from rag.matching import MOVED, OUTCOMES, thing_fit
from rag.questions import Question
from rag.relations import other_speakers, relation
from rag.retrieval import Retrieved

__all__ = ["Pairing", "differs"]

_MANY = 3  # more articles that say the same say no more
_FAR = math.log(20)  # figures that differ by more are as far apart as can be
_COUNTS = frozenset({"", "number", "total", "figure", "count", "toll", "tally", "sum", "other", "more"})
"""Nouns that do not say what is counted."""
_REPORTING = frozenset(
    "speak make number reach stand come raise lift increase reduce lower revise set put price offer".split()
)
_TELLING = frozenset(map(action_class, SAYING_VERBS | _REPORTING))
"""Actions of who gives or changes a figure, not of what it counts: "police put the number at 8,000"."""


def differs(a: Claim, b: Claim) -> bool:
    """Say whether two claims of one kind and unit give different values."""
    comparable = a is not b and a.kind is b.kind and a.unit == b.unit
    return comparable and relation(a, b) not in (Relation.SAME, Relation.ROUNDED)


class Pairing:
    """The claims found for one question, each of which may answer beside the best one."""

    def __init__(
        self, question: Question, likely: Mapping[Claim, float], fitting: Set[Claim], retrieved: Retrieved
    ) -> None:
        """Look at the claims once.

        Args:
            question: What is asked.
            likely: How likely each claim answers, seen alone, the best one first.
            fitting: The claims that fit the question's slot word for word.
            retrieved: Their articles.
        """
        self._fitting = fitting
        self._question = question
        self._likely = likely
        self._retrieved = retrieved
        self._first: dict[str, Claim] = {}
        for claim in likely:
            self._first.setdefault(claim.article_id, claim)
        self._told: dict[object, set[str]] = defaultdict(set)
        for claim in retrieved.claims:
            self._told[_value(claim)].add(claim.article_id)
        self._place = {claim: place for place, claim in enumerate(likely)}

    def probability(self, best: Claim, other: Claim) -> float:
        """Return how likely a claim answers what the best one does."""
        return fitted("pair").probability(self.features(best, other))

    def features(self, best: Claim, other: Claim) -> dict[str, float]:
        """Return what the model looks at."""
        likely = [math.log(max(p, 1e-6) / max(1 - p, 1e-6)) for p in (self._likely[best], self._likely[other])]
        firsts = [
            self._first[claim.article_id] is claim or not differs(self._first[claim.article_id], claim)
            for claim in (best, other)
        ]
        return {
            "likely": likely[1],
            "best likely": likely[0],
            "less likely": min(likely),
            "best fits": float(best in self._fitting),
            "both fit": float(best in self._fitting and other in self._fitting),
            "place": 1 / (1 + self._place[other]),
            "likeness": self._retrieved.likeness(best, other),
            "one article": float(best.article_id == other.article_id),
            "one sentence": float(best.article_id == other.article_id and best.sentence == other.sentence),
            "first of its article": float(firsts[1]),
            "its article agrees": float(other.article_id in self._told[_value(best)]),
            "best's article says so": float(best.article_id in self._told[_value(other)]),
            "best of its article": float(firsts[0]),
            "both first": float(all(firsts)),
            "apart": _apart(best, other),
            "figure": float(best.kind is ClaimKind.QUANTITY),
            "speaks against it": float(self._reason(other) and not self._reason(best)),
            **self._slot(best, other),
            **self._support(best, other),
        }

    def same_slot(self, best: Claim, other: Claim) -> bool:
        """Say whether nothing in two claims' words says that they count different things in different respects."""
        row = self._slot(best, other)
        return not any(row[name] for name in ("other thing", "other action", "share", "other level"))

    def _reason(self, claim: Claim) -> bool:
        return why_not(self._question, claim) is not None

    def _slot(self, best: Claim, other: Claim) -> dict[str, float]:
        """Return how far both count, measure or date the same in the same respect."""
        actions = [frozenset(map(action_class, claim.actions)) for claim in (best, other)]
        outcomes = [own & OUTCOMES for own in actions]
        deeds = [own - _TELLING for own in actions]
        things = [thing_class(claim.thing) for claim in (best, other) if claim.thing not in _COUNTS]
        people = is_person(best.thing) and is_person(other.thing)
        levels = {thing_fit(self._question, claim) or 0 for claim in (best, other)}
        return {
            "other thing": float(len(set(things)) == 2 and not people),
            "one without a thing": float(len(things) == 1),
            "same action": float(bool(deeds[0] & deeds[1])),
            "other action": float(bool(deeds[0] and deeds[1]) and not deeds[0] & deeds[1]),
            "another outcome": float(outcomes[0] != outcomes[1]),
            "some of them": float(outcomes[1] < outcomes[0]),
            "share": float(bool(other.share) and not best.share),
            "other level": float(len(levels) == 2),
        }

    def _support(self, best: Claim, other: Claim) -> dict[str, float]:
        """Return how the other value is told: in how many more articles, in a headline, when, by whom."""
        told = self._told[_value(other)]
        days = [first_day(claim.published).toordinal() if claim.published else 0 for claim in (best, other)]
        return {
            "others say so": min(len(told - {other.article_id, best.article_id}), _MANY) / _MANY,
            "headline": float(other.sentence.start == 0),
            "later": float(min(days) > 0 and days[1] > days[0]),
            "earlier": float(min(days) > 0 and days[1] < days[0]),
            "other speakers": float(other_speakers(best, other)),
            "moved": float(bool(MOVED.search(other.quote) or MOVED.search(best.quote))),
        }


def _value(claim: Claim) -> object:
    return (claim.low, claim.high, claim.unit) if claim.low is not None else claim.text.lower()


def _apart(a: Claim, b: Claim) -> float:
    """Return how many times the larger figure is the smaller, 0 for equal ones, 1 from 20 times on."""
    if a.kind is not ClaimKind.QUANTITY:
        return 0.0
    first, second = (max(float(claim.high or 0), 0.5) for claim in (a, b))
    return min(abs(math.log(first / second)) / _FAR, 1.0)
