"""The suite that measures the checker of a model's sentences, on data that is written here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.measures import figure
from eval.suites.checking import SUITE
from eval.workspace import Workspace

ARTICLE = "Police said 12,000 people marched through the town of vell on friday. The march ended at noon."
SENTENCES = (("12,000 people marched through the town.", True), ("13,000 people marched through the town.", False),
             ("The march ended at noon.", True), ("The march ended in flames and tears.", False))  # fmt: skip


CLAIMS: tuple[tuple[str, str, list[list[int]]], ...] = (
    ("The Tern, built in Selm, sank in 2031.", "supported", [[0, 1]]),
    ("The Tern sank off Obell.", "partially_supported", [[0]]),
    ("The Tern was red.", "not_supported", []),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    judged = [{"sentence": text, "consistent": right, "votes": []} for text, right in SENTENCES]
    qags: list[dict[str, Any]] = [
        {"id": "q1", "split_key": "q1", "article": ARTICLE, "summary_sentences": judged},
    ]
    evidence = ["The Tern sank in 2031.", "It had been built in Selm.", "Nobody was hurt."]
    wice: list[dict[str, Any]] = [
        {
            "id": f"w{n}",
            "split_key": "w",
            "evidence": evidence,
            "claim": claim,
            "label": label,
            "supporting_sentences": own,
        }
        for n, (claim, label, own) in enumerate(CLAIMS, start=1)
    ]
    for name, records in (("qags", qags), ("wice", wice)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dev.jsonl").write_text("".join(json.dumps(line) + "\n" for line in records))
    return tmp_path


def test_sentences_are_kept_or_left_out_and_that_is_right_or_wrong(data: Path, tmp_path: Path) -> None:
    records = [record for record in SUITE.run(Workspace(data, tmp_path / "work")) if record.system == "Rashomon"]
    assert [(r.dataset, r.item, r.answer) for r in records] == [
        ("qags", "q1-0", "kept"),
        ("qags", "q1-1", "a number that its quotes do not have"),
        ("qags", "q1-2", "kept"),
        ("qags", "q1-3", "words that its quotes do not have"),
        ("wice", "w1", "kept"),
        ("wice", "w2", "a name that its quotes do not have"),
    ]
    assert all(record.scores["right"] == 1 for record in records)


def test_balanced_accuracy_is_the_mean_over_both_kinds_of_sentence(data: Path, tmp_path: Path) -> None:
    """By words 12,000 and 13,000 differ in one word of seven ("13"): 6/7 is under 0.9; kept are the first and third."""
    records = [r for r in SUITE.run(Workspace(data, tmp_path / "work")) if r.system == "word overlap"]
    qags = [record for record in records if record.dataset == "qags"]
    assert [record.answer for record in qags] == ["kept", "other words", "kept", "other words"]
    found = [figure(measure, qags, interval=False) for measure in SUITE.measures]
    assert [one.value for one in found if one is not None] == [1.0, 1.0, 1.0, 1.0]
