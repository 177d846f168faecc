"""How claims on one question relate, and which conflicts come of it."""

from __future__ import annotations

from itertools import combinations

import pytest
from fakes import make_article
from hypothesis import given
from hypothesis import strategies as st

from index import Article, Claim, ClaimKind, Qualifier, Span
from index.claims import extract
from rag import Relation, group, relate
from rag.conflicts import positions
from rag.relations import relation

AGREE = {Relation.SAME, Relation.ROUNDED}


def figure(text: str, low: float | str | None, high: float | None = None, /, **given: object) -> Claim:
    """A claim of 12 July 2025 about a figure; nothing in its action moves as the news comes in."""
    base: dict[str, object] = {
        "article_id": text, "kind": ClaimKind.QUANTITY, "start": 0, "end": len(text), "sentence": Span(0, len(text)),
        "text": text, "quote": text, "low": low, "high": low if high is None else high, "thing": "soldier",
        "actions": ("send",), "origin": text, "published": "2025-07-12",
    }  # fmt: skip
    return Claim(**{**base, **given})  # type: ignore[arg-type]


def dated(iso: str, **given: object) -> Claim:
    return figure(iso, iso, kind=ClaimKind.DATE, thing="", **given)


ABOUT, LEAST, MORE, LESS, MOST = (
    Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.AT_MOST,
)  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (figure("5,000 troops", 5000), figure("15,000 troops", 15_000), Relation.CONTRADICTION),
        (figure("5,000 troops", 5000, thing="troop"), figure("5,000 soldiers", 5000), Relation.SAME),
        (figure("25,000 to 30,000", 25_000, 30_000), figure("27,000", 27_000), Relation.SAME),
        (figure("25,000 to 30,000", 25_000, 30_000), figure("30,000", 30_000), Relation.SAME),
        (figure("25,000 to 30,000", 25_000, 30_000), figure("31,000", 31_000), Relation.CONTRADICTION),
        (figure("25,000 to 30,000", 25_000, 30_000), figure("26,000 to 28,000", 26_000, 28_000), Relation.SAME),
        (figure("25,000 to 30,000", 25_000, 30_000), figure("28,000 to 35,000", 28_000, 35_000),
         Relation.CONTRADICTION),
        (figure("10,000", 10_000), figure("ten thousand", 10_000), Relation.SAME),
        # 50 / 4,000 = 1.25%, under 3% and below: nearly 4,000 allows it. 4,600 is 13% off.
        (figure("nearly 4,000", 4000, qualifier=ABOUT), figure("3,950", 3950), Relation.ROUNDED),
        (figure("nearly 4,000", 4000, qualifier=ABOUT), figure("4,600", 4600), Relation.CONTRADICTION),
        # 50 / 4,050 = 1.2%, but above: "nearly" does not allow it.
        (figure("nearly 4,000", 4000, qualifier=ABOUT), figure("4,050", 4050), Relation.CONTRADICTION),
        (figure("almost 4,000", 4000, qualifier=ABOUT), figure("4,050", 4050), Relation.CONTRADICTION),
        (figure("about 4,000", 4000, qualifier=ABOUT), figure("4,050", 4050), Relation.ROUNDED),
        # 120 / 4,120 = 2.9% and 130 / 4,130 = 3.1%
        (figure("about 4,000", 4000, qualifier=ABOUT), figure("4,120", 4120), Relation.ROUNDED),
        (figure("about 4,000", 4000, qualifier=ABOUT), figure("4,130", 4130), Relation.CONTRADICTION),
        (figure("4,000", 4000), figure("3,950", 3950), Relation.ROUNDED),
        (figure("3,940", 3940), figure("3,950", 3950), Relation.CONTRADICTION),
        (figure("41", 41), figure("42", 42), Relation.CONTRADICTION),
        # An open bound agrees with what lies at most 10% beyond it: 44 of 40, not 45.
        (figure("more than 40", 40, qualifier=MORE), figure("44", 44), Relation.SAME),
        (figure("more than 40", 40, qualifier=MORE), figure("45", 45), Relation.CONTRADICTION),
        (figure("more than 40", 40, qualifier=MORE), figure("400", 400), Relation.CONTRADICTION),
        (figure("at least 40", 40, qualifier=LEAST), figure("40", 40), Relation.SAME),
        (figure("fewer than 40", 40, qualifier=LESS), figure("36", 36), Relation.SAME),
        (figure("fewer than 40", 40, qualifier=LESS), figure("35", 35), Relation.CONTRADICTION),
        # On the wrong side of a bound nothing agrees, however near: 50 / 4,000 = 1.25%.
        (figure("more than 4,000", 4000, qualifier=MORE), figure("3,950", 3950), Relation.CONTRADICTION),
        (figure("at least 4,000", 4000, qualifier=LEAST), figure("3,950", 3950), Relation.CONTRADICTION),
        (figure("fewer than 4,000", 4000, qualifier=LESS), figure("4,050", 4050), Relation.CONTRADICTION),
        (figure("up to 4,000", 4000, qualifier=MOST), figure("4,050", 4050), Relation.CONTRADICTION),
    ],
)  # fmt: skip
def test_values(a: Claim, b: Claim, expected: Relation) -> None:
    assert relation(a, b) is expected
    assert relation(b, a) is expected


