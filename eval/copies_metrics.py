"""How well copies of one story are put together, and the plain ways of doing it.

Pairwise precision, recall and F1 (Manning, Raghavan and Schütze 2008, section 16.3): of the pairs of articles that are
put into one group, the share that are copies of one story; of the pairs that are, the share that is put together. Each
article counts the pairs that it is in, so every pair counts twice and the shares are those over pairs.

The adjusted Rand index (Hubert and Arabie 1985) is scikit-learn's.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import adjusted_rand_score

from eval.edits import DEVELOPMENT, TEST
from eval.measures import Columns, Measure, f1, mean, ratio

__all__ = ["MEASURES", "exact_groups", "ngram_groups", "overlaps", "score_groups"]

_SHINGLE = 5  # words
_SIMILAR = 0.5
_WORD = r"\w+"


def score_groups(groups: Sequence[int], stories: Sequence[int]) -> list[dict[str, float]]:
    """Score each article's group.

    Args:
        groups: A number for each article; equal numbers were put together.
        stories: A number for each article; equal numbers are copies of one story.
    """
    put_together, told = _members(groups), _members(stories)
    scores = []
    for place, (group, story) in enumerate(zip(groups, stories, strict=True)):
        found, gold = put_together[group], told[story]
        scores.append(
            {
                "true": len(found & gold) - 1.0,  # less the article itself
                "found": len(found) - 1.0,
                "gold": len(gold) - 1.0,
                "article": float(place),
                "group": float(group),
                "story": float(story),
                "quality": len(found & gold) / len(found | gold),
            }
        )
    return scores


def adjusted_rand(columns: Columns) -> float:
    """Return the adjusted Rand index of the groups: 1 when they are the stories, about 0 when they are chance.

    Resampling draws some events twice. Their articles then count as other articles, put together in the same way: an
    article next to itself would be a pair that no system can get wrong.
    """
    there = ~np.isnan(columns["article"])
    occurrence = _occurrence(columns["article"][there])
    story, group = (
        np.unique(np.stack([columns[name][there], occurrence]), axis=1, return_inverse=True)[1]
        for name in ("story", "group")
    )
    return float(adjusted_rand_score(story, group))


def _occurrence(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return for each value how many equal ones stand before it."""
    order = np.argsort(values, kind="stable")
    _, first = np.unique(values[order], return_index=True)
    counts = np.diff(np.append(first, len(values)))
    occurrence = np.empty(len(values), dtype=np.int64)
    occurrence[order] = np.arange(len(values)) - np.repeat(first, counts)
    return occurrence


def exact_groups(texts: Sequence[str]) -> list[int]:
    """Put texts together that have the same words in the same order, whatever the case and punctuation."""
    first: dict[str, int] = {}
    return [first.setdefault(" ".join(re.findall(_WORD, text.lower())), n) for n, text in enumerate(texts)]


def ngram_groups(texts: Sequence[str]) -> list[int]:
    """Put texts together whose word 5-grams have a Jaccard similarity of at least 0.5, directly or by way of others.

    The n-gram overlap that NEWS-COPY has as a baseline (Silcock et al. 2023), with a threshold that is not tuned.
    """
    pairs = [(a, b) for a, b, jaccard, _ in overlaps(texts) if jaccard >= _SIMILAR]
    a, b = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(a)), (a, b)), shape=(len(texts), len(texts)))
    return [int(label) for label in connected_components(graph, directed=False)[1]]


def overlaps(texts: Sequence[str]) -> Iterator[tuple[int, int, float, float]]:
    """Yield the pairs of texts that share word 5-grams: their places, Jaccard similarity and containment.

    Containment is the share of the shorter text's 5-grams that the other has (Broder 1997).
    """
    vectorizer = CountVectorizer(ngram_range=(_SHINGLE, _SHINGLE), token_pattern=_WORD, binary=True, dtype=np.int32)
    shingles = vectorizer.fit_transform(texts)
    sizes = np.asarray(shingles.sum(axis=1)).ravel()
    shared = (shingles @ shingles.T).tocoo()
    for a, b, both in zip(shared.row.tolist(), shared.col.tolist(), shared.data.tolist(), strict=True):
        if a < b:
            yield a, b, both / (sizes[a] + sizes[b] - both), both / min(sizes[a], sizes[b])


def _members(labels: Sequence[Hashable]) -> Mapping[Hashable, set[int]]:
    members: dict[Hashable, set[int]] = {}
    for place, label in enumerate(labels):
        members.setdefault(label, set()).add(place)
    return members


MEASURES: tuple[Measure, ...] = (
    f1("pair F1", "true", "found", "gold"),
    ratio("pair precision", "true", "found"),
    ratio("pair recall", "true", "gold"),
    Measure("adjusted Rand index", ("article", "group", "story"), adjusted_rand),
    mean("other article on the event taken for a copy", "event_merged", lower_is_better=True),
    *(mean(f"put with its original: {kind}", kind) for kind in (*DEVELOPMENT, *TEST)),
    mean("left out of the pool, maybe real copies", "left_out"),
)
