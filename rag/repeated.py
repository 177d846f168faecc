"""Definite phrases of a question, given the words with which they were spoken of before: "the bridge"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.anaphora import Edit, Known, Taken, applied
from rag.antecedents import Mention, asks, mentions_of, read
from rag.relational import VAGUE

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["expanded"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ANSWER = 800
"""Characters of an answer that is looked through for the fuller phrase of a noun."""
_FEW = 3
"""Content words of such a phrase at most."""


def expanded(doc: Doc, known: Known) -> Taken:
    """Give "the bridge" the modifiers of an earlier, fuller phrase with the same noun."""
    edits: list[Edit] = []
    taken: Mention | None = None
    for noun in doc:
        article = _bare_article(noun)
        if article is None or not asks(noun.sent):
            continue
        end = noun.idx + len(noun)
        if noun.pos_ == "PROPN" and (full := _full_name(noun.text, known.answer)):
            edits.append(Edit(noun.idx, end, full))
        elif mention := _fuller(noun, known):
            if mention.words <= {t.lemma_.lower() for t in doc}:
                continue  # all of it is said already
            edits.append(Edit(article.idx, end, f"the {mention.bare}"))
            taken = taken or mention
    return Taken(applied(doc.text, edits), taken, bool(edits))


def _fuller(noun: Token, known: Known) -> Mention | None:
    """Return the phrase with more words of the same noun that was asked with, or else that was answered with."""
    head = noun.lemma_.lower()
    if mention := next((m for m in known.recent if m.head == head and len(m.words) > 1), None):
        return mention
    if head in VAGUE or not re.search(rf"\b{re.escape(head[:4])}", known.answer, re.IGNORECASE):
        return None
    told = [m for m in mentions_of(read(known.answer[:_ANSWER])) if m.head == head and 1 < len(m.words) <= _FEW]
    return min((m for m in told if not m.pair), key=lambda m: len(m.words), default=None)


def _bare_article(noun: Token) -> Token | None:
    """Return the article of a noun that has nothing else, before or after it."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ == "compound":
        return None
    before = [c for c in noun.children if c.i < noun.i]
    after = [c for c in noun.children if c.i > noun.i and c.dep_ in ("prep", "relcl", "acl", "appos", "conj")]
    return before[0] if not after and len(before) == 1 and before[0].lower_ in _DEFINITE else None


def _full_name(name: str, text: str) -> str:
    """Return the longer name of a text that ends with a name: "the Council" after "the Norvanian Ferry Council"."""
    found = re.search(rf"(?<![.?!] )(?:[A-Z][\w-]+ )+{re.escape(name)}\b", text)
    return found[0] if found else ""
