"""Several answers as one, each under its label: two questions in one, two speakers, two events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.datatypes import Answer, AnswerLine, Choice, Citation

__all__ = ["ask_back", "join_answers"]


def join_answers(question: str, resolved: str, labelled: Sequence[tuple[str, Answer]], opening: str = "") -> Answer:
    """Return one answer that says each of several under its label; it abstains only where all of them do.

    Args:
        question: As typed.
        resolved: As it was understood.
        labelled: What each answer is to, and the answer; at least one.
        opening: What is said before them.
    """
    citations: dict[tuple[str, int, int], Citation] = {}
    lines = [AnswerLine(opening, ())] if opening else []
    warnings = []
    for label, answer in labelled:
        numbers = {}
        for one in answer.citations:
            key = (one.article_id, one.start, one.end)
            citations.setdefault(key, replace(one, number=len(citations) + 1))
            numbers[one.number] = citations[key].number
        first, *others = answer.lines
        head = f"{label}: {first.text}"
        lines.append(AnswerLine(head, tuple(numbers[n] for n in first.citations)))
        lines += [replace(line, citations=tuple(numbers[n] for n in line.citations)) for line in others]
        warnings += [replace(w, citations=tuple(numbers[n] for n in w.citations)) for w in answer.warnings]
    answers = [answer for _, answer in labelled]
    reasons = dict.fromkeys(answer.reason for answer in answers if answer.reason)
    passages = dict.fromkeys(passage for answer in answers for passage in answer.passages)
    silent = all(answer.abstained for answer in answers)
    return Answer(
        question=question,
        resolved_question=resolved,
        lines=tuple(lines),
        citations=tuple(citations.values()),
        conflicts=tuple(dict.fromkeys(conflict for answer in answers for conflict in answer.conflicts)),
        positions=tuple(dict.fromkeys(position for answer in answers for position in answer.positions)),
        related=tuple(dict.fromkeys(related for answer in answers for related in answer.related)),
        warnings=tuple(dict.fromkeys(warnings)),
        abstained=silent,
        reason="; ".join(reasons) if silent else None,
        nearest=answers[0].nearest if silent else None,
        confidence=min(answer.confidence for answer in answers),
        passages=tuple(passages),
    )


def ask_back(question: str, resolved: str, choices: tuple[Choice, ...]) -> Answer:
    """Return an abstention that asks which of several events is meant."""
    reason = f"the question fits {len(choices)} events"
    lines = [AnswerLine(f"The question fits {len(choices)} events. Which one is meant?", ())]
    lines += [AnswerLine(f"{n}. {choice.label}", (), item=True) for n, choice in enumerate(choices, start=1)]
    return Answer(
        question=question, resolved_question=resolved, lines=tuple(lines), abstained=True, reason=reason,
        choices=choices,
    )  # fmt: skip
