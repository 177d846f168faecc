"""What a question can ask for: the kinds of answers, with the word that asks and the units that an answer can have."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from index.units import CURRENCIES
from rag.measures import SHARE_UNITS

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["Asked", "QuestionKind", "amount", "asks", "next_to", "share"]


class QuestionKind(StrEnum):
    """What sort of answer is asked for; ``OTHER`` is answered by a thing, a manner, an outcome, in no fixed form."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    MEASURE = "measure"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    CAUSE = "cause"
    WHETHER = "whether"
    OTHER = "other"


class Asked(NamedTuple):
    """What is asked for, the word that asks, and the units in which an answer can come; none if it is no measure."""

    kind: QuestionKind
    token: Token | None = None
    units: frozenset[str] = frozenset()


def amount(token: Token | None) -> Asked:
    """Return that a sum is asked for."""
    return Asked(QuestionKind.AMOUNT, token, CURRENCIES)


def share(token: Token | None, others: frozenset[str] = frozenset()) -> Asked:
    """Return that a share is asked for, which can also come in other units ("by how much did the fare rise")."""
    return Asked(QuestionKind.SHARE, token, SHARE_UNITS | others)


def next_to(token: Token) -> Token | None:
    """Return the word behind one, if there is any."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def asks(token: Token) -> bool:
    """Say whether a question word asks, and does not bring in a clause on a noun ("drivers who refused")."""
    doc, before = token.doc, token.doc[token.i - 1] if token.i else None
    last = all(later.is_punct for later in doc[token.i + 1 :])
    if before is None or before.is_punct or last or token.dep_ == "det":
        return True
    if before.pos_ in ("NOUN", "PROPN", "PRON"):
        return False
    if before.pos_ == "ADP":
        return before.i == 0 or doc[before.i - 1].is_punct or doc[before.i - 1].pos_ not in ("NOUN", "PROPN")
    return token.i <= _OPENING or before.pos_ == "CCONJ"


_OPENING = 3  # words before the one that asks at most, where nothing sets it apart
