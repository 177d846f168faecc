"""Several questions in one, and their answers as one."""

from __future__ import annotations

import pytest

from index import Index
from rag import Assistant
from rag.together import asked_together


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who is Tove Ansgar? When was she elected?", ("Who is Tove Ansgar?", "When was Tove Ansgar elected?")),
        (
            "How many people were killed and how many were hurt in the fire in Tollow?",
            ("How many people were killed in the fire in Tollow?", "How many people were hurt in the fire in Tollow?"),
        ),
        (
            "What did the union say and what did the owner say about the strike?",
            ("What did the union say about the strike?", "What did the owner say about the strike?"),
        ),
        (
            "What do the union and the owners say about the strike?",
            ("What does the union say about the strike?", "What do the owners say about the strike?"),
        ),
    ],
)
def test_questions_in_one_are_asked_one_by_one(question: str, parts: tuple[str, ...]) -> None:
    assert asked_together(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Where and when did they first meet?", "How many died and were hurt?",
        "Who said why the ferry sank and who sailed it?",
        "How many people live in Tollow and Obell?", "What happened to the bridge?",
        "Which firm sank in Tollow and is sued by its owners?",  "So that was it. Who built it?",
    ],
)  # fmt: skip
def test_one_question_stays_one(question: str) -> None:
    assert len(asked_together(question)) == 1


def test_both_answers_are_given_under_their_questions(demo_index: Index) -> None:
    assistant = Assistant(demo_index)
    arrested, marched = "How many people were arrested in the march in Almery", "How many people took part in it"
    answer = assistant.ask(f"{arrested}? {marched}?")
    first = assistant.ask(f"{arrested}?")
    assert answer.lines[0].text == f"{arrested}: {first.lines[0].text}"
    assert [c.kind.value for c in answer.conflicts] == ["speaker", "speaker"]
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for conflict in answer.conflicts:
        assert all(answer.citations_of(position.claims) for position in conflict.positions)


def test_one_that_is_not_answered_is_said_to_be_so(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask(
        "How many people took part in the march in Almery? How many people were killed at the march in Almery?"
    )
    assert not answer.abstained
    assert any("The articles do not say" in line.text for line in answer.lines)


def test_a_follow_up_is_on_the_last_of_several_questions(demo_index: Index) -> None:
    conversation = Assistant(demo_index).conversation()
    conversation.ask("Who met Jorun Abbeck in Ellow? How many people took part in the march in Almery?")
    answer = conversation.ask("And how many of them were arrested?")
    assert answer.resolved_question == "How many people were arrested in the march in Almery?"
