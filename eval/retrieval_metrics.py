"""How early the articles that answer a question are found.

All measures are by article, where copies of one story count as one: a hit stands for all the copies that were folded
into it. They are computed by ir_measures (MacAvaney, Macdonald and Ounis 2022).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

__all__ = ["ranking_scores"]

_DEPTH = 10
_MEASURES = {
    "hit@1": Success @ 1,
    "hit@4": Success @ 4,
    "hit@10": Success @ 10,
    "recall@4": R @ 4,
    "recall@10": R @ 10,
    "MRR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
}


def ranking_scores(
    rankings: Sequence[Sequence[str]], golds: Sequence[Sequence[str]], groups: Mapping[str, int]
) -> Iterator[dict[str, float]]:
    """Yield the scores of each ranking against the articles that answer its question.

    ``hit@k`` is 1 when any gold article is among the first k, ``recall@k`` the share of the gold articles that is,
    ``MRR@10`` the inverse of the first one's rank (0 beyond 10), ``nDCG@10`` as in Järvelin and Kekäläinen 2002 with
    binary gains, ``all gold@10`` 1 when no gold article is missing from the first ten.

    Args:
        rankings: Article ids, best first, for each question.
        golds: Article ids for each question, at least one.
        groups: Number of the group of copies for each article; an article without one stands for itself.
    """
    run, qrels = {}, {}
    for query, (ranking, gold) in enumerate(zip(rankings, golds, strict=True)):
        folded = list(dict.fromkeys(_group(article, groups) for article in ranking))[:_DEPTH]
        run[str(query)] = {group: float(_DEPTH - rank) for rank, group in enumerate(folded)}
        qrels[str(query)] = {_group(article, groups): 1 for article in gold}
    scores: list[dict[str, float]] = [dict.fromkeys(_MEASURES, 0.0) for _ in rankings]
    names = {measure: name for name, measure in _MEASURES.items()}
    for metric in ir_measures.iter_calc(list(_MEASURES.values()), qrels, run):
        scores[int(metric.query_id)][names[metric.measure]] = float(metric.value)
    for found in scores:
        yield {**found, "all gold@10": float(found["recall@10"] == 1.0)}


def _group(article: str, groups: Mapping[str, int]) -> str:
    return f"group {groups[article]}" if article in groups else article
