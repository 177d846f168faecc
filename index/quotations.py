"""Direct speech: which words of a paragraph are quoted, and who says them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.lexicon import SAYING_VERBS, SPEECH_VERBS

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["Quotation", "find_quotations", "sayer_of", "without_speech"]

_QUOTED = re.compile(
    r"“[^“”]+(?:”|$)"
    r'|(?<![\w])"[^"]+(?:"|$)'
    r"|(?<![\w’])‘[^‘]+?[,.?!]’(?!\w)"
)
_SPOKEN = re.compile(r"[.,?!…]\W?$")
_SENTENCE_END = re.compile(r"[.?!…][\"”’')]*\s")
_TEXT_CLOSED = ("”", '"', "’")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Half-open offsets of quoted words in a paragraph, and the noun of who says them there, if it is told."""

    start: int
    end: int
    sayer: Token | None
    closed: bool


def find_quotations(doc: Doc, text: str) -> list[Quotation]:
    """Find the speech that a paragraph quotes; words in quotation marks within somebody's sentence are none.

    A quotation without a sayer of its own goes on with the paragraph's: '"One," said Lind. "Two."'
    """
    spans = [m.span() for m in _QUOTED.finditer(text) if _SPOKEN.search(m[0])]
    if not spans:
        return []
    tags = [(verb, sayer) for verb, sayer in map(_tag, doc) if sayer is not None and not _inside(verb, spans)]
    own = [next((sayer for verb, sayer in tags if _belongs(text, span, verb, sayer)), None) for span in spans]
    found: list[Quotation] = []
    first = next((sayer for sayer in own if sayer is not None), None)
    for (start, end), sayer in zip(spans, own, strict=True):
        before = found[-1].sayer if found else first
        found.append(Quotation(start, end, sayer or before, text[end - 1] in _TEXT_CLOSED and end - start > 1))
    return found


def without_speech(text: str) -> str:
    """Return a text without what it quotes."""
    return "\n".join(_QUOTED.sub(" ", paragraph) for paragraph in text.split("\n"))


def sayer_of(verb: Token) -> Token | None:
    """Return the subject of a verb of saying, the nearest where the parser took a part of the speech for another."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return min(subjects, key=lambda s: (abs(s.i - verb.i), s.i), default=None)


def _tag(verb: Token) -> tuple[Token, Token | None]:
    lemma = verb.lemma_.lower()
    says = verb.pos_ == "VERB" and (lemma in SAYING_VERBS or lemma in SPEECH_VERBS)
    return verb, sayer_of(verb) if says else None


def _inside(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _belongs(text: str, span: tuple[int, int], verb: Token, sayer: Token) -> bool:
    """Say whether a verb and its subject stand beside a quotation, in one sentence with it."""
    start, end = span
    left, right = min(verb.idx, sayer.left_edge.idx), max(verb.idx + len(verb), sayer.idx + len(sayer))
    if left >= end:
        return not _SENTENCE_END.search(text, end, left) and left - end <= 60
    return right <= start and not _SENTENCE_END.search(text, right, start) and start - right <= 120
