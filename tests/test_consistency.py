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


def test_the_most_exact_of_the_later_dates_is_named() -> None:
    story = "It rained in June 2031.\nIt followed the feast of 9 November 2030, when the roof fell in."
    (warning,) = warnings(f"{OPENING}\n{story}", None)
    assert "9 November 2030" in warning.explanation


def test_last_weekday_cannot_lie_ahead() -> None:
    text = "The orchestra played last Friday, 16 May, in the rain."
    (warning,) = warnings(text, "2031-05-14")
    assert warning.explanation == "it is dated 2031-05-14 but tells of last Friday, 16 May as past"
    assert [span.of(text) for span in warning.evidence] == [text]


def test_a_day_of_the_week_that_the_date_was_not() -> None:
    (warning,) = warnings("The port opened on Monday, 4 March 2031.", "2031-05-14")
    assert warning.explanation == "it names Monday, 4 March 2031, which was a Tuesday"


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("Twelve people, five women and six men, died.", "it counts 12 in all, but “five women and six men” make 11"),
        (
            "The slide killed nine people: four women, two men and a child.",
            "it counts 9 in all, but “four women, two men and a child” make 7",
        ),
        (
            "Four passengers, two adults and three children, were hurt.",
            "it counts 4 in all, but “two adults and three children” make 5",
        ),
    ],
)  # fmt: skip
def test_parts_that_do_not_add_up(text: str, explanation: str) -> None:
    assert [w.explanation for w in warnings(text, None)] == [explanation]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people, six women and six men, were killed.",
        "Twelve people, including five women and six men, were killed.",
        "Twelve people, among them five women and six men, were killed.",
        "At least twelve people, five women and six men, were killed.",
        "Twelve people, five soldiers and six guards, were killed.",
        "Twelve people were killed and five women and six men were hurt.",
        "Twelve people, five women and six men among them, were killed.",
        "The fleet has 12 ships, and five women and six men serve on each.",
        "Twelve people died, the police said, and three men and two women were arrested.",
    ],
)
def test_parts_that_need_not_add_up(text: str) -> None:
    assert warnings(text, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The club approved the accounts for the fiscal year 2032 on Monday.",
        "The club approved the accounts for 2032 (1 July 2031 to 30 June 2032).",
        "The club signed the striker until 30 June 2034.",
        "The minister put off the vote to 9 November 2031.",
        "The port opened on Tuesday, 4 March 2031.",
        "The council meets this Friday, 16 May.",
        "The two sides agreed a plan for the Selm Games of July 2032.",
    ],
)
def test_a_date_that_bounds_or_names_something_is_no_warning(text: str) -> None:
    assert warnings(text, "2031-05-14") == ()


def test_a_bare_year_dates_what_is_told_as_past() -> None:
    text = (
        "URGENT: The foreign ministers met in Selm on 4 April 2030.\n"
        "In a 2031 treaty both states had promised each other help.\n"
        "At a recent summit on 1 February 2030 they had praised it."
    )
    (warning,) = read(make_article(text)).warnings
    assert warning.explanation.startswith("it tells of 4 April 2030 as news but of")
    assert "2031" in warning.explanation


@pytest.mark.parametrize("named", ["2031 season", "2031 World Cup", "2031 budget"])
def test_a_year_that_names_something_is_spoken_of_before(named: str) -> None:
    text = f"URGENT: The clubs met in Selm on 4 April 2030.\nThey had discussed the {named} for hours."
    assert read(make_article(text)).warnings == ()


def test_what_is_recalled_as_recent_is_not_the_news() -> None:
    text = "URGENT: They met in Selm on 4 April 2030.\nAt a recent summit on 1 February 2030 they had quarrelled."
    assert read(make_article(text)).warnings == ()
