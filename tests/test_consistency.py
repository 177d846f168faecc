"""Dates that cannot all be right within one article."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import ArticleWarning
from index.claims import read

OPENING = "A recent summit in Selm on 4 April 2030 ended without a treaty, officials said."


def warnings(text: str, published: str | None) -> tuple[ArticleWarning, ...]:
    return read(make_article(text, id="selm", published=published)).warnings


def test_an_article_cannot_tell_as_past_what_is_later_than_itself() -> None:
    text = "The port was quiet.\nThe two presidents met in Selm on 9 November 2031."
    (warning,) = warnings(text, "2031-05-14")
    assert warning.article_id == "selm"
    assert warning.explanation == "it is dated 2031-05-14 but tells of 9 November 2031 as past"
    assert [span.of(text) for span in warning.evidence] == ["The two presidents met in Selm on 9 November 2031."]


def test_fresh_news_cannot_be_older_than_what_it_tells_as_past() -> None:
    last = "The two presidents signed the treaty of Vell on 9 November 2030."
    text = f"{OPENING}\n{last}"
    (warning,) = warnings(text, None)
    assert "4 April 2030" in warning.explanation
    assert "9 November 2030" in warning.explanation
    assert [span.of(text) for span in warning.evidence] == [OPENING, last]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The two presidents met in Selm on 9 November 2030.", "2031-05-14"),
        ("The two presidents will meet in Selm on 9 November 2031.", "2031-05-14"),
        ("The two presidents plan to meet in Selm on 9 November 2031.", "2031-05-14"),
        ("The two presidents met in Selm on 30 May 2031.", "2031-05-14"),  # 16 days: it may have been updated
        ("The two presidents met in Selm on 9 November 2031.", None),
        (f"{OPENING}\nThe two presidents signed the treaty of Vell on 20 April 2030.", None),
        (f"{OPENING}\nThe two presidents will sign the treaty of Vell on 9 November 2030.", None),
        (f"{OPENING}\nThe two presidents signed the treaty of Vell on 9 November 2029.", None),
    ],
)
def test_what_can_be_right_is_no_warning(text: str, published: str | None) -> None:
    assert warnings(text, published) == ()


def test_only_english_is_judged() -> None:
    article = make_article("The presidents met in Selm on 9 November 2031.", published="2031-05-14", language="de")
    assert read(article).warnings == ()
