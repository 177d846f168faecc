"""An answer as plain text for the terminal, and the words that the terminal and the chat share.

Pure functions of the ``Answer``: nothing is retrieved or judged here.
"""

from __future__ import annotations

import re
from datetime import date
from textwrap import TextWrapper

from rag import Answer, Citation, Position, Relation

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
    """Return who says so and through whom: ``the port, via the Tarn Herald``; empty when the article itself does."""
    chain = next((claim.attribution for claim in position.claims if claim.attribution), ())
    return ", via ".join(one_line(name) for name in chain)


def reported_by(answer: Answer, position: Position) -> tuple[str, ...]:
    """Return each origin of a position by its name, or by the article's headline where the article is the origin."""
    articles = {c.article_id: f"“{heading(c.title, c.quote)}”" for c in answer.citations}
    return tuple(articles.get(origin) or one_line(origin) for origin in position.origins)


def answer_text(answer: Answer, width: int = 88) -> str:
    """Return the answer for a terminal of ``width`` columns: the question if it was resolved, text, notices, quotes.

    What there is of an answer that still grows is the beginning of what there is of the whole one.
    """
    sections = [_lines(answer, width)]
    if answer.resolved_question != answer.question:
        sections.insert(0, _wrap(f"Understood as: {one_line(answer.resolved_question)}", width))
    if answer.notices:
        sections.append("\n".join(_wrap(f"Note: {one_line(notice)}", width) for notice in answer.notices))
    if answer.citations and not answer.growing:
        sections.append("\n".join(["Sources", *(_source(citation, width) for citation in answer.citations)]))
    return "\n\n".join(sections)


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    wrapper = TextWrapper(width, initial_indent=first, subsequent_indent=rest, break_long_words=False)
    wrapper.break_on_hyphens = False  # an address or a figure such as 25-30 stays in one piece
    return "\n".join(wrapper.wrap(text)).replace(GLUE, " ")


def _lines(answer: Answer, width: int) -> str:
    shown = []
    for line in answer.lines:
        first, rest = ("  - ", "    ") if line.item else ("", "")
        numbers = "".join(f"{GLUE}[{number}]" for number in line.citations)
        shown.append(_wrap(one_line(line.text) + numbers, width, first, rest))
    return "\n".join(shown)


def _source(citation: Citation, width: int) -> str:
    number = f"  [{citation.number}] "
    indent = " " * len(number)
    shown = [
        _wrap(f"“{one_line(citation.quote)}”", width, number, indent),
        _wrap(heading(citation.title, citation.quote), width, indent, indent),
        _wrap(byline(citation.publisher, citation.published), width, indent, indent),
    ]
    return "\n".join([*shown, indent + one_line(citation.url)] if citation.url else shown)
