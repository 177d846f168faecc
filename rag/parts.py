"""Figures that look like another answer and are none: parts, complements, counts that their own article replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index import Claim, ClaimKind
from rag.datatypes import Relation
from rag.matching import MOVED
from rag.relations import other_speakers, relation

__all__ = ["set_aside"]

_COMPLEMENT = re.compile(r"\b(?:others?|remaining|rest|else|more(?! than))\b", re.IGNORECASE)
"""Words at a figure that counts who is left over: "the other two", "four more"."""
_AND_OTHERS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|the)\s"
    r"(?:others?|more(?! than))\b",
    re.IGNORECASE,
)
"""Words behind a figure by which its sentence goes on to count others: "two here and two more there"."""
_JUST_BEFORE = 12  # characters: "the other "
_REPLACED = re.compile(
    r"\b(?:initial(?:ly)?|at first|first reported|originally|preliminary|earlier (?:report|count|figure|estimate)s?"
    r"|had (?:said|reported|put|counted|announced|stood|been)|previously)\b",
    re.IGNORECASE,
)
"""Words by which an article tells of a count that it replaces itself."""


def set_aside(
    best: Claim, claims: Sequence[Claim], everything: Iterable[Claim]
) -> tuple[list[Claim], list[tuple[Claim, str]]]:
    """Split claims that may answer what the best one does into those that do, and those that only look like it.

    An article that states the best figure itself does not disagree with it: another figure in it is a part, a count on
    the side or one that it replaces. It does where one of the two is the headline's, where it gives them to different
    speakers, or where it says that the figure moved.

    Args:
        best: The claim that answers most likely.
        claims: Other claims of its slot.
        everything: All claims of their articles: what states the best figure need not have been found likely itself.

    Returns:
        The claims that answer, and the others, each with the reason why it does not.
    """
    if best.kind is not ClaimKind.QUANTITY:
        return list(claims), []
    agreeing = [claim for claim in everything if claim.kind is best.kind and claim.unit == best.unit]
    agreeing = [claim for claim in agreeing if (claim.low, claim.high) == (best.low, best.high)]
    kept, aside = [], []
    for claim in claims:
        reason = None if _agrees(best, claim) else _reason(best, claim, agreeing)
        if reason is None:
            kept.append(claim)
        else:
            aside.append((claim, reason))
    return kept, aside


def _agrees(a: Claim, b: Claim) -> bool:
    return relation(a, b) in (Relation.SAME, Relation.ROUNDED)


def _reason(best: Claim, claim: Claim, agreeing: Sequence[Claim]) -> str | None:
    smaller = float(claim.high or 0) < float(best.low or 0)
    start, end = claim.start - claim.sentence.start, claim.end - claim.sentence.start
    at_it, behind = claim.quote[max(start - _JUST_BEFORE, 0) : end], claim.quote[end:]
    if smaller and (_COMPLEMENT.search(at_it) or _AND_OTHERS.search(behind)):
        return "a part of the whole"
    own = [one for one in agreeing if one.article_id == claim.article_id]
    if not own or any(_disagrees_with(one, claim) for one in own):
        return None
    if _REPLACED.search(claim.quote):
        return "an earlier count, which the same article replaces"
    return "a part of the whole" if smaller else "another count in the same article"


def _disagrees_with(one: Claim, claim: Claim) -> bool:
    """Say whether an article holds two figures against each other."""
    if one.sentence == claim.sentence:
        return other_speakers(one, claim)
    headline = (one.sentence.start == 0) != (claim.sentence.start == 0)
    moved = MOVED.search(claim.quote) or MOVED.search(one.quote) or _REPLACED.search(one.quote)
    return headline or other_speakers(one, claim) or moved is not None
