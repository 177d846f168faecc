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
    ("sentence", "chain"),
    [
        ("Regional governor Ola Brandt said 30 boats sank.", ("regional governor Ola Brandt",)),
        ("The bus firm Ringway reported 640 buses without fuel.", ("the bus firm Ringway",)),
        ("The breeder, Hoofmark, put the number of calves at 96.", ("the breeder, Hoofmark",)),
        ("Officials said in a statement on Monday that 40 boats sank.", ("officials",)),
        ("30 boats sank, Ola Brandt told the Dree Times.", ("Ola Brandt", "the Dree Times")),
        ("30 boats sank, Ola Brandt told reporters.", ("Ola Brandt",)),
        ("30 boats were lost, most of them trawlers, port chief Ola Brandt told us.", ("port chief Ola Brandt",)),
        ("Thirty boats, she said, were lost.", ()),
        ("A ranger at the park in Orrin speaks of 18 dead.", ("a ranger at the park in Orrin",)),
        ("Sonar images made on Tuesday by the firm Deepvane show 80 wrecks.", ("the firm Deepvane",)),
        ("Doubters recall the inspector, whose survey found that 52 bridges were unsafe.", ("the inspector",)),
        ("In the records of the Weather Office the storm felled 1,640 trees.", ("the Weather Office",)),
        ("40 boats were reported lost by the coast guard.", ("the coast guard",)),
        ("The Orrin Bird Society said it had ringed 9,000 geese.", ("the Orrin Bird Society",)),
        ("Ten killed in raid, says minister", ("minister",)),
        ("Two boats sank; the weather, according to Ola Brandt, was calm.", ()),
        ("Two boats sank, and the mayor said nothing.", ()),
        ("The mayor must say whether 30 boats sank.", ()),
        ("The mayor would not say that 30 boats sank.", ()),
        ("Two boats were found empty by divers.", ()),
        ("PCSO said 30 boats sank.", ("PCSO",)),
    ],
)  # fmt: skip
def test_the_longest_telling_words_for_a_speaker(sentence: str, chain: tuple[str, ...]) -> None:
    found = {claim.attribution for claim in claims(sentence, ClaimKind.QUANTITY)}
    assert found == {chain}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Fire chief Ola Brandt spoke in Vell.\nBrandt said 30 boats sank.", ("fire chief Ola Brandt",)),
        ("Fire chief Ola Brandt spoke in Vell.\nMr Brandt said that 30 boats sank.", ("fire chief Ola Brandt",)),
        ("The harbour office said it rained.\nThe office put the number of boats at 30.", ("the harbour office",)),
        ("The interior ministry said it rained.\nIt added that 30 boats sank.", ("the interior ministry",)),
        ('"It rained," said mayor Ola Brandt. "We lost 30 boats."', ("mayor Ola Brandt",)),
        ('"We lost 30 boats. It rained," said mayor Ola Brandt.', ("mayor Ola Brandt",)),
        ('Mayor Ola Brandt was tired: "We lost 30 boats," she said.', ("Mayor Ola Brandt",)),
        ("Mayor Ola Brandt said it rained.\nThe town lost 30 boats.", ()),
        ('Mayor Ola Brandt said: "It rained." The town lost 30 boats.', ()),
        ("Anna Holt met Tom Holt.\nHolt said 30 boats sank.", ("Holt",)),
    ],
)  # fmt: skip
def test_speakers_over_sentences(text: str, chain: tuple[str, ...]) -> None:
    (claim,) = claims(text, ClaimKind.QUANTITY)
    assert claim.attribution == chain


@pytest.mark.parametrize(
    ("title", "chain"),
    [
        ("Harbour office: 30 boats lost", ("the harbour office",)),
        ("30 boats lost - harbour office", ("the harbour office",)),
        ("Storm: 30 boats lost", ()),
        ("30 boats lost", ()),
    ],
)
def test_a_headline_names_who_speaks_below(title: str, chain: tuple[str, ...]) -> None:
    article = make_article("The harbour office said it rained.\nThe harbour office said two died.", title=title)
    first = next(c for c in extract(article) if c.kind is ClaimKind.QUANTITY)
    assert first.attribution == chain


