"""What befell whom: how many were killed, hurt, taken in, moved, and what is a part, a sum, or nobody at all."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Claim, ClaimKind, State
from index.claims import extract, read
from index.lexicon import action_class


def figures(text: str) -> list[Claim]:
    article = make_article(text, published="2031-05-14")
    return [claim for claim in extract(article) if claim.kind is ClaimKind.QUANTITY]


def told(text: str) -> list[tuple[str, float | str | None, str]]:
    """Return the words, the value and the outcome classes of those whom something befell."""
    return [
        (c.text, c.low, " ".join(dict.fromkeys(map(action_class, c.actions))))
        for c in figures(text)
        if c.role == "patient"
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "value", "outcome"),
    [
        ("The blast left six people injured.", "six people", 6, "wound"),
        ("Two killed, three hurt in Obell fire", "Two", 2, "kill"),
        ("One dead, three hurt in Obell fire", "three", 3, "wound"),
        ("At least one person is dead and 11 others injured after a bus crash.", "11 others", 11, "wound"),
        ("He opened fire, killing two and injuring three others.", "two", 2, "kill"),
        ("He opened fire, killing two and injuring three others.", "three others", 3, "wound"),
        ("The three men killed on Friday were named by the police.", "The three men", 3, "kill"),
        ("The deaths of four miners shocked the valley.", "four miners", 4, "kill"),
        ("The storm claimed the lives of 12 people.", "12 people", 12, "kill"),
        ("Four guests were fatally wounded.", "Four guests", 4, "kill"),
        ("A neighbour stabbed two men to death.", "two men", 2, "stab kill"),
        ("Seven people, including a child, were hurt in Obell.", "Seven people", 7, "wound"),
        ("Two of them were pronounced dead at the scene.", "Two", 2, "kill"),
        ("Five sailors were found dead.", "Five sailors", 5, "kill"),
        ("Rescuers recovered two bodies.", "two bodies", 2, "kill"),
        ("Three wounded soldiers were flown home.", "Three wounded soldiers", 3, "wound"),
        ("All five were taken to hospital with burns.", "five", 5, "wound"),
        ("A triple murder shook Obell.", "triple murder", 3, "kill"),
        ("The 12 sailors rescued on Monday were taken ashore.", "The 12 sailors", 12, "rescue"),
        ("Officials said 30 homes were destroyed.", "30 homes", 30, "destroy"),
        ("40 flights cancelled as snow falls", "40 flights", 40, "cancel"),
        ("The plant laid off 300 workers.", "300 workers", 300, "lay_off"),
    ],
)
def test_how_many_it_befell(sentence: str, words: str, value: float, outcome: str) -> None:
    assert (words, value, outcome) in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "words", "outcome"),
    [
        ("A cyclist was killed.", "A cyclist", "kill"),
        ("Man killed in Obell crash", "Man", "kill"),
        ("Ilva Brandt, 34, was killed on Monday.", "Ilva Brandt", "kill"),
        ("The victim died at the scene.", "The victim", "kill"),
        ("He died at a nearby hospital.", "He", "kill"),
        ("One of the victims has died.", "One of the victims", "kill"),
        ("A nine-year-old was injured.", "A nine-year-old", "wound"),
        ("Her husband was stabbed to death.", "Her husband", "stab kill"),
        ("The blaze claimed a life.", "a life", "kill"),
        ("A woman who died on Sunday was hit by a truck.", "A woman", "kill"),
        ("A man is recovering after being shot.", "A man", "recover wound"),
        ("The woman whom the police shot is in hospital.", "The woman", "hospitalise wound"),
    ],
)
def test_one_person_is_a_part_of_a_toll(sentence: str, words: str, outcome: str) -> None:
    (claim,) = (c for c in figures(sentence) if c.role == "patient")
    assert (claim.text, claim.low, claim.share) == (words, 1, True)
    assert " ".join(dict.fromkeys(map(action_class, claim.actions))) == outcome


@pytest.mark.parametrize(
    "sentence",
    [
        "A gunman killed five people.",  # he did it
        "The bill was killed in committee.",
        "A storm hit Obell on Monday.",
        "The officer shot at the tyres of the car.",
        "The brother of the mayor was arrested after the mayor had spoken.",
        "A woman said that the road was closed.",
        "A doctor was sent to the hospital.",  # to work there
    ],
)
def test_to_whom_nothing_happened_is_not_counted(sentence: str) -> None:
    assert [c.text for c in figures(sentence) if c.role == "patient" and c.low == 1] in ([], ["The brother"])


def test_who_did_it_is_told_apart() -> None:
    gunmen, killed, hurt = figures("Two gunmen killed five people and wounded six others.")
    assert [c.role for c in (gunmen, killed, hurt)] == ["agent", "patient", "patient"]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("A man and two women were injured.", "A man and two women", 3),
        ("A man, his wife and three children were killed.", "A man, his wife and three children", 5),
        ("The crash left three women and one man injured.", "three women and one man", 4),
    ],
)
def test_people_who_are_listed_together_make_a_sum(sentence: str, words: str, value: float) -> None:
    (whole,) = (c for c in figures(sentence) if c.text == words)
    assert (whole.low, whole.thing, whole.share) == (value, "person", False)


def test_a_list_of_known_people_is_a_part_itself() -> None:
    (pair,) = (c for c in figures("Ilva Brandt and Tova Lind were killed.") if c.low == 2)
    assert (pair.text, pair.share) == ("Ilva Brandt and Tova Lind", True)


def test_a_count_that_is_broken_down_is_not_counted_twice() -> None:
    assert {c.low for c in figures("Four people — three women and one man — were hurt.")} == {4, 3, 1}


def test_parts_of_no_kind_of_their_own_are_parts() -> None:
    shares = {c.text: c.share for c in figures("Two people and a child were hurt.")}
    assert shares == {"Two people": True, "a child": True, "Two people and a child": False}
    shares = {c.text: c.share for c in figures("Two soldiers and five civilians died.")}
    assert shares == {"Two soldiers": False, "five civilians": False, "Two soldiers and five civilians": False}


def test_a_list_of_which_one_is_not_counted_makes_no_sum() -> None:
    assert [c.low for c in figures("Two soldiers and several civilians died.")] == [2]


def test_a_count_that_has_who_did_it_in_it_says_so() -> None:
    (four,) = (c for c in figures("Four people, including the gunman, are dead.") if c.low == 4)
    assert four.modifiers == ("gunman",)
    (whole,) = (c for c in figures("A gunman and three guests were killed.") if c.low == 4)
    assert whole.modifiers == ("gunman",)


@pytest.mark.parametrize(
    "sentence",
    ["No one was hurt.", "Nobody died.", "No injuries were reported.", "There were no casualties.",
     "None of the passengers was hurt."],
)  # fmt: skip
def test_nobody_is_none_and_that_happened(sentence: str) -> None:
    (claim,) = figures(sentence)
    assert (claim.low, claim.high, claim.state, claim.thing) == (0, 0, State.HAPPENED, "person")


@pytest.mark.parametrize(
    "sentence", ["No one else was hurt.", "No serious injuries were reported.", "There were no further deaths."]
)
def test_nobody_else_leaves_room_for_others(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("A man could be killed.", State.POSSIBLE),
        ("The minister denied that two prisoners had been killed.", State.DENIED),
        ("The plant will lay off 300 workers.", State.PLANNED),
        ("Four people have died.", State.HAPPENED),
    ],
)
def test_whether_it_happened(sentence: str, state: State) -> None:
    assert figures(sentence)[0].state is state


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Three people were shot in Obell.", "shoot wound"),
        ("Three people were shot in Obell. One of them died.", "shoot"),
        ("One man died in Obell. Three people were shot and are in stable condition.", "shoot wound"),
        ("Three people were taken to hospital after the crash.", "hospitalise wound"),
        ("Three people were taken to hospital. Tests found a virus.", "hospitalise"),
        ("Three people were struck by bullets.", "attack"),
        ("Shots were fired and three people were struck by gunfire.", "attack wound"),
    ],
)
def test_the_article_settles_what_a_sentence_leaves_open(text: str, outcome: str) -> None:
    assert outcome in [out for _, value, out in told(text) if value == 3]


def test_the_dateline_is_no_part_of_the_first_sentence() -> None:
    article = make_article("TARN VALE, Norv. (NPA) - Two people are dead and nine are missing.\nIt rained.")
    reading = read(article)
    assert [s.of(article.text) for s in reading.sentences] == [
        "TARN VALE, Norv. (NPA) -", "Two people are dead and nine are missing.", "It rained.",
    ]  # fmt: skip
    assert [(c.text, c.low) for c in reading.claims if c.kind is ClaimKind.QUANTITY] == [
        ("Two people", 2), ("nine", 9),
    ]  # fmt: skip
    assert all(c.text == article.text[c.start : c.end] for c in reading.claims)
