"""What one sentence leaves open and the rest of the article tells: whether those shot were hurt or killed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from index.datatypes import Claim, ClaimKind, State
from index.harm import HARMS, ILLNESSES, PERILS, STRIKES, UNSETTLED
from index.lexicon import action_class, is_person

__all__ = ["settled"]

_OUTCOMES = frozenset({"kill", "wound", "casualty"})
_LIVES = re.compile(
    r"\b(?:non-?life|(?:not|n't|non)[\s-](?:\w+\s)?(?:life[\s-]threatening|seriously)|surviv\w+|recover\w*|stable|"
    r"critical condition|serious condition|wounds|injuries|wounded|injured|treated)\b",
    re.IGNORECASE,
)
"""Words that are said of the living."""
_DIES = re.compile(r"\b(?:dead|deceased|dies|died|killed|fatal\w*|mortally)\b", re.IGNORECASE)


def settled(claims: Iterable[Claim], told: frozenset[str]) -> list[Claim]:
    """Give claims whose action leaves it open what became of people the outcome that the whole article tells.

    Those who were shot or stabbed are hurt where nobody died, by the sentence or by the article; else it stays open.
    Those taken to a hospital are hurt in news of violence or accidents, and ill in news of an illness.

    Args:
        claims: The claims of one article.
        told: The lemmas of the article's words.
    """
    claims = list(claims)
    deadly = any(_of_people(c) and "kill" in _classes(c) and c.low and c.state is State.HAPPENED for c in claims)
    perilous = not told & ILLNESSES and not PERILS.isdisjoint(map(action_class, told - STRIKES))
    return [_settled(claim, deadly=deadly, perilous=perilous) for claim in claims]


def _settled(claim: Claim, *, deadly: bool, perilous: bool) -> Claim:
    classes = _classes(claim)
    if not _of_people(claim) or claim.role != "patient" or classes & _OUTCOMES:
        return claim
    struck = bool(STRIKES & frozenset(claim.actions))
    if perilous and ("hospitalise" in classes or (UNSETTLED & frozenset(claim.actions) and not struck)):
        return replace(claim, actions=(*claim.actions, "injure"))
    alive = (_LIVES.search(claim.quote) or not deadly) and not _DIES.search(claim.quote)
    if alive and (classes & HARMS or (perilous and struck)):
        return replace(claim, actions=(*claim.actions, "injure"))
    return claim


def _of_people(claim: Claim) -> bool:
    counted = claim.kind is ClaimKind.QUANTITY and not claim.unit
    return counted and (not claim.thing or claim.thing == "other" or is_person(claim.thing))


def _classes(claim: Claim) -> frozenset[str]:
    return frozenset(map(action_class, claim.actions))
