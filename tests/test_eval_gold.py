"""The benchmark's reader and its validator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.gold import BENCHMARK, read_half
from eval.gold_check import problems
from eval.gold_samples import benchmark
from index import UsageError

ARTICLES: list[dict[str, Any]] = [
    {
        "id": "ferry-01", "event": "ferry", "story": "s1", "origin": "Tarn Herald", "title": "Seven dead on ferry",
        "date": "2031-05-05", "publisher": "Tarn Herald", "text": "Seven people died, police said.\nForty were aboard.",
    },
    {
        "id": "ferry-02", "event": "ferry", "story": "s2", "origin": "Obell Post", "date": "2031-05-06",
        "html": "<html><body><nav>Home</nav><p>The toll rose to <b>nine</b> people.</p></body></html>",
    },
    {"id": "ferry-03", "event": "ferry", "story": "s2", "origin": "Obell Post", "file": "pages/ferry-03.txt"},
]  # fmt: skip


def evidence(article: str, quote: str, words: str) -> dict[str, str]:
    return {"article": article, "quote": quote, "words": words}


def position(value: str, low: float, origin: str, *evidence: dict[str, str]) -> dict[str, Any]:
    fields = {"unit": "person", "speaker": None, "as_of": None, "origins": [origin], "evidence": list(evidence)}
    return {"value": value, "low": low, "high": low} | fields


def gold() -> dict[str, Any]:
    """A question that is sound."""
    seven = position("seven people", 7, "Tarn Herald", evidence("ferry-01", "Seven people died, police said.", "Seven"))
    nine = position(
        "nine people",
        9,
        "Obell Post",
        evidence("ferry-02", "The toll rose to nine people.", "nine"),
        evidence("ferry-03", "The toll rose to nine people.", "nine"),
    )
    aboard = {"value": "40", "reason": "wider", "evidence": [evidence("ferry-01", "Forty were aboard.", "Forty")]}
    return {
        "id": "ferry-q1", "event": "ferry", "question": "How many people died on the ferry?", "today": "2031-05-20",
        "kind": "number", "relation": "updated", "positions": [seven, nine], "related": [aboard],
    }  # fmt: skip


def half(folder: Path, question: dict[str, Any]) -> Path:
    (folder / "pages").mkdir()
    page = "Home\nSport\nThe toll rose to\nnine people.\nAccept cookies"
    (folder / "pages" / "ferry-03.txt").write_text(page, encoding="utf-8")
    turns = [{"question": "Who died?", "rewrite": "Who died?"}, {"question": "When?", "rewrite": "When did it sink?"}]
    talk = {
        "id": "ferry-c1", "event": "ferry", "today": "2031-05-20", "turns": turns,
    }  # fmt: skip
    for name, records in (("articles", ARTICLES), ("questions", [question]), ("conversations", [talk])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return folder


def test_a_sound_half_has_no_problems(tmp_path: Path) -> None:
    assert problems(read_half(half(tmp_path, gold()))) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"relation": "same"}, "relation same, though no position has two origins"),
        ({"relation": "none", "positions": []}, None),
        ({"relation": "updated", "positions": []}, "relation updated with 0 positions"),
        ({"event": "strike"}, "no article is on strike"),
        ({"nearest": evidence("ferry-01", "Forty were aboard.", "Forty")}, "a nearest miss, though it is answered"),
        ({"related": [{"value": "40", "reason": "wider", "evidence": [evidence("ferry-09", "x", "x")]}]},
         "no article ferry-09"),
        ({"related": [{"value": "40", "reason": "wider", "evidence": [evidence("ferry-01", "Fifty fled.", "Fifty")]}]},
         "the quote 'Fifty fled.' is found 0 times in ferry-01"),
        ({"related": [{"value": "40", "reason": "wider", "evidence": [evidence("ferry-01", "e", "e")]}]},
         "the quote 'e' is found 12 times in ferry-01"),
        ({"related": [{"value": "40", "reason": "wider", "evidence": [evidence("ferry-01", "Forty", "40")]}]},
         "the words '40' are not in the quote 'Forty'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, change: dict[str, Any], problem: str | None) -> None:
    found = problems(read_half(half(tmp_path, gold() | change)))
    assert found == ([f"ferry-q1: {problem}"] if problem else [])


def test_origins_must_be_those_of_the_articles(tmp_path: Path) -> None:
    question = gold()
    question["positions"][0]["origins"] = ["Obell Post"]
    (found,) = problems(read_half(half(tmp_path, question)))
    assert found == "ferry-q1: origins of 'seven people' are ['Obell Post'], of its articles ['Tarn Herald']"


@pytest.mark.parametrize(
    ("change", "message"),
    [({"relation": "unlike"}, r"questions\.jsonl:1 relation: "), ({"colour": "red"}, r"questions\.jsonl:1 colour: ")],
)
def test_a_field_that_is_not_as_it_should_be_is_named(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_half(half(tmp_path, gold() | change))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no articles\.jsonl"):
        read_half(tmp_path)


def test_questions_become_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half(tmp_path, gold())
    monkeypatch.setattr("eval.gold.BENCHMARK", tmp_path.parent)
    collection = benchmark(tmp_path.name, None)
    (sample,) = collection.samples
    assert (sample.values, sample.figure, sample.surface, sample.answerable) == ((7.0, 9.0), 5, True, True)
    assert [gold.texts for gold in sample.golds] == [("seven people", "Seven"), ("nine people", "nine")]
    assert sample.gold_articles == ("ferry-01", "ferry-02", "ferry-03")
    documents = {document.id: document for document in collection.documents}
    assert documents["ferry-02"].html.startswith("<html>")
    assert documents["ferry-03"].text.startswith("Home\nSport")


@pytest.mark.parametrize("name", ["train", "dev", "test"])
def test_the_benchmark_itself_is_sound(name: str) -> None:
    assert problems(read_half(BENCHMARK / name)) == []
