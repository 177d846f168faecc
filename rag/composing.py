"""The first paragraph of an answer by a language model: sentence by sentence checked, or not used at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from index import ModelFailed
from rag.checking import flaw
from rag.datatypes import Answer, AnswerLine, Citation, Dropped, Generated
from rag.drafts import Draft, names_one
from rag.llm import LanguageModel
from rag.prompting import asking_for_answer
from rag.wording import join
from rag.writing import Sentence, sentences

__all__ = ["composed"]

_MOST = 6
"""Sentences that are kept of a paragraph, which was to have three at most."""
_MOST_READ = 20
"""Sentences that are read: a model that goes on for longer has lost its way."""


def composed(llm: LanguageModel, draft: Draft, failure: str = "") -> Iterator[Answer]:
    """Yield an answer as its first paragraph grows, and at last the whole one, whatever the model does.

    Nothing is yielded before the paragraph has named every value that it must, so that what is once shown is never
    taken back: until then it may turn out to be of no use, and the answer stands as it is without a model.

    Args:
        llm: The model.
        draft: The answer without it.
        failure: Why it need not be asked: it has just failed to resolve the question.
    """
    if not draft.lead:
        yield draft.answer
        return
    paragraph, shown = _Paragraph(draft, llm.name), 0
    if failure:
        yield paragraph.answer(failure)
        return
    messages = asking_for_answer(draft.answer.resolved_question, draft.wanted, draft.quotes)
    try:
        for read, sentence in enumerate(sentences(llm.write(messages)), start=1):
            paragraph.add(sentence)
            if len(paragraph.lines) > shown and not paragraph.lacking:
                shown = len(paragraph.lines)
                yield paragraph.so_far()
            if len(paragraph.lines) == _MOST or read == _MOST_READ:
                break
    except ModelFailed as error:
        failure = str(error)
    yield paragraph.answer(failure)


class _Paragraph:
    """The sentences by a model so far, those that hold and those that do not."""

    def __init__(self, draft: Draft, model: str) -> None:
        self.draft = draft
        self.model = model
        self.lines: list[AnswerLine] = []
        self.dropped: list[Dropped] = []
        self.citations: list[Citation] = list(draft.answer.citations)
        self._quotes = {quoted.citation.number: quoted for quoted in draft.quotes}
        self._given: list[tuple[int, ...]] = []
        self._numbers = {citation.number: citation.number for citation in draft.answer.citations}

    def add(self, sentence: Sentence) -> None:
        """Keep a sentence if the quotes that it cites bear it out and it says something of what was asked."""
        found = flaw(sentence, self._quotes, self.draft.answer.resolved_question)
        line = AnswerLine(sentence.text, sentence.numbers)
        if found is not None:
            self.dropped.append(Dropped(sentence.text, found.value))
        elif not self.draft.open and not any(one.is_named([line]) for one in self.draft.wanted):
            self.dropped.append(Dropped(sentence.text, "more than was asked"))
        elif sentence.text not in [line.text for line in self.lines]:
            self._given.append(sentence.numbers)
            self.lines.append(replace(line, citations=tuple(sorted(map(self._number, sentence.numbers)))))

    def _number(self, given: int) -> int:
        """Return the number of a quote in the answer, which a further one has from its first use on."""
        if given not in self._numbers:
            self._numbers[given] = len(self.citations) + 1
            self.citations.append(replace(self._quotes[given].citation, number=self._numbers[given]))
        return self._numbers[given]

    @property
    def lacking(self) -> str:
        """What the sentences do not do although they must, in words; empty if there is nothing."""
        wanted = self.draft.wanted
        missing = [one for one in wanted if not one.is_named(self.lines)]
        if missing:
            values = join([f"“{one.words}”" for one in missing if one.words])
            return f"does not name {values}" if values else "cites none of the quotes that answer"
        return "" if self._is_attributed() else "does not tell who says so"

    def _is_attributed(self) -> bool:
        """Say whether the sentences tell who says so: each position of a conflict follows with its own speaker."""
        if len(self.draft.wanted) == 1 and not self.draft.wanted[0].is_attributed(self.lines):
            return False
        spoken = ([self._quotes[number].speakers for number in given] for given in self._given if self.draft.open)
        return all(names_one(chain.from_iterable(speakers), self.lines) for speakers in spoken if all(speakers))

    def so_far(self) -> Answer:
        """Return the beginning of the answer."""
        cited = {number for line in self.lines for number in line.citations}
        return replace(
            self.draft.answer, lines=tuple(self.lines), citations=tuple(c for c in self.citations if c.number in cited),
            conflicts=(), related=(), warnings=(), generated=self._generated(), growing=True,
        )  # fmt: skip

    def answer(self, failure: str) -> Answer:
        """Return the whole answer: with the paragraph in place of its first lines, or as it is without it."""
        draft, lacking = self.draft, self.lacking
        if lacking or not self.lines:
            why = f"it {lacking}" if self.lines else failure or self._left_out() or "it wrote nothing"
            self.dropped += [Dropped(line.text, f"a paragraph that {lacking}") for line in self.lines]
            self.lines = []
            notice = f"The language model {self.model} was asked, but its text is not used: {why}."
            return replace(draft.answer, generated=self._generated(), notices=(notice,))
        notices = [f"The first paragraph is by the language model {self.model}, checked against the quotes it cites."]
        notices += [f"Left out of it: {self._left_out()}."] if self.dropped else []
        notices += [f"It stopped early: {failure}."] if failure else []
        return replace(
            draft.answer,
            lines=(*self.lines, *self._kept(), *draft.answer.lines[draft.lead :]),
            citations=tuple(self.citations),
            generated=self._generated(),
            notices=tuple(notices),
        )

    def _kept(self) -> list[AnswerLine]:
        """Return the sentences that the answer quotes and the paragraph does not rest on."""
        if all(one.words for one in self.draft.wanted):
            return []
        cited = {number for line in self.lines for number in line.citations}
        return [line for line in self.draft.answer.lines[: self.draft.lead] if not set(line.citations) <= cited]

    def _generated(self) -> Generated:
        return Generated(self.model, tuple(self.lines), tuple(self.dropped))

    def _left_out(self) -> str:
        """Return how many sentences were dropped, and why; nothing if none was."""
        number = len(self.dropped)
        reasons = Counter(dropped.reason for dropped in self.dropped)
        told = [f"{reason}{f' ({count})' if count > 1 < len(reasons) else ''}" for reason, count in reasons.items()]
        return f"{number} sentence{'s' if number > 1 else ''}, for {join(told)}" if told else ""
