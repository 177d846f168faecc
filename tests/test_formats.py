"""The formats: each document of a file with its place, whatever the file is called; what is none, with the reason."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from index import Article, Skipped, read_articles
from index.formats import Counted, Document, documents_of, elements
from index.formats.charsets import in_utf8
from index.formats.times import iso_day

OTTERS = "The otters of Lake Ossel have come back after forty years, the valley's ranger said on Tuesday."
FERRY = "The ferry between Vell and Skarn was taken out of service because its ramp had rusted through."
MILL = "The old mill at Tarn was sold to a family of bakers who want to grind their own flour again."


def parts(raw: bytes, name: str = "", content_type: str = "") -> list[Document | Skipped]:
    return list(documents_of(Counted(io.BytesIO(raw)), "here", name, content_type))


def records(found: Iterable[Document | Skipped]) -> list[tuple[str, object]]:
    """The fields of each document, and the reason of what is none, with their places."""
    return [
        (part.place, json.loads(part.raw)) if isinstance(part, Document) else (part.source, part.reason)
        for part in found
    ]


def read(path: Path) -> tuple[list[Article], list[Skipped]]:
    articles = read_articles(path)
    return list(articles), articles.skipped


PAGE = f"<!DOCTYPE html>\n<html><body><article><p>{FERRY}</p><p>{MILL}</p></article></body></html>".encode()
LINE = json.dumps({"text": FERRY}).encode()
FEED = f"""<?xml version="1.0"?>
<!-- made on Monday -->
<rss version="2.0"><channel><title>The Vell Gazette</title>
<item><title>Ferry stops</title><description>{FERRY}</description></item></channel></rss>""".encode()
MESSAGE = f"From: a@b.example\nMIME-Version: 1.0\nMessage-ID: <1@b.example>\n\n{FERRY}\n".encode()


@pytest.mark.parametrize(
    ("name", "raw", "kinds"),
    [
        ("a.txt", PAGE, ["text/html"]),
        ("a.pdf", PAGE, ["text/html"]),
        ("a.json", PAGE, ["text/html"]),
        ("", PAGE, ["text/html"]),
        ("a.html", LINE, ["application/json"]),
        ("a.csv", LINE + b"\n" + LINE, ["application/json"] * 2),
        ("a.jsonl", b"[" + LINE + b"," + LINE + b"]", ["application/json"]),
        ("a.txt", b"[" + LINE + b"," + LINE + b"]", ["application/json"] * 2),
        ("a.html", FEED, ["application/json"]),
        ("a.txt", MESSAGE, ["application/json"]),
        ("a.html", FERRY.encode(), [None]),
        ("a.txt", FERRY.encode(), [None]),
        ("notes", FERRY.encode(), [None]),
        ("a.md", b"# Mill\n\n<p>" + MILL.encode(), ["text/markdown"]),
        ("a.gz", gzip.compress(PAGE), ["text/html"]),
        ("a", gzip.compress(LINE), ["application/json"]),
        ("a.txt", PAGE.decode().encode("utf-16"), ["text/html"]),
    ],
)
def test_what_a_file_is_tells_its_content_and_then_its_name(name: str, raw: bytes, kinds: list[str | None]) -> None:
    assert [part.media_type for part in parts(raw, name) if isinstance(part, Document)] == kinds


def test_without_a_name_the_server_says_what_it_is() -> None:
    table = f"title,text\nFerry,{FERRY}\n".encode()
    assert records(parts(table, "export", "text/csv; charset=utf-8")) == [("here:2", {"title": "Ferry", "text": FERRY})]


# JSON


def test_one_record_stands_where_its_file_does_however_it_is_written() -> None:
    record = {"title": "Ferry", "text": FERRY}
    for raw in (json.dumps(record), json.dumps(record, indent=2), "\n\n" + json.dumps(record) + "\n\n"):
        assert records(parts(raw.encode(), "a.json")) == [("here", record)]


def test_records_a_line_keep_their_lines_also_in_a_file_called_json() -> None:
    raw = b"\n".join((LINE, b"", b"{broken", LINE))
    for name in ("a.jsonl", "a.json", "a.ndjson", "dump"):
        assert [part.place for part in parts(raw, name) if isinstance(part, Document)] == ["here:1", "here:3", "here:4"]


def test_a_list_that_is_wrapped_is_read_like_a_list() -> None:
    found = [{"title": "a", "content": FERRY}, {"title": "b", "content": MILL}]
    for answer in ({"status": "ok", "sources": [], "articles": found}, {"response": {"total": 2, "results": found}}):
        for indent in (None, 1):
            wrapped = records(parts(json.dumps(answer, indent=indent).encode(), "a.json"))
            assert wrapped == [("here:1", found[0]), ("here:2", found[1])]
    own = {"text": FERRY, "comments": [{"text": MILL}]}
    assert records(parts(json.dumps(own).encode(), "a.json")) == [("here", own)]


def test_a_list_ends_where_it_is_no_longer_json() -> None:
    (first, second, last) = parts(b"[" + LINE + b", " + LINE + b', {"text": "cut o', "a.json")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(last, Skipped)
    assert (first.place, second.place, last.source) == ("here:1", "here:2", "here:3")
    assert last.reason.startswith("not JSON: ")
    assert last.reason.endswith("; nothing from here on was read")


def test_what_is_nested_too_deeply_is_left_out_and_the_rest_is_read() -> None:
    deep = b'{"text": ' + b"[" * 70 + b"]" * 70 + b"}"
    fits = b'{"text": "a", "more": ' + b"[" * 63 + b"]" * 63 + b"}"
    found = records(parts(b"[" + b", ".join((LINE, deep, fits)) + b"]", "a.json"))
    assert [place for place, _ in found] == ["here:1", "here:2", "here:3"]
    assert found[1][1] == "not a JSON record: more than 64 lists and objects inside one another"


# CSV


def test_a_table_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Headline;Body;Source;Publish Date;Article URL;Byline\n"
        f'"Ferry; and ""ramp""";"{FERRY}\n{MILL}";The Vell Gazette;2031-04-02;https://vell.example/f;Ina Holt\n'
        "\n"
        f"Otters;{OTTERS};;;;\n",
        encoding="utf-8-sig",
    )
    articles, skipped = read(tmp_path / "a.csv")
    first, second = articles
    assert (first.title, first.body) == ('Ferry; and "ramp"', f"{FERRY}\n{MILL}")
    assert (first.publisher, first.published, first.id) == ("The Vell Gazette", "2031-04-02", "https://vell.example/f")
    assert first.authors == ("Ina Holt",)
    place = (tmp_path / "a.csv").resolve().as_posix()
    assert (first.source, second.source, second.id) == (f"{place}:2", f"{place}:5", f"{place}:5")
    assert skipped == []


