"""Whether disagreements are told where there are some, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sklearn.metrics import balanced_accuracy_score

from eval.answers_metrics import holds
from eval.datasets import Gold, Sample
from eval.measures import Columns
from eval.replies import Disagreement, Reply, Stance

__all__ = ["balanced_accuracy", "detection_scores", "pairs", "surfaced"]

KINDS = {
    "update": {"updated"},
    "updated": {"updated"},
    "scope": {"scope"},
    "speaker": {"speaker"},
    "contradiction": {"contradiction", "speaker"},
}
"""Kinds of conflict that agree with an annotated relation."""


def surfaced(disagreement: Disagreement, sample: Sample) -> bool:
    """Tell whether two positions of a conflict hold two different values that articles give for the question."""
    held = [[_holds(stance, gold) for gold in sample.golds] for stance in disagreement.stances]
    return sum(map(any, held)) > 1 and sum(map(any, zip(*held, strict=True))) > 1


def _holds(stance: Stance, gold: Gold) -> bool:
    bounds = {float(bound) for bound in (stance.low, stance.high) if isinstance(bound, int | float)}
    return bool(bounds & set(gold.values)) or any(holds(stance.value, text) for text in gold.texts)


def detection_scores(reply: Reply) -> dict[str, float]:
    """Return the scores of one question whose articles are known to disagree, or not to.

    ``told`` is 1 when any conflict is shown, ``surfaced`` when one of them holds two acceptable values,
    ``false alarm`` when any is shown though there is none.
    """
    sample = reply.sample
    expected = bool(sample.surface)
    shown = [conflict for conflict in reply.disagreements if surfaced(conflict, sample)]
    scores = {
        "told": float(bool(reply.disagreements)),
        "expected": float(expected),
        "surfaced": float(bool(shown) and expected),
    }
    if not expected:
        scores["false alarm"] = float(bool(reply.disagreements))
        scores["quality"] = 1 - scores["false alarm"]
        return scores
    scores["quality"] = scores["surfaced"]
    if sample.relation in KINDS and shown:
        scores["kind right"] = float(any(conflict.kind in KINDS[sample.relation] for conflict in shown))
    return scores


def pairs(labels: Sequence[int], found: Sequence[int]) -> list[tuple[int, int, bool, bool]]:
    """Return each pair of places with whether it belongs together, and whether it was put together."""
    return [(a, b, labels[a] == labels[b], found[a] == found[b]) for a, b in combinations(range(len(labels)), 2)]


def balanced_accuracy(columns: Columns) -> float:
    """Return the mean of the recalls of pairs that belong together and of pairs that do not (scikit-learn)."""
    return float(balanced_accuracy_score(columns["same"], columns["put together"]))
