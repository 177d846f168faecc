"""The systems under evaluation over data sets that are written here, with the real encoder and a real index."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from scripted import says, scripted

from eval.baselines import BM25, CONSTANT, FREQUENT, NUMBERS_DIFFER, PLAIN_RAG, VECTORS
from eval.collections import LOADERS
from eval.datasets import TODAY, read_lines
from eval.rashomon_system import NAME
from eval.wordings import wordings
from eval.workspace import Workspace
from index import UsageError
from rag import ServedModel

FERRY = """Seven people were killed when the Obell ferry struck the Vall bridge on 3 May 2024, police said.

The ferry had left Obell at noon with 40 passengers. Divers searched the river until dusk."""
FERRY_LATER = """The number of people killed in the ferry accident at the Vall bridge has risen to nine, police said.

Two passengers of the Obell ferry died in hospital during the night."""
STRIKE = """Bakers in Norvania will strike from Friday, their union said. It asks for four more days of leave.

The mills of the country are closed on Sunday. Talks go on."""


def write(folder: Path, name: str, records: Sequence[dict[str, Any]], packed: bool = False) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(record) + "\n" for record in records)
    if packed:
        (folder / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    else:
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one incident in two articles, one other article, and one question without any."""
    news = tmp_path / "data" / "gva_news"
    texts = {"d1": ("Seven killed on ferry", FERRY), "d2": ("Ferry toll rises", FERRY_LATER), "d3": ("Strike", STRIKE)}
    corpus = [
        {"id": id_, "title": title, "date": f"2024-05-0{n}", "text": text, "url": f"https://tarnherald.example/{id_}"}
        for n, (id_, (title, text)) in enumerate(texts.items(), start=5)
    ]
    write(news, "corpus.jsonl", corpus, packed=True)
    asked = {"kind": "killed", "place": "Obell, Norvania", "event_date": "2024-05-03", "registry_count": 9}
    question = "How many people were killed in the ferry accident at the Vall bridge?"
    write(
        news,
        "dev.jsonl",
        [
            {"id": "i1", "split_key": "u1", "answerable": True, "doc_ids": ["d1", "d2"], "question": question} | asked,
            {"id": "i2", "split_key": "u2", "answerable": False, "doc_ids": [], "question": question} | asked,
        ],
        packed=True,
    )
    report = {"doc_id": "d1", "quote": "Seven people were killed"}
    labels = {"relation": "update", "surface": True, "certain": True, "acceptable": [7, 9]}
    write(
        tmp_path / "data" / "gva_conflicts",
        "dev.jsonl",
        [{"id": "i1", "question": question, "reports": [report, report | {"doc_id": "d2"}]} | labels],
    )
    return tmp_path / "data"


def test_the_six_wordings_ask_for_one_thing() -> None:
    found = {
        variant: (question, today) for variant, question, today in wordings("killed", "Obell, Norvania", "2024-05-03")
    }
    assert found == {
        "template": ("How many people were killed in the shooting in Obell, Norvania on May 3, 2024?", TODAY),
        "no date": ("How many people were killed in the shooting in Obell, Norvania?", TODAY),
        # 3 May 2024 was a Friday; asked on Monday the 6th.
        "relative date": ("How many people were killed in the shooting in Obell, Norvania last Friday?", "2024-05-06"),
        "no state": ("How many people were killed in the shooting in Obell on May 3, 2024?", TODAY),
        "fragment": ("Obell shooting May 3 2024 number of people killed", TODAY),
        "reordered": ("On May 3, 2024, in the Obell, Norvania shooting, how many people were killed?", TODAY),
    }


def test_questions_are_read_in_their_wordings_and_one_incident_is_one_unit(data: Path) -> None:
    (collection,) = LOADERS["gva_news"](data, None)
    assert [document.id for document in collection.documents] == ["d1", "d2", "d3"]
    assert len(collection.samples) == 12
    first = collection.samples[0]
    assert (first.item, first.unit, first.variant, first.figure) == ("i1", "u1", "template", 5)
    assert (first.gold_articles, first.values, first.answerable) == (("d1", "d2"), (9,), True)
    assert {sample.answerable for sample in collection.samples[6:]} == {False}


