"""An answer and an article as HTML for the chat.

Article text is data: every word of it is escaped, and an address becomes a link only if it is a web address. A
citation is a button that carries the answer's place in the conversation and its own number; ``ui/app.py`` listens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from index import Article, ArticleWarning
from rag import Answer, AnswerLine, Citation, Conflict, Position
from ui.render import HEADINGS, byline, heading, one_line, reported_by, said_by, show_date

__all__ = ["answer_html", "article_html", "header_html", "hint_html", "note_html", "question_html"]

PARAGRAPH = re.compile(r"[^\n]+")


def question_html(question: str) -> str:
    """Return a reader's question as it was typed."""
    return f'<div class="question">{_said(question)}</div>'


def answer_html(answer: Answer, turn: int) -> str:
    """Return the whole answer; ``turn`` is its place in the conversation, which its citation buttons carry.

    A conflict's table stands in place of the lines that it repeats: one for each position, and the explanation.
    """
    parts = (_understood(answer, turn), _lines(answer, turn), _notices(answer), _sources(answer, turn))
    return f'<article class="answer">{"".join(parts)}</article>'


def article_html(article: Article, start: int, end: int, warnings: Iterable[ArticleWarning] = ()) -> str:
    """Return an article with ``text[start:end]`` marked as ``<mark id="quote">``, and what to mind about it."""
    title = heading(article.title, article.text)
    shown = [f'<article class="source"><header><h2>{_said(title)}</h2>{_details(article)}</header>']
    shown += [f'<p class="warning"><strong>Mind the source:</strong> {_said(w.explanation)}.</p>' for w in warnings]
    quoted = False
    for paragraph in PARAGRAPH.finditer(article.text):
        low, high = max(paragraph.start(), start), min(paragraph.end(), end)
        words = paragraph.group()
        if low < high:
            low, high = low - paragraph.start(), high - paragraph.start()
            mark = "<mark>" if quoted else '<mark id="quote" tabindex="-1">'
            shown.append(f"<p>{escape(words[:low])}{mark}{escape(words[low:high])}</mark>{escape(words[high:])}</p>")
            quoted = True
        elif paragraph.end() > article.body_start:
            shown.append(f"<p>{escape(words)}</p>")
    return "".join([*shown, "</article>"])


def header_html(articles: int) -> str:
    """Return the head of the page, which says how many articles answer."""
    return (
        "<header><h1>Rashomon</h1><p>Answers from "
        f"{articles:,} news article{'' if articles == 1 else 's'}, every sentence cited. "
        "Where sources differ, you see who says what.</p></header>"
    )


def hint_html(text: str, *, wrong: bool = True) -> str:
    """Return what is told below the question; it is always there, since a status is read out when its text changes."""
    kind = "" if wrong else ' class="told"'
    return f'<p role="status"{kind}>{escape(text)}</p>'


def note_html(text: str) -> str:
    """Return what stands in the place of an article."""
    return f'<p class="note">{escape(text)}</p>'


def _said(text: str) -> str:
    return escape(one_line(text))


def _understood(answer: Answer, turn: int) -> str:
    """Return what was understood, with a button to change it where the articles were searched for it."""
    if answer.resolved_question == answer.question:
        return ""
    button = (
        f' <button type="button" class="edit" data-turn="{turn}" aria-label="Change the question as it was understood">'
        "Change</button>"
    )
    change = button if answer.passages else ""
    return f'<p class="understood">Understood as: <q>{_said(answer.resolved_question)}</q>{change}</p>'


def _notices(answer: Answer) -> str:
    return "".join(f'<p class="notice">{_said(notice)}</p>' for notice in answer.notices)


def _cite(answer: Answer, number: int, turn: int) -> str:
    citation = next(c for c in answer.citations if c.number == number)
    label = escape(f"Source {number}, {byline(citation.publisher, citation.published)}: open the article at this quote")
    quote = _said(f"“{citation.quote}”")
    return (
        f'<button type="button" class="cite" data-turn="{turn}" data-number="{number}" '
        f'aria-label="{label}" title="{quote}">{number}</button>'
    )


