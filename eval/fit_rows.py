"""What models are fitted on: for each question its candidates, with their features and whether they are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.datasets import Sample
from eval.fit_gold import gold_articles, gold_claims, gold_sentences
from index import ClaimKind, Index
from rag.events import ABOUT, event_features, event_probabilities
from rag.evidence import select
from rag.pairing import Pairing, differs
from rag.questions import Question, understand
from rag.relevance import sentence_features
from rag.retrieval import Retrieved, retrieve
from rag.weighing import claim_features, claim_probabilities

__all__ = ["Example", "examples"]

Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one model for one question."""

    model: str
    unit: str
    """What is not independent of other examples: an event, else the question."""
    rows: tuple[Row, ...]
    right: tuple[bool, ...]


def examples(index: Index, sample: Sample) -> Iterator[Example]:
    """Yield what each model has to tell apart for one question; nothing for a model that has no candidates."""
    question = understand(sample.question, sample.today)
    retrieved = retrieve(index, question, since=None, until=None, publishers=(), today=sample.today)
    if not retrieved.articles:
        return
    events = event_probabilities(question, retrieved)
    on_event = gold_articles(sample, retrieved)
    if sample.answerable or on_event:  # of an event that no article is on there is nothing to learn here
        found = event_features(question, retrieved)
        yield _example("event", sample, [(row, id_ in on_event) for id_, row in found.items()])
    sentences = list(sentence_features(question, retrieved, events))
    told = gold_sentences(sample, [sentence for sentence, _, _ in sentences])
    yield _example("sentence", sample, [(row, (one.article_id, one.span) in told) for one, _, row in sentences])
    yield from _of_claims(sample, question, retrieved, events)


def _of_claims(
    sample: Sample, question: Question, retrieved: Retrieved, events: Mapping[str, float]
) -> Iterator[Example]:
    about = [claim for claim in retrieved.claims if events.get(claim.article_id, 0.0) >= ABOUT]
    fitting = frozenset(select(question, about, retrieved.contexts).answers)
    rows = claim_features(question, retrieved, events, fitting)
    gold = gold_claims(sample, list(rows))
    for model, own in (
        ("figure", [c for c in rows if c.kind is ClaimKind.QUANTITY]),
        ("name", [c for c in rows if c.kind is not ClaimKind.QUANTITY]),
    ):
        if own:
            yield _example(model, sample, [(rows[claim], claim in gold) for claim in own])
    likely = claim_probabilities(question, retrieved, events, fitting)
    best = next((claim for claim in likely if claim in gold), None)
    if best is not None and sample.surface is not None:  # elsewhere not all values that articles give are known
        pairing = Pairing(question, likely, fitting, retrieved)
        others = [claim for claim in likely if differs(best, claim)]
        yield _example("pair", sample, [(pairing.features(best, claim), claim in gold) for claim in others])


def _example(model: str, sample: Sample, found: list[tuple[Row, bool]]) -> Example:
    return Example(
        model, sample.unit or sample.item, tuple(row for row, _ in found), tuple(right for _, right in found)
    )
