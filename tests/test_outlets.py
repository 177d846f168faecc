"""Who reported what others print: one report by an outlet is one origin, in however many papers it stands."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeEncoder, make_article

from index import ClaimKind, Index
from index.claims import extract
from index.outlets import known_agency, outlet, relay_of


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("the Associated Press", "AP"),
        ("Reuters", "Reuters"),
        ("the BBC", "BBC"),
        ("The Tarn Valley Herald", "Tarn Valley Herald"),
        ("Radio Dravel", None),
        ("Dravel Radio", "Dravel Radio"),
        ("the ministry", None),
        ("the press", None),
        ("a daily", None),
        ("Ilka Brenn", None),
    ],
)
def test_outlets_are_told_from_other_speakers(name: str, found: str | None) -> None:
    assert outlet(name) == found


def test_an_agency_has_one_name() -> None:
    assert {known_agency(name) for name in ("AP", "The Associated Press", "associated  press")} == {"AP"}
    assert known_agency("Norwick Press") is None


@pytest.mark.parametrize(
    ("attribution", "relay"),
    [
        ((), None),
        (("the minister",), None),
        (("CNN",), "CNN"),
        (("the harbour office", "the Tarn Herald"), "Tarn Herald"),
        (("the police", "a neighbour"), "a neighbour"),
    ],
)
def test_who_passes_on_is_who_reported(attribution: tuple[str, ...], relay: str | None) -> None:
    assert relay_of(attribution) == relay


def origins(text: str, **fields: str) -> set[str]:
    return {claim.origin for claim in extract(make_article(text, **fields)) if claim.kind is ClaimKind.QUANTITY}


def test_a_report_in_two_papers_is_one_origin() -> None:
    one = origins("CNN reported that 25 people were killed in the blast at Vell.", publisher="Vell Post")
    two = origins("At least 25 people were killed in the blast, CNN said on Monday.", publisher="Tarn Herald")
    own = origins("At least 25 people were killed in the blast at Vell.", publisher="CNN")
    assert one == two == own == {"CNN"}
    assert origins("25 people were killed, the minister said.", publisher="Vell Post") == {"Vell Post"}


def test_the_origin_of_a_claim_is_kept_in_an_index(tmp_path: Path) -> None:
    articles = [
        make_article("CNN reported that 25 people were killed in the blast at Vell.", id="a", publisher="Vell Post"),
        make_article("The mayor said that 25 people were killed in the blast.", id="b", publisher="Tarn Herald"),
    ]
    with closing(Index.build(articles, tmp_path / "i", encoder=FakeEncoder())) as index:
        kept = {i: {c.origin for c in index.claims(i) if c.kind is ClaimKind.QUANTITY} for i in "ab"}
        assert kept == {"a": {"CNN"}, "b": {"Tarn Herald"}}
