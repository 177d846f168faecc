"""Whole proper names in a parsed sentence, which the small model splits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["name_phrases"]

_TITLES = frozenset(
    """mr mrs ms dr sir president prime minister foreign chancellor king queen prince princess general secretary senator
    governor mayor judge justice captain colonel major lieutenant sergeant admiral chief deputy vice premier defence
    defense interior finance chairman chairwoman director professor coach former acting leader counterpart envoy
    ambassador commander spokesman spokeswoman spokesperson commissioner inspector councillor pope bishop""".split()
)
_NAME_LABELS = frozenset("PERSON ORG GPE LOC FAC EVENT PRODUCT WORK_OF_ART LAW".split())
_NAME_PARTS = frozenset("PROPN ADP DET NUM X CCONJ ADJ".split())


def name_phrases(token: Token) -> Iterator[tuple[Token, int, int]]:
    """Yield the proper names headed by a token and those coordinated with or in apposition to it.

    The small model splits whole names, so a name is an unbroken run of proper nouns, or the entity around it.

    Yields:
        The head token and the character offsets of the whole name, titles left out.
    """
    run = _name_run(token) if token.pos_ == "PROPN" else None
    if run:
        yield token, run[0].idx, run[-1].idx + len(run[-1])
    for child in token.children:
        if child.dep_ in ("conj", "appos") and child.i > token.i and (not run or child not in run):
            yield from name_phrases(child)


def _name_run(token: Token) -> list[Token]:
    """Return the tokens of the name around a proper noun: its run of proper nouns, less titles and days."""
    doc = token.doc
    entity = next((e for e in doc.ents if e.start <= token.i < e.end and e.label_ in _NAME_LABELS), None)
    whole = entity is not None and entity[-1].pos_ == "PROPN" and all(t.pos_ in _NAME_PARTS for t in entity)
    first, last = (entity.start, entity.end - 1) if entity is not None and whole else (token.i, token.i)
    while first > 0 and _continues_name(doc[first - 1]) and doc[first - 1].ent_type_ != "NORP":
        first -= 1
    while last + 1 < len(doc) and _continues_name(doc[last + 1]):
        last += 1
    run = list(doc[first : last + 1])
    while run and (run[0].lower_.rstrip(".") in _TITLES or run[0].pos_ not in ("PROPN", "X", "NUM", "ADJ")):
        run.pop(0)
    named = any(t.pos_ == "PROPN" and t.text[0].isupper() and t.lower_ not in _TITLES for t in run)
    return run if named else []


def _continues_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME") and token.text[0].isupper()
