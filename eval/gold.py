"""The benchmark's types and how its files are read; ``eval/benchmark/GUIDELINES.md`` says what the fields mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from eval.pages import stripped
from index import UsageError

__all__ = ["BENCHMARK", "Conversation", "Evidence", "GoldArticle", "GoldPosition", "GoldQuestion", "Half", "read_half"]

BENCHMARK = Path(__file__).parent / "benchmark"
"""The folder of the two halves, ``dev`` and ``test``."""

Kind = Literal["number", "amount", "share", "date", "place", "name", "outcome", "cause", "yesno", "text"]
GoldRelation = Literal["none", "same", "rounded", "updated", "scope", "speaker", "contradiction"]
Reason = Literal[
    "planned", "denied", "further", "part", "wider", "event", "place", "time", "rate", "unit", "superseded", "other"
]
_STRICT = ConfigDict(extra="forbid")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, config=_STRICT)
class GoldArticle:
    """An article of the benchmark; exactly one of ``text``, ``html`` and ``file`` holds it."""

    id: str
    event: str
    story: str
    """Equal for the copies of one story."""
    origin: str
    title: str = ""
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    text: str = ""
    html: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Evidence:
    """A quote of an article, exact and found there once, and the value's own words in it."""

    article: str
    quote: str
    words: str


@dataclass(frozen=True, slots=True, config=_STRICT)
class GoldPosition:
    """One value that answers a question, with a piece of evidence from every article that gives it."""

    value: str
    low: float | str | None
    high: float | str | None
    unit: str | None
    speaker: str | None
    as_of: str | None
    origins: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, config=_STRICT)
class GoldRelated:
    """A figure that a reader may take for the answer, and why it is none."""

    value: str
    reason: Reason
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, config=_STRICT)
class GoldWarning:
    """What cannot be right within one article."""

    article: str
    explanation: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, config=_STRICT)
class GoldQuestion:
    """A question with all that the articles say to it."""

    id: str
    event: str
    question: str
    today: str
    kind: Kind
    relation: GoldRelation
    positions: tuple[GoldPosition, ...]
    related: tuple[GoldRelated, ...] = ()
    warnings: tuple[GoldWarning, ...] = ()
    nearest: Evidence | None = None
    note: str = ""

    @property
    def evidence(self) -> Iterator[Evidence]:
        """All quotes that the question's gold names."""
        for group in (self.positions, self.related, self.warnings):
            for labelled in group:
                yield from labelled.evidence
        if self.nearest:
            yield self.nearest


@dataclass(frozen=True, slots=True, config=_STRICT)
class ConversationTurn:
    """A question as asked and as it stands alone."""

    question: str
    rewrite: str


@dataclass(frozen=True, slots=True, config=_STRICT)
class Conversation:
    """A conversation about one event."""

    id: str
    event: str
    today: str
    turns: tuple[ConversationTurn, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """The articles, questions and conversations of one half of the benchmark."""

    folder: Path
    articles: tuple[GoldArticle, ...]
    questions: tuple[GoldQuestion, ...]
    conversations: tuple[Conversation, ...]

    def raw_text(self, article: GoldArticle) -> str:
        """Return what a reader sees of an article before cleaning: headline and text, or the page's visible text."""
        if article.file:
            return (self.folder / article.file).read_text(encoding="utf-8")
        body = stripped(article.html) if article.html else article.text
        return f"{article.title}\n\n{body}" if article.title else body


def read_half(folder: Path) -> Half:
    """Read one half.

    Raises:
        UsageError: a file is missing, or a line is not as the guidelines say; it names the line and the field.
    """
    return Half(
        folder,
        tuple(_read(folder / "articles.jsonl", GoldArticle)),
        tuple(_read(folder / "questions.jsonl", GoldQuestion)),
        tuple(_read(folder / "conversations.jsonl", Conversation)),
    )


def _read(path: Path, kind: type[T]) -> Iterator[T]:
    adapter = TypeAdapter(kind)
    if not path.exists():
        raise UsageError(f"no {path.name} in {path.parent}, which should be a half of the benchmark")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield adapter.validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise UsageError(f"{path}:{number} {place}: {first['msg']}") from error
