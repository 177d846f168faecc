"""Follow-ups, made to stand alone."""

from __future__ import annotations

import pytest

from rag import Turn, resolve

KILLED = "How many people were killed when the bridge in Tollow collapsed?"
SENT = "How many soldiers were sent to Port Vane?"
MET = "Who did Tove Ansgar meet in Brenn?"


@pytest.mark.parametrize(
    ("earlier", "answer", "followup", "resolved"),
    [
        pytest.param(
            "How many people were killed in Tollow?",
            "",
            "And how many of them were injured?",
            "How many people were injured in Tollow?",
            id="of them, people",
        ),
        pytest.param(
            "How many people were killed in Tollow?", "", "And injured?", "How many people were injured in Tollow?",
            id="participle alone",
        ),
        pytest.param(
            KILLED,
            "",
            "How many of them were children?",
            "How many people were children when the bridge in Tollow collapsed?",
            id="of them, kind",
        ),
        pytest.param(
            SENT,
            "",
            "And how many of them were killed?",
            "How many of the soldiers sent to Port Vane were killed?",
            id="of them, what was done to them",
        ),
        pytest.param(
            SENT, "", "And to Obell?", "How many soldiers were sent to Obell?", id="another place, with its preposition"
        ),
        pytest.param(SENT, "", "What about Obell?", "How many soldiers were sent to Obell?", id="another place"),
        pytest.param(SENT, "", "What about drones?", "How many drones were sent to Port Vane?", id="another thing"),
        pytest.param(
            MET, "Rikard Sund. [1]", "When?", "When did Tove Ansgar meet Rikard Sund in Brenn?", id="when, of a patient"
        ),
        pytest.param(
            "Who met Rikard Sund in Brenn?", "Tove Ansgar. [1]", "When?",
            "When did Tove Ansgar meet Rikard Sund in Brenn?", id="when, of an agent",
        ),
        pytest.param(
            "How many people were killed in Tollow in 2025?", "", "And in 1976?",
            "How many people were killed in Tollow in 1976?", id="another year",
        ),
        pytest.param(
            "Who met Rikard Sund in Brenn?",
            "Tove Ansgar. [1]",
            "When did they meet?",
            "When did Rikard Sund and Tove Ansgar meet?",
            id="they",
        ),
        pytest.param(
            "Who won the race in Brenn?",
            "Ilse Marran. [1]",
            "Where does she live?",
            "Where does Ilse Marran live?",
            id="she is whom the answer names",
        ),
        pytest.param(
            "Who won the race in Brenn?",
            "Ilse Marran. [1]",
            "Who is her coach?",
            "Who is Ilse Marran's coach?",
            id="possessive",
        ),
        pytest.param(
            "When was Bruno Stratt arrested?",
            "June 2023. [1]",
            "Where was he arrested?",
            "Where was Bruno Stratt arrested?",
            id="he is whom the question names",
        ),
        pytest.param(
            SENT,
            "",
            "How many were killed there?",
            "How many of the soldiers sent to Port Vane were killed there?",
            id="there",
        ),
        pytest.param(
            "How many jobs will Grauwick Steel cut?",
            "",
            "Where?",
            "Where will Grauwick Steel cut the jobs?",
            id="where, of an object",
        ),
        pytest.param(
            "How many homes were damaged in Tollow?",
            "",
            "When?",
            "When were the homes damaged in Tollow?",
            id="when, of a passive",
        ),
    ],
)  # fmt: skip
def test_followup(earlier: str, answer: str, followup: str, resolved: str) -> None:
    assert resolve(followup, [Turn(earlier, answer)]) == resolved


def test_the_tense_of_the_new_question_fits() -> None:
    resolved = resolve("And how many are missing?", [Turn(KILLED)])
    assert resolved in (
        "How many people are missing since the bridge in Tollow collapsed?",
        "How many people are missing after the bridge in Tollow collapsed?",
        "How many people were missing when the bridge in Tollow collapsed?",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who did Tove Ansgar meet in Brenn?",
        "How many soldiers were sent to Port Vane?",
        "Did Ilse Marran win the race?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert resolve(question, [Turn("How many people were killed in Tollow?", "Seven people. [1]")]) == question


def test_without_earlier_turns_nothing_changes() -> None:
    assert resolve("  And how many of them   were killed? ", []) == "And how many of them were killed?"


def test_only_the_last_turn_counts() -> None:
    turns = [Turn("How many people were killed in Tollow?"), Turn(SENT)]
    assert resolve("And how many of them were killed?", turns) == (
        "How many of the soldiers sent to Port Vane were killed?"
    )


def test_a_resolved_followup_stands_alone() -> None:
    """What a follow-up becomes is a question that resolves to itself: the chain does not drift."""
    first = resolve("And how many of them were killed?", [Turn(SENT)])
    assert resolve(first, [Turn(KILLED)]) == first
