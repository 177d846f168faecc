"""Which other value stands beside the best one, and that fitted weights are of features that there are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from eval.datasets import Sample
from eval.fit_rows import examples
from index import Article, Claim, ClaimKind, Index, Span
from rag.fitted import fitted
from rag.pairing import Pairing, differs
from rag.questions import understand
from rag.retrieval import Retrieved

QUESTION = understand("How many people were killed in the fire in Obell?")


def killed(value: float, article: str, start: int = 20, published: str | None = None) -> Claim:
    quote = f"The fire killed {value:g} people."
    claim = Claim(article, ClaimKind.QUANTITY, start, start + 1, Span(start, start + 30), f"{value:g}", quote)
    return replace(claim, low=value, high=value, thing="person", actions=("kill",), published=published)


def pairing(*claims: Claim, likely: dict[Claim, float]) -> Pairing:
    vectors: dict[str, dict[Span, np.ndarray]] = {}
    for claim in claims:
        vectors.setdefault(claim.article_id, {})[Span(claim.start, claim.end)] = np.array([1.0, 0.0])
    articles = {claim.article_id: Article(claim.article_id, "Fire in Obell") for claim in claims}
    return Pairing(QUESTION, likely, set(), Retrieved((), articles, claims, (), None, vectors))


def test_what_agrees_does_not_differ() -> None:
    assert differs(killed(9, "a"), killed(7, "b"))
    assert not differs(killed(9, "a"), killed(9, "b"))
    assert not differs(killed(9, "a"), replace(killed(7, "b"), unit="km"))  # nor can what is of another unit


def test_the_first_of_another_article_is_told_from_what_that_says_beside_the_best_value() -> None:
    best, other = killed(9, "a", published="2031-05-02"), killed(7, "b", published="2031-05-01")
    again, part = killed(9, "b", 60), killed(2, "b", 90)
    claims = (best, other, again, part)
    weighed = pairing(*claims, likely={best: 0.8, other: 0.6, again: 0.5, part: 0.5})
    row = weighed.features(best, other)
    assert (row["first of its article"], row["its article agrees"], row["place"]) == (1.0, 1.0, 0.5)
    assert (row["earlier"], row["later"], row["one article"]) == (1.0, 0.0, 0.0)
    assert weighed.features(best, part)["first of its article"] == 0.0
    assert weighed.features(best, other)["likely"] == pytest.approx(np.log(0.6 / 0.4))


def test_people_and_houses_are_not_counted_in_one_respect() -> None:
    best, houses = killed(9, "a"), replace(killed(7, "b"), thing="house", actions=("destroy",))
    weighed = pairing(best, houses, likely={best: 0.8, houses: 0.4})
    assert not weighed.same_slot(best, houses)
    assert weighed.same_slot(best, killed(7, "b"))


@pytest.mark.parametrize(
    "question", ["How many people were killed when the Kestrow dam collapsed?", "When did the Kestrow dam collapse?"]
)
def test_every_weight_is_of_a_feature_that_its_model_is_shown(demo_index: Index, question: str) -> None:
    sample = Sample(
        "q", question, today="2025-10-01", gold_quotes=(), values=(43.0,), texts=("11 March",), surface=True
    )
    shown = {example.model: set(example.rows[0]) for example in examples(demo_index, sample) if example.rows}
    assert {"event", "sentence"} < set(shown)
    for model, features in shown.items():
        for name in (model, f"{model} order") if model in ("figure", "name") else (model,):
            assert set(fitted(name).weights) <= features
