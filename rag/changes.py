"""Which questions ask by how much something changed, or how far two figures lie apart, and which figures say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index import Phase
from index.lexicon import action_class, is_moving, thing_class
from rag.asking_words import CHANGES

if TYPE_CHECKING:
    from index import Claim
    from rag.questions import Question

__all__ = ["asks_for_a_gap", "asks_how_it_changed", "is_change", "is_gap"]

_GAPS = frozenset("deficit surplus shortfall gap difference".split())
"""Nouns for how far two figures lie apart."""
_SHEDDING = frozenset("go lose shed scrap axe eliminate abolish disappear vanish create add".split())
"""Verbs with which posts are counted that go or come: "the staff shrinks by 40 posts"."""
_CHANGE_ASKED = re.compile(
    r"\bby (?:how|what)\b|\bby\W*$|\b(?:go|goes|going|gone|went) (?:up|down)\b"
    r"|\bhow (?:much|many|far)(?: \w+){0,3} (?:higher|lower|larger|smaller|bigger|less|fewer|dearer|cheaper|longer"
    r"|shorter|faster|slower|heavier|lighter|older|younger|deeper|taller|wider|warmer|colder)\b",
    re.IGNORECASE,
)


def asks_how_it_changed(question: Question) -> bool:
    """Say whether a question asks by how much something rose, fell or was won, or which posts go or come."""
    changes = frozenset(map(action_class, (*question.actions, *question.content)))
    if changes & {"rise", "fall"} or question.asked in CHANGES:
        return True
    posts = thing_class(question.thing) == "job"
    if posts and any(word in _SHEDDING or is_moving(word) for word in (*question.actions, *question.content)):
        return True
    return _CHANGE_ASKED.search(question.text) is not None


def asks_for_a_gap(question: Question) -> bool:
    """Say whether "8 million more" can answer: so much is a deficit more than what was taken in, and a rise."""
    return asks_how_it_changed(question) or not _GAPS.isdisjoint((*question.content, question.asked))


def is_change(question: Question, claim: Claim) -> bool:
    """Say whether a figure says by how much something changed, which is not asked; a share of a whole does not."""
    is_part = claim.share and claim.unit == "%"  # "the young make up a third"
    return claim.phase is Phase.DIFFERENCE and not is_part and not asks_how_it_changed(question)


def is_gap(question: Question, claim: Claim) -> bool:
    """Say whether "12 percent more" answers a question as it stands: what is measured, since "40 more" come on top."""
    return bool(claim.further and claim.unit) and asks_for_a_gap(question)
