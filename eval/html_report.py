"""The report of a run: one HTML file that needs nothing else, no script and no network."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.measures import Figure, Measure
from eval.plots import Plot, bars, latencies, risk_coverage_curves
from eval.rashomon_system import NAME
from eval.records import Record
from eval.runs import Run
from eval.suite import Suite
from eval.tables import Headline, Results, Table, heading, headlines, shown

__all__ = ["FAILURES", "Section", "failures", "section", "sign", "write_report"]

FAILURES = 20
"""Failures shown of each suite."""
_TEMPLATE = "report.html.jinja"


@dataclass(frozen=True, slots=True)
class Section:
    """What a report shows of one suite; the records are not kept, since a run has hundreds of thousands."""

    suite: Suite
    tables: tuple[Table, ...]
    headlines: tuple[Headline, ...]
    plots: tuple[Plot, ...]
    failures: tuple[Record, ...]
    failed: int
    """Our records whose quality is below 1."""
    judged: int
    """Our records that have a quality."""


def section(found: Results) -> Section:
    """Draw and choose what the report shows of a suite."""
    lines = headlines(found)
    tables = {table.dataset: table for table in reversed(found.tables) if not table.by}
    plots = [bars([(line, tables[line.dataset]) for line in lines])] if lines else []
    plots += [*risk_coverage_curves(found.records), *latencies(found.records)]
    quality = found.suite.quality
    judged = [record.scores[quality] for record in found.records if record.system == NAME and quality in record.scores]
    return Section(
        found.suite,
        found.tables,
        tuple(lines),
        tuple(plots),
        tuple(failures(found.suite, found.records)),
        sum(value < 1 for value in judged),
        len(judged),
    )


def failures(suite: Suite, records: Sequence[Record], count: int = FAILURES) -> list[Record]:
    """Return our worst records, the lowest quality first and one of each unit.

    Equally bad ones come in an order by hash: as good as chance, and the same in every run.
    """
    bad = [
        record
        for record in records
        if record.system == NAME and record.scores.get(suite.quality, math.nan) < 1  # false where there is none
    ]
    chosen: dict[tuple[str, str], Record] = {}
    for record in sorted(bad, key=lambda record: (record.scores[suite.quality], sign(record))):
        chosen.setdefault((record.dataset, record.unit or record.item), record)
    return list(chosen.values())[:count]


def sign(record: Record) -> str:
    """Return a hash of what names the record."""
    return hashlib.sha256("\0".join(record.key).encode()).hexdigest()


def write_report(sections: Sequence[Section], run: Run | None, failed: Sequence[str], path: Path) -> None:
    """Write the report.

    Args:
        sections: What the suites found, in the order of the report.
        run: What ran on what, where that is known.
        failed: A line for each suite that has no results, saying why.
        path: The HTML file.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,  # by itself only for names in .html, and articles are full of what a browser would run
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(heading=heading, number=_number, tidy=_tidy)
    environment.globals.update(value=_value, interval=_interval)
    template = environment.get_template(_TEMPLATE)
    path.write_text(template.render(sections=sections, run=run, failed=failed, ours=NAME), encoding="utf-8")


def _value(measure: Measure, figure: Figure | float) -> str:
    return shown(measure, *_ends(figure))[0]


def _interval(measure: Measure, figure: Figure) -> str:
    _, low, high = shown(measure, *_ends(figure))
    return f"[{low}, {high}]" if low and high else ""


def _ends(figure: Figure | float) -> tuple[float, float, float]:
    return (figure.value, figure.low, figure.high) if isinstance(figure, Figure) else (figure, math.nan, math.nan)


def _number(value: float) -> str:
    return f"{value:,}"


def _tidy(score: float) -> str:
    """Return a score of a record, short."""
    return f"{score:.4g}"
