"""Fitting: what counts as right, worked by hand; and that a fit finds what tells the candidates apart."""

import pytest

from eval.datasets import Sample
from eval.fit_gold import gold_claims, gold_sentences
from eval.fit_logistic import fit, held_out, reached
from eval.fit_rows import Example
from index import Claim, ClaimKind, Span
from rag.retrieval import QuotedSentence

SENTENCE = "Nine people drowned, the harbour police said."


def claim(text: str, low: float | None = None, article: str = "ferry-01", quote: str = SENTENCE) -> Claim:
    kind = ClaimKind.QUANTITY if low is not None else ClaimKind.NAME
    return Claim(article, kind, 0, len(text), Span(0, len(quote)), text, quote, low=low, high=low)


def example(unit: str, *rows: tuple[float, bool]) -> Example:
    return Example("m", unit, tuple({"x": x, "noise": 1.0} for x, _ in rows), tuple(right for _, right in rows))


def test_gold_claims_have_an_acceptable_value_in_a_gold_quote_of_a_gold_article() -> None:
    sample = Sample("q", "How many drowned?", gold_articles=("ferry-01",), gold_quotes=(SENTENCE,), values=(9.0,))
    right = claim("Nine people", 9)
    wrong = [claim("Nine people", 9, article="ferry-02"), claim("Seven", 7), claim("nine", 9, quote="Another nine.")]
    assert gold_claims(sample, [right, *wrong]) == {right}


def test_gold_names_may_be_longer_or_shorter_than_the_label() -> None:
    sample = Sample("q", "Who said so?", gold_articles=("ferry-01",), texts=("Captain Tarn",))
    found = [claim("Tarn"), claim("the Captain Tarn of Sorn"), claim("Tarnow")]
    assert gold_claims(sample, found) == set(found[:2])


def test_gold_sentences_hold_the_answer() -> None:
    sample = Sample("q", "How many drowned?", gold_articles=("ferry-01",), texts=("nine people",))
    told = QuotedSentence("ferry-01", Span(0, 9), SENTENCE, 1.0)
    other = QuotedSentence("ferry-01", Span(9, 20), "Ninety people sailed.", 1.0)
    assert gold_sentences(sample, [told, other]) == {("ferry-01", Span(0, 9))}


@pytest.mark.parametrize("ordering", [False, True])
def test_a_fit_weighs_what_tells_right_from_wrong_and_not_what_does_not(ordering: bool) -> None:
    examples = [example(str(n), (1.0, True), (0.0, False), (0.1, False)) for n in range(10)]
    model = fit(examples, [1.0] * 10, ["x", "noise"], 0.1, ordering=ordering)
    assert model.weights["x"] > 2
    assert (model.bias == 0) == ordering
    if ordering:
        assert model.weights["noise"] == 0  # the same for all candidates of a question


def test_held_out_standings_are_by_models_that_have_not_seen_the_event() -> None:
    # In every event the feature tells the right one but in "odd", where it is the other way round.
    usual = [example(str(n), (1.0, True), (0.0, False)) for n in range(9)]
    odd = example("odd", (1.0, False), (0.0, True))
    standings = held_out([*usual, odd], [1.0] * 10, ["x"], 0.1, ordering=False)
    assert all(right > wrong for right, wrong in standings)


def test_reached_counts_questions_with_a_right_candidate_only() -> None:
    found = reached(
        [example("a", (0.0, True), (0.0, False)), example("b", (0.0, False), (0.0, False))], [[2.0, 1.0], [0.0, 1.0]]
    )
    assert (found.questions, found.first) == (1, 1.0)
    assert found.average_precision == 1.0  # the right one stands before all others


@pytest.mark.parametrize(
    ("standings", "sure"),
    [
        ([[2.0, 1.0], [0.0, 1.0], [0.5]], 1.0),  # the right one, 2, stands above the best of the others, 1 and 0.5
        ([[0.7, 0.1], [0.0, 1.0], [0.5]], 0.5),  # above one of two
        ([[0.1, 0.7], [0.0, 1.0], [0.5]], 0.5),  # no likeliest one is right: nothing to tell apart
    ],
)
def test_sure_is_how_often_a_right_likeliest_candidate_stands_above_a_wrong_one(
    standings: list[list[float]], sure: float
) -> None:
    asked = [
        example("a", (0.0, True), (0.0, False)), example("b", (0.0, False), (0.0, False)), example("c", (0.0, False)),
    ]  # fmt: skip
    assert reached(asked, standings).sure == sure
