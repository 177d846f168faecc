"""Which names, places and dates play the asked part in the asked action: who, where and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import Claim, ClaimKind, State
from index.lexicon import SYMMETRIC, action_class
from rag.matching import coverage, has_name, name_groups, only_repeats, same_time
from rag.questions import Question, QuestionKind

__all__ = ["play_roles"]

_HALF, _MOST = 0.5, 0.99
_OPENING = 400  # characters in which an article says what it is about


def play_roles(question: Question, claims: Sequence[Claim], contexts: Mapping[str, str]) -> list[Claim]:
    """Choose the names, places or dates that play the asked part in the asked action with the named participants."""
    kinds = {QuestionKind.WHO: ClaimKind.NAME, QuestionKind.WHERE: ClaimKind.PLACE, QuestionKind.WHEN: ClaimKind.DATE}
    wanted = {kinds[kind] for kind in (question.kind, *question.also) if kind in kinds}
    asked = question.action_classes
    found = []
    for claim in claims:
        if claim.kind not in wanted or claim.state in (State.DENIED, State.PLANNED, State.POSSIBLE):
            continue
        stated = frozenset(map(action_class, claim.actions))
        if not asked & stated or not _same_scene(question, claim, contexts.get(claim.article_id, "")):
            continue
        if question.kind is not QuestionKind.WHEN and only_repeats(claim, question.names):
            continue
        if question.kind is QuestionKind.WHO and not _plays(
            question.role, claim.role, symmetric=bool(asked & stated & SYMMETRIC)
        ):
            continue
        found.append(claim)
    return [claim for claim in found if same_time(question, claim)] or (
        found if question.kind is QuestionKind.WHEN else []
    )


def _same_scene(question: Question, claim: Claim, context: str) -> bool:
    """Say whether a claim's sentence has the named participants and most of the words of the question.

    A name that the sentence leaves out may stand in the article's opening, if all else is in the sentence.
    """
    named = all(any(has_name(name, claim.quote, partly=True) for name in names) for names in name_groups(question))
    if named:
        return coverage(question.content, f"{claim.quote} {' '.join(claim.actions)}") >= _HALF
    opening = context[:_OPENING]
    everything = f"{opening} {claim.quote} {' '.join(claim.actions)}"
    return all(has_name(name, opening) for name in question.names) and coverage(question.content, everything) > _MOST


def _plays(asked: str, role: str, *, symmetric: bool) -> bool:
    if symmetric:
        return role in ("agent", "patient", "with")
    return role == "agent" if asked == "agent" else role in ("patient", "with")
