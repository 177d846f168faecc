"""Which claims answer a question, which count more, and which only look like an answer."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Article, Claim
from index.claims import extract
from rag import understand
from rag.evidence import Evidence, select


def chosen(question: str, *bodies: str | Article) -> Evidence:
    """What is chosen from the claims of some articles, named a, b, c, of 12 July 2025."""
    articles = [
        body if isinstance(body, Article) else make_article(body, id="abc"[number], published="2025-07-12")
        for number, body in enumerate(bodies)
    ]
    claims = [claim for article in articles for claim in extract(article)]
    return select(understand(question, "2025-07-20"), claims, {article.id: article.text for article in articles})


def texts(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.text for claim in claims]


def related(evidence: Evidence) -> list[tuple[str, str]]:
    return [(claim.text, reason) for claim, reason in evidence.related]


SENT = "How many soldiers were sent to Obell?"


@pytest.mark.parametrize(
    ("question", "body", "answers"),
    [
        (SENT, "Some 5,000 troops were sent to Obell.", ["Some 5,000 troops"]),
        (SENT, "Some 5,000 troops were sent to Kessel.", []),
        (SENT, "Some 5,000 sheep were sent to Obell.", []),
        (SENT, "The army said 5,000 soldiers had left Obell.", []),
        ("How many Norvanian soldiers were sent to Obell?", "Norvania sent 700 Norvanian soldiers to Obell.",
         ["700 Norvanian soldiers"]),
        ("How many Norvanian soldiers were sent to Obell?", "The 700 Solmarkian soldiers were sent to Obell.", []),
        ("How many ballistic missiles were fired at Obell?", "Nine ballistic missiles were fired at Obell.",
         ["Nine ballistic missiles"]),
        ("How many ballistic missiles were fired at Obell?", "Nine cruise missiles were fired at Obell.", []),
        ("How many people were arrested in Obell?", "Police in Obell made 14 arrests.", ["14 arrests"]),
        ("How much did the Vall bridge cost?", "The Vall bridge cost 95 million euros.", ["95 million euros"]),
        ("How much did the Vall bridge cost?", "The Vall bridge cost 95 million crowns.", ["95 million crowns"]),
        ("How much did the Vall bridge cost?", "The Vall bridge cost 95 million pounds.", ["95 million pounds"]),
        ("How much did the Vall bridge cost?", "The Vall bridge is 412 metres long.", []),
        ("How much did the Vall bridge cost?", "The Corn Exchange cost 95 million euros.", []),
        ("What share of the vote did Nadia Carrow win?", "Nadia Carrow won 52.3 percent of the vote.",
         ["52.3 percent"]),
        ("What share of the vote did Nadia Carrow win?", "Nadia Carrow won 3,000 votes.", []),
        ("How much was Bruno Stratt fined?",
         "Bruno Stratt took bribes of 820,000 euros. Bruno Stratt was fined 150,000 euros.", ["150,000 euros"]),
    ],
)  # fmt: skip
def test_answers(question: str, body: str, answers: list[str]) -> None:
    assert texts(chosen(question, body).answers) == answers


@pytest.mark.parametrize(
    ("question", "body", "answers"),
    [
        ("Who met Rikard Sund in Brenn?", "Tove Ansgar met Rikard Sund in Brenn.", ["Tove Ansgar"]),
        ("Who did Tove Ansgar meet in Brenn?", "Tove Ansgar met Rikard Sund in Brenn.", ["Rikard Sund"]),
        ("Who did Rikard Sund meet in Brenn?", "Tove Ansgar met Rikard Sund in Brenn.", ["Tove Ansgar"]),
        ("Who arrested Bruno Stratt?", "Piers Lund arrested Bruno Stratt.", ["Piers Lund"]),
        ("Who was arrested by Piers Lund?", "Piers Lund arrested Bruno Stratt.", ["Bruno Stratt"]),
        ("Who did Bruno Stratt arrest?", "Piers Lund arrested Bruno Stratt.", []),
        ("Where did Tove Ansgar meet Rikard Sund?", "Tove Ansgar met Rikard Sund in Brenn.", ["Brenn"]),
        ("Where in Brenn did Tove Ansgar meet Rikard Sund?", "Tove Ansgar met Rikard Sund in Brenn.", []),
        (
            "Where in Brenn did Tove Ansgar meet Rikard Sund?",
            "Tove Ansgar met Rikard Sund in the town hall at Brenn.",
            ["the town hall at Brenn"],
        ),
        ("When did Tove Ansgar meet Rikard Sund?", "Tove Ansgar met Rikard Sund on 3 May 2025.", ["3 May 2025"]),
        ("Who met Rikard Sund?", "Tove Ansgar denied that she had met Rikard Sund.", []),
        ("Who met Rikard Sund?", "Tove Ansgar will meet Rikard Sund.", []),
        ("Who met Rikard Sund?", "Tove Ansgar did not meet Rikard Sund.", []),
    ],
)
def test_who_where_when(question: str, body: str, answers: list[str]) -> None:
    assert texts(chosen(question, body).answers) == answers


@pytest.mark.parametrize(
    ("body", "text", "reason"),
    [
        ("A further 3,000 soldiers were sent to Obell.", "A further 3,000 soldiers", "on top of those already counted"),
        ("Norvania will send 3,000 soldiers to Obell.", "3,000 soldiers", "planned"),
        ("Norvania may send 3,000 soldiers to Obell.", "3,000 soldiers", "possible, not stated as fact"),
        ("Norvania denied that it had sent 3,000 soldiers to Obell.", "3,000 soldiers", "denied"),
        ("In 1994, 3,000 soldiers were sent to Obell.", "3,000 soldiers", "at another time (1994)"),
    ],
)
def test_what_looks_like_an_answer_is_related(body: str, text: str, reason: str) -> None:
    evidence = chosen(SENT, "Norvania sent 5,000 soldiers to Obell.", body)
    assert texts(evidence.answers) == ["5,000 soldiers"]
    assert related(evidence) == [(text, reason)]


def test_planned_and_further() -> None:
    evidence = chosen(
        SENT, "Norvania sent 5,000 soldiers to Obell. It plans to send a further 3,000 soldiers to Obell."
    )
    assert texts(evidence.answers) == ["5,000 soldiers"]
    assert related(evidence) == [("a further 3,000 soldiers", "planned, and on top of those already counted")]


def test_planned_is_the_answer_when_it_is_asked_for() -> None:
    evidence = chosen("How many soldiers will be sent to Obell?", "Norvania will send 3,000 soldiers to Obell.")
    assert texts(evidence.answers) == ["3,000 soldiers"]


def test_further_is_the_answer_when_it_is_asked_for() -> None:
    evidence = chosen(
        "How many further soldiers were sent to Obell?",
        "Norvania sent 5,000 soldiers to Obell. A further 3,000 soldiers were sent to Obell.",
    )
    assert texts(evidence.answers) == ["A further 3,000 soldiers"]
    assert related(evidence) == [("5,000 soldiers", "not an additional number")]


def test_killed_or_injured_is_wider() -> None:
    evidence = chosen(
        "How many people were killed in Obell?",
        "Some 41 people were killed in Obell.",
        "A total of 156 people were killed or injured in Obell.",
    )
    assert [c.low for c in evidence.answers] == [41]
    assert [c.low for c in evidence.wider] == [156]


def test_a_kind_is_a_part() -> None:
    evidence = chosen(
        "How many people were killed in Obell?", "Nine people were killed in Obell. Two miners were killed."
    )
    assert texts(evidence.answers) == ["Nine people"]
    assert related(evidence) == [("Two miners", "only a part of those asked about")]
    assert not evidence.partial


def test_kinds_alone_are_partial() -> None:
    evidence = chosen(
        "How many people were killed in Obell?",
        "Seven miners were killed in Obell.",
        "Two nurses were killed in Obell.",
    )
    assert sorted(c.low for c in evidence.answers if isinstance(c.low, float)) == [2, 7]
    assert evidence.partial


def test_kinds_that_are_listed_together_make_a_whole() -> None:
    text = "Seven miners and two nurses were killed in Obell."
    evidence = chosen("How many people were killed in Obell?", text)
    assert [c.low for c in evidence.answers] == [9]
    assert not evidence.partial
    (nurses,) = chosen("How many nurses were killed in Obell?", text).answers
    assert nurses.low == 2


def test_who_did_it_is_not_counted_among_those_it_befell() -> None:
    evidence = chosen("How many people were killed in Obell?", "Three gunmen killed nine people in Obell.")
    assert texts(evidence.answers) == ["nine people"]
    assert related(evidence) == []


def test_the_shot_may_be_hurt_or_dead() -> None:
    text = "Nine people were shot in Obell. Four of them died."
    assert [c.low for c in chosen("How many people were shot in Obell?", text).answers] == [9]
    assert [c.low for c in chosen("How many people were killed in Obell?", text).answers] == [4]
    assert chosen("How many people were killed in Obell?", text).wider == ()  # nobody takes them for the dead


def test_some_of_the_whole_is_related() -> None:
    evidence = chosen(
        "How many homes lost power in Obell?",
        "Some 85,000 homes in Obell lost power. Of them, 60,000 of the 85,000 homes that lost it have it back.",
    )
    assert [c.low for c in evidence.answers] == [85_000]
    assert [(c.low, reason) for c, reason in evidence.related] == [(60_000, "a part of the whole")]


def test_others_are_a_part() -> None:
    """One fisherman and two others are the three: two is no rival of three."""
    evidence = chosen(
        "How many people died in the storm in Obell?",
        "Three people died in the storm in Obell. A fisherman drowned. Two others died when a tree hit their car.",
    )
    assert [c.low for c in evidence.answers] == [3]


def test_people_in_another_action_are_no_answer() -> None:
    """How many were aboard does not say how many were hurt."""
    evidence = chosen(
        "How many passengers were injured near Obell?",
        "The train near Obell was carrying 210 passengers when it hit a cow.",
    )
    assert evidence.answers == ()


def test_the_dead_are_not_those_aboard() -> None:
    evidence = chosen(
        "How many passengers were on the train?",
        "The passenger train left the rails, killing seven people. There were 210 passengers on the train.",
    )
    assert [c.low for c in evidence.answers] == [210]


def test_those_on_board_are_not_the_dead() -> None:
    evidence = chosen(
        "How many people were on board the Lady Orla?",
        "The Lady Orla sank with 180 people on board.",
        "The number of people killed on the Lady Orla rose to 57.",
    )
    assert [c.low for c in evidence.answers] == [180]


def test_a_larger_figure_of_another_time_does_not_make_a_part_of_todays() -> None:
    evidence = chosen(
        "How many people were killed in Obell?",
        "Obell burnt on Friday. At least nine people were killed in Obell. "
        "It was the worst fire since 1976, when 31 people were killed.",
    )
    assert [c.low for c in evidence.answers] == [9]


def test_speakers_of_one_article_are_both_heard() -> None:
    evidence = chosen(
        "How many people marched in Obell?",
        "Obell was loud on Friday. Police said 12,000 people marched in Obell. "
        "The organisers said 19,000 people marched.",
    )
    assert sorted(c.low for c in evidence.answers if isinstance(c.low, float)) == [12_000, 19_000]
    assert evidence.related == ()


def test_the_same_value_of_one_article_is_one_answer() -> None:
    evidence = chosen(SENT, "Norvania sent 5,000 soldiers to Obell. The 5,000 soldiers were sent to Obell by train.")
    assert [c.low for c in evidence.answers] == [5000]


def test_latest_article_first() -> None:
    evidence = chosen(
        SENT,
        make_article("Norvania sent 5,000 soldiers to Obell.", id="old", published="2025-07-01"),
        make_article("Norvania sent 6,000 soldiers to Obell.", id="new", published="2025-07-09"),
        make_article("Norvania sent 7,000 soldiers to Obell.", id="undated"),
    )
    assert [c.article_id for c in evidence.answers] == ["new", "old", "undated"]


def test_names_may_stand_elsewhere_in_the_article() -> None:
    told = "Norvania acts in Obell.\nSome 5,000 soldiers were sent on Friday."
    assert [c.low for c in chosen(SENT, told).answers] == [5000]


def test_without_contexts_the_names_must_be_in_the_claims_sentences() -> None:
    claims = extract(make_article("Obell is quiet.\nSome 5,000 soldiers were sent on Friday.", published="2025-07-12"))
    assert [c.quote for c in claims] == ["Some 5,000 soldiers were sent on Friday."] * len(claims)
    evidence = select(understand(SENT), claims)
    assert (evidence.answers, evidence.wider, evidence.related) == ((), (), ())


def test_an_open_question_has_no_claims() -> None:
    assert chosen("Why were soldiers sent to Obell?", "Norvania sent 5,000 soldiers to Obell.") == Evidence()


def test_a_question_about_what_is_to_come_is_answered_by_what_is_planned() -> None:
    evidence = chosen(
        "How many soldiers will be sent to Obell?",
        "Norvania sent 5,000 soldiers to Obell in May. A further 2,000 soldiers will be sent to Obell, the army said.",
    )
    assert [c.low for c in evidence.answers] == [2_000]
    assert [(c.low, why) for c, why in evidence.related] == [(5_000, "already there, not to come")]


def test_has_sent_is_an_action() -> None:
    evidence = chosen(
        "How many soldiers has Norvania sent to Obell?",
        "Norvania has sent 5,000 soldiers to Obell. About 40 soldiers were killed in Obell.",
    )
    assert [c.low for c in evidence.answers] == [5_000]
    assert evidence.related == ()


def test_a_sum_may_stand_in_the_sentence_after_the_one_that_says_what_it_is_for() -> None:
    evidence = chosen(
        "How much did the Vall bridge cost?",
        "The cost of the Vall bridge has risen again. It now stands at 95 million euros, the audit office said.",
    )
    assert [c.low for c in evidence.answers] == [95_000_000]


@pytest.mark.parametrize(
    ("question", "body", "answers"),
    [
        ("How many people were killed in Obell?", "A 27-year-old was killed in Obell.", ["A 27-year-old"]),
        ("How many people were killed in Obell?", "Mara Holt, 54, of Obell said that many were killed.", []),
        ("How many years did the siege of Obell last?", "Joss Pell, 54, lived through the siege of Obell.", []),
        ("How many people were injured in Obell?", "Dozens of people were injured in Obell.", []),
        ("How many people were injured in Obell?", "Several hundred people were injured in Obell.", []),
        ("How many passengers were injured in Obell?", "Half of the 300 passengers were injured in Obell.", []),
        ("How many voters stayed at home in Obell?", "A third of voters in Obell stayed at home.", []),
        ("How many people were killed in Obell?", "The death toll in Obell rose from 38 to 43.", ["43"]),
        ("How many people were killed in Obell?", "The death toll in Obell rose by 5 to 12.", ["12"]),
        ("How many people died in Obell?", "Obell has 12 deaths per 100,000 people.", []),
        ("How many tests does the Obell clinic run?", "The Obell clinic runs 300 tests a day.", []),
        ("How many tests a day does the Obell clinic run?", "The Obell clinic runs 300 tests a day.", ["300 tests"]),
        ("How many people were injured in Obell?", "No one was injured in Obell.", ["No one"]),
        ("How many people were injured in Obell?", "No injuries were reported in Obell.", ["No injuries"]),
        ("How many sailors drowned in Obell?", "Three of the 12 sailors drowned in Obell.",
         ["Three of the 12 sailors"]),
        ("How much did the Obell hall cost?", "The cost of the Obell hall rose by $5m to $12m.", ["$12m"]),
        ("What was the turnout in the Obell election?", "Turnout in the Obell election fell from 71 to 64 percent.",
         ["64 percent"]),
        ("What was the turnout in the Obell election?", "Turnout in the Obell election fell by 7 percent.", []),
        ("How many votes did Carrow win in Obell?", "Carrow won in Obell by 12 votes.", []),
        ("By how many seats did the Obell council grow?", "The Obell council grew by 12 seats.", ["12 seats"]),
    ],
)  # fmt: skip
def test_what_is_no_plain_figure_answers_nothing(question: str, body: str, answers: list[str]) -> None:
    assert texts(chosen(question, body).answers) == answers


def test_by_how_much_a_figure_changed_is_related() -> None:
    evidence = chosen("How many people were killed in Obell?", "The death toll in Obell rose by 5 to 12.")
    assert related(evidence) == [("5", "by how much it changed")]


def test_a_part_of_some_whole_does_not_outdo_a_figure_of_its_own() -> None:
    evidence = chosen(
        "How many people were injured in Obell?",
        "Five teenagers were injured in Obell. Four of the five victims were treated for injuries and sent home.",
    )
    assert texts(evidence.answers) == ["Five teenagers"]
