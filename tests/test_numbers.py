"""Numbers as articles write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Phase
from index.numbers import find_numbers

Found = tuple[str, float, float, str]


def found(text: str) -> list[Found]:
    return [(text[n.start : n.end], n.low, n.high, n.unit) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43 people", ("43", 43, 43, "")),
        ("1,250 people", ("1,250", 1250, 1250, "")),
        ("1,234,567.5 litres", ("1,234,567.5 litres", 1_234_567.5, 1_234_567.5, "litre")),
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
    ("text", "low", "high", "unit"),
    [
        ("50mph", 50, 50, "mph"),
        ("50 miles per hour", 50, 50, "mph"),
        ("80 km/h", 80, 80, "kph"),
        ("7.62mm", 7.62, 7.62, "mm"),
        ("5kg", 5, 5, "kg"),
        ("25-40min", 25, 40, "minute"),
        ("5-10W", 5, 10, "W"),
        ("60GB", 60, 60, "GB"),
        ("10 kV/cm", 10, 10, "kV/cm"),
        ("40 square kilometres", 40, 40, "square kilometre"),
        ("570 sq m", 570, 570, "square metre"),
        ("20 degrees Celsius", 20, 20, "°C"),
        ("68°F", 68, 68, "°F"),
        ("a 1.8 billion-mile trip", 1.8e9, 1.8e9, "mile"),
        ("a 25- to 30-year sentence", 25, 30, "year"),
        ("a 20 kilometre ride", 20, 20, "km"),
        ("a 100m race", 100, 100, "m"),
        ("35m people", 3.5e7, 3.5e7, ""),
        ("2.7m combined ticket and programme sales", 2.7e6, 2.7e6, ""),
        ("two second homes", 2, 2, ""),
        ("twelve seconds", 12, 12, "second"),
        ("half an hour", 0.5, 0.5, "hour"),
        ("60 basis points", 60, 60, "basis point"),
        ("24pc", 24, 24, "%"),
        ("35m2", 35, 35, "square metre"),
        ("2.5×10^3 m", 2500, 2500, "m"),
        (".375 of it", 0.375, 0.375, ""),
    ],
)
def test_measures(text: str, low: float, high: float, unit: str) -> None:
    number = find_numbers(text)[0]
    assert (number.low, number.high, number.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("A$40m", 4e7, "AUD"),
        ("HK$5.4m", 5.4e6, "HKD"),
        ("HK $216,000", 216_000, "HKD"),
        ("$US160 million", 1.6e8, "USD"),
        ("NZ$3bn", 3e9, "NZD"),
        ("$8B", 8e9, "USD"),
        ("R$12 million", 1.2e7, "BRL"),
        ("RM79 a month", 79, "MYR"),
        ("Rs 500 crore", 5e9, "INR"),
        ("EUR50m", 5e7, "EUR"),
        ("USD 1,700", 1700, "USD"),
        ("50 CHF", 50, "CHF"),
        ("₩500", 500, "KRW"),
        ("3 million Australian dollars", 3e6, "AUD"),
        ("20 Swiss francs", 20, "CHF"),
        ("a 40-million-euro hall", 4e7, "EUR"),
    ],
)
def test_money_by_its_sign_its_code_and_its_country(text: str, low: float, unit: str) -> None:
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.unit) == (low, low, unit)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("a quake of magnitude 6.3", 6.3),
        ("a quake of magnitude 7 at sea", 7),
        ("a magnitude of about 5.1", 5.1),
        ("a 5.8-magnitude quake", 5.8),
        ("it measured 4.1 on the Richter scale", 4.1),
    ],
)
def test_the_strength_of_a_quake(text: str, low: float) -> None:
    (number,) = find_numbers(text)
    assert (number.low, number.unit) == (low, "magnitude")


def test_quakes_of_one_strength_are_counted() -> None:
    assert [(n.low, n.unit) for n in find_numbers("three magnitude 4 quakes")] == [(3, ""), (4, "magnitude")]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("minus 12 degrees", -12, "degree"),
        ("minus-30 degrees", -30, "degree"),
        ("fell to -5.", -5, ""),
        ("a loss of -3.5%", -3.5, "%"),
        ("-$20m", -2e7, "USD"),
    ],
)
def test_negative_numbers(text: str, low: float, unit: str) -> None:
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.unit) == (low, low, unit)


P, E, D = Phase.PRESENT, Phase.EARLIER, Phase.DIFFERENCE


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("rose from 38 to 43", [(38, E), (43, P)]),
        ("fell from $10 to $8 billion", [(1e10, E), (8e9, P)]),
        ("dropped from 208 pounds to 193", [(208, E), (193, P)]),
        ("from 30 in March to 40 in June", [(30, E), (40, P)]),
        ("rose by 5 to 12", [(5, D), (12, P)]),
        ("rose 5% to 43%", [(5, D), (43, P)]),
        ("sales of 40, up from 31", [(40, P), (31, E)]),
        ("40 boats, compared with 31", [(40, P), (31, E)]),
        ("climbed to 43 from 38", [(43, P), (38, E)]),
        ("up nearly 57%", [(57, D)]),
        ("climbed to 43%", [(43, P)]),
        ("lost $5m", [(5e6, P)]),
    ],
)
def test_before_the_change_after_it_and_by_how_much(text: str, phases: list[tuple[float, Phase]]) -> None:
    assert [(n.low, n.phase) for n in find_numbers(text)] == phases


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("three or four people", 3, 4),
        ("between seven to 10 years", 7, 10),
        ("twenty-five to thirty thousand", 25_000, 30_000),
        ("ranging from 800 to 900 crowns", 800, 900),
        ("they rise by 2 to 3 percent", 2, 3),
        ("between $US160 million and $US171 million", 1.6e8, 1.71e8),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.phase) == (low, high, Phase.PRESENT)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rose in 2031 to 14,000", [2031, 14_000]),
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
        "at 10pm, 1.05am and 6.30pm",
        "5G, flat 8B and COP26",
        "they lost 1-3 to Skarn",
        "the -19 ward",
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
        assert number.low <= number.high
        position = number.end


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("held for four years and nine months in all", "four years and nine months", 4.75, "year"),
        ("it took three hours and 20 minutes", "three hours and 20 minutes", 3 + 1 / 3, "hour"),
        ("it took 6 h 52 min to mend", "6 h 52 min", 6 + 52 / 60, "hour"),
        ("it took 6 hours 52 minutes", "6 hours 52 minutes", 6 + 52 / 60, "hour"),
        ("two days, four hours and ten minutes", "two days, four hours and ten minutes", 2 + 4 / 24 + 10 / 1440, "day"),
        ("in 2 hours, 5 minutes and 12 seconds", "2 hours, 5 minutes and 12 seconds", 2 + 5 / 60 + 12 / 3600, "hour"),
        ("for an hour and 40 minutes", "an hour and 40 minutes", 1 + 40 / 60, "hour"),
        ("for an hour and a half", "an hour and a half", 1.5, "hour"),
        ("for one year and a half", "one year and a half", 1.5, "year"),
        ("for two and a half hours", "two and a half hours", 2.5, "hour"),
        ("a four-and-a-half-year ban", "four-and-a-half-year", 4.5, "year"),
        ("two weeks and three days", "two weeks and three days", 2 + 3 / 7, "week"),
        ("he is 6 feet 3 inches tall", "6 feet 3 inches", 6.25, "foot"),
    ],
)  # fmt: skip
def test_a_quantity_in_two_units_is_one(text: str, words: str, value: float, unit: str) -> None:
    (number,) = find_numbers(text)
    assert (text[number.start : number.end], number.unit) == (words, unit)
    assert number.low == number.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("for ten years and six colleagues left", ["ten years", "six"]),
        ("nine months and four years", ["nine months", "four years"]),
        ("jailed for 15 years, and 3 months later freed", ["15 years", "3 months"]),
        ("jailed for 15 years, 3 months later freed", ["15 years", "3 months"]),
        ("four years and nine months, and two years", ["four years and nine months", "two years"]),
        ("for two years and 18 months", ["two years", "18 months"]),  # two terms: the second is more than a year
        ("for five years or nine months", ["five years", "nine months"]),
        ("from 3 hours 20 minutes to 2 hours 5 minutes", ["3 hours 20 minutes", "2 hours 5 minutes"]),
        ("it lasted 4.5 hours and 20 minutes of that", ["4.5 hours", "20 minutes"]),
        ("more than 5 kilometres and 20 minutes", ["5 kilometres", "20 minutes"]),
    ],
)
def test_quantities_that_stand_side_by_side_are_several(text: str, words: list[str]) -> None:
    assert [text[n.start : n.end] for n in find_numbers(text)] == words
