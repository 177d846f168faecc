"""Where: names behind verbs that say where, and nouns for places and vehicles that a name tells."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import ClaimKind
from index.claims import extract


def places(text: str) -> list[str]:
    found = extract(make_article(text, published="2031-05-14"))
    return list(dict.fromkeys(claim.text for claim in found if claim.kind is ClaimKind.PLACE))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Racing is over on the Tarnbeck racecourse.", ["the Tarnbeck racecourse"]),
        ("They sang on the deck of the ferry Corva.", ["the deck of the ferry Corva"]),
        ("The gold was found in the cellar of their house in Vell.", ["the cellar of their house in Vell"]),
        ("The lorries came out of the Tarnbeck works, near the river.", ["the Tarnbeck works"]),
        ("Two boxes were carried out of the bakery in Vell.", ["the bakery in Vell"]),
        ("Up in Hallin they lost the school.", ["Hallin"]),
        ("The deck of the ferry Corva was wet.", []),  # it is not said to be where anything is
        ("The ferry to Vell was late.", []),
        ("The works of Brenner were read in full.", []),
        ("The firm ran out of Orrin flour.", []),
        ("A row over Brenner Holdings ended the session.", []),
    ],
)
def test_a_name_tells_which_place_or_vehicle_it_is(sentence: str, found: list[str]) -> None:
    assert places(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("By 2034 the headquarters is to move to Tolden.", ["Tolden"]),
        ("In Torrel 40 of 61 barns are unfit for use.", ["Torrel"]),
        ("The ministers met Ola Brandt in May.", []),
        ("Brandt lost to Ekholt.", []),
        ("Voters believe in Ola Brandt.", []),
        ("The firm was sold to Ola Brandt.", []),
        ("The police came to Ola Brandt.", []),
    ],
)
def test_the_verb_tells_that_a_name_is_a_place(sentence: str, found: list[str]) -> None:
    assert places(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Flight TQ 205 had left Hallin for Port Orrin at 6.15.", ["Hallin", "Port Orrin"]),
        ("The bus left Hallin for Port Orrin on Monday.", ["Hallin", "Port Orrin"]),
        ("She left her husband for Rasmus Ekholt.", []),
        ("She left the Centre for Policy Studies.", []),
    ],
)
def test_what_is_left_for_another_place_is_two_places(sentence: str, found: list[str]) -> None:
    assert places(sentence) == found
