"""From an HTML page to its blocks, and from blocks and votes to the article."""

from __future__ import annotations

import math

import pytest

from index import ReadingError, clean
from index.asides import (
    is_caption,
    is_comment_head,
    is_cross_reference,
    is_glued,
    is_machine_text,
    names_commenter,
)
from index.extraction import article_lines, block_features
from index.markup import Block, Markup, parse, read_markup
from index.metadata import Stated

FIRST = "The lock at Orrin Weir jammed on Monday night, and eleven barges of gravel had to wait until the next morning."
SECOND = (
    "A keeper freed the gate by hand, said the canal office, which wants to replace the winch before the summer comes."
)
THIRD = (
    "The boatmen had asked for a new winch three times since the flood, as their letters to the office of Tarn show."
)


def texts(page: str) -> list[str]:
    return [block.text for block in read_markup(parse(page)).blocks]


def test_a_page_is_cut_where_a_block_element_begins_or_ends() -> None:
    page = "<body>one <b>two</b>\n three<p>four<br>five <a href=x>six</a></p>seven<ul><li>eight<li>nine</ul>"
    assert texts(page) == ["one two three", "four", "five six", "seven", "eight", "nine"]


def test_what_is_no_text_is_left_out_and_what_follows_it_stays() -> None:
    page = (
        "<p>one<script>two()</script> three<!-- four --> five<button>six</button> seven"
        "<span style='display: none'>eight</span> nine<span class='tooltip'>ten</span> eleven</p>"
        "<div style='display:none'>twelve</div><noscript><p>thirteen</p></noscript>"
    )
    assert texts(page) == ["one three five seven nine eleven", "twelve", "thirteen"]


def test_a_block_knows_its_links_and_what_is_around_it() -> None:
    page = "<div id=main class=story><p class=lead>ab <a href=x>cdefg</a></p></div>"
    (block,) = read_markup(parse(page)).blocks
    assert block == Block("ab cdefg", 5 / 8, ("p", "div"), ("lead", "story"), ("lead", "story main"))


def test_a_page_gives_the_wordings_of_its_headline() -> None:
    page = (
        "<title>Lock jams | Tarn\nHerald</title><meta property='og:title' content='Lock jams'><h1>The <i>lock</i></h1>"
    )
    assert read_markup(parse(page)).titles == ("Lock jams | Tarn Herald", "The lock", "Lock jams")


def test_bytes_are_decoded_as_the_page_declares() -> None:
    page = "<meta charset='iso-8859-1'><p>Café Obell</p>"
    assert [block.text for block in read_markup(parse(page.encode("iso-8859-1"))).blocks] == ["Café Obell"]
    assert [block.text for block in read_markup(parse(page.encode())).blocks] == ["Café Obell"]


def test_a_page_may_nest_deeper_than_python_recurs() -> None:
    assert texts("<div>" * 3000 + "deep" + "</div>" * 3000) in (["deep"], [])  # the parser may give up


@pytest.mark.parametrize("page", ["", "  ", "<!-- nothing -->"])
def test_no_markup_is_a_reading_error(page: str) -> None:
    with pytest.raises(ReadingError):
        parse(page)


def block(text: str, tag: str = "p", linked: float = 0.0, around: str = "story") -> Block:
    return Block(text, linked, (tag, "div"), ("", around), ("", around))


def test_the_votes_of_a_block_are_the_shares_of_its_shingles() -> None:
    # Six words have three shingles; the second extract has the first two of them. "on" is no line of either.
    rows = block_features([block("a b c d e f"), block("on", "td")], ["a b c d e f\ng", "a b c d e"])
    assert rows[0]["any"] == 1.0
    assert rows[0]["all"] == pytest.approx(2 / 3)
    assert (rows[1]["any"], rows[1]["all"], rows[1]["cell"]) == (0.0, 0.0, 1.0)
    assert rows[0]["alike voted"] == 0.5  # the only one of its kind


def test_blocks_of_one_kind_speak_for_each_other() -> None:
    # Voted for are 4 of the 4 words of the first and none of the 2 of the second; the third is of another kind.
    rows = block_features([block("a b c d"), block("e f"), block("a b c d", "li")], ["a b c d", "a b c d"])
    assert [row["alike voted"] for row in rows] == [0.0, 1.0, 0.5]


