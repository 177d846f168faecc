"""The agreement of two annotators, worked by hand."""

from __future__ import annotations

from typing import cast

import pytest

from eval.agreement import agreement, main
from eval.gold import GoldPosition, GoldQuestion, GoldRelation


def question(relation: str, *values: str) -> GoldQuestion:
    positions = tuple(GoldPosition(value, None, None, None, None, None, (), ()) for value in values)
    return GoldQuestion("q", "ferry", "?", "2031-01-01", "number", cast(GoldRelation, relation), positions)


def test_agreement() -> None:
    first = [
        question("none"),
        question("updated", "seven", "9"),
        question("same", "40"),
        question("scope", "1,200 men"),
    ]
    second = [("none", []), ("updated", ["7", "nine"]), ("none", ["40 people"]), ("scope", ["1,200"])]
    found = agreement(first, second)
    # 3 of 4 agree; by chance 0.25 * 0.5 + 0.25 * 0.25 + 0.25 * 0.25 = 0.25; kappa = (0.75 - 0.25) / 0.75
    assert (found.questions, found.observed) == (4, 0.75)
    assert found.kappa == pytest.approx(2 / 3)
    assert found.conflict_kappa == 1.0
    assert found.by_relation["updated"] == (1.0, 1)
    # "same" was given once by the first and never by the second: no better than chance
    assert found.by_relation["same"] == (0.0, 1)
    # no values, two against two (one has no digits), 40 and 40, 1200 and 1200
    assert found.same_values == 1.0


def test_the_benchmark_s_own_agreement_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    assert capsys.readouterr().out.startswith("questions labelled twice     256\n")
