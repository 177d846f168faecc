"""Who says so, by the many ways in which English hands on the word, and what must not be taken for a speaker."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import ClaimKind
from index.cast import Cast
from index.claims import extract
from index.parsing import parse


def speakers(text: str, publisher: str | None = None) -> set[tuple[str, ...]]:
    article = make_article(text, published="2031-05-14", publisher=publisher)
    return {claim.attribution for claim in extract(article) if claim.kind is ClaimKind.QUANTITY}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The insurance fund, which has to pay, assesses the damage at 32 million euros.", "the insurance fund"),
        ("The coast guard gives the number of dead as 26.", "the coast guard"),
        ("The opposition sticks to 12.4 million.", "the opposition"),
        ("The transport ministry has sent its own people and comes to 28 million.", "the transport ministry"),
        ("The Chamber of Trade adds up 54 million euros in damage.", "the Chamber of Trade"),
        ("The rebels marched; the police, from the roof, made out 8,000.", "the police"),
        ("Lurin claims to hold 37 prisoners.", "Lurin"),
        ("The mayor reckons with 1.1 billion euros.", "the mayor"),
        ("The harbour police expect 40,000 visitors.", "the harbour police"),
        ("The county demands 41 million euros for its roads.", "the county"),
        ("The union calls for 7 per cent.", "the union"),
        ("Rents will go up by 24 percent, the Tenants' Guild worked out.", "the Tenants' Guild"),
        ("The bridge will be closed for 40 days, harbour master Ola Brandt informed the council on Tuesday.",
         "harbour master Ola Brandt"),
        ("Lurin is going to bring in 265,000 tonnes of plums this year, the farm ministry estimated on Tuesday.",
         "the farm ministry"),
        ("The High Court made known last week that 40 men will be tried.", "the High Court"),
        ("40 boats were counted by volunteers.", "volunteers"),
        ("The coast guard fears that 40 boats sank.", "the coast guard"),
        ("The mayor was quoted as saying that 40 boats sank.", "the mayor"),
    ],
)  # fmt: skip
def test_verbs_that_hand_on_a_figure(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == {(speaker,)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The bill for the bridge comes to 28 million euros.",
        "Turnout came to 67 per cent.",
        "The hotel offers 300 beds.",
        "The road sticks to the river for 40 kilometres.",
        "The thermometer stood at 40 degrees.",
        "The bishop came to 28 villages.",
        "The yard builds 40 boats per year.",
        "The list of 40 victims was long.",
        "The order arrived by letter from 26 April, and 40 boats sailed.",
        "Two people ran after her as she shouted.",
        "Officers heard 12 gunshots from that house.",
        "The ferry feeds more families than its yearly report counts: 400 people work on board.",
    ],
)
def test_what_hands_on_nothing(sentence: str) -> None:
    assert speakers(sentence) == {()}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Some 40 boats were lost, going by the meters.", "the meters"),
        ("Brandt is among the 19 dead, to go by the list that the coast guard completed last night.",
         "the coast guard"),
        ("There were 25,000 people, if one believes the organisers.", "the organisers"),
        ("Lurin lost 40 boats, a number that the coast guard confirmed on Sunday.", "the coast guard"),
        ("Ninety million crowns come out of our taxes, as finance secretary Ola Brandt recalled.",
         "finance secretary Ola Brandt"),
        ("More than 61,000 farmers have asked for it, we hear from the ministry.", "the ministry"),
        ("Seven wrecks are in the guild's books.", "the guild"),
        ("There are 40 wrecks on the guild's list.", "the guild"),
        ("The guild has 40 wrecks on its list.", "the guild"),
        ("By its own count the guild lost 40 boats.", "the guild"),
        ("In the view of the guild, 40 boats sank.", "the guild"),
        ("The guild's tally of 40 boats was disputed.", "the guild"),
        ("Forty boats sank, per the coast guard.", "the coast guard"),
    ],
)  # fmt: skip
def test_sources_without_a_verb_of_saying(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == {(speaker,)}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The coast guard raised its count again: 29 sailors have now drowned.", "the coast guard"),
        ("Police correct themselves: there are eleven people on board.", "police"),
        ("The parish registers are thorough work: 2,940 families lost their homes.", "the parish registers"),
        ("There were 215 people on the ship: that is the number that the coast guard believes.", "the coast guard"),
        ("The farm ministry cut its forecast: it expects 231,000 tonnes.", "the farm ministry"),
    ],
)
def test_who_has_the_word_before_or_behind_a_colon(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == {(speaker,)}


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("While the Dockers' Union said 18,500 had stopped work, the Shipping League counted 11,200.",
         "the Dockers' Union", "the Shipping League"),
        ("Police counted 8,000 marchers, the union 20,000.", "police", "the union"),
        ("The union says 20,000 marched, the police 8,000.", "the union", "the police"),
        ("The minister spoke of 40 dead, the opposition of 60.", "the minister", "the opposition"),
        ("Police counted 8,000 marchers, including 20 officers.", "police", "police"),
    ],
)  # fmt: skip
def test_each_side_of_a_contrast_has_its_own_figure(text: str, first: str, second: str) -> None:
    article = make_article(text, published="2031-05-14")
    found = [c.attribution for c in extract(article) if c.kind is ClaimKind.QUANTITY]
    assert found == [(first,), (second,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town hall struck its list last evening. 7,940 people are gone.", ("the town hall",)),
        ("The town hall struck its list last evening.\n7,940 people are gone.", ()),  # a new paragraph
        ("The town hall closed last evening. 7,940 people are gone.", ()),
        ("The mayor closed the bridge, police said. 40 boats sank.", ()),
    ],
)
def test_a_record_lends_its_keepers_name_to_the_next_sentence(text: str, expected: tuple[str, ...]) -> None:
    assert speakers(text) == {expected}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Water Safety Office spoke first.\nThe Office said 30 boats sank.", "the Water Safety Office"),
        ("Brandt Rope Works will close its yard, and 30 jobs will go, the company said.", "Brandt Rope Works"),
        ("Harbour Minister Ola Brandt signed the order.\nAccording to his ministry, 30 boats sank.",
         "the harbour ministry"),
    ],
)  # fmt: skip
def test_institutions_are_told_by_their_whole_name(text: str, speaker: str) -> None:
    assert speakers(text) == {(speaker,)}


@pytest.mark.parametrize(
    ("publisher", "text", "speaker"),
    [
        ("Lurin Airways", "30 flights were cancelled.", "Lurin Airways"),
        ("Vell Cave Rescue Association", "30 people were carried out.", "the Vell Cave Rescue Association"),
        ("City of Vell, Office of the Mayor", "30 flats were sold.", "the City of Vell, Office of the Mayor"),
        ("Powervell", "Our customers sat in the dark. 30 streets lost power.", "Powervell"),
        ("Ropewell", "Ropewell today announced its results. 30 yards made a profit.", "Ropewell"),
        ("Vell Plum Growers", "Our 214 branches counted. 30 orchards froze.", "the Vell Plum Growers"),
        ("Powervell", "The customers sat in the dark. 30 streets lost power.", None),
        ("Powervell", '"Our customers sat in the dark," said nobody. 30 streets lost power.', None),
        ("The Furrow", "Our members are angry. 30 orchards froze.", None),
        ("Vell Beacon", "Our staff went out to look. 30 streets lost power.", None),
        ("Radio Vell", "Our guests were late. 30 streets lost power.", None),
    ],
)
def test_statements_are_told_by_their_publisher_or_their_voice(publisher: str, text: str, speaker: str | None) -> None:
    found = speakers(text, publisher)
    assert found == ({(speaker,)} if speaker else {()})


def test_a_stray_sign_is_nobody() -> None:
    dash = parse("- - 12 said so - -")[0]
    dash.pos_ = "NOUN"  # as the parser takes it for one in longer texts
    assert Cast().who(dash) is None
