"""Whether a system answers when the articles do, and declines when they do not.

A reply is right when it answers an answerable question correctly; answering one that the articles do not answer is an
error. The surest replies come first; equally sure ones are taken together, at their mean.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from eval.measures import Columns

__all__ = ["answered_at_precision", "risk_coverage", "risk_coverage_area"]

Floats = NDArray[np.float64]


def risk_coverage(columns: Columns) -> tuple[Floats, Floats]:
    """Return coverage and risk after each level of confidence, from the surest answers down.

    Coverage is the share of all questions that are answered, risk the share of errors among them (El-Yaniv and
    Wiener 2010). Both have the shape ``(n_levels,)``, empty when nothing is answered.
    """
    asked = ~np.isnan(columns["answered"])
    answered = columns["answered"] == 1
    confidence, right = columns["confidence"][answered], columns["right"][answered]
    levels, place = np.unique(-confidence, return_inverse=True)
    errors = np.bincount(place, weights=1 - right, minlength=len(levels)).cumsum()
    answers = np.bincount(place, minlength=len(levels)).cumsum()
    return answers / asked.sum(), errors / np.maximum(answers, 1)


def risk_coverage_area(columns: Columns) -> float:
    """Return the area under the risk-coverage curve, divided by the coverage it reaches: the mean risk.

    After Geifman, Uziel and El-Yaniv 2019 (AURC), whose systems answer everything. Lower is better; compare it beside
    the share answered.
    """
    coverage, risk = risk_coverage(columns)
    if not len(coverage):
        return math.nan
    return float(np.sum(risk * np.diff(coverage, prepend=0.0)) / coverage[-1])


def answered_at_precision(columns: Columns, precision: float = 0.95) -> float:
    """Return the largest share of the answerable questions answered, at a precision of at least ``precision``."""
    coverage, risk = risk_coverage(columns)
    fine = coverage[1 - risk >= precision]
    if not len(fine):
        return 0.0
    asked, answerable = np.sum(~np.isnan(columns["answered"])), np.nansum(columns["answerable"])
    if not answerable:
        return math.nan
    return float(min(1.0, fine[-1] * asked / answerable))
