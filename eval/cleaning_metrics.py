"""How much of an article's text is found, and how much else with it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Overlap", "f1_of_averages", "interval", "overlap"]

_SHINGLE = 4  # tokens, as in the benchmark
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Overlap:
    """Precision and recall of one page's text, by shingles."""

    precision: float
    recall: float


def overlap(found: str, gold: str) -> Overlap:
    r"""Compare two texts by their multisets of 4-token shingles, tokens being ``\w+``.

    After github.com/scrapinghub/article-extraction-benchmark: precision is the share of the found shingles that are
    gold, recall the share of the gold ones that were found. A text with no shingle found has precision 0.
    """
    ours, theirs = _shingles(found), _shingles(gold)
    shared = sum((ours & theirs).values())
    precision = shared / sum(ours.values()) if ours else 0.0
    return Overlap(precision, shared / sum(theirs.values()) if theirs else 0.0)


def f1_of_averages(pages: Sequence[Overlap]) -> tuple[float, float, float]:
    """Return precision and recall averaged over pages, and the F1 of the two averages."""
    precision = sum(page.precision for page in pages) / len(pages)
    recall = sum(page.recall for page in pages) / len(pages)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def interval(pages: Sequence[Overlap], seed: int = 0) -> tuple[float, float]:
    """Return the 95% bootstrap interval of the F1 (percentile method, Efron 1979; 1,000 resamples of the pages)."""
    draw = random.Random(seed)  # noqa: S311 — resampling, not secrecy
    values = sorted(f1_of_averages(draw.choices(pages, k=len(pages)))[2] for _ in range(_RESAMPLES))
    return values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES) - 1]


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1)))
