"""Fitting a logistic regression to candidates, and what it reaches on questions that it was not fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from eval.fit_rows import Example
from index.logistic import Logistic

__all__ = ["Reached", "fit", "held_out", "reached"]

Matrix = NDArray[np.float64]
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Reached:
    """What a model reaches on questions of other events than those that it was fitted on."""

    questions: int
    """With a right candidate."""
    first: float
    """Share of these whose likeliest candidate is right."""
    average_precision: float
    """Over all candidates of all questions."""
    log_loss: float
    """In nats a candidate."""
    sure: float
    """How well the standing of the likeliest candidates tells right ones from wrong ones, over all questions, those
    that nothing answers too: area under the ROC curve (Fawcett 2006); 0.5 where all are right, or none."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Examples as one matrix."""

    values: Matrix
    """Of shape ``(candidates, features)``."""
    right: NDArray[np.bool_]
    question: NDArray[np.int64]
    """The number of each candidate's example."""
    weight: Matrix


def fit(
    examples: Sequence[Example], weights: Sequence[float], features: Sequence[str], strength: float, *, ordering: bool
) -> Logistic:
    """Fit a model to examples.

    Args:
        examples: Candidates by question.
        weights: What each question counts.
        features: Names of the features to weigh.
        strength: Of the L2 penalty on each weight, as if it had been seen in so many candidates.
        ordering: Tell the candidates of a question apart (a softmax over them; McFadden 1974), instead of right ones
            from wrong ones over all questions.
    """
    table = _table(examples, weights, features)
    start = np.zeros(len(features) + 1)
    found = minimize(_ordering if ordering else _binary, start, (table, strength), method="L-BFGS-B", jac=True).x
    bias = 0.0 if ordering else round(float(found[0]), 2)
    return Logistic(bias, {name: round(float(w), 2) for name, w in zip(features, found[1:], strict=True)})


def held_out(
    examples: Sequence[Example], weights: Sequence[float], features: Sequence[str], strength: float, *, ordering: bool
) -> list[list[float]]:
    """Return the log-odds of every candidate by a model that was not fitted on its event, example by example."""
    found: list[list[float]] = [[] for _ in examples]
    units = [example.unit for example in examples]
    for train, test in GroupKFold(min(_FOLDS, len(set(units)))).split(units, groups=units):
        model = fit([examples[i] for i in train], [weights[i] for i in train], features, strength, ordering=ordering)
        for i in test:
            found[i] = [model.standing(row) for row in examples[i].rows]
    return found


def reached(examples: Sequence[Example], standings: Sequence[Sequence[float]]) -> Reached:
    """Measure standings of candidates against which of them are right."""
    answerable = [(e, s) for e, s in zip(examples, standings, strict=True) if any(e.right)]
    first = [e.right[int(np.argmax(s))] for e, s in answerable]
    best = [(e.right[int(np.argmax(s))], float(np.max(s))) for e, s in zip(examples, standings, strict=True) if s]
    right = np.concatenate([np.asarray(e.right) for e in examples])
    odds = np.concatenate([np.asarray(s) for s in standings])
    likely = 1 / (1 + np.exp(-odds))
    return Reached(
        len(answerable), float(np.mean(first)), float(average_precision_score(right, odds)),
        float(log_loss(right, likely)), _sure(*zip(*best, strict=True)),
    )  # fmt: skip


def _sure(right: Sequence[bool], standings: Sequence[float]) -> float:
    return float(roc_auc_score(right, standings)) if 0 < sum(right) < len(right) else 0.5


def _table(examples: Sequence[Example], weights: Sequence[float], features: Sequence[str]) -> _Table:
    rows = [[row[name] for name in features] for example in examples for row in example.rows]
    sizes = [len(example.rows) for example in examples]
    return _Table(
        np.array(rows, np.float64).reshape(-1, len(features)),
        np.array([right for example in examples for right in example.right]),
        np.repeat(np.arange(len(examples)), sizes),
        np.repeat(np.asarray(weights, np.float64), sizes),
    )


def _binary(found: Matrix, table: _Table, strength: float) -> tuple[float, Matrix]:
    """Return the penalised log loss and its gradient."""
    odds = found[0] + table.values @ found[1:]
    likely = 1 / (1 + np.exp(-odds))
    loss = np.sum(table.weight * (np.logaddexp(0, odds) - odds * table.right)) + strength / 2 * found[1:] @ found[1:]
    wrong = table.weight * (likely - table.right)
    return float(loss), np.concatenate([[wrong.sum()], table.values.T @ wrong + strength * found[1:]])


def _ordering(found: Matrix, table: _Table, strength: float) -> tuple[float, Matrix]:
    """Return the penalised log loss of a softmax over each question's candidates, and its gradient.

    A question counts by the probability of all its right candidates together.
    """
    odds = table.values @ found[1:]
    count = int(table.question.max(initial=-1)) + 1
    most = np.full(count, -np.inf)
    np.maximum.at(most, table.question, odds)
    mass = np.exp(odds - most[table.question])
    total = np.bincount(table.question, mass, count)
    hits = np.bincount(table.question, mass * table.right, count)
    some = hits[table.question] > 0
    pull = mass / total[table.question] - np.where(
        table.right & some, mass / np.maximum(hits[table.question], 1e-300), 0
    )
    slope = np.where(some, table.weight * pull, 0)
    weight = np.zeros(count)
    weight[table.question] = table.weight
    told = hits > 0
    loss = -np.sum(weight[told] * (np.log(hits[told]) - np.log(total[told])))
    penalty = strength / 2 * found[1:] @ found[1:]
    return float(loss + penalty), np.concatenate([[0.0], table.values.T @ slope + strength * found[1:]])
