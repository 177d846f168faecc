"""Answers from the likeliest sentences, where no claim fits the question's slot word for word."""

from __future__ import annotations

from collections.abc import Sequence

from index import Claim
from index.lexicon import action_class, is_person
from rag.evidence import narrowed, why_not
from rag.kinds import QuestionKind
from rag.matching import OUTCOMES, action_fit, coverage, thing_fit
from rag.questions import Question
from rag.relevance import Ranked

__all__ = ["near_quotes"]

_ENOUGH = 0.3
"""Probability from which a sentence answers. Chosen on our benchmark's development half, where 0.75 of the answers are
then right and 0.83 of the unanswerable questions declined (n = 63 and 18)."""
_BESIDE = 0.12  # probability from which a sentence is looked at for another value of the same thing
_NEXT = 0.75  # of the likeliest sentence's probability must a second one have to be quoted beside it
_MOST = 2
_ONE_VALUE = (QuestionKind.WHO, QuestionKind.WHERE, QuestionKind.MEASURE)


def near_quotes(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences to quote as an answer, the likeliest first; a second only if it is nearly as likely."""
    enough = [one for one in ranked if one.probability >= _ENOUGH and one.apt and _has_answer(question, one)]
    return [one for one in enough[:_MOST] if one.probability >= _NEXT * enough[0].probability][:_MOST]


def _has_answer(question: Question, ranked: Ranked) -> bool:
    """Say whether a sentence has what is asked for: a name, a date, a measure, a figure that can be meant."""
    if question.kind is QuestionKind.OTHER:  # it must say more of what is asked than whom it is about
        return not question.subject or coverage(question.subject, ranked.sentence.text) > 0
    if question.kind not in (QuestionKind.COUNT, QuestionKind.AMOUNT, QuestionKind.SHARE):
        return ranked.of_kind
    return any(_fits(question, claim) for claim in ranked.claims)


def _fits(question: Question, claim: Claim) -> bool:
    """Say whether a claim can be meant: neither what is counted nor what befell it speaks against it."""
    if why_not(question, claim) is not None:
        return False
    if question.kind is not QuestionKind.COUNT:
        return True
    if question.thing and thing_fit(question, claim) != 0:
        return False
    if not question.thing and claim.thing and not is_person(claim.thing) and claim.thing not in question.content:
        return False
    stated = frozenset(map(action_class, claim.actions))
    outcome = bool((question.action_classes | stated) & OUTCOMES)
    return narrowed(question, claim) and (not outcome or action_fit(question, claim) in ("same", "wider"))
