"""The assistant: a question in, a cited answer or an abstention out. Only here do the stages meet."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from index import Index
from index.dates import check_date
from index.parsing import is_known
from rag.ambiguity import happenings, only_of
from rag.answering import Composition
from rag.choosing import choose
from rag.composing import composed
from rag.conditions import Conditions, conditions_in, said_by
from rag.conflicts import conflicts_in, positions
from rag.conversation import Conversation
from rag.datatypes import Answer, Choice, Conflict
from rag.drafts import Draft, drafted
from rag.events import event_probabilities
from rag.evidence import Evidence
from rag.joining import ask_back, join_answers
from rag.limits import Limits, stated_limits
from rag.llm import LanguageModel
from rag.matching import has_name
from rag.nearby import Nearby, answer_nearby
from rag.notices import touching_notices
from rag.questions import LONGEST, Question, QuestionKind, understand
from rag.relevance import Ranked, rank
from rag.remarks import as_answer, reply_to
from rag.retrieval import Retrieved, retrieve
from rag.reworded import reworded
from rag.spelling import corrected, nearest_word
from rag.telling import Asked, Telling, asked_to_tell, tell
from rag.together import asked_together

__all__ = ["Assistant"]

_TOLD_APART = 3  # events that are answered for side by side; of more the reader is asked which one is meant
_WORDS = 4  # that a sentence has at least
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
        limits = Limits(since, until, tuple(publishers), today)
        yield from self.grown(self.draft(question, self.corrected(question), limits))

    def conversation(self) -> Conversation:
        """Begin a conversation, whose questions may refer to earlier ones."""
        return Conversation(self)

    def corrected(self, question: str) -> str:
        """Return a question with its misspelt words put right, as far as the articles have what was meant."""
        return corrected(question, self.index.spelt) if len(question) <= LONGEST else question

    def draft(self, original: str, resolved: str, limits: Limits) -> Draft:
        """Answer a question as it was understood, without a language model, and gather what one would need.

        Args:
            original: As typed.
            resolved: The same, standing alone; it may be several questions in one.
            limits: Which articles may answer.

        Raises:
            UsageError: the question is empty or too long, or a date is none.
        """
        started = time.perf_counter()
        today = check_date(limits.today) if limits.today else date.today().isoformat()
        limits = replace(limits, today=today)
        if (reply := reply_to(resolved)) is not None and len(resolved) <= LONGEST and re.search(r"\w", resolved):
            return Draft(as_answer(original, reply))
        with self.index.snapshot():  # an article that is removed between two steps is still there for this answer
            parts = asked_together(resolved)
            drafts = [self._answer(original if len(parts) == 1 else part, part, limits) for part in parts]
        draft = drafts[0]
        if len(parts) > 1:
            told = [(part.rstrip("? "), each.answer) for part, each in zip(parts, drafts, strict=True)]
            draft = Draft(join_answers(original, resolved, told))
        return _changed(draft, seconds=round(time.perf_counter() - started, 4))

    def grown(self, draft: Draft, failure: str = "") -> Iterator[Answer]:
        """Yield an answer as it grows; the last one is whole.

        Args:
            draft: The answer as it is without a language model.
            failure: Why the model need not be asked.
        """
        started = time.perf_counter()
        for answer in (draft.answer,) if self.llm is None else composed(self.llm, draft, failure):
            seconds = draft.answer.seconds + time.perf_counter() - started
            yield replace(answer, seconds=round(seconds, 4))

    def _answer(self, original: str, resolved: str, limits: Limits) -> Draft:
        """Answer a single question."""
        today = str(limits.today)
        text, stated = stated_limits(resolved, self.index.publishers, today)
        limits = limits.narrowed(stated)
        plain, conditions = conditions_in(text, today)
        draft = self._found(original, plain, limits.narrowed(Limits(until=conditions.until)), conditions)
        if draft.answer.abstained and conditions.until:  # later articles may tell of it
            draft = self._found(original, text, limits, Conditions(speaker=conditions.speaker))
        return _changed(draft, resolved_question=resolved)

    def _found(self, original: str, text: str, limits: Limits, conditions: Conditions) -> Draft:
        """Search for a single question, and tell, answer for each event, answer or abstain."""
        telling = asked_to_tell(text)
        question = understand(reworded(telling.searched if telling and telling.searched else text), limits.today)
        retrieved = retrieve(
            self.index, question, since=limits.since, until=limits.until, publishers=limits.publishers,
            today=limits.today,
        )  # fmt: skip
        answer = self._tell(original, telling, question, retrieved) if telling else None
        if answer is None and telling is not None and telling.asked is Asked.SOURCES:
            answer = self._abstain(original, question, Evidence(), retrieved, 0.0, "no source says so")
        if answer is None:
            answer = self._of_each(original, question, retrieved, conditions)
        return Draft(answer) if answer else self._compose(original, question, retrieved, conditions)

    def _of_each(
        self, original: str, question: Question, retrieved: Retrieved, conditions: Conditions
    ) -> Answer | None:
        """Answer for each event that a question fits, under its label; None unless two of them at least answer."""
        told = [
            (event, self._compose(original, question, only_of(event, retrieved), conditions).answer)
            for event in happenings(question, retrieved)
        ]
        told = [(event, answer) for event, answer in told if not answer.abstained]
        if len(told) < 2:
            return None
        choices = tuple(Choice(event.label, event.place, event.first, event.last) for event, _ in told)
        opening = f"The question fits {len(told)} events."
        if len(told) > _TOLD_APART:
            return ask_back(original, question.text, choices)
        labelled = [(f"{n}. {event.label}", answer) for n, (event, answer) in enumerate(told, start=1)]
        return replace(join_answers(original, question.text, labelled, opening), choices=choices)

    def _tell(self, original: str, telling: Telling, question: Question, retrieved: Retrieved) -> Answer | None:
        """Tell what several articles say; None where they say nothing near enough."""
        made = Composition(question, retrieved.articles)
        likely = tell(made, telling, question, retrieved, event_probabilities(question, retrieved), self.index)
        return made.finish(original, retrieved.passages, confidence=likely) if made.lines else None

    def _compose(self, original: str, question: Question, retrieved: Retrieved, conditions: Conditions) -> Draft:
        events = event_probabilities(question, retrieved)
        evidence, confidence = choose(question, retrieved, events)
        if theirs := said_by(conditions.speaker, evidence.answers) if conditions.speaker else ():
            evidence = replace(evidence, answers=theirs, wider=said_by(conditions.speaker, evidence.wider))
        near: Nearby | None = None
        ranked: Sequence[Ranked] = ()
        if not (evidence.answers or evidence.wider):
            ranked = rank(question, retrieved, events)
            near = answer_nearby(question, ranked, retrieved)
            confidence = max(confidence, *(one.probability for one in ranked), near.sure if near else 0.0)
        conflicts = conflicts_in(question, evidence)
        if near is not None and near.conflict is not None:
            conflicts = (near.conflict,)
        made = Composition(question, retrieved.articles)
        made.earliest = conditions.earliest
        if not self._say(made, question, evidence, conflicts, near):
            return Draft(self._abstain(original, question, evidence, retrieved, confidence, ranked=ranked))
        made.relate(evidence)
        for article_id in made.cited_articles():
            for warning in self.index.warnings(article_id):
                made.warn(article_id, warning.explanation, warning.evidence)
            for explanation, span in touching_notices(retrieved.articles[article_id], made.quotes(article_id)):
                made.warn(article_id, explanation, (span,))
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
        self, original: str, question: Question, evidence: Evidence, retrieved: Retrieved, confidence: float,
        reason: str = "", ranked: Sequence[Ranked] = (),
    ) -> Answer:  # fmt: skip
        """Say that the articles do not answer, why, and what comes nearest."""
        made = Composition(question, retrieved.articles)
        reason = reason or _reason(question, evidence, retrieved, self.index.spelt)
        nearest = None
        if evidence.related:
            claim = evidence.related[0][0]
            nearest = made.cite(claim.article_id, claim.sentence)
        elif retrieved.sentences:  # a dateline that stands alone says nothing, whatever names it has
            sentences = [one.sentence for one in ranked] or retrieved.sentences
            near = next((one for one in sentences if len(one.text.split()) >= _WORDS), sentences[0])
            nearest = made.cite(near.article_id, near.span)
        made.say(f"The articles do not say: {reason}.", ())
        if nearest is not None:
            quote = " ".join(next(iter(made.citations.values())).quote.split())
            made.say(f"The nearest they come: “{quote}”", (nearest,))
        return made.finish(original, retrieved.passages, confidence=confidence, reason=reason, nearest=nearest)


def _changed(draft: Draft, **fields: Any) -> Draft:  # noqa: ANN401
    return replace(draft, answer=replace(draft.answer, **fields))


def _is_odd(word: str, count: Callable[[str], int]) -> bool:
    """Say whether neither English nor the articles have a word."""
    return not (is_known(word) or is_known(word.lower()) or count(word))


def _reason(question: Question, evidence: Evidence, retrieved: Retrieved, count: Callable[[str], int]) -> str:
    """Return why there is no answer, as far as that can be told."""
    if not retrieved.hits:
        return "no article in the index fits the question and its filters"
    missing = [n for n in question.names if not any(has_name(n, text) for text in retrieved.contexts.values())]
    if missing:
        words = {
            word: nearest_word(word.lower(), count).capitalize() for word in missing[0].split() if _is_odd(word, count)
        }
        meant = "".join(f"; the articles have {other}, not {word}" for word, other in words.items() if other)
        return f"nothing found mentions {missing[0]}{meant}"
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
