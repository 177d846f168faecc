"""From a page to an article: the exact lines that stay, what the page says about itself, and what it does not say."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, ReadingError, clean

TITLE = "Tarn opens its new school two years late"
BODY = (
    "TARN, Luria (NVA) — The new school above Lake Ossel opened its doors on Tuesday, two years later than planned.",
    "Some 340 children walked in behind a brass band, and the mayor of Tarn, Ilka Brenn, cut a ribbon of blue paper.",
    "A building site in the rain",
    '"We had given up hope twice," said the head teacher, Jonas Fell, whose classes met in the town hall until now.',
    "The works stopped in 2029, when the first builder went bankrupt, and again in 2030, when the roof leaked.",
    "The district council has put the cost at 12 million crowns, of which the state pays about a third.",
)
PAGE = f"""Tarn Valley Herald
Home
News
Sport
Weather
Sign in
Subscribe
Home > News > Tarn Valley
Advertisement
{TITLE} - Tarn Valley Herald
By Ilse Marrow and Tobin Hale
Published: 4 March 2031, 18:40
Facebook
WhatsApp
Copy link
3 min read
{BODY[0]}
Advertisement
{BODY[1]}
{BODY[2]}
{BODY[3]}
Sign up for our newsletter to get the news of the valley in your inbox every morning.
{BODY[4]}
   {BODY[5]}\t
