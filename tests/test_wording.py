"""How values, people and dates read in an answer."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Claim, ClaimKind, Qualifier, Span, When
from index.claims import extract
from rag.wording import apart, as_of, attribution, capitalise, day, is_estimate, join, participles, value


def of_kind(kind: ClaimKind, sentence: str, published: str = "2025-07-12") -> Claim:
    """The first claim of a kind in a sentence."""
    return next(claim for claim in extract(make_article(sentence, published=published)) if claim.kind is kind)


@pytest.mark.parametrize(
    ("sentence", "noun", "shown"),
    [
        ("About 10,000 soldiers were sent to Obell.", "soldiers", "about 10,000 soldiers"),
        ("Six thousand soldiers were sent to Obell.", "soldiers", "six thousand soldiers"),
        ("The estimated 11,000 soldiers sent to Obell left.", "soldiers", "an estimated 11,000 soldiers"),
        ("Nearly 4,000 were evacuated from Obell.", "people", "nearly 4,000 people"),
        ("The toll rose to 41.", "people", "41 people"),
        ("Nine were killed in Obell.", "people", "nine people"),
        ("A total of 115 people were hurt in Obell.", "people", "115 people"),
        ("Between 200 and 300 people were hurt in Obell.", "people", "between 200 and 300 people"),
        ("The bridge cost 95 million euros.", "", "95 million euros"),
        ("The bridge cost $95m.", "", "$95m"),
        ("The party won 52.3 percent of the vote.", "vote", "52.3 percent"),
        ("Another 300 soldiers were sent to Obell.", "soldiers", "300 soldiers"),
        ("Ilva Brandt was killed in Obell.", "people", "one person (Ilva Brandt)"),
        ("The victim died.", "people", "one victim"),
        ("He died in Obell.", "people", "one person"),
        ("A guard was killed in Obell.", "people", "one guard"),
    ],
)
def test_figure(sentence: str, noun: str, shown: str) -> None:
    assert value(of_kind(ClaimKind.QUANTITY, sentence), noun) == shown


@pytest.mark.parametrize(
    ("kind", "sentence", "shown"),
    [
        (ClaimKind.NAME, "Tove Ansgar met Rikard Sund.", "Tove Ansgar"),
        (ClaimKind.PLACE, "Tove Ansgar met Rikard Sund in Brenn.", "in Brenn"),
        (ClaimKind.PLACE, "Tove Ansgar met Rikard Sund at the Corn Exchange.", "at the Corn Exchange"),
        (ClaimKind.DATE, "Tove Ansgar met Rikard Sund on 3 May 2023.", "3 May 2023"),
        # Saturday 12 July 2025, so Friday is the 11th.
        (ClaimKind.DATE, "Tove Ansgar met Rikard Sund on Friday.", "11 July 2025 (“Friday”)"),
    ],
)
def test_name_place_and_date(kind: ClaimKind, sentence: str, shown: str) -> None:
    assert value(of_kind(kind, sentence)) == shown


@pytest.mark.parametrize(
    ("iso", "written"), [("2025", "2025"), ("2025-07", "July 2025"), ("2025-07-03", "3 July 2025")]
)
def test_day(iso: str, written: str) -> None:
    assert day(iso) == written


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (When("last year", "2024"), "“last year” (2024)"),
        (When("on\n Friday", "2025-07-11"), "“on Friday” (11 July 2025)"),
        (When("since this agreement", "2024-06-19", "since"), "“since this agreement” (of 19 June 2024)"),
        (When("2024", "2024"), "in 2024"),
        (When("June 2024", "2024-06"), "in June 2024"),
        (When("3 May 2023", "2023-05-03"), "on 3 May 2023"),
        (When("2019", "2019", "since"), "since 2019"),
        (When("last week", None), "“last week”"),
    ],
)
def test_as_of(when: When, written: str) -> None:
    assert as_of(when) == written


def claim(**given: object) -> Claim:
    base = {"article_id": "a", "kind": ClaimKind.QUANTITY, "start": 0, "end": 1, "sentence": Span(0, 1)}
    return Claim(**{**base, "text": "7", "quote": "7", "low": 7.0, "high": 7.0, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chain", "written"),
    [
        ((), ""),
        (("police",), "according to police"),
        (("The health office",), "according to the health office"),
        (("Norvanian intelligence", "Channel Nine"), "according to Norvanian intelligence, via Channel Nine"),
        (("a", "b", "c"), "according to a, via b, via c"),
    ],
)
def test_attribution(chain: tuple[str, ...], written: str) -> None:
    assert attribution(claim(attribution=chain)) == written


@pytest.mark.parametrize(
    ("actions", "written"),
    [
        (("die",), "killed"),
        (("kill", "injure"), "killed or wounded"),
        (("casualty",), "killed or wounded"),
        (("kill", "die"), "killed"),
        (("paint",), "painted"),
        ((), ""),
    ],
)
def test_participles(actions: tuple[str, ...], written: str) -> None:
    assert participles(claim(actions=actions)) == written


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (6000, 8500, "29%"),  # 2500 / 8500 = 0.294
        (12000, 19000, "37%"),  # 7000 / 19000 = 0.368
        (19000, 12000, "37%"),
        (1000, 1001, "under 1%"),  # 1 / 1001 = 0.00099
        (10000, 11000, "9%"),  # 1000 / 11000 = 0.0909
        (0, 5, "100%"),
    ],
)
def test_apart_is_over_the_larger(low: float, high: float, written: str) -> None:
    assert apart(low, high) == written


@pytest.mark.parametrize(
    ("parts", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"), (["a", "b", "a"], "a or b")],
)
def test_join(parts: list[str], joined: str) -> None:
    assert join(parts, "or") == joined


def test_capitalise_leaves_the_rest() -> None:
    assert [capitalise(text) for text in ("", "nPA", "über", "£18.4m")] == ["", "NPA", "Über", "£18.4m"]


@pytest.mark.parametrize(
    ("given", "estimate"),
    [
        ({"estimated": True}, True),
        ({"qualifier": Qualifier.ABOUT}, True),
        ({"qualifier": Qualifier.AT_LEAST}, False),
        ({}, False),
    ],
)
def test_is_estimate(given: dict[str, object], estimate: bool) -> None:
    assert is_estimate(claim(**given)) is estimate
