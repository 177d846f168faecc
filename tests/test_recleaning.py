"""Cleaning stored documents again: what repeats on a site's pages goes, what reports repeat of an event stays."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder, make_article

from index import Article, Index, IndexDamaged, clean
from index.recleaning import repeated_lines, site_of, without_repeated

FOOTER = "The Tarn Valley Herald has told the people of the valley what happens in it since the spring of 1874."
PAST = "The dam above Vell broke in the night of 3 March 2031, and 14 people were killed in the houses below it."
STORIES = (
    ("The council of Vell met on Tuesday and chose the ground on which forty new houses are to be built by the autumn.",
     "A second meeting is to be held in May, when the price of the ground is known to the members of the council."),
    ("A school choir from Tarn sang for those who had lost their homes, and the mayor thanked the children one by one.",
     "The evening brought in nine thousand crowns, which go to the fund that pays for beds and coats in the valley."),
    ("Engineers found a crack in the second dam on Friday, and the road below it was closed to all but the villagers.",
     "They put gauges on both sides of the crack, and read them every hour, as the ministry in the city had asked."),
)  # fmt: skip


def document(number: int, **fields: Any) -> Article:
    first, last = STORIES[number]
    record = {"id": f"s{number}", "text": "\n".join((first, PAST, last, FOOTER)), "publisher": "Herald", **fields}
    return clean(json.dumps(record), media_type="application/json")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.index"


def bodies(index: Index) -> list[str]:
    return [article.body for article in index.articles()]


def test_what_ends_a_sites_pages_goes_and_what_its_reports_repeat_stays(path: Path) -> None:
    with closing(Index.build([document(i) for i in range(3)], path, encoder=FakeEncoder())) as index:
        assert all(body.endswith(FOOTER) for body in bodies(index))
        done: list[int] = []
        assert index.clean_again(progress=done.append) == 3
        assert bodies(index) == ["\n".join((first, PAST, last)) for first, last in STORIES]
        assert done == [1, 2, 3]
        assert index.verify() == []
        encoder = FakeEncoder()
    with closing(Index.open(path, encoder=encoder)) as index:
        assert index.clean_again() == 0  # nothing is written twice
        assert encoder.passages == []


def test_two_stories_are_not_enough(path: Path) -> None:
    with closing(Index.build([document(0), document(1)], path, encoder=FakeEncoder())) as index:
        assert index.clean_again() == 0


def test_copies_of_one_story_count_once(path: Path) -> None:
    copies = [document(0, id=f"c{i}") for i in range(3)]
    with closing(Index.build([*copies, document(1)], path, encoder=FakeEncoder())) as index:
        assert index.clean_again() == 0


def test_other_sites_are_left_alone(path: Path) -> None:
    other = document(2, publisher="Vell Post")
    with closing(Index.build([document(0), document(1), other], path, encoder=FakeEncoder())) as index:
        assert index.clean_again() == 0


def test_what_was_given_without_its_document_stays(path: Path) -> None:
    own = make_article("\n".join((STORIES[0][0], FOOTER)), id="own", publisher="Herald")
    with closing(Index.build([own], path, encoder=FakeEncoder())) as index:
        assert index.clean_again() == 0
        assert bodies(index) == [own.body]


def test_a_document_that_cannot_be_read_changes_nothing(path: Path) -> None:
    with closing(Index.build([document(i) for i in range(3)], path, encoder=FakeEncoder())) as index:
        before = bodies(index)
    with closing(sqlite3.connect(path / "index.sqlite3")) as connection, connection:
        broken = bytearray(zlib.compress(b"a document that was here once"))
        broken[-1] ^= 1
        connection.execute("UPDATE articles SET raw = ? WHERE id = 's1'", (bytes(broken),))
    with closing(Index.open(path, encoder=FakeEncoder())) as index:
        with pytest.raises(IndexDamaged, match="article s1: its document cannot be read"):
            index.clean_again()
        assert [row.split("\n")[0] for row in before] == [first for first, _ in STORIES]


def test_labels_go_wherever_they_stand_and_notices_never() -> None:
    correction = "Correction: The crack is nine metres long, not ninety."
    lines = (STORIES[0][0], "Our valley in pictures", PAST, STORIES[0][1], correction)
    article = make_article("\n".join(lines), publisher="Herald")
    with_all = {line: _digest_of(line) for line in lines}
    repeated = frozenset(with_all[line] for line in (lines[1], PAST, correction))
    assert without_repeated(article, repeated).body == "\n".join((lines[0], PAST, lines[3], correction))
    assert without_repeated(article, frozenset(with_all.values())).body == correction


def _digest_of(line: str) -> bytes:
    from index.recleaning import _digest

    return _digest("herald", line)


def test_an_article_is_never_emptied() -> None:
    article = make_article(PAST, publisher="Herald")
    assert without_repeated(article, frozenset({_digest_of(PAST)})) == article


@pytest.mark.parametrize(
    ("url", "publisher", "site"),
    [
        ("https://www.herald.example/1", "Herald", "herald.example"),
        (None, "Tarn Valley Herald", "tarn valley herald"),
        ("https://[broken", "Herald", "herald"),
        (None, None, ""),
    ],
)
def test_what_the_pages_of_a_site_share(url: str | None, publisher: str | None, site: str) -> None:
    assert site_of(url, publisher) == site


def test_lines_of_unknown_sites_are_not_counted(path: Path) -> None:
    nameless = [document(i, publisher="") for i in range(3)]
    with closing(Index.build(nameless, path, encoder=FakeEncoder())) as index, index._store.frozen() as store:
        assert repeated_lines(store, index.articles()) == frozenset()
