"""Dates in sentences: holidays, days without a month, days on which it was not, and what is to come."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import ClaimKind
from index.claims import extract


def dated(text: str) -> list[tuple[str, object]]:
    found = extract(make_article(text, published="2031-05-14"))  # a Wednesday
    assert not [claim for claim in found if claim.kind in (ClaimKind.NAME, ClaimKind.PLACE)]
    return [(claim.text, claim.low) for claim in found if claim.kind is ClaimKind.DATE]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The tax applies from New Year’s Day.", [("New Year’s Day", "2032-01-01")]),
        ("The inn burned on Christmas Eve.", [("Christmas Eve", "2030-12-24")]),
        ("The inn burned on Boxing Day 2029.", [("Boxing Day 2029", "2029-12-26")]),
        ("It will be a good new year.", []),
        ("Christmas was a success.", []),
    ],
)
def test_holidays_are_days(sentence: str, dates: list[tuple[str, object]]) -> None:
    assert dated(sentence) == dates


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The alert lasts until the end of Tuesday the 27th.", [("the end of Tuesday the 27th", "2031-05-27")]),
        ("The alert lasted until Monday the 28th.", [("Monday the 28th", "2031-04-28")]),
        ("Fishing is banned until the 26th.", [("the 26th", "2031-05-26")]),
        ("The pool reopens on the 26th.", [("the 26th", "2031-05-26")]),
        ("No ball was lost until the 18th hole.", []),
        ("The trees were felled by the 19th century.", []),
        ("He walked out on the 3rd.", []),
    ],
)
def test_a_day_without_its_month_is_the_nearest_one(sentence: str, dates: list[tuple[str, object]]) -> None:
    assert dated(sentence) == dates


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The exam takes place on 19 June and no longer on the 12th.", [("19 June", "2031-06-19")]),
        ("They met on Monday, not on Friday.", [("Monday", "2031-05-12")]),
        ("They did not meet until Monday.", [("Monday", "2031-05-12")]),
    ],
)
def test_a_day_on_which_it_was_not_is_left_out(sentence: str, dates: list[tuple[str, object]]) -> None:
    assert dated(sentence) == dates


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("The museum will not open until Friday.", "2031-05-16"),
        ("Boats must not leave until 3 June.", "2031-06-03"),
        ("The museum did not open until Friday.", "2031-05-09"),
    ],
)
def test_what_is_not_to_be_until_a_day_is_to_come_too(sentence: str, iso: str) -> None:
    assert [low for _, low in dated(sentence)] == [iso]
