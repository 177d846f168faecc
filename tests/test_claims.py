"""Claims as a whole: their spans, who says so, and the names, places and dates of what happened."""

from __future__ import annotations

import re

import pytest
from fakes import make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Claim, ClaimKind, Index, Span, When
from index.claims import extract, read

PUBLISHED = "2031-05-14"  # a Wednesday


def claims(text: str, kind: ClaimKind) -> list[Claim]:
    return [claim for claim in extract(make_article(text, published=PUBLISHED)) if claim.kind is kind]


@pytest.mark.parametrize(
    ("sentence", "chain"),
    [
        ("Police said 12,000 people marched through Almer.", ("police",)),
        ("12,000 people marched through Almer, police said.", ("police",)),
        ("12,000 people marched through Almer, according to the police.", ("the police",)),
        ("According to the interior ministry, 40 boats sank.", ("the interior ministry",)),
        ("The interior ministry confirmed 12 deaths.", ("the interior ministry",)),
        ('"Thirty boats sank," said Mara Holt, the harbour master.', ("Mara Holt",)),
        ("“Thirty boats sank,” said Mara Holt.", ("Mara Holt",)),
        ("Lurian intelligence estimates that 500 fighters were captured.", ("Lurian intelligence",)),
        (
            "Lurian intelligence, cited by the Dree Times, estimates that 500 fighters were captured.",
            ("Lurian intelligence", "the Dree Times"),
        ),
        (
            "The army captured 500 fighters, the Dree Times reported, citing Lurian intelligence.",
            ("Lurian intelligence", "the Dree Times"),
        ),
        ("The army captured 500 fighters.", ()),
        ("It said on Monday that 500 fighters were captured.", ()),
    ],
)
def test_who_says_so_speaker_first(sentence: str, chain: tuple[str, ...]) -> None:
    (claim,) = claims(sentence, ClaimKind.QUANTITY)
    assert claim.attribution == chain


def test_he_and_she_are_who_spoke_before() -> None:
    text = "Mara Holt said the harbour was closed.\nShe said 30 boats had sunk."
    (claim,) = claims(text, ClaimKind.QUANTITY)
    assert claim.attribution == ("Mara Holt",)


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("Reportedly, 16 prisoners escaped.", True),
        ("The gang allegedly stole 16 cars.", True),
        ("16 prisoners escaped.", False),
    ],
)
def test_the_article_keeps_its_distance(sentence: str, hedged: bool) -> None:
    (claim,) = claims(sentence, ClaimKind.QUANTITY)
    assert claim.hedged is hedged


def test_who_met_whom_where_and_when() -> None:
    found = extract(make_article("Minister Tova Lind met Rasmus Ekholt in Vell on 3 March 2031.", published=PUBLISHED))
    assert [(c.kind, c.role, c.text, c.actions) for c in found] == [
        (ClaimKind.NAME, "agent", "Tova Lind", ("meet",)),
        (ClaimKind.NAME, "patient", "Rasmus Ekholt", ("meet",)),
        (ClaimKind.PLACE, "place", "Vell", ("meet",)),
        (ClaimKind.DATE, "time", "3 March 2031", ("meet",)),
    ]
    assert all(c.when == When("3 March 2031", "2031-03-03") for c in found)
    assert all(c.names == ("Tova Lind", "Rasmus Ekholt", "Vell") for c in found)
    assert [(c.low, c.high) for c in found] == [(None, None)] * 3 + [("2031-03-03", "2031-03-03")]


def test_names_that_are_joined_are_several_claims() -> None:
    found = claims("Tova Lind met Rasmus Ekholt and Ida Brenner.", ClaimKind.NAME)
    assert [(c.role, c.text) for c in found] == [
        ("agent", "Tova Lind"),
        ("patient", "Rasmus Ekholt"),
        ("patient", "Ida Brenner"),
    ]


