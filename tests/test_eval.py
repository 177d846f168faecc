"""The measures, by hand, and the reading of data."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from eval.cleaning_metrics import Overlap, f1_of_averages, interval, overlap
from eval.datasets import pages_with_bodies, stripped
from index import UsageError

PAGE = """<html><head><title>Ferry</title><script>var n = 5;</script></head><body>
<nav><ul><li>Home</li><li>Sport</li></ul></nav>
<p>The ferry   was <b>late</b> again.</p><div>Nobody<br>minded.</div></body></html>"""


def test_overlap_counts_shingles_of_four_tokens() -> None:
    # gold: abcd bcde cdef = 3 shingles; found: bcde cdef defx = 3; shared: bcde cdef = 2. P = 2/3, R = 2/3.
    assert overlap("b c d e f x", "a b c d e f") == Overlap(2 / 3, 2 / 3)


def test_overlap_counts_what_is_repeated_as_often_as_it_stands_in_both() -> None:
    # gold has "a b c d" once; found has it twice and "b c d a", "c d a b", "d a b c" once: P = 1/5, R = 1.
    assert overlap("a b c d a b c d", "a b c d") == Overlap(1 / 5, 1.0)


def test_a_text_shorter_than_a_shingle_is_one() -> None:
    assert overlap("late again", "late again") == Overlap(1.0, 1.0)


def test_nothing_found_has_no_precision() -> None:
    assert overlap("", "a b c d") == Overlap(0.0, 0.0)


def test_f1_is_of_the_averages() -> None:
    # P = (1 + 0.5) / 2 = 0.75, R = (0.5 + 1) / 2 = 0.75, F1 = 0.75; the mean of the two F1s would be 0.667.
    assert f1_of_averages([Overlap(1.0, 0.5), Overlap(0.5, 1.0)]) == (0.75, 0.75, 0.75)


def test_f1_of_nothing_right_is_zero() -> None:
    assert f1_of_averages([Overlap(0.0, 0.0)]) == (0.0, 0.0, 0.0)


def test_the_interval_of_equal_pages_is_a_point_and_repeats() -> None:
    assert interval([Overlap(0.8, 0.8)] * 5) == pytest.approx((0.8, 0.8))
    mixed = [Overlap(1.0, 1.0), Overlap(0.5, 0.5), Overlap(0.0, 0.0)]
    assert interval(mixed) == interval(mixed)
    assert interval(mixed)[0] < f1_of_averages(mixed)[2] < interval(mixed)[1]


def test_a_stripped_page_has_a_line_for_each_block() -> None:
    lines = [line.strip() for line in stripped(PAGE).split("\n") if line.strip()]
    assert lines == ["Home", "Sport", "The ferry was late again.", "Nobody", "minded."]


def test_pages_are_read_with_their_bodies(tmp_path: Path) -> None:
    folder = tmp_path / "article_extraction"
    folder.mkdir()
    record = {"url": "https://ferry.example/1", "html": PAGE, "article_body": "The ferry was late again."}
    (folder / "dev.jsonl.gz").write_bytes(gzip.compress((json.dumps(record) + "\n").encode()))
    (page,) = pages_with_bodies(tmp_path)
    assert (page.url, page.html, page.body) == (record["url"], PAGE, record["article_body"])


def test_missing_data_says_how_to_give_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no data at .*dev\.jsonl\.gz; give the data folder with --data"):
        list(pages_with_bodies(tmp_path))


def test_the_command_fails_in_one_line_without_its_data(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "eval", "cleaning", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: no data at")
    assert done.stderr.count("\n") == 1
