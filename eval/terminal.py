"""Tables for the terminal, 120 columns wide, and as readable in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from eval.measures import Figure, Measure
from eval.tables import Headline, Results, Row, Table, heading, shown

__all__ = ["console", "interval", "print_results", "print_summary"]

_WIDTH = 120  # columns, where the output is not a terminal
_NAME, _COLUMN = 30, 15  # columns for the system, and for a measure with its padding


def console() -> Console:
    """Return where results are printed: standard output, without colour or cuts when it goes to a file."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False, soft_wrap=False, emoji=False)


def print_results(found: Results) -> None:
    """Print a suite: what it measures, its tables, and what a reader has to know."""
    out = console()
    out.print()
    out.print(Text(found.suite.name, style="bold"), Text(f"– {found.suite.about}"))
    for table in found.tables:
        for part in _fitting(table, out.width):
            out.print(_grid(table, part))
        _print_published(out, table)
    for note in found.suite.notes:
        out.print(_aside(f"Note: {note}"))


def print_summary(lines: Iterable[Headline]) -> None:
    """Print the first figure of each suite and data set beside the best of the other systems."""
    grid = Grid(
        "suite", "data set", "measure", title="Summary", box=box.SIMPLE_HEAD, title_justify="left", title_style="bold"
    )
    for name in ("n", "Rashomon", "best other in the run"):
        grid.add_column(name, justify="right")
    grid.add_column("")
    for line in lines:
        theirs = f"{line.rival} {shown(line.measure, line.theirs.value)[0]}" if line.theirs else ""
        ours = Text(shown(line.measure, line.ours.value)[0], style="bold")
        grid.add_row(
            line.suite, line.dataset, heading(line.measure), f"{line.ours.records:,}",
            ours.append(f" {interval(line.measure, line.ours)}", style="not bold dim"), theirs,
            line.standing,
        )  # fmt: skip
    console().print(grid)


def interval(measure: Measure, figure: Figure) -> str:
    """Return the ends of an interval in brackets; empty where there is none."""
    _, low, high = shown(measure, figure.value, figure.low, figure.high)
    return f"[{low}, {high}]" if low and high else ""


def _fitting(table: Table, width: int) -> Iterator[range]:
    """Yield the measures that go side by side in a table as wide as the terminal."""
    room = max(1, (width - _NAME - 12) // _COLUMN)
    for start in range(0, len(table.measures), room):
        yield range(start, min(start + room, len(table.measures)))


def _grid(table: Table, part: range) -> Grid:
    title = f"{table.dataset}: {table.by}" if table.by else table.dataset
    grid = Grid(
        title=title if part.start == 0 else f"{title}, continued",
        box=box.SIMPLE_HEAD, title_justify="left", title_style="italic", pad_edge=False,
    )  # fmt: skip
    grid.add_column("wording" if table.by else "system", max_width=_NAME)
    grid.add_column("n", justify="right", no_wrap=True)
    for place in part:
        grid.add_column(heading(table.measures[place]), justify="right", max_width=_COLUMN + 1)
    for row in table.rows:
        cells = [_cell(table.measures[place], row, row.figures[place]) for place in part]
        name = Text(f"  {row.name}" if row.part else row.name, style="bold" if row.ours else "")
        units = f"\n{row.units:,} units" if row.units != row.records else ""
        grid.add_row(name, Text(f"{row.records:,}").append(units, style="dim"), *cells)
    for quoted in table.quoted:
        values = [quoted.values[place] for place in part]
        if any(value is not None for value in values):
            grid.add_row(
                Text(f"{quoted.system} ({table.footnotes.index(quoted.note) + 1})", style="italic"),
                "",
                *_plain(table, part, values),
            )
    return grid


def _plain(table: Table, part: range, values: Sequence[float | None]) -> list[Text]:
    return [
        Text("" if value is None else shown(table.measures[place], value)[0], style="italic")
        for place, value in zip(part, values, strict=True)
    ]


def _cell(measure: Measure, row: Row, figure: Figure | None) -> Text:
    """Return a figure, its interval beneath it, and its own n where it is not that of the row."""
    if figure is None:
        return Text()
    cell = Text(shown(measure, figure.value, figure.low, figure.high)[0], style="bold" if row.ours else "")
    if ends := interval(measure, figure):
        cell.append(f"\n{ends}", style="not bold dim")
    if figure.records != row.records:
        cell.append(f"\nn {figure.records:,}", style="not bold dim")
    return cell


def _print_published(out: Console, table: Table) -> None:
    for number, note in enumerate(table.footnotes, start=1):
        out.print(_aside(f"({number}) published{': ' if note else ''}{note}"))
    for result in table.aside:
        note = f" ({result.note})" if result.note else ""
        out.print(_aside(f"Published: {result.system}, {result.measure} {result.value:g}{note}"))


def _aside(text: str) -> Padding:
    return Padding(Text(text, style="dim"), (0, 0, 0, 2))
