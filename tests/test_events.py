"""Who took part: names that the parser ties to nothing, and sentences without a verb of their own."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import ClaimKind
from index.claims import extract

Told = tuple[str, str, tuple[str, ...]]


def told(text: str, kind: ClaimKind = ClaimKind.NAME) -> list[Told]:
    found = extract(make_article(text, published="2031-05-14"))
    return [(claim.role, claim.text, claim.actions) for claim in found if claim.kind is kind]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The lease bears the signature of Ida Brenner, head of the port.", [("agent", "Ida Brenner", ("sign",))]),
        ("Police announced the arrest of Rasmus Ekholt.", [("", "Rasmus Ekholt", ("arrest",))]),
        ("The petition has 12,000 signatures of residents.", []),
        ("Police announced the closure of the Orrin Bridge.", []),
        ("The house of Ida Brenner was empty.", []),
    ],
)
def test_whose_deed_or_fate_a_noun_tells(sentence: str, names: list[Told]) -> None:
    assert told(sentence) == names


def test_a_date_beside_a_deed_is_that_of_its_verb() -> None:
    sentence = "A man gave himself up on Monday over the killing of Rasmus Ekholt."
    assert [actions for _, _, actions in told(sentence, ClaimKind.DATE)] == [("give",)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Sale of the mill to Harrow Mills", [("with", "Harrow Mills", ("sale",))]),
        ("Letter to Ida Brenner", []),
        ("Photo by Ida Brenner", []),
    ],
)
def test_a_headline_of_an_event_has_participants(sentence: str, names: list[Told]) -> None:
    assert told(sentence) == names


def test_a_headline_of_an_event_has_a_place() -> None:
    assert told("Attack on Hallin before dawn", ClaimKind.PLACE) == [("place", "Hallin", ("attack",))]
    assert told("Victory over Brenner Holdings", ClaimKind.PLACE) == []
    assert told("Attack on barracks - Hallin Herald", ClaimKind.PLACE) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The Tin Uncles were in the first song when the lights went out.", ["Tin Uncles"]),
        ("Rasmus Ekholt is with the coast guard.", ["Rasmus Ekholt"]),
        ("Vell is in ruins.", []),
        ("Pumps were on their way.", []),
        ("Rasmus Ekholt is quiet.", []),
    ],
)
def test_who_was_where_took_part(sentence: str, names: list[str]) -> None:
    assert [name for _, name, _ in told(sentence)] == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Ida Brenner, 47, so far head of the archive, steps into her shoes.", ["Ida Brenner"]),
        ("Ida Brenner, 47.", ["Ida Brenner"]),
        ("Brenner, 12, Lind, 14.", []),
        ("Ida Brenner, 4,700 votes.", []),
    ],
)
def test_an_age_tells_that_a_name_is_somebody(sentence: str, names: list[str]) -> None:
    assert [name for _, name, _ in told(sentence)] == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Her deputy of old, Olaf Strand, has taken over.", ["Olaf Strand"]),
        ("His deputy of many years, Ida Brenner, has taken the chair.", ["Ida Brenner"]),
        ("A man from Hallin, New Torrel, has resigned.", []),
        ("The woman fed her child and her husband, Rasmus Ekholt, and then left.", ["Rasmus Ekholt"]),
        ("The mayor, on Monday, has resigned.", []),
        ("The mayor of the town, in May, has resigned.", []),
    ],
)
def test_a_name_between_commas_is_that_of_the_office_before_it(sentence: str, names: list[str]) -> None:
    assert [name for _, name, _ in told(sentence)] == names


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("In March 2033.", [("time", "March 2033", ())]),
        ("On 3 March 2033.", [("time", "3 March 2033", ())]),
        ("On 3 March.", []),  # of which year, the sentence before it tells
        ("14 May 2031", []),
        ("In 2033 crowns.", []),
        ("Maps of March 2033.", []),
    ],
)
def test_a_sentence_that_is_a_date_and_nothing_else(sentence: str, dates: list[Told]) -> None:
    assert told(sentence, ClaimKind.DATE) == dates