def test_he_and_she_lend_a_sentence_the_name_they_stand_for() -> None:
    found = claims("Ola Brandt, the mayor, met Ida Brenner.\nShe lost 30 boats.", ClaimKind.QUANTITY)
    assert [c.names for c in found] == [("Ola Brandt",)]


@pytest.mark.parametrize(
    ("publisher", "chain"),
    [
        ("Ministry of Health of Lurin", ("the Ministry of Health of Lurin",)),
        ("Bread and Flour Union", ("the Bread and Flour Union",)),
        ("Varltone Group", ("Varltone Group",)),
        ("Tarn Valley Herald", ()),
        ("Union Times", ()),
        ("Herald Media Group", ()),
        (None, ()),
    ],
)
def test_an_institution_speaks_in_its_own_statement(publisher: str | None, chain: tuple[str, ...]) -> None:
    article = make_article("30 boats sank.\nPolice said 40 men drowned.", publisher=publisher)
    found = [c.attribution for c in extract(article) if c.kind is ClaimKind.QUANTITY]
    assert found == [chain, ("police",)]


def test_told_to_its_own_paper_is_passed_on_by_nobody() -> None:
    article = make_article("30 boats sank, Ola Brandt told the Herald.", publisher="Tarn Valley Herald")
    assert [c.attribution for c in extract(article) if c.kind is ClaimKind.QUANTITY] == [("Ola Brandt",)]


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("Reportedly, 16 prisoners escaped.", True),
        ("The gang allegedly stole 16 cars.", True),
        ("16 prisoners are believed to have escaped.", True),
        ("16 prisoners escaped.", False),
        ("16 prisoners escaped; the guards were reportedly asleep.", False),
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


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("The concert at the Villa Lumen in Brenn broke off.", ["Villa Lumen in Brenn"]),
        ("The balloon landed in the Orrin valley.", ["the Orrin valley"]),
        ("Lind waved from the roof of the Villa Lumen.", ["the roof of the Villa Lumen"]),
        ("The debate in the town theatre at Vell ended early.", ["the town theatre at Vell"]),
        ("The stones were from Mount Orrin.", ["Mount Orrin"]),
        (
            "They slept in the harbour of Fenner Bay, where everything was dry.",
            ["the harbour of Fenner Bay", "Fenner Bay"],
        ),
        ("The market on Orrin Street was closed by inspectors.", ["The market on Orrin Street"]),
        ("A man from Brenn was arrested.", []),
        ("The minister spoke in a statement to the Dree Times.", []),
    ],
)
def test_where_it_happened(sentence: str, places: list[str]) -> None:
    assert list(dict.fromkeys(c.text for c in claims(sentence, ClaimKind.PLACE))) == places


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The town of Brenn was flooded overnight.", [("patient", "Brenn")]),
        ("A trumpet solo by Ida Brenner opened the evening.", [("agent", "Ida Brenner")]),
        ("The Guild's crew rowed home.", [("agent", "The Guild's crew")]),
        ("At the piano was her sister, Ida Brenner.", [("agent", "Ida Brenner")]),
        ("Brenn is quiet.", []),
        ("Tarn County Sheriff Ida Brenner resigned.", [("agent", "Ida Brenner")]),
        ("VISITORS GUIDE:", []),
        ("It was quiet, according to the Tarn Office.", []),
    ],
)
def test_who_took_part(sentence: str, names: list[tuple[str, str]]) -> None:
    assert [(c.role, c.text) for c in claims(sentence, ClaimKind.NAME)] == names


