"""The command ``python -m eval``, over suites that are made up here."""

from __future__ import annotations

import json
import re
import sys
import types
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.measures import mean
from eval.records import Record, read_records
from eval.runs import SUITES
from eval.suite import Suite
from eval.workspace import Workspace
from index import UsageError

Command = Callable[..., tuple[int, str, str]]


def items(workspace: Workspace) -> Iterable[Record]:
    """Four items, or fewer; ours is right on the even ones, plain RAG on none."""
    for number in range(min(4, workspace.limit or 4)):
        for system, right in (("Rashomon", number % 2 == 0), ("plain RAG", False)):
            yield Record(
                "copies", "ferries", system, f"ferry {number}", {"right": float(right)},
                question=f"Which ferry is number {number}?", answer="The Obell ferry.", gold="The Vall ferry.",
            )  # fmt: skip


def failing(workspace: Workspace) -> Iterable[Record]:
    yield from items(workspace)
    raise ValueError("a tug is missing\nand more")


def misused(workspace: Workspace) -> Iterable[Record]:
    raise UsageError(f"no ferries in {workspace.data.name}")


def suite(name: str, run: Callable[[Workspace], Iterable[Record]] = items) -> Suite:
    def renamed(workspace: Workspace) -> Iterable[Record]:
        return (replace(record, suite=name) for record in run(workspace))

    return Suite(name, f"Whether {name} are right.", renamed, (mean("right", "right"),), "right")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """The command with suites of our own: copies and speed are fine, claims fails, cleaning lacks its data."""
    for name, run in (("copies", items), ("speed", items), ("claims", failing), ("cleaning", misused)):
        module = types.ModuleType(f"eval.suites.{name}")
        module.SUITE = suite(name, run)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASHOMON_DATA", raising=False)
    (tmp_path / "sets").mkdir()
    (tmp_path / "sets" / "ferries.jsonl").write_text("{}\n")

    def run_command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        told = capsys.readouterr()
        return int(end.value.code or 0), told.out, told.err

    return run_command


def test_a_run_leaves_records_facts_and_report(command: Command, tmp_path: Path) -> None:
    status, out, err = command("copies", "--data", "sets", "--out", "run")
    assert (status, err) == (0, "Report: run/report.html\n")
    assert sorted(path.name for path in Path("run").iterdir()) == ["copies.records.jsonl", "report.html", "run.json"]
    assert read_records(Path("run")) == [replace(one, suite="copies") for one in items(Workspace(tmp_path, tmp_path))]
    # Ours is right on 2 of 4, plain RAG on none.
    assert re.search(r"^ *Rashomon +4 +0\.500 *$", out, re.MULTILINE)
    assert re.search(r"^ *plain RAG +4 +0\.000 *$", out, re.MULTILINE)
    assert "Summary" in out


def test_the_facts_name_the_data_but_not_where_they_are(command: Command, tmp_path: Path) -> None:
    command("copies", "--data", str(tmp_path / "sets"), "--out", "run", "--limit", "3")
    text = Path("run/run.json").read_text()
    facts = json.loads(text)
    assert (facts["data"], facts["limit"], facts["suites"]["copies"]["records"]) == ("sets", 3, 6)
    assert facts["libraries"]["scipy"]
    assert str(tmp_path) not in text
    first = facts["data_sha256"]
    (tmp_path / "sets" / "ferries.jsonl").write_text("[]\n")
    command("copies", "--data", "sets", "--out", "other", "--limit", "3")
    assert json.loads(Path("other/run.json").read_text())["data_sha256"] != first


def test_a_run_has_a_folder_of_its_own_when_none_is_given(command: Command) -> None:
    status, _, err = command("copies", "--data", "sets")
    (folder,) = Path("eval-runs").iterdir()
    assert (status, err) == (0, f"Report: {folder}/report.html\n")


def test_a_suite_that_fails_loses_only_itself(command: Command) -> None:
    status, out, err = command("speed", "claims", "copies", "--data", "sets", "--out", "run")
    assert status == 1
    assert err.splitlines() == [
        "eval: claims failed: ValueError: a tug is missing (traceback in run/claims.error.txt)",
        "Report: run/report.html",
    ]
    assert out.index("copies –") < out.index("speed –")  # in their order, not that of the command
    assert {record.suite for record in read_records(Path("run"))} == {"copies", "speed"}
    assert "a tug is missing" in Path("run/claims.error.txt").read_text()
    assert "Not in this report:</strong> claims" in Path("run/report.html").read_text()


