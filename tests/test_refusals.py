"""Why a document is no article: empty pages, walls and lists of links, and what only looks like one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_formats import FERRY, MILL, OTTERS, read

WALL = "a page that asks its reader to log in or to subscribe"
PAID = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
LEAD = f"<h1>Ferry stops</h1><p>{FERRY}</p>"
LINKS = "".join(
    f'<li><a href="/{n}">The council of Tarn opened bridge number {n} over the river</a></li>' for n in range(30)
)

LONG = f"""<p>{MILL}</p><p>{OTTERS}</p>
<p>The ferry made ninety crossings a week until the ramp broke, and the island has no other way to the school.</p>
<p>A diver found eleven holes in the ramp in March, and the yard at Skarn wants six weeks to weld it.</p>
<p>Until then a fishing boat takes the pupils over, in two groups, and their teacher waits on the quay.</p>
<p>The island council has asked for a second boat, which the county cannot send before the middle of May.</p>"""


def page(body: str, head: str = "<title>Vell</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page(""), "an empty page"),
        (page("<nav>Home</nav>"), "an empty page"),
        (page('<div id="app"></div><script src="a.js"></script><noscript>This site needs scripts.</noscript>'),
         "an empty page, which scripts would have to fill"),
        (page("<h1>Welcome back</h1><input name=u><input type=PASSWORD><p>Forgotten it? Ask the desk.</p>"), WALL),
        (page("<h1>Log in to continue</h1><p>Readers with an account may read five stories a month.</p>"), WALL),
        (page(f"<ul>{LINKS}</ul>"), "a list of links"),
        (page(f"<article>{LEAD}<p>To continue reading this story, please subscribe.</p></article>"), WALL),
        (page(f"<article>{LEAD}</article><div>Subscribe now to unlock the full story.</div>"), WALL),
        (page(f"<article>{LEAD}</article><div>Sign in or create an account to read on.</div>"), WALL),
        (page(f"<article>{LEAD}</article><div>You have reached your limit of free articles.</div>"), WALL),
        (page(f"<article>{LEAD}</article><div>This article is for subscribers only.</div>"), WALL),
        (page(f"<article>{LEAD}</article>", PAID), WALL),
        (page("<div>" * 400 + f"<p>{FERRY}</p>"), "more elements inside one another than can be read"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_says_why(tmp_path: Path, html: str, reason: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"html": html}), encoding="utf-8")
    articles, skipped = read(tmp_path)
    assert [article.text for article in articles] == []
    assert [each.reason for each in skipped] == [reason] * 2


@pytest.mark.parametrize(
    "html",
    [
        page(f"<header>Already a subscriber? <a>Sign in</a> <a>Subscribe</a></header><article>{LEAD}</article>"),
        page(f"<article>{LEAD}<p>{MILL}</p><p>{OTTERS}</p></article><nav><ul>{LINKS}</ul></nav>"),
        page(f"<article>{LEAD}<p>The paper will ask its readers to pay, the owner said on Monday.</p></article>"),
        page(f"<article>{LEAD}<p>{MILL}</p></article><p>Subscribe to read more stories like this.</p>"),
        page(f"<article>{LEAD}{LONG}</article><p>Subscribe to continue reading.</p>"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_wall_or_a_list_is_read(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    articles, skipped = read(tmp_path)
    assert [each.reason for each in skipped] == []
    assert FERRY in articles[0].text


def test_text_that_was_copied_from_a_wall_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Ferry stops\n\n{FERRY}\n\nLog in or register to read the whole story.\n")
    (skipped,) = read(tmp_path)[1]
    assert skipped.reason == WALL


def test_a_text_that_says_how_much_it_leaves_out_is_none(tmp_path: Path) -> None:
    lines = (
        f"{FERRY} The mayor of Vell… [+2871 chars]",
        f"{FERRY} {MILL} [12 more words]",
        f"{FERRY} {MILL} [3 ferries]",
    )
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"content": line}) for line in lines))
    (article,), skipped = read(tmp_path)
    assert article.body == lines[2]
    assert [each.reason for each in skipped] == [
        "only the beginning of an article: at its end stands how much more there is"
    ] * 2
