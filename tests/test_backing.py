"""Questions about the evidence of the last answer, over the demo articles."""

from __future__ import annotations

import pytest

from index import Index
from rag import Answer, Assistant
from rag.asked_back import backing_asked
from rag.backing import answer_backing

KILLED = "How many people were killed when the Kestrow dam collapsed?"
MARCHED = "How many people took part in the march in Almery?"
POLICE = "12,000 people: police, in Almery Evening Star, 13 September 2025."
ORGANISERS = "19,000 people: the organisers of Saturday's march in Almery, in Northgate Dispatch, 14 September 2025."


def about(question: str, last: Answer, index: Index) -> Answer:
    asked = backing_asked(question)
    assert asked is not None
    return answer_backing(question, asked, last, index)


@pytest.fixture(scope="module")
def marched(demo_index: Index) -> Answer:
    return Assistant(demo_index).ask(MARCHED)


@pytest.mark.parametrize(
    "question",
    [
        "show me the source", "Sources?", "What is the source?", "Can you show me the quotes?",
        "where does that come from",
        "how do you know that?", "who says the lower number?", "Who says so?", "according to whom?", "who said 12,000?",
        "which is newer?", "Which one is the most recent?", "when was that published", "are these independent?",
        "Are they from the same source?", "How many sources say so?", "why do they differ?",
        "Why do the figures differ?",
        "which one is right?", "Who should I believe?", "2", "source 3",
        "do they agree?", "are you sure?", "what is the difference?",
        "who reported it first", "How do they differ?", "link?",
    ],
)  # fmt: skip
def test_questions_about_the_evidence(question: str) -> None:
    assert backing_asked(question) is not None


@pytest.mark.parametrize(
    "question",
    [
        "Who says that the dam was old?", "What is the source of the river?", "Which is the newer ship?",
        "What is the difference between the boats?", "Who agreed to the deal?", "In 2",
        "Why did they leave?",
        "How many sources of water are there?", "Are the workers independent contractors?", "Who is right-wing?",
        "Show me the articles about the strike", "When was the report published?",
        "Why do the workers differ from the owners?",
    ],
)  # fmt: skip
def test_questions_about_the_articles(question: str) -> None:
    assert backing_asked(question) is None


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("Who says the lower number?", [POLICE]),
        ("who says the higher figure", [ORGANISERS]),
        ("Who said 19,000?", [ORGANISERS]),
        ("Says who?", [POLICE, ORGANISERS]),
        ("Who says 20,000?", ["Nobody says so in the last answer, which gives:", POLICE, ORGANISERS]),
        ("Which is newer?", ["The newest first:", ORGANISERS, POLICE]),
        ("Which one is older?", ["The oldest first:", POLICE, ORGANISERS]),
        ("who reported it first?", ["police, in Almery Evening Star, 13 September 2025: 12,000 people."]),
        ("Do they agree?", ["The sources differ:", POLICE, ORGANISERS]),
        ("Are these independent?", ["The reporting is of 2 origins: Almery Evening Star and Northgate Dispatch."]),
    ],
)
def test_each_is_answered_from_the_positions(
    question: str, lines: list[str], marched: Answer, demo_index: Index
) -> None:
    answer = about(question, marched, demo_index)
    assert [line.text for line in answer.lines] == lines
    assert not answer.abstained
    for citation in answer.citations:
        assert demo_index.article(citation.article_id).text[citation.start : citation.end] == citation.quote
    cited = {number for line in answer.lines for number in line.citations}
    assert cited == {citation.number for citation in answer.citations}


def test_why_they_differ_is_told_by_the_kind_of_conflict(marched: Answer, demo_index: Index) -> None:
    answer = about("Why do they differ?", marched, demo_index)
    assert answer.lines[0].text == "As far as the articles tell, the parties that give them differ."
    assert answer.lines[1].text == marched.conflicts[0].explanation


def test_no_side_is_taken(marched: Answer, demo_index: Index) -> None:
    answer = about("Which one is right?", marched, demo_index)
    assert answer.lines[0].text.startswith("The articles do not settle it")
    assert [line.text for line in answer.lines[1:3]] == [POLICE, ORGANISERS]


def test_the_source_is_quoted_with_where_it_stands(marched: Answer, demo_index: Index) -> None:
    answer = about("Show me the source", marched, demo_index)
    assert [c.quote for c in answer.citations] == [c.quote for c in marched.citations]
    assert answer.lines[0].text.startswith("Almery Evening Star, 13 September 2025: “Police said 12,000 people")
    assert answer.resolved_question == f"Show me the source, of the answer to ‘{MARCHED}’"


def test_copies_are_one_origin(demo_index: Index) -> None:
    last = Assistant(demo_index).ask(KILLED, since="2025-03-12", until="2025-03-12")
    answer = about("Are these independent?", last, demo_index)
    assert answer.lines[0].text.startswith("No: the ")
    assert answer.lines[0].text.endswith("back to one origin, NPA.")


def test_an_abstention_shows_the_nearest_quote(demo_index: Index) -> None:
    last = Assistant(demo_index).ask("How many people were killed at the march in Almery?")
    answer = about("Show me the source", last, demo_index)
    assert [c.quote for c in answer.citations] == [c.quote for c in last.citations]


def test_one_quote_is_shown_by_its_number(marched: Answer, demo_index: Index) -> None:
    answer = about("2", marched, demo_index)
    assert [c.quote for c in answer.citations] == [marched.citations[1].quote]
    assert about("source 9", marched, demo_index).lines[0].text == "The last answer has no source 9. It rests on:"


def test_how_sure_it_is_is_told_with_its_origins(marched: Answer, demo_index: Index) -> None:
    answer = about("Are you sure?", marched, demo_index)
    assert answer.lines[0].text == (
        f"On questions with known answers, answers like this were right {marched.confidence:.0%} of the time."
    )
