"""Two runs side by side: which figures changed, how surely, and which items flipped."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from eval.html_report import sign
from eval.measures import Measure, figure, paired_test
from eval.rashomon_system import NAME
from eval.records import Record, read_records
from eval.runs import SUITES, load, read_run
from eval.suite import Suite
from eval.tables import heading, shown
from eval.terminal import console

__all__ = ["Change", "Flips", "changes", "flips", "print_comparison"]

_SURE = 0.05
_SHOWN = 20  # items that flipped, in each direction
_LONGEST = 300  # characters of an answer
_PASS = 0.5  # quality from which an item counts as passed


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of one system on one data set, over the records that both runs have."""

    dataset: str
    system: str
    measure: Measure
    records: int
    old: float
    new: float
    p: float
    """Two-sided, from the paired permutation test; NaN where there are fewer than two units."""

    @property
    def verdict(self) -> str:
        """Whether the new figure is better or worse, with a star when p is below 0.05."""
        if self.old == self.new:
            return "same"
        word = "better" if (self.new < self.old) == self.measure.lower_is_better else "worse"
        return f"{word} *" if self.p < _SURE else word


@dataclass(frozen=True, slots=True)
class Flips:
    """Our items that pass in one run and fail in the other, as pairs of the old record and the new."""

    gained: tuple[tuple[Record, Record], ...]
    lost: tuple[tuple[Record, Record], ...]


def changes(suite: Suite, old: Sequence[Record], new: Sequence[Record]) -> Iterator[Change]:
    """Yield every measure of ours, and those of the other systems whose scores are not what they were."""
    datasets = list(dict.fromkeys(record.dataset for record in new))
    for dataset, system in sorted(
        dict.fromkeys((record.dataset, record.system) for record in new),
        key=lambda pair: (datasets.index(pair[0]), pair[1] != NAME),
    ):
        before, after = _shared(old, new, dataset, system)
        if not before:
            continue
        for measure in suite.measures:
            moved = any(
                a.scores.get(name) != b.scores.get(name)
                for name in measure.scores
                for a, b in zip(before, after, strict=True)
            )
            if system != NAME and not moved:
                continue
            if change := _change(dataset, system, measure, before, after, moved=moved):
                yield change


def flips(suite: Suite, old: Sequence[Record], new: Sequence[Record]) -> Flips:
    """Return our items whose quality crosses one half, in an order by hash, so that the first are a fair sample."""
    gained, lost = [], []
    for pair in zip(*_shared(old, new, None, NAME), strict=True):
        before, after = (record.scores.get(suite.quality, math.nan) for record in pair)
        if before < _PASS <= after:
            gained.append(pair)
        elif after < _PASS <= before:
            lost.append(pair)
    return Flips(*(tuple(sorted(pairs, key=lambda pair: sign(pair[1]))) for pairs in (gained, lost)))


def print_comparison(old_folder: Path, new_folder: Path) -> None:
    """Print what changed from one run to the other.

    Raises:
        UsageError: one of the folders holds no run.
    """
    old, new = read_records(old_folder), read_records(new_folder)
    out = console()
    _warn(out, old_folder, new_folder)
    present = {record.suite for record in old} | {record.suite for record in new}
    for name in [*SUITES, *sorted(present - set(SUITES))]:
        if name in present:
            before = [record for record in old if record.suite == name]
            after = [record for record in new if record.suite == name]
            _print_suite(out, load(name), before, after)
    out.print(f"* p < {_SURE} by a paired permutation test over units; of 20 measures that did not change, one has it.")


def _shared(
    old: Sequence[Record], new: Sequence[Record], dataset: str | None, system: str
) -> tuple[list[Record], list[Record]]:
    """Return the records of a system that both runs have, in the same order."""
    before = {record.key: record for record in old}
    pairs = [
        (before[record.key], record)
        for record in new
        if record.key in before and record.system == system and dataset in (None, record.dataset)
    ]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _change(
    dataset: str, system: str, measure: Measure, before: Sequence[Record], after: Sequence[Record], *, moved: bool
) -> Change | None:
    """Return the change over the records that have the measure in both runs, which are those the test pairs."""
    pairs = [
        pair for pair in zip(before, after, strict=True) if all(measure.scores[0] in record.scores for record in pair)
    ]
    old, new = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    first, second = figure(measure, old, interval=False), figure(measure, new, interval=False)
    if first is None or second is None or math.isnan(first.value) or math.isnan(second.value):
        return None
    test = paired_test(measure, old, new) if moved else (0.0, 1.0)
    p = test[1] if test else math.nan
    return Change(dataset, system, measure, len(pairs), first.value, second.value, p)


def _warn(out: Console, old_folder: Path, new_folder: Path) -> None:
    """Say so when the two runs were not made on the same."""
    old, new = read_run(old_folder), read_run(new_folder)
    if old and new:
        if old.data_sha256 != new.data_sha256:
            out.print("The data are not the same: only the items that both runs have are compared.")
        if old.limit != new.limit:
            out.print(f"The limits are not the same: {old.limit or 'none'}, now {new.limit or 'none'}.")


def _print_suite(out: Console, suite: Suite, old: Sequence[Record], new: Sequence[Record]) -> None:
    out.print()
    out.print(Text(suite.name, style="bold"))
    if not old or not new:
        out.print(f"  only in the {'new' if new else 'old'} run")
        return
    grid = Grid("data set", "system", "measure", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("n", "old", "new", "change", "p"):
        grid.add_column(name, justify="right", no_wrap=True)
    grid.add_column("", no_wrap=True)
    for change in changes(suite, old, new):
        sure = change.verdict.endswith("*")
        before, after, by = shown(change.measure, change.old, change.new, change.new - change.old)
        grid.add_row(
            change.dataset, change.system, heading(change.measure), f"{change.records:,}", before, after,
            f"+{by}" if change.new > change.old else by, "" if math.isnan(change.p) else f"{change.p:.3f}",
            Text(change.verdict, style="bold" if sure else ""),
        )  # fmt: skip
    out.print(grid)
    _print_items(out, suite, old, new)


def _print_items(out: Console, suite: Suite, old: Sequence[Record], new: Sequence[Record]) -> None:
    """Print the items that only one run has, and those that flipped."""
    before, after = {record.key for record in old}, {record.key for record in new}
    if before != after:
        out.print(f"  Records only in the old run: {len(before - after):,}; only in the new: {len(after - before):,}")
    found = flips(suite, old, new)
    for title, pairs in (("now pass", found.gained), ("now fail", found.lost)):
        some = f", {_SHOWN} of them" if len(pairs) > _SHOWN else ""
        out.print(Text(f"  {len(pairs):,} {title}{some}", style="bold"))
        for was, now in pairs[:_SHOWN]:
            variant = f", {now.variant}" if now.variant else ""
            asked = Text(now.question or now.item).append(f" ({now.dataset}{variant}, {now.item})", "dim")
            out.print(Padding(asked, (0, 0, 0, 4)))
            for name, text in (("old", was.answer), ("new", now.answer), ("gold", now.gold)):
                out.print(Padding(Text(f"{name:<5}{_short(text)}"), (0, 0, 0, 8)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
