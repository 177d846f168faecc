"""Conflicts that are no numbers: sentences of different origins that answer yes and no, or give different reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Claim, ClaimKind, Span
from index.grammar import lemma_of
from index.parsing import parse
from rag.datatypes import Conflict, Position, Relation
from rag.matching import covered
from rag.questions import Question, QuestionKind
from rag.retrieval import QuotedSentence, Retrieved

__all__ = ["Statement", "as_claim", "dispute"]

_NOW = ("is ", "are ", "has ", "have ", "do ", "does ")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what it comes to: the side that it takes, or the clause that says why."""

    sentence: QuotedSentence
    short: str
    span: Span | None = None
    """The clause within the sentence; the whole sentence when not given."""


def dispute(question: Question, told: Sequence[Statement], retrieved: Retrieved) -> Conflict | None:
    """Return the conflict of the best statement with those of other origins that do not fit it.

    Args:
        question: What is asked.
        told: What the likeliest sentences come to, best first.
        retrieved: Their articles, with their claims.
    """
    claims = [as_claim(question, statement, retrieved) for statement in told]
    if not claims:
        return None
    first = claims[0]
    against = [claim for claim in claims[1:] if claim.origin != first.origin and not _agree(question, first, claim)]
    if not against:
        return None
    other = against[0]
    beside = [[c for c in claims if c is one or _agree(question, one, c)] for one in (first, other)]
    found = [Position(tuple(own), _value(own[0])) for own in beside]
    kind = _relation(question, first, other)
    if kind is Relation.UPDATED and (first.published or "") < (other.published or ""):
        found.reverse()
    return Conflict(kind, question.text, _EXPLAINED[kind], tuple(found))


def as_claim(question: Question, statement: Statement, retrieved: Retrieved) -> Claim:
    """Return a statement as a claim, with the speaker and the origin of the claims of its sentence and article."""
    sentence, article = statement.sentence, retrieved.articles[statement.sentence.article_id]
    own = [c for c in retrieved.claims if c.article_id == article.id]
    inside = [c for c in own if c.sentence.start == sentence.span.start]
    clause = statement.span or Span(0, len(sentence.text))
    start, end = sentence.span.start + clause.start, sentence.span.start + clause.end
    side = statement.short if question.kind is QuestionKind.WHETHER else ""
    return Claim(
        article.id, ClaimKind.STATEMENT, start, end, sentence.span, article.text[start:end], sentence.text, thing=side,
        attribution=next((c.attribution for c in inside if c.attribution), ()),
        origin=next((c.origin for c in own), article.publisher or article.id), published=article.published,
    )  # fmt: skip


def _agree(question: Question, a: Claim, b: Claim) -> bool:
    """Say whether two statements can be one answer: the same side, or reasons with a word in common."""
    if question.kind is QuestionKind.WHETHER:
        return a.thing == b.thing
    told = tuple(lemma_of(t) for t in parse(a.text) if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
    return bool(covered(told, b.text) - covered(told, question.text))


def _relation(question: Question, a: Claim, b: Claim) -> Relation:
    """What holds now can change from one day's report to the next; what happened cannot."""
    now = question.text.lower().startswith(_NOW)
    if now and a.published and b.published and a.published[:10] != b.published[:10]:
        return Relation.UPDATED
    if a.attribution and b.attribution and a.attribution[0] != b.attribution[0]:
        return Relation.SPEAKER
    return Relation.CONTRADICTION


def _value(claim: Claim) -> str:
    """Return a statement as an answer shows it: its side and its sentence, or its clause."""
    quote = " ".join((claim.quote if claim.thing else claim.text).split())
    return f"{claim.thing}: “{quote.strip('“”')}”" if claim.thing else quote


_EXPLAINED = {
    Relation.UPDATED: "The later report replaces the earlier one.",
    Relation.SPEAKER: "The speakers contradict each other.",
    Relation.CONTRADICTION: "Both cannot be so.",
}
