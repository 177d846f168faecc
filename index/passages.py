"""An article's passages: spans of its text, cut by langchain's splitter at paragraphs and sentences where it can."""

from __future__ import annotations

import re

from langchain_text_splitters import RecursiveCharacterTextSplitter

from index.datatypes import Article, Passage
from index.errors import RashomonError

__all__ = ["LENGTH", "OVERLAP", "in_context", "split"]

LENGTH = 700
"""Characters in a passage at most: about 155 tokens, within the encoder's 256."""
OVERLAP = 120
"""Characters that neighbouring passages share at most."""

_SENTENCE_START = re.compile(r"(?<=[.!?…]\s)\S|(?<=\n)\S")


def split(article: Article) -> tuple[Passage, ...]:
    """Cut an article into passages, in order; together they cover its text, white space aside.

    The splitter returns words, not places, and looking words up again goes wrong where lines repeat. So it cuts
    without overlap, its chunks tile the text and are placed one behind the other, and the overlap, the last sentence
    before where that is short, is added to the spans. A headline is no passage of its own: it says too little to be
    found by, so it is cut together with what follows it.

    Raises:
        RashomonError: the chunks do not tile the text (they must).
    """
    text = article.text
    passages: list[Passage] = []
    position = 0
    for chunk in _chunks(text, article.title):
        words = chunk.strip()
        if not words:
            continue
        start = position + len(text[position:]) - len(text[position:].lstrip())
        if not text.startswith(words, start):
            raise RashomonError(f"a passage of {len(words)} characters is not where it was cut, at offset {start}")
        position = start + len(words)
        floor = passages[-1].start + 1 if passages else 0
        passages.append(Passage(article.id, _lead_in(text, start, floor), position))
    return tuple(passages)


def in_context(article: Article, passage: Passage) -> str:
    """Return what is encoded for a passage: its words, behind its article's headline and date."""
    words = article.text[passage.start : passage.end]
    head = " ".join(part for part in (article.title, article.published) if part)
    return f"{head}\n{words}" if head and passage.start > 0 else words


def _chunks(text: str, title: str) -> list[str]:
    """Cut a text into chunks that tile it, the first one not of the headline alone where a body follows."""
    chunks = _cut(text, LENGTH - OVERLAP)
    if len(chunks) < 2 or not title or chunks[0].strip() != title.strip():
        return chunks
    first = chunks[0]
    for piece in _cut(text[len(first) :], LENGTH - len(first)):
        first += piece
        if piece.strip():
            break
    return [first, *_cut(text[len(first) :], LENGTH - OVERLAP)] if len(first) <= LENGTH else chunks


def _cut(text: str, length: int) -> list[str]:
    splitter = RecursiveCharacterTextSplitter(
        separators=["\n\n", "\n", r"(?<=[.!?…])\s", r"(?<=[;:,])\s", " ", ""],
        is_separator_regex=True,
        keep_separator="start",
        strip_whitespace=False,
        chunk_size=length,
        chunk_overlap=0,
    )
    return splitter.split_text(text)


def _lead_in(text: str, start: int, floor: int) -> int:
    """Return where the sentence before a passage begins, if that is in the same paragraph and near enough."""
    window = text[max(start - OVERLAP, floor) : start]
    if "\n" in window[-2:]:
        return start
    begins = [match.start() for match in _SENTENCE_START.finditer(window)]
    return start - len(window) + begins[0] if begins else start
