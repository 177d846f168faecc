"""Words of a question and words of an article: names, counted things, actions, times."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Claim, ClaimKind, Span, When
from index.claims import extract
from rag import understand
from rag.matching import (
    action_fit,
    coverage,
    has_name,
    only_repeats,
    same_time,
    stems,
    thing_fit,
)


def counted(sentence: str, published: str | None = "2025-07-12") -> Claim:
    """The one figure of a sentence."""
    claims = extract(make_article(sentence, published=published))
    (claim,) = [claim for claim in claims if claim.kind is ClaimKind.QUANTITY]
    return claim


@pytest.mark.parametrize(
    ("name", "text", "has"),
    [
        ("Tove Ansgar", "Works minister Tove Ansgar spoke in Brenn.", True),
        ("Tove Ansgar", "Ansgar spoke in Brenn.", False),
        ("Norvania", "Norvanian soldiers marched.", True),
        ("Norvanian", "soldiers from Norvania marched.", True),
        ("Port Vane", "the port of Kessel", False),
        ("Brenn", "Brennick spoke.", False),
        ("Vall", "The Vall's length is known.", True),
        ("", "anything", False),
    ],
)
def test_has_name(name: str, text: str, has: bool) -> None:
    assert has_name(name, text) is has


@pytest.mark.parametrize(
    ("name", "text", "has"),
    [
        ("Tove Ansgar", "Ansgar spoke in Brenn.", True),
        ("Tove Ansgar", "Rikard Sund spoke in Brenn.", False),
        ("North Veld", "The north was flooded.", False),
        ("North Veld", "Veld was flooded.", True),
        ("New Kessel", "A new bridge was built.", False),
    ],
)
def test_has_name_partly(name: str, text: str, has: bool) -> None:
    assert has_name(name, text, partly=True) is has


@pytest.mark.parametrize(
    ("sentence", "repeats"),
    [
        ("They met in Brenn.", [True]),
        ("They met in the town of Brenn.", [True]),
        ("They met in the town hall at Brenn.", [False]),
        ("They met in the cellar of the inn at Brenn.", [False]),
        ("They met in Kessel.", [False]),
    ],
)
def test_a_place_inside_a_named_one_says_more_than_its_name(sentence: str, repeats: list[bool]) -> None:
    found = [c for c in extract(make_article(sentence)) if c.kind is ClaimKind.PLACE]
    assert [only_repeats(claim, ("Brenn",)) for claim in found] == repeats


def test_somebody_who_is_named_with_the_name_asked_about_is_no_news() -> None:
    (claim,) = [c for c in extract(make_article("Tove Ansgar resigned.")) if c.kind is ClaimKind.NAME]
    assert only_repeats(claim, ("Ansgar",))
    assert not only_repeats(claim, ("Rikard Sund",))


def test_a_country_and_its_adjective_share_a_stem() -> None:
    assert stems("Norvania") & stems("Norvanian") == {"norvan"}
    assert not stems("Norvania") & stems("Solmark")


@pytest.mark.parametrize(
    ("question", "sentence", "level"),
    [
        ("How many soldiers were sent?", "Some 5,000 troops were sent to Obell.", 0),
        ("How many people were killed?", "Twelve people were killed in Obell.", 0),
        ("How many people were killed?", "Twelve miners were killed in Obell.", 1),
        ("How many people were killed?", "Twelve cows were killed in Obell.", None),
        ("How many soldiers were killed?", "Twelve civilians were killed in Obell.", None),
        ("How many homes were damaged?", "The storm damaged 300 houses.", 0),
        ("How many homes were damaged?", "The storm damaged 300 cars.", None),
        ("How many people were killed?", "The bridge is 412 metres long.", None),
    ],
)
def test_thing_fit(question: str, sentence: str, level: int | None) -> None:
    assert thing_fit(understand(question), counted(sentence)) == level


@pytest.mark.parametrize(
    ("question", "sentence", "fit"),
    [
        ("How many people were killed?", "Twelve people died in Obell.", "same"),
        ("How many people were killed?", "Twelve people were killed or injured in Obell.", "wider"),
        ("How many people were injured?", "Twelve people were killed or injured in Obell.", "wider"),
        ("How many people were killed?", "Twelve people were arrested in Obell.", "other"),
        ("How many soldiers were deployed?", "Some 5,000 troops were sent to Obell.", "same"),
        ("How many homes are there in Obell?", "The storm damaged 300 homes.", "same"),
    ],
)
def test_action_fit(question: str, sentence: str, fit: str) -> None:
    assert action_fit(understand(question), counted(sentence)) == fit


def held(when: When | None, published: str | None = "2025-07-12") -> Claim:
    return Claim("a", ClaimKind.QUANTITY, 0, 1, Span(0, 1), "7", "7", 7.0, 7.0, when=when, published=published)


@pytest.mark.parametrize(
    ("when", "asked", "same"),
    [
        # Nothing asked: what happened up to the year before the article's own is its news, what lies further back not.
        (None, "", True),
        (When("on Friday", "2025-07-11"), "", True),
        (When("last year", "2024"), "", True),
        (When("in 2019", "2019"), "", False),
        # A year asked takes in its days; another year does not.
        (When("3 May 2019", "2019-05-03"), " in 2019", True),
        (When("in 2019", "2019"), " in 2019", True),
        (When("in 2018", "2018"), " in 2019", False),
        (When("on Friday", "2025-07-11"), " in 2019", False),
        # A figure without a date of its own may be about any time up to its article's.
        (None, " in 2025", True),
        (None, " in 2026", False),
    ],
)
def test_same_time(when: When | None, asked: str, same: bool) -> None:
    assert same_time(understand(f"How many people were killed in Obell{asked}?"), held(when)) is same


def test_coverage_is_the_share_of_the_content_words() -> None:
    question = understand("How many people were injured when the bridge in Tollow collapsed?")
    assert question.content == ("people", "injure", "bridge", "tollow", "collapse")
    assert coverage(question.content, "The bridge collapsed.") == 2 / 5
    assert coverage(question.content, "Seven people were hurt when the bridge at Tollow caved in.") == 4 / 5
    assert coverage(question.content, "Tollow's bridges: collapses injuring people") == 1.0
    assert coverage(question.content, "Nothing of the kind.") == 0.0


def test_coverage_of_a_question_without_content() -> None:
    assert coverage(understand("Why?").content, "Because.") == 0.0
