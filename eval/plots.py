"""Plots of a report, as SVG to stand inside a page: they take its colours, dark or light, and its type."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from lxml import etree
from markupsafe import Markup, escape
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from eval.abstention_metrics import risk_coverage
from eval.rashomon_system import NAME
from eval.records import Record
from eval.tables import Headline, Table, heading, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Plot", "bars", "latencies", "risk_coverage_curves"]

_INK = "#010203"
_OURS = "#010204"
_OTHERS = ("#010205", "#010206", "#010207", "#010208", "#010209")
# Colours that only stand for those of the page's style sheet, where dark and light are told apart.
_VARIABLES = {
    _INK: "currentColor",
    _OURS: "var(--ours)",
    **{colour: f"var(--other-{number})" for number, colour in enumerate(_OTHERS, start=1)},
}
_DASHES: tuple[str | tuple[int, tuple[int, ...]], ...] = ("--", "-.", ":", (0, (6, 2)), (0, (3, 1, 1, 1)))
_WIDTH = 7.4  # inches: 530 points, the width of the page's text
_CURVE = ("confidence", "right", "answered", "answerable")
_LINK = "{http://www.w3.org/1999/xlink}href"
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.linewidth": 0.6,
    "grid.linewidth": 0.4,
    "grid.alpha": 0.25,
    "legend.frameon": False,
    **dict.fromkeys(
        ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color", "grid.color"), _INK
    ),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with what it shows, in words."""

    title: str
    svg: str

    @property
    def markup(self) -> Markup:
        """The drawing for a page, with its title for those who cannot see it; all text in it is escaped already."""
        label = escape(self.title)
        return Markup(self.svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S704


def bars(lines: Sequence[tuple[Headline, Table]]) -> Plot:
    """Draw the headline figure of every system with its 95% interval, a panel for each data set."""
    panels = [(line, _measured(line, table)) for line, table in lines]
    heights = [len(rows) + 1.6 for _, rows in panels]
    with _drawing(f"{lines[0][0].suite} bars"):
        canvas = Canvas(figsize=(_WIDTH, 0.24 * sum(heights) + 0.2), layout="constrained")
        axes = canvas.subplots(len(panels), 1, squeeze=False, height_ratios=heights)[:, 0]
        for (line, rows), panel in zip(panels, axes, strict=True):
            _bar_panel(panel, line, rows)
        return Plot("Headline figures by system, with 95% intervals", _svg(canvas))


def risk_coverage_curves(records: Sequence[Record]) -> Iterator[Plot]:
    """Draw, for each data set, the share of errors among the surest answers against the share of questions answered.

    Records lack nothing of what the curve is made of, or they do not count; equally sure answers are one step.
    """
    for dataset, systems in _by_dataset(records, _CURVE):
        with _drawing(f"{records[0].suite} {dataset} risk"):
            canvas = Canvas(figsize=(_WIDTH, 3.2), layout="constrained")
            panel = canvas.subplots()
            for system, own, style in _styled(systems):
                columns = {name: np.array([record.scores[name] for record in own]) for name in _CURVE}
                coverage, risk = risk_coverage(columns)
                if len(coverage):
                    panel.step(np.append(0, coverage), np.append(risk[0], risk), where="pre", label=system, **style)
            panel.set(xlim=(0, 1.01), ylim=(0, 1), xlabel="coverage: share of questions answered")
            panel.set_ylabel("risk: share of errors among them")
            _finish(panel)
            yield Plot(f"{dataset}: risk against coverage, surest answers first", _svg(canvas))


def latencies(records: Sequence[Record]) -> Iterator[Plot]:
    """Draw, for each data set, the share of questions that are answered within a time."""
    for dataset, systems in _by_dataset(records, ("milliseconds",)):
        with _drawing(f"{records[0].suite} {dataset} latency"):
            canvas = Canvas(figsize=(_WIDTH, 2.8), layout="constrained")
            panel = canvas.subplots()
            for system, own, style in _styled(systems):
                panel.ecdf([record.scores["milliseconds"] for record in own], label=system, **style)
            panel.set(xscale="log", ylim=(0, 1.02), xlabel="milliseconds", ylabel="share of questions")
            panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
            panel.xaxis.set_minor_formatter(FuncFormatter(lambda value, _: _minor(value)))
            _finish(panel)
            yield Plot(f"{dataset}: time to answer, cumulative", _svg(canvas))


def _measured(line: Headline, table: Table) -> list[tuple[str, float, float, float]]:
    """Return each system with the value of the headline's measure and its interval, first at the bottom."""
    place = table.measures.index(line.measure)
    found = [(row.name, row.figures[place]) for row in table.rows if not row.part]
    return [(name, one.value, one.low, one.high) for name, one in reversed(found) if one]


def _bar_panel(panel: Axes, line: Headline, rows: Sequence[tuple[str, float, float, float]]) -> None:
    factor = 100 if line.measure.percent else 1
    values = np.array([row[1:] for row in rows]) * factor
    panel.barh(
        range(len(rows)), values[:, 0], height=0.62,
        color=[_OURS if name == NAME else _OTHERS[0] for name, *_ in rows],
    )  # fmt: skip
    known = ~np.isnan(values[:, 1])
    reach = np.abs(values[:, 1:] - values[:, :1])[known].T
    panel.errorbar(
        values[known, 0], np.flatnonzero(known), xerr=reach, fmt="none", ecolor=_INK, elinewidth=1, capsize=2
    )
    ends = np.where(known, values[:, 2], values[:, 0])
    # Shares fill the panel at 1, so that panels compare; whatever else there is has a scale of its own.
    share = ends.max() <= 1 and not line.measure.percent
    right = 1.0 if share else max(float(ends.max()), 1e-9)
    panel.set_xlim(0, right * 1.1)
    for place, (row, end) in enumerate(zip(rows, ends, strict=True)):
        panel.text(end + right * 0.012, place, shown(line.measure, *row[1:])[0], va="center", fontsize=8)
    panel.set_yticks(range(len(rows)), [name for name, *_ in rows])
    panel.set_title(f"{line.dataset}: {heading(line.measure)}")
    panel.tick_params(length=0)
    panel.xaxis.grid(visible=True)
    panel.set_axisbelow(True)


def _by_dataset(
    records: Sequence[Record], scores: Sequence[str]
) -> Iterator[tuple[str, list[tuple[str, list[Record]]]]]:
    """Yield each data set with its systems, ours first, and their records that have all the scores."""
    complete = [record for record in records if all(name in record.scores for name in scores)]
    for dataset in dict.fromkeys(record.dataset for record in complete):
        own = [record for record in complete if record.dataset == dataset]
        names = sorted(dict.fromkeys(record.system for record in own), key=lambda name: name != NAME)
        yield dataset, [(name, [record for record in own if record.system == name]) for name in names]


def _styled(systems: Sequence[tuple[str, list[Record]]]) -> Iterator[tuple[str, list[Record], dict[str, Any]]]:
    """Yield systems with how they are drawn: ours full and heavy, the others told apart by dashes as well."""
    others = 0
    for system, own in systems:
        if system == NAME:
            yield system, own, {"color": _OURS, "linewidth": 2.2, "zorder": 3}
        else:
            place = others % len(_OTHERS)
            others += 1
            yield system, own, {"color": _OTHERS[place], "linewidth": 1.4, "linestyle": _DASHES[place]}


def _minor(value: float) -> str:
    """Return the label of a tick between powers of ten: only 2 and 5 have one."""
    return f"{value:,g}" if f"{value:e}"[0] in "25" else ""


def _finish(panel: Axes) -> None:
    panel.grid(visible=True)
    panel.set_axisbelow(True)
    panel.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))


@contextmanager
def _drawing(salt: str) -> Iterator[None]:
    """Draw in the page's style; the salt keeps what a drawing refers to by id apart from that of the others."""
    with mpl.rc_context({**_STYLE, "svg.hashsalt": salt}):
        yield


def _svg(canvas: Canvas) -> str:
    """Return a drawing as an element of a page: its own ids only, no addresses, the page's type and colours."""
    buffer = io.BytesIO()
    canvas.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    root = etree.fromstring(buffer.getvalue())
    for element in list(root.iter(etree.Element)):
        element.tag = etree.QName(element).localname
        if element.tag in ("metadata", "style"):
            element.getparent().remove(element)
        elif element.tag in ("g", "svg"):
            element.attrib.pop("id", None)  # nothing refers to these, and every drawing has the same
        if address := element.attrib.pop(_LINK, None):
            element.set("href", address)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    etree.cleanup_namespaces(root)
    text = re.sub(r"font-family: [^;\"]*", "font-family: inherit", etree.tostring(root, encoding="unicode"))
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, variable)
    return text
