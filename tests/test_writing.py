"""The sentences of a text that comes in pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writing import Sentence, sentence_of, sentences


def cut(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(found.text, found.numbers) for found in sentences([text])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police counted 12,000. [1]\nThe league counted 19,000 [2].",
            [("Police counted 12,000.", (1,)), ("The league counted 19,000.", (2,))],
        ),
        (
            "It rained. [1] It snowed [2][3]. It thawed. [2, 4]",
            [("It rained.", (1,)), ("It snowed.", (2, 3)), ("It thawed.", (2, 4))],
        ),
        (
            "Mr. Holt met Dr. Lind in the U.S. on 3 Sept. 2031 [1].",
            [("Mr. Holt met Dr. Lind in the U.S. on 3 Sept. 2031.", (1,))],
        ),
        ("It cost $1.2 million [1]. No. 10 agreed [2].", [("It cost $1.2 million.", (1,)), ("No. 10 agreed.", (2,))]),
        ("It was e.g. red, approx. at ten. [1]", [("It was e.g. red, approx. at ten.", (1,))]),
        ("- **12,000** marched [1]\n2) *Many* sang [2]", [("12,000 marched.", (1,)), ("Many sang.", (2,))]),
        ("## Sources\n", [("Sources.", ())]),
        ("Either 10,000 [1] or 11,000 [quote 2] came.", [("Either 10,000 or 11,000 came.", (1, 2))]),
        ("He said: “We won.” [1] She left [2].", [("He said: “We won.”", (1,)), ("She left.", (2,))]),
        ("<think>Is it 5? Yes.</think>It is 6 [1].", [("It is 6.", (1,))]),
        ("<think>Is it 5?", []),
        ("", []),
        (" \n[1]\n--\n", []),
        ("Half a senten", [("Half a senten.", ())]),
    ],
)
def test_sentences(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert cut(text) == expected


def test_a_sentence_is_given_before_the_next_one_is_whole() -> None:
    pieces = iter(["It rai", "ned. ", "[1]", " It", " snow"])
    assert next(sentences(pieces)) == Sentence("It rained.", (1,), (("It rained.", (1,)),))
    assert list(pieces) == [" snow"]


def test_the_parts_of_a_sentence_have_their_own_citations() -> None:
    found = sentence_of("Police said 12,000 [1], and the league 19,000 [2][3], on Friday.")
    assert found is not None
    assert found.parts == (("Police said 12,000", (1,)), (", and the league 19,000", (2, 3)), (", on Friday.", ()))


@given(st.text("Ab. [1]\n<think/>*-,“”", max_size=60), st.lists(st.integers(1, 59), max_size=4))
def test_how_a_text_is_cut_into_pieces_makes_no_difference(text: str, places: list[int]) -> None:
    ends = sorted({0, len(text), *(min(place, len(text)) for place in places)})
    pieces = [text[start:end] for start, end in pairwise(ends)]
    assert list(sentences(pieces)) == list(sentences([text]))
