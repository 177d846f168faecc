"""Figures of the sort that a question asks for: an age, a speed, a rate, how often."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Claim, ClaimKind
from index.claims import extract
from rag import understand
from rag.sorts import can_answer, is_bare


def counted(sentence: str) -> Claim:
    """The one figure of a sentence."""
    (claim,) = [claim for claim in extract(make_article(sentence)) if claim.kind is ClaimKind.QUANTITY]
    return claim


@pytest.mark.parametrize(
    ("question", "sentence", "can"),
    [
        ("How old is the eldest brother?", "The eldest was a monk of 81.", True),
        ("How old is the eldest brother?", "The brother is 81 years old.", True),
        ("How old is the eldest brother?", "The eldest brother has 81 sheep.", False),
        ("How old is the eldest brother?", "The eldest brother saw 1 of them.", False),
        ("How old is the eldest brother?", "The eldest brother finished in 410.", False),
        ("How old is the eldest brother?", "The brother finished in 81.", False),
        ("How often was the play cancelled?", "There were three cancellations.", True),
        ("How often was the play cancelled?", "The play was called off three times.", True),
        ("How often was the play cancelled?", "There were three actors.", False),
        ("How often was the play cancelled?", "The actor is 81 years old.", False),
        ("How many litres a day does a guest use?", "It comes to 140 litres a head.", True),
        ("How many litres does the pool hold?", "It comes to 140 litres a head.", False),
        ("What is the speed limit on the bridge?", "The law allows 30 here.", True),
        ("What is the top speed of the tram?", "The law allows 30 here.", False),
    ],
)
def test_can_answer(question: str, sentence: str, can: bool) -> None:
    assert can_answer(understand(question), counted(sentence)) is can


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("The council counted 4,100.", True),
        ("The road may be taken at no more than 60.", True),
        ("The council counted 19 million.", True),
        ("The council counted 14 cases.", False),
        ("The council counted 14 kilometres.", False),
    ],
)
def test_a_bare_number_has_nothing_behind_it(sentence: str, bare: bool) -> None:
    assert is_bare(counted(sentence)) is bare
