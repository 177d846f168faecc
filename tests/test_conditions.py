"""Which of several values a question wants."""

from __future__ import annotations

import pytest

from index import Index
from rag import Assistant
from rag.conditions import Conditions, conditions_in

TODAY = "2026-08-20"
KILLED = "How many people were killed when the Kestrow dam collapsed"
MARCHED = "How many people took part in the march in Almery"


@pytest.mark.parametrize(
    ("question", "left", "conditions"),
    [
        ("How many were originally reported killed?", "How many were killed?", Conditions(earliest=True)),
        (
            "What was the first death toll of the fire?",
            "What was the death toll of the fire?",
            Conditions(earliest=True),
        ),
        ("How many have died so far?", "How many have died?", Conditions()),
        ("What is the latest toll?", "What is the toll?", Conditions()),
        ("How many had died as of 3 May 2026?", "How many had died?", Conditions(until="2026-05-03")),
        ("How many had died by last Friday?", "How many had died?", Conditions(until="2026-08-14")),
        ("At least how many died?", "How many died?", Conditions()),
        (
            "How many died, according to the harbour office?",
            "How many died, according to the harbour office?",
            Conditions(speaker="harbour office"),
        ),
        ("How many died, according to whom?", "How many died, according to whom?", Conditions()),
        ("How much forest was lost by 1991?", "How much forest was lost by 1991?", Conditions()),
        ("What was originally built in Brenn?", "What was originally built in Brenn?", Conditions()),
        ("Who was first in the race?", "Who was first in the race?", Conditions()),
        ("How far is it by road?", "How far is it by road?", Conditions()),
    ],
)
def test_conditions_are_read(question: str, left: str, conditions: Conditions) -> None:
    assert conditions_in(question, TODAY) == (left, conditions)


def test_the_first_report_leads_where_it_is_asked_for(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask(f"{KILLED}, originally?")
    assert answer.lines[0].text == (
        "At least nine people by the first report (11 March 2025); after that 38 people, 41 people and 43 people."
    )


def test_as_of_a_day_later_reports_do_not_count(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask(f"{KILLED}, as of 12 March 2025?")
    assert [position.low for conflict in answer.conflicts for position in conflict.positions] == [38, 9]


def test_a_speakers_figure_alone_is_given(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask(f"{MARCHED}, according to the police?")
    assert answer.lines[0].text == "12,000 people, according to police."
    assert not answer.conflicts


def test_a_follow_up_asks_for_the_first_figure(demo_index: Index) -> None:
    conversation = Assistant(demo_index).conversation()
    conversation.ask(f"{KILLED}?")
    answer = conversation.ask("And originally?")
    assert answer.resolved_question == f"{KILLED}, originally?"
    assert answer.lines[0].text.startswith("At least nine people by the first report")
