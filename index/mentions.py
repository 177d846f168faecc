"""Where a sentence words a date, and whether the day is to come: the model's dates, joined and completed by shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.datatypes import State, When
from index.dates import MONTHS, WEEKDAYS
from index.grammar import clause_verb
from index.holidays import HOLIDAYS
from index.lexicon import PLANNING_VERBS, SAYING_VERBS
from index.moods import state_of

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["ANCHORED", "RELATIONS", "DateMention", "date_spans", "is_to_come", "relation_of", "root_of", "tells_past"]

RELATIONS = {
    "since": "since",
    "before": "before",
    "after": "after",
    "following": "after",
    "until": "until",
    "till": "until",
    "by": "by",
}
"""Prepositions that say how a date bounds what it dates."""
_DURATION = re.compile(
    r"^(?:(?:more than|\w+)[\s-])?[\w,.-]+[\s-](?:day|week|month|year|decade)s?(?:[\s-]old)?$",
    re.IGNORECASE,
)
ANCHORED = re.compile(r"\b(?:ago|last|next|this|past|previous|earlier|later|coming|current|before)\b", re.IGNORECASE)
"""Words that tie a length of time to a day: "two weeks ago"."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_NTH = r"\d{1,2}(?:st|nd|rd|th)\b(?!-)"
_YEAR = r"(?:,?\s(?:19|20)\d{2}\b|(?:\sof)?\s(?:last|this|next)\syear\b)?"
_DAY_AND_MONTH = rf"(?:(?:{MONTHS}\s{_DAY}|{_DAY}\s(?:of\s)?{MONTHS}){_YEAR})"
_WEEKDAY = rf"(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})\b"
_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_WRITTEN = re.compile(
    rf"\b(?:(?:(?:[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)\s)?{_WEEKDAY}{_PART_OF_DAY}"
    rf"(?:,?\s(?:the\s)?{_DAY_AND_MONTH}|\sthe\s{_NTH})?"
    rf"|{_DAY_AND_MONTH}|{HOLIDAYS}(?:,?\s(?:19|20)\d{{2}}\b)?|{MONTHS}(?:\sof)?\s(?:19|20)\d{{2}}\b"
    r"|(?:[Yy]esterday|[Tt]omorrow)(?:\s(?:morning|afternoon|evening|night)\b)?"
    r"|(?:[Tt]he\s(?:day|night|evening)\sbefore|(?:[Tt]he\s(?:next|previous|following)|[Tt]hat\ssame)\s(?:day|night)"
    r"|\w+\s(?:days?|weeks?|months?|years?)\s(?:earlier|later))\b)"
)
_BOUND = re.compile(
    rf"(?:(?<=\b[Uu]ntil )|(?<=\b[Ss]ince )|(?<=\b[Oo]n ))the\s{_NTH}"
    r"(?=[.,;:!?)]|\s(?:and|or|but|if|when|because)\b|$)"
)
"""A day without its month that the model leaves out, "on" it only for what is to come: holes and ranks are past."""
_NOT_THEN = re.compile(r"\b(?:no longer|not|rather than|instead of)\s(?:(?:on|in|at|for)\s)?(?:the\s)?$", re.IGNORECASE)
_LONGEST_DENIAL = 24  # characters: "instead of on the "
_TO_COME = frozenset("will shall must can wo ca 'll".split())
"""Modals that tell of what is to come even if it is denied: "will not open until Monday"."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a sentence: its head token, character offsets and reading."""

    token: Token
    start: int
    end: int
    when: When


def date_spans(sentence: Span, text: str) -> list[tuple[int, int]]:
    """Return the offsets of a sentence's dates: those of the model and those told by their shape, joined.

    The model splits "last Friday, 3 March" in two, leaves out "the night before", and takes in a number that follows.
    """
    written = [
        (match.start(), match.end())
        for pattern in (_WRITTEN, _BOUND)
        for match in pattern.finditer(text, sentence.start_char, sentence.end_char)
        if not _counts(sentence, match.end()) and (pattern is _WRITTEN or _bounds(sentence, text, match))
    ]
    spans = list(written)
    for entity in sentence.ents:
        start, end = entity.start_char, entity.end_char
        wording = text[start:end]
        if entity.label_ != "DATE" or (_DURATION.match(wording) and not ANCHORED.search(wording)):
            continue
        inside = [e for s, e in written if s < end and start < e]
        spans.append((start, max(inside) if inside else end))
    return [span for span in _joined(spans) if not _is_denied(sentence, text, span[0])]


