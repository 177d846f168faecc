"""The measures of speed, by hand, and a run on two tiny articles."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.measures import figure
from eval.rashomon_system import NAME
from eval.records import Record
from eval.speed import LOOP, MEASURES, path_records, questions_on, reading_records
from eval.suites import speed as suite
from eval.workspace import Workspace
from index import UsageError
from index.encoder import SentenceEncoder


def of(name: str, records: list[Record]) -> float:
    (measure,) = (measure for measure in MEASURES if measure.name == name)
    found = figure(measure, records, interval=False)
    assert found is not None
    return found.value


def timed(*milliseconds: float) -> list[Record]:
    return [Record("speed", "d", "s", str(n), {"milliseconds": time}) for n, time in enumerate(milliseconds)]


def test_percentiles_of_questions() -> None:
    # 101 times from 0 to 100 ms: the p-th percentile is p. Records without a time do not count.
    records = [*timed(*range(101)), Record("speed", "d", "s", "index", {"passages": 5.0})]
    assert [of(f"question p{share}, ms", records) for share in (50, 95, 99)] == [50.0, 95.0, 99.0]
    # Of 10, 20, 40: p50 is the middle one; p95 lies at place 0.95 * 2 = 1.9, so 20 + 0.9 * 20 = 38.
    assert of("question p50, ms", timed(40, 10, 20)) == 20.0
    assert of("question p95, ms", timed(40, 10, 20)) == pytest.approx(38.0)


def test_rates_and_sizes() -> None:
    scores = {"articles_indexed": 30.0, "indexing_seconds": 4.0, "bytes": 900.0, "articles_stored": 45.0}
    records = [Record("speed", "d", "s", "index", scores)]
    records += [Record("speed", "d", "s", f"cold-{n}", {"cold_seconds": s}) for n, s in enumerate((3.0, 9.0, 4.0))]
    assert of("indexing, articles/s", records) == 7.5
    assert of("bytes on disk per article", records) == 20.0
    assert of("cold start of `rashomon ask`, s (median)", records) == 4.0


def test_reading_takes_files_apart_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n\nno record\n{"text": "b"}\n', encoding="utf-8")
    (record,) = reading_records("two", tmp_path / "a.jsonl")
    assert record.scores["records_read"] == 3.0
    # 6 records in 2 ms.
    taken = Record("speed", "d", "s", "reading", {"records_read": 6.0, "reading_seconds": 0.002})
    assert of("reading JSON lines, before cleaning, records/s", [taken]) == 3000.0


def test_the_claims_of_fifty_passages() -> None:
    # 50 articles in 4 ms, 25 in 3 ms and 10 in 0.2 ms are 4, 6 and 1 ms for 50: the middle one counts.
    loads = ((4.0, 50.0), (3.0, 25.0), (0.2, 10.0))
    records = [
        Record("speed", "d", "s", f"claims-{n}", {"claims_milliseconds": time, "claims_articles": articles})
        for n, (time, articles) in enumerate(loads)
    ]
    assert of("claims of 50 passages, ms", records) == 4.0


def test_a_percentile_of_nothing_is_not_a_number() -> None:
    (measure,) = (measure for measure in MEASURES if measure.name == "question p50, ms")
    assert figure(measure, [Record("speed", "d", "s", "index", {"passages": 5.0})]) is None
    assert np.isnan(measure.estimate({"milliseconds": np.array([np.nan])}))


def test_questions_are_made_of_the_words_of_headlines() -> None:
    found = questions_on(["Ferry to Obell is late", "of it", "Vall bridge closed"], 12)
    assert len(found) == 12
    assert len(set(found)) == 6  # two headlines with words to take, in six templates; which go together repeats
    assert all("Ferry Obell" in question or "Vall bridge closed" in question for question in found)
    assert found == questions_on(["Ferry to Obell is late", "of it", "Vall bridge closed"], 12)
    assert questions_on(["of it"], 3) == []


TEXTS = {
    "Vall bridge closed": "The Vall bridge in Obell was closed on Monday. Three people were hurt, the mayor said.",
    "Ferry to Obell late": "The ferry to Obell was an hour late on Tuesday. Some 40 passengers waited on the pier.",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, (title, text) in enumerate(TEXTS.items()):
        (folder / f"{number}.json").write_text(json.dumps({"title": title, "text": text}), encoding="utf-8")
    return folder


def test_speed_of_two_articles(articles: Path, tmp_path: Path) -> None:
    found = list(path_records("two", articles, tmp_path / "two.index", SentenceEncoder(), questions=3, cold_starts=1))
    ours, loop = ([record for record in found if record.system == system] for system in (NAME, LOOP))
    assert [record.item for record in ours] == [
        "index", "claims-1", "claims-2", "question-001", "question-002", "question-003", "cold-1", "memory",
    ]  # fmt: skip
    assert [record.item for record in loop] == ["index", "question-001", "question-002", "question-003"]
    assert ours[0].note.startswith("2 articles, 2 passages, ")
    assert (of("articles", ours), of("passages", ours)) == (2.0, 2.0)
    assert all(score > 0 for record in found for score in record.scores.values())
    claims = [int(record.note.split()[0]) for record in ours if record.item.startswith("claims-")]
    assert min(claims) > 0
    assert ours[0].note.endswith(f" {sum(claims)} claims")  # each article's were loaded once
    assert 50 < of("peak memory of a process that asks, MB", ours) < 4000
    assert "bytes" not in loop[0].scores  # it keeps all in memory


def test_sizes_are_reached_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gva_news"
    folder.mkdir()
    lines = [
        {"id": f"{n}", "title": title, "date": "2020-01-01", "url": f"https://x.example/{n}", "text": text}
        for n, (title, text) in enumerate([*TEXTS.items(), *((f"{t} again", f"{t} {x}") for t, x in TEXTS.items())])
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "dev.jsonl").write_text("", encoding="utf-8")
    monkeypatch.setattr(suite, "_SIZES", {"small": 1, "all": 100, "more": 1000})
    monkeypatch.setattr(suite, "QUESTIONS", 2)
    monkeypatch.setattr(suite, "index_records", lambda *given: [given])
    monkeypatch.setattr(suite, "loop_records", lambda *given: [])
    monkeypatch.setattr(suite, "reading_records", lambda *given: [])
    stages = list(suite.run(Workspace(tmp_path, tmp_path / "scratch")))
    # An article is one passage here. First 1 article, then the 3 that are left; there are no more for the third size.
    assert [(stage[0], stage[3]) for stage in stages] == [("small", 1), ("all", 3)]  # type: ignore[index]
    assert [len(stage[2]) for stage in stages] == [2, 2]  # type: ignore[index]


def test_without_articles_there_is_nothing_to_measure(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no article to ask about in"):
        list(path_records("none", tmp_path / "empty", tmp_path / "none.index", SentenceEncoder()))
