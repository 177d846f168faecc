"""What the chat shows while an answer is made, without a browser."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr
import pytest
from scripted import says, scripted

from index import Index
from rag import Assistant, ServedModel
from ui.app import Chat
from ui.session import Session

MARCH = "How many people took part in the march in Almery?"
WRITTEN = (
    "Police said 12,000 people took part in the march [1].\n",
    "The organisers of the march said 19,000 had taken part [2].\n",
    "Everybody was there.\n",
)


def test_an_answer_grows_in_its_place_and_its_session_keeps_the_whole_one(demo_index: Index) -> None:
    with scripted(says(*WRITTEN)) as server:
        shown = list(Chat(Assistant(demo_index, ServedModel(server.url, "small", key=""))).ask(MARCH, "", "", [], None))
    session = shown[-1][2]
    assert isinstance(session, Session)
    (answer,) = session.answers
    assert not answer.growing
    assert len(answer.notices) == 2
    assert [len(thread) for thread, *_ in shown] == [1, 2, 2]  # the question; with both figures named; with all else
    assert len(session.conversation.turns) == 1


def test_a_question_that_cannot_be_asked_leaves_the_thread_as_it_was(demo_index: Index) -> None:
    *_, (thread, question, session, hint) = Chat(Assistant(demo_index)).ask(MARCH, "soon", "", [], None)
    assert (thread, question, session.answers) == ([], MARCH, [])
    assert "soon" in hint


def asked(chat: Chat, *questions: str) -> Session:
    session: Session | None = None
    for question in questions:
        *_, (_, _, session, _) = chat.ask(question, None, None, None, session)
    assert session is not None
    return session


def test_a_saved_conversation_is_shown_and_gone_on_with(demo_index: Index) -> None:
    chat = Chat(Assistant(demo_index))
    before = asked(chat, MARCH, "Who says the lower number?")
    thread, session, hint, _ = chat.reopen(before.saved())
    assert len(thread) == 4
    assert "2 questions" in hint
    assert isinstance(session, Session)
    for restored, answer in zip(session.answers, before.answers, strict=True):
        assert (restored.text, restored.question) == (answer.text, answer.question)
        assert [c.quote for c in restored.citations] == [c.quote for c in answer.citations]
    shown = chat.open(gr.EventData(None, {"turn": 0, "number": 1}), session)
    assert '<mark id="quote"' in shown
    *_, (_, _, session, _) = chat.ask("And how many of them were arrested?", None, None, None, session)
    assert session.answers[2].resolved_question == "How many people were arrested in the march in Almery?"
    assert len(before.answers) == 2  # the conversation that was saved is another one


def changed(saved: str, **values: Any) -> str:
    data = json.loads(saved)
    data["record"][0] |= values
    return json.dumps(data)


def test_a_file_that_is_no_conversation_is_said_to_be_none(demo_index: Index) -> None:
    chat = Chat(Assistant(demo_index))
    saved = asked(chat, MARCH).saved()
    wrong = [
        " ", "no JSON", "[]", "3", "{}", "[" * 100_000, '{"format": 1, "turns": [], "record": [3]}',
        saved[:-2], changed(saved, question="\ud800"), changed(saved, citations=[{}]), changed(saved, text=None) + "}",
        changed(saved, confidence="sure"), changed(saved, nearest={}), changed(saved, confidence=float("nan")),
    ]  # fmt: skip
    for text in wrong:
        thread, session, hint, article = chat.reopen(text)
        assert "no saved conversation" in hint, text[:80]
        assert (thread, session, article) == (gr.skip(), gr.skip(), gr.skip())
    assert "format 2" in chat.reopen(saved.replace('"format": 1', '"format": 2'))[2]
    assert chat.reopen("") == (gr.skip(), gr.skip(), gr.skip(), gr.skip())


def test_a_file_longer_than_any_conversation_is_refused(demo_index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.restored.LONGEST", 1_000_000)
    _, _, hint, _ = Chat(Assistant(demo_index)).reopen("x" * 1_000_001)
    assert "longer than a conversation may be (1 million characters)" in hint


def test_what_a_file_says_is_text_and_its_numbers_are_those_of_its_quotes(demo_index: Index) -> None:
    chat = Chat(Assistant(demo_index))
    saved = asked(chat, MARCH).saved()
    text = "<script>alert(1)</script> [1] [99]\n\n- <b>12</b> [2]"
    thread, session, _, _ = chat.reopen(changed(saved, text=text))
    assert isinstance(session, Session)
    assert [(line.text, line.citations, line.item) for line in session.answers[0].lines] == [
        ("<script>alert(1)</script>", (1,), False),
        ("<b>12</b>", (2,), True),
    ]
    shown = thread[1]["content"].value
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    elsewhere = json.loads(saved)["record"][0]["citations"]
    elsewhere[0] |= {"article_id": "no such article"}
    _, session, _, _ = chat.reopen(changed(saved, citations=elsewhere))
    assert isinstance(session, Session)
    assert 'class="note"' in chat.open(gr.EventData(None, {"turn": 0, "number": 1}), session)
