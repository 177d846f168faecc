"""Numbers as articles write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numbers import find_numbers

Found = tuple[str, float, float, str]


def found(text: str) -> list[Found]:
    return [(text[n.start : n.end], n.low, n.high, n.unit) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43 people", ("43", 43, 43, "")),
        ("1,250 people", ("1,250", 1250, 1250, "")),
        ("1,234,567.5 litres", ("1,234,567.5", 1_234_567.5, 1_234_567.5, "")),
        ("nine people", ("nine", 9, 9, "")),
        ("Twenty-one people", ("Twenty-one", 21, 21, "")),
        ("sixty three people", ("sixty three", 63, 63, "")),
        ("two dozen boats", ("two dozen", 24, 24, "")),
        ("a dozen boats", ("a dozen", 12, 12, "")),
        ("a hundred boats", ("a hundred", 100, 100, "")),
        ("six thousand boats", ("six thousand", 6000, 6000, "")),
        ("nine million people", ("nine million", 9e6, 9e6, "")),
        ("1.2 billion people", ("1.2 billion", 1.2e9, 1.2e9, "")),
        ("three hundred thousand people", ("three hundred thousand", 300_000, 300_000, "")),
        ("one hundred and twenty people", ("one hundred and twenty", 120, 120, "")),
        ("two thousand five hundred people", ("two thousand five hundred", 2500, 2500, "")),
        ("half a million people", ("half a million", 500_000, 500_000, "")),
        ("3 lakh people", ("3 lakh", 300_000, 300_000, "")),
        ("$1.2bn", ("$1.2bn", 1.2e9, 1.2e9, "USD")),
        ("US$40 million", ("US$40 million", 4e7, 4e7, "USD")),
        ("€40 million", ("€40 million", 4e7, 4e7, "EUR")),
        ("£350k", ("£350k", 350_000, 350_000, "GBP")),
        ("45 per cent", ("45 per cent", 45, 45, "%")),
        ("45 percent of them", ("45 percent", 45, 45, "%")),
        ("3.5% of them", ("3.5%", 3.5, 3.5, "%")),
        ("two percentage points", ("two percentage points", 2, 2, "points")),
        ("25,000 to 30,000 people", ("25,000 to 30,000", 25_000, 30_000, "")),
        ("10–12 boats", ("10–12", 10, 12, "")),
        ("10-12 boats", ("10-12", 10, 12, "")),
        ("5 to 7 million people", ("5 to 7 million", 5e6, 7e6, "")),
        ("$5-7 million", ("$5-7 million", 5e6, 7e6, "USD")),
        ("$5m to $7m", ("$5m to $7m", 5e6, 7e6, "USD")),
        ("900,000 to 1.2 million people", ("900,000 to 1.2 million", 900_000, 1.2e6, "")),
        ("20% to 30% of them", ("20% to 30%", 20, 30, "%")),
        ("20 to 30% of them", ("20 to 30%", 20, 30, "%")),
        ("between 30 and 40 cows", ("30 and 40", 30, 40, "")),
        ("from 30 to as many as 40 cows", ("30 to as many as 40", 30, 40, "")),
    ],
)
def test_the_first_number_of_a_text(text: str, expected: Found) -> None:
    assert found(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5 and 10 cows", [5, 10]),
        ("six killed and 11 hurt", [6, 11]),
        ("1,200 soldiers, 30 lorries and two tanks", [1200, 30, 2]),
        ("12, 14 and 16 boats", [12, 14, 16]),
    ],
)
def test_several_numbers_stay_apart(text: str, values: list[float]) -> None:
    assert [n.low for n in find_numbers(text)] == values
    assert all(n.low == n.high for n in find_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        "hundreds of people",
        "tens of thousands",
        "Vell won 3-1",
        "Vell drew 2–2",
        "at 10:30",
        "on 3/4/2031",
        "version 1.2.3",
        "the B-52 and the F16",
        "COVID-19",
        "someone, anyone, often, weight",
        "the ninth day",
        "no numbers at all",
        "",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


def test_a_plus_sign_opens_a_number_above() -> None:
    (number,) = find_numbers("100+ homes")
    assert (number.low, number.high, number.open_above) == (100, 100, True)
    assert not find_numbers("100 homes")[0].open_above


@given(st.integers(0, 10**12), st.sampled_from(["{} people", "Some {:,} people", "({:,})", "about {:,}, it said"]))
def test_an_integer_comes_back(value: int, form: str) -> None:
    (number,) = find_numbers(form.format(value))
    assert number.low == number.high == value


PIECES = (
    "3 1,200 -5 9.5 one twenty-one a half two dozen hundred million bn $ € % percent to and or – - between + 10:30 of"
)


@given(
    st.lists(st.one_of(st.sampled_from(PIECES.split()), st.text(max_size=4)), max_size=12), st.sampled_from(["", " "])
)
def test_numbers_lie_in_the_text_in_order_and_are_no_empty_ranges(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    numbers = find_numbers(text)
    assert numbers == find_numbers(text)
    position = 0
    for number in numbers:
        assert position <= number.start < number.end <= len(text)
        assert 0 <= number.low <= number.high
        position = number.end
