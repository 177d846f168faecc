"""Tables, plots, the report and the comparison, on records whose figures are worked by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from eval.compare import changes, flips
from eval.html_report import FAILURES, failures, section, write_report
from eval.measures import Figure, Measure, mean, ratio
from eval.plots import latencies, risk_coverage_curves
from eval.records import Record
from eval.runs import Run, Timing
from eval.suite import Published, Suite
from eval.tables import Results, heading, headlines, results, shown
from eval.terminal import print_results, print_summary

ALARMS = mean("false alarms per 100", "alarm", lower_is_better=True, percent=True)
RECALL = ratio("recall", "right", "wanted")
SEEN = mean("seen", "seen", percent=True)
SUITE = Suite(
    "conflicts",
    "Whether it is told <when> papers differ.",
    lambda _: (),
    (RECALL, ALARMS, SEEN),
    "quality",
    notes=("Invented & small.",),
    published=(
        Published("tarn", "Old reader", "recall", 0.25, "the whole set"),
        Published("tarn", "Old reader", "exact match", 0.5, "another metric"),
        Published("elsewhere", "Never shown", "recall", 0.99),
    ),
)
OURS, RAG, LAZY = "Rashomon", "plain RAG", "always 1"


def record(system: str, item: str, variant: str = "", dataset: str = "tarn", **scores: float) -> Record:
    return Record(
        "conflicts", dataset, system, item, scores, variant=variant, question=f"How many <boats> at {item}?",
        answer="Three. [1]", gold="4", quotes=("Three boats & a raft.",), note="said by the Tarn Herald",
    )  # fmt: skip


def made() -> list[Record]:
    """Two items in two wordings by three systems; the last system has no alarms to raise, and nobody was seen."""
    wanted = 2.0
    return [
        record(RAG, "obell", "template", right=0, wanted=wanted, alarm=1, quality=0),
        record(RAG, "obell", "short", right=1, wanted=wanted, alarm=0, quality=0.5),
        record(RAG, "vall", "template", right=1, wanted=wanted, alarm=1, quality=0.5),
        record(RAG, "vall", "short", right=1, wanted=wanted, alarm=1, quality=0.5),
        record(OURS, "obell", "template", right=2, wanted=wanted, alarm=0, quality=1),
        record(OURS, "obell", "short", right=1, wanted=wanted, alarm=1, quality=0.5),
        record(OURS, "vall", "template", right=2, wanted=wanted, alarm=0, quality=1),
        record(OURS, "vall", "short", right=0, wanted=wanted, quality=0),
        record(LAZY, "obell", "template", right=0, wanted=wanted, quality=0),
        record(LAZY, "vall", "template", right=1, wanted=wanted, quality=0.5),
    ]


@pytest.fixture(scope="module")
def found() -> Results:
    return results(SUITE, made())


@pytest.fixture(scope="module")
def page(found: Results, tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    return html.fromstring(written(found, tmp_path_factory.mktemp("report") / "report.html"))


def written(found: Results, path: Path) -> str:
    run = Run("0.9", "3.12.1", {"numpy": "2.4"}, "sets", "ab" * 32, 40, {"conflicts": Timing("2031-05-01", 61.2, 10)})
    write_report([section(found)], run, ["speed: OSError: no <room> left"], path)
    return path.read_text(encoding="utf-8")


def test_rows_are_systems_with_ours_first_and_the_template_beneath(found: Results) -> None:
    table, by_wording = found.tables
    assert [(row.name, row.records, row.units, row.ours, row.part) for row in table.rows] == [
        (OURS, 4, 2, True, False),
        ("template only", 2, 2, True, True),
        (RAG, 4, 2, False, False),
        ("template only", 2, 2, False, True),
        (LAZY, 2, 2, False, False),  # it has the template alone: no second row
    ]
    assert (by_wording.by, [row.name for row in by_wording.rows]) == ("Rashomon by wording", ["template", "short"])


def test_cells_are_the_measures_over_the_records_of_their_row(found: Results) -> None:
    values = [[figure and figure.value for figure in row.figures] for row in found.tables[0].rows]
    assert values == [
        [5 / 8, 1 / 3],  # recall (2 + 1 + 2 + 0) / (4 * 2); alarms 1 of the 3 records that could raise one
        [1.0, 0.0],
        [3 / 8, 3 / 4],
        [1 / 4, 1.0],
        [1 / 4, None],
    ]
    assert [figure and figure.records for figure in found.tables[0].rows[0].figures] == [4, 3]


def test_a_measure_that_applies_to_no_row_has_no_column(found: Results) -> None:
    assert [measure.name for measure in found.tables[0].measures] == ["recall", "false alarms per 100"]


def test_published_results_stand_with_their_data_set_alone(found: Results) -> None:
    (quoted,) = found.tables[0].quoted
    assert (quoted.system, quoted.values, quoted.note) == ("Old reader", (0.25, None), "the whole set")
    assert [result.measure for result in found.tables[0].aside] == ["exact match"]
    assert found.tables[1].quoted == ()


def test_a_headline_has_the_first_measure_and_the_best_of_the_others(found: Results) -> None:
    (line,) = headlines(found)
    # 0.625 against 3/8 of plain RAG and 1/4 of the constant; two units only, so the intervals are wide.
    assert (line.measure, line.ours.value, line.rival) == (RECALL, 0.625, RAG)
    assert line.theirs is not None
    assert line.theirs.value == 0.375


def test_the_best_of_the_others_is_the_lowest_where_lower_is_better() -> None:
    suite = replace(SUITE, measures=(ALARMS,))
    records = [
        record(OURS, "obell", alarm=1),
        record(RAG, "obell", alarm=0.5),
        record(LAZY, "obell", alarm=0.25),
    ]
    (line,) = headlines(results(suite, records))
    # One unit: no interval to overlap, and 100 alarms per 100 are more than 25.
    assert (line.rival, line.standing) == (LAZY, "behind")


@pytest.mark.parametrize(
    ("ours", "theirs", "standing"),
    [
        ((0.5, 0.4, 0.6), (0.3, 0.2, 0.39), "ahead"),
        ((0.5, 0.4, 0.6), (0.3, 0.2, 0.4), "intervals overlap"),
        ((0.3, 0.2, 0.39), (0.5, 0.4, 0.6), "behind"),
        ((0.5, 0.5, 0.5), (0.5, 0.4, 0.6), "equal"),
    ],
)
def test_standing_follows_the_intervals(
    ours: tuple[float, float, float], theirs: tuple[float, float, float], standing: str
) -> None:
    (line,) = headlines(results(replace(SUITE, measures=(RECALL,)), [record(OURS, "obell", right=1, wanted=2)]))
    assert replace(line, ours=Figure(*ours, 9, 9), theirs=Figure(*theirs, 9, 9)).standing == standing


@pytest.mark.parametrize(
    ("measure", "values", "texts"),
    [
        (RECALL, (0.5, 0.25, 1.0), ["0.500", "0.250", "1.000"]),
        (ALARMS, (0.04567, math.nan), ["4.6", ""]),
        (RECALL, (3.14159,), ["3.14"]),
        (RECALL, (98.76, 101.0), ["98.8", "101.0"]),
        (RECALL, (12345.6, 7.4), ["12,346", "7"]),
    ],
)
def test_values_of_one_cell_have_the_same_decimals(
    measure: Measure, values: tuple[float, ...], texts: list[str]
) -> None:
    assert shown(measure, *values) == texts


def test_headings_say_unit_and_direction() -> None:
    assert [heading(measure) for measure in (RECALL, ALARMS, SEEN)] == [
        "recall",
        "false alarms per 100\N{NO-BREAK SPACE}↓",
        "seen (%)",
    ]


def test_the_terminal_shows_value_interval_and_n(found: Results, capsys: pytest.CaptureFixture[str]) -> None:
    print_results(found)
    print_summary(headlines(found))
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert max(len(line) for line in lines) <= 120
    ours = next(place for place, line in enumerate(lines) if line.lstrip().startswith("Rashomon "))
    assert lines[ours].split() == ["Rashomon", "4", "0.625", "33.3"]
    assert lines[ours + 1].split()[:2] == ["2", "units"]
    assert lines[ours + 2].split() == ["n", "3"]
    assert any(line.split() == ["Old", "reader", "(1)", "0.250"] for line in lines)
    assert "  (1) published: the whole set" in lines
    assert "  Published: Old reader, exact match 0.5 (another metric)" in lines


def test_a_table_too_wide_for_the_terminal_goes_on_beneath(capsys: pytest.CaptureFixture[str]) -> None:
    measures = tuple(mean(f"m{number}", "right") for number in range(7))
    # 120 columns less 42 for system and n: five measures of 15 go side by side, two more beneath.
    print_results(results(replace(SUITE, measures=measures), [record(OURS, "obell", right=1)]))
    shown_lines = capsys.readouterr().out
    assert re.search(r"m0 +m1 +m2 +m3 +m4 *\n", shown_lines)
    assert re.search(r"tarn, continued *\n", shown_lines)
    assert re.search(r"n +m5 +m6 *\n", shown_lines)


def cells(row: html.HtmlElement) -> list[list[str]]:
    return [[text.strip() for text in cell.itertext() if text.strip()] for cell in row.xpath("th|td")]


def test_the_page_has_the_cells(page: html.HtmlElement) -> None:
    summary, table, by_wording = page.xpath("//table")
    assert [caption.text_content() for caption in page.xpath("//caption")] == [
        "Headline figures",
        "tarn",
        "tarn Rashomon by wording",
    ]
    rows = [cells(row) for row in table.xpath(".//tbody/tr")]
    assert rows[0][:2] == [["Rashomon"], ["4", "2 units"]]
    assert [(cell[0], cell[-1]) for cell in rows[0][2:]] == [("0.625", "[0.500, 0.750]"), ("33.3", "n 3")]
    assert rows[4] == [["always 1"], ["2"], ["0.250", "[0.000, 0.500]"], []]
    assert rows[5] == [["Old reader", "1"], [], ["0.250"], []]
    assert [note.text_content().strip() for note in page.xpath("//ul[contains(@class, 'published')]/li")] == [
        "1 Published: the whole set",
        "Published: Old reader, exact match 0.5 (another metric)",
    ]
    assert cells(by_wording.xpath(".//tbody/tr")[1])[2] == ["0.250", "[0.000, 0.500]"]
    assert cells(summary.xpath(".//tbody/tr")[0])[:4] == [["conflicts"], ["tarn"], ["recall"], ["4"]]


def test_every_table_can_be_read_aloud(page: html.HtmlElement) -> None:
    assert not page.xpath("//table[not(caption)] | //th[not(@scope)]")
    assert not page.xpath("//svg[not(@role='img') or not(@aria-label)]")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in ("summary", "conflicts")} <= set(page.xpath("//nav//a/@href"))


def test_the_page_needs_nothing_but_itself(found: Results, tmp_path: Path) -> None:
    text = written(found, tmp_path / "one.html")
    assert not re.search(r"https?:|//\w|@import|<script|<link|<img|url\((?!#)", text)
    assert written(results(SUITE, made()), tmp_path / "two.html") == text


def test_the_page_escapes_what_articles_say(page: html.HtmlElement) -> None:
    assert page.xpath("//section[@id='conflicts']/p[@class='about'][1]")[0].text == SUITE.about
    assert "no <room> left" in page.xpath("//*[@role='note']")[0].text_content()
    assert not page.xpath("//boats | //room | //when")


def test_the_page_says_what_ran_on_what(page: html.HtmlElement) -> None:
    facts = dict(
        zip(
            (" ".join(term.text_content().split()) for term in page.xpath("//dl[@class='run']/dt")),
            (" ".join(fact.text_content().split()) for fact in page.xpath("//dl[@class='run']/dd")),
            strict=True,
        )
    )
    assert facts == {
        "Version": "0.9, Python 3.12.1",
        "Data": "sets, at most 40 items of each set (sha256 abababababababab…)",
        "Suites": "conflicts (61 s, 10 records)",
        "Run on": "2031-05-01",
        "Libraries": "numpy 2.4",
    }


def test_a_failure_shows_all_that_was_said(page: html.HtmlElement) -> None:
    (vall, obell) = page.xpath("//details")
    assert " ".join(vall.xpath("summary")[0].text_content().split()) == "0.00 How many <boats> at vall? tarn, short"
    assert obell.xpath("summary/span[@class='score']")[0].text == "0.50"
    case = dict(zip(vall.xpath(".//dt/text()"), (fact.text_content() for fact in vall.xpath(".//dd")), strict=True))
    assert case == {
        "Answer": "Three. [1]",
        "Quotes": "Three boats & a raft.",
        "Gold": "4",
        "Note": "said by the Tarn Herald",
        "Scores": "right 0, wanted 2, quality 0",
        "Item": "vall",
    }


def test_failures_are_the_lowest_of_ours_one_of_each_unit() -> None:
    many = [record(OURS, f"item {number}", quality=0.0) for number in range(30)]
    worse = [
        record(OURS, "half", quality=0.5),
        replace(record(OURS, "sibling", quality=-1), unit="event"),
        replace(record(OURS, "other sibling", quality=0), unit="event"),
        record(OURS, "fine", quality=1),
        record(OURS, "not judged", right=0),
        record(RAG, "theirs", quality=0),
    ]
    chosen = failures(SUITE, many + worse)
    assert len(chosen) == FAILURES
    assert chosen[0].item == "sibling"
    assert {one.item for one in chosen[1:]} < {one.item for one in many}
    assert [one.item for one in chosen[1:]] != [one.item for one in many[:19]]  # not simply the first
    assert failures(SUITE, (many + worse)[::-1]) == chosen
    assert [one.item for one in failures(SUITE, worse)] == ["sibling", "half"]


def answered(system: str, item: str, confidence: float, right: float, *, said: float = 1.0) -> Record:
    return record(system, item, confidence=confidence, right=right, answered=said, answerable=1)


def test_equally_sure_answers_are_one_step_of_the_risk_coverage_curve() -> None:
    records = [
        answered(OURS, "a", 0.9, 1), answered(OURS, "b", 0.5, 0), answered(OURS, "c", 0.5, 1),
        answered(OURS, "d", 0, 0, said=0), record(OURS, "no confidence", right=1),
    ]  # fmt: skip
    (plot,) = risk_coverage_curves(records)
    assert plot.title == "tarn: risk against coverage, surest answers first"
    (x, y), *rest = points(plot.svg)
    # Coverage 1/4 at risk 0, then b and c together: 3/4 at 1/3. The curve goes right, up, and right.
    across, up = rest[0], rest[1]
    assert across[0] == pytest.approx(x + (rest[-1][0] - x) / 3)
    assert across[1] == y
    assert up[0] == across[0]
    assert rest[-1][1] == up[1] < y


def points(svg: str) -> list[tuple[float, float]]:
    """The corners of our curve, which is the only one drawn heavy."""
    root = html.fromstring(svg)
    curve = next(path.get("d") for path in root.xpath("//path") if "stroke-width: 2.2" in path.get("style"))
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", curve)]
    return list(dict.fromkeys(zip(numbers[::2], numbers[1::2], strict=True)))


def test_no_plot_where_the_scores_are_not_there() -> None:
    assert list(risk_coverage_curves(made())) == []
    assert list(latencies(made())) == []


def test_latencies_have_a_line_for_each_system() -> None:
    (plot,) = latencies([record(system, str(n), milliseconds=10.0 + n) for system in (RAG, OURS) for n in range(4)])
    labels = html.fromstring(plot.svg).xpath("//text/text()")
    assert labels.index(OURS) < labels.index(RAG)
    assert "#0102" not in plot.svg  # every colour is the page's


def compared() -> Iterator[tuple[Record, Record]]:
    """Eight items that all improve by one right of two; their alarms stay as they are."""
    for number in range(8):
        old = record(OURS, f"pier {number}", right=1, wanted=2, alarm=0, quality=0.4)
        yield old, replace(old, scores={"right": 2, "wanted": 2, "alarm": 0, "quality": 0.9}, answer="Four. [1]")


def test_changes_have_direction_and_significance() -> None:
    old, new = map(list, zip(*compared(), strict=True))
    recall, alarms = changes(SUITE, old, new)
    assert (recall.old, recall.new, recall.records, recall.verdict) == (0.5, 1.0, 8, "better *")
    # All 2^8 = 256 ways to swap are tried: only none and all of them are as far apart, p = 2/256.
    assert recall.p == pytest.approx(2 / 256)
    assert (alarms.verdict, alarms.p) == ("same", 1.0)
    worse = next(iter(changes(SUITE, new, old)))
    assert worse.verdict == "worse *"


def test_more_false_alarms_are_worse() -> None:
    old = [record(OURS, "obell", alarm=0), record(OURS, "vall", alarm=0)]
    new = [record(OURS, "obell", alarm=1), record(OURS, "vall", alarm=0)]
    (change,) = changes(SUITE, old, new)
    assert (change.old, change.new, change.verdict) == (0.0, 0.5, "worse")


def test_only_items_of_both_runs_are_compared_and_other_systems_only_when_they_moved() -> None:
    old = [
        record(system, item, right=right, wanted=2)
        for system, item, right in ((OURS, "obell", 1), (OURS, "gone", 2), (RAG, "obell", 1), (LAZY, "obell", 0))
    ]
    new = [
        record(system, item, right=right, wanted=2)
        for system, item, right in ((LAZY, "obell", 1), (OURS, "obell", 2), (RAG, "obell", 1), (OURS, "come", 0))
    ]
    found = [(change.system, change.records, change.old, change.new) for change in changes(SUITE, old, new)]
    assert found == [(OURS, 1, 0.5, 1.0), (LAZY, 1, 0.0, 0.5)]


def test_flips_cross_one_half() -> None:
    qualities = {"up": (0.4, 0.5), "down": (0.5, 0.4), "stays": (0.6, 1.0), "low": (0.0, 0.4)}
    old = [record(OURS, item, quality=pair[0]) for item, pair in qualities.items()] + [record(RAG, "x", quality=0)]
    new = [record(OURS, item, quality=pair[1]) for item, pair in qualities.items()] + [record(RAG, "x", quality=1)]
    found = flips(SUITE, old, new)
    assert [(was.item, now.scores["quality"]) for was, now in found.gained] == [("up", 0.5)]
    assert [(was.item, now.scores["quality"]) for was, now in found.lost] == [("down", 0.4)]
