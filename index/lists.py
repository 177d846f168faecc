"""Coordinations as a parser leaves them: the head of a list, those joined to it, and the whole of a part."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from index.grammar import lemma_of
from index.lexicon import is_person

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["counted_together", "is_whole", "joined_to", "last_joined", "top_of"]


def is_whole(noun: Token) -> bool:
    """Say whether a noun is the whole of a part that is told for itself: the 12 of "three of the 12 sailors"."""
    of = noun.head
    return noun.dep_ == "pobj" and of.lower_ == "of" and (of.head.like_num or of.head.lower_ in ("all", "none"))


def top_of(noun: Token) -> Token:
    """Return the head of the coordination in which a noun stands, or the "one" of "one of the men"."""
    current = noun
    for _ in range(6):
        head = current.head
        if (current.dep_ == "conj" or _lists(current)) and head.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            current = head
        elif is_whole(current):
            current = head.head
        else:
            break
    return current


def joined_to(noun: Token) -> list[Token]:
    """Return the nouns that follow a noun directly in its list, also where a parser takes them for its equals."""
    joined = [c for c in noun.children if c.i > noun.i and (c.dep_ == "conj" or _lists(c)) and c.pos_ != "VERB"]
    equals = (c for c in noun.head.children if c.i > noun.i and c.dep_ == noun.dep_ and c.pos_ == noun.pos_)
    listed = (c for c in equals if c.left_edge.i > 0 and c.left_edge.nbor(-1).text == "," and list(c.conjuncts))
    return joined or list(islice(listed, 1))


def last_joined(noun: Token) -> Token | None:
    """Return the last noun of the list that a noun heads, or None where it heads none."""
    joined = joined_to(noun)
    return (last_joined(joined[-1]) or joined[-1]) if joined else None


def counted_together(noun: Token) -> Token | None:
    """Return the last of the nouns for people that one number counts together: "40 women and children".

    None where a noun of the list has a number or an article of its own, or is no plural of people.
    """
    last = last_joined(noun)
    if last is None or noun.doc[noun.i + 1].lower_ not in (",", "and"):
        return None
    listed = [t for t in noun.doc[noun.i : last.i + 1] if not t.is_punct and t.lower_ != "and"]
    plural = all(t.tag_ == "NNS" and is_person(lemma_of(t)) for t in listed)
    return last if plural else None


def _lists(noun: Token) -> bool:
    """Say whether an apposition is really the next of a list: "a woman, a man and a girl"."""
    return noun.dep_ == "appos" and any(child.dep_ == "conj" for child in noun.children)