def test_a_row_that_does_not_fit_the_header_is_skipped_with_its_line() -> None:
    table = f'title,text\na,{FERRY},more\nb\nc,"{MILL}" x\nd,{MILL}\n'
    found = records(parts(table.encode(), "a.csv"))
    assert [place for place, _ in found] == ["here:2", "here:3", "here:4", "here:5"]
    assert [what for _, what in found[:2]] == [
        "the row has 3 fields, and the first line names 2",
        "the row has 1 fields, and the first line names 2",
    ]
    assert str(found[2][1]).startswith("not a row of CSV: ")
    assert found[3][1] == {"title": "d", "text": MILL}


def test_a_quotation_mark_that_is_never_closed_does_not_make_one_article_of_the_rest() -> None:
    table = f'title,text\na,"{FERRY}\nb,{MILL}\n'
    ((place, reason),) = records(parts(table.encode(), "a.csv"))
    assert place == "here:2"
    assert reason == "not a row of CSV: unexpected end of data"


def test_a_table_without_a_column_of_texts_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("place,visitors\nTarn,12\n", encoding="utf-8")
    ((_, reason),) = [(s.source, s.reason) for s in read(tmp_path / "a.csv")[1]]
    assert reason == "its first line has to name the columns, and one of them text or html"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_encoding_of_a_table_is_found(encoding: str) -> None:
    body = "Der Bürgermeister von Öhnsbach erklärte am Dienstag, die Brücke über die Äsche müsse gesperrt werden."
    found = records(parts(f"title\ttext\nBrücke\t{body}\n".encode(encoding), "a.tsv"))
    assert found == [("here:2", {"title": "Brücke", "text": body})]