def _cited(text: str, numbers: Iterable[int], answer: Answer, turn: int) -> str:
    return _said(text) + "".join(f" {_cite(answer, number, turn)}" for number in numbers)


def _lines(answer: Answer, turn: int) -> str:
    shown, listing = [], False
    waiting = list(answer.conflicts)
    for line in answer.lines:
        repeated = _repeated(line, answer)
        item = line.item and not repeated
        if item != listing:
            shown.append("<ul>" if item else "</ul>")
            listing = item
        if repeated:
            shown += [_conflict(answer, conflict, turn) for conflict in waiting if conflict in repeated]
            waiting = [conflict for conflict in waiting if conflict not in repeated]
        else:
            tag = "li" if item else "p"
            kind = _kind(line, answer)
            shown.append(f"<{tag}{kind}>{_cited(line.text, line.citations, answer, turn)}</{tag}>")
    tables = (_conflict(answer, conflict, turn) for conflict in waiting)
    return "".join([*shown, "</ul>" if listing else "", *tables])


def _repeated(line: AnswerLine, answer: Answer) -> list[Conflict]:
    """Return the conflicts whose tables say what a line does."""
    if not line.item:
        return [conflict for conflict in answer.conflicts if line.text == conflict.explanation]
    text = line.text.casefold()
    return [c for c in answer.conflicts if text.startswith(tuple(p.value.casefold() for p in c.positions))]


def _kind(line: AnswerLine, answer: Answer) -> str:
    """Return the class of a line that is no part of the answer itself."""
    if any(related.text in line.text for related in answer.related):
        return ' class="related"'
    if any(warning.explanation in line.text for warning in answer.warnings):
        return ' class="warning"'
    return ' class="nearest"' if answer.nearest is not None and answer.nearest in line.citations else ""


def _conflict(answer: Answer, conflict: Conflict, turn: int) -> str:
    columns = ("What is said", "Who says so", "As of", "Reported by", "Source")
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    rows = "".join(_position(answer, position, turn) for position in conflict.positions)
    return (
        f'<table class="conflict"><caption><strong>{HEADINGS[conflict.kind]}</strong> '
        f"<span>{_said(conflict.explanation)}</span></caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _position(answer: Answer, position: Position, turn: int) -> str:
    cites = " ".join(_cite(answer, number, turn) for number in answer.citations_of(position.claims))
    cells = (
        _said(said_by(position)) or "the article itself",
        escape(show_date(position.as_of)) or "not dated",
        "<br>".join(escape(name) for name in reported_by(answer, position)),
        cites,
    )
    return f'<tr><th scope="row">{_said(position.value)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _sources(answer: Answer, turn: int) -> str:
    if not answer.citations:
        return ""
    count = f"{len(answer.citations)} quote{'' if len(answer.citations) == 1 else 's'}"
    items = "".join(f"<li>{_source(answer, citation, turn)}</li>" for citation in answer.citations)
    return f'<details class="sources"><summary>{count}</summary><ol>{items}</ol></details>'


def _source(answer: Answer, citation: Citation, turn: int) -> str:
    title = heading(citation.title, citation.quote)
    return (
        f"{_cite(answer, citation.number, turn)} <q>{_said(citation.quote)}</q> "
        f"<cite>{_said(title)}</cite> <small>{escape(byline(citation.publisher, citation.published))}</small>"
    )


def _details(article: Article) -> str:
    facts = [byline(article.publisher, article.published), *(one_line(author) for author in article.authors)]
    if article.agency:
        facts.append(f"copy of {one_line(article.agency)}")
    shown = f'<p class="byline">{escape(" · ".join(facts))}</p>'
    if article.url and re.match(r"https?://", article.url):
        url = escape(article.url)
        shown += f'<p class="address"><a href="{url}" target="_blank" rel="noopener noreferrer">{url}</a></p>'
    return shown
