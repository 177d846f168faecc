"""The product as a system under evaluation: its index over a collection's documents, and its answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path

from eval.datasets import Document, Sample
from eval.replies import Disagreement, Quote, Quoting, Reply, Stance, Written
from index import Index, read_articles
from index.encoder import SentenceEncoder
from index.reranking import CrossEncoderReranker
from rag import Answer, Assistant, LanguageModel
from rag.retrieval import STORIES

__all__ = ["NAME", "Asking", "ask_all", "build"]

NAME = "Rashomon"
_WORTH_A_POOL = 400  # questions from which a second process earns the seconds that it needs to start
_PROCESSES = 2

_asking: Asking | None = None  # of a worker process, which asks one index for as long as it lives


def build(
    documents: Sequence[Document], path: Path, encoder: SentenceEncoder, progress: Callable[[int], object]
) -> Index:
    """Index documents as a user would: from a file of JSON records, read and cleaned on the way."""
    records = path.with_suffix(".jsonl")
    records.parent.mkdir(parents=True, exist_ok=True)
    with records.open("w", encoding="utf-8") as file:
        for document in documents:
            fields = {name: value for name, value in asdict(document).items() if value}
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return Index.build(read_articles([records]), path, encoder=encoder, progress=progress)


def ask_all(
    path: Path, samples: Sequence[Sample], encoder: SentenceEncoder, reranker: str | None = None,
    llm: LanguageModel | None = None,
) -> Iterator[Reply]:  # fmt: skip
    """Yield the reply to each sample, in their order; many are asked by two processes, but a language model by one."""
    if len(samples) < _WORTH_A_POOL or llm is not None:
        asking = Asking(path, encoder, reranker, llm)
        yield from map(asking.ask, samples)
        return
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn"), initializer=_open, initargs=(path, reranker)) as pool:
        yield from pool.map(_ask, samples, chunksize=16)


def _open(path: Path, reranker: str | None) -> None:
    global _asking  # noqa: PLW0603 — the one place where a worker keeps what it opened
    _asking = Asking(path, SentenceEncoder(), reranker)


def _ask(sample: Sample) -> Reply:
    assert _asking is not None, "the pool opens the index first"  # noqa: S101
    return _asking.ask(sample)


class Asking:
    """An assistant over one index, whose answers are put in the terms of the suites."""

    def __init__(
        self, path: Path, encoder: SentenceEncoder, reranker: str | None = None, llm: LanguageModel | None = None
    ) -> None:
        """Open an index that is there, to be searched with a cross-encoder and helped by a model if these are given."""
        self.index = Index.open(path, encoder=encoder, reranker=CrossEncoderReranker(reranker) if reranker else None)
        self._assistant = Assistant(self.index, llm)

    def ask(self, sample: Sample) -> Reply:
        """Ask one question, alone, on the day that the sample names."""
        answer = self._assistant.ask(sample.question, today=sample.today)
        hits = self.index.search(sample.question, k=STORIES, today=sample.today)  # the index has just found them
        quotes = tuple(
            Quote(c.number, c.article_id, c.quote, self._texts[c.article_id][c.start : c.end] == c.quote)
            for c in answer.citations
        )
        return Reply(
            sample,
            text=answer.text,
            abstained=answer.abstained,
            quotes=quotes,
            disagreements=_disagreements(answer),
            ranking=tuple(dict.fromkeys(hit.passage.article_id for hit in hits)),
            verbatim=not answer.abstained and all(line.startswith(("“", '"')) for line in answer.text.split("\n")),
            confidence=answer.confidence,
            written=_written(answer),
        )

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {article.id: article.text for article in self.index.articles()}


def _written(answer: Answer) -> Written | None:
    if answer.generated is None:
        return None
    kept = tuple(Quoting(line.text, line.citations) for line in answer.generated.lines)
    return Written(kept, len(answer.generated.dropped))


def _disagreements(answer: Answer) -> tuple[Disagreement, ...]:
    return tuple(
        Disagreement(
            conflict["kind"],
            tuple(
                Stance(position["value"], position["low"], position["high"], tuple(position["citations"]))
                for position in conflict["positions"]
            ),
        )
        for conflict in answer.to_json()["conflicts"]
    )
