"""Formats that are more than text: messages, archives of crawlers, PDF."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from documents import pdf_of, warc_of
from test_formats import FERRY, MILL, OTTERS, PAGE, parts, read, records

from index import Skipped
from index.formats import Document, pdf

# messages

LETTER = f"""Return-Path: <news@vell.example>
Received: from mail.vell.example by mx.tarn.example; Wed, 2 Apr 2031 10:00:00 +0000
From: =?utf-8?q?The_Vell_Gaz=C3=A9tte?= <news@vell.example>
To: readers@vell.example
Subject: =?utf-8?q?Ferry_=E2=80=93_?=
 =?utf-8?q?and_ramp?=
Date: Wed, 02 Apr 2031 09:58:00 +0200
Message-ID: <77@vell.example>
List-Unsubscribe: <https://vell.example/no-more>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=utf-8

The ferry stops.
--inner
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>{FERRY}</p><p>The caf=E9 on the quay stays open, its owner said on Tuesday, and so does the shop.</p>
--inner--
--outer
Content-Type: application/pdf; name="tides.pdf"
Content-Disposition: attachment; filename="tides.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--outer--
"""


def test_a_newsletter_is_of_its_sender(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(LETTER.replace("\n", "\r\n").encode())
    ((article,), (skipped,)) = read(tmp_path / "a.eml")
    cafe = "The café on the quay stays open, its owner said on Tuesday, and so does the shop."
    assert article.text == f"Ferry – and ramp\n\n{FERRY}\n{cafe}"
    assert (article.publisher, article.published, article.id) == ("The Vell Gazétte", "2031-04-02", "77@vell.example")
    assert article.authors == ()
    place = (tmp_path / "a.eml").resolve().as_posix()
    assert skipped == Skipped(f"{place}:5", "an attachment, which is not read: tides.pdf")


def test_a_letter_is_by_its_sender() -> None:
    letter = f"Message-ID: <1@b.example>\nMIME-Version: 1.0\nFrom: Ina Holt <i@b.example>\nSubject: Mill\n\n{MILL}\n"
    assert records(parts(letter.encode())) == [
        ("here", {"text": f"{MILL}\n", "title": "Mill", "id": "1@b.example", "author": "Ina Holt"})
    ]


def test_an_unknown_encoding_of_a_letter_is_found_and_bad_fields_are_no_matter() -> None:
    text = "Der Bürgermeister von Öhnsbach erklärte am Dienstag, die Brücke über die Äsche müsse gesperrt werden."
    head = "From: <<@\nMessage-ID: x\nMIME-Version: 1.0\nDate: soon\nContent-Type: text/plain; charset=none-such\n\n"
    ((_, fields),) = records(parts((head + text).encode("cp1252"), "a.eml"))
    assert fields == {"text": text, "published": "soon", "id": "x"}


def test_a_message_without_text_or_with_too_many_parts_is_none(tmp_path: Path) -> None:
    head = "From: a@b.example\nMIME-Version: 1.0\nMessage-ID: <1@b.example>\nContent-Type: "
    (tmp_path / "a.eml").write_text(f"{head}image/png\n\nx\n")
    boundaries = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(300))
    (tmp_path / "b.eml").write_text(f"{head.removesuffix('Content-Type: ')}{boundaries}\n{FERRY}\n")
    assert [skipped.reason for skipped in read(tmp_path)[1]] == [
        "a message without text",
        "a message with more than 200 parts",
    ]


# archives of crawlers


def test_the_pages_of_an_archive_have_their_addresses(tmp_path: Path) -> None:
    latin = f"<html><body><article><p>{FERRY}</p><p>Die Fähre fährt nicht.</p></article></body></html>"
    pages = [
        warc_of("https://vell.example/ferry", PAGE, kind="request"),
        warc_of("https://vell.example/ferry", PAGE),
        warc_of("https://vell.example/a.png", b"\x89PNG", "image/png"),
        warc_of("https://vell.example/old", b"gone", status="404 Not Found"),
        warc_of("https://vell.example/new", latin.encode("latin-1"), "text/html; charset=iso-8859-1"),
        warc_of("https://vell.example/cut", PAGE[:200], more="WARC-Truncated: length\r\n"),
        warc_of("https://vell.example/b.png", b"\x89PNG", "image/png"),
    ]
    for name, raw in (("a.warc", b"".join(pages)), ("a.warc.gz", b"".join(map(gzip.compress, pages)))):
        path = tmp_path / name
        path.write_bytes(raw)
        articles, skipped = read(path)
        assert [article.id for article in articles] == ["https://vell.example/ferry", "https://vell.example/new"]
        assert [article.body for article in articles] == [f"{FERRY}\n{MILL}", f"{FERRY}\nDie Fähre fährt nicht."]
        place = path.resolve().as_posix()
        assert [article.source for article in articles] == [f"{place}:2", f"{place}:5"]
        assert skipped == [
            Skipped(f"{place}:6", "cut off by the crawler (length)"),
            Skipped(place, "records that are no pages: 2 image/png, 1 with status 404"),
        ]


def test_what_is_behind_the_end_of_an_archive_is_told() -> None:
    page = warc_of("https://vell.example/ferry", PAGE)
    first, cut = parts(page + page[:-60])
    assert isinstance(first, Document)
    assert cut == Skipped("here:2", "the file ends in the midst of it")
    _, broken = parts(page + b"no record\r\n\r\n" + page)
    assert isinstance(broken, Skipped)
    assert broken.source == "here:2"
    assert broken.reason.startswith("not a record of WARC: ")
    assert broken.reason.endswith("; nothing from here on was read")


def test_a_page_that_is_longer_than_its_archive_states_is_not_cut_short() -> None:
    page = warc_of("https://vell.example/ferry", PAGE)
    length = int(page.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
    wrong = page.replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length - 40), 1)
    found = parts(page + wrong + page)
    assert [part.place for part in found if isinstance(part, Document)] == ["here:1", "here:3"]
    assert [part for part in found if isinstance(part, Skipped)] == [
        Skipped("here:2", "its length is not what the archive states")
    ]


def test_what_was_sent_packed_is_unpacked_or_damaged() -> None:
    packed = gzip.compress(PAGE)
    fields = {"content_type": "text/html\r\nContent-Encoding: gzip"}
    whole, cut = (warc_of("https://vell.example/a", content, **fields) for content in (packed, packed[:-20]))
    first, second = parts(whole + cut)
    assert isinstance(first, Document)
    assert first.raw == PAGE
    assert isinstance(second, Skipped)
    assert second.reason.startswith("damaged: Compressed file ended")


# PDF

LEAD = ("The ferry between Vell and Skarn was taken", "out of service because its ramp had rus-", "ted through.")
REST = ("The old mill at Tarn was sold to a family of", "bakers who want to grind their own flour", "again.")


def column(lines: tuple[str, ...], x: float, top: float, size: float = 10) -> list[tuple[float, float, float, str]]:
    return [(x, top - 12 * number, size, line) for number, line in enumerate(lines)]


def test_the_lines_of_a_pdf_become_paragraphs() -> None:
    page = [
        (50, 820, 8, "The Vell Gazette, page 1"),
        (50, 804, 24, "Ferry stops"),
        (50, 776, 24, "at Vell"),
        *column(LEAD, 50, 740),
        *column(REST, 50, 692),  # a line's height more than between lines
        *column((OTTERS[:45], OTTERS[46:]), 300, 740),  # a second column
    ]
    other = [(50, 820, 8, "The Vell Gazette, page 2"), *column(("The ranger counted twelve of them.",), 50, 780)]
    ((_, fields),) = records(parts(pdf_of(page, other, packed=True), "a.txt"))
    lead = "The ferry between Vell and Skarn was taken out of service because its ramp had rusted through."
    text = ["Ferry stops at Vell", lead, MILL, OTTERS, "The ranger counted twelve of them."]
    assert fields == {"text": "\n\n".join(text)}


def test_an_indent_begins_a_paragraph_and_a_sentence_goes_on_over_a_page() -> None:
    page = [*column(LEAD, 50, 740), (60, 704, 10, REST[0]), (50, 692, 10, REST[1])]
    other = [(50, 780, 10, REST[2])]
    ((_, fields),) = records(parts(pdf_of(page, other)))
    assert fields == {"text": f"{FERRY}\n\n{MILL}"}


def test_a_pdf_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of([(50, 780, 24, "Ferry stops at Vell"), *column(LEAD, 50, 740)]))
    ((article,), skipped) = read(tmp_path)
    assert article.text == f"Ferry stops at Vell\n\n{FERRY}"
    assert (article.id, skipped) == ((tmp_path / "a.pdf").resolve().as_posix(), [])


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pdf_of([]), "a PDF without text; pages that are pictures"),
        (b"%PDF-1.7\n", "not a PDF that can be read: "),
        (pdf_of(column(LEAD, 50, 740))[:300], "not a PDF that can be read: "),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(raw)
    (skipped,) = read(tmp_path / "a.pdf")[1]
    assert skipped.reason.startswith(reason)


def test_a_pdf_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST_PDF", 0.0)
    (tmp_path / "a.pdf").write_bytes(pdf_of(column(LEAD, 50, 740)))
    (skipped,) = read(tmp_path / "a.pdf")[1]
    assert skipped.reason == "a PDF that takes more than 0 seconds to read"


@pytest.mark.parametrize(
    ("name", "raw", "module", "extra"),
    [("a.pdf", pdf_of([]), "pypdf", "pdf"), ("a.warc", b"WARC/1.0\r\n", "warcio.archiveiterator", "warc")],
)
def test_a_format_that_is_not_installed_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(raw)
    (skipped,) = read(tmp_path / name)[1]
    assert skipped.reason.endswith(f": pip install 'rashomon[{extra}]'")


def test_a_record_of_an_archive_is_read_again_from_what_is_stored(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(LETTER.encode())
    (article,) = read(tmp_path / "a.eml")[0]
    assert article.media_type == "application/json"
    assert json.loads(article.raw)["title"] == "Ferry – and ramp"
