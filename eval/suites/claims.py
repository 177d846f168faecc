"""Claims: quantities of news sentences, what befell whom in news of violence, the values of our own benchmark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from tqdm import tqdm

from eval.claims_metrics import Quantity, gold_quantities, match, same_quantity, same_value, unit_names
from eval.datasets import read_lines
from eval.measures import f1, mean, ratio
from eval.records import Record
from eval.stated import positions, reports
from eval.suite import Published, Suite
from eval.workspace import Workspace
from index import Article, Claim, ClaimKind
from index.claims import extract

__all__ = ["SUITE"]


def _rashomon(sentence: str) -> list[Quantity]:
    """Return the quantity claims of a sentence; a figure claimed for several actions is one."""
    claims = extract(Article(id="sentence", text=sentence, language="en"))
    found = {(c.start, c.end, c.low, c.high): c for c in claims if c.kind is ClaimKind.QUANTITY}
    return [
        Quantity(end, _units(claim), claim.text)
        for claim in found.values()
        for end in dict.fromkeys((claim.low, claim.high))
        if isinstance(end, float | int)
    ]


def _units(claim: Claim) -> frozenset[str]:
    """Return the names of a claim's unit.

    Without one it is the thing, or none: the thing is the subject's, where no noun stands beside the number. A part of
    a whole has no unit of measure.
    """
    return unit_names(claim.thing, "") if claim.unit in ("", "fraction") else unit_names(claim.unit)


def _quantulum3(sentence: str) -> list[Quantity]:
    """Return what quantulum3 finds; a range is its mean and half its width there."""
    found = []
    for quantity in _parser()(sentence):
        half = quantity.uncertainty or 0.0
        ends = dict.fromkeys((quantity.value - half, quantity.value + half))
        found += [Quantity(end, unit_names(quantity.unit.name), quantity.surface) for end in ends]
    return found


@cache
def _parser() -> Callable[[str], list[Any]]:
    """Return quantulum3's parser, set so that it loads and that every run gives the same.

    Its classifier of ambiguous units was stored by another version of scikit-learn and does not load, so units are
    told apart as the library does without: by the words around them. It puts a set of operators, whose order is that
    of the process's string hashes, into its regular expression: the set is given an order.
    """
    from quantulum3 import classifier, parser, regex

    classifier.USE_CLF = False
    operators = sorted(regex.operators())
    regex.operators = lambda lang="en_US": operators  # noqa: ARG005 — English alone is read
    parse: Callable[[str], list[Any]] = parser.parse
    return parse


_SYSTEMS: dict[str, Callable[[str], list[Quantity]]] = {"Rashomon": _rashomon, "quantulum3": _quantulum3}


def _run(workspace: Workspace) -> Iterator[Record]:
    yield from reports(workspace)
    yield from positions(workspace)
    yield from _newsquant(workspace)


def _newsquant(workspace: Workspace) -> Iterator[Record]:
    records = list(islice(read_lines(workspace.data / "newsquant" / "dev.jsonl"), workspace.limit))
    for system, find in _SYSTEMS.items():
        for record in tqdm(records, desc=f"newsquant: {system}", leave=False):
            yield _record(system, record, find(record["text"]))


def _record(system: str, record: Mapping[str, Any], found: list[Quantity]) -> Record:
    gold = [end for q in record["quantities"] for end in gold_quantities(q["value"], q["unit"], q["normalized_unit"])]
    values, both = match(found, gold, same_value), match(found, gold, same_quantity)
    scores: dict[str, float] = {
        "found": len(found),
        "gold": len(gold),
        "values": len(values),
        "values and units": len(both),
        "right": 2 * len(both) / (len(found) + len(gold)) if found or gold else 1.0,
    }
    if not gold:
        scores["left alone"] = float(not found)
    return Record(
        "claims", "newsquant", system, record["id"], scores,
        question=record["text"],
        answer="; ".join(map(_shown, found)),
        gold="; ".join(quantity.text for quantity in gold),
        quotes=tuple(dict.fromkeys(quantity.text for quantity in found)),
        note="; ".join(_mistakes(found, gold, values, both)),
    )  # fmt: skip


def _shown(quantity: Quantity) -> str:
    return f"{quantity.value:g} {'/'.join(sorted(filter(None, quantity.units))) or '-'}"


def _mistakes(
    found: list[Quantity], gold: list[Quantity], values: list[tuple[int, int]], both: list[tuple[int, int]]
) -> Iterator[str]:
    """Yield what was not found, what should not have been, and units that differ."""
    yield from (f"missing: {g.text}" for place, g in enumerate(gold) if place not in {theirs for _, theirs in values})
    yield from (f"extra: {_shown(f)}" for place, f in enumerate(found) if place not in {ours for ours, _ in values})
    placed = {theirs for _, theirs in both}
    yield from (f"unit: {_shown(found[o])} for {gold[t].text}" for o, t in values if t not in placed)


_PAPER = "the paper's own matching and names of units, all 590 sentences; orientation only"

SUITE = Suite(
    name="claims",
    about="what befell whom (gva_conflicts), values and speakers (our benchmark), quantities with units (NewsQuant)",
    run=_run,
    measures=(
        mean("reports claimed", "report claimed"),
        mean("reports in the cleaned text", "report kept"),
        mean("reports on something else claimed", "report aside claimed"),
        mean("values of positions claimed", "value claimed"),
        mean("speakers named at every quote", "speaker named"),
        mean("speakers of positions named", "speaker of a position named"),
        f1("value F1", "values", "found", "gold"),
        ratio("value precision", "values", "found"),
        ratio("value recall", "values", "gold"),
        f1("value+unit F1", "values and units", "found", "gold"),
        ratio("value+unit precision", "values and units", "found"),
        ratio("value+unit recall", "values and units", "gold"),
        mean("sentences without a quantity left alone", "left alone"),
    ),
    quality="right",
    notes=(
        "gva_conflicts: a report is claimed if a quantity claim whose words overlap the report's quote has its value "
        "and just the asked outcome, killed or wounded; 'killed or wounded' is neither. Quotes that cleaning dropped "
        "('not in the cleaned text') count as missed. Reports annotated as of another scope, superseded or misfiled "
        "stand apart: they are neither right nor wrong to claim.",
        "The benchmark: for each quote of a position (questions for a number, an amount, a share, a date, a name or a "
        "place) whether a claim there has its value, and if a speaker is annotated, whether such a claim names it. A "
        "position's speaker is annotated once, for all its articles, some of which name nobody: a position's counts as "
        "named where one of its quotes has him.",
        "The matching is ours, so these are not the paper's figures. Values agree within a relative 1e-6, matched one "
        "to one; the two ends of a range count as two values on both sides, since annotators write a change (from one "
        "figure to another) as a range too. The paper compares ranges whole, and for quantulum3 their means.",
        "Units agree by the lemma of their head noun, or by ALIASES in eval/claims_metrics.py; what stands behind "
        "'per' is not compared. A gold quantity without a unit agrees with any that has no unit of measure.",
        "Annotated are counts, measures, money, shares, ages, fractions, vague counts (dozens as 12, thousands as "
        "1,000 to 10,000) and many a 'one of the'; not dates, years, times of day, ordinals, most scores and most "
        "names with numbers. Rashomon writes dozens as 12 to 120, and claims all durations that stand before a noun (a "
        "two-month contract), which are annotated here and there.",
        "Some annotations are slips (a misplaced decimal point, millions for billions, a unit that went to its "
        "neighbour), and some texts have lost signs (PS for the pound's); they bound every system.",
        "quantulum3 tells ambiguous units apart by the words around them, because its stored classifier does not load "
        "with a current scikit-learn. It names no counted things.",
    ),
    published=(
        Published("newsquant", "CQE", "value F1", 0.919, _PAPER),
        Published("newsquant", "CQE", "value+unit F1", 0.855, _PAPER),
        Published("newsquant", "quantulum3", "value F1", 0.731, _PAPER),
        Published("newsquant", "quantulum3", "value+unit F1", 0.471, _PAPER),
        Published("newsquant", "GPT-3", "value F1", 0.706, _PAPER),
        Published("newsquant", "GPT-3", "value+unit F1", 0.591, _PAPER),
        Published("newsquant", "text-recognizer", "value F1", 0.691, _PAPER),
    ),
)
