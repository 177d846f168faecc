"""Measures over records, with their 95% intervals, and the paired test of two runs.

A measure is a function of the scores of many records. Records of one unit (a question in its several wordings) are
drawn together, so that an interval says how far the figure would move with other questions.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from eval.records import Record

__all__ = ["Columns", "Figure", "Measure", "f1", "figure", "macro", "mean", "paired_test", "ratio"]

Columns = Mapping[str, NDArray[np.float64]]
"""Scores by name, each of shape ``(n_records,)``; NaN where a score does not apply."""
_RESAMPLES = 1000
_NONE = -1  # fills the rows of units with fewer records than others


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure of a suite."""

    name: str
    scores: tuple[str, ...]
    """The scores it is made of; records that lack the first one do not count."""
    estimate: Callable[[Columns], float]
    """From records to the figure; NaN when there is nothing to measure."""
    lower_is_better: bool = False
    percent: bool = False
    """Shown per 100."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a measure with its 95% bootstrap interval and the number of units and records behind it."""

    value: float
    low: float
    high: float
    units: int
    records: int


def mean(name: str, score: str, **how: bool) -> Measure:
    """Return the measure that is the mean of one score over the records that have it."""
    return Measure(name, (score,), lambda columns: _mean(columns[score]), **how)


def ratio(name: str, part: str, whole: str, **how: bool) -> Measure:
    """Return the measure that is the sum of one score over the sum of another (micro average)."""
    return Measure(name, (part, whole), lambda columns: _divided(columns[part], columns[whole]), **how)


def f1(name: str, true: str, found: str, gold: str) -> Measure:
    """Return the micro F1 of true positives, found and gold items: ``2 tp / (found + gold)`` (van Rijsbergen 1979)."""
    return Measure(
        name, (true, found, gold), lambda columns: _divided(2 * columns[true], columns[found] + columns[gold])
    )


def macro(name: str, score: str, classes: str) -> Measure:
    """Return the measure that averages a score within each class, and then over the classes."""

    def estimate(columns: Columns) -> float:
        values, labels = columns[score], columns[classes]
        present = np.unique(labels[~np.isnan(values)])
        return float(np.mean([_mean(values[labels == label]) for label in present])) if len(present) else math.nan

    return Measure(name, (score, classes), estimate)


def figure(measure: Measure, records: Sequence[Record], *, interval: bool = True) -> Figure | None:
    """Return the measure's value over these records, or nothing when it applies to none of them.

    The interval is the percentile bootstrap over units (Efron 1979) with 1,000 resamples and a fixed seed; its ends are
    NaN where there are fewer than two units.
    """
    counted = [record for record in records if measure.scores[0] in record.scores]
    if not counted:
        return None
    columns, members = _columns(measure, counted), _members(counted)
    value = measure.estimate(columns)
    low, high = _interval(measure, columns, members) if interval and not math.isnan(value) else (math.nan, math.nan)
    return Figure(value, low, high, len(members), len(counted))


def paired_test(measure: Measure, old: Sequence[Record], new: Sequence[Record]) -> tuple[float, float] | None:
    """Return the change of a measure from one run to another and its two-sided p-value.

    A permutation test over the units that both runs have: under the null hypothesis, which run a unit's records come
    from does not matter (Smucker, Allan and Carterette 2007; 999 permutations, so p is at least 0.002).
    """
    before = {record.key: record for record in old if measure.scores[0] in record.scores}
    after = {record.key: record for record in new if measure.scores[0] in record.scores}
    keys = [key for key in before if key in after]
    if not keys:
        return None
    columns = _columns(measure, [before[key] for key in keys] + [after[key] for key in keys])
    old_members = _members([before[key] for key in keys])
    members = np.concatenate([old_members, np.where(old_members == _NONE, _NONE, old_members + len(keys))])

    def change(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
        old_value, new_value = (measure.estimate(_taken(columns, members[units])) for units in (first, second))
        return new_value - old_value

    units = np.arange(len(old_members))
    if len(units) < 2:
        return change(units, units + len(units)), math.nan
    test = stats.permutation_test(
        (units, units + len(units)), change, permutation_type="samples", vectorized=False,
        n_resamples=_RESAMPLES - 1, rng=np.random.default_rng(0),
    )  # fmt: skip
    return float(test.statistic), float(test.pvalue)


def _interval(measure: Measure, columns: Columns, members: NDArray[np.int64]) -> tuple[float, float]:
    """Return the ends of the 95% bootstrap interval, NaN for a single unit."""
    if len(members) < 2:
        return math.nan, math.nan
    draw = np.random.default_rng(0)
    resamples = (_taken(columns, members[draw.integers(len(members), size=len(members))]) for _ in range(_RESAMPLES))
    drawn = np.array([measure.estimate(resample) for resample in resamples])
    # A resample may hold nothing to measure (no conflict among those drawn): it says nothing, and is left out.
    low, high = np.percentile(drawn[~np.isnan(drawn)], (2.5, 97.5))
    return float(low), float(high)


def _columns(measure: Measure, records: Sequence[Record]) -> dict[str, NDArray[np.float64]]:
    return {name: np.array([record.scores.get(name, math.nan) for record in records]) for name in measure.scores}


def _members(records: Sequence[Record]) -> NDArray[np.int64]:
    """Return the places of each unit's records, of shape ``(n_units, most records of one)``, filled up with -1."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        places[record.unit or record.item].append(place)
    members = np.full((len(places), max(map(len, places.values()))), _NONE, dtype=np.int64)
    for row, unit in enumerate(places.values()):
        members[row, : len(unit)] = unit
    return members


def _taken(columns: Columns, members: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """Return the scores of the records of some units."""
    places = members[members != _NONE]
    return {name: values[places] for name, values in columns.items()}


def _mean(values: NDArray[np.float64]) -> float:
    """Return the mean of the values that are there."""
    there = values[~np.isnan(values)]
    return float(there.mean()) if len(there) else math.nan


def _divided(part: NDArray[np.float64], whole: NDArray[np.float64]) -> float:
    """Return the quotient of two sums."""
    total = float(np.nansum(whole))
    return float(np.nansum(part)) / total if total else math.nan
