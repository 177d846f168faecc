"""The types that everything else is made of: what is known before a question is asked.

All spans are half-open character offsets into ``Article.text``. All dates are ISO dates whose length is their
precision: ``2025``, ``2025-07`` or ``2025-07-13``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from index.columns import Columned

__all__ = [
    "Article",
    "ArticleWarning",
    "Claim",
    "ClaimKind",
    "Hit",
    "Notice",
    "NoticeKind",
    "Passage",
    "Phase",
    "Qualifier",
    "Skipped",
    "Span",
    "State",
    "When",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]


class NoticeKind(StrEnum):
    """What a notice does to the article that it stands in."""

    CORRECTION = "correction"
    UPDATE = "update"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of an article that tells what was changed in it after it was published."""

    kind: NoticeKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One published text after cleaning.

    ``text`` is the headline, a blank line and the body, every kept line verbatim; without a headline it is the body.
    What the page does not say is ``None`` (or empty), never guessed.
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    """The news agency whose copy this is, by its credit ("(AFP)", "Reuters -")."""
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO date of publication."""
    updated: str | None = None
    """ISO date of the last change, where the page tells one."""
    place: str | None = None
    """Where it was reported from, by its dateline."""
    language: str | None = None
    """ISO 639-1 code."""
    source: str = ""
    """Where it was read: a path, and for a record its line (``news.jsonl:3``)."""
    raw: bytes = field(default=b"", repr=False)
    """The document as it was read, so that cleaning can be improved and run again."""
    media_type: str = "text/plain"

    @property
    def body(self) -> str:
        """The text below the headline."""
        return self.text[self.body_start :]

    @property
    def body_start(self) -> int:
        """Offset at which the body begins."""
        return len(self.title) + 2 if self.title else 0

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The corrections, updates and retractions that the text carries."""
        from index.notices import find_notices  # which is made of these types

        return tuple(find_notices(self))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was not read as an article, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an article that is retrieved; its words are ``article.text[start:end]``, never a copy."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query. ``score`` orders the hits of one query and means nothing else."""

    passage: Passage
    score: float
    also: tuple[Passage, ...] = ()
    """The other passages of its story that were found, those of copies among them, best first."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as an article words it, resolved where that is possible.

    ``iso`` is ``None`` when the wording cannot be resolved (a relative date in an article without a date).
    ``relation`` is ``at``, ``since``, ``before``, ``after``, ``until`` or ``by``.
    """

    wording: str
    iso: str | None
    relation: str = "at"


class ClaimKind(StrEnum):
    """What sort of question a claim can answer."""

    QUANTITY = "quantity"
    DATE = "date"
    PLACE = "place"
    NAME = "name"
    STATEMENT = "statement"
    """A sentence that answers as a whole, or by the clause that says why; made for a question, never stored."""


class Qualifier(StrEnum):
    """How exact the article says a figure is; ``FURTHER`` comes on top of figures already given."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "up to"
    MORE_THAN = "more than"
    LESS_THAN = "less than"


class Phase(StrEnum):
    """Where a figure stands in a change ("rose by 5 from 38 to 43"): the present one alone is the value."""

    PRESENT = "present"
    EARLIER = "earlier"
    DIFFERENCE = "difference"


class State(StrEnum):
    """Whether the action happened, by the article's wording."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Claim(Columned):
    """Something an article states, with its exact words.

    ``start:end`` are the value's words ("some 300 Norvanian miners"), ``sentence`` the sentence to quote;
    ``text`` and ``quote`` are the words of the two, sliced from the article whenever a claim is made or loaded.
    """

    article_id: str
    kind: ClaimKind
    start: int
    end: int
    sentence: Span
    text: str
    quote: str
    low: float | str | None = None
    """Lower end of the value as printed: a number, or an ISO date for ``kind`` date; ``None`` for names and places."""
    high: float | str | None = None
    unit: str = ""
    """Unit of a measure ("USD", "%", "km"), ``fraction`` for "a third"; empty when things are counted."""
    per: str = ""
    """What a rate is told for one of ("day", "100,000 people")."""
    phase: Phase = Phase.PRESENT
    vague: bool = False
    """The article names a magnitude alone ("dozens"): ``low`` and ``high`` are what the word can stand for."""
    thing: str = ""
    """Lemma of what is counted ("soldier"), ``age`` for an age; for a name the person's role ("minister"); for a
    statement the side that it takes, ``yes`` or ``no``."""
    refers: str = ""
    """The whole name of whom a name alone stands for, where the article has it ("Ola Brandt" for "Brandt")."""
    modifiers: tuple[str, ...] = ()
    """Lower-case words that narrow ``thing`` ("north", "norvanian"; "coal")."""
    qualifier: Qualifier = Qualifier.EXACT
    estimated: bool = False
    """The article calls the figure an estimate."""
    further: bool = False
    """The figure comes on top of others ("a further", "another", "additional")."""
    share: bool = False
    """The figure counts a part of another one ("three of the 12")."""
    actions: tuple[str, ...] = ()
    """Lemmas of what happened; two or more stand for either ("killed or wounded")."""
    role: str = ""
    """The value's part in the action: ``agent``, ``patient``, ``with``, ``place``, ``time`` or empty."""
    state: State = State.HAPPENED
    names: tuple[str, ...] = ()
    """Proper names in the claim's clause, as written: who and where."""
    when: When | None = None
    attribution: tuple[str, ...] = ()
    """Who says so, the speaker first, then those who pass it on ("the harbour office", "the Tarn Herald")."""
    hedged: bool = False
    """The article keeps its distance ("reportedly", "allegedly")."""
    origin: str = ""
    """Who did the reporting; copies of one story share it."""
    published: str | None = None
    """ISO date of the article."""


@dataclass(frozen=True, slots=True)
class ArticleWarning:
    """Something that cannot be right within one article, with the sentences that show it."""

    article_id: str
    explanation: str
    evidence: tuple[Span, ...]