def test_a_name_has_its_role() -> None:
    sentences = "Regional governor Ola Brandt resigned.", "Ola Brandt, the regional governor, resigned."
    for sentence in sentences:
        (claim,) = claims(sentence, ClaimKind.NAME)
        assert (claim.text, claim.thing, claim.modifiers) == ("Ola Brandt", "governor", ("regional",))


def test_a_title_inside_an_organisations_name_is_part_of_it() -> None:
    (firm,) = claims("General Motors closed its plant on Monday.", ClaimKind.NAME)
    assert (firm.text, firm.thing) == ("General Motors", "")
    (officer,) = claims("General Tassin led the exercise on Monday.", ClaimKind.NAME)
    assert (officer.text, officer.thing) == ("Tassin", "general")


def test_a_surname_refers_to_the_whole_name_wherever_that_stands() -> None:
    article = make_article("Ola Brandt, the mayor, was in Vell.\nBrandt won the vote.", title="Vell elects Brandt")
    found = [c for c in extract(article) if c.text == "Brandt"]
    assert [(c.text, c.refers) for c in found] == [("Brandt", "Ola Brandt")] * 2
    assert all("Ola Brandt" in c.names for c in found)
    assert all("Brandt" not in c.names for c in found)


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
    ("sentence", "iso"),
    [
        ("Ferries resume on Monday.", "2031-05-19"),
        ("The fair is to last until Friday, May 16.", "2031-05-16"),
        ("The museum, shut since 3 August, will open again tomorrow.", "2030-08-03"),
        ("The choir sang last Wednesday, 7 May, in Vell.", "2031-05-07"),
        ("The council met on Thursday, 15 May.", "2031-05-15"),
        ("The vote, set for 20 May, was called off.", "2031-05-20"),
        ("The opening is on 3 June.", "2031-06-03"),
        ("Bidders have until 17 June to pay.", "2031-06-17"),
        ("Police closed the bridge early on Friday.", "2031-05-09"),
        ("The plant closed in the first half of 2030.", "2030"),
        ("The bridge was closed at 6 p.m. on Tuesday.", "2031-05-13"),
    ],
)
def test_the_day_that_a_tense_and_a_weekday_tell(sentence: str, iso: str) -> None:
    assert iso in {c.low for c in claims(sentence, ClaimKind.DATE)}


def test_days_are_told_from_the_last_day_of_the_story() -> None:
    text = "The dam burst on 3 March.\nIt had cracked the night before.\nTwo days later the army came."
    assert {c.text: c.low for c in claims(text, ClaimKind.DATE)} == {
        "3 March": "2031-03-03", "the night before": "2031-03-02", "Two days later": "2031-03-04",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("In March 2029, a storm struck the town of Vell. Twelve people died.", "2029-03"),
        ("In March 2029, a storm struck the town of Vell. Twelve people died, police said.", None),
        ("In March 2029, a storm struck the town of Vell.\nTwelve people died.", None),
        ("In March 2029, a storm struck the town of Vell. Twelve people live there.", None),
        ("A flood hit Vell, which was founded in March 1929. Twelve people died.", None),
        ("On Tuesday, a storm struck the town of Vell. Twelve people died.", None),
        ("In March 2029, a storm struck the town of Vell. On Tuesday it came again. Twelve people died.", None),
    ],
)
def test_what_a_paragraph_tells_of_earlier_times_happened_then(text: str, when: str | None) -> None:
    (claim,) = claims(text, ClaimKind.QUANTITY)
    assert (claim.when.iso if claim.when else None) == when


def test_when_it_was_said_is_not_when_it_holds() -> None:
    (claim,) = claims("The ministry said on Friday that 40 people had died since Tuesday.", ClaimKind.QUANTITY)
    assert claim.when == When("Tuesday", "2031-05-13", "since")
    (claim,) = claims("The ministry said Friday that 40 people had died.", ClaimKind.QUANTITY)
    assert claim.when is None


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Police said 12,000 people marched.", "NVA"),
        ("The army captured 500 fighters, the Dree Times reported, citing Lurian intelligence.", "Dree Times"),
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
