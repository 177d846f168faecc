"""What the data sets have in common: JSON lines in folders of their own, and the types that suites are written for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import UsageError

__all__ = ["TODAY", "Collection", "Document", "Gold", "Sample", "read_lines"]

TODAY = "2025-01-01"
"""Date for relative dates in questions that come without one; fixed, so that every run gives the same."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as a data set has it, before anything is cleaned."""

    id: str
    text: str
    title: str = ""
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    html: str = ""
    """The page as it was stored, where a data set has that in place of a text."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One value that some article gives for a question, in figures or in any of several wordings."""

    values: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with what is known about its answer; what a data set does not label is empty or ``None``."""

    item: str
    question: str
    variant: str = ""
    """Which wording of the item this is, where a data set is asked in several."""
    unit: str = ""
    """What is not independent of other samples (an incident); the item, when empty."""
    today: str = TODAY
    answerable: bool = True
    gold_articles: tuple[str, ...] = ()
    gold_quotes: tuple[str, ...] = ()
    """Sentences that the annotators took the answer from."""
    texts: tuple[str, ...] = ()
    """Acceptable answers in words; which of them a right answer needs is the suite's business."""
    wrong: tuple[str, ...] = ()
    """Answers that some article gives and that are known to be wrong."""
    values: tuple[float, ...] = ()
    """Acceptable figures."""
    positions: tuple[Gold, ...] = ()
    """Every value that some article gives, where a value has several bounds or wordings."""
    figure: int = 0
    """Class of the figure asked for, by its size: 1 to 4, and 5 for more; 0 when no figure is asked for."""
    measure: bool = False
    """The figure asked for is a sum of money or a share, not a count."""
    relation: str = ""
    """How the articles relate on the question, as annotated."""
    surface: bool | None = None
    """Whether a reader has to be told of a disagreement."""
    certain: bool = True
    """Whether the annotator would bet on the labels."""

    @property
    def golds(self) -> tuple[Gold, ...]:
        """Every value that some article gives: the positions, or else each known value for itself."""
        if self.positions:
            return self.positions
        if self.values:
            return tuple(Gold(values=(value,)) for value in self.values)
        return tuple(Gold(texts=(text,)) for text in (*self.texts, *self.wrong))


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents with the questions that are asked of them."""

    dataset: str
    documents: Sequence[Document]
    samples: Sequence[Sample]
    name: str
    """Names the documents: collections of one name share them, and their index."""


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON lines file, plain or gzipped (``.gz``); of two such files, the one that is there.

    Raises:
        UsageError: there is no such file, or a line is no JSON object.
    """
    packed = path.with_name(path.name + ".gz")
    if not path.exists() and not packed.exists():
        raise UsageError(f"no data at {path}[.gz]; give the folder of the data sets with --data or RASHOMON_DATA")
    with path.open(encoding="utf-8") if path.exists() else gzip.open(packed, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
            except ValueError as error:
                raise UsageError(f"{path}:{number} is not JSON: {error}") from error
            if not isinstance(record, dict):
                raise UsageError(f"{path}:{number} is not a JSON object")
            yield record
