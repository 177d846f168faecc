"""The assistant: a question in, a cited answer or an abstention out. Only here do the stages meet."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index import Index
from index.dates import check_date
from rag.answering import Composition
from rag.choosing import choose
from rag.conflicts import conflicts_in, positions
from rag.datatypes import Answer, Conflict, Turn
from rag.events import event_probabilities
from rag.evidence import Evidence
from rag.matching import has_name
from rag.nearby import Nearby, answer_nearby
from rag.notices import touching_notices
from rag.questions import Question, QuestionKind, resolve, understand
from rag.relevance import rank
from rag.retrieval import Retrieved, retrieve

__all__ = ["Assistant", "Conversation"]

_NAMED = (QuestionKind.WHO, QuestionKind.WHERE, QuestionKind.WHEN)


class Assistant:
    """Answers questions over an index. Holds nothing of any conversation."""

    def __init__(self, index: Index) -> None:
        """Answer from this index."""
        self.index = index

    def ask(
        self, question: str, since: str | None = None, until: str | None = None, publishers: Sequence[str] = (),
        today: str | None = None,
    ) -> Answer:  # fmt: skip
        """Answer a question that stands alone.

        Args:
            question: The question.
            since: ISO date; only articles published then or later.
            until: ISO date; only articles published then or earlier.
            publishers: Only articles of these publishers.
            today: ISO date for the question's relative dates; the machine's date when not given.

        Raises:
            UsageError: the question is empty or too long, or a date is none.
        """
        return self._answer(question, question, since=since, until=until, publishers=publishers, today=today)

    def conversation(self) -> Conversation:
        """Begin a conversation, whose questions may refer to earlier ones."""
        return Conversation(self)

    def _answer(
        self, original: str, resolved: str, *, since: str | None, until: str | None, publishers: Sequence[str],
        today: str | None,
    ) -> Answer:  # fmt: skip
        started = time.perf_counter()
        today = check_date(today) if today else date.today().isoformat()
        question = understand(resolved, today)
        with self.index.snapshot():  # an article that is removed between two steps is still there for this answer
            retrieved = retrieve(self.index, question, since=since, until=until, publishers=publishers, today=today)
            answer = self._compose(original, question, retrieved)
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def _compose(self, original: str, question: Question, retrieved: Retrieved) -> Answer:
        events = event_probabilities(question, retrieved)
        evidence, confidence = choose(question, retrieved, events)
        near: Nearby | None = None
        if not (evidence.answers or evidence.wider):
            ranked = rank(question, retrieved, events)
            near = answer_nearby(question, ranked, retrieved)
            confidence = max(confidence, *(one.probability for one in ranked), 0.0)
        conflicts = conflicts_in(question, evidence)
        if near is not None and near.conflict is not None:
            conflicts = (near.conflict,)
        made = Composition(question, retrieved.articles)
        if not self._say(made, question, evidence, conflicts, near):
            return self._abstain(original, question, evidence, retrieved, confidence)
        made.relate(evidence)
        for article_id in made.cited_articles():
            for warning in self.index.warnings(article_id):
                made.warn(article_id, warning.explanation, warning.evidence)
            for explanation, span in touching_notices(retrieved.articles[article_id], made.quotes(article_id)):
                made.warn(article_id, explanation, (span,))
        return made.finish(original, retrieved.passages, conflicts=conflicts, confidence=confidence)

    @staticmethod
    def _say(
        made: Composition, question: Question, evidence: Evidence, conflicts: tuple[Conflict, ...],
        near: Nearby | None,
    ) -> bool:  # fmt: skip
        """Add the answer itself; False when there is none."""
        found = positions(evidence.answers or evidence.wider, question.noun)
        if conflicts:
            made.differ(conflicts)
        elif question.kind in _NAMED and found:
            made.name(found)
        elif found:
            made.state(found[0])
        elif near is not None:
            made.quote([(s.article_id, s.span) for s in near.sentences], near.short, leads=near.leads)
        else:
            return False
        return True

    def _abstain(
        self, original: str, question: Question, evidence: Evidence, retrieved: Retrieved, confidence: float
    ) -> Answer:
        """Say that the articles do not answer, why, and what comes nearest."""
        made = Composition(question, retrieved.articles)
        reason = _reason(question, evidence, retrieved)
        nearest = None
        if evidence.related:
            claim = evidence.related[0][0]
            nearest = made.cite(claim.article_id, claim.sentence)
        elif retrieved.sentences:
            nearest = made.cite(retrieved.sentences[0].article_id, retrieved.sentences[0].span)
        made.say(f"The articles do not say: {reason}.", ())
        if nearest is not None:
            quote = " ".join(next(iter(made.citations.values())).quote.split())
            made.say(f"The nearest they come: “{quote}”", (nearest,))
        return made.finish(original, retrieved.passages, confidence=confidence, reason=reason, nearest=nearest)


class Conversation:
    """Questions and answers of one user, in order; a follow-up is made to stand alone before it is answered."""

    def __init__(self, assistant: Assistant) -> None:
        """Begin without turns."""
        self.assistant = assistant
        self.turns: list[Turn] = []

    def ask(
        self, question: str, since: str | None = None, until: str | None = None, publishers: Sequence[str] = (),
        today: str | None = None,
    ) -> Answer:  # fmt: skip
        """Answer a question or follow-up; arguments and errors as for ``Assistant.ask``."""
        resolved = resolve(question, self.turns)
        answer = self.assistant._answer(
            question, resolved, since=since, until=until, publishers=publishers, today=today
        )
        self.turns.append(Turn(answer.resolved_question, answer.text))
        return answer


def _reason(question: Question, evidence: Evidence, retrieved: Retrieved) -> str:
    """Return why there is no answer, as far as that can be told."""
    if not retrieved.hits:
        return "no article in the index fits the question and its filters"
    missing = [n for n in question.names if not any(has_name(n, text) for text in retrieved.contexts.values())]
    if missing:
        return f"nothing found mentions {missing[0]}"
    if evidence.related:
        return f"what comes nearest is {evidence.related[0][1]}"
    if question.kind is QuestionKind.COUNT:
        return (
            f"no figure for {question.noun} is stated that answers this"
            if question.noun
            else "no such figure is stated"
        )
    if question.kind in (QuestionKind.AMOUNT, QuestionKind.SHARE):
        return (
            "no sum of money is stated that answers this"
            if question.kind is QuestionKind.AMOUNT
            else "no share is stated"
        )
    return "no sentence answers this"
