"""Which claims a question can mean at all: nothing speaks plainly against them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fakes import make_article

from index import Article, Claim, ClaimKind, Span
from index.claims import extract
from rag import understand
from rag.meant import apt_articles, can_be_meant
from rag.retrieval import Retrieved

OBELL = make_article("Fire in Obell.", id="obell")
TOWN = make_article("The town hall counts its dead.", id="town")
FAIR = make_article("The fair has closed.", id="fair")
WHOLE = Span(0, 1)


def held(*articles: Article) -> Retrieved:
    """Articles as they were found, without their passages."""
    return Retrieved((), {article.id: article for article in articles}, (), ())


def meant(question: str, body: str, *, likely: float = 0.1) -> list[str]:
    """The words of those figures of an article that a question can mean."""
    article = make_article(body, published="2031-05-04")
    asked, retrieved = understand(question, "2031-06-01"), held(article)
    return [c.text for c in figures(article) if can_be_meant(asked, c, retrieved, {article.id: likely})]


def figures(article: Article) -> list[Claim]:
    return [claim for claim in extract(article) if claim.kind is ClaimKind.QUANTITY]


# articles


@pytest.mark.parametrize(
    ("events", "apt"),
    [
        ({"obell": 0.9, "town": 0.3, "fair": 0.3}, {"obell", "town"}),  # the fair is less like what has the name
        ({"obell": 0.9, "town": 0.29, "fair": 0.3}, {"obell"}),
        ({"obell": 0.2, "town": 0.9, "fair": 0.3}, {"obell"}),  # what has the name tells of something else
    ],
)
def test_an_article_likely_on_the_event_needs_no_name_where_another_like_it_has_that(
    events: dict[str, float], apt: set[str]
) -> None:
    retrieved = replace(
        held(OBELL, TOWN, FAIR),
        vectors={
            "obell": {WHOLE: np.array([1, 0], np.float32)},
            "town": {WHOLE: np.array([0.8, 0.6], np.float32)},
            "fair": {WHOLE: np.array([0, 1], np.float32)},
        },
    )
    assert apt_articles(understand("How many people were killed in the fire in Obell?"), retrieved, events) == apt


# what befell them


@pytest.mark.parametrize(
    ("question", "body", "figures_meant"),
    [
        ("How many people were killed by the blast?", "There are now eleven victims of the blast.", ["eleven victims"]),
        ("How many people were killed by the blast?", "The blast was heard by 900 people.", []),
        ("How many people were hurt in the blast?", "There are 22 people who sought treatment.", ["22 people"]),
        ("How many people were hurt in the blast?", "Nine people helped to clear the street.", []),
        ("What losses did the brigade suffer?", "Five soldiers fell.", ["Five soldiers"]),
        ("What losses did the brigade suffer?", "Five soldiers slept.", []),
        ("How many lives did the avalanche claim?", "The avalanche killed 12 people.", ["12 people"]),
        ("How many lives did the avalanche claim?", "The avalanche hurt 12 people.", []),
        ("How many lines were cut off in the storm?", "Some 9,000 lines were dead.", ["Some 9,000 lines"]),
        ("How many posts will be cut at the library?", "About 40 posts disappear.", ["About 40 posts"]),
        ("How many people live in Obell?", "In Obell 40 people were killed.", []),
    ],
)  # fmt: skip
def test_what_befell_those_counted(question: str, body: str, figures_meant: list[str]) -> None:
    assert meant(question, body) == figures_meant


# people and things


@pytest.mark.parametrize(
    ("question", "body", "figures_meant"),
    [
        ("How many people live in the valley?", "The valley counts 21,000 souls.", ["21,000 souls"]),
        ("How many people came to the fair?", "Organisers put the number of visitors at 31,000.", ["31,000"]),
        ("How many people may vote?", "Some 60,000 Norvanians may vote.", ["Some 60,000 Norvanians"]),
        ("How many people will be out of work?", "The move costs 800 jobs.", ["800 jobs"]),
        ("How many candidates sat the paper?", "About 6,000 school-leavers sat the paper.",
         ["About 6,000 school-leavers"]),
        ("How many people came to the fair?", "The fair has 300 stalls.", []),
        ("How many stalls does the fair have?", "The fair has 300 helpers.", []),
    ],
)  # fmt: skip
def test_people_are_told_from_things_where_both_are_plain(question: str, body: str, figures_meant: list[str]) -> None:
    assert meant(question, body) == figures_meant


# units and kinds of figures


@pytest.mark.parametrize(
    ("question", "body", "figures_meant"),
    [
        ("How much was the baker fined?", "The baker was fined 700 marks.", ["700 marks"]),
        ("How much was the baker fined?", "The baker owns 700 ovens.", []),
        ("How big a fine did the baker get?", "Such a baker can be fined up to 900 euros.", []),
        ("How high a fine could the baker get?", "Such a baker can be fined up to 900 euros.", ["up to 900 euros"]),
        ("What is the speed limit on the bend?", "The bend may be taken at no more than 60.", ["no more than 60"]),
        ("What is the speed limit on the bend?", "The bend has 60 lamps.", []),
        ("By what percentage are fares going up?", "Commuters will pay 12 percent more.", ["12 percent"]),
        ("What share of the fare is tax?", "Commuters will pay 12 percent more.", []),
        ("What deficit has the county run up?", "It spent $31 million more than it took in.", ["$31 million more"]),
        ("How many posts will go at the brewery?", "The staff will be reduced by 40 posts.", ["40 posts"]),
        ("How many posts does the brewery have?", "The staff will be reduced by 40 posts.", []),
        ("How many posts were cut at the brewery?", "A further 40 posts were cut.", []),
        ("What share of the guests are children?", "Children make up 44 per cent of them.", ["44 per cent"]),
    ],
)  # fmt: skip
def test_what_sort_of_figure_is_asked_for(question: str, body: str, figures_meant: list[str]) -> None:
    assert meant(question, body) == figures_meant


# the event


@pytest.mark.parametrize(
    ("body", "likely", "figures_meant"),
    [
        ("Two people have died in Obell after a street party.", 0.3, ["Two people"]),
        ("Two people have died in Obell after a street party.", 0.29, []),
        ("Two people have died in Obell in an avalanche.", 0.9, []),
        ("Two people have died in Sarn.", 0.9, []),
        (f"Two people have died in Sarn. {'It was a long day. ' * 20}Nobody came from Obell.", 0.9, []),
    ],
)
def test_an_article_on_the_place_may_tell_of_the_event_in_its_own_words(
    body: str, likely: float, figures_meant: list[str]
) -> None:
    assert meant("What is the death toll of the mushroom poisoning in Obell?", body, likely=likely) == figures_meant
