"""Figures that are no plain counts: ages, parts, magnitudes, rates, changes, nobody at all."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Claim, ClaimKind, Phase, Qualifier, State
from index.claims import extract
from index.lexicon import action_class


def figures(text: str) -> list[Claim]:
    article = make_article(text, published="2031-05-14")
    return [claim for claim in extract(article) if claim.kind is ClaimKind.QUANTITY]


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high", "unit"),
    [
        ("Ilva Brandt, 54, was elected on Monday.", "54", 54, 54, "year"),
        ("Police arrested Joss Pell, 60, and left.", "60", 60, 60, "year"),
        ("A 27-year-old was arrested.", "27-year-old", 27, 27, "year"),
        ("A 27-year-old woman was arrested.", "27-year-old", 27, 27, "year"),
        ("A boy aged 9 was rescued.", "9", 9, 9, "year"),
        ("The girl, who is 12 years old, was found in Vell.", "12 years old", 12, 12, "year"),
        ("Children aged 5 to 12 were let in.", "5 to 12", 5, 12, "year"),
        ("An 18 month-old baby was found.", "18 month-old", 18, 18, "month"),
        ("The keeper retired at the age of 40.", "40", 40, 40, "year"),
        ("Nearly 40-year-old pipes burst.", "Nearly 40-year-old", 40, 40, "year"),
    ],
)
def test_an_age_is_a_measure_and_counts_nobody(sentence: str, text: str, low: float, high: float, unit: str) -> None:
    claims = figures(sentence)
    (age,) = [claim for claim in claims if claim.thing == "age"]
    assert (age.text, age.low, age.high, age.unit, age.actions) == (text, low, high, unit, ())
    assert {claim.low for claim in claims if claim is not age} <= {1}  # "a woman was arrested"


@pytest.mark.parametrize(
    "sentence",
    [
        "In Vell, 54, or more than half, of the shops closed.",
        "In May, 12, of them were sold.",
        "The siege lasted 12 years.",
        "He was jailed for 30 years.",
    ],
)
def test_what_is_no_age(sentence: str) -> None:
    assert [claim for claim in figures(sentence) if claim.thing == "age"] == []


def test_a_sentence_is_a_measure_not_an_age() -> None:
    (claim,) = figures("He was jailed for 30 years.")
    assert (claim.low, claim.unit, claim.thing) == (30, "year", "year")


def test_half_of_the_300() -> None:
    half, whole = figures("Half of the 300 passengers were hurt.")
    assert (half.text, half.low, half.unit, half.thing) == ("Half of the 300 passengers", 0.5, "fraction", "passenger")
    assert (whole.low, whole.unit, whole.thing, whole.actions) == (300, "", "passenger", ())


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Three of the 12 sailors drowned.", [(3, ("drown",)), (12, ())]),
        ("Four of the 12 sailors found on Monday are here.", [(4, ("find",)), (12, ("find",))]),
        ("Five of the six died.", [(5, ("die",)), (6, ())]),
        ("Five of the 12 sailors found on Monday died.", [(5, ("die",)), (12, ("find",))]),
    ],
)
def test_what_befell_a_part_is_not_told_of_the_whole(sentence: str, told: list[tuple[float, tuple[str, ...]]]) -> None:
    assert [(claim.low, claim.actions) for claim in figures(sentence)] == told


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high", "thing"),
    [
        ("Dozens of homes were destroyed in Vell.", "Dozens of homes", 12, 120, "home"),
        ("Several thousand people marched through Almer.", "Several thousand people", 3000, 9000, "people"),
        ("A couple of boats sank.", "A couple of boats", 2, 2, "boat"),
        ("Hundreds were injured.", "Hundreds", 100, 1000, "person"),
    ],
)
def test_a_magnitude_alone_is_vague(sentence: str, text: str, low: float, high: float, thing: str) -> None:
    (claim,) = figures(sentence)
    assert (claim.text, claim.low, claim.high, claim.thing) == (text, low, high, thing)
    assert (claim.vague, claim.qualifier) == (True, Qualifier.ABOUT)


@pytest.mark.parametrize(
    ("sentence", "low", "per"),
    [
        ("The clinic counted 12 deaths per 100,000 people.", 12, "100,000 people"),
        ("The lab runs three thousand tests a day.", 3000, "day"),
        ("Tickets cost £12 each.", 12, "each"),
        ("The flat costs $21 per square foot.", 21, "square foot"),
        ("The tax raises 10 million euros a year.", 1e7, "year"),
        ("The tax raised 10 million euros a year ago.", 1e7, ""),
        ("The tax raised 10 million euros.", 1e7, ""),
    ],
)
def test_a_rate(sentence: str, low: float, per: str) -> None:
    assert [(claim.low, claim.per) for claim in figures(sentence)] == [(low, per)]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The death toll rose from 38 to 43.", [(38, "", Phase.EARLIER), (43, "", Phase.PRESENT)]),
        ("The death toll rose by 5 to 12.", [(5, "", Phase.DIFFERENCE), (12, "", Phase.PRESENT)]),
        (
            "Turnout fell by three percentage points to 61 percent.",
            [(3, "points", Phase.DIFFERENCE), (61, "%", Phase.PRESENT)],
        ),
        ("Her weight fell from 80 kilograms to 73.", [(80, "kg", Phase.EARLIER), (73, "kg", Phase.PRESENT)]),
        ("Sales reached 40 boats, up from 31 in 2030.", [(40, "", Phase.PRESENT), (31, "", Phase.EARLIER)]),
        ("The bill passed by 12 votes.", [(12, "", Phase.PRESENT)]),
        ("Carrow won by 12 votes.", [(12, "", Phase.DIFFERENCE)]),
        ("The man was arrested by 12 officers.", [(12, "", Phase.PRESENT)]),
    ],
)
def test_the_phases_of_a_change(sentence: str, values: list[tuple[float, str, Phase]]) -> None:
    claims = [claim for claim in figures(sentence) if not (claim.low == 1 and claim.share)]
    assert [(claim.low, claim.unit, claim.phase) for claim in claims] == values


def test_both_ends_of_a_change_count_the_same() -> None:
    before, after = figures("The death toll rose from 38 to 43.")
    assert (before.thing, [*map(action_class, before.actions)]) == ("person", ["kill"])
    assert (after.thing, [*map(action_class, after.actions)]) == ("person", ["kill"])


@pytest.mark.parametrize(
    ("sentence", "text", "action"),
    [
        ("No one was hurt in the fire.", "No one", "wound"),
        ("Nobody died in the crash.", "Nobody", "kill"),
        ("There were no injuries.", "no injuries", "wound"),
        ("No injuries were reported.", "No injuries", "wound"),
        ("None of the passengers was injured.", "None", "wound"),
        ("No arrests have been made.", "No arrests", "arrest"),
        ("No passengers were killed.", "No passengers", "kill"),
    ],
)
def test_nobody_is_a_count_of_zero(sentence: str, text: str, action: str) -> None:
    (claim,) = figures(sentence)
    assert (claim.text, claim.low, claim.high, claim.thing) == (text, 0, 0, "person")
    assert ([*map(action_class, claim.actions)], claim.state) == ([action], State.HAPPENED)


@pytest.mark.parametrize(
    "sentence",
    ["There is no bridge at Vell.", "No one spoke of it.", "None of it was true.", "The car has no licence."],
)
def test_what_is_no_count_of_zero(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "text", "qualifier"),
    [
        ("200 people or more were arrested.", "200 people or more", Qualifier.AT_LEAST),
        ("10 or more boats sank.", "10 or more boats", Qualifier.AT_LEAST),
        ("10 or so boats sank.", "10 or so boats", Qualifier.ABOUT),
        ("The road was ~40 km long.", "~40 km", Qualifier.ABOUT),
        ("A minimum of 40 boats sank.", "A minimum of 40 boats", Qualifier.AT_LEAST),
        ("Two or more boats sank.", "Two or more boats", Qualifier.AT_LEAST),
        ("Inflation shot up to more than 16%.", "more than 16%", Qualifier.MORE_THAN),
        ("Ten boats sank, or so it was said.", "Ten boats", Qualifier.EXACT),
    ],
)
def test_qualifiers_around_the_number(sentence: str, text: str, qualifier: Qualifier) -> None:
    (claim,) = figures(sentence)
    assert (claim.text, claim.qualifier, claim.further) == (text, qualifier, False)


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("The council had asked for 5,000.", [(5000, "")]),
        ("Norvania left after 11 UN member states protested.", [(11, "state")]),
        ("Fourteen people were killed or wounded.", [(14, "people")]),
        ("The 10-year-old took Route 12.", [(10, "age")]),
        ("It was a 7.62mm shell.", [(7.62, "mm")]),
    ],
)
def test_what_a_number_is_about(sentence: str, claims: list[tuple[float, str]]) -> None:
    found = [(c.low, "" if not c.unit and "asked" in sentence else c.thing) for c in figures(sentence)]
    assert found == claims
