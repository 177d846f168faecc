"""The claims that an answer is made of: the likeliest one, and what others say on the same question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from index import Article, Claim, ClaimKind
from index.lexicon import action_class
from rag.events import ABOUT
from rag.evidence import UNSURE, Evidence, one_of_each, select, why_not
from rag.kinds import QuestionKind
from rag.matching import OUTCOMES, has_name, thing_fit
from rag.pairing import Pairing, differs
from rag.parts import set_aside
from rag.questions import Question
from rag.retrieval import Retrieved
from rag.weighing import claim_kind, claim_probabilities

__all__ = ["choose"]

_ENOUGH = 0.35  # from which a claim answers
_ENOUGH_ON_TOP = 0.1  # where the question asks for what comes on top, and the claim counts that
_ENOUGH_WIDER = 0.15  # from which one that counts more than was asked is told of
_AGREES = 0.03  # from which another claim is looked at: it is cited with the best one, or stands against it
_BESIDE = 0.6  # from which one of another value stands beside it
_BESIDE_FITTING = 0.4  # where both fit the question word for word
_UNSURE = 0.4
"""Probability from which another value is told of beside the best one, though no conflict is declared: two in five of
those that are told are acceptable answers too (19 of 44 on our benchmark and gva_conflicts), at 0.3 a third."""
_NAMES_BESIDE, _FITTING_BESIDE = 0.6, 0.25  # of the best name's probability must another have to be named with it


def choose(question: Question, retrieved: Retrieved, events: Mapping[str, float]) -> tuple[Evidence, float]:
    """Choose the claims that an answer is made of.

    Args:
        question: What is asked.
        retrieved: The articles found, with their claims.
        events: By article id, how likely it tells of the event that is asked about.

    Returns:
        The claims, and the probability that the likeliest answers, 0 if there is none that could.
    """
    about = [claim for claim in retrieved.claims if events.get(claim.article_id, 0.0) >= ABOUT]
    strict = select(question, about, retrieved.contexts)
    likely = claim_probabilities(question, retrieved, events, frozenset(strict.answers))
    whole = _whole(question, likely)
    # "Where and when" is first of all where.
    first = (c for c in likely if not question.also or c.kind is claim_kind(question))
    best = next(iter(whole), next(first, None))
    related = (*strict.related, *_elsewhere(question, best, strict.answers, retrieved, events))
    if best is None or likely[best] < (_ENOUGH_ON_TOP if question.further and best.further else _ENOUGH):
        return Evidence(related=related), likely[best] if best is not None else 0.0
    if best.kind in (ClaimKind.NAME, ClaimKind.PLACE):
        return Evidence(tuple(one_of_each(_named_with(best, likely, strict.answers)))), likely[best]
    return _with_others(question, best, likely, strict, related, retrieved), likely[best]


def _with_others(
    question: Question, best: Claim, likely: Mapping[Claim, float], strict: Evidence,
    related: Sequence[tuple[Claim, str]], retrieved: Retrieved,
) -> Evidence:  # fmt: skip
    """Return the best claim with those that agree with it, those that stand against it, and those that only seem to."""
    fitting = frozenset(strict.answers)
    pairing = Pairing(question, likely, fitting, retrieved)
    same = [claim for claim in likely if _agrees(best, claim) and pairing.same_slot(best, claim)]
    beside = _beside(best, likely, fitting, pairing)
    found = [c for c in (*same, *beside) if likely[c] >= _AGREES and _one_event(question, best, c, retrieved)]
    slot = [c for c in retrieved.claims if c.kind is best.kind and c.unit == best.unit and pairing.same_slot(best, c)]
    kept, aside = set_aside(best, found, slot)
    some = [claim for claim in kept if _outcomes(claim) < _outcomes(best)]
    aside = [*aside, *((claim, "only some of those asked about") for claim in some)]
    answers = one_of_each([best, *(claim for claim in kept if claim not in some)])
    most = float(best.high or 0) if best.kind is ClaimKind.QUANTITY else 0.0
    wider = [c for c in strict.wider if likely.get(c, 0.0) >= _ENOUGH_WIDER and float(c.low or 0) > most]
    partial = best.kind is ClaimKind.QUANTITY and (best.share or thing_fit(question, best) == 1)
    taken = {(c.low, c.high) for c in answers}
    explained = {*kept, *(claim for claim, _ in aside)}
    unsure = _unsure(question, best, [c for c in likely if c not in explained], pairing, retrieved)
    beside_it = tuple((c, why) for c, why in (*unsure, *aside, *related) if (c.low, c.high) not in taken)
    return Evidence(tuple(answers), tuple(wider), partial, beside_it)


def _named_with(best: Claim, likely: Mapping[Claim, float], fitting: Collection[Claim]) -> list[Claim]:
    """Return the names that answer together: nearly as likely ones, and those that fit the question word for word."""

    def enough(claim: Claim) -> float:
        return (_FITTING_BESIDE if claim in fitting else _NAMES_BESIDE) * likely[best]

    certain = [c for c in likely if likely[c] >= enough(c)]
    sentences = {(claim.article_id, claim.sentence) for claim in certain if claim in fitting}
    return [c for c in likely if c in certain or (c in fitting and (c.article_id, c.sentence) in sentences)]


def _beside(best: Claim, likely: Mapping[Claim, float], fitting: Set[Claim], pairing: Pairing) -> list[Claim]:
    """Return the claims of other values that answer beside the best one, or beside one that does and fits the question.

    A toll that fell from 60 to six went by way of 47.
    """
    found: list[Claim] = []
    for claim in _comparable(best, likely, fitting):
        known = [one for one in (best, *found) if one in fitting and differs(one, claim)] if claim in fitting else []
        if pairing.probability(best, claim) >= _BESIDE or any(
            pairing.probability(one, claim) >= _BESIDE_FITTING for one in known
        ):
            found.append(claim)
    return found


def _comparable(best: Claim, likely: Collection[Claim], fitting: Set[Claim]) -> list[Claim]:
    """Return the claims of other values that may stand against the best one.

    Where that fits the question word for word, those come first that do too, the nearest figures before others. Dates
    stand in every sentence: beside one that fits, only those of what is asked can disagree.
    """
    found = [claim for claim in likely if differs(best, claim) and not _outcomes(best) < _outcomes(claim)]
    if best not in fitting:
        return found
    fit = [claim for claim in found if claim in fitting]
    if best.kind is not ClaimKind.QUANTITY:
        return fit
    fit.sort(key=lambda claim: abs(float(claim.high or 0) - float(best.high or 0)))
    same = (claim for claim in found if claim not in fitting and _outcomes(claim) == _outcomes(best))
    return [*fit, *same]


def _unsure(
    question: Question, best: Claim, claims: Sequence[Claim], pairing: Pairing, retrieved: Retrieved
) -> list[tuple[Claim, str]]:
    """Return the claim of another value that comes nearest to standing beside the best one, if one comes near."""
    same = [c for c in claims if differs(best, c) and _outcomes(c) == _outcomes(best)]
    same = [c for c in same if why_not(question, c) is None or why_not(question, best) is not None]
    other = [c for c in same if pairing.probability(best, c) >= _UNSURE and _one_event(question, best, c, retrieved)]
    nearest = max(other, key=lambda claim: pairing.probability(best, claim), default=None)
    return [(nearest, UNSURE)] if nearest is not None else []


def _agrees(best: Claim, other: Claim) -> bool:
    comparable = other is not best and other.kind is best.kind and other.unit == best.unit
    return comparable and not differs(best, other)


def _one_event(question: Question, best: Claim, other: Claim, retrieved: Retrieved) -> bool:
    """Say whether two claims are of one event: where the question names nobody and no place, their articles must.

    They then have a name in common.
    """
    if question.names or best.article_id == other.article_id:
        return True
    names = [
        {name for claim in retrieved.claims if claim.article_id == one.article_id for name in claim.names}
        for one in (best, other)
    ]
    return any(has_name(name, known) for known in names[1] for name in names[0])


def _whole(question: Question, likely: Mapping[Claim, float]) -> Sequence[Claim]:
    """Return the likely figures of just what is asked to have befallen people: "killed or wounded", not one of them."""
    asked = question.action_classes & OUTCOMES
    return [c for c, p in likely.items() if p >= _ENOUGH and _outcomes(c) == asked] if asked else ()


def _outcomes(claim: Claim) -> frozenset[str]:
    """Return what befell those whom a claim counts: killed, or killed or wounded."""
    return frozenset(map(action_class, claim.actions)) & OUTCOMES


def _elsewhere(
    question: Question,
    best: Claim | None,
    fitting: Collection[Claim],
    retrieved: Retrieved,
    events: Mapping[str, float],
) -> list[tuple[Claim, str]]:
    """Return figures that would fit but are of another event, one for each article, so that a reader sees them.

    A question that names somebody or a place says itself which event it means.
    """
    if question.kind is not QuestionKind.COUNT or question.names:
        return []
    away = [claim for claim in retrieved.claims if events.get(claim.article_id, 0.0) < ABOUT]
    others = [*select(question, away, retrieved.contexts).answers]
    if best is not None:
        others += [claim for claim in fitting if not _one_event(question, best, claim, retrieved)]
    first = {claim.article_id: claim for claim in reversed(others)}
    return [(claim, _other_event(retrieved.articles[article_id])) for article_id, claim in first.items()]


def _other_event(article: Article) -> str:
    """Return the reason why a figure of another event is no answer."""
    return f"another event: “{article.title}”" if article.title else "another event"
