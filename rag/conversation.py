"""A conversation: its follow-ups made to stand alone, its last answer asked about, and all of it as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from index import UsageError
from index.dates import check_date
from rag.asked_back import backing_asked
from rag.backing import answer_backing
from rag.choices import chosen
from rag.datatypes import Answer, Choice, Turn
from rag.drafts import Draft
from rag.followups import topic_of
from rag.limits import Limits, narrowing
from rag.questions import LONGEST, resolve
from rag.remarks import as_answer, reply_to
from rag.rewriting import rewritten
from rag.together import asked_together

if TYPE_CHECKING:
    from rag.assistant import Assistant

__all__ = ["Conversation"]

_FORMAT = 1
_LONGEST = 4 * LONGEST
"""Characters of a saved question: those of one that is asked, and what a follow-up adds to it."""
_MORE = re.compile(
    r"^(?:and |ok(?:ay)?,? |please )?(?:(?:tell|give|show) (?:me|us) )?(?:some |any )?(?:more|more details?"
    r"|further details?|everything)\W*$"
    r"|^(?:and )?(?:what|anything) else(?: (?:do|did|can) (?:they|the articles|you) (?:say|report|tell(?: me)?))?\W*$"
    r"|^(?:please )?(?:go on|continue)\W*$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b[Tt]he (\w{3,})")


class Conversation:
    """Questions and answers of one user, in order; a follow-up is made to stand alone before it is answered."""

    def __init__(self, assistant: Assistant) -> None:
        """Begin without turns."""
        self.assistant = assistant
        self.turns: list[Turn] = []
        self.record: list[dict[str, Any]] = []
        """All that was asked and answered, as ``Answer.to_json`` gives it, in order."""
        self._limits: list[Limits] = []
        self._last: Answer | None = None
        self._choices: tuple[Choice, ...] = ()
        self._topic_began = 0  # the turn from which on follow-ups lean on what was asked

    def ask(
        self, question: str, since: str | None = None, until: str | None = None, publishers: Sequence[str] = (),
        today: str | None = None, *, as_typed: bool = False,
    ) -> Answer:  # fmt: skip
        """Answer a question, a follow-up, or a question about the last answer.

        Args:
            question: As typed.
            since: As for ``Assistant.ask``; these limits are of this question only.
            until: As for ``Assistant.ask``.
            publishers: As for ``Assistant.ask``.
            today: As for ``Assistant.ask``.
            as_typed: The question stands alone, whatever it looks like; for one that a reader corrected.

        Raises:
            UsageError: a date is none.
        """
        *_, answer = self.stream(question, since, until, publishers, today, as_typed=as_typed)
        return answer

    def stream(
        self, question: str, since: str | None = None, until: str | None = None, publishers: Sequence[str] = (),
        today: str | None = None, *, as_typed: bool = False,
    ) -> Iterator[Answer]:  # fmt: skip
        """Do what ``ask`` does, and yield the answer as it grows, as ``Assistant.stream`` does."""
        limits = Limits(since, until, tuple(publishers), today)
        if (reply := reply_to(question)) is not None:
            yield self._recorded(as_answer(question, reply), limits)
        elif as_typed or not self.turns:
            resolved = question if as_typed else self.assistant.corrected(question)
            yield from self._put(question, resolved, limits)
        else:
            yield from self._followed_up(question, self.assistant.corrected(question), limits)

    def _followed_up(self, typed: str, question: str, limits: Limits) -> Iterator[Answer]:
        """Answer what may be about the turns before it: a choice, the evidence, fewer articles, more of the same."""
        if (choice := chosen(question, self._choices)) is not None:
            taken = Limits(choice.since, choice.until)
            asked, before = self.turns.pop(), self._limits.pop()  # the same question, told which event it is on
            yield from self._put(typed, _placed(asked.question, choice), before.narrowed(taken), only=taken)
            return
        if (backing := backing_asked(question)) is not None:
            with self.assistant.index.snapshot():
                answer = answer_backing(typed, backing, self._last_answer(), self.assistant.index)
            yield self._recorded(answer, limits)
            return
        only = narrowing(question, self.assistant.index.publishers, limits.today or date.today().isoformat())
        if only is not None:
            narrowed = self._limits[-1].narrowed(only).narrowed(limits)
            yield from self._put(typed, self.turns[-1].question, narrowed, only=only)
            return
        turns = self._each()
        if _MORE.match(question.strip()) and (topic := topic_of(turns)):
            yield from self._put(typed, f"What do the articles say about {topic}?", limits)
            return
        resolved, failure = resolve(question, turns), ""
        if self.assistant.llm is not None:
            resolved, failure = rewritten(self.assistant.llm, question, turns, resolved)
        draft = self._on_topic(typed, question, self.assistant.draft(typed, resolved, limits), limits)
        yield from self._put(typed, draft, limits, failure=failure)

    def _on_topic(self, typed: str, question: str, draft: Draft, limits: Limits) -> Draft:
        """Return the draft of a follow-up; of the question alone where it names something new, and answers only so.

        "Why did the dam burst?" after questions on a march is about no dam in the march.
        """
        said = " ".join(f"{turn.question} {turn.answer}" for turn in self.turns).lower()
        new = any(noun.lower() not in said for noun in _DEFINITE.findall(question))
        if not (new and draft.answer.abstained and draft.answer.resolved_question != question):
            return draft
        alone = self.assistant.draft(typed, question, limits)
        if alone.answer.abstained:
            return draft
        self._topic_began = len(self.turns)
        return alone

    def _put(
        self, question: str, put: str | Draft, limits: Limits, *, only: Limits | None = None, failure: str = ""
    ) -> Iterator[Answer]:
        """Put a question to the articles.

        Args:
            question: As typed.
            put: The same, standing alone; or its draft, if the articles were asked already.
            limits: Which articles may answer.
            only: What a follow-up narrowed it to.
            failure: Why a language model need not be asked.
        """
        draft = put if isinstance(put, Draft) else self.assistant.draft(question, put, limits)
        resolved = draft.answer.resolved_question
        self.turns.append(Turn(draft.answer.resolved_question, draft.answer.text))  # resolved alike with a model
        self._limits.append(limits)
        self._choices = draft.answer.choices
        for grown in self.assistant.grown(draft, failure):
            answer = replace(grown, resolved_question=limits.put_into(resolved)) if only is not None else grown
            self._last = answer
            if answer.growing:
                yield answer
        yield self._recorded(self._last_answer(), limits)

    def _each(self) -> list[Turn]:
        """Return the questions on the present topic one by one, also those that were asked in one text."""
        turns = self.turns[self._topic_began :]
        each = [[Turn(part) for part in asked_together(turn.question)] for turn in turns]
        return [
            replace(one, answer=turn.answer) if one is ones[-1] and len(ones) == 1 else one
            for turn, ones in zip(turns, each, strict=True)
            for one in ones
        ]

    def _last_answer(self) -> Answer:
        """Return the answer to the last question that was put to the articles; found again after a reopening."""
        if self._last is None:
            turn, limits = self.turns[-1], self._limits[-1]
            self._last = self.assistant.draft(turn.question, turn.question, limits).answer
        return self._last

    def _recorded(self, answer: Answer, limits: Limits) -> Answer:
        given = {
            "since": limits.since,
            "until": limits.until,
            "publishers": list(limits.publishers),
            "today": limits.today,
        }
        self.record.append({**answer.to_json(), "limits": given})
        return answer

    def to_json(self) -> dict[str, Any]:
        """Return the conversation as plain data, from which ``from_json`` makes it again."""
        put = [
            {"question": turn.question, "answer": turn.answer, "since": limits.since, "until": limits.until,
             "publishers": list(limits.publishers), "today": limits.today}
            for turn, limits in zip(self.turns, self._limits, strict=True)
        ]  # fmt: skip
        return {"format": _FORMAT, "turns": put, "topic_began": self._topic_began, "record": list(self.record)}

    @classmethod
    def from_json(cls, assistant: Assistant, data: Mapping[str, Any]) -> Conversation:
        """Return a conversation that goes on where another one was.

        Args:
            assistant: Whose articles the next questions are put to.
            data: What ``to_json`` gave.

        Raises:
            UsageError: it is something else.
        """
        made = cls(assistant)
        try:
            if data["format"] != _FORMAT:
                raise UsageError(f"a conversation of format {data['format']}; this program reads format {_FORMAT}")
            for turn in data["turns"]:
                question = str(turn["question"])
                if len(question) > _LONGEST:
                    raise ValueError(f"a question of {len(question):,} characters")
                made.turns.append(Turn(question, str(turn["answer"])))
                dates = [turn[name] and check_date(str(turn[name])) for name in ("since", "until", "today")]
                made._limits.append(Limits(dates[0], dates[1], tuple(map(str, turn["publishers"])), dates[2]))
            made._topic_began = int(data.get("topic_began", 0))
            made.record = [dict(one) for one in data["record"]]
            asked = [one for one in made.record if one["passages"] or one["choices"]]  # what was put to the articles
            made._choices = tuple(Choice(**choice) for choice in asked[-1]["choices"]) if asked else ()
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"not a saved conversation: {error}") from error
        return made


def _placed(question: str, choice: Choice) -> str:
    """Return a question on one of the events that it fits: "How many died in the flood in Tollow?"."""
    stem = question.rstrip(" ?.")
    return f"{stem} in {choice.place}{question[len(stem) :]}" if choice.place else question