def test_the_article_reaches_from_the_first_long_block_with_votes_to_the_last() -> None:
    blocks = [block("Menu"), block(FIRST), block("Pause"), block(SECOND), block("Imprint")]
    rows = block_features(blocks, [f"{FIRST}\n{SECOND}", SECOND])
    assert [row["between"] for row in rows] == [0.0, 0.0, 0.0, 1.0, 0.0]  # half the votes are not most of them
    rows = block_features(blocks, [f"{FIRST}\n{SECOND}", f"{FIRST}\n{SECOND}"])
    assert [row["between"] for row in rows] == [0.0, 1.0, 1.0, 1.0, 0.0]
    assert [row["lead-in"] for row in rows] == [0.0] * 5


def test_features_are_numbers_whatever_the_page() -> None:
    assert block_features([], ["", ""]) == []
    rows = block_features([block(FIRST)], ["", ""])
    assert all(math.isfinite(value) for value in rows[0].values())


def kept(*blocks: Block, titles: tuple[str, ...] = ()) -> list[str]:
    prose = "\n".join(each.text for each in blocks)
    return article_lines(Markup(blocks, titles, Stated()), (prose, prose))


def test_what_is_no_part_of_a_body_goes_whoever_votes_for_it() -> None:
    shouted = block("FERRY CAPTAIN WINS A PRIZE", linked=1.0)
    paragraphs = [block(FIRST), block(SECOND), block(THIRD)]
    title = "Lock jams at Orrin Weir"
    stamped = block("2031-03-04T18:40:00+01:00")
    assert kept(block(title), *paragraphs[:2], shouted, stamped, paragraphs[2], titles=(f"{title} | Tarn Herald",)) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_headlines_in_a_row_that_are_links_lead_elsewhere() -> None:
    otters, ferry = (
        block("Nine otters are back at the weir", linked=1.0),
        block("Ferry to Skarn stopped by rust", linked=0.9),
    )
    assert kept(block(FIRST), otters, ferry, block(SECOND), block(THIRD)) == [FIRST, SECOND, THIRD]
    assert kept(block(FIRST), otters, block(SECOND), block(THIRD)) == [FIRST, otters.text, SECOND, THIRD]


def test_what_a_page_says_twice_is_kept_once() -> None:
    assert kept(block(FIRST), block(SECOND), block(FIRST, around="for phones")) == [FIRST, SECOND]
    assert kept(block(FIRST), block(SECOND), block(FIRST)) == [FIRST, SECOND, FIRST]  # a refrain


def test_inline_links_and_headings_of_a_page_stay_verbatim() -> None:
    page = (
        f"<html><head><title>Lock jams at Orrin Weir</title></head><body><nav><a href=/>Home</a></nav><article>"
        f"<h1>Lock jams at Orrin Weir</h1><p>{FIRST}</p><h2>By hand</h2><p>A <a href=/k>keeper</a>{SECOND[8:]}</p>"
        f"<p>{THIRD}</p></article></body></html>"
    )
    assert clean(page).text == f"Lock jams at Orrin Weir\n\n{FIRST}\nBy hand\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Image caption The jammed lock at Orrin", True),
        ("The jammed lock on Monday (Photo: Ruben Askel)", True),
        ("Barges wait below the lock. (NVA/Getty Images)", True),
        ("The photo of the lock was in every paper.", False),
    ],
)
def test_captions(line: str, is_one: bool) -> None:
    assert is_caption(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("READ MORE: Ferry stopped by a rusty ramp", True),
        ("Leggi anche: la chiusa di Orrin", True),
        ("Also on the Herald: nine otters", True),
        ("See what the keeper did when the winch broke.", False),
        ("Related", True),
    ],
)
def test_cross_references(line: str, is_one: bool) -> None:
    assert is_cross_reference(line) is is_one


def test_comments_teasers_and_machine_text() -> None:
    assert names_commenter("Ilka B. says:")
    assert names_commenter("Reply")
    assert not names_commenter("The keeper said that the winch was old.")
    assert is_comment_head("3 Comments")
    assert not is_comment_head("The comments of the mayor were read out.")
    assert is_glued("Nine otters at the weirThe ranger counted them at night")
    assert not is_glued("The ranger McAllan counted them at night")
    assert is_machine_text("https://herald.example/a.png")
    assert not is_machine_text("The site is https://herald.example now")