def test_a_limit_keeps_the_articles_that_the_questions_need(data: Path) -> None:
    (collection,) = LOADERS["gva_news"](data, 1)
    assert {sample.item for sample in collection.samples} == {"i1"}
    assert {"d1", "d2"} <= {document.id for document in collection.documents}


def test_missing_data_says_how_to_give_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--data or RASHOMON_DATA"):
        list(read_lines(tmp_path / "none.jsonl"))


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n{\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.jsonl:2 is not JSON"):
        list(read_lines(tmp_path / "a.jsonl"))


def test_what_the_product_replies_is_put_in_the_terms_of_the_suites(data: Path, tmp_path: Path) -> None:
    workspace = Workspace(data, tmp_path / "work")
    (reply,) = workspace.replies("gva_conflicts", NAME)
    (disagreement,) = reply.disagreements
    assert (disagreement.kind, {stance.low for stance in disagreement.stances}) == ("updated", {7.0, 9.0})
    assert {quote.article_id for quote in reply.quotes} == {"d1", "d2"}
    assert all(quote.exact and quote.text in FERRY + FERRY_LATER for quote in reply.quotes)
    assert set(reply.ranking[:2]) == {"d1", "d2"}
    assert workspace.replies("gva_conflicts", NAME)[0] is reply


def test_with_a_language_model_the_product_is_one_more_system(data: Path, tmp_path: Path) -> None:
    said = "Police said nine people were killed in the ferry accident [1], where seven were before [2].\n"
    with scripted(says(said, "Nobody is to blame.")) as server:
        workspace = Workspace(data, tmp_path / "work", llm=ServedModel(server.url, "small", key=""))
        (helped,) = workspace.helped
        (reply,) = workspace.replies("gva_conflicts", helped)
    (plain,) = workspace.replies("gva_conflicts", NAME)
    assert helped == "Rashomon with small"
    assert (plain.written, plain.disagreements) == (None, reply.disagreements)
    assert reply.written is not None
    assert (len(reply.written.kept), reply.written.dropped) == (1, 1)
    assert Workspace(data, tmp_path / "other").helped == ()


def test_the_baselines_reply_to_the_same_question(data: Path, tmp_path: Path) -> None:
    workspace = Workspace(data, tmp_path / "work")
    systems = (BM25, VECTORS, PLAIN_RAG, CONSTANT, FREQUENT, NUMBERS_DIFFER)
    found = {system: workspace.replies("gva_conflicts", system)[0] for system in systems}
    assert set(found[BM25].ranking[:2]) == set(found[VECTORS].ranking[:2]) == {"d1", "d2"}
    plain = found[PLAIN_RAG]
    assert plain.text == plain.quotes[0].text
    assert plain.text in FERRY + FERRY_LATER
    assert "bridge" in plain.text
    assert found[CONSTANT].text == "1"
    assert found[FREQUENT].text in ("7", "9", "2")
    assert [d.kind for d in found[NUMBERS_DIFFER].disagreements] == ["contradiction"]


def test_a_paragraph_without_text_is_no_document(tmp_path: Path) -> None:
    record = {
        "id": "q", "wh_question": "Who won?", "paragraphs": ["Tarn won.", None, "Sarn won."], "evidences": [],
        "wh_answers": [{"answer": "Tarn"}], "labels": ["Supports", "Refutes"],
    }  # fmt: skip
    (tmp_path / "contraqa").mkdir()
    (tmp_path / "contraqa" / "dev.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (collection,) = LOADERS["contraqa"](tmp_path, None)
    assert [(document.id, document.text) for document in collection.documents] == [
        ("q-0", "Tarn won."), ("q-2", "Sarn won."),
    ]  # fmt: skip