We use cookies to give you the best experience on our website.
You Might Also Like
Otters are back at Lake Ossel after forty years, and the anglers are not amused by it
Ferry to Skarn stopped because of a rusty ramp, and nobody knows when it will sail again
The baker who bought a mill: how a family from Vell grinds its own flour these days.
Tags: school, Tarn, council
© 2031 Tarn Valley Herald. All rights reserved.
"""
HTML = """<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Ferry to Skarn stopped by a rusty ramp | Vell Evening Post</title>
<link rel="canonical" href="https://post.example/2024/ferry">
<meta property="og:site_name" content="Vell Evening Post">
<meta property="og:title" content="Ferry to Skarn stopped by a rusty ramp">
<meta name="author" content="Mette Osk">
<meta property="article:published_time" content="2024-03-05T07:15:00+01:00">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article>
<h1>Ferry to Skarn stopped by a rusty ramp</h1>
<p>The ferry between Vell and Skarn was taken out of service on Wednesday because its ramp had rusted through.</p>
<p>About 900 people use the boat every day, said the company, which runs buses over the &Ouml;rn pass until May.</p>
<p>&quot;It could have broken under a lorry,&quot; said the inspector, Aud Renning, after a visit of two hours.</p>
</article>
<aside><h2>Most read</h2><ul><li><a href="/a">Seven hurt as coach leaves the road at Tarn</a></li></ul></aside>
<footer><p>&copy; 2024 Vell Evening Post. All rights reserved.</p></footer>
</body></html>"""
HTML_BODY = (
    "The ferry between Vell and Skarn was taken out of service on Wednesday because its ramp had rusted through.",
    "About 900 people use the boat every day, said the company, which runs buses over the Örn pass until May.",
    '"It could have broken under a lorry," said the inspector, Aud Renning, after a visit of two hours.',
)
PLAIN = "The otters of Lake Ossel have come back after forty years, the valley's ranger said on a walk along the shore."
SECOND = "She counted nine of them in one night, and four more in the reeds below the weir, which is a record there."


def test_of_a_messy_page_exactly_the_article_is_kept() -> None:
    article = clean(PAGE)
    assert tuple(article.body.split("\n")) == BODY
    assert article.text == f"{TITLE}\n\n" + "\n".join(BODY)


def test_what_a_messy_page_says_about_its_article() -> None:
    article = clean(PAGE)
    assert article.title == TITLE
    assert article.publisher == "Tarn Valley Herald"
    assert article.agency == "NVA"
    assert article.authors == ("Ilse Marrow", "Tobin Hale")
    assert article.published == "2031-03-04"
    assert article.language == "en"
    assert (article.url, article.id) == (None, "")
    assert (article.media_type, article.raw) == ("text/plain", PAGE.encode())


def test_of_an_html_page_exactly_the_article_is_kept() -> None:
    article = clean(HTML.encode())
    assert tuple(article.body.split("\n")) == HTML_BODY
    assert article.text == "Ferry to Skarn stopped by a rusty ramp\n\n" + "\n".join(HTML_BODY)


def test_what_an_html_page_says_about_its_article() -> None:
    article = clean(HTML.encode())
    assert article.title == "Ferry to Skarn stopped by a rusty ramp"
    assert article.publisher == "Vell Evening Post"
    assert article.authors == ("Mette Osk",)
    assert article.published == "2024-03-05"
    assert article.url == article.id == "https://post.example/2024/ferry"
    assert article.agency is None
    assert (article.language, article.media_type) == ("en", "text/html")


def test_html_is_told_from_text_by_its_content() -> None:
    assert clean(HTML).media_type == "text/html"
    assert clean(PLAIN).media_type == "text/plain"
    assert clean(HTML, media_type="text/html").body == clean(HTML.encode()).body


def test_what_a_text_does_not_say_stays_unknown() -> None:
    article = clean(f"{PLAIN}\n{SECOND}\n")
    assert article.body == article.text == f"{PLAIN}\n{SECOND}"
    assert article.title == ""
    assert (article.publisher, article.agency, article.published, article.url) == (None, None, None, None)
    assert (article.authors, article.id) == ((), "")


def test_what_an_html_page_does_not_say_stays_unknown() -> None:
    article = clean(f"<html><body><article><p>{PLAIN}</p><p>{SECOND}</p></article></body></html>")
    assert article.body == f"{PLAIN}\n{SECOND}"
    assert (article.publisher, article.agency, article.published, article.url) == (None, None, None, None)
    assert article.authors == ()


def test_a_date_in_the_body_is_not_the_date_of_the_article() -> None:
    assert clean(f"{PLAIN}\nThe last one before was seen on 3 June 1991 by a child from Tarn.").published is None


@pytest.mark.parametrize(
    ("first", "last", "agency"),
    [
        ("VELL (NVA) - The ferry was stopped because of a rusty ramp.", PLAIN, "NVA"),
        ("VELL, Luria (Norwick Press) — The ferry was stopped because of a rusty ramp.", PLAIN, "Norwick Press"),
        (PLAIN, "The ferry is to sail again in May of this year, the company said. (NVA)", "NVA"),
        (PLAIN, "The ferry is to sail again in May of this year, the company said.", None),
        (PLAIN, "The ferry company (founded in 1920) is to sail again in May, it said.", None),
    ],
)
def test_an_agency_is_credited_in_the_dateline_or_at_the_end(first: str, last: str, agency: str | None) -> None:
    assert clean(f"{first}\n{SECOND}\n{last}").agency == agency


@pytest.mark.parametrize(
    "notice",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Share this article",
        "Facebook Twitter WhatsApp Email",
        "Read more: Seven hurt as coach leaves the road",
        "Sign up for our weekly newsletter, free of charge.",
        "Subscribe now for unlimited access.",
        "We use cookies to improve this site.",
        "By clicking on accept you agree to our terms.",
        "Photo: Ruben Askel / NVA",
        "Story continues below",
        "12 comments",
        "4 min read",
        "Enter your email address",
        "Follow us on Facebook for more.",
        "Stay tuned for more news of the otters.",
        "Check back for updates.",
    ],
)
def test_a_notice_between_paragraphs_is_dropped(notice: str) -> None:
    assert clean(f"{PLAIN}\n{notice}\n{SECOND}").body == f"{PLAIN}\n{SECOND}"


@pytest.mark.parametrize(
    "opening",
    ["You Might Also Like", "Related stories", "Most read", "Comments", "More from Tarn Valley Herald", "Read next"],
)
def test_what_stands_behind_the_end_is_dropped(opening: str) -> None:
    teaser = "Seven people were hurt when a coach left the road at Tarn on the morning of the school holidays."
    assert clean(f"{PLAIN}\n{SECOND}\n{opening}\n{teaser}").body == f"{PLAIN}\n{SECOND}"


def test_an_article_about_newsletters_and_cookies_is_kept() -> None:
    about = (
        "The council of Tarn said that everyone who had typed an email address into its web site since the spring, "
        "whether to book a place in the nursery, to complain about a bill or to report a broken lamp, would get a "
        "letter by post, because the cookies of an advertising firm had copied the addresses, and that a privacy "
        "policy written in 2019 had been ignored by the firm from the first day on, as the auditors found out in May."
    )
    assert clean(f"{PLAIN}\n{about}\n{SECOND}").body == f"{PLAIN}\n{about}\n{SECOND}"


def test_a_hard_wrapped_text_is_joined_and_nothing_else_changes() -> None:
    wrapped = (
        "The otters of Lake Ossel have come back after forty years, and the ranger of\n"
        "the valley, who counts them at night from a boat without a lamp, says there\n"
        "are nine of them now, and perhaps four more in the reeds below the old weir\n"
        "of the mill.\n"
        "\n"
        "Nobody knows where they came from, because the next river with otters in it\n"
        "lies behind the Orn pass, and that is two days away for an animal with legs\n"
        "as short as these.\n"
    )
    first, second = wrapped.strip().split("\n\n")
    assert clean(wrapped).body == first.replace("\n", " ") + "\n" + second.replace("\n", " ")


def test_markdown_with_front_matter() -> None:
    text = (
        '---\ntitle: "Otters are back"\npublisher: Tarn Valley Herald\ndate: 2031-03-06\n'
        f"author: Ilse Marrow\nurl: https://herald.example/otters\n---\n\n# Otters are back\n\n{PLAIN}\n\n{SECOND}\n"
    )
    article = clean(text, media_type="text/markdown")
    assert article.text == f"Otters are back\n\n{PLAIN}\n{SECOND}"
    assert (article.title, article.publisher, article.published) == (
        "Otters are back",
        "Tarn Valley Herald",
        "2031-03-06",
    )
    assert (article.authors, article.id) == (("Ilse Marrow",), "https://herald.example/otters")


def test_markdown_without_front_matter_has_its_heading() -> None:
    article = clean(f"# Otters are back #\n\n{PLAIN}\n", media_type="text/markdown")
    assert (article.title, article.body) == ("Otters are back", PLAIN)


def record(**fields: Any) -> Article:
    return clean(json.dumps({"text": f"{PLAIN}\n{SECOND}", **fields}), media_type="application/json")


def test_a_record_states_what_it_is() -> None:
    article = record(
        id="otters-1", title="Otters are back", url="https://herald.example/otters", publisher="Tarn Valley Herald",
        date="2031-03-06", authors=["Ilse Marrow", "Tobin Hale"],
    )  # fmt: skip
    assert article.text == f"Otters are back\n\n{PLAIN}\n{SECOND}"
    assert (article.id, article.url) == ("otters-1", "https://herald.example/otters")
    assert (article.publisher, article.published) == ("Tarn Valley Herald", "2031-03-06")
    assert article.authors == ("Ilse Marrow", "Tobin Hale")


def test_a_record_is_cleaned_like_a_page() -> None:
    assert clean(json.dumps({"text": PAGE}), media_type="application/json").text == clean(PAGE).text
    article = clean(json.dumps({"html": HTML, "title": "Rusty ramp"}), media_type="application/json")
    assert article.text == "Rusty ramp\n\n" + "\n".join(HTML_BODY)
    assert article.publisher == "Vell Evening Post"


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2031-03-06", "2031-03-06"),
        ("2031-03-06T09:30:00Z", "2031-03-06"),
        ("6 March 2031", "2031-03-06"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("3/6/2031", None),  # 6 March or 3 June
        ("some day", None),
    ],
)
@pytest.mark.parametrize("field", ["date", "published"])
def test_the_date_of_a_record(field: str, stated: str, published: str | None) -> None:
    assert record(**{field: stated}).published == published


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"author": "Ilse Marrow"}, ("Ilse Marrow",)),
        ({"author": "Ilse Marrow and Tobin Hale"}, ("Ilse Marrow", "Tobin Hale")),
        ({"authors": "Ilse Marrow, Tobin Hale"}, ("Ilse Marrow", "Tobin Hale")),
        ({"authors": []}, ()),
        ({}, ()),
    ],
)
def test_the_authors_of_a_record(fields: dict[str, Any], authors: tuple[str, ...]) -> None:
    assert record(**fields).authors == authors


@pytest.mark.parametrize("number", [0, 7])
def test_the_id_of_a_record_may_be_a_number(number: int) -> None:
    assert record(id=number, url="https://herald.example/otters").id == str(number)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "7",
        '"a string"',
        "{}",
        '{"text": 7}',
        '{"text": null}',
        '{"html": ["<p>"]}',
        json.dumps({"text": PLAIN, "title": 7}),
        json.dumps({"html": HTML, "url": 7}),
        json.dumps({"text": "too short"}),
        "[" * 100_000,
    ],
)
def test_a_record_that_is_none_is_a_reading_error(text: str) -> None:
    with pytest.raises(ReadingError):
        clean(text, media_type="application/json")


@pytest.mark.parametrize("authors", [[7, None], {"name": "Ilse Marrow"}, 7])
def test_the_authors_of_a_record_are_names_or_the_record_is_refused(authors: object) -> None:
    try:
        article = record(authors=authors)
    except ReadingError:
        return
    assert article.authors in ((), ("Ilse Marrow",))


@pytest.mark.parametrize("raw", ["", " \n ", "Home\nNews\nSport\nSign in\n", "Accept all cookies", b"\x00\xff" * 60])
def test_a_page_without_an_article_is_a_reading_error(raw: str | bytes) -> None:
    with pytest.raises(ReadingError):
        clean(raw)


def test_an_address_given_is_kept_where_the_page_names_none() -> None:
    assert clean(PLAIN, url="https://herald.example/1").id == "https://herald.example/1"
    assert clean(HTML, url="https://mirror.example/9").url == "https://post.example/2024/ferry"


def test_the_language_is_told() -> None:
    german = "Die Brücke über die Esche wird für zwei Jahre gesperrt, weil die Pfeiler große Risse haben."
    assert clean(german).language == "de"
    assert clean(PLAIN).language == "en"


def words(text: str) -> str:
    return " ".join(text.split())


LINES = st.lists(
    st.one_of(
        st.sampled_from([*PAGE.split("\n"), "", PLAIN, SECOND, "## Heading", "• item", "12:30", "Menu | Search"]),
        st.text(max_size=40),
    ),
    max_size=25,
)


def check_verbatim(raw: str, media_type: str | None) -> None:
    try:
        article = clean(raw, media_type=media_type)
    except ReadingError:
        return
    page = words(raw)
    assert all(words(line) in page for line in article.text.split("\n"))
    assert article.body == article.text[article.body_start :]
    assert article.text.startswith(article.title)
    assert article.raw == raw.encode()
    assert article == clean(raw, media_type=media_type)


@given(LINES.map("\n".join), st.sampled_from([None, "text/plain"]))
def test_any_text_is_cleaned_to_lines_of_its_own_or_is_no_article(raw: str, media_type: str | None) -> None:
    check_verbatim(raw, media_type)


@given(st.one_of(st.text(), st.binary().map(lambda raw: raw.decode("latin-1"))))
def test_arbitrary_text_never_breaks_cleaning(raw: str) -> None:
    check_verbatim(raw, "text/plain")


@given(
    st.one_of(st.text(), LINES.map("<p>".join)),
    st.sampled_from(["text/html", "text/markdown", "application/json", None]),
)
def test_no_kind_of_document_breaks_cleaning(raw: str, media_type: str | None) -> None:
    try:
        article = clean(raw, media_type=media_type)
    except ReadingError:
        return
    assert len(article.body.strip()) >= 50


@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_break_cleaning(raw: bytes) -> None:
    try:
        article = clean(raw)
    except ReadingError:
        return
    assert article.raw == raw


@pytest.mark.parametrize(
    ("start", "again", "media_type"),
    [
        ("# Ferry", " ", "text/markdown"),
        ("# Ferry", "# ", "text/markdown"),
        ("---", "\n", "text/markdown"),
        ("---\ntitle:", " ", "text/markdown"),
        ("---\na", '"', "text/markdown"),
        ("<html><body>", "<title>", "text/html"),
        ("<html><body>", "<title ", "text/html"),
    ],
)
def test_what_repeats_without_end_takes_no_time_without_end(start: str, again: str, media_type: str) -> None:
    ferry = "The ferry between Vell and Skarn was taken out of service because its ramp had rusted through."
    page = f"{start}{again * 30_000}.\n---\n<p>{ferry}</p>\n{ferry}\n"
    started = time.process_time()
    with suppress(ReadingError):
        clean(page, media_type=media_type)
    assert time.process_time() - started < 5  # some hundredths; with every way to divide it, hours
