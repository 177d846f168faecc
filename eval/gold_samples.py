"""The benchmark as a collection of documents and questions, for the suites."""

from __future__ import annotations

from itertools import islice

from eval import gold
from eval.datasets import Collection, Document, Gold, Sample
from eval.gold import GoldArticle, GoldQuestion, Half, read_half

__all__ = ["BENCHMARK", "benchmark", "document"]

BENCHMARK = "benchmark"
"""Name of our own data set."""

_CONFLICTS = frozenset(("updated", "scope", "speaker", "contradiction"))


def benchmark(half: str, limit: int | None) -> Collection:
    """Return one half of the benchmark, ``dev`` or ``test``, with at most ``limit`` of its questions."""
    found = read_half(gold.BENCHMARK / half)
    documents = [document(found, article) for article in found.articles]
    samples = [_sample(question) for question in islice(found.questions, limit)]
    return Collection(BENCHMARK, documents, samples, BENCHMARK)


def document(half: Half, article: GoldArticle) -> Document:
    """Return an article as a data set has it, before anything is cleaned."""
    text = half.raw_text(article) if article.file else article.text
    return Document(article.id, text, article.title, article.date, article.url, article.publisher, article.html)


def _sample(question: GoldQuestion) -> Sample:
    positions = tuple(
        Gold(
            values=tuple(float(bound) for bound in dict.fromkeys((p.low, p.high)) if isinstance(bound, int | float)),
            texts=tuple(dict.fromkeys((p.value, *(evidence.words for evidence in p.evidence)))),
        )
        for p in question.positions
    )
    evidence = [evidence for position in question.positions for evidence in position.evidence]
    values = tuple(dict.fromkeys(value for position in positions for value in position.values))
    return Sample(
        question.id,
        question.question,
        unit=question.event,
        today=question.today,
        answerable=bool(positions),
        gold_articles=tuple(dict.fromkeys(e.article for e in evidence)),
        gold_quotes=tuple(e.quote for e in evidence),
        texts=tuple(text for position in positions for text in position.texts),
        values=values,
        positions=positions,
        figure=_size(values),
        measure=question.kind in ("amount", "share"),
        relation=question.relation,
        surface=question.relation in _CONFLICTS,
    )


def _size(values: tuple[float, ...]) -> int:
    """Return the class of a figure by its size, as for any count: 1 to 4, and 5 for all others."""
    return int(values[0]) if values and values[0] in (1, 2, 3, 4) else 5 if values else 0
