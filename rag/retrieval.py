"""What is looked at for a question: the passages found, their articles, and the sentences that come nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index import Article, Claim, Hit, Index, Passage, Span
from index.encoder import Vectors
from rag.datatypes import RetrievedPassage
from rag.matching import covered
from rag.questions import Question

__all__ = ["QuotedSentence", "Retrieved", "retrieve"]

STORIES = 24
"""Stories that are looked at; claims are taken from their articles."""
_SPREAD = 2  # further passages of a story, or of its copies: an article may answer below what it was found by
SHOWN = 8
"""Passages that an answer carries."""


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence of an article that was found."""

    article_id: str
    span: Span
    text: str
    coverage: float
    """Share of the question's content words that it has."""
    cosine: float = 0.0
    """With the question, by the encoder of the index."""
    behind: Span | None = None
    """The question right before it, in an article that asks and answers."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The evidence that was found for a question, best first."""

    hits: tuple[Hit, ...]
    articles: dict[str, Article]
    """By id, in the order of their best passage."""
    claims: tuple[Claim, ...]
    sentences: tuple[QuotedSentence, ...]
    """Of the passages found, those nearest to the question first."""
    question: Vectors | None = field(default=None, repr=False)
    """The question's vector, of shape ``(dim,)``."""
    vectors: dict[str, dict[Span, Vectors]] = field(default_factory=dict, repr=False)
    """Those of the articles' sentences and claims, by article id and span."""

    def cosine(self, article_id: str, span: Span) -> float:
        """Return how near a sentence, or a claim by the span of its value, is to the question."""
        return float(self.vectors[article_id][span] @ self.question) if self.question is not None else 0.0

    def likeness(self, a: Claim, b: Claim) -> float:
        """Return the cosine of two claims, each with the words around it."""
        first, second = (self.vectors[claim.article_id][Span(claim.start, claim.end)] for claim in (a, b))
        return float(first @ second)

    @property
    def contexts(self) -> dict[str, str]:
        """The texts in which a question's names may stand, by article id."""
        return {article_id: article.text for article_id, article in self.articles.items()}

    @property
    def passages(self) -> tuple[RetrievedPassage, ...]:
        """The best passages with their words."""
        return tuple(
            RetrievedPassage(hit, self.articles[hit.passage.article_id].text[hit.passage.start : hit.passage.end])
            for hit in self.hits[:SHOWN]
        )


def retrieve(
    index: Index, question: Question, *, since: str | None, until: str | None, publishers: Sequence[str],
    today: str | None = None,
) -> Retrieved:  # fmt: skip
    """Search for a question and gather what its passages' articles say."""
    hits = _spread(index.search(question.text, STORIES, since, until, publishers, today))
    articles = {hit.passage.article_id: index.article(hit.passage.article_id) for hit in hits}
    claims = tuple(claim for article_id in articles for claim in index.claims(article_id))
    vectors = {article_id: index.vectors(article_id) for article_id in articles}
    found = Retrieved(hits, articles, claims, (), index.encode(question.text), vectors)
    return replace(found, sentences=_sentences(index, question, found))


def _spread(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits with the next passages of their stories behind them, each passage once."""
    found = {hit.passage: hit for hit in hits}
    for hit in hits:
        for passage in hit.also[:_SPREAD]:
            found.setdefault(passage, Hit(passage, hit.score))
    return tuple(found.values())


def _sentences(index: Index, question: Question, found: Retrieved) -> tuple[QuotedSentence, ...]:
    """Return the sentences of the passages found, each once, those with most of the question's words first."""
    asked = question.subject or question.content
    passages: dict[str, list[Passage]] = defaultdict(list)
    for hit in found.hits:
        passages[hit.passage.article_id].append(hit.passage)
    sentences = []
    for article_id, own_passages in passages.items():
        article = found.articles[article_id]
        headline = covered(asked, article.title)
        spans = index.sentences(article_id)
        for before, span in zip((None, *spans), spans, strict=False):
            inside = any(p.start <= span.start and span.end <= p.end for p in own_passages)
            words = span.of(article.text)
            if not inside or span.start < article.body_start or _asks(words):
                continue
            behind = before if before is not None and _asks(before.of(article.text)) else None
            # Its headline lends a sentence the names that it does not repeat, at half their weight.
            own = covered(asked, f"{behind.of(article.text)} {words}" if behind else words)
            share = (2 * len(own) + len(own | headline)) / (3 * len(asked)) if asked else 0.0
            cosine = found.cosine(article_id, span)
            sentences.append(QuotedSentence(article_id, span, words, share, cosine, behind))
    return tuple(sorted(sentences, key=lambda s: -s.coverage))


def _asks(sentence: str) -> bool:
    """Say whether a sentence asks, and so answers nothing."""
    return sentence.rstrip("\"'”’» ").endswith("?")
