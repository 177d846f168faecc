"""Notices in an article that change what it said: corrections, updates, retractions.

They stand at the edge of an article and read like the page's own voice, so cleaning would drop them; what is left of an
article without its correction is wrong. The kinds are told by the set phrases of newsrooms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.datatypes import Article, Notice, NoticeKind, Span
from index.furniture import is_sentence

__all__ = ["find_notices", "is_notice", "tells_what_was_wrong", "with_notices"]

_NEAR = 4  # lines between an article and its notice
_SHORTEST = 5  # words; less is a label ("Updated", "Corrections")

_TEXT = r"(?:article|story|report|piece|post|column|version|headline|obituary|caption)"
_EARLIER = rf"\b(?:an? |the )?(?:earlier|previous|original|initial|prior) (?:version|edition)s? of th(?:is|e) {_TEXT}\b"
_KINDS: tuple[tuple[NoticeKind, re.Pattern[str]], ...] = (
    (
        NoticeKind.RETRACTION,
        re.compile(
            r"^\W*(?:retraction|retracted|withdrawn)\s*(?:notice)?\s*[:–—-]"
            rf"|\bthis {_TEXT} (?:has been|was|is being) (?:retracted|withdrawn|removed)\b"
            rf"|\b(?:retracts?|retracted|withdr[ae]ws?|withdrawn) (?:this|the|its) {_TEXT}\b",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.CORRECTION,
        re.compile(
            r"^\W*(?:corrections?(?: and clarifications?)?|corrected|clarifications?|erratum)\s*"
            r"(?:\([^)]{2,40}\)|[,\w .]{0,30}\d{4})?\s*[:–—-]"
            rf"|{_EARLIER}.{{0,80}}?\b(?:misstat|mis-stat|incorrect|wrong|erroneous|misspell|misspelt|misidentif|mistaken"
            r"|inaccura|said|stated|gave|reported|named|described|put)"
            rf"|\bthis {_TEXT} (?:has been|was) (?:corrected|amended)\b"
            r"|\bcorrects? (?:the|an?|to|that|day|date|figure|number|name|spelling)\b.{0,80}\b(?:paragraph|headline)\b",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.UPDATE,
        re.compile(
            rf"^\W*(?:updates?|updated)\s*(?:\([^)]{{2,40}}\))?\s*[:–—]|\bthis {_TEXT} (?:has been|was) updated\b",
            re.IGNORECASE,
        ),
    ),
)
_WRONG = re.compile(
    rf"{_EARLIER}|\b(?:misstated|mis-stated|incorrectly|wrongly|erroneously|mistakenly)\b", re.IGNORECASE
)
_HINT = re.compile(r"correct|clarif|erratum|retract|withdr|updat|amended|removed|version|edition", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def find_notices(article: Article) -> Iterator[Notice]:
    """Yield the notices of an article, in order; each is a whole line of its body."""
    start = article.body_start
    for line in article.body.split("\n"):
        kind = _kind(line)
        if kind is not None:
            yield Notice(kind, Span(start, start + len(line)))
        start += len(line) + 1


def is_notice(line: str) -> bool:
    """Say whether a line corrects, updates or retracts the article that it stands with."""
    return _kind(line) is not None


def tells_what_was_wrong(notice: str) -> bool:
    """Say whether a notice repeats what the article said by mistake; what it states is no claim."""
    return bool(_WRONG.search(notice))


def with_notices(lines: Sequence[str], kept: Iterable[int]) -> list[int]:
    """Add to the places of an article's lines those of the notices in and around it."""
    places = sorted(kept)
    if not places:
        return []
    near = range(max(0, places[0] - _NEAR), min(len(lines), places[-1] + 1 + _NEAR))
    return sorted({*places, *(place for place in near if is_notice(lines[place]))})


def _kind(line: str) -> NoticeKind | None:
    if not _HINT.search(line) or len(_WORD.findall(line)) < _SHORTEST:
        return None
    kind = next((kind for kind, pattern in _KINDS if pattern.search(line)), None)
    return None if kind is NoticeKind.UPDATE and not is_sentence(line) else kind  # "Updated: Sat 8:31 PM" is a date
