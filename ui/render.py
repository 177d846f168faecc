"""An answer as plain text for the terminal, and the words that the terminal and the chat share.

Pure functions of the ``Answer``: nothing is retrieved or judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from textwrap import TextWrapper

from rag import Answer, Citation, Conflict, Position, Relation

__all__ = [
    "HEADINGS",
    "answer_text",
    "byline",
    "heading",
    "one_line",
    "reported_by",
    "said_by",
    "show_date",
]

HEADINGS = {
    Relation.UPDATED: "The figure changed",
    Relation.SCOPE: "Sources count different groups",
    Relation.SPEAKER: "Each side gives its own figure",
    Relation.CONTRADICTION: "Sources contradict each other",
}
"""What a reader is told each kind of conflict is."""

HEADING_WORDS = 8
GLUE = "\N{NO-BREAK SPACE}"
"""Keeps a citation's number on the line of the words before it; ``one_line`` leaves none in the text itself."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def one_line(text: str) -> str:
    """Return the text on one line, without the control characters that could steer a terminal."""
    return CONTROL.sub(" ", text).strip()


def show_date(iso: str | None) -> str:
    """Return an ISO date as people write it, to its own precision: ``13 July 2025``, ``July 2025`` or ``2025``."""
    match (iso or "").split("-"):
        case [year, month]:
            return f"{date(int(year), int(month), 1):%B} {year}"
        case [year, month, day]:
            return f"{int(day)} {date(int(year), int(month), 1):%B} {year}"
    return iso or ""


def heading(title: str, text: str) -> str:
    """Return the title, or the first words of the text where there is none."""
    if title:
        return one_line(title)
    words = one_line(text).split(" ")
    return " ".join(words[:HEADING_WORDS]) + (" …" if len(words) > HEADING_WORDS else "")


def byline(publisher: str | None, published: str | None) -> str:
    """Return who published and when, with what is not known said to be unknown."""
    return f"{one_line(publisher or '') or 'publisher unknown'}, {show_date(published) or 'no date'}"


def said_by(position: Position) -> str:
    """Return who says so and through whom: ``Ukrainian intelligence, via CNN``; empty when the article itself does."""
    chain = next((claim.attribution for claim in position.claims if claim.attribution), ())
    return ", via ".join(one_line(name) for name in chain)


def reported_by(answer: Answer, position: Position) -> tuple[str, ...]:
    """Return a name for each origin of a position: its publisher as cited, or else the origin itself."""
    names = {
        claim.origin: citation.publisher
        for claim in position.claims
        for citation in answer.citations
        if citation.article_id == claim.article_id and citation.publisher
    }
    return tuple(one_line(names.get(origin) or origin) for origin in position.origins)


def answer_text(answer: Answer, width: int = 88) -> str:
    """Return the whole answer for a terminal of ``width`` columns: the text, what differs, what to mind, the quotes."""
    sections = [_lines(answer, width)]
    if answer.resolved_question != answer.question:
        sections.insert(0, _wrap(f"Understood as: {one_line(answer.resolved_question)}", width))
    if answer.nearest is not None:
        sections.append(_wrap(f"The nearest thing that the articles say is [{answer.nearest}].", width))
    sections += [_conflict(answer, conflict, width) for conflict in answer.conflicts]
    if answer.related:
        items = [(f"{item.text}: {item.reason}", answer.citations_of(item.claims)) for item in answer.related]
        sections.append(_list("Not the same question", items, width))
    if answer.warnings:
        items = [(warning.explanation, warning.citations) for warning in answer.warnings]
        sections.append(_list("Mind the source", items, width))
    if answer.citations:
        sections.append("\n".join(["Sources", *(_source(citation, width) for citation in answer.citations)]))
    return "\n\n".join(sections)


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    wrapper = TextWrapper(width, initial_indent=first, subsequent_indent=rest, break_long_words=False)
    wrapper.break_on_hyphens = False  # an address or a figure such as 25-30 stays in one piece
    return "\n".join(wrapper.wrap(text)).replace(GLUE, " ")


def _cited(text: str, numbers: Iterable[int]) -> str:
    return one_line(text) + "".join(f"{GLUE}[{number}]" for number in numbers)


def _lines(answer: Answer, width: int) -> str:
    shown = [
        _wrap(_cited(line.text, line.citations), width, *(("  - ", "    ") if line.item else ("", "")))
        for line in answer.lines
    ]
    return "\n".join(shown)


def _conflict(answer: Answer, conflict: Conflict, width: int) -> str:
    title = f"{HEADINGS[conflict.kind]}: {one_line(conflict.about)}"
    shown = [_wrap(title, width), _wrap(one_line(conflict.explanation), width, "  ", "  ")]
    for position in conflict.positions:
        parts = [position.value, said_by(position), show_date(position.as_of)]
        parts.append("reported by " + ", ".join(reported_by(answer, position)))
        text = _cited("; ".join(part for part in parts if part), answer.citations_of(position.claims))
        shown.append(_wrap(text, width, "  - ", "    "))
    return "\n".join(shown)


def _list(title: str, items: Iterable[tuple[str, Iterable[int]]], width: int) -> str:
    return "\n".join([title, *(_wrap(_cited(text, numbers), width, "  - ", "    ") for text, numbers in items)])


def _source(citation: Citation, width: int) -> str:
    number = f"  [{citation.number}] "
    indent = " " * len(number)
    shown = [
        _wrap(f"“{one_line(citation.quote)}”", width, number, indent),
        _wrap(heading(citation.title, citation.quote), width, indent, indent),
        _wrap(byline(citation.publisher, citation.published), width, indent, indent),
    ]
    return "\n".join([*shown, indent + one_line(citation.url)] if citation.url else shown)
