"""A question that fits several events is answered for each of them, or asked back; never blended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index import Article, Index
from index.encoder import SentenceEncoder
from rag import Assistant, Choice, Conversation
from rag.choices import chosen

DIED = "How many people died in the flood?"
FLOODS = [
    ("brenn-1", "Two drown as river Sorn bursts its banks in Brenn", "2025-03-04", "Sorn Valley Post",
     "Two people drowned in Brenn on Monday night when the flood reached the Linden quarter, the fire brigade said. "
     "The Sorn had risen four metres in a day. Mayor Ilse Marran called the flood the worst in living memory."),
    ("brenn-2", "Brenn counts its dead after the flood", "2025-03-06", "Norland Tribune",
     "Three people have died in the flood in Brenn, mayor Ilse Marran said on Wednesday. The third victim, a man of 81,"
     " was found in a cellar of the Linden quarter after the Sorn fell back into its bed."),
    ("obell-1", "Flood sweeps through Obell harbour", "2025-09-18", "Obell Post",
     "Nine people were killed in the flood that hit Obell on Tuesday, police chief Rikard Sund said. Most of the dead "
     "were dockers asleep in huts below the Kettle Pier, he said."),
    ("obell-2", "Obell mourns dockers lost in flood", "2025-09-20", "Coast Daily",
     "Obell buried the first of the nine people who died in Tuesday's flood. Police chief Rikard Sund stood at the "
     "Kettle Pier with the families, and said that nobody was missing any more."),
    ("ferry", "Ferry captain cleared", "2025-09-30", "Obell Post",
     "Captain Tove Ansgar was cleared on Monday by the harbour court in Obell. Her ferry had run aground in fog in May "
     "with 40 people on board, and nobody was hurt."),
]  # fmt: skip


@pytest.fixture(scope="module")
def floods(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    articles = [
        Article(
            id=name, title=title, text=f"{title}\n\n{body}", published=published, publisher=publisher, language="en"
        )
        for name, title, published, publisher, body in FLOODS
    ]
    index = Index.build(articles, tmp_path_factory.mktemp("floods") / "news.index", encoder=encoder)
    yield index
    index.close()


@pytest.fixture
def conversation(floods: Index) -> Conversation:
    return Assistant(floods).conversation()


def test_each_event_is_answered_under_its_label(conversation: Conversation) -> None:
    answer = conversation.ask(DIED)
    assert [choice.label for choice in answer.choices] == ["Brenn, March 2025", "Obell, September 2025"]
    assert answer.lines[0].text == "The question fits 2 events."
    labelled = [line.text for line in answer.lines if line.text[:2] in ("1.", "2.")]
    assert len(labelled) == 2
    assert labelled[0].startswith("1. Brenn, March 2025: Three people by the latest report")
    assert labelled[1].startswith("2. Obell, September 2025: Nine people")
    assert all({position.low for position in conflict.positions} <= {2, 3} for conflict in answer.conflicts)


@pytest.mark.parametrize(
    "reply", ["2", "the second", "The second one, please.", "Obell", "the Obell one", "in September"]
)
def test_a_reply_takes_one_of_them(reply: str, conversation: Conversation) -> None:
    conversation.ask(DIED)
    answer = conversation.ask(reply)
    assert answer.lines[0].text.startswith("Nine people")
    assert not answer.choices
    assert {citation.article_id for citation in answer.citations} <= {"obell-1", "obell-2"}
    assert answer.resolved_question.startswith("How many people died in the flood in Obell, in articles ")
    assert conversation.ask("Was anybody missing?").resolved_question.endswith("in Obell?")


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in the flood in Obell?",
        "How many people died in the flood in March 2025?",
        "How many people were on board the ferry?",
    ],
)
def test_a_question_on_one_event_has_no_choices(question: str, conversation: Conversation) -> None:
    assert not conversation.ask(question).choices


CHOICES = tuple(
    Choice(label, label.split(",")[0], "2025", "2025")
    for label in ("Brenn, March 2025", "Obell, May 2025", "Obell, June 2025")
)


@pytest.mark.parametrize(
    ("reply", "place"),
    [
        ("1", 0), ("number 3", 2), ("the last one", 2), ("Brenn", 0), ("the one in May", 1), ("third", 2),
        ("Obell", None),
        ("4", None), ("the captain", None), ("How many people were hurt in the flood in Brenn?", None), ("", None),
    ],
)  # fmt: skip
def test_what_takes_a_choice(reply: str, place: int | None) -> None:
    assert chosen(reply, CHOICES) == (None if place is None else CHOICES[place])


def test_choices_are_kept_with_the_conversation(conversation: Conversation, floods: Index) -> None:
    conversation.ask(DIED)
    again = Conversation.from_json(Assistant(floods), conversation.to_json())
    assert again.ask("the second").lines[0].text.startswith("Nine people")
