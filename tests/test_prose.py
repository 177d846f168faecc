"""Text without markup: which lines of a page are its article, where teasers and comments look like prose."""

from __future__ import annotations

import pytest

from index.asides import is_stamp
from index.furniture import is_sentence, word_count
from index.prose import prose_features, prose_probabilities
from index.stripped import lay_out

ARTICLE = (
    "The lock at Orrin Weir jammed on Monday night, and eleven barges of gravel had to wait until the next morning.",
    "A keeper freed the gate by hand, said the canal office, which wants to replace the winch before the summer comes.",
    "The boatmen had asked for a new winch three times since the flood, as their letters to the office show.",
)


def body(*lines: str) -> tuple[str, ...]:
    return tuple(lay_out("\n".join(lines)).paragraphs.split("\n"))


def test_comments_below_an_article_are_not_part_of_it() -> None:
    comments = (
        "3 Comments",
        "Rolf K. says:",
        "4 March 2031 at 9:12 am",
        "I have been saying for years that the winch would break one day, and nobody in the office wanted to hear it.",
        "Reply",
        "Mette says:",
        "4 March 2031 at 9:40 am",
        "My uncle worked there for thirty years, and the gate was never once repaired in all that time, he told me.",
        "Reply",
    )
    assert body("Lock jams at Orrin Weir", *ARTICLE, *comments) == ARTICLE


def test_more_comments_than_article_do_not_outweigh_it() -> None:
    comment = (
        "I have said for years that the winch would break one day, and nobody in the office wanted to hear it, {}."
    )
    comments = [comment.format(name) for name in "Rolf Mette Aud Jonas Ilka Tobin Ruben Ilse Ada Tom Jon Ida".split()]
    more = (
        "Eleven skippers signed the last letter, which asks for a keeper at night as well and for a lamp at the gate.",
        "The office has answered none of them so far, but says that it reads every letter that reaches it by post.",
    )
    assert body(*ARTICLE, *more, "12 Comments", *comments) == (*ARTICLE, *more)
    assert body("3 Comments", *ARTICLE) == ARTICLE  # a link above the article


def test_teasers_with_their_dates_are_not_part_of_an_article() -> None:
    teasers = (
        "Home", "Tarn", "Vell",
        "Nine otters at the weirThe ranger counted them at night from a boat, and there may be four more in the reeds.",
        "Ferry stopped by a rusty rampThe company hopes that it will sail again in May, when the new one is delivered.",
        "Mill sold to a bakerHis family has ground its own flour since the autumn, and means to go on",
        "Mill sold to a bakerHis family has ground its own flour since the autumn, and means to go on",
    )  # fmt: skip
    assert body(*teasers, "Lock jams at Orrin Weir", "4 March 2031, 18:40", *ARTICLE) == ARTICLE


def test_a_notice_on_consent_is_no_prose_however_long() -> None:
    notice = (
        "This site uses cookies so that we can offer the best service, and the cookies that are needed stay in your "
        "browser, while all others are set with your consent only, which you can take back whenever you like."
    )
    assert body(*ARTICLE, notice) == ARTICLE


def test_a_short_paragraph_and_a_quotation_between_paragraphs_stay() -> None:
    short = "Nobody was hurt."
    asked = '"Who pays?" asked the mayor.'
    assert body(ARTICLE[0], short, ARTICLE[1], asked, ARTICLE[2]) == (ARTICLE[0], short, ARTICLE[1], asked, ARTICLE[2])


def test_features_tell_place_repetition_and_lists() -> None:
    lines = ["Home", "News", ARTICLE[0], "Home"]
    rows = prose_features(lines, (2, 3))
    assert [row["stretch"] for row in rows] == [0.0, 0.0, 1.0, 0.0]
    assert [row["far after"] for row in rows] == [0.0, 0.0, 0.0, pytest.approx(1 / 20)]
    assert [row["repeated later"] for row in rows] == [1.0, 0.0, 0.0, 0.0]
    assert [round(2.718281828 ** row["run"] - 1) for row in rows] == [2, 2, 0, 1]
    assert rows[1]["full stop after"] == 1.0


def test_prose_is_likelier_than_a_menu() -> None:
    menu, prose = prose_probabilities(["Home", ARTICLE[0]], (1, 2))
    assert menu < 0.5 < prose


def test_text_without_spaces_is_counted_by_its_characters() -> None:
    line = "水門は月曜日の夜に動かなくなった。"  # 16 characters and a full stop, one run of letters
    assert word_count(line) == 1 + 16 // 2
    assert is_sentence(line)


@pytest.mark.parametrize(
    ("line", "stamped"),
    [
        ("4 March 2031", True),
        ("March 4, 2031 at 9:12 am", True),
        ("2 days ago", True),
        ("04/03/2031", True),
        ("In 2031", False),
        ("The March of the boatmen", False),
    ],
)
def test_a_stamp_is_a_whole_date_or_a_time(line: str, stamped: bool) -> None:
    assert is_stamp(line) is stamped
