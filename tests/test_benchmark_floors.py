"""The figures on the benchmark's development half do not fall, and the floors themselves work."""

from __future__ import annotations

import json
from pathlib import Path

from eval.floors import failures, half_hash, measured


def test_the_figures_stand_on_their_floors() -> None:
    assert failures(measured()) == []


def test_a_figure_below_its_floor_is_named(tmp_path: Path) -> None:
    floors = {"answers: right": 0.5, "conflicts: false alarms per 100": -0.02}
    kept = tmp_path / "floors.json"
    kept.write_text(json.dumps({"half": half_hash(), "floors": floors}), encoding="utf-8")
    assert failures({"answers: right": 0.5, "conflicts: false alarms per 100": -0.01}, kept) == []
    assert failures({"answers: right": 0.4, "conflicts: false alarms per 100": -0.03}, kept) == [
        "answers: right: 0.400 below the floor 0.500",
        "conflicts: false alarms per 100: 0.030 above the ceiling 0.020",
    ]


def test_floors_of_another_half_are_not_compared(tmp_path: Path) -> None:
    kept = tmp_path / "floors.json"
    kept.write_text(json.dumps({"half": "0" * 64, "floors": {}}), encoding="utf-8")
    (problem,) = failures({}, kept)
    assert problem.startswith("the development half has changed")


def test_the_hash_tells_names_and_contents_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    first = half_hash(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    second = half_hash(tmp_path)
    (tmp_path / "b.txt").write_text("two", encoding="utf-8")
    assert len({first, second, half_hash(tmp_path)}) == 3