SUNDAY, MONDAY = {"published": "2025-07-13"}, {"published": "2025-07-14"}
KILLED = {"actions": ("kill",), "thing": "people"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # A toll that rose from one day to the next.
        (figure("38", 38, **SUNDAY, **KILLED), figure("41", 41, **MONDAY, **KILLED), Relation.UPDATED),
        # The same day, or a day that is not known: no sign that it moved.
        (figure("38", 38, **SUNDAY, **KILLED), figure("41", 41, **SUNDAY, **KILLED), Relation.CONTRADICTION),
        (figure("38", 38, published=None, **KILLED), figure("41", 41, **MONDAY, **KILLED), Relation.CONTRADICTION),
        # What was sent does not move by itself within three days ...
        (figure("6,000", 6000, **SUNDAY), figure("8,500", 8500, **MONDAY), Relation.CONTRADICTION),
        # ... unless the later report says so,
        (figure("6,000", 6000, **SUNDAY), figure("8,500", 8500, quote="up from 6,000", **MONDAY), Relation.UPDATED),
        # the earlier one cannot,
        (figure("6,000", 6000, quote="up from 5,000", **SUNDAY), figure("8,500", 8500, **MONDAY),
         Relation.CONTRADICTION),
        # or a month has passed.
        (figure("240 million", 2.4e8, published="2025-06-15"), figure("262 million", 2.62e8, published="2025-07-22"),
         Relation.UPDATED),
        # Within one article only its own words tell.
        (figure("38", 38, article_id="x", **KILLED), figure("41", 41, article_id="x", **KILLED),
         Relation.CONTRADICTION),
        (figure("38", 38, article_id="x", **KILLED),
         figure("41", 41, article_id="x", quote="The toll later rose to 41.", **KILLED), Relation.UPDATED),
    ],
)  # fmt: skip
def test_updated(a: Claim, b: Claim, expected: Relation) -> None:
    assert relation(a, b) is expected
    assert relation(b, a) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("police",), ("the organisers",), Relation.SPEAKER),
        (("the Norvanian army",), ("the Solmarkian army",), Relation.SPEAKER),
        (("the health ministry",), ("the interior ministry",), Relation.SPEAKER),
        (("police",), (), Relation.CONTRADICTION),
        ((), (), Relation.CONTRADICTION),
        (("police",), ("the police",), Relation.CONTRADICTION),
        (("the police in Obell",), ("Obell police",), Relation.CONTRADICTION),
        # Who passes it on does not matter.
        (("police", "Channel Nine"), ("police", "Radio Vane"), Relation.CONTRADICTION),
    ],
)
def test_speaker(first: tuple[str, ...], second: tuple[str, ...], expected: Relation) -> None:
    a, b = figure("12,000", 12_000, attribution=first), figure("19,000", 19_000, attribution=second)
    assert relation(a, b) is expected
    assert relation(b, a) is expected


def test_two_speakers_in_one_article_differ_whatever_else_rose() -> None:
    """That infections rose in the same sentence does not make one speaker's toll the other's update."""
    risen = "Infections have risen to 112, and nine have died, the health office said."
    office = figure("nine", 9, article_id="x", attribution=("the health office",), quote=risen, **KILLED)
    union = figure("15", 15, article_id="x", attribution=("the World Clinic Union",), **KILLED)
    assert relation(office, union) is Relation.SPEAKER


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2025-07-11", "2025-07-11", Relation.SAME),
        ("2025-07", "2025-07-11", Relation.SAME),
        ("2025", "2025-07-11", Relation.SAME),
        ("2025-07-11", "2025-07-12", Relation.CONTRADICTION),
        ("2025-06", "2025-07-11", Relation.CONTRADICTION),
        ("2024-07-11", "2025-07-11", Relation.CONTRADICTION),
    ],
)
def test_dates(a: str, b: str, expected: Relation) -> None:
    assert relation(dated(a), dated(b)) is expected
    assert relation(dated(b), dated(a)) is expected


