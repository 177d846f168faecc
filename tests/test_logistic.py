"""Logistic regression: worked by hand, and between 0 and 1 whatever the weights are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.logistic import Logistic
from rag.fitted import fitted


def test_probability_is_the_logistic_function_of_the_weighted_sum() -> None:
    model = Logistic(-1.0, {"names": 2.0, "rank": 0.5})
    assert model.standing({"names": 1.0, "rank": 2.0, "unweighed": 9.0}) == 2.0  # -1 + 2 + 1
    assert model.probability({"names": 1.0, "rank": 2.0}) == pytest.approx(0.880797)  # 1 / (1 + e^-2)
    assert model.probability({"names": 0.5, "rank": 0.0}) == 0.5


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_probability_never_overflows_and_orders_as_the_standing_does(a: float, b: float) -> None:
    model = Logistic(0.0, {"x": 1.0})
    low, high = sorted((a, b))
    assert 0 <= model.probability({"x": low}) <= model.probability({"x": high}) <= 1
    assert not math.isnan(model.probability({"x": low}))


def test_a_row_without_a_weighed_feature_is_an_error() -> None:
    with pytest.raises(KeyError):
        Logistic(0.0, {"names": 1.0}).probability({})


def test_fitted_models_are_found_by_name_only() -> None:
    assert fitted("event").weights
    with pytest.raises(KeyError):
        fitted("no such model")
