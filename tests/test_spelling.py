"""Slips of the finger in a question."""

from __future__ import annotations

import pytest

from index import Index
from index.parsing import parse
from rag import Assistant
from rag.spelling import corrected, nearest_word

COUNTS = {"people": 9, "derailment": 2, "harbour": 3, "injured": 4, "killed": 7, "tilled": 1, "ferry": 2}


def count(word: str) -> int:
    return COUNTS.get(word.lower(), 0)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("How many peple were kiled?", "How many people were killed?"),  # a letter left out; the commoner of two
        ("How many poeple?", "How many people?"),  # two that changed places
        ("the derailmnt at Vell", "the derailment at Vell"),
        ("Injurd people?", "Injured people?"),
        ("How many sailors were in Harbor?", "How many sailors were in Harbor?"),  # English, and a name
        ("How many in Ferrxy?", "How many in Ferrxy?"),  # a name
        ("xqzt", "xqzt"),
        ("the kxxled", "the kxxled"),  # two slips
    ],
)
def test_a_word_that_is_none_is_put_right(typed: str, right: str) -> None:
    assert corrected(typed, count) == right


def test_a_word_is_none_however_often_it_is_read() -> None:
    parse("How many peple were kiled?")
    assert corrected("How many peple were kiled?", count) == "How many people were killed?"


def test_nothing_near_is_nothing() -> None:
    assert nearest_word("zzzzz", count) == ""


def test_an_answer_tells_how_the_question_was_read(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask("How many peple took part in the march in Almery?")
    assert answer.resolved_question == "How many people took part in the march in Almery?"
    assert answer.conflicts


def test_a_misspelt_name_is_not_replaced_but_told(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask("How many people took part in the march in Almary?")
    assert answer.abstained
    assert answer.reason == "nothing found mentions Almary; the articles have Almery, not Almary"