def test_a_name_and_its_part_are_the_same() -> None:
    full, part, other = (figure(text, None, kind=ClaimKind.NAME) for text in ("Tove Ansgar", "Ansgar", "Rikard Sund"))
    assert relation(full, part) is Relation.SAME
    assert relation(full, other) is Relation.CONTRADICTION


def test_a_surname_is_whom_its_article_means_by_it() -> None:
    full = figure("Tove Ansgar", None, kind=ClaimKind.NAME)
    brother = figure("Ansgar", None, kind=ClaimKind.NAME, refers="Rikard Ansgar")
    assert relation(full, brother) is Relation.CONTRADICTION


# positions


def test_copies_are_one_origin() -> None:
    """Two copies of an agency story against one paper: two articles, one origin, and no majority."""
    copies = [figure("38", 38, article_id=paper, origin="Wire") for paper in ("morning", "evening")]
    alone = figure("51", 51, article_id="alone", origin="Alone")
    wire, rival = positions([*copies, alone])
    assert (len(wire.claims), wire.origins) == (2, ("Wire",))
    assert (len(rival.claims), rival.origins) == (1, ("Alone",))


def test_the_exact_figure_of_the_latest_article_is_shown() -> None:
    rounded = figure("nearly 4,000", 4000, qualifier=ABOUT, published="2025-07-14")
    early, late = figure("3,950", 3950, article_id="early"), figure("3,950", 3950, article_id="late", **MONDAY)
    (position,) = positions([rounded, early, late], "soldiers")
    assert position.claims == (late, early, rounded)
    assert position.value == "3,950 soldiers"


def test_a_round_figure_does_not_join_two_that_differ() -> None:
    """3,953 and 3,917 are each about 4,000 (1.2% and 2.1%) but are not each other."""
    claims = [figure("about 4,000", 4000, qualifier=ABOUT), figure("3,953", 3953), figure("3,917", 3917)]
    assert relation(claims[1], claims[2]) is Relation.CONTRADICTION
    assert len(positions(claims)) == 2


def test_a_range_does_not_join_two_that_differ() -> None:
    claims = [figure("25,000 to 30,000", 25_000, 30_000), figure("26,100", 26_100), figure("29,300", 29_300)]
    assert relation(claims[1], claims[2]) is Relation.CONTRADICTION
    assert len(positions(claims)) == 2


figures = st.builds(
    figure,
    st.sampled_from(["about", "nearly", "some", ""]),
    st.integers(1, 400).map(lambda n: n * 25.0),
    qualifier=st.sampled_from(Qualifier),
    article_id=st.sampled_from("abc"),
    published=st.sampled_from([None, "2025-07-01", "2025-07-02", "2025-07-20"]),
    attribution=st.sampled_from([(), ("police",), ("the organisers",)]),
)


@given(figures, figures)
def test_relation_goes_both_ways(a: Claim, b: Claim) -> None:
    assert relation(a, b) is relation(b, a)


@given(figures)
def test_a_claim_agrees_with_itself(claim: Claim) -> None:
    assert relation(claim, claim) is Relation.SAME


@given(st.lists(figures, max_size=8))
def test_every_claim_has_one_position_and_its_claims_agree(claims: list[Claim]) -> None:
    found = positions(claims)
    assert sorted(map(repr, claims)) == sorted(repr(claim) for position in found for claim in position.claims)
    for position in found:
        assert all(relation(a, b) in AGREE for a, b in combinations(position.claims, 2))


# conflicts among what articles say


def said(body: str, day: str = "2025-07-12") -> Article:
    return make_article(body, id=body, published=day)


def conflicts(question: str, *articles: Article) -> list[tuple[str, list[object]]]:
    found = relate(question, [claim for article in articles for claim in extract(article)])
    return [(conflict.kind.value, [position.low for position in conflict.positions]) for conflict in found]


SENT = "How many soldiers were sent to Obell?"
DEAD = "How many people were killed in Obell?"