def test_in_the_passive_who_acted_stands_behind_by() -> None:
    found = claims("Rasmus Ekholt was arrested by Tova Lind.", ClaimKind.NAME)
    assert [(c.role, c.text) for c in found] == [("patient", "Rasmus Ekholt"), ("agent", "Tova Lind")]


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("The dam collapsed on Monday.", "2031-05-12"),
        ("The dam collapsed in April.", "2031-04"),
        ("The dam collapsed in 2029.", "2029"),
        ("The dam collapsed last year.", "2030"),
        ("The dam will be demolished next month.", "2031-06"),
    ],
)
def test_the_date_of_an_action(sentence: str, iso: str) -> None:
    (claim,) = claims(sentence, ClaimKind.DATE)
    assert (claim.low, claim.high, claim.role) == (iso, iso, "time")


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Police said 12,000 people marched.", "NVA"),
        ("The army captured 500 fighters, the Dree Times reported, citing Lurian intelligence.", "the Dree Times"),
    ],
)
def test_the_origin_is_who_passes_it_on_else_the_agency(text: str, origin: str) -> None:
    article = make_article(text, agency="NVA", publisher="Tarn Valley Herald")
    assert [c.origin for c in extract(article) if c.kind is ClaimKind.QUANTITY] == [origin]


def test_without_an_agency_the_origin_is_the_publisher_else_the_article() -> None:
    text = "The army captured 500 fighters."
    assert extract(make_article(text, publisher="Tarn Valley Herald"))[0].origin == "Tarn Valley Herald"
    assert extract(make_article(text, id="x7"))[0].origin == "x7"


def test_only_english_is_read_for_claims_but_every_language_has_sentences() -> None:
    text = "Die Polizei nahm 23 Menschen fest. Danach war es ruhig."
    assert extract(make_article(text, language="de")) == ()
    assert " ".join(span.of(text) for span in read(make_article(text, language="de")).sentences) == text
    assert [c.low for c in extract(make_article("Police arrested 23 people.", language=None))] == [23.0]


def test_sentences_are_exact_spans_of_the_whole_text() -> None:
    article = make_article("Police arrested 23 people. It rained.\n\n  Nobody was hurt.", title="A quiet night")
    spans = read(article).sentences
    assert [span.of(article.text) for span in spans] == [
        "A quiet night", "Police arrested 23 people.", "It rained.", "Nobody was hurt.",
    ]  # fmt: skip


def test_spans_point_into_the_text_behind_the_headline_and_typographic_signs() -> None:
    article = make_article(
        "It was “quiet” — mostly.\nPolice\u00a0arrested about 1,200 people’s dogs.", title="Dogs’ night"
    )
    (claim,) = (c for c in extract(article) if c.kind is ClaimKind.QUANTITY)
    assert article.text[claim.start : claim.end].startswith("about 1,200 people")
    assert claim.quote == "Police\u00a0arrested about 1,200 people’s dogs."


def test_the_headline_makes_claims_too() -> None:
    article = make_article("The bridge fell on Monday.", title="Six killed in Orrin")
    found = [c for c in extract(article) if c.kind is ClaimKind.QUANTITY]
    assert [(c.low, c.sentence) for c in found] == [(6.0, Span(0, 19))]


def check(found: tuple[Claim, ...], text: str) -> None:
    for claim in found:
        assert 0 <= claim.sentence.start <= claim.start < claim.end <= claim.sentence.end <= len(text)
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence.of(text) == claim.quote
        assert claim.quote == claim.quote.strip()
        assert "\n" not in claim.quote
        if claim.kind is ClaimKind.QUANTITY:
            assert isinstance(claim.low, float)
            assert isinstance(claim.high, float)
            assert claim.low <= claim.high
        elif claim.kind is ClaimKind.DATE:
            assert claim.low is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(claim.low))
    places = [(c.start, c.end) for c in found]
    assert places == sorted(places)


def test_all_claims_of_the_demo_articles_hold_their_words(demo_index: Index) -> None:
    for article in demo_index.articles():
        found = demo_index.claims(article.id)
        assert found
        check(found, article.text)


VOCABULARY = """
police said that 12,000 people soldiers were killed on Monday 3 March 2031 in Vell , . " ; ( ) the a about at least nine
to and of dead 3-1 54 year-old $1.2bn % percent further according Tova Lind met she will not denied between 5 10 – “ ” ’
half million one two three hundred last year since this treaty no
""".split()
SENTENCES = st.lists(st.sampled_from([*VOCABULARY, "\u00a0", "\n"]), max_size=30).map(" ".join)


@settings(max_examples=150)
@given(st.one_of(SENTENCES, st.text(max_size=80)), st.sampled_from([None, PUBLISHED, "2031-05", "2031"]))
def test_claims_lie_in_their_text_and_are_the_same_every_time(text: str, published: str | None) -> None:
    article = make_article(text, published=published)
    found = extract(article)
    check(found, article.text)
    assert found == extract(article)
