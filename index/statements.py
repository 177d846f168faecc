"""Articles that are an institution's own statement, and so in its voice throughout."""

from __future__ import annotations

import re

__all__ = ["own_voice"]

_WORD = re.compile(r"[^\W\d_]+")
_INSTITUTIONS = frozenset(
    """ministry department office union federation confederation committee commission council board authority court
    police university institute museum parliament party chamber foundation embassy municipality directorate
    inspectorate""".split()
)
_COMPANIES = frozenset("group inc ltd limited plc corp corporation company holding holdings gmbh ag sa nv".split())
_OUTLETS = frozenset(
    """news newspaper press times post herald mail star sun mirror express telegraph guardian observer journal gazette
    courier tribune chronicle echo radio tv television broadcasting media agency wire daily weekly review magazine
    report online today independent record standard examiner dispatch bulletin""".split()
)
"""Words of which one in its name says that a publisher reports what others say: language data."""


def own_voice(publisher: str | None) -> str | None:
    """Return who speaks in what an institution publishes ("the Ministry of Health"), or None for the press.

    An institution is told by the noun that its name is about: the last one, or the one before "of" or "for".
    """
    words = [word.lower() for word in _WORD.findall(publisher or "")]
    if publisher is None or not words or _OUTLETS & set(words):
        return None
    ends = next((i for i, word in enumerate(words) if word in ("of", "for") and i), len(words))
    head = words[ends - 1]
    if head in _COMPANIES and len(words) > 1:
        return publisher
    article = "" if words[0] == "the" else "the "
    return f"{article}{publisher}" if head in _INSTITUTIONS else None
