"""The clause that says why, and clauses that look like it."""

from __future__ import annotations

import pytest

from rag import understand
from rag.causes import cause_told


@pytest.mark.parametrize(
    ("question", "sentence", "clause"),
    [
        (
            "Why was the crossing closed?",
            "The crossing was closed because its cables had rusted through, an engineer said.",
            "because its cables had rusted through",
        ),
        ("Why was the match put off?", "The match was put off because of thick fog.", "because of thick fog"),
        ("Why were flights cancelled?", "Flights were cancelled due to a strike.", "due to a strike"),
        (
            "Why did the weir collapse?",
            "The weir collapsed before dawn after a barge had rammed it.",
            "after a barge had rammed it",
        ),
        ("Why did the mayor close the park?", "To spare the trees, the mayor closed the park.", "To spare the trees"),
    ],
)
def test_what_says_why(question: str, sentence: str, clause: str) -> None:
    span = cause_told(understand(question), sentence)
    assert span is not None
    assert span.of(sentence) == clause


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why was the crossing closed?", "The crossing was closed on Friday."),
        ("Why did the weir collapse?", "The weir collapsed after midnight on Sunday."),  # a time
        ("Why did the weir collapse?", "Traffic stopped because the weir collapsed."),  # what it led to
        ("Why was the match put off?", "The match was put off because of fog, because of rain and due to ice."),  # two
    ],
)
def test_what_does_not(question: str, sentence: str) -> None:
    assert cause_told(understand(question), sentence) is None
