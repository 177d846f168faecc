"""Which questions ask by how much something changed, or how far two figures lie apart."""

from __future__ import annotations

import pytest

from rag import understand
from rag.changes import asks_for_a_gap, asks_how_it_changed


@pytest.mark.parametrize(
    ("question", "changed"),
    [
        ("By what percentage are fares going up?", True),
        ("What percentage are fares going up?", True),
        ("How much did the river rise?", True),
        ("How big a rise did the drivers get?", True),
        ("What pay increase did the nurses win?", True),
        ("How many percentage points lower was attendance than in 2030?", True),
        ("How much higher is the new toll charge?", True),
        ("How many jobs will the brewery cut?", True),
        ("number of posts that are to go at the brewery", True),
        ("How many jobs does the brewery have?", False),
        ("How many visitors went home early?", False),
        ("How high is the tower?", False),
        ("What share of the guests are children?", False),
        ("What deficit has the county run up?", False),
    ],
)
def test_asks_how_it_changed(question: str, changed: bool) -> None:
    assert asks_how_it_changed(understand(question)) is changed


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("What deficit has the county run up?", True),
        ("How big is the shortfall in the pension fund?", True),
        ("By how much did fares rise?", True),
        ("What does the county spend on roads?", False),
    ],
)
def test_asks_for_a_gap(question: str, gap: bool) -> None:
    assert asks_for_a_gap(understand(question)) is gap
