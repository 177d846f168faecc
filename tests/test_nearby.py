"""Questions are answered from the sentences that probably answer them, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import make_article

from index import Index
from index.encoder import SentenceEncoder
from rag import Assistant, understand
from rag.relevance import sentence_features
from rag.retrieval import retrieve

BRIDGE = """Works minister Tove Ansgar met union leader Rikard Sund in Brenn on Friday to discuss the Vall bridge.
The bridge is 412 metres long. It is due to open in March 2026.
The old crossing was closed because its cables had rusted through, the engineer Mila Drost said."""
MAYOR = """Bruno Stratt, the former mayor of Quillhaven, will appeal against his sentence.
His lawyer, Ivo Kemp, said that the court had heard nobody who knew the company."""


@pytest.fixture(scope="module")
def assistant(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path: Path = tmp_path_factory.mktemp("quoting") / "news.index"
    articles = [
        make_article(BRIDGE, id="bridge", title="Talks on the Vall bridge", published="2025-07-19"),
        make_article(MAYOR, id="mayor", title="Stratt to appeal", published="2025-03-21"),
    ]
    index = Index.build(articles, path, encoder=encoder)
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("How long is the Vall bridge?", ["The bridge is 412 metres long."]),
        ("Who is Bruno Stratt's lawyer?", [MAYOR.split("\n")[1]]),
        ("Why was the old crossing closed?", [BRIDGE.split("\n")[2]]),
        ("How old is the Vall bridge?", []),
        ("What is the capital of Torrowby?", []),
    ],
)
def test_quotes(assistant: Assistant, question: str, quotes: list[str]) -> None:
    answer = assistant.ask(question, today="2025-08-01")
    assert ([] if answer.abstained else [c.quote for c in answer.citations]) == quotes


FLOOD = """Two people drowned when the Sorn topped its banks at Obell on Tuesday, the fire chief, Ada Kett, said.
The damage to roads in the county is put at 41 million euros."""
FLOOD_LATER = """Fire chief Ada Kett confirmed that the water had cost five lives in Obell.
Mayor Tom Reeve of Obell thanked the Kestrel Rescue crews."""
HARVEST = """Farmers around Brenn brought in 40,000 tonnes of wheat, the chamber said.
Mayor Ivo Lund of Brenn opened the fair."""


@pytest.fixture(scope="module")
def flood(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    articles = [
        make_article(FLOOD, id="flood", title="Sorn floods Obell", published="2025-03-12"),
        make_article(FLOOD_LATER, id="later", title="Toll rises", published="2025-03-14"),
        make_article(HARVEST, id="harvest", title="Good harvest", published="2025-03-13"),
    ]
    index = Index.build(articles, tmp_path_factory.mktemp("flood") / "news.index", encoder=encoder)
    yield Assistant(index)
    index.close()


def test_a_sum_is_found_behind_another_verb(flood: Assistant) -> None:
    answer = flood.ask("What did the flood damage to the county's roads amount to?", today="2025-04-01")
    assert answer.text == "41 million euros. [1]"


def test_a_figure_of_another_day_is_no_answer(flood: Assistant) -> None:
    assert flood.ask("How many people drowned in Obell on 1 June 2021?", today="2025-04-01").abstained


def test_a_figure_of_something_else_is_no_answer(flood: Assistant) -> None:
    assert flood.ask("How many tonnes of barley did farmers around Obell bring in?", today="2025-04-01").abstained


def test_an_article_on_another_event_lends_no_figure_by_the_names_that_it_shares(
    encoder: SentenceEncoder, tmp_path: Path
) -> None:
    shared = "Chief Ada Kett spoke beside Captain Reeve at Lund Hospital"
    ferry = f"Two people drowned when a ferry sank at Obell on Tuesday. {shared}."
    fire = f"Nine people died when a mill burned down on Wednesday. {shared}."
    articles = [
        make_article(ferry, id="ferry", title="Ferry sinks at Obell", published="2025-03-12"),
        make_article(fire, id="fire", title="Mill burns down", published="2025-03-13"),
    ]
    index = Index.build(articles, tmp_path / "news.index", encoder=encoder)
    answer = Assistant(index).ask("How many people died at Obell?", today="2025-04-01")
    index.close()
    assert {citation.article_id for citation in answer.citations} == {"ferry"}
    assert answer.conflicts == ()
    assert answer.text.startswith("Two people")


def test_what_something_is_takes_sentences_in_the_order_of_their_article(
    encoder: SentenceEncoder, tmp_path: Path
) -> None:
    first = "The Tollan method is a way of drying peat with warm air from the stables of a farm."
    second = "In the Tollan method the peat is cut into bricks and stacked above the stables."
    body = f"{first}\n{second}\nThe chamber of farmers met on Monday."
    index = Index.build([make_article(body, title="Peat")], tmp_path / "news.index", encoder=encoder)
    answer = Assistant(index).ask("What is the Tollan method?", today="2025-04-01")
    index.close()
    assert [citation.quote for citation in answer.citations] == [first, second]


COUNCIL = """The council of Brenn met for six hours on Monday about the swimming pool and its leaking roof.
Someone had left the door of the chamber open, and it rained in, too.
In the end the town's seven independents walked out. The pool was closed by 12 votes to nine."""


