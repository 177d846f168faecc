"""Files and folders to articles: what is read, in which order, under which identity, and what is skipped."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index import Article, Skipped, UsageError, read_articles

OTTERS = "The otters of Lake Ossel have come back after forty years, the valley's ranger said on Tuesday."
FERRY = "The ferry between Vell and Skarn was taken out of service because its ramp had rusted through."
MILL = "The old mill at Tarn was sold to a family of bakers who want to grind their own flour again."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file of each kind, in an order that is not the order of their names."""
    (tmp_path / "c.md").write_text(f"# Mill sold\n\n{MILL}\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(OTTERS, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    html = f"<html><body><article><h1>Ferry stops</h1><p>{FERRY}</p><p>{MILL}</p></article></body></html>"
    (tmp_path / "sub" / "b.html").write_text(html, encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps({"text": OTTERS, "id": "otters"}), encoding="utf-8")
    lines = (json.dumps({"text": FERRY}), "", json.dumps({"text": MILL, "url": "https://tarn.example/mill"}))
    (tmp_path / "e.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "f.txt.gz").write_bytes(gzip.compress(MILL.encode()))
    for name in ("README.md", "LICENSE.txt", ".hidden.txt"):
        (tmp_path / name).write_text(OTTERS, encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "g.txt").write_text(OTTERS, encoding="utf-8")
    return tmp_path


def read(*paths: Path) -> tuple[list[Article], list[Skipped]]:
    articles = read_articles(paths)
    return list(articles), articles.skipped


def test_a_folder_is_read_in_the_order_of_its_names_with_all_below_it(folder: Path) -> None:
    articles, skipped = read(folder)
    places = [Path(article.source).relative_to(folder).as_posix() for article in articles]
    assert places == ["a.txt", "c.md", "d.json", "e.jsonl:1", "e.jsonl:3", "f.txt.gz", "sub/b.html"]
    assert skipped == []


def test_every_format_gives_the_words_of_the_article(folder: Path) -> None:
    bodies = {Path(article.source).name: article.body for article in read(folder)[0]}
    assert bodies == {
        "a.txt": OTTERS,
        "b.html": f"{FERRY}\n{MILL}",
        "c.md": MILL,
        "d.json": OTTERS,
        "e.jsonl:1": FERRY,
        "e.jsonl:3": MILL,
        "f.txt.gz": MILL,
    }


def test_the_identity_is_the_id_else_the_address_else_the_place(folder: Path) -> None:
    ids = {Path(article.source).name: article.id for article in read(folder)[0]}
    assert ids["d.json"] == "otters"
    assert ids["e.jsonl:3"] == "https://tarn.example/mill"
    assert ids["a.txt"] == (folder / "a.txt").resolve().as_posix()
    assert ids["e.jsonl:1"] == (folder / "e.jsonl").resolve().as_posix() + ":1"


def test_a_relative_and_an_absolute_path_give_one_identity(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert read(Path("a.txt"))[0][0].id == read(folder / "a.txt")[0][0].id


def test_the_raw_document_and_its_kind_are_kept(folder: Path) -> None:
    (article,) = read(folder / "f.txt.gz")[0]
    assert (article.raw, article.media_type) == (MILL.encode(), "text/plain")
    assert read(folder / "sub")[0][0].media_type == "text/html"
    assert read(folder / "e.jsonl")[0][0].raw.strip() == json.dumps({"text": FERRY}).encode()


def test_a_list_of_records_is_read_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text(json.dumps([{"text": OTTERS}, {"text": FERRY, "id": "ferry"}]), encoding="utf-8")
    articles, _ = read(file)
    assert [(a.id, a.body) for a in articles] == [(f"{file.resolve().as_posix()}:1", OTTERS), ("ferry", FERRY)]


def test_a_bad_record_is_skipped_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(
        "\n".join([json.dumps({"text": OTTERS}), '{"text": ', '{"title": "x"}', json.dumps({"text": MILL})])
    )
    articles, skipped = read(file)
    assert [article.body for article in articles] == [OTTERS, MILL]
    place = file.resolve().as_posix()
    assert [s.source for s in skipped] == [f"{place}:2", f"{place}:3"]
    assert skipped[0].reason.startswith("not a JSON record: ")
    assert skipped[1].reason == "a record needs a text or html field that holds a string"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", b"{", "not a JSON record"),
        ("a.json", b"[" * 100_000, "not JSON"),
        ("a.json", b'["a string"]', "a record needs"),
        ("a.zip", b"PK\x03\x04\x14\x00\x00\x00", "cannot read this kind of file"),
        ("a.txt", b"\x00\x01\xff\xfe\x00" * 50, "not a text document"),
        ("a.txt", b"", "an empty file"),
        ("a.html", b"<html><body></body></html>", "an empty page"),
        ("a.txt.gz", gzip.compress(MILL.encode())[:-12], "end-of-stream"),
        ("a.txt.gz", gzip.compress(gzip.compress(MILL.encode())), "packed with gzip more than once"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_a_reason_and_the_next_is_read(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(MILL, encoding="utf-8")
    articles, skipped = read(tmp_path / name, tmp_path / "z.txt")
    assert [article.body for article in articles] == [MILL]
    assert len(skipped) == 1
    assert skipped[0].source.startswith(str(tmp_path / name))
    assert reason in skipped[0].reason


def test_a_path_that_is_not_there_is_wrong_usage_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no such file or folder: .*nowhere"):
        read_articles([tmp_path / "nowhere"])


def test_one_path_need_not_be_in_a_list(folder: Path) -> None:
    assert [article.body for article in read_articles(str(folder / "a.txt"))] == [OTTERS]


def test_articles_are_read_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join([json.dumps({"text": OTTERS}), "{", json.dumps({"text": MILL})]), encoding="utf-8")
    articles = read_articles([file])
    assert next(articles).body == OTTERS
    assert articles.skipped == []
    assert next(articles).body == MILL
    assert len(articles.skipped) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_of_a_file_is_found(tmp_path: Path, encoding: str) -> None:
    body = (
        "Der Bürgermeister von Öhnsbach erklärte am Dienstag, die Brücke über die Äsche müsse für zwei Jahre "
        "gesperrt werden, weil die Pfeiler große Risse hätten."
    )
    (tmp_path / "a.txt").write_bytes(body.encode(encoding))
    assert read(tmp_path)[0][0].body == body
