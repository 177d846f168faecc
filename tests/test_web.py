"""Reading from the web: what may be connected to, what is asked for, and where it ends. Servers are on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from test_formats import FERRY, LINE, MILL, PAGE

from index import ReadingError, UsageError, Web, read_articles, web
from index.web import is_public

ROBOTS = b"User-agent: *\nDisallow: /private\nAllow: /private/press$\n\nUser-agent: greedy\nDisallow: /\n"


class Site(BaseHTTPRequestHandler):
    """What a test wants the server to answer, by path: status, headers and content."""

    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]]
    asked: ClassVar[list[tuple[str, str]]]
    port: ClassVar[int]
    slow: ClassVar[float] = 0.0

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        status, headers, content = self.pages.get(self.path, (404, {}, b"none"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # who asks may have gone
            for start in range(0, len(content), 1000):
                time.sleep(self.slow)
                self.wfile.write(content[start : start + 1000])

    def log_message(self, *arguments: object) -> None:
        """Be quiet."""


@pytest.fixture
def site() -> Iterator[type[Site]]:
    """A server of its own for each test; ``port`` is where it listens."""

    class Own(Site):
        pages: ClassVar = {"/robots.txt": (200, {}, ROBOTS)}
        asked: ClassVar = []

    with ThreadingHTTPServer(("127.0.0.1", 0), Own) as server:
        Own.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield Own
        server.shutdown()
        thread.join()


def local() -> Web:
    """The web, with every host on this machine, and this machine permitted."""
    return Web(resolver=lambda host, port: ["127.0.0.1"], permitted=lambda address: address == "127.0.0.1")


def at(site: type[Site], path: str, host: str = "vell.example") -> str:
    return f"http://{host}:{site.port}{path}"


def test_an_address_is_read_only_when_the_web_is_allowed() -> None:
    with pytest.raises(UsageError, match=r"https://vell\.example/a is on the web.*--allow-network"):
        read_articles(["https://vell.example/a"])


def test_a_page_is_an_article_with_its_address(site: type[Site]) -> None:
    site.pages["/ferry"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
    (article,) = read_articles([at(site, "/ferry")], web=local())
    assert article.body == f"{FERRY}\n{MILL}"
    assert (article.id, article.url, article.source) == (at(site, "/ferry"),) * 3
    assert site.asked == [(path, f"vell.example:{site.port}") for path in ("/robots.txt", "/ferry")]


def test_what_is_sent_is_read_like_a_file(site: type[Site]) -> None:
    site.pages["/news.jsonl"] = (200, {}, gzip.compress(LINE + b"\n" + LINE))
    site.pages["/export?as=csv"] = (200, {"Content-Type": "text/csv"}, f"text\n{MILL}\n".encode())
    latin = "<html><body><article><p>Die Fähre zwischen Vell und Skarn fährt nicht, weil ihre Rampe durchgerostet ist."
    site.pages["/latin"] = (200, {"Content-Type": "text/html; charset=ISO-8859-1"}, latin.encode("latin-1"))
    found = list(read_articles([at(site, path) for path in site.pages if path != "/robots.txt"], web=local()))
    assert [article.body for article in found] == [FERRY, FERRY, MILL, latin[latin.index("Die") :]]
    assert [article.source for article in found] == [
        at(site, "/news.jsonl") + ":1", at(site, "/news.jsonl") + ":2", at(site, "/export?as=csv") + ":2",
        at(site, "/latin"),
    ]  # fmt: skip


def refused(site_or_url: str, through: Web | None = None) -> str:
    articles = read_articles([site_or_url], web=through or local())
    assert list(articles) == []
    (skipped,) = articles.skipped
    assert skipped.source == site_or_url
    return skipped.reason


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:9/", "127.0.0.1"),
        ("http://localhost:9/", "127.0.0.1"),
        ("http://[::1]:9/", "::1"),
        ("http://2130706433:9/", "127.0.0.1"),  # 127.0.0.1 as one number, as the system reads it
        ("http://0x7f.1:9/", "127.0.0.1"),
        ("http://0:9/", "0.0.0.0"),
        ("http://[::ffff:127.0.0.1]:9/", "::ffff:127.0.0.1"),
    ],
)
def test_this_machine_is_not_read_from(url: str, address: str) -> None:
    reason = refused(url, Web())
    assert reason.endswith(", which is no public address, and is not read from")
    assert address in reason or "::1" in reason  # a system may know localhost by the one or the other


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),  # NAT64 of 127.0.0.1
        ("2002:7f00:1::", False),  # 6to4 of 127.0.0.1
        ("192.0.2.1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_one_address_that_is_not_public_is_enough(site: type[Site]) -> None:
    both = Web(resolver=lambda host, port: ["93.184.216.34", "127.0.0.1"])
    assert "vell.example is at 127.0.0.1" in refused(at(site, "/"), both)
    assert site.asked == []


def test_a_host_is_resolved_for_each_connection_and_the_connection_is_to_what_was_checked(site: type[Site]) -> None:
    site.pages["/ferry"] = (200, {"Content-Type": "text/html"}, PAGE)
    answers = [["127.0.0.1"], ["169.254.169.254"]]  # the second time the name stands for another machine
    shifty = Web(resolver=lambda host, port: answers.pop(0), permitted=lambda address: address == "127.0.0.1")
    assert "vell.example is at 169.254.169.254" in refused(at(site, "/ferry"), shifty)
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_redirects_are_followed_and_each_is_checked(site: type[Site]) -> None:
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    site.pages["/new"] = (302, {"Location": at(site, "/there", host="tarn.example")}, b"")
    site.pages["/there"] = (200, {"Content-Type": "text/html"}, PAGE)
    (article,) = read_articles([at(site, "/old")], web=local())
    assert (article.url, article.source) == (at(site, "/there", host="tarn.example"), at(site, "/old"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/old", "/new", "/robots.txt", "/there"]
    inside = Web(
        resolver=lambda host, port: ["127.0.0.1" if host == "vell.example" else "10.0.0.7"],
        permitted=lambda address: address == "127.0.0.1",
    )
    assert "tarn.example is at 10.0.0.7" in refused(at(site, "/old"), inside)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://vell.example/a", "http://user:word@vell.example/"])
def test_a_redirect_leads_to_nothing_else_than_the_web(site: type[Site], target: str) -> None:
    site.pages["/old"] = (302, {"Location": target}, b"")
    assert "not read from" in refused(at(site, "/old")) or "only http and https" in refused(at(site, "/old"))


def test_redirects_in_a_circle_come_to_an_end(site: type[Site]) -> None:
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": "/a"}, b"")
    assert refused(at(site, "/a")) == "more than 5 redirects"


@pytest.mark.parametrize("url", ["ftp://vell.example/a", "file:///etc/passwd", "gopher://vell.example", "http:///a"])
def test_other_schemes_are_not_read(url: str) -> None:
    assert refused(url).startswith("only http and https are read from")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/news", True),
        ("/private", False),
        ("/private/a", False),
        ("/private/press", True),
        ("/private/press/1", False),
    ],
)
def test_robots_are_obeyed(site: type[Site], path: str, allowed: bool) -> None:
    site.pages[path] = (200, {"Content-Type": "text/html"}, PAGE)
    if allowed:
        assert len(list(read_articles([at(site, path)], web=local()))) == 1
    else:
        assert refused(at(site, path)) == "its site does not want programs to read it (robots.txt)"
        assert [asked for asked, _ in site.asked] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "content", "read"),
    [(404, b"", True), (403, b"", True), (200, b"\xff\x00 no rules", True), (503, b"", False)],
)
def test_a_site_without_rules_allows_everything_and_one_in_trouble_nothing(
    site: type[Site], status: int, content: bytes, read: bool
) -> None:
    site.pages.update({"/robots.txt": (status, {}, content), "/a": (200, {"Content-Type": "text/html"}, PAGE)})
    articles = read_articles([at(site, "/a"), at(site, "/a")], web=local())
    assert len(list(articles)) == 2 * read
    assert [skipped.reason for skipped in articles.skipped] == [
        "its site cannot say at present whether programs may read it (robots.txt)"
    ] * (2 * (not read))
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_an_error_of_the_server_is_told(site: type[Site]) -> None:
    assert refused(at(site, "/none")) == "the server answers with status 404"


def test_a_server_that_is_not_there_is_told() -> None:
    assert refused("http://127.0.0.1:9/").startswith("cannot be read from the web: ")

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    assert refused("http://nowhere.example/", Web(resolver=unknown)) == (
        "cannot be read from the web: Name or service not known"
    )


def test_an_answer_that_breaks_off_is_no_article(site: type[Site]) -> None:
    site.pages["/ferry"] = (200, {"Content-Type": "text/html", "Content-Length": str(len(PAGE) + 1)}, PAGE)
    assert refused(at(site, "/ferry")).startswith("cannot be read from the web: ")


def test_an_answer_has_a_largest_size_and_a_longest_time(site: type[Site], monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/large"] = (200, {}, b"x" * 40_000)
    with pytest.raises(ReadingError, match=r"^larger than"):
        local().fetch(at(site, "/large"), largest=20_000)
    monkeypatch.setattr(web, "LONGEST_FETCH", 0.3)
    site.slow = 0.05  # every part comes in time, and all of them do not
    with pytest.raises(ReadingError, match=r"^cannot be read from the web: it takes too long$"):
        local().fetch(at(site, "/large"))