def _is_denied(sentence: Span, text: str, start: int) -> bool:
    """Say whether it is a date on which it was not: "on 19 June, and no longer on the 12th"."""
    return _NOT_THEN.search(text, max(sentence.start_char, start - _LONGEST_DENIAL), start) is not None


def _bounds(sentence: Span, text: str, day: re.Match[str]) -> bool:
    """Say whether a day without its month is one: behind "on" only if that is to come."""
    on = text[: day.start()].endswith(("on ", "On "))
    return not on or is_to_come(root_of(sentence, *day.span()))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _counts(sentence: Span, end: int) -> bool:
    """Say whether the number that a date seems to end in counts what follows it: "in May 15 people"."""
    last = next((t for t in sentence if t.idx + len(t) == end), None)
    return last is not None and last.pos_ == "NUM" and last.head.i > last.i and last.head.pos_ == "NOUN"


def root_of(sentence: Span, start: int, end: int) -> Token:
    """Return the first token of a span whose head lies outside it."""
    inside = [t for t in sentence if t.idx < end and start < t.idx + len(t)]
    return next((t for t in inside if t.head not in inside or t.head == t), inside[0])


def relation_of(root: Token) -> str:
    """Return how a date bounds what it dates, by the preposition before it."""
    return next((RELATIONS[word.lower_] for word in _prepositions(root) if word.lower_ in RELATIONS), "at")


def _prepositions(root: Token) -> Iterator[Token]:
    current = root.head
    while current.pos_ in ("ADP", "SCONJ") and current.head != current:
        yield current
        current = current.head


def is_to_come(root: Token) -> bool:
    """Say whether the clause of a date tells of what is to come when the article is written.

    A present tense with a date does so in a whole sentence ("ferries resume on Monday") and not in a headline.
    """
    verb = clause_verb(root)
    if verb is None or relation_of(root) == "since":
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBN" and not helpers:
        return verb.lemma_ in PLANNING_VERBS
    if helpers & {"have", "has", "had", "'ve", "having"}:
        return False
    if state_of(verb) in (State.PLANNED, State.POSSIBLE) or helpers & _TO_COME:
        return True
    whole = verb.sent.text.rstrip(" \"'”’").endswith((".", "!", "?"))
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass"))}
    present = bool(tags & {"VBZ", "VBP"}) and "VBD" not in tags
    return present and whole and verb.lemma_.lower() not in SAYING_VERBS


def tells_past(root: Token) -> bool:
    """Say whether the clause of a date is in a past tense and happened on it, not for it or up to it."""
    if is_to_come(root):
        return False
    told = next((c for c in root.children if c.dep_ == "relcl"), None)  # "3 March, when the dam broke"
    verb = told or (clause_verb(root) if _is_of_clause(root) else None)
    if verb is None or state_of(verb) is not State.HAPPENED:
        return False
    tense = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass"))}
    return "VBD" in tense or (verb.tag_ == "VBN" and any(c.lower_ in ("has", "have", "'ve") for c in verb.children))


def _is_of_event(year: Token) -> bool:
    """Say whether a year tells when that was in which something happened: "in a 2031 treaty they promised"."""
    attributive = year.dep_ in ("nummod", "compound", "nmod", "amod") and year.i < year.head.i
    return attributive and year.head.dep_ == "pobj" and year.head.head.lower_ in ("in", "at", "under", "during")


def _is_of_clause(root: Token) -> bool:
    """Say whether a date is that of its clause's verb and not of a noun in it ("the budget for 2032")."""
    current = root.head
    while current.pos_ not in ("VERB", "AUX"):
        bounds = current.pos_ == "ADP" and current.lower_ not in ("on", "in", "at", "of", "during")
        aside = current.pos_ == "NOUN" and current.ent_type_ not in ("DATE", "TIME") and root.head.lower_ != "on"
        aside = aside and not (current == root.head and _is_of_event(root))
        if bounds or aside or current.head == current:
            return False
        current = current.head
    return True
