"""What a page says about its article: markup first, then JSON-LD, then its text; what it does not say stays unknown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from index import Article, clean
from index.credits import choose_headline
from index.markup import parse, read_markup
from index.metadata import Stated
from index.records import content_checksum

BODY = (
    "The lock at Orrin Weir jammed on Monday night, and eleven barges of gravel had to wait until the next morning.",
    "A keeper freed the gate by hand, said the canal office, which wants to replace the winch before the summer comes.",
    "The boatmen had asked for a new winch three times since the flood, as their letters to the office show.",
)
LINKED: dict[str, Any] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Orrin"},
        {
            "@type": ["NewsArticle"],
            "headline": "Lock jams at  Orrin Weir",
            "publisher": {"@type": "Organization", "name": "Orrin Post"},
            "dateModified": "2031-03-05T08:00:00Z",
        },
    ],
}


def page(head: str = "", *lines: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in (*BODY, *lines))
    return f"<html lang='en-GB'><head>{head}</head><body><article>{paragraphs}</article></body></html>"


def stated(head: str) -> Stated:
    return read_markup(parse(page(head))).stated


def linked(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def test_json_ld_tells_what_meta_elements_do_not() -> None:
    found = stated(linked(LINKED))
    assert found == Stated(("Lock jams at Orrin Weir",), "Orrin Post", "2031-03-05T08:00:00Z", "en")


def test_meta_elements_come_first() -> None:
    metas = (
        "<meta property='og:site_name' content='Orrin Evening Post'><meta property='og:title' content='Lock jams'>"
        "<meta property='article:modified_time' content='2031-03-06'>"
    )
    found = stated(linked(LINKED) + metas)
    assert found == Stated(("Lock jams", "Lock jams at Orrin Weir"), "Orrin Evening Post", "2031-03-06", "en")


@pytest.mark.parametrize("value", [None, 7, [], {"@type": 3}, {"@type": "Article", "headline": 4, "publisher": [None]}])
def test_json_ld_of_any_shape_is_read(value: object) -> None:
    assert stated(linked(value)) == Stated(language="en")


def test_broken_json_ld_states_nothing() -> None:
    assert stated("<script type='application/ld+json'>{'headline</script>") == Stated(language="en")
    deep = "[" * 5000 + "]" * 5000
    assert stated(f"<script type='application/ld+json'>{deep}</script>") == Stated(language="en")


def test_an_article_knows_when_it_was_changed_and_where_it_was_reported() -> None:
    article = clean(
        page(linked(LINKED), "ORRIN, Luria (NVA) — The lock is open again, and the barges are on their way.")
    )
    assert (article.updated, article.publisher) == ("2031-03-05", "Orrin Post")
    assert article.place is None  # that dateline is of the fourth paragraph
    first = "ORRIN, Luria (NVA) — The lock is open again, and all of the barges are on their way to the sea."
    copied = clean("\n".join(("Lock open again", "4 March 2031", "Last updated: 5 March 2031", first, *BODY)))
    assert (copied.published, copied.updated, copied.place, copied.agency) == (
        "2031-03-05",
        "2031-03-05",
        "ORRIN, Luria",
        "NVA",
    )


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("ORRIN — The lock is open again, and all of the barges are on their way to the sea at last.", "ORRIN"),
        ("PORT VELL, Luria -- The lock is open again, and all of the barges are on their way.", "PORT VELL, Luria"),
        ("VELL (Norwick Press) - The lock is open again, and all of the barges are on their way.", "VELL"),
        ("Ferries — and barges — wait at the lock, which has been closed since Monday night, they say.", None),
    ],
)
def test_the_place_of_a_dateline(line: str, place: str | None) -> None:
    assert clean("\n".join((line, *BODY))).place == place


@pytest.mark.parametrize(
    ("author", "last", "agency", "authors"),
    [
        ("The Associated Press", BODY[2], "AP", ()),
        ("Ilse Marrow; Reuters", BODY[2], "Reuters", ("Ilse Marrow",)),
        ("Ilse Marrow", "The office will not say when. (With inputs from PTI)", "PTI", ("Ilse Marrow",)),
        ("Ilse Marrow", "The lock was dug with inputs from the town, the office says.", None, ("Ilse Marrow",)),
    ],
)
def test_an_agency_in_the_byline_or_the_last_line(
    author: str, last: str, agency: str | None, authors: tuple[str, ...]
) -> None:
    article = clean(page(f"<meta name='author' content='{author}'>", last))
    assert (article.agency, article.authors) == (agency, authors)


@pytest.mark.parametrize(
    ("found", "written", "declared", "headline"),
    [
        ("Lock jams", "Lock jams | Orrin Post", (), ("Lock jams", None)),
        ("Orrin Post", "Orrin Post - Lock jams at the weir", (), ("Lock jams at the weir", "Orrin Post")),
        ("Orrin Post", "Lock jams at the weir - Orrin Post", (), ("Lock jams at the weir", "Orrin Post")),
        ("Information and service", "Lock jams at the weir - Orrin Post", (), ("Lock jams at the weir", None)),
        (
            "Barges wait for a winch",
            "Lock jams | Orrin",
            ("Barges wait for a winch",),
            ("Barges wait for a winch", None),
        ),
        ("Lock jams", "", (), ("Lock jams", None)),
    ],
)
def test_the_headline_is_told_from_the_names_of_site_and_section(
    found: str, written: str, declared: tuple[str, ...], headline: tuple[str, str | None]
) -> None:
    assert choose_headline(found, written, declared, "\n".join(BODY)) == headline


def test_what_came_later_leaves_the_checksum_of_older_articles_alone() -> None:
    article = Article(id="a", text=BODY[0])
    assert content_checksum(article) == content_checksum(Article(id="a", text=BODY[0], updated=None, place=None))
    assert content_checksum(article) != content_checksum(Article(id="a", text=BODY[0], place="ORRIN"))
