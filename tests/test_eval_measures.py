"""Measures over records, their intervals, and the paired test, worked by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from eval.measures import Measure, f1, figure, macro, mean, paired_test, ratio
from eval.records import Record, read_records, write_records
from index import UsageError


def record(item: str, unit: str = "", variant: str = "", **scores: float) -> Record:
    return Record("suite", "set", "system", item, scores, unit=unit, variant=variant)


def value(measure: Measure, *records: Record) -> float:
    found = figure(measure, records)
    assert found is not None
    return found.value


def test_a_mean_is_over_the_records_that_have_the_score() -> None:
    # (1 + 0) / 2; the third record has no such score.
    assert value(mean("m", "right"), record("a", right=1), record("b", right=0), record("c", other=1)) == 0.5


def test_a_measure_that_applies_to_no_record_is_nothing() -> None:
    assert figure(mean("m", "right"), [record("a", other=1)]) is None


def test_a_ratio_is_of_the_sums() -> None:
    # (1 + 3) / (1 + 9) = 0.4; the mean of the quotients would be (1 + 1/3) / 2 = 0.667.
    assert value(ratio("r", "part", "whole"), record("a", part=1, whole=1), record("b", part=3, whole=9)) == 0.4


def test_a_ratio_to_nothing_is_undefined() -> None:
    assert math.isnan(value(ratio("r", "part", "whole"), record("a", part=0, whole=0)))


def test_f1_is_twice_the_true_ones_over_all() -> None:
    # tp 3, found 4, gold 6: P = 3/4, R = 1/2, F1 = 2 * 3 / (4 + 6) = 0.6.
    measure = f1("F1", "true", "found", "gold")
    assert value(measure, record("a", true=1, found=2, gold=1), record("b", true=2, found=2, gold=5)) == 0.6


def test_a_macro_average_counts_every_class_once() -> None:
    # class 1: (1 + 1 + 0 + 0) / 4 = 0.5; class 2: 1 / 1; mean 0.75. Over records it would be 0.6.
    records = [record(str(n), right=right, size=1) for n, right in enumerate((1, 1, 0, 0))]
    assert value(macro("m", "right", "size"), *records, record("e", right=1, size=2)) == 0.75


def test_the_interval_of_equal_records_is_a_point() -> None:
    found = figure(mean("m", "right"), [record(str(n), right=0.8) for n in range(5)])
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.8, 0.8))
    assert (found.units, found.records) == (5, 5)


def test_the_interval_repeats_and_holds_the_value() -> None:
    records = [record(str(n), right=float(n % 3 == 0)) for n in range(60)]
    first, second = (figure(mean("m", "right"), records) for _ in range(2))
    assert first == second
    assert first is not None
    assert 0.2 < first.low < first.value < first.high < 0.5


def test_records_of_one_unit_are_drawn_together() -> None:
    # Two units, one all right and one all wrong, of 50 records each: a resample has both, or one twice. Its mean is
    # 0, 0.5 or 1, so that the interval is the whole range; drawn one by one the means would lie near 0.5.
    records = [record(f"{unit}{n}", unit, right=float(unit == "a")) for unit in "ab" for n in range(50)]
    found = figure(mean("m", "right"), records)
    assert found is not None
    assert (found.low, found.high, found.units, found.records) == (0.0, 1.0, 2, 100)


def test_units_of_unequal_size_count_by_their_records() -> None:
    # a has three records, b one: (3 * 1 + 0) / 4.
    records = [record(f"a{n}", "a", right=1) for n in range(3)]
    assert value(mean("m", "right"), *records, record("b", "b", right=0)) == 0.75


def test_a_single_unit_has_no_interval() -> None:
    found = figure(mean("m", "right"), [record("a", right=1)])
    assert found is not None
    assert math.isnan(found.low)


def test_resamples_without_anything_to_measure_are_left_out() -> None:
    # Only one of 3 units has a whole: 8 of 27 resamples have none of it. In the rest the quotient is 1/2.
    records = [record("a", part=1, whole=2), record("b", part=0, whole=0), record("c", part=0, whole=0)]
    found = figure(ratio("r", "part", "whole"), records)
    assert found is not None
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_a_paired_test_sees_a_change_that_every_unit_shares() -> None:
    old = [record(str(n), right=0) for n in range(12)]
    new = [record(str(n), right=1) for n in range(12)]
    found = paired_test(mean("m", "right"), old, new)
    assert found is not None
    # Of the 2^12 ways to swap, only swapping none or all is as extreme: p is near 2/4096, and at least 2/1000 drawn.
    assert found[0] == 1.0
    assert found[1] <= 0.01


def test_a_paired_test_of_equal_runs_finds_nothing() -> None:
    run = [record(str(n), right=n % 2) for n in range(12)]
    assert paired_test(mean("m", "right"), run, run) == (0.0, 1.0)


def test_a_paired_test_is_over_what_both_runs_have() -> None:
    # Both have b and c: from (0 + 1) / 2 to (1 + 1) / 2.
    old = [record("a", right=1), record("b", right=0), record("c", right=1)]
    new = [record("b", right=1), record("c", right=1), record("d", right=0)]
    found = paired_test(mean("m", "right"), old, new)
    assert found is not None
    assert found[0] == 0.5
    assert paired_test(mean("m", "right"), old[:1], new) is None


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    records = [
        Record("answers", "set", "system", "a", {"right": 1.0}, "fragment", "u", "Who?", "“Nobody”", "x", ("q",), "n"),
        Record("answers", "set", "system", "b", {}),
    ]
    write_records(records, tmp_path / "answers.records.jsonl")
    assert read_records(tmp_path) == records


def test_a_folder_without_records_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"python -m eval --out"):
        read_records(tmp_path)


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "answers.records.jsonl").write_text('{"suite": "answers"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"answers\.records\.jsonl:1 "):
        read_records(tmp_path)