@pytest.mark.parametrize(
    ("question", "articles", "expected"),
    [
        pytest.param(SENT, [said("Norvania sent 5,000 troops to Obell."),
                            said("Norvania sent 15,000 troops to Obell.")],
                     [("contradiction", [5000, 15_000])], id="troops"),
        pytest.param(SENT, [said("Norvania sent 5,000 troops to Obell."),
                            said("Norvania sent 5,000 soldiers to Obell.")],
                     [], id="troops are soldiers"),
        pytest.param(SENT, [said("Norvania sent 10,000 soldiers to Obell."),
                            said("Norvania sent ten thousand soldiers to Obell.")], [], id="in words"),
        pytest.param(SENT, [said("Norvania sent 25,000 to 30,000 soldiers to Obell."),
                            said("Norvania sent 27,000 soldiers to Obell.")], [], id="within a range"),
        pytest.param("How many people were evacuated from Obell?",
                     [said("Nearly 4,000 people were evacuated from Obell."),
                      said("Police said 3,950 people were evacuated from Obell.")], [], id="rounded"),
        pytest.param("How many people were evacuated from Obell?",
                     [said("Nearly 4,000 people were evacuated from Obell."),
                      said("Police said 4,600 people were evacuated from Obell.")],
                     [("contradiction", [4000, 4600])], id="too far to be rounded"),
        pytest.param(DEAD, [said("Nine people were killed in Obell."),
                            said("The toll in Obell has risen to 12, with 12 people killed.", "2025-07-13")],
                     [("updated", [12, 9])], id="a toll that rose, latest first"),
        pytest.param(DEAD, [said("Some 41 people were killed in Obell."),
                            said("A total of 156 people were killed or injured in Obell.")],
                     [("scope", [41, 156])], id="killed or injured"),
        pytest.param("How many people marched in Obell?",
                     [said("Police said 12,000 people marched in Obell."),
                      said("The organisers said 19,000 people marched in Obell.")],
                     [("speaker", [12_000, 19_000])], id="two speakers"),
        pytest.param(SENT, [said("Norvania sent 5,000 soldiers to Obell."),
                            said("A further 9,000 soldiers were sent to Obell.")], [], id="further is no position"),
        pytest.param(SENT, [said("Norvania sent 5,000 soldiers to Obell."),
                            said("Norvania will send 9,000 soldiers to Obell.")], [], id="planned is no position"),
        pytest.param(SENT, [said("Norvania sent 5,000 soldiers to Obell."),
                            said("Norvania denied that it had sent 9,000 soldiers to Obell.")], [],
                     id="denied is no position"),
        pytest.param(SENT, [said("Norvania sent 5,000 soldiers to Obell."),
                            said("Norvania sent 9,000 soldiers to Kessel.")], [], id="another place"),
        pytest.param(SENT, [said("Norvania sent 5,000 soldiers to Obell."),
                            said("In 1994 Norvania sent 9,000 soldiers to Obell.")], [], id="another time"),
        pytest.param(DEAD, [said("Nine people were killed in Obell."),
                            said("Thirty people were killed in Obell.", "2005-07-12")], [], id="an old article"),
        pytest.param("How many people were killed in Obell in 2005?",
                     [said("Nine people were killed in Obell on Friday. In 2005, 19 people were killed in Obell.")], [],
                     id="now and then in one article"),
        pytest.param(DEAD, [said("Three people were killed in Obell. Two others were killed by a tree.")], [],
                     id="others"),
        pytest.param(DEAD, [said("Nine people were killed in Obell. Eleven people died in Obell when a tree fell.")],
                     [("contradiction", [9, 11])], id="a tree that fell is no figure that moved"),
        pytest.param("How many passengers were injured near Obell?",
                     [said("The train near Obell was carrying 210 passengers."),
                      said("There were 236 passengers on the train near Obell.")], [], id="another action"),
        pytest.param("How many people marched in Obell?",
                     [said("Obell was loud on Friday. Police said 12,000 people marched in Obell. "
                           "The organisers said 19,000 people marched.")],
                     [("speaker", [12_000, 19_000])], id="two speakers in one article"),
        pytest.param(DEAD, [said("Obell burnt on Friday. At least nine people were killed in Obell. "
                                 "It was the worst fire since 1976, when 31 people were killed in Obell.")], [],
                     id="a larger figure of another time"),
        pytest.param("How many teachers went on strike in Obell?",
                     [said("The union said 7,000 teachers went on strike in Obell."),
                      said("The ministry said 3,800 teachers had walked out in Obell.")],
                     [("speaker", [3800, 7000])], id="a verb with its particle"),
        pytest.param("Who met Rikard Sund in Brenn?",
                     [said("Tove Ansgar met Rikard Sund in Brenn."), said("Nadia Carrow met Rikard Sund in Brenn.")],
                     [], id="names go together"),
        pytest.param("When did Tove Ansgar meet Rikard Sund?",
                     [said("Tove Ansgar met Rikard Sund on 3 May 2025."),
                      said("Tove Ansgar met Rikard Sund on 4 May 2025.")],
                     [("contradiction", ["2025-05-03", "2025-05-04"])], id="dates"),
        pytest.param("When did Tove Ansgar meet Rikard Sund?",
                     [said("Tove Ansgar met Rikard Sund on 3 May 2025."),
                      said("Tove Ansgar met Rikard Sund on 4 July 2025.")],
                     [], id="two months apart may be two meetings"),
    ],
)  # fmt: skip
def test_relate(question: str, articles: list[Article], expected: list[tuple[str, list[object]]]) -> None:
    assert conflicts(question, *articles) == expected