def test_a_sentence_that_is_plainly_yes_or_no_need_not_be_as_near(
    encoder: SentenceEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_article(COUNCIL, id="pool", title="Council meets")
    index = Index.build([article], tmp_path / "x.index", encoder=encoder)
    question = "Has the council of Brenn closed the swimming pool?"
    assert Assistant(index).ask(question).text.startswith("Yes: “The pool was closed by 12 votes to nine.”")
    monkeypatch.setattr("rag.nearby._ENOUGH_SIDED", 0.99)
    assert not Assistant(index).ask(question).text.startswith("Yes")
    index.close()


def test_what_comes_nearest_is_the_sentence_that_would_most_likely_answer(assistant: Assistant) -> None:
    answer = assistant.ask("Which engineer ordered steel for the new tower of Vall?", today="2025-08-01")
    assert answer.abstained
    assert [citation.quote for citation in answer.citations] == [BRIDGE.split("\n")[2]]  # the one with an engineer


FAQ = """Our readers ask, the harbour office answers.
Who will run the new ferry to Lorn? Two brothers from Tessel, with a crew of nine.
May dogs come aboard? On a lead, and never on the upper deck. Tickets are sold at the quay."""


def test_what_stands_behind_a_question_is_read_with_it_and_the_question_answers_nothing(
    encoder: SentenceEncoder, tmp_path: Path
) -> None:
    article = make_article(FAQ, id="faq", title="Questions about the harbour")
    with closing(Index.build([article], tmp_path / "x.index", encoder=encoder)) as index:
        question = understand("Who is going to run the new ferry to Lorn?")
        found = retrieve(index, question, since=None, until=None, publishers=())
        text = index.article("faq").text
        asked = {sentence.text: sentence.behind.of(text) if sentence.behind else "" for sentence in found.sentences}
        rows = {sentence.text: row for sentence, _, row in sentence_features(question, found, {"faq": 1.0})}
    assert asked == {
        "Our readers ask, the harbour office answers.": "",
        "Two brothers from Tessel, with a crew of nine.": "Who will run the new ferry to Lorn?",
        "On a lead, and never on the upper deck.": "May dogs come aboard?",
        "Tickets are sold at the quay.": "",
    }
    brothers, dogs = (rows[text] for text, before in asked.items() if before)
    assert (brothers["names"], dogs["names"]) == (1, 0)
    assert brothers["cosine of the question before"] > 0.7 > dogs["cosine of the question before"]


def test_a_sentence_without_a_reason_does_not_answer_why(
    encoder: SentenceEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_article(COUNCIL, id="pool", title="Council meets")
    with closing(Index.build([article], tmp_path / "x.index", encoder=encoder)) as index:
        assert Assistant(index).ask("Why did the council of Brenn meet for six hours on Monday?").abstained
        monkeypatch.setattr("rag.nearby._ENOUGH_UNEXPLAINED", 0.0)  # near it is
        assert not Assistant(index).ask("Why did the council of Brenn meet for six hours on Monday?").abstained
