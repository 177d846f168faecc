"""A conversation that was saved as JSON, read again: what is in the file is data, and is checked before it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from index import UsageError
from rag import Answer, AnswerLine, Assistant, Citation, Conversation

__all__ = ["LONGEST", "NO_CONVERSATION", "reopened"]

LONGEST = 20_000_000
"""Characters of a saved conversation; each of its answers takes some ten thousand."""
NO_CONVERSATION = "That file is no saved conversation: open one that Save, or rashomon chat --save, has written."
_CITED = re.compile(r"(?: \[\d{1,4}\])+$")
_NUMBER = re.compile(r"\d+")


def reopened(assistant: Assistant, text: str) -> tuple[Conversation, list[Answer]]:
    """Return a saved conversation and its answers, to be shown and gone on with.

    An answer is shown by its lines and quotes; the values that differ stand in its lines, not in a table.

    Raises:
        UsageError: the text is no saved conversation.
    """
    if len(text) > LONGEST:
        raise UsageError(f"That file is longer than a conversation may be ({LONGEST // 1_000_000} million characters).")
    try:
        data = json.loads(text)
        text.encode()  # half of a pair of surrogates cannot be shown
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        return Conversation.from_json(assistant, data), [_answer(one) for one in data["record"]]
    except UsageError as error:
        raise UsageError(f"{NO_CONVERSATION} ({error})" if "format" in str(error) else NO_CONVERSATION) from error
    except (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError) as error:
        raise UsageError(NO_CONVERSATION) from error


def _answer(record: Mapping[str, Any]) -> Answer:
    citations = tuple(map(_citation, record["citations"]))
    known = {citation.number for citation in citations}
    nearest = record["nearest"]
    return Answer(
        str(record["question"]),
        str(record["resolved_question"]),
        tuple(_line(line, known) for line in str(record["text"]).split("\n") if line.strip()),
        citations,
        abstained=bool(record["abstained"]),
        reason=None if record["reason"] is None else str(record["reason"]),
        nearest=nearest if nearest in known else None,
        confidence=float(record["confidence"]),
        notices=tuple(map(str, record.get("notices", ()))),
    )


def _line(line: str, known: Iterable[int]) -> AnswerLine:
    """Return a line of an answer from its text, which ends with the numbers of its citations."""
    match = _CITED.search(line)
    numbers = [int(number) for number in _NUMBER.findall(match[0])] if match else []
    words = line[: match.start()] if match else line
    return AnswerLine(
        words.removeprefix("- "), tuple(n for n in dict.fromkeys(numbers) if n in known), words.startswith("- ")
    )


def _citation(record: Mapping[str, Any]) -> Citation:
    told = {name: record[name] if record[name] is None else str(record[name]) for name in ("publisher", "published")}
    return Citation(
        int(record["number"]),
        str(record["article_id"]),
        str(record["title"]),
        told["publisher"],
        told["published"],
        None,  # is looked up where the article is shown
        str(record["quote"]),
        int(record["start"]),
        int(record["end"]),
    )
