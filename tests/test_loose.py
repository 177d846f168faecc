"""Parts of a whole, and magnitudes alone."""

from __future__ import annotations

import pytest

from index.loose import find_loose


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("half of the 300", "half", 1 / 2),
        ("Half the flats were sold", "Half", 1 / 2),
        ("about half of which", "half", 1 / 2),
        ("a third of those", "a third", 1 / 3),
        ("two-thirds of the crew", "two-thirds", 2 / 3),
        ("a two-thirds majority", "two-thirds", 2 / 3),
        ("three quarters of it", "three quarters", 3 / 4),
        ("one-fifth of the fleet", "one-fifth", 1 / 5),
        ("one in five homes", "one in five", 1 / 5),
        ("nine out of 10 nurses", "nine out of 10", 9 / 10),
        ("one in every 1,000 births", "one in every 1,000", 1 / 1000),
    ],
)
def test_a_part_of_a_whole(text: str, words: str, value: float) -> None:
    (number,) = find_loose(text)
    assert (text[number.start : number.end], number.unit, number.vague) == (words, "fraction", False)
    assert number.low == number.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("a quarter of a mile away", "a quarter of a mile", 0.25, "mile"),
        ("three-quarters of a percentage point", "three-quarters of a percentage point", 0.75, "points"),
        ("half of an hour", "half of an hour", 0.5, "hour"),
    ],
)
def test_a_part_of_a_unit_is_a_measure(text: str, words: str, value: float, unit: str) -> None:
    (number,) = find_loose(text)
    assert (text[number.start : number.end], number.low, number.unit) == (words, value, unit)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("dozens of boats", "dozens", 12, 120),
        ("hundreds were hurt", "hundreds", 100, 1000),
        ("tens of thousands of people", "tens of thousands", 10_000, 100_000),
        ("several thousand marchers", "several thousand", 3000, 9000),
        ("a few hundred homes", "a few hundred", 300, 900),
        ("a couple of boats", "a couple", 2, 2),
        ("scores of villages", "scores", 20, 200),
    ],
)
def test_a_magnitude_alone(text: str, words: str, low: float, high: float) -> None:
    (number,) = find_loose(text)
    assert (text[number.start : number.end], number.vague) == (words, True)
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "the second half of the match",
        "the first quarter of the year",
        "this half of the town",
        "Skarn's half of the field",
        "a third person was hurt",
        "he finished third of the nine",
        "a fifth of July parade",
        "half an hour late",
        "two in three days",
        "twelve in 2030",
        "one in the crowd",
        "a couple from Vell",
        "several people",
        "a hundred boats",
        "four halves of the match",
        "both scored",
    ],
)
def test_what_is_neither(text: str) -> None:
    assert find_loose(text) == []
