"""What a figure is before it is a claim: a number, what it counts, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.datatypes import Qualifier
from index.grammar import Action
from index.numbers import Number

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["CASUALTIES", "ESTIMATED", "FURTHER", "Figure", "modifiers_of"]

FURTHER = re.compile(r"\b(?:further|additional|another|extra)\b|(?<!\bor)(?<!\band)\smore\b(?!\sthan)", re.IGNORECASE)
ESTIMATED = re.compile(r"\b(?:estimate[sd]?|projected|believed)\b", re.IGNORECASE)
_NOT_NARROWING = frozenset("many much more most several few other such total own same more fewer first last".split())
CASUALTIES = frozenset(
    {"kill", "wound", "casualty", "miss", "arrest", "rescue", "evacuate", "displace", "hospitalise", "infect"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts, at half-open offsets ``start:end`` of the text."""

    number: Number
    start: int
    end: int
    head: Token
    """The counted noun, or the number itself where no noun follows."""
    thing: str
    modifiers: tuple[str, ...]
    unit: str
    qualifier: Qualifier
    estimated: bool
    further: bool
    share: bool
    action: Action | None
    per: str = ""
    role: str = ""
    """``patient`` of those whom the action befell, ``agent`` of those who did it, else empty."""


def modifiers_of(noun: Token) -> tuple[str, ...]:
    """Return the words that narrow a noun, in lower case ("north", "norvanian"; "coal")."""
    words: list[str] = []
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod", "poss") and child.pos_ in ("ADJ", "NOUN", "PROPN", "VERB"):
            words.extend(t.lower_ for t in child.subtree if t.pos_ in ("ADJ", "NOUN", "PROPN", "VERB"))
    return tuple(
        w for w in words if w not in _NOT_NARROWING and not FURTHER.fullmatch(w) and not ESTIMATED.fullmatch(w)
    )
