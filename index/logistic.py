"""Logistic regression, the one kind of model that is fitted here: a weighted sum of named features."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Logistic"]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model; a row may have features that it does not weigh."""

    bias: float
    weights: Mapping[str, float]

    def standing(self, row: Mapping[str, float]) -> float:
        """Return the weighted sum of a row's features, in log-odds: enough to order rows."""
        return self.bias + sum(weight * row[name] for name, weight in self.weights.items())

    def probability(self, row: Mapping[str, float]) -> float:
        """Return how likely a row is one of those that the model was fitted to find."""
        standing = self.standing(row)
        if standing < 0:  # either branch takes the exponential of a negative number: it cannot overflow
            odds = math.exp(standing)
            return odds / (1 + odds)
        return 1 / (1 + math.exp(-standing))
