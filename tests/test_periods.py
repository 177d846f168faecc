"""One quarter, round or month is told from another."""

from __future__ import annotations

import pytest

from rag import understand
from rag.periods import tells_of_another


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("How far did sales fall in the first quarter?", "Sales fell by 3 per cent in the second quarter.", True),
        ("How far did sales fall in the first quarter?", "Sales fell by 3 per cent in the first quarter.", False),
        (
            "How far did sales fall in the first quarter?",
            "Of two quarters the first was the worst.",
            False,
        ),  # none named
        ("How many came on the first day?", "On the second day 90 came; on the first day 40.", False),
        ("Who won the second round?", "She won the 2nd round.", False),
        ("Who won the second round?", "He won the 3rd round.", True),
        ("Who was the first mayor of Obell?", "The second mayor was a baker.", False),  # no period
        ("By how much did the bank raise its rate in July?", "The bank raised its rate in March.", True),
        (
            "By how much did the bank raise its rate in July?",
            "After a rise in March came one of a point in July.",
            False,
        ),
        ("When did the strike end?", "It ended in May.", False),
        ("When did the strike of July end?", "It ended in May.", False),  # that is what is asked
        ("How many marched in June?", "They may march again.", False),
    ],
)
def test_tells_of_another(question: str, sentence: str, another: bool) -> None:
    assert tells_of_another(understand(question, "2031-08-05"), sentence) is another
