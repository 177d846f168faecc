"""Quantities against annotations: the matching by hand, and the suite on an invented sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.claims_metrics import Quantity, gold_quantities, match, same_quantity, same_value, unit_names
from eval.measures import figure
from eval.records import Record
from eval.suites.claims import SUITE
from eval.workspace import Workspace


def quantities(*values: float, unit: str = "") -> list[Quantity]:
    return [Quantity(value, unit_names(unit)) for value in values]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("$", "dollar"),
        ("USD", "dollar"),
        ("$ an ounce", "dollar"),  # what stands behind the head is cut
        ("Norvanian thalers", "thaler"),
        ("%", "percentage"),
        ("percent", "percentage"),
        ("km", "kilometre"),
        ("kilometers", "kilometre"),
        ("mph", "mile"),  # an alias of "mile per hour", whose head is the mile
        ("square miles", "square mile"),
        ("old stone bridges", "bridge"),
        ("ferries", "ferry"),
        ("boxes of maps", "box"),
        ("people", "person"),
        ("-", ""),
        ("% harbours", "harbour"),
    ],
)
def test_a_unit_goes_by_its_head_noun_or_its_alias(written: str, name: str) -> None:
    assert unit_names(written) == {name}


def test_a_unit_given_twice_goes_by_either_name() -> None:
    assert unit_names("RM", "malaysian ringgit") == {"malaysian ringgit"}
    assert unit_names("-", "year of age") == {"", "year"}


def test_a_range_is_its_two_ends() -> None:
    assert [q.value for q in gold_quantities("4-7.5", "km", "kilometre")] == [4.0, 7.5]
    assert [q.value for q in gold_quantities("900-400", "$", "dollar")] == [900.0, 400.0]


def test_a_minus_sign_or_an_exponent_makes_no_range() -> None:
    assert [q.value for q in gold_quantities("-30", "degree", "degree")] == [-30.0]
    assert [q.value for q in gold_quantities("2.5E-08", "m", "metre")] == [2.5e-08]


def test_what_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="no number or range: 'many'"):
        gold_quantities("many", "boats", "boat")


def test_values_agree_within_a_millionth() -> None:
    (gold,) = quantities(1_000_000)
    near, far, least, zero = quantities(1_000_001, 1_000_002, 1e-9, 0)
    assert same_value(near, gold)  # off by 1e-6 exactly
    assert not same_value(far, gold)
    assert not same_value(least, zero)  # nothing but 0 is near 0


def test_quantities_agree_in_value_and_unit() -> None:
    euros, dollars, bare = quantities(5, unit="EUR") + quantities(5, unit="$") + quantities(5)
    assert same_quantity(euros, Quantity(5, unit_names("€", "euro")))
    assert not same_quantity(euros, dollars)
    assert not same_quantity(euros, bare)


def test_matching_is_one_to_one() -> None:
    # 7 is found twice and annotated once: one of the two is extra. 9 is found in vain, 3 is missed.
    ((ours, theirs),) = match(quantities(9, 7, 7), quantities(3, 7), same_value)
    assert ours in (1, 2)
    assert theirs == 1


def test_matching_is_as_large_as_it_can_be() -> None:
    # A greedy matching gives "5, of any unit" to the first gold 5 and then nothing to "5 km": 1 pair instead of 2.
    found = [Quantity(5, frozenset({"kilometre", "mile"})), Quantity(5, frozenset({"kilometre"}))]
    gold = [Quantity(5, frozenset({"kilometre"})), Quantity(5, frozenset({"mile"}))]
    assert sorted(match(found, gold, same_quantity)) == [(0, 1), (1, 0)]


def test_nothing_matches_nothing() -> None:
    assert match([], quantities(1), same_value) == []


SENTENCES = [
    {
        "id": "a",
        "text": "About 300 miners from Obell blocked the Vall bridge on 4 May 2021.",
        "quantities": [{"value": "300", "unit": "miners", "normalized_unit": "miner"}],
    },
    {"id": "b", "text": "The ferry to Norvania was late again.", "quantities": []},
]


@pytest.fixture
def records(tmp_path: Path) -> list[Record]:
    folder = tmp_path / "newsquant"
    folder.mkdir()
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, SENTENCES)), encoding="utf-8")
    return list(SUITE.run(Workspace(tmp_path, tmp_path / "work")))


def test_the_suite_scores_both_readers(records: list[Record]) -> None:
    assert [(record.system, record.item) for record in records] == [
        ("Rashomon", "a"),
        ("Rashomon", "b"),
        ("quantulum3", "a"),
        ("quantulum3", "b"),
    ]
    ours = records[0]
    assert (ours.answer, ours.gold, ours.note) == ("300 miner", "300 miners", "")
    assert ours.scores == {"found": 1, "gold": 1, "values": 1, "values and units": 1, "right": 1.0}
    assert records[1].scores == {
        "found": 0, "gold": 0, "values": 0, "values and units": 0, "right": 1.0, "left alone": 1.0,
    }  # fmt: skip
    # quantulum3 finds 300 without a unit, and the numbers of the date: the value is right, its unit is not.
    assert records[2].scores["values"] == 1
    assert records[2].scores["values and units"] == 0
    assert "extra: 2021 -" in records[2].note
    assert "unit: 300 - for 300 miners" in records[2].note


def test_the_figures_are_sums_over_sentences() -> None:
    # Found 4 + 1, annotated 2 + 3, right 2 + 0: P = 2/5, R = 2/5, F1 = 4/10.
    scores = [{"found": 4, "gold": 2, "values": 2}, {"found": 1, "gold": 3, "values": 0}]
    made = [
        Record("claims", "newsquant", "x", str(n), {k: float(v) for k, v in s.items()}) for n, s in enumerate(scores)
    ]
    figures = [figure(measure, made, interval=False) for measure in SUITE.measures[:3]]
    assert [found.value if found else None for found in figures] == pytest.approx([0.4, 0.4, 0.4])
