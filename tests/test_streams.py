"""Reading without end: what is packed, what is very large, and where reading stops."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_formats import FERRY, MILL, OTTERS, parts, read

from index import Skipped, read_articles, reading
from index.formats import Counted, Document, base, documents_of, records, streams, tables
from index.formats.streams import lines_of, unpack

RECORD = {"title": "Ferry", "text": FERRY}


class Repeated(io.RawIOBase):
    """A file that has some bytes again and again."""

    def __init__(self, first: bytes, again: bytes, last: bytes, size: int) -> None:
        self.again = again * max(1, (64 << 10) // len(again))
        self.pieces = self._pieces(first, last, size)
        self.left = b""

    def _pieces(self, first: bytes, last: bytes, size: int) -> Iterator[bytes]:
        yield from [first] if first else []
        for _ in range(size // len(self.again)):
            yield self.again
        yield last

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.left = self.left or next(self.pieces, b"")
        data, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


LINE = json.dumps(RECORD).encode()
TEXT = f"{FERRY} " * 20
RECORD_OF_SIZE = json.dumps({"title": "Ferry", "text": TEXT}).encode()
ITEM = f"<item><title>Ferry</title><description>{TEXT}</description></item>".encode()
LARGE = {
    "a.jsonl": (b"", RECORD_OF_SIZE + b"\n", b""),
    "a.json": (b"[" + RECORD_OF_SIZE, b"," + RECORD_OF_SIZE, b"]"),
    "a.csv": (b"title,text\n", f'Ferry,"{TEXT}"\n'.encode(), b""),
    "a.rss": (b"<rss><channel><title>Vell</title>", ITEM, b"</channel></rss>"),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_file_of_any_length_takes_the_memory_of_a_document(name: str) -> None:
    size = 4 << 20
    tracemalloc.start()
    file = Counted(io.BufferedReader(Repeated(*LARGE[name], size)))
    count = sum(isinstance(part, Document) for part in documents_of(file, "here", name))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count * len(LARGE[name][1]) > 0.95 * size
    assert most < 2 << 20


def test_what_is_packed_is_unpacked_piece_by_piece(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(gzip.compress(LINE + b"\n") + gzip.compress(LINE))  # two members
    articles, skipped = read(tmp_path / "a.bin")
    assert [article.body for article in articles] == [FERRY, FERRY]
    assert skipped == []


def test_a_bomb_is_given_up_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "SMALLEST_BOMB", 1 << 20)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a " * (4 << 20)))
    (skipped,) = read(tmp_path / "a.txt.gz")[1]
    assert skipped.reason == "unpacked it is more than 200 times as large as packed, which no text is"
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(FERRY.encode() + b" " * (1 << 19)))
    assert [article.body for article in read(tmp_path / "a.txt.gz")[0]] == [FERRY]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """A limit of 2 KB for a document."""
    for module in (base, records, tables, streams):
        monkeypatch.setattr(module, "LARGEST_DOCUMENT", 2048)
    monkeypatch.setattr(base.content_of, "__defaults__", (2048,))
    monkeypatch.setattr(lines_of, "__defaults__", (2048,))
    return 2048


LONG = json.dumps({"text": FERRY * 30}).encode()  # 2,850 characters


@pytest.mark.usefixtures("small")
def test_a_document_that_is_too_large_is_skipped_and_the_next_one_read(tmp_path: Path) -> None:
    found = parts(LINE + b"\n" + LONG + b"\n" + LINE, "a.jsonl")
    assert [isinstance(part, Document) for part in found] == [True, False, True]
    assert isinstance(found[1], Skipped)
    assert found[1].source == "here:2"
    assert found[1].reason.startswith("larger than ")
    (tmp_path / "a.txt").write_text(FERRY * 30)
    (tmp_path / "b.txt").write_text(MILL)
    articles, skipped = read(tmp_path)
    assert [article.body for article in articles] == [MILL]
    assert [s.reason.startswith("larger than ") for s in skipped] == [True]


@pytest.mark.usefixtures("small")
def test_a_list_with_a_record_that_is_too_large_names_it() -> None:
    found = parts(b"[" + LINE + b"," + LONG + b"," + LINE + b"]", "a.json")
    assert [part.place if isinstance(part, Document) else part.source for part in found] == [
        "here:1",
        "here:2",
        "here:3",
    ]
    assert isinstance(found[1], Skipped)
    assert found[1].reason.startswith("larger than ")


def test_a_page_with_too_many_tags_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TAGS", 100)
    (tmp_path / "a.html").write_text("<p>a" * 101)
    (tmp_path / "b.html").write_text(f"<p>{FERRY}</p><p>{MILL}" + "<br>" * 97)
    articles, skipped = read(tmp_path)
    assert [article.body for article in articles] == [f"{FERRY}\n{MILL}"]
    assert [each.reason for each in skipped] == ["more than 100 tags, the most that one document may have"]


def test_what_ends_too_early_tells_how_much_was_read(tmp_path: Path) -> None:
    lines = b"\n".join(json.dumps({"text": f"{FERRY} It was the {n}th time."}).encode() for n in range(3000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-2000])
    articles, (skipped,) = read(path)
    assert 0 < len(articles) < 3000
    assert skipped.source == path.resolve().as_posix()
    assert skipped.reason.endswith(f"; what stands before that, {len(articles):,} in number, was read")
    assert [article.source for article in articles[-1:]] == [f"{path.resolve()}:{len(articles)}"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_the_mark_at_the_beginning_tells_the_encoding(encoding: str) -> None:
    text = f"\ufeff{FERRY} – Zoë\n"
    head, file, known = unpack(Counted(io.BytesIO((text if encoding != "utf-32" else text[1:]).encode(encoding))))
    assert known == "utf-8"
    assert file.read().decode("utf-8-sig") == text[1:]
    assert head.decode("utf-8-sig") == text[1:]


def test_a_file_that_is_not_in_the_encoding_that_it_announces(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe" + b"\x00\xd8\x00")
    (skipped,) = read(tmp_path / "a.txt")[1]
    assert skipped.reason.startswith("not in the encoding that its first bytes announce: ")


def test_bytes_tell_how_far_reading_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(MILL.encode()))
    (tmp_path / "c.txt").write_text("No article.")
    sizes = [file.stat().st_size for file in sorted(tmp_path.iterdir())]
    articles = read_articles([tmp_path])
    assert (articles.bytes, articles.bytes_read) == (sum(sizes), 0)
    told = [(next(articles), articles.bytes_read)[1] for _ in range(2)]
    assert told == [sizes[0], sizes[0] + sizes[1]]
    assert list(articles) == []
    assert articles.bytes_read == sum(sizes)


def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    return lambda raw: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))


def test_standard_input_is_a_file_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = pipe(monkeypatch)
    feed(LINE + b"\n{\n" + json.dumps({"text": MILL, "id": "mill"}).encode())
    articles = read_articles(["-"])
    assert articles.bytes is None
    first, second = articles
    assert (first.body, first.source, second.id) == (FERRY, "standard input:1", "mill")
    assert [skipped.source for skipped in articles.skipped] == ["standard input:2"]
    feed(gzip.compress(json.dumps({"text": OTTERS}).encode()))
    (other,) = read_articles(["-"])
    assert other.id != first.id  # what came through a pipe before is not replaced by what stands in its line now
    feed(LINE)
    (again,) = read_articles("-")
    assert again.id == first.id