# feeds and the files of agencies

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Vell Gazette</title><link>https://vell.example/</link>
<item><title>Ferry &amp; ramp</title><link>https://vell.example/ferry</link><guid isPermaLink="false">77</guid>
<pubDate>Wed, 02 Apr 2031 23:30:00 -0500</pubDate><dc:creator>Ina Holt</dc:creator>
<description>The ferry stops.</description>
<content:encoded><![CDATA[<p>{FERRY}</p><p>{MILL}</p>]]></content:encoded></item>
<item><title>Otters</title><description>The otters of Lake Ossel have come back, and &#8230;</description></item>
<item><title>No&nbsp;text</title><description/></item>
<item><title>Mill&nbsp;sold &</title><author>d@vell.example (Dan Rohe)</author><description>{MILL}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn news</title>
<entry><id>tag:tarn.example,2031:1</id><title type="html">Otters &amp;amp; more</title>
<link rel="replies" href="https://tarn.example/1/comments"/><published>2031-05-14T07:00:00Z</published>
<author><name>Mara Lind</name></author><author><name>Ola Brandt</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{OTTERS}</p><p>{FERRY}</p></div></content></entry>
</feed>"""


def test_the_entries_of_rss() -> None:
    found = records(parts(RSS.encode(), "feed.xml"))
    assert found[0] == (
        "here:1",
        {
            "html": f"<p>{FERRY}</p><p>{MILL}</p>",
            "title": "Ferry & ramp",
            "url": "https://vell.example/ferry",
            "published": "2031-04-02",
            "authors": ["Ina Holt"],
            "publisher": "The Vell Gazette",
        },
    )
    assert found[1:3] == [
        ("here:2", "the entry has only the beginning of its text"),
        ("here:3", "the entry has no text"),
    ]
    assert found[3] == (
        "here:4",
        {"text": MILL, "title": "Mill sold &", "authors": ["Dan Rohe"], "publisher": "The Vell Gazette"},
    )


def test_the_entries_of_atom(tmp_path: Path) -> None:
    (tmp_path / "news.atom").write_text(ATOM, encoding="utf-8")
    ((article,), skipped) = read(tmp_path / "news.atom")
    assert skipped == []
    assert article.text == f"Otters & more\n\n{OTTERS}\n{FERRY}"
    assert (article.id, article.url, article.published) == ("tag:tarn.example,2031:1", None, "2031-05-14")
    assert (article.publisher, article.authors) == ("Tarn news", ("Mara Lind", "Ola Brandt"))


def test_an_entry_that_is_not_closed_costs_itself_and_the_end_of_a_file_the_last_one() -> None:
    item = f"<item><description>{FERRY}</description></item>"
    open_item = f"<item><description>{MILL} <br> and</description></item>"
    feed = f"<rss><channel>{item}{open_item}{item}</channel></rss>"
    found = records(parts(feed.encode()))
    assert [place for place, what in found if isinstance(what, dict)] == ["here:1", "here:2"]
    assert [what for _, what in found if isinstance(what, str)] == ["its markup is not closed where it ends"]
    found = records(parts(f"<rss><channel>{item}<item><description>{MILL}".encode()))
    assert found == [("here:1", {"text": FERRY}), ("here:2", "the file ends in the midst of it")]


@pytest.mark.parametrize("size", [1, 2, 7, 40, 41, 43, 100])
def test_references_are_mended_wherever_a_file_is_cut(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "_CHUNK", size)
    text = b"<a>x&nbsp;y & z &amp; &#38; &unknown; AT&T</a><![CDATA[ a & b &nbsp; ]] ]]>&copy;<b/>"
    mended = b"<a>x&#160;y &amp; z &amp; &#38; &amp;unknown; AT&amp;T</a><![CDATA[ a & b &nbsp; ]] ]]>&#169;<b/>"
    assert b"".join(elements._mended(io.BufferedReader(io.BytesIO(text * 3)))) == mended * 3


def test_after_a_lone_ampersand_entries_come_as_they_are_read() -> None:
    item = f"<item><description>{FERRY} & {MILL}</description></item>".encode()

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            some = (b"<rss><channel>" if not self.given else b"") + item * (len(buffer) // len(item) - 1)
            self.given = True
            buffer[: len(some)] = some
            return len(some)

        given = False

    found = documents_of(Counted(io.BufferedReader(Endless())), "here")
    assert [next(found).__class__ for _ in range(1000)] == [Document] * 1000


def test_entities_are_not_expanded_and_no_file_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the code of the safe")
    feed = f"""<!DOCTYPE rss [<!ENTITY a "xxx"><!ENTITY b "&a;&a;&a;"><!ENTITY s SYSTEM "{tmp_path}/secret.txt">]>
    <rss><channel><item><description>{FERRY} &b; &s;</description></item></channel></rss>"""
    ((_, fields),) = records(parts(feed.encode()))
    assert fields == {"text": f"{FERRY} &b; &s;"}


NITF = f"""<?xml version="1.0" encoding="iso-8859-1"?>
<nitf><head><title>slug-ferry</title><docdata><doc-id id-string="npa-77"/><date.issue norm="20310402T101500Z"/>
<doc.copyright holder="Norlin Press Agency"/></docdata></head>
<body><body.head><hedline><hl1>Ferry stops at Vell</hl1></hedline>
<byline>By <person>Ina Hölt</person>, Vell</byline></body.head>
<body.content><block><p>{FERRY}</p><p>{MILL}</p></block></body.content></body></nitf>"""
NEWSML = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:npa.example:2031:1"><itemMeta>
<provider literal="NPA"><name>Norlin Press Agency</name></provider>
<versionCreated>2031-04-03T10:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2031-04-02</contentCreated>
<by>Ina Holt</by><headline>Ferry stops</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FERRY}</p><p>{MILL}</p></body></html>
</inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:npa.example:2031:2"><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""
BODY = f"<article><p>{FERRY}</p><p>{MILL}</p></article>"


def test_a_file_of_nitf() -> None:
    assert records(parts(NITF.encode("iso-8859-1"))) == [
        (
            "here:1",
            {
                "html": BODY,
                "title": "Ferry stops at Vell",
                "id": "npa-77",
                "published": "2031-04-02",
                "authors": ["Ina Hölt"],
                "publisher": "Norlin Press Agency",
            },
        )
    ]


def test_the_items_of_newsml(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(NEWSML, encoding="utf-8")
    ((article,), (skipped,)) = read(tmp_path / "a.xml")
    assert article.text == f"Ferry stops\n\n{FERRY}\n{MILL}"
    assert (article.id, article.published) == ("urn:newsml:npa.example:2031:1", "2031-04-02")
    assert (article.publisher, article.authors) == ("Norlin Press Agency", ("Ina Holt",))
    assert skipped == Skipped(f"{(tmp_path / 'a.xml').resolve()}:2", "the news item has no text")


def test_other_xml_says_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<urlset><url>https://vell.example/</url></urlset>")
    (skipped,) = read(tmp_path / "a.xml")[1]
    assert skipped.reason == (
        "XML of a kind that is not read (its first element is 'urlset'); known are RSS, Atom, NITF and NewsML"
    )


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("text/html; charset=ISO-8859-1", "Fähre"),
        ('text/html; charset="cp1252"', "Fähre"),
        ("text/html; charset=koi8-r", "FДhre"),
        ("text/html; charset=none-such", None),
        ("text/html; charset=i\x00so", None),
        ("text/html; charset=punycode", None),
        ("text/html; charset=rot13", None),
        ("text/html", None),
        (None, None),
    ],
)
def test_the_encoding_that_a_server_states(stated: str | None, text: str | None) -> None:
    raw = "Fähre".encode("latin-1")
    assert in_utf8(raw, stated) == (raw if text is None else text.encode())
    assert in_utf8("Fähre".encode(), stated) == "Fähre".encode()  # what is UTF-8 is not anything else


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 02 Apr 2031 23:30:00 -0500", "2031-04-02"),
        ("2 Apr 2031 00:10 GMT", "2031-04-02"),
        ("2031-04-02T23:30:00-05:00", "2031-04-02"),
        ("20310402T101500Z", "2031-04-02"),
        ("20310402", "2031-04-02"),
        ("2031-04", "2031-04"),
        ("early in April", "early in April"),
        ("Wed, 02 Apr 2031 23:30:-99999999999999999999 -0500", "Wed, 02 Apr 2031 23:30:-99999999999999999999 -0500"),
        ("", ""),
    ],
)
def test_times_are_days(written: str, day: str) -> None:
    assert iso_day(written) == day
