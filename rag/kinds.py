"""What sort of answer a question asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.asked import asks_whether, asks_why
from rag.asked_for import Asked, QuestionKind, asks
from rag.asked_how import by_how, by_share
from rag.asked_in_notes import by_note
from rag.asked_what import by_what
from rag.asking_words import HEADS

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["Asked", "QuestionKind", "is_headcount", "joined_kinds", "kind_asked"]

_WHO_IS = re.compile(r"^\W*[Ww]ho(?:['’]s| is| was| are| were)(?: [A-Z][\w'’.-]*)+\W*$")
"""Asks who somebody is whose name is known: what a sentence says of them answers, and no other name."""
_AGO = re.compile(r"\bhow long ago\b", re.IGNORECASE)


def kind_asked(doc: Doc) -> Asked:
    """Return what a question asks for, the word that asks, and in which units its answer can come."""
    share = by_share(doc)
    if share is not None:
        return share
    if _WHO_IS.match(doc.text):
        return Asked(QuestionKind.OTHER)
    if _AGO.search(doc.text):
        return Asked(QuestionKind.WHEN, doc[0])
    if asks_whether(doc):
        return Asked(QuestionKind.WHETHER)
    if asks_why(doc):
        return Asked(QuestionKind.CAUSE)
    for token in doc:
        found = by_how(token) or by_what(token) or _by_word(token)
        if found is not None:
            return found
    return by_note(doc)


def is_headcount(noun: Token | None) -> bool:
    """Say whether a noun is a number of people by itself ("attendance"); a toll is one of what befell them."""
    return noun is not None and noun.lemma_.lower() in HEADS - {"toll"}


def joined_kinds(asked: Token | None) -> tuple[QuestionKind, ...]:
    """Return the kinds joined to the word that asks: "where and when"."""
    joined = [t.lower_ for t in asked.doc[asked.i + 1 : asked.i + 3]] if asked is not None else []
    if len(joined) == 2 and joined[0] == "and" and joined[1] in ("who", "where", "when"):
        return (QuestionKind(joined[1]),)
    return ()


def _by_word(token: Token) -> Asked | None:
    if token.lower_ not in ("where", "when", "who", "whom", "whose") or not asks(token):
        return None
    named = QuestionKind(token.lower_) if token.lower_ in ("where", "when") else QuestionKind.WHO
    return Asked(named, token)
