"""How exact an article says a figure is, by the words before and behind it: "nearly", "at least", "or more"."""

from __future__ import annotations

import re

from index.datatypes import Qualifier

__all__ = ["LEAD", "TRAIL", "qualifier_of"]

_QUALIFIERS = (
    (
        Qualifier.AT_LEAST,
        r"at least|no (?:fewer|less) than|a minimum of|not less than|minimum|≥|(?:or|and) (?:more|above|over|older|up"
        r"|higher|longer|better)|plus|and counting",
    ),
    (
        Qualifier.AT_MOST,
        r"up to|at most|as many as|as much as|a maximum of|no more than|not more than|maximum|≤"
        r"|or (?:less|fewer|under|below|younger|lower)",
    ),
    (
        Qualifier.MORE_THAN,
        r"more than|over|above|upwards? of|in excess of|exceeding|well over|just over|north of|greater than|beyond",
    ),
    (Qualifier.LESS_THAN, r"fewer than|less than|under|below|short of"),
    (
        Qualifier.ABOUT,
        r"nearly|almost|close to|just under|about|around|approximately|roughly|some|circa|an? estimated|estimated"
        r"|or so|or thereabouts|odd|~|≈|near(?:ing)?|virtually",
    ),
)
LEAD = re.compile(
    r"(?:(?:\b(?:" + "|".join(words for _, words in _QUALIFIERS)
    + r"|an?|the|only|just|further|additional|another|extra|between|total of|a total of)\s+)|[~≈≥≤]\s?)+$",
    re.IGNORECASE,
)  # fmt: skip
"""The words before a number that belong to it."""
TRAIL = re.compile(
    r"^(?:\s(?:or|and)\s(?:more|above|over|older|up|higher|longer|less|fewer|under|below|younger|lower|so|thereabouts)\b"
    r"|\splus\b(?!\s(?:an?\b|the\b|\d))|[\s-]odd\b|,?\sand\scounting\b)",
    re.IGNORECASE,
)
"""The words behind a number, or behind what it counts, that say how exact it is."""


def qualifier_of(words: str) -> Qualifier:
    """Return what the words around a number say of it; ``EXACT`` when they say nothing."""
    for qualifier, pattern in _QUALIFIERS:
        if re.search(rf"(?:\b|(?<!\w))(?:{pattern})(?:\b|(?!\w))", words, re.IGNORECASE):
            return qualifier
    return Qualifier.EXACT
