"""The assistant: a question in, a cited answer or an abstention out. Only here do the stages meet."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date

from index import Index
from index.dates import check_date
from rag.answering import Composition
from rag.choosing import choose
from rag.composing import composed
from rag.conflicts import conflicts_in, positions
from rag.datatypes import Answer, Conflict, Turn
from rag.drafts import Draft, drafted
from rag.events import event_probabilities
from rag.evidence import Evidence
from rag.llm import LanguageModel
from rag.matching import has_name
from rag.nearby import Nearby, answer_nearby
from rag.questions import Question, QuestionKind, resolve, understand
from rag.relevance import Ranked, rank
from rag.retrieval import Retrieved, retrieve
from rag.rewriting import rewritten

__all__ = ["Assistant", "Conversation"]

_NAMED = (QuestionKind.WHO, QuestionKind.WHERE, QuestionKind.WHEN)


class Assistant:
    """Answers questions over an index. Holds nothing of any conversation."""

    def __init__(self, index: Index, llm: LanguageModel | None = None) -> None:
        """Answer from this index.

        Args:
            index: What is answered from.
            llm: Writes the first paragraph of answers, which is checked, and helps with follow-ups; none is needed.
        """
        self.index = index
        self.llm = llm

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
        *_, answer = self.stream(question, since, until, publishers, today)
        return answer

    def stream(
        self, question: str, since: str | None = None, until: str | None = None, publishers: Sequence[str] = (),
        today: str | None = None,
    ) -> Iterator[Answer]:  # fmt: skip
        """Answer a question that stands alone, and yield the answer as it grows; the last one is whole.

        It grows sentence by sentence while a language model writes, and is whole at once without one. Arguments and
        errors as for ``ask``.
        """
        yield from self._answer(question, question, since=since, until=until, publishers=publishers, today=today)

    def conversation(self) -> Conversation:
        """Begin a conversation, whose questions may refer to earlier ones."""
        return Conversation(self)

    def _answer(
        self, original: str, resolved: str, *, since: str | None, until: str | None, publishers: Sequence[str],
        today: str | None, failure: str = "",
    ) -> Generator[Answer, None, Answer]:  # fmt: skip
        """Yield the answer as it grows; the value returned is what it is without a model."""
        started = time.perf_counter()
        today = check_date(today) if today else date.today().isoformat()
        question = understand(resolved, today)
        with self.index.snapshot():  # an article that is removed between two steps is still there for this answer
            retrieved = retrieve(self.index, question, since=since, until=until, publishers=publishers, today=today)
            draft = self._compose(original, question, retrieved)
        for answer in (draft.answer,) if self.llm is None else composed(self.llm, draft, failure):
            yield replace(answer, seconds=round(time.perf_counter() - started, 4))
        return draft.answer

    def _compose(self, original: str, question: Question, retrieved: Retrieved) -> Draft:
        events = event_probabilities(question, retrieved)
        evidence, confidence = choose(question, retrieved, events)
        near: Nearby | None = None
        ranked: Sequence[Ranked] = ()
        if not (evidence.answers or evidence.wider):
            ranked = rank(question, retrieved, events)
            near = answer_nearby(question, ranked, retrieved)
            confidence = max(confidence, *(one.probability for one in ranked), 0.0)
        conflicts = conflicts_in(question, evidence)
        if near is not None and near.conflict is not None:
            conflicts = (near.conflict,)
        made = Composition(question, retrieved.articles)
        if not self._say(made, question, evidence, conflicts, near):
            return Draft(self._abstain(original, question, evidence, retrieved, confidence))
        made.relate(evidence)
        for article_id in made.cited_articles():
            for warning in self.index.warnings(article_id):
                made.warn(article_id, warning.explanation, warning.evidence)
        answer = made.finish(original, retrieved.passages, conflicts=conflicts, confidence=confidence)
        if self.llm is None:
            return Draft(answer)
        cautioned = [article_id for article_id in retrieved.articles if self.index.warnings(article_id)]
        return drafted(answer, question, evidence, near, ranked, retrieved, cautioned)

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
        *_, answer = self.stream(question, since, until, publishers, today)
        return answer

    def stream(
        self, question: str, since: str | None = None, until: str | None = None, publishers: Sequence[str] = (),
        today: str | None = None,
    ) -> Iterator[Answer]:  # fmt: skip
        """Answer a question or follow-up, and yield the answer as it grows, as ``Assistant.stream`` does."""
        resolved, failure = resolve(question, self.turns), ""
        if self.assistant.llm is not None:
            resolved, failure = rewritten(self.assistant.llm, question, self.turns, resolved)
        plain = yield from self.assistant._answer(
            question, resolved, since=since, until=until, publishers=publishers, today=today, failure=failure
        )
        self.turns.append(Turn(plain.resolved_question, plain.text))  # follow-ups are resolved alike with a model


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
