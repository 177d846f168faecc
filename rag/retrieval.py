"""What is looked at for a question: the passages found, their articles, and the sentences that come nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index import Article, Claim, Hit, Index, Passage, Span
from rag.datatypes import RetrievedPassage
from rag.matching import covered, has_name
from rag.questions import Question

__all__ = ["QuotedSentence", "Retrieved", "one_event", "retrieve"]

STORIES = 24
"""Stories that are looked at; claims are taken from their articles."""
_SPREAD = 2  # further passages of a story, or of its copies: an article may answer below what it was found by
SHOWN = 8
"""Passages that an answer carries."""
_SHARED_NAMES = 2  # names that two articles must share to be about one event, when the question names none


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


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The evidence that was found for a question, best first."""

    hits: tuple[Hit, ...]
    articles: dict[str, Article]
    """By id, in the order of their best passage."""
    claims: tuple[Claim, ...]
    sentences: tuple[QuotedSentence, ...]
    """Of the passages found, those nearest to the question first."""
    cosines: dict[str, dict[Span, float]] = field(default_factory=dict, repr=False)
    """Of the articles' sentences and claims with the question, by article id and span."""

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
    spans = {article_id: index.sentences(article_id) for article_id in articles}
    cosines = {article_id: index.cosines(question.text, article_id) for article_id in articles}
    sentences = _sentences(question, hits, articles, spans, cosines)
    return Retrieved(hits, articles, claims, sentences, cosines)


def _spread(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits with the next passages of their stories behind them, each passage once."""
    found = {hit.passage: hit for hit in hits}
    for hit in hits:
        for passage in hit.also[:_SPREAD]:
            found.setdefault(passage, Hit(passage, hit.score))
    return tuple(found.values())


def _sentences(
    question: Question, hits: Sequence[Hit], articles: dict[str, Article], spans: Mapping[str, Sequence[Span]],
    cosines: Mapping[str, Mapping[Span, float]],
) -> tuple[QuotedSentence, ...]:  # fmt: skip
    """Return the sentences of the passages found, each once, those with most of the question's words first."""
    asked = question.subject or question.content
    passages: dict[str, list[Passage]] = defaultdict(list)
    for hit in hits:
        passages[hit.passage.article_id].append(hit.passage)
    found = []
    for article_id, own_passages in passages.items():
        article = articles[article_id]
        headline = covered(asked, article.title)
        for span in spans[article_id]:
            inside = any(p.start <= span.start and span.end <= p.end for p in own_passages)
            if inside and span.start >= article.body_start:
                words = span.of(article.text)
                # Its headline lends a sentence the names that it does not repeat, at half their weight.
                own = covered(asked, words)
                share = (2 * len(own) + len(own | headline)) / (3 * len(asked)) if asked else 0.0
                found.append(QuotedSentence(article_id, span, words, share, cosines[article_id][span]))
    return tuple(sorted(found, key=lambda s: -s.coverage))


def one_event(question: Question, claims: Sequence[Claim], retrieved: Retrieved) -> tuple[Claim, ...]:
    """Return those of some claims that are about one event, when the question does not say which event it means.

    The event is that of the article found first; another article is about it if the two share names.
    """
    if question.names or not claims:
        return tuple(claims)
    order = list(retrieved.articles)
    names: dict[str, set[str]] = defaultdict(set)
    for claim in retrieved.claims:
        names[claim.article_id].update(claim.names)
    inside = {min((claim.article_id for claim in claims), key=order.index)}
    for article_id in order:
        if any(_shared(names[article_id], names[other]) >= _SHARED_NAMES for other in inside):
            inside.add(article_id)
    return tuple(claim for claim in claims if claim.article_id in inside)


def _shared(a: set[str], b: set[str]) -> int:
    return sum(any(has_name(name, other) for other in b) for name in a)
