"""What a suite is: a name, what it runs, and the measures of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eval.measures import Measure
from eval.records import Record
from eval.workspace import Workspace

__all__ = ["Published", "Suite"]


@dataclass(frozen=True, slots=True)
class Published:
    """A result that someone else published, to stand beside ours."""

    dataset: str
    system: str
    measure: str
    value: float
    note: str = ""
    """How far it can be compared: the whole set, another metric, other articles."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A family of measures with the data sets it runs on."""

    name: str
    about: str
    """One line: what is measured on what."""
    run: Callable[[Workspace], Iterable[Record]]
    measures: tuple[Measure, ...]
    quality: str
    """The score that says how good one record is, from 0 (a failure) to 1; it orders failures and finds flips."""
    notes: tuple[str, ...] = ()
    """What a reader of the figures has to know."""
    published: tuple[Published, ...] = ()
