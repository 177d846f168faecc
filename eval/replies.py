"""What a system said to a question, in the terms that all suites score."""

from __future__ import annotations

from dataclasses import dataclass

from eval.datasets import Sample

__all__ = ["Disagreement", "Quote", "Quoting", "Reply", "Stance", "Written"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a reply gives as an article's, with its citation number in the reply."""

    number: int
    article_id: str
    text: str
    exact: bool
    """The article has these words at the place that the citation names."""


@dataclass(frozen=True, slots=True)
class Stance:
    """One value of a disagreement, as shown, with its bounds and the numbers of its citations."""

    value: str
    low: float | str | None
    high: float | str | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict that a reply tells its reader about."""

    kind: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Quoting:
    """A sentence of a reply with the numbers of the quotes that it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model wrote for a reply."""

    kept: tuple[Quoting, ...]
    """Its sentences that are in the reply's text."""
    dropped: int
    """How many more it wrote."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one system said to one question."""

    sample: Sample
    text: str = ""
    abstained: bool = False
    quotes: tuple[Quote, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    ranking: tuple[str, ...] = ()
    """Ids of the articles found, best first, each once."""
    confidence: float = 0.0
    """Orders the replies of one system, the surest highest; it is on no scale."""
    verbatim: bool = False
    """The text is a sentence taken from an article as it stands, not an answer that was composed."""
    written: Written | None = None
    """What a language model wrote of it, if one was asked."""
