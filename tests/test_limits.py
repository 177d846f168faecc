"""The articles a question is put to, as its words limit them."""

from __future__ import annotations

import pytest

from rag.limits import Limits, narrowing, stated_limits

TODAY = "2026-08-20"


def publishers() -> tuple[str, ...]:
    return ("The Tarn Herald", "Obell Post")


@pytest.mark.parametrize(
    ("typed", "limits"),
    [
        ("just the Tarn Herald", Limits(publishers=("The Tarn Herald",))),
        ("Only from Obell Post, please.", Limits(publishers=("Obell Post",))),
        ("only from July", Limits("2026-07", "2026-07")),
        ("just reports from March 2025", Limits("2025-03", "2025-03")),
        ("only since 3 May 2026", Limits(since="2026-05-03")),
        ("only before 2026", Limits(until="2026")),
        ("and only last month", Limits("2026-07", "2026-07")),
        ("only from Norland", None),
        ("only the injured", None),
        ("How many were only injured?", None),
    ],
)
def test_a_follow_up_narrows(typed: str, limits: Limits | None) -> None:
    assert narrowing(typed, publishers, TODAY) == limits


@pytest.mark.parametrize(
    ("question", "left", "limits"),
    [
        ("How many died, according to the Obell Post?", "How many died?", Limits(publishers=("Obell Post",))),
        ("Who won, in the Tarn Herald?", "Who won?", Limits(publishers=("The Tarn Herald",))),
        ("How many died in articles from March 2026?", "How many died?", Limits("2026-03", "2026-03")),
        ("Who won in reports since 3 May 2026?", "Who won?", Limits(since="2026-05-03")),
        ("How many died, according to the police?", "How many died, according to the police?", Limits()),
        ("How many died in March 2026?", "How many died in March 2026?", Limits()),
        ("Who owns the Obell Post?", "Who owns the Obell Post?", Limits()),
    ],
)
def test_a_question_states_its_limits(question: str, left: str, limits: Limits) -> None:
    assert stated_limits(question, publishers, TODAY) == (left, limits)


def test_limits_in_words_are_read_as_they_were() -> None:
    for limits in (Limits("2026-07", "2026-07", ("Obell Post",)), Limits(since="2026-05-03"), Limits(until="2025")):
        assert stated_limits(limits.put_into("Who won?"), publishers, TODAY) == ("Who won?", limits)
