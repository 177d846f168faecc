"""What a query says beside its words: dates, names and clauses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.asking import Name, Period, read_query

TODAY = "2031-03-12"  # a Wednesday


def days(first: str, last: str | None = None) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Who won in Tarn on March 3, 2031?", [days("2031-03-03")]),
        ("Who won in Tarn on 3 March 2031?", [days("2031-03-03")]),
        ("Tarn final 2031-03-03 winner", [days("2031-03-03")]),
        ("Who won in March 2031?", [days("2031-03-01", "2031-03-31")]),
        ("Who won the cup in 2030?", [days("2030-01-01", "2030-12-31")]),
        ("winner of the cup 2030", [days("2030-01-01", "2030-12-31")]),
        ("Who won last Friday?", [days("2031-03-07")]),
        ("Who won on Wednesday?", [days("2031-03-12")]),
        ("Who won yesterday?", [days("2031-03-11")]),
        ("Who won last week?", [days("2031-03-03", "2031-03-09")]),
        ("Who wins this week?", [days("2031-03-10", "2031-03-16")]),
        ("Who won last month?", [days("2031-02-01", "2031-02-28")]),
        ("Who won on 3 March last year?", [days("2030-03-03")]),
        ("Who won three days ago?", [days("2031-03-09")]),
        ("Who won between March 3, 2031 and March 5, 2031?", [days("2031-03-03"), days("2031-03-05")]),
        ("Who sent 2000 sheep?", []),
        ("Who won?", []),
        ("Who won on February 30, 2031?", []),
    ],
)
def test_dates(query: str, expected: list[Period]) -> None:
    assert list(read_query(query, TODAY).periods) == expected


def test_a_day_without_a_year_is_that_of_any_year() -> None:
    assert read_query("Who won on 29 February?", TODAY).periods == (
        Period(date(2000, 2, 29), date(2000, 2, 29), yearly=True),
    )


def test_without_a_today_relative_dates_are_words() -> None:
    query = read_query("Who won last Friday?")
    assert (query.periods, query.words) == ((), "Who won last Friday?")


def test_dates_are_no_words_and_end_a_name() -> None:
    query = read_query("On March 3, 2031 Anna Obell won in Tarn")
    assert query.words == "On  |  Anna Obell won in Tarn"
    assert query.names == (Name("Anna Obell"), Name("Tarn"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Did Anna Obell meet the Bank of Norvania's head?", ["Anna Obell", "Bank of Norvania"]),
        ("What does 'The Tarn Herald' say of the U.S. envoy?", ["Tarn Herald", "U.S"]),
        ("How many Norvanian miners were hurt?", ["Norvanian"]),
        ("Where is Ålund?", ["Ålund"]),
        ("Tarn ferry fire dead", ["Tarn"]),
        ("how many miners were hurt in obell", ["miners", "hurt", "obell"]),
        ("HOW MANY WERE HURT IN OBELL", ["hurt", "obell"]),
        ("Tarn or Tarn?", ["Tarn"]),
        ("who was it?", []),
    ],
)
def test_names(query: str, expected: list[str]) -> None:
    assert [name.text for name in read_query(query).names] == expected


def test_a_name_that_says_where_another_is_counts_less() -> None:
    names = read_query("How many were hurt in the fire at Obell, Norvania?").names
    assert names == (Name("Obell"), Name("Norvania", 0.25))


def test_a_long_question_has_clauses_and_a_short_one_is_its_own() -> None:
    short = "Who paid for the Vall bridge, and who built it?"
    assert read_query(short).clauses == (short,)
    long = (
        "Did the report of the Tarn Herald on the Vall bridge say that it was closed for the winter, "
        "while the harbour office of Obell told the Vell Post something else about it?"
    )
    assert read_query(long).clauses == (
        "Did the report of the Tarn Herald on the Vall bridge say",
        "it was closed for the winter",
        "the harbour office of Obell told the Vell Post something else about it?",
    )


@given(st.text(max_size=200))
def test_no_query_breaks_the_reading(text: str) -> None:
    query = read_query(text, TODAY)
    assert query.text == text
    assert query.clauses
    assert all(period.first <= period.last for period in query.periods)
