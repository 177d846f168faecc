"""Dates as articles word them. The anchor of all tables, 14 May 2031, is a Wednesday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import UsageError
from index.dates import check_date, find_date, first_day, last_day, resolve_date

ANCHOR = "2031-05-14"


def test_the_anchor_is_a_wednesday() -> None:
    assert date.fromisoformat(ANCHOR).strftime("%A") == "Wednesday"


@pytest.mark.parametrize(
    ("wording", "iso"),
    [
        ("13 July 2029", "2029-07-13"),
        ("July 13, 2029", "2029-07-13"),
        ("the 13th of July 2029", "2029-07-13"),
        ("Sept. 3, 2029", "2029-09-03"),
        ("2029-07-13", "2029-07-13"),
        ("29 February 2028", "2028-02-29"),
        ("July 2029", "2029-07"),
        ("early July of 2029", "2029-07"),
        ("2029", "2029"),
        ("late 2029", "2029"),
        ("today", "2031-05-14"),
        ("this morning", "2031-05-14"),
        ("yesterday", "2031-05-13"),
        ("last night", "2031-05-13"),
        ("tomorrow", "2031-05-15"),
        ("on Monday", "2031-05-12"),
        ("Wednesday", "2031-05-14"),
        ("last Wednesday", "2031-05-07"),
        ("Thursday", "2031-05-08"),  # told as past: the day before the anchor's yesterday week
        ("Monday morning", "2031-05-12"),
        ("next Monday", "2031-05-19"),
        ("next Wednesday", "2031-05-21"),
        ("Saturday, 10 May", "2031-05-10"),
        ("Monday the 12th", "2031-05-12"),
        ("Monday the 28th", "2031-04-28"),
        ("the 3rd", "2031-05-03"),
        ("the 16th", "2031-04-16"),
        ("New Year's Day", "2031-01-01"),
        ("Christmas Eve", "2030-12-24"),
        ("Christmas Day last year", "2030-12-25"),
        ("March 3", "2031-03-03"),
        ("3 June", "2030-06-03"),  # 3 June 2031 is still to come
        ("3 March this year", "2031-03-03"),
        ("3 March last year", "2030-03-03"),
        ("3 December last year", "2030-12-03"),
        ("March", "2031-03"),
        ("June", "2030-06"),
        ("last June", "2030-06"),
        ("March this year", "2031-03"),
        ("June last year", "2030-06"),
        ("this year", "2031"),
        ("last year", "2030"),
        ("next year", "2032"),
        ("this month", "2031-05"),
        ("last month", "2031-04"),
        ("next month", "2031-06"),
        ("three days ago", "2031-05-11"),
        ("two weeks ago", "2031-04"),  # 30 April: the week is known, the day is not
        ("two months ago", "2031-03"),
        ("a year ago", "2030"),
        ("ten years ago", "2021"),
    ],
)
def test_a_wording_is_resolved_as_precisely_as_it_is(wording: str, iso: str) -> None:
    assert resolve_date(wording, ANCHOR) == iso


@pytest.mark.parametrize(
    ("wording", "iso"),
    [
        ("Thursday", "2031-05-15"),
        ("Wednesday", "2031-05-21"),
        ("Monday", "2031-05-19"),
        ("3 June", "2031-06-03"),
        ("Tuesday the 27th", "2031-05-27"),
        ("the 3rd", "2031-06-03"),
        ("the 16th", "2031-05-16"),
        ("New Year’s Day", "2032-01-01"),
        ("March 3", "2032-03-03"),
        ("June", "2031-06"),
        ("March", "2032-03"),
    ],
)
def test_what_is_to_come_lies_behind_the_anchor(wording: str, iso: str) -> None:
    assert resolve_date(wording, ANCHOR, future=True) == iso


@pytest.mark.parametrize(
    ("wording", "anchor", "iso"),
    [
        ("last month", "2031-01-31", "2030-12"),
        ("next month", "2031-12-01", "2032-01"),
        ("31 December", "2031-01-02", "2030-12-31"),
        ("1 January", "2031-01-01", "2031-01-01"),
        ("yesterday", "2032-03-01", "2032-02-29"),
        ("tomorrow", "2030-12-31", "2031-01-01"),
    ],
)
def test_relative_dates_cross_the_ends_of_months_and_years(wording: str, anchor: str, iso: str) -> None:
    assert resolve_date(wording, anchor) == iso


@pytest.mark.parametrize(
    "wording",
    [
        "last week",
        "this week",
        "the 1990s",
        "the late 1990's",
        "recently",
        "at noon",
        "30 soldiers",
        "",
        "the 19th century",
        "Monday the 13th",
    ],
)
def test_what_is_no_day_month_or_year_stays_unresolved(wording: str) -> None:
    assert resolve_date(wording, ANCHOR) is None


@pytest.mark.parametrize("wording", ["on Saturday", "yesterday", "last year", "March 3", "June", "three days ago"])
def test_without_a_date_of_the_article_relative_dates_stay_unresolved(wording: str) -> None:
    assert resolve_date(wording, None) is None


@pytest.mark.parametrize(
    ("wording", "iso"), [("13 July 2029", "2029-07-13"), ("July 2029", "2029-07"), ("2029", "2029")]
)
def test_absolute_dates_need_no_anchor(wording: str, iso: str) -> None:
    assert resolve_date(wording, None) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Published 13 July 2029 at 8.30", "2029-07-13"),
        ("Vell, July 13th, 2029 - The", "2029-07-13"),
        ("2029-07-13T08:30:00Z", "2029-07-13"),
        ("2029-07-13 08:30", "2029-07-13"),
        ("7/13/2029", "2029-07-13"),
        ("13/7/2029", "2029-07-13"),
        ("13.07.2029", "2029-07-13"),
        ("7/7/2029", "2029-07-07"),
        ("3/7/2029", None),  # 3 July or 7 March
        ("31/31/2029", None),
        ("30/2/2029", None),
        ("30 February 2029", None),
        ("July 2029", None),
        ("on Saturday", None),
        ("call 555-0148", None),
        ("1 May 2029, updated 3 May 2029", "2029-05-01"),
    ],
)
def test_find_date_reads_full_dates_that_can_be_read_in_one_way(text: str, iso: str | None) -> None:
    assert find_date(text) == iso


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-04", "2031-04-01", "2031-04-30"),
        ("2031-12", "2031-12-01", "2031-12-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031-05-14", "2031-05-14", "2031-05-14"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_of_any_precision_is_a_range_of_days(iso: str, first: str, last: str) -> None:
    assert (first_day(iso).isoformat(), last_day(iso).isoformat()) == (first, last)


@pytest.mark.parametrize("value", ["2031", "2031-05", "2031-05-14", "2032-02-29"])
def test_an_iso_date_is_accepted_unchanged(value: str) -> None:
    assert check_date(value) == value


@pytest.mark.parametrize(
    "value", ["", "31", "2031-13", "2031-02-29", "2031-5-1", "14 May 2031", "2031-05-14T00:00", "last week", "2031-00"]
)
def test_any_other_date_is_wrong_usage_that_says_how_to_write_it(value: str) -> None:
    with pytest.raises(UsageError, match="write YYYY, YYYY-MM or YYYY-MM-DD"):
        check_date(value)


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y-%m-%d"])
)
def test_a_written_out_date_comes_back(day: date, form: str) -> None:
    assert find_date(day.strftime(form)) == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days_or_the_next_seven(anchor: date, back: int) -> None:
    wording = (anchor - timedelta(days=back)).strftime("on %A")
    assert resolve_date(wording, anchor.isoformat()) == (anchor - timedelta(days=back)).isoformat()
    ahead = (anchor - timedelta(days=back) + timedelta(days=7)).isoformat()
    assert resolve_date(wording, anchor.isoformat(), future=True) == ahead
