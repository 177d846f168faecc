"""The claims that an answer is made of: the likeliest one, and what others say on the same question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from index import Article, Claim, ClaimKind
from index.lexicon import SAYING_VERBS, action_class, is_person, thing_class
from rag.datatypes import Relation
from rag.events import ABOUT
from rag.evidence import Evidence, one_of_each, select, why_not
from rag.kinds import QuestionKind
from rag.matching import OUTCOMES, has_name, thing_fit
from rag.pairing import beside_probability
from rag.parts import set_aside
from rag.questions import Question
from rag.relations import relation
from rag.retrieval import Retrieved
from rag.weighing import claim_probabilities

__all__ = ["choose"]

_ENOUGH = 0.3  # from which a claim answers
_ENOUGH_FITTING, _ENOUGH_NAMED = 0.15, 0.05  # where a figure, or a name, fits the question word for word
_AGREES = 0.1  # from which another claim of the same value is cited with it
_BESIDE = 0.5  # from which one of another value stands beside it
_SHARED_NAMES = 2  # that two articles on one event have in common
_NAMES_BESIDE, _FITTING_BESIDE = 0.6, 0.25  # of the best name's probability must another have to be named with it
_COUNTS = frozenset({"", "number", "total", "figure", "count", "toll", "tally", "sum", "other", "more"})
"""Nouns that do not say what is counted."""
_REPORTING = frozenset(
    "speak make number reach stand come raise lift increase reduce lower revise set put price offer".split()
)
_TELLING = frozenset(map(action_class, SAYING_VERBS | _REPORTING))
"""Actions of who gives or changes a figure, not of what it counts: "police put the number at 8,000"."""


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
    whole = _whole(question, strict.answers)
    best = _best(likely, whole)
    related = (*strict.related, *_elsewhere(question, best, strict.answers, retrieved, events))
    if best is None or likely[best] < _least(best, strict.answers):
        return Evidence(related=related), likely[best] if best is not None else 0.0
    if best.kind in (ClaimKind.NAME, ClaimKind.PLACE):
        return Evidence(tuple(one_of_each(_named_with(best, likely, strict.answers)))), likely[best]
    # Where a claim fits the question word for word, others that do not must answer by themselves to disagree with it.
    # Dates stand in every sentence: only those of what is asked can disagree.
    fits = best in strict.answers and best.kind is ClaimKind.QUANTITY
    least = _ENOUGH if fits else 1.0 if best in strict.answers or best.kind is ClaimKind.DATE else 0.0
    pool = {c: p for c, p in likely.items() if c in strict.answers or (p >= least and _outcomes(c) == _outcomes(best))}
    slot = [claim for claim in retrieved.claims if _same_slot(question, best, claim)]
    kept, aside = set_aside(best, _beside(question, best, pool, retrieved), slot)
    some = [claim for claim in kept if _outcomes(claim) < _outcomes(best)]
    aside = [*aside, *((claim, "only some of those asked about") for claim in some)]
    answers = one_of_each([best, *(claim for claim in kept if claim not in some)])
    wider = [
        c for c in strict.wider if likely.get(c, 0.0) >= _ENOUGH_FITTING and float(c.low or 0) > float(best.high or 0)
    ]
    partial = best.kind is ClaimKind.QUANTITY and (best.share or thing_fit(question, best) == 1)
    taken = {(c.low, c.high) for c in answers}
    beside_it = tuple((c, why) for c, why in (*aside, *related) if (c.low, c.high) not in taken)
    return Evidence(tuple(answers), tuple(wider), partial, beside_it), likely[best]


def _best(likely: Mapping[Claim, float], fitting: Collection[Claim]) -> Claim | None:
    """Return the likeliest claim, of those that fit the question word for word if one of them is likely enough."""
    certain = [claim for claim in fitting if likely[claim] >= _ENOUGH]
    return max(certain or likely, key=lambda claim: likely[claim], default=None)


def _least(claim: Claim, fitting: Collection[Claim]) -> float:
    """Return the probability from which a claim answers."""
    if claim not in fitting:
        return _ENOUGH
    return _ENOUGH_FITTING if claim.kind is ClaimKind.QUANTITY else _ENOUGH_NAMED


def _named_with(best: Claim, likely: Mapping[Claim, float], fitting: Collection[Claim]) -> list[Claim]:
    """Return the names that answer together: nearly as likely ones, and those that fit the question word for word."""

    def enough(claim: Claim) -> float:
        return (_FITTING_BESIDE if claim in fitting else _NAMES_BESIDE) * likely[best]

    certain = [c for c in likely if likely[c] >= max(_least(c, fitting), enough(c))]
    sentences = {(claim.article_id, claim.sentence) for claim in certain if claim in fitting}
    return [c for c in likely if c in certain or (c in fitting and (c.article_id, c.sentence) in sentences)]


def _beside(question: Question, best: Claim, likely: Mapping[Claim, float], retrieved: Retrieved) -> list[Claim]:
    """Return the claims that say what the best one does, and those that disagree with it."""
    found = []
    for claim in likely:
        if claim is best or not _same_slot(question, best, claim) or not _one_event(question, best, claim, retrieved):
            continue
        if relation(best, claim) in (Relation.SAME, Relation.ROUNDED):
            agrees = likely[claim] >= _AGREES
        elif why_not(question, claim) is not None and why_not(question, best) is None:
            agrees = False
        else:
            agrees = beside_probability(best, claim, likely[claim], retrieved) >= _BESIDE
        if agrees:
            found.append(claim)
    return found


def _one_event(question: Question, best: Claim, other: Claim, retrieved: Retrieved) -> bool:
    """Say whether two claims are of one event: where the question names nobody and no place, their articles must."""
    if question.names or best.article_id == other.article_id:
        return True
    names = [
        {name for claim in retrieved.claims if claim.article_id == one.article_id for name in claim.names}
        for one in (best, other)
    ]
    return sum(any(has_name(name, known) for known in names[1]) for name in names[0]) >= _SHARED_NAMES


def _whole(question: Question, fitting: Sequence[Claim]) -> Sequence[Claim]:
    """Return, of figures that fit, those of all that is asked: "killed or wounded", not the killed alone."""
    asked = question.action_classes & OUTCOMES
    return [claim for claim in fitting if _outcomes(claim) == asked] or fitting if len(asked) > 1 else fitting


def _outcomes(claim: Claim) -> frozenset[str]:
    """Return what befell those whom a claim counts: killed, or killed or wounded."""
    return frozenset(map(action_class, claim.actions)) & OUTCOMES


def _same_slot(question: Question, best: Claim, other: Claim) -> bool:
    """Say whether another claim counts, measures or dates the same in the same respect, as far as both say it."""
    if best.kind is not ClaimKind.QUANTITY:
        return True
    deeds = [frozenset(map(action_class, claim.actions)) - _TELLING for claim in (best, other)]
    things = [thing_class(claim.thing) for claim in (best, other) if claim.thing not in _COUNTS]
    alike = len(set(things)) < 2 or (is_person(best.thing) and is_person(other.thing))
    whole = not other.share or best.share
    levels = {thing_fit(question, claim) or 0 for claim in (best, other)}
    return (
        best.unit == other.unit and whole and alike and len(levels) == 1
        and (not deeds[0] or not deeds[1] or bool(deeds[0] & deeds[1]))
    )  # fmt: skip


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
