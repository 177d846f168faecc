"""What the chat shows while an answer is made, without a browser."""

from __future__ import annotations

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
