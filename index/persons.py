"""People counted without a numeral: "a man was killed", "an eighth person has died", "no one was hurt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.datatypes import Qualifier
from index.figures import CASUALTIES, Figure, modifiers_of
from index.grammar import action_of
from index.lexicon import is_person
from index.numbers import Number

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["find_nobody", "find_persons"]


_ORDINALS = {
    word: place
    for place, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split(), start=2
    )
}


def find_persons(sentence: Span, figures: list[Figure]) -> list[Figure]:
    """Find the people of a sentence to whom something befell, beside those that its figures count."""
    return [_single(token) for token in sentence if _is_single(token, figures)] + _ordinals(sentence)


def find_nobody(sentence: Span) -> list[Figure]:
    """Find the people and losses that a sentence says there were none of: "no one was hurt", "no injuries"."""
    return [figure for token in sentence if (figure := _nobody(token)) is not None]


def _nobody(token: Token) -> Figure | None:
    word = token.lower_
    if word in ("nobody", "none") or (word == "one" and token.i > 0 and token.nbor(-1).lower_ == "no"):
        noun, start = token, token.nbor(-1).idx if word == "one" else token.idx
        action = action_of(noun) if noun.dep_.startswith("nsubj") else None
    elif word == "no" and token.dep_ == "det" and token.head.tag_ in ("NNS", "NN") and token.head.i > token.i:
        noun, start = token.head, token.idx
        action = action_of(noun)
    else:
        return None
    losses = action is not None and action.classes & CASUALTIES
    people = noun is token or is_person(noun.lemma_.lower()) or (action is not None and action.token == noun)
    if action is None or not losses or not people:
        return None
    end = noun.idx + len(noun)
    return Figure(
        Number(start, end, 0.0, 0.0), start, end, noun, "person", (), "", Qualifier.EXACT,
        estimated=False, further=False, share=False, action=action,
    )  # fmt: skip


def _is_single(token: Token, figures: list[Figure]) -> bool:
    """Say whether a token is one unnamed person that something befell: "a man was killed"."""
    article = next((c for c in token.lefts if c.lower_ in ("a", "an")), None)
    of_age = token.lower_ == "old" and token.i > 0 and token.nbor(-1).text == "-"
    if article is None or not (of_age or (token.tag_ == "NN" and is_person(token.lemma_.lower()))):
        return False
    action = action_of(token)
    befell = token.dep_ in ("nsubjpass", "dobj", "conj") or (action is not None and "kill" in action.classes)
    counted = any(figure.start <= token.idx < figure.end for figure in figures)
    return action is not None and bool(action.classes & CASUALTIES) and befell and not counted


def _single(token: Token) -> Figure:
    """Return the figure of one unnamed person; part of a toll, as far as the sentence tells."""
    start = next(c for c in token.lefts if c.lower_ in ("a", "an")).idx
    end = token.idx + len(token)
    thing = "person" if token.lower_ == "old" else token.lemma_.lower()
    return Figure(
        Number(start, end, 1.0, 1.0), start, end, token, thing, modifiers_of(token), "", Qualifier.EXACT,
        estimated=False, further=False, share=True, action=action_of(token),
    )  # fmt: skip


def _ordinals(sentence: Span) -> list[Figure]:
    """Return the counts that ordinals tell: "an eighth person has died"."""
    found = []
    for token in sentence:
        value = _ORDINALS.get(token.lower_)
        noun = token.head
        if value is None or token.dep_ != "amod" or not is_person(noun.lemma_.lower()) or noun.i < token.i:
            continue
        action = action_of(noun)
        if action is not None and action.classes & {"kill", "wound"}:
            end = noun.idx + len(noun)
            start = next((c.idx for c in noun.lefts if c.lower_ in ("a", "an")), token.idx)
            number = Number(token.idx, token.idx + len(token), float(value), float(value))
            found.append(
                Figure(
                    number, start, end, noun, noun.lemma_.lower(), (), "", Qualifier.EXACT,
                    estimated=False, further=False, share=False, action=action,
                )
            )  # fmt: skip
    return found
