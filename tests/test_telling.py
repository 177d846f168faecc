"""What several articles say: on a topic, by a speaker, and which of them say a thing."""

from __future__ import annotations

import pytest

from index import Index
from rag import Assistant
from rag.telling import Asked, asked_to_tell


@pytest.mark.parametrize(
    ("question", "asked", "topic", "who"),
    [
        ("What do the articles say about the ferry?", Asked.TOPIC, "the ferry", ""),
        ("Tollow ferry strike", Asked.TOPIC, "Tollow ferry strike", ""),
        ("Tell me about the Tollow strike.", Asked.TOPIC, "the Tollow strike", ""),
        ("What is known about the fire in Obell?", Asked.TOPIC, "the fire in Obell", ""),
        ("What did the union say about wages?", Asked.SPEAKER, "wages", "the union"),
        ("What does Tove Ansgar say?", Asked.SPEAKER, "", "Tove Ansgar"),
        ("Which sources say that the ferry was late?", Asked.SOURCES, "the ferry was late", ""),
        ("Which papers report 300 dead miners?", Asked.SOURCES, "300 dead miners", ""),
        ("According to whom were 300 miners killed?", Asked.SOURCES, "were 300 miners killed", ""),
    ],
)
def test_what_is_to_be_told(question: str, asked: Asked, topic: str, who: str) -> None:
    found = asked_to_tell(question)
    assert found is not None
    assert (found.asked, found.topic, found.who) == (asked, topic, who)


@pytest.mark.parametrize(
    "question",
    [
        "How many miners were killed?",
        "What did he say?",
        "Who said so?",
        "What is the ferry about?",
        "soldiers sent",
        "death toll",
    ],
)
def test_a_question_for_one_thing_is_none(question: str) -> None:
    assert asked_to_tell(question) is None


def test_a_topic_is_told_from_each_origin_in_order_of_time(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask("What do the articles say about the march in Almery?")
    dates = [citation.published for citation in answer.citations]
    assert len(dates) > 1
    assert dates == sorted(dates, key=str)
    origins = [demo_index.origin(citation.article_id) for citation in answer.citations]
    assert len(set(origins)) == len(origins)


def test_a_speaker_is_quoted(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask("What do the police say about the march in Almery?")
    assert answer.citations
    assert all("olice" in citation.quote for citation in answer.citations)


def test_sources_that_say_a_thing_are_named(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask("Which sources say that 19,000 people took part in the march in Almery?")
    assert answer.lines[0].text == "Northgate Dispatch."
    assert "19,000" in answer.citations[0].quote


def test_nobody_says_another_figure(demo_index: Index) -> None:
    assert Assistant(demo_index).ask("Which sources say that 25,000 people took part in the march in Almery?").abstained


def test_how_a_toll_changed_is_told_by_date(demo_index: Index) -> None:
    answer = Assistant(demo_index).ask("How did the death toll of the Kestrow dam collapse change?")
    moved = next(conflict for conflict in answer.conflicts if conflict.kind.value == "updated")
    assert [position.low for position in moved.positions] == [43, 41, 38, 9]
