"""Who somebody is, read off how articles introduce a name."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from fakes import make_article

from index import Index
from index.encoder import SentenceEncoder
from rag import Assistant, understand
from rag.described import DESCRIBED, described, name_asked
from rag.kinds import QuestionKind
from rag.retrieval import Retrieved, retrieve

NAME = "Ada Lund"


def found(text: str, tmp_path: Path, encoder: SentenceEncoder) -> Retrieved:
    with closing(
        Index.build([make_article(text, id="a", title="News")], tmp_path / "x.index", encoder=encoder)
    ) as index:
        return retrieve(index, understand("Who is Ada Lund?"), since=None, until=None, publishers=())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The road is shut, according to Ada Lund, the mayor of Obell, a town of 900 on the Sorn.",
            "the mayor of Obell",
        ),
        ("Ada Lund, 48, chairwoman of the union, walked out of the talks on Friday.", "chairwoman of the union"),
        ("The cable had snapped, ferry captain Ada Lund told the court on Friday.", "ferry captain"),
        ("Opposition leader Ada Lund called the budget a joke.", "Opposition leader"),
        ("Ada Lund is the head of the brigade in Obell.", "the head of the brigade in Obell"),
        ("They listened to a retired teacher, Ada Lund, for an hour.", "a retired teacher"),
        ("Its director, Ada Lund, was away. Ada Lund, director of Sorn Steel, came back.", "director of Sorn Steel"),
    ],
)
def test_what_introduces_a_name_says_who_it_is(text: str, words: str, tmp_path: Path, encoder: SentenceEncoder) -> None:
    told = described(NAME, found(text, tmp_path, encoder))
    assert told is not None
    assert told[1] == words


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund, a scarf around her neck, walked out of the talks on Friday.",
        "Behind her shelves Ada Lund watched them come out of the bank.",
        "Ada Lund, the woman who had warned them, said nothing.",
        "The mayor of Obell met Ada Lund on Friday.",
    ],
)
def test_what_stands_beside_a_name_need_not_say_who_it_is(text: str, tmp_path: Path, encoder: SentenceEncoder) -> None:
    assert described(NAME, found(text, tmp_path, encoder)) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Ada Lund?", NAME),
        ("who is ada lund", NAME),
        ("Who's Ada Lund?", NAME),
        ("What is Sorn Steel?", "Sorn Steel"),
        ("Who is the mayor of Obell?", None),
        ("Who is Tom Reeve?", None),  # nobody tells of him
        ("Who is Ada Lund accused of lying to?", None),
    ],
)
def test_a_name_that_is_asked_about(question: str, name: str | None, tmp_path: Path, encoder: SentenceEncoder) -> None:
    text = "Ada Lund, the mayor of Obell, met the board of Sorn Steel on Friday."
    assert name_asked(question, found(text, tmp_path, encoder)) == name


def test_who_somebody_is_is_no_question_for_another_name(tmp_path: Path, encoder: SentenceEncoder) -> None:
    assert understand("Who is Ada Lund?").kind is QuestionKind.OTHER
    assert understand("Who is the mayor of Obell?").kind is QuestionKind.WHO
    text = "Tom Reeve sued the bank. His lawyer, Ada Lund, said that the court had heard nobody who knew the bank."
    with closing(
        Index.build([make_article(text, id="a", title="Bank")], tmp_path / "x.index", encoder=encoder)
    ) as index:
        answer = Assistant(index).ask("Who is Ada Lund?")
    assert answer.text.startswith("His lawyer: “His lawyer, Ada Lund, said that")
    assert answer.confidence == DESCRIBED
