"""Documents of every format, damaged in every way that files are."""

from __future__ import annotations

import gzip
import json
import random

from documents import pdf_of, warc_of
from test_formats import ATOM, FEED, FERRY, LINE, MILL, NEWSML, NITF, OTTERS, PAGE, RSS
from test_formats_files import LEAD, LETTER, REST, column

__all__ = ["mutated"]

_TABLE = f'title,text,date\nFerry,"{FERRY}\n{MILL}",2031-04-02\nOtters,{OTTERS},\n'.encode()
_MARKDOWN = f"---\ntitle: Ferry\ndate: 2031-04-02\n---\n# Ferry\n\n{FERRY}\n\n* {MILL}\n".encode()
_LIST = json.dumps([{"text": FERRY, "n": [1, {"a": None}]}, {"html": PAGE.decode()}, 7]).encode()
_PDF = pdf_of([(50, 780, 24, "Ferry"), *column(LEAD, 50, 740), *column(REST, 300, 740)], column(REST, 50, 700))
_PACKED = pdf_of(column(LEAD, 50, 740), packed=True)
_ARCHIVE = warc_of("https://vell.example/a", PAGE) + warc_of("https://vell.example/b", PAGE, "text/html; charset=x")
_SEEDS: tuple[tuple[str, bytes], ...] = (
    ("a.txt", f"Ferry\n\n{FERRY}\n\n{MILL}\n".encode()), ("a.md", _MARKDOWN), ("a.html", PAGE),
    ("a.json", _LIST), ("a.json", json.dumps(json.loads(LINE), indent=1).encode()), ("a.jsonl", LINE + b"\n" + LINE),
    ("a.csv", _TABLE), ("a.rss", RSS.encode()), ("a.xml", FEED), ("a.atom", ATOM.encode()),
    ("a.xml", NITF.encode("iso-8859-1")), ("a.xml", NEWSML.encode()), ("a.eml", LETTER.encode()),
    ("a.warc", _ARCHIVE), ("a.warc.gz", gzip.compress(_ARCHIVE[:500]) + gzip.compress(_ARCHIVE[500:])),
    ("a.pdf", _PDF), ("a.pdf", _PACKED),
)  # fmt: skip
_PIECES = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"<", b">", b"&", b"&#0;", b"&#xffffff;",
    b"&nbsp;", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE a [", b"<!ENTITY a '&a;'>", b"<item>",
    b"</item>", b"<p>" * 300,
    b"\xef\xbb\xbf",
    b"[" * 300, b"{" * 300, b"{", b"}", b'"', b'"\n"', b"'", b",", b":", b"\n\n", b"\r", b"\t", b"NaN", b"1e999999",
    b"-99999999999999999999999", b"--outer", b"Content-Length: 99999999999\r\n", b"=?utf-8?q?=ff?=", b"charset=utf-7",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Content-Encoding: gzip\r\n", b"WARC/1.0\r\n", b"0 0 obj",
    b"Transfer-Encoding: chunked\r\n", b"endobj", b"stream\n", b"/Length 99999999", b"/Kids [1 0 R 2 0 R]", b"/Prev 9",
    b"/Filter [/FlateDecode /ASCIIHexDecode /LZWDecode /RunLengthDecode]", b"\x1f\x8b\x08", b" " * 5000,
    "\u202e\u0301\ufdfa".encode(),
)  # fmt: skip
_ENCODINGS = ("utf-16", "utf-32", "utf-16-le", "cp1252", "cp500", "utf-7")


def mutated(draw: random.Random) -> tuple[str, bytes]:
    """Return a file's name and its content: one of each format, changed in a few places, cut, mixed or packed."""
    name, raw = draw.choice(_SEEDS)
    data = bytearray(raw)
    for _ in range(draw.randint(0, 6)):
        _change(data, draw)
    content = bytes(data)
    if draw.random() < 0.04:
        content = content.decode("utf-8", "replace").encode(draw.choice(_ENCODINGS), "replace")
    if draw.random() < 0.05:
        content = gzip.compress(content)
        content = content[: draw.randint(1, len(content))] if draw.random() < 0.3 else content
    if draw.random() < 0.1:
        name = draw.choice([*(other for other, _ in _SEEDS), "a", "a.gz", "a.xyz"])
    return name, content


def _change(data: bytearray, draw: random.Random) -> None:
    at, end = sorted(draw.randint(0, len(data)) for _ in range(2))
    end = min(end, at + 400)
    how = draw.random()
    if how < 0.25:
        for _ in range(draw.randint(1, 8)):
            if data:
                data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    elif how < 0.4:
        del data[at:end]
    elif how < 0.5:
        data[at:at] = data[at:end] * draw.randint(1, 20)
    elif how < 0.85:
        data[at:at] = draw.choice(_PIECES)
    elif how < 0.92:
        del data[at:]
    else:
        other = draw.choice(_SEEDS)[1]
        data[at:end] = other[draw.randrange(len(other)) :][:400]