def test_a_suite_run_again_joins_the_others(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    command("claims", "copies", "--data", "sets", "--out", "run")
    monkeypatch.setattr(sys.modules["eval.suites.claims"], "SUITE", suite("claims"))
    status, out, _ = command("claims", "--data", "sets", "--out", "run")
    page = Path("run/report.html").read_text()
    assert status == 0
    assert "copies –" not in out
    assert page.index('<section id="claims">') < page.index('<section id="copies">')
    assert "Not in this report" not in page
    assert not Path("run/claims.error.txt").exists()


def test_a_folder_with_a_run_on_other_data_is_left_alone(command: Command) -> None:
    command("copies", "--data", "sets", "--out", "run")
    before = Path("run/copies.records.jsonl").read_bytes()
    status, _, err = command("copies", "--data", "sets", "--out", "run", "--limit", "1")
    assert (status, err) == (
        2,
        "eval: run holds a run with another limit (none, now 1); give another folder with --out, or remove that one\n",
    )
    assert Path("run/copies.records.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], f"there is no suite 'nothing'; there are {', '.join(SUITES)}"),
        (["claims"], "no data; give the folder of the data sets with --data or RASHOMON_DATA"),
        (["copies", "--data", "nowhere"], "no folder of data sets at nowhere"),
        (["speed", "--articles", "nowhere"], "no articles at nowhere"),
        (["copies", "--data", "sets", "--articles", "sets"], "--articles is for speed, which is not among the suites"),
        (["cleaning", "--data", "sets"], "no ferries in sets"),
        (["copies", "--data", "sets", "--out", "sets/ferries.jsonl"], "sets/ferries.jsonl is no folder"),
        (
            ["--report", "nowhere"],
            "no records (*.records.jsonl) in nowhere; make them with python -m eval --out nowhere",
        ),
        (
            ["copies", "--report", "run"],
            "--compare and --report run no suites, and not each other: give one of them alone",
        ),
    ],
)
def test_wrong_usage_is_one_line(command: Command, arguments: list[str], message: str) -> None:
    assert command(*arguments) == (2, "", f"eval: {message}\n")
    assert not Path("eval-runs").exists()


def test_wrong_usage_in_a_suite_leaves_a_report_of_those_before_it(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["eval.suites.speed"], "SUITE", suite("speed", misused))
    status, _, err = command("copies", "speed", "--data", "sets", "--out", "run")
    assert (status, err) == (2, "Report: run/report.html\neval: no ferries in sets\n")
    assert '<section id="copies">' in Path("run/report.html").read_text()


def test_speed_can_do_without_data(command: Command) -> None:
    status, out, _ = command("speed", "--out", "run")
    assert status == 0
    assert "speed –" in out


def test_speed_is_measured_on_articles_that_are_given(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(dataset: str, articles: Path, path: Path, encoder: object) -> Iterable[Record]:
        yield Record("speed", dataset, "Rashomon", articles.name, {"right": 0.25})

    monkeypatch.setattr("eval.speed.path_records", measured)
    monkeypatch.setattr(Workspace, "encoder", None)
    assert command("speed", "--articles", "sets", "--out", "run")[0] == 0
    assert read_records(Path("run")) == [Record("speed", "sets", "Rashomon", "sets", {"right": 0.25})]


def test_the_report_is_made_again_from_records_alone(command: Command) -> None:
    _, told, _ = command("copies", "speed", "--data", "sets", "--out", "run")
    page = Path("run/report.html").read_text()
    Path("run/report.html").unlink()
    assert command("--report", "run") == (0, told, "Report: run/report.html\n")
    assert Path("run/report.html").read_text() == page
    Path("run/run.json").unlink()
    assert command("--report", "run")[0] == 0
    assert "<dt>Libraries</dt>" not in Path("run/report.html").read_text()


def test_two_runs_are_compared(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def better(workspace: Workspace) -> Iterable[Record]:
        """Ferry 1 is right now, ferry 2 no longer, ferry 3 is gone."""
        for record in items(workspace):
            if record.item != "ferry 3":
                right = record.system == "Rashomon" and record.item in ("ferry 0", "ferry 1")
                yield replace(record, scores={"right": float(right)}, answer="The Vall ferry.")

    command("copies", "--data", "sets", "--out", "old")
    monkeypatch.setattr(sys.modules["eval.suites.copies"], "SUITE", suite("copies", better))
    command("copies", "speed", "--data", "sets", "--out", "new")
    status, out, err = command("--compare", "old", "new")
    assert (status, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "ferries Rashomon right 3 0.667 0.667 0.000 1.000 same" in lines  # 2 of the 3 that both have, in both
    assert not any("plain RAG" in line for line in lines)
    assert "Records only in the old run: 2; only in the new: 0" in lines
    gained = lines.index("1 now pass")
    assert lines[gained + 1 : gained + 5] == [
        "Which ferry is number 1? (ferries, ferry 1)",
        "old The Obell ferry.",
        "new The Vall ferry.",
        "gold The Vall ferry.",
    ]
    lost = lines.index("1 now fail")
    assert lines[lost + 1] == "Which ferry is number 2? (ferries, ferry 2)"
    assert lines[lines.index("speed") + 1] == "only in the new run"


def test_help_shows_examples(command: Command) -> None:
    status, out, _ = command("--help")
    assert status == 0
    assert "python -m eval --compare eval-runs/before eval-runs/after" in " ".join(out.split())
    assert all(name in out for name in SUITES)
