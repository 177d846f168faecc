"""The sentences of a text that comes in pieces, each as soon as it is whole, with the quotes that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

__all__ = ["Sentence", "sentence_of", "sentences"]

_MARK = r"\[\s*(?i:quotes?\s*)?\d{1,3}(?:\s*(?:,|;|and)\s*(?i:quotes?\s*)?\d{1,3})*\s*\]"
_MARKS = re.compile(rf"(?:\s*{_MARK})+")
_END = re.compile(rf"(?:(?:[.!?…]+[\"”’')*]*(?:\s*{_MARK})*)(?=\s+[\"“‘'(*]*[A-Z\d])|\n)")
"""Where a sentence ends: at the end of a line, or at a full stop with its citations, before a word with a capital."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Hon|Rev|Jr|Sr|No|Nos|vs|approx|est|Inc|Ltd|Co"
    r"|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\.[A-Za-z])\.$"
)
_LISTED = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#+\s+|>\s+)+")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_THOUGHTS = ("<think>", "</think>")
"""Between which some models think aloud before they write."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a model wrote."""

    text: str
    """Without the numbers of its citations."""
    numbers: tuple[int, ...]
    """The quotes that it cites, in order."""
    parts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Its words up to each of its citations, with the numbers there; what follows the last has none."""


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences of a text, each when it is plain where it ends."""
    waiting = ""
    for piece in chain(_without_thoughts(pieces), ("\n",)):
        waiting += piece.replace("\r", "\n")
        while (end := _first_end(waiting)) is not None:
            if found := sentence_of(waiting[:end]):
                yield found
            waiting = waiting[end:]


def sentence_of(written: str) -> Sentence | None:
    """Return one sentence as it was written, or nothing where there are no words in it."""
    plain = _EMPHASIS.sub("", _LISTED.sub("", written))
    text = " ".join(_MARKS.sub("", plain).split())
    if not re.search(r"\w", text):
        return None
    parts, position = [], 0
    for marks in _MARKS.finditer(plain):
        parts.append((plain[position : marks.start()], _numbers(marks[0])))
        position = marks.end()
    parts.append((plain[position:], ()))
    cited = sorted({number for _, numbers in parts for number in numbers})
    whole = text if re.search(r"[.!?…][\"”’')]*$", text) else f"{text.rstrip(',;:')}."
    return Sentence(whole, tuple(cited), tuple(part for part in parts if re.search(r"\w", part[0])))


def _numbers(marks: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", marks)))


def _first_end(text: str) -> int | None:
    """Return where the first sentence ends, or nothing as long as it may go on."""
    for match in _END.finditer(text):
        if match[0] == "\n" or not _ABBREVIATED.search(text[: match.start() + 1]):
            return match.end()
    return None


def _without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield a text without what its writer thought aloud before it began."""
    opening, closing = _THOUGHTS
    text, begun = "", False
    for piece in pieces:
        if begun:
            yield piece
            continue
        text += piece
        start = text.lstrip()
        if start.startswith(opening):
            if closing in start:
                begun = True
                yield start.split(closing, 1)[1]
        elif not opening.startswith(start):
            begun = True
            yield text
    if not begun and not text.lstrip().startswith(opening):
        yield text
