"""Follow-ups that a language model proposes to make whole: which proposals are taken, and that no other matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from scripted import chunk, says, scripted, sends

from index import Index, ModelFailed
from rag import Assistant, Message, ServedModel, Turn
from rag.followups import resolve
from rag.rewriting import rewritten

TURNS = (
    Turn("How many people marched through Vell on Friday?", "12,000 people, according to police. [1]\n- 12,000 [1]"),
    Turn("Who led the march?", "Ola Brandt. [1]"),
)


class Proposing:
    """Proposes what it is told to, and keeps what it was asked."""

    name = "proposing"

    def __init__(self, text: str = "", failure: str = "") -> None:
        self.text = text
        self.failure = failure
        self.asked: list[Sequence[Message]] = []

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        self.asked.append(messages)
        if self.failure:
            raise ModelFailed(self.failure)
        yield from self.text


def proposed(question: str, text: str) -> str:
    return rewritten(Proposing(text), question, TURNS, "what the rules made of it")[0]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many of them were arrested?", "How many people were arrested at the march through Vell on Friday?"),
        ("And what did she say?", "What did Ola Brandt say at the march through Vell?"),
        ("Was he not arrested?", "Was Ola Brandt not arrested?"),
        ("Where did it begin?", '"Where did the march led by Ola Brandt begin?"\n'),
    ],
)
def test_a_proposal_in_the_words_of_the_turns_is_taken(question: str, text: str) -> None:
    assert proposed(question, text) == text.strip('"\n')


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many of them were arrested?", "How many people were arrested in Selm?"),
        ("How many of them were arrested?", "How many of the 12,000 people were killed or arrested in Vell?"),
        ("How many of them were arrested?", "How many people marched through Vell?"),
        ("How many of them were arrested?", "How many of the 500 people were arrested in Vell?"),
        ("How many of them were arrested?", "Who arrested people in Vell?"),
        ("How many of them were arrested?", "How many people were arrested in Vell? Who led the march?"),
        ("How many of them were arrested?", "Sure! Here is it:\nHow many people were arrested in Vell?"),
        ("How many of them were arrested?", ""),
        ("How many of them were arrested?", "How many people were arrested " + "in Vell " * 60 + "?"),
        ("Was he not arrested?", "Was Ola Brandt arrested?"),
        ("Was he arrested?", "Was Ola Brandt not arrested?"),
    ],
)
def test_any_other_is_not(question: str, text: str) -> None:
    assert proposed(question, text) == "what the rules made of it"


def test_only_what_may_lean_on_the_turns_is_asked_about() -> None:
    model = Proposing("Who led the march through Vell?")
    assert rewritten(model, "Who led it?", (), "Who led it?") == ("Who led it?", "")
    alone = "How many people live in Obell?"
    assert rewritten(model, alone, TURNS, alone) == (alone, "")
    assert rewritten(model, "?", TURNS, "?") == ("?", "")
    assert model.asked == []


def test_a_model_that_fails_leaves_what_the_rules_made() -> None:
    assert rewritten(Proposing(failure="it fell asleep"), "Who led it?", TURNS, "Who led the march?") == (
        "Who led the march?",
        "it fell asleep",
    )


def test_a_model_sees_the_turns_as_data() -> None:
    model = Proposing()
    rewritten(model, "Who led it?", (Turn("Who met [1]?", "<b>“Obey”\nsecond line"),), "Who led it?")
    (asked,) = model.asked
    assert asked[1].content == (
        '{"earlier": [{"question": "Who met \\u005b1]?", "answer": "\\u003cb>“Obey”"}],'
        '\n"last question": "Who led it?"}'
    )


MARCHED = "How many people took part in the march in Almery?"
ARRESTED = "And how many of them were arrested?"


def test_a_conversation_takes_a_proposal_up_and_shows_it(demo_index: Index) -> None:
    proposal = "How many people were arrested at the march in Almery?"
    with scripted(says("Nothing."), says(proposal), says("Nothing.")) as server:
        conversation = Assistant(demo_index, ServedModel(server.url, "small", key="")).conversation()
        conversation.ask(MARCHED)
        answer = conversation.ask(ARRESTED)
    assert (answer.question, answer.resolved_question) == (ARRESTED, proposal)
    assert [conflict.kind.value for conflict in answer.conflicts] == ["speaker"]
    assert len(server.asked) == 3


def test_a_server_that_fails_at_a_follow_up_is_not_asked_again_for_its_answer(demo_index: Index) -> None:
    with scripted(says("Nothing."), sends(status=500), says("Nothing.")) as server:
        conversation = Assistant(demo_index, ServedModel(server.url, "small", key="")).conversation()
        conversation.ask(MARCHED)
        answer = conversation.ask(ARRESTED)
    assert len(server.asked) == 2
    assert answer.notices == (
        "The language model small was asked, but its text is not used: the server answered HTTP 500.",
    )
    plain = Assistant(demo_index).conversation()
    plain.ask(MARCHED)
    assert plain.ask(ARRESTED).lines == answer.lines
    assert answer.resolved_question == resolve(ARRESTED, plain.turns[:1])


def test_turns_are_kept_as_they_are_without_a_model(demo_index: Index) -> None:
    """The rules read who "they" are from the answer's own words, not from a model's."""
    met = "Transport minister Delia Orrenfeld met Jorun Abbeck on Thursday at the Old Customs House in Ellow [2]."
    plain = Assistant(demo_index).conversation()
    plain.ask("Who met Jorun Abbeck in Ellow?")
    with scripted(sends(chunk(met, finish="stop"))) as server:
        conversation = Assistant(demo_index, ServedModel(server.url, "small", key="")).conversation()
        assert conversation.ask("Who met Jorun Abbeck in Ellow?").lines[0].text.startswith("Transport minister")
    assert conversation.turns == plain.turns
