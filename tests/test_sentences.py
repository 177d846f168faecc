"""Vectors of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder, make_article
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index import Claim, ClaimKind, Index, Passage, Span
from index.encoder import SentenceEncoder, Tokens, Vectors
from index.sentences import EncodedPassages, around, encode_passages, pack, span_vectors, unpack

ARTICLE = make_article("One two. Three.", id="a", title="Head")  # its body begins at 6


class FakeTokenEncoder(FakeEncoder):
    """Tells of three words in every text, of eight characters from the end on, along the axes 0, 1 and 2."""

    def encode_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Tokens]]:
        tokens = []
        for text in texts:
            body = text.index("One two")
            spans = [[0, 0], [body, body + 3], [body + 4, body + 8], [body + 9, body + 15]]
            tokens.append(Tokens(np.array(spans), np.array([[9, 9, 9], [2, 0, 0], [0, 2, 0], [0, 0, 5]], np.float16)))
        return np.ones((len(texts), 3), np.float32), tokens


def test_a_sentence_is_the_mean_of_its_tokens() -> None:
    passages = (Passage("a", 0, len(ARTICLE.text)),)
    encoder = FakeTokenEncoder()
    (encoded,) = encode_passages([(ARTICLE, passages)], encoder)
    (found,) = span_vectors([(ARTICLE, (Span(6, 14), Span(15, 21), Span(0, 4)))], [encoded], encoder)
    half = 0.5**0.5
    # The mean of (2, 0, 0) and (0, 2, 0) is (1, 1, 0), of length sqrt(2); the mark at 0:0 is no token of the headline.
    assert found == pytest.approx(np.array([[half, half, 0], [0, 0, 1], [0, 0, 0]]))


def test_a_sentence_takes_its_tokens_from_the_passage_that_has_most_of_it() -> None:
    passages = (Passage("a", 0, 12), Passage("a", 6, 21))  # the first ends within "two."
    first = Tokens(np.array([[0, 4], [6, 9]]), np.array([[9, 9, 9], [0, 0, 7]], np.float16))
    # The second's text is "Head\nOne two. Three.": its words begin behind five characters of headline.
    second = Tokens(np.array([[0, 4], [5, 8], [9, 13]]), np.array([[9, 9, 9], [2, 0, 0], [0, 2, 0]], np.float16))
    encoded = EncodedPassages(passages, np.ones((2, 3), np.float32), (first, second))
    (found,) = span_vectors([(ARTICLE, (Span(6, 14),))], [encoded], FakeTokenEncoder())
    assert found == pytest.approx(np.array([[0.5**0.5, 0.5**0.5, 0]]))


def test_an_encoder_without_tokens_encodes_the_parts_of_all_articles_in_one_call_each_text_once() -> None:
    encoder = FakeEncoder()
    mine = make_article("A mine. A school.", id="b")
    encoded = encode_passages([(ARTICLE, (Passage("a", 0, 21),)), (mine, (Passage("b", 0, 17),))], encoder)
    parts = [(ARTICLE, (Span(6, 14), Span(15, 21))), (mine, (Span(0, 7), Span(8, 17), Span(0, 7)))]
    first, second = span_vectors(parts, encoded, encoder)
    assert encoder.calls == [
        ["Head\n\nOne two. Three.", "A mine. A school."],
        ["Head: One two.", "Head: Three.", "A mine.", "A school."],
    ]
    assert first.tolist() == [[0, 0, 0, 0, 1]] * 2
    assert second.tolist() == [[0, 0, 0, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]


def test_the_mean_of_the_tokens_of_a_text_is_its_vector(encoder: SentenceEncoder) -> None:
    texts = ["The ferry was late.", "Fog held it up at the quay for three hours on Monday, the harbour master said."]
    found = encoder.encode_tokens(texts)
    assert found is not None
    vectors, tokens = found
    assert vectors == pytest.approx(encoder.encode(texts), abs=1e-6)
    for vector, text, own in zip(vectors, texts, tokens, strict=True):
        mean = own.vectors.astype(np.float32).mean(axis=0)
        assert mean / np.linalg.norm(mean) == pytest.approx(vector, abs=1e-3)  # half precision
        words = [text[start:end] for start, end in own.spans if end > start]
        assert words[:2] == text.split()[:2]


def test_the_sentence_that_answers_is_nearest(encoder: SentenceEncoder, tmp_path: Path) -> None:
    body = "The ferry was late again. Its captain is Ola Brandt. Tickets cost nine crowns."
    index = Index.build([make_article(body, id="f", title="Ferry")], tmp_path / "i", encoder=encoder)
    question, vectors = index.encode("Who is the captain of the ferry?"), index.vectors("f")
    sentences = index.sentences("f")
    index.close()
    assert [span.of(f"Ferry\n\n{body}") for span in sentences][2] == "Its captain is Ola Brandt."
    assert max(sentences[1:], key=lambda span: float(vectors[span] @ question)) == sentences[2]


def test_a_claim_has_the_vector_of_the_words_around_it(encoder: SentenceEncoder, tmp_path: Path) -> None:
    body = (
        "The ministry of works said on Monday that 412 houses had lost their roofs in the storm of the night before, "
        "and the harbour police, who had been out in it until the morning, told reporters that 36 boats had sunk."
    )
    index = Index.build([make_article(body, id="s", title="Storm")], tmp_path / "i", encoder=encoder)
    houses, boats = (c for c in index.claims("s") if c.kind is ClaimKind.QUANTITY)
    question, vectors = index.encode("How many boats went down?"), index.vectors("s")
    index.close()
    assert (houses.low, boats.low) == (412, 36)
    of_boats, of_houses = (vectors[Span(claim.start, claim.end)] for claim in (boats, houses))
    assert float(of_boats @ question) > float(of_houses @ question)


def test_the_words_around_a_claim_are_whole_and_of_its_sentence() -> None:
    text = "It rained. " + "Whole " * 20 + "nine " + "words " * 20 + "here. It rained."
    start = text.index("nine")
    sentence = Span(text.index("Whole"), text.index("here.") + 5)
    claim = Claim("a", ClaimKind.QUANTITY, start, start + 4, sentence, "nine", sentence.of(text), 9.0, 9.0)
    # Behind "nine" come 45 characters: a space and seven times "words ", which is 43, and two of the eighth.
    assert around(claim, text).of(text) == "Whole " * 7 + "nine " + "words " * 6 + "words"
    short = Claim("a", ClaimKind.QUANTITY, 3, 9, Span(0, 10), "rained", "It rained.", 9.0, 9.0)
    assert around(short, text) == Span(0, 10)


@given(arrays(np.float32, (3, 5), elements=st.floats(-1, 1, width=32)))
def test_packed_vectors_come_back_with_their_direction(vectors: Vectors) -> None:
    back = unpack(pack(vectors), 5)
    lengths = np.linalg.norm(vectors, axis=1)
    for vector, length, found in zip(vectors, lengths, back, strict=True):
        if length > 1e-6:
            assert float(found @ vector / length) > 0.99
            assert float(np.linalg.norm(found)) == pytest.approx(1, abs=1e-5)
