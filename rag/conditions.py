"""What a question says of the answer it wants: the first one reported, one as of a day, that of one speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Claim
from index.dates import resolve_date
from rag.limits import DATE
from rag.matching import has_name

__all__ = ["Conditions", "conditions_in", "said_by"]

_FIGURE = r"(?:death |official |casualty )?(?:toll|figure|number|estimate|report)"
_ASKS_FIGURE = re.compile(
    rf"^(?:at (?:least|most),? )?(?:how (?:many|much|big|large|high)\b|(?:and )?what (?:was|is|were"
    rf"|are) the (?:\w+ ){{0,2}}{_FIGURE}"
    r"|what (?:share|percentage|number)\b)",
    re.IGNORECASE,
)
_YEAR = 4  # characters of an ISO date that gives the year alone
_EARLIEST = re.compile(
    r",? ?\b(?:originally|initially|at first|in the beginning)\b(?: (?:reported|said|put|given|announced"
    r"|counted|thought))?"
    rf"|\b(?:first|earliest|initial|original) (?={_FIGURE})",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r",? ?\b(?:so far|by now|to date|up to now|until now|currently|at present|at the moment)\b"
    rf"|\b(?:latest|current|most recent|newest) (?={_FIGURE})",
    re.IGNORECASE,
)
_AS_OF = re.compile(rf",? (?:as of|as at|as it stood on|by|until|up to) (?P<date>{DATE})(?=[?.,!]|$)", re.IGNORECASE)
_LEAST = re.compile(r"^at (?:least|most),? (?=how\b)", re.IGNORECASE)
_SPEAKER = re.compile(
    r",? according to (?:the |its |their |an? )?(?P<who>(?!whom?\b|wh[ai]|these|those|them|him|her)[^?,]+?)(?=[?,]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the answer must be."""

    earliest: bool = False
    """The value that was reported first is asked for."""
    until: str | None = None
    """ISO date as of which it is asked for."""
    speaker: str = ""
    """Whose value it is, without an article."""


def conditions_in(question: str, today: str) -> tuple[str, Conditions]:
    """Return a question without the words that say which of several values is wanted, and what they say.

    Args:
        question: A question that stands alone.
        today: ISO date for relative dates.

    Returns:
        The question, which keeps its speaker: what he said is found by his name; and its conditions.
    """
    spoken = _SPEAKER.search(question)
    speaker = spoken["who"] if spoken else ""
    if not _ASKS_FIGURE.match(question):
        return question, Conditions(speaker=speaker)
    earliest = _EARLIEST.search(question) is not None
    text = _LEAST.sub("", _LATEST.sub("", _EARLIEST.sub("", question)))
    dated = _AS_OF.search(text)
    until = resolve_date(dated["date"], today) if dated else None
    if dated and until and len(until) > _YEAR:
        text = text[: dated.start()] + text[dated.end() :]
    else:
        until = None  # "by 1991" is history, told in articles of any time
    text = " ".join(text.split())
    return f"{text[:1].upper()}{text[1:]}", Conditions(earliest, until, speaker)


def said_by(speaker: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims that a speaker makes, as far as their articles name who does."""
    return tuple(
        c for c in claims if any(has_name(speaker, said) or _alike(speaker, said) for said in c.attribution[:1])
    )


def _alike(speaker: str, said: str) -> bool:
    """Say whether the last words, which say what someone is, are the same: "the union" and "the dockers' union"."""
    own, other = speaker.lower().split(), re.sub(r"\b(?:of|in|for|from|at)\b.*", "", said.lower()).split()
    return bool(own and other) and own[-1].rstrip("s") == other[-1].rstrip("s") and len(own) == 1
