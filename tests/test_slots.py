"""Short answers are the words that fill the slot which a question leaves open, and no others."""

from __future__ import annotations

import pytest

from rag import understand
from rag.slots import short_answer


def words(question: str, sentence: str) -> str | None:
    span = short_answer(understand(question), sentence)
    return span.of(sentence) if span is not None else None


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Which firm built the Sorn dam?", "The Sorn dam was built by Orle Works in 1998.", "Orle Works"),
        ("Which firm built the Sorn dam?", "Orle Works built the Sorn dam in 1998.", "Orle Works"),
        ("Who designed the opera house?", "Mira Tolland designed the opera house at Brenn.", "Mira Tolland"),
        ("What did the divers find in the wreck?", "The divers found a bronze bell in the wreck.", "a bronze bell"),
        ("Who is the coach of Tarn United?", "Jon Velde, the coach of Tarn United, was booed.", "Jon Velde"),
        ("What replaced the copper coin?", "The copper coin was replaced by a steel token.", "a steel token"),
    ],
)
def test_the_words_that_fill_the_slot(question: str, sentence: str, answer: str) -> None:
    assert words(question, sentence) == answer


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which firm built the Sorn dam?", "Orle Works sold the Sorn dam in 1998."),  # another verb
        ("Which firm built the Sorn dam?", "Orle Works did not build the Sorn dam."),  # denied
        ("Which firm built the Sorn dam?", "They built the Sorn dam in 1998."),  # nobody named
        ("Which firm built the Sorn dam?", "Orle Works built a school at Brenn."),  # something else
        ("Which firm built the Sorn dam?", "A bank that nobody knew built the Sorn dam."),  # none that is named
        ("Who is the first coach of Tarn United?", "Jon Velde, the coach of Tarn United, was booed."),
        ("Why did the dam burst?", "Orle Works built the Sorn dam in 1998."),
        ("What did the divers find in the wreck?", "The divers searched the wreck."),
    ],
)
def test_no_words_where_it_is_not_plain(question: str, sentence: str) -> None:
    assert words(question, sentence) is None
