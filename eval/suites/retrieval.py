"""Are the articles that answer found, and how early?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from eval.baselines import BM25, VECTORS
from eval.datasets import Collection
from eval.gold_samples import BENCHMARK
from eval.measures import mean
from eval.rashomon_system import NAME
from eval.records import Record
from eval.retrieval_metrics import ranking_scores
from eval.suite import Published, Suite
from eval.workspace import Workspace
from index.copies import group

__all__ = ["SUITE"]

_DATASETS = (BENCHMARK, "gva_news", "multihop", "xquad")
_SYSTEMS = (NAME, BM25, VECTORS)
_SHOWN = 3  # titles of the articles found that a record keeps for its reader


def _run(workspace: Workspace) -> Iterator[Record]:
    for dataset in workspace.datasets(_DATASETS):
        (collection,) = workspace.collections(dataset)
        with closing(workspace.open(collection)) as index:
            articles = list(index.articles())
        groups = dict(zip((article.id for article in articles), group(articles), strict=True))
        titles = {document.id: document.title or document.text[:80] for document in collection.documents}
        for system in _SYSTEMS:
            yield from _records(workspace, collection, system, groups, titles)


def _records(
    workspace: Workspace, collection: Collection, system: str, groups: dict[str, int], titles: dict[str, str]
) -> Iterator[Record]:
    replies = [reply for reply in workspace.replies(collection.dataset, system) if reply.sample.gold_articles]
    golds = [reply.sample.gold_articles for reply in replies]
    for reply, scores in zip(replies, ranking_scores([reply.ranking for reply in replies], golds, groups), strict=True):
        yield Record(
            "retrieval",
            collection.dataset,
            system,
            reply.sample.item,
            scores,
            variant=reply.sample.variant,
            unit=reply.sample.unit,
            question=reply.sample.question,
            answer=_titles(reply.ranking[:_SHOWN], titles),
            gold=_titles(reply.sample.gold_articles, titles),
        )


def _titles(articles: Sequence[str], titles: dict[str, str]) -> str:
    return " | ".join(titles[article] for article in articles)


_BM25_FLOOR = "plain BM25 over whole articles, template questions of this half, copies not folded"

SUITE = Suite(
    "retrieval",
    "Whether the articles that answer are found, by the index's search alone.",
    _run,
    tuple(
        mean(name, name)
        for name in ("hit@1", "hit@4", "hit@10", "recall@4", "recall@10", "MRR@10", "nDCG@10", "all gold@10")
    ),
    quality="nDCG@10",
    notes=(
        "By article; copies of one story, as the product groups them, count as one for every system.",
        "multihop is a sample of evidence sentences: its figures are not those of the published benchmark.",
        "Vectors only: chunks of 500 characters of the uncleaned text, the same encoder, flat FAISS index.",
    ),
    published=(
        Published("gva_news", "BM25 floor", "hit@1", 0.352, _BM25_FLOOR),
        Published("gva_news", "BM25 floor", "hit@4", 0.516, _BM25_FLOOR),
        Published("gva_news", "BM25 floor", "hit@10", 0.643, _BM25_FLOOR),
        Published("gva_news", "BM25 floor", "all gold@10", 0.426, _BM25_FLOOR),
    ),
)
