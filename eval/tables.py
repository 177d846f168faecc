"""Records made into tables: a row for each system, a column for each measure, a table for each data set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.measures import Figure, Measure, figure
from eval.rashomon_system import NAME
from eval.records import Record
from eval.suite import Published, Suite
from eval.wordings import TEMPLATE

__all__ = ["Headline", "Quoted", "Results", "Row", "Table", "heading", "headlines", "results", "shown"]

_DOWN = "\N{NO-BREAK SPACE}↓"


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one system, or of one wording of the questions, with the records and units behind them."""

    name: str
    figures: tuple[Figure | None, ...]
    """One for each measure of the table; nothing where the measure does not apply."""
    records: int
    units: int
    ours: bool = False
    part: bool = False
    """Some of the records that the row above it counts."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A row of results that someone else published."""

    system: str
    values: tuple[float | None, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """What the systems of a run did on one data set."""

    dataset: str
    measures: tuple[Measure, ...]
    """Those of the suite that apply to any row."""
    rows: tuple[Row, ...]
    by: str = ""
    """What tells the rows apart, when it is not the system."""
    quoted: tuple[Quoted, ...] = ()
    aside: tuple[Published, ...] = ()
    """Published results in measures that the table does not have."""

    @property
    def footnotes(self) -> list[str]:
        """The notes on published results, each once, in the order of their numbers."""
        return list(dict.fromkeys(quoted.note for quoted in self.quoted))


@dataclass(frozen=True, slots=True)
class Results:
    """A suite with its records and the tables made from them."""

    suite: Suite
    records: tuple[Record, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """One line of the summary: our first figure on a data set, and the best of the other systems in the run."""

    suite: str
    dataset: str
    measure: Measure
    ours: Figure
    rival: str = ""
    theirs: Figure | None = None

    @property
    def standing(self) -> str:
        """Whether ours is the better figure: ahead, behind, or not to be told because the intervals overlap."""
        if self.theirs is None:
            return ""
        low, high = (self.theirs, self.ours) if self.ours.value > self.theirs.value else (self.ours, self.theirs)
        if low.value == high.value:
            return "equal"
        if low.high >= high.low:  # false where an end is NaN
            return "intervals overlap"
        return "ahead" if (low is self.ours) == self.measure.lower_is_better else "behind"


def results(suite: Suite, records: Sequence[Record]) -> Results:
    """Compute every figure of a suite, once."""
    tables: list[Table] = []
    for dataset in _names(record.dataset for record in records):
        tables += _tables(suite, dataset, [record for record in records if record.dataset == dataset])
    return Results(suite, tuple(records), tuple(tables))


def headlines(found: Results) -> list[Headline]:
    """Return the first measure that applies to us on each data set, beside the best of the other systems."""
    lines = []
    for table in found.tables:
        ours = next((row for row in table.rows if row.ours and not row.part), None)
        if ours is None or table.by:
            continue
        place = next((place for place, one in enumerate(ours.figures) if one), None)
        if place is None:
            continue
        own, measure = ours.figures[place], table.measures[place]
        assert own is not None  # noqa: S101 — the place was chosen by it
        others = [
            (one, row.name) for row in table.rows if not row.ours and not row.part and (one := row.figures[place])
        ]
        sign = 1 if measure.lower_is_better else -1
        theirs, rival = min(others, key=lambda other: sign * other[0].value, default=(None, ""))
        lines.append(Headline(found.suite.name, table.dataset, measure, own, rival, theirs))
    return lines


def heading(measure: Measure) -> str:
    """Return the name of a measure as a column has it: with its unit, and an arrow when lower is better."""
    unit = " (%)" if measure.percent and "per 100" not in measure.name else ""
    return f"{measure.name}{unit}{_DOWN if measure.lower_is_better else ''}"


def shown(measure: Measure, *values: float) -> list[str]:
    """Return values of a measure as text, all with the same number of decimals; one that is NaN is empty."""
    scaled = [100 * value if measure.percent else value for value in values]
    largest = max((abs(value) for value in scaled if not math.isnan(value)), default=0.0)
    if measure.percent:
        decimals = 1
    else:
        decimals = next((count for count, end in ((3, 1.0005), (2, 10), (1, 1000)) if largest < end), 0)
    return ["" if math.isnan(value) else f"{value:,.{decimals}f}" for value in scaled]


def _tables(suite: Suite, dataset: str, records: Sequence[Record]) -> list[Table]:
    """Return the table of a data set, and a second one by wording where its questions come in several."""
    systems = sorted(_names(record.system for record in records), key=lambda name: name != NAME)
    variants = _names(record.variant for record in records)
    rows = []
    for system in systems:
        own = [record for record in records if record.system == system]
        rows.append(_row(suite, system, own, ours=system == NAME))
        template = [record for record in own if record.variant == TEMPLATE]
        if 0 < len(template) < len(own):
            rows.append(_row(suite, f"{TEMPLATE} only", template, ours=system == NAME, part=True))
    published = [result for result in suite.published if result.dataset == dataset]
    tables = [_applying(suite, Table(dataset, suite.measures, tuple(rows)), published)]
    if len(variants) > 1:
        first = [record for record in records if record.system == systems[0]]
        rows = [
            _row(suite, variant or "(as it is)", [record for record in first if record.variant == variant])
            for variant in variants
            if any(record.variant == variant for record in first)
        ]
        if len(rows) > 1:
            tables.append(_applying(suite, Table(dataset, suite.measures, tuple(rows), f"{systems[0]} by wording"), []))
    return tables


def _row(suite: Suite, name: str, records: Sequence[Record], *, ours: bool = False, part: bool = False) -> Row:
    figures = (figure(measure, records) for measure in suite.measures)
    there = tuple(None if one is None or math.isnan(one.value) else one for one in figures)
    return Row(name, there, len(records), len({record.unit or record.item for record in records}), ours, part)


def _applying(suite: Suite, table: Table, published: Sequence[Published]) -> Table:
    """Return the table without the measures that apply to none of its rows, and with what was published."""
    kept = [place for place in range(len(suite.measures)) if any(row.figures[place] for row in table.rows)]
    measures = tuple(suite.measures[place] for place in kept)
    names = [measure.name for measure in measures]
    rows = tuple(
        Row(row.name, tuple(row.figures[place] for place in kept), row.records, row.units, row.ours, row.part)
        for row in table.rows
    )
    quoted = []
    for system, note in dict.fromkeys((result.system, result.note) for result in published):
        own = {result.measure: result.value for result in published if (result.system, result.note) == (system, note)}
        if own.keys() & set(names):
            quoted.append(Quoted(system, tuple(own.get(name) for name in names), note))
    aside = tuple(result for result in published if result.measure not in names)
    return Table(table.dataset, measures, rows, table.by, tuple(quoted), aside)


def _names(names: Iterable[str]) -> list[str]:
    """Return names each once, in the order in which they first come."""
    return list(dict.fromkeys(names))
