"""The clause that says why, and clauses that look like it."""

from __future__ import annotations

import pytest

from index.reasons import REASON
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
        (
            "What caused the fire at the mill?",
            "A short circuit in the drying room caused the fire at the mill, the brigade said.",
            "A short circuit in the drying room",
        ),
        (
            "What caused the fire at the mill?",
            "The fire was caused by a short circuit in the drying room.",
            "a short circuit in the drying room",
        ),
        ("Why did the ferry sink?", "Investigators blamed a loose bow door for the sinking ferry.", "a loose bow door"),
        ("Why was the match put off?", "The reason is the wind: the match was put off at noon.", "the wind"),
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
        ("What triggered the landslide?", "The landslide triggered the evacuation of Sarn."),  # what it led to
        ("What triggered the landslide?", "It triggered the landslide."),  # whatever it is
        ("Why was the match put off?", "The match was put off because of fog, because of rain and due to ice."),  # two
    ],
)
def test_what_does_not(question: str, sentence: str) -> None:
    assert cause_told(understand(question), sentence) is None


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Since the cables had rusted, the crossing was closed.", True),
        ("The crossing has been closed since Monday.", False),
        ("It is the longest closure since 1998.", False),
        ("The weir collapsed after a barge had rammed it.", True),
        ("The weir collapsed two days after the barge had passed.", False),
        ("The cables had rusted, which is why the crossing was closed.", True),
        ("The firm published the results of its third study.", False),
        ("The fire resulted from a short circuit.", True),
        ("The fire is out of control.", False),
        ("They acted out of fear.", True),
    ],
)
def test_a_sentence_with_a_word_for_a_reason_is_told_from_one_with_a_time(sentence: str, tells: bool) -> None:
    assert bool(REASON.search(sentence)) is tells