def test_each_conflict_names_only_its_own_positions() -> None:
    """An update of the office's toll, and a union that counts otherwise: two conflicts; the union updates nothing."""
    first = said("The health office said four people were killed in Obell.", "2025-07-05")
    second = said("The health office said nine people were killed in Obell.", "2025-07-12")
    union = said("The World Clinic Union said 15 people were killed in Obell.", "2025-07-12")
    found = conflicts(DEAD, first, second, union)
    assert ("updated", [9, 4]) in found
    assert "speaker" in [kind for kind, _ in found]


def test_explanations() -> None:
    def explained(question: str, *bodies: str | Article) -> list[str]:
        articles = [body if isinstance(body, Article) else said(body) for body in bodies]
        return [c.explanation for c in relate(question, [claim for article in articles for claim in extract(article)])]

    # 10,000 / 15,000 = 67%; 1,000 / 11,000 = 9%; 7,000 / 19,000 = 37%
    assert explained(SENT, "Norvania sent 5,000 troops to Obell.", "Norvania sent 15,000 troops to Obell.") == [
        "The figures are 67% apart."
    ]
    assert explained(
        SENT, "About 10,000 soldiers were sent to Obell.", "An estimated 11,000 soldiers were sent to Obell."
    ) == ["Both are estimates, 9% apart."]
    assert explained(
        "How many people marched in Obell?",
        "Police said 12,000 people marched in Obell.",
        "The organisers said 19,000 people marched in Obell.",
    ) == [
        "The speakers differ: 12,000 people according to police and "
        "19,000 people according to the organisers; 37% apart."
    ]
    assert explained(
        DEAD, "Some 41 people were killed in Obell.", "A total of 156 people were killed or injured in Obell."
    ) == ["They count different groups: some 41 people (killed) and 156 people (killed or wounded)."]
    assert explained(
        DEAD, "Nine people were killed in Obell.", said("Twelve people were killed in Obell.", "2025-07-14")
    ) == ["The figure moved between 12 July 2025 and 14 July 2025."]
    assert explained(
        "When did Tove Ansgar meet Rikard Sund?",
        "Tove Ansgar met Rikard Sund on 3 May 2025.",
        "Tove Ansgar met Rikard Sund on 4 May 2025.",
    ) == ["The dates differ: 3 May 2025 and 4 May 2025."]


def test_one_claim_is_no_conflict() -> None:
    assert conflicts(SENT, said("Norvania sent 5,000 soldiers to Obell.")) == []
    assert relate(SENT, []) == ()


@pytest.mark.parametrize(
    ("question", "answers", "expected"),
    [
        (SENT, ["5,000 troops", "About five thousand", "15,000", "15,000 soldiers."], [0, 0, 2, 2]),
        ("Who met Rikard Sund?", ["Tove Ansgar", "The minister, Tove Ansgar.", "Nadia Carrow"], [0, 0, 2]),
        ("Where did they meet?", ["In Brenn", "At the Corn Exchange in Brenn", "Kessel"], [0, 0, 2]),
        (SENT, [], []),
        (SENT, ["5,000"], [0]),
        ("When did they meet?", ["On 3 May 2025", "3 May 2025.", "On 4 May 2025"], [0, 0, 2]),
        ("How long is the Vall bridge?", ["412 metres", "412 metres long", "412 kilometres"], [0, 0, 2]),
        ("Did the minister resign?", ["Yes", "No", "Yes."], [0, 1, 0]),
    ],
)  # fmt: skip
def test_group(question: str, answers: list[str], expected: list[int]) -> None:
    assert group(question, answers) == expected
