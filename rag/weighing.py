"""How likely a figure is the one asked for: learned from how it fits the question, its event, and what others say."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from index import Claim, ClaimKind, Span
from index.lexicon import action_class, is_person
from rag.evidence import narrowed, why_not
from rag.kinds import QuestionKind
from rag.matching import OUTCOMES, action_fit, coverage, has_name, same_time, thing_fit
from rag.questions import Question
from rag.retrieval import Retrieved

__all__ = ["FIGURES", "figure_features", "figure_probabilities"]

FIGURES = (QuestionKind.COUNT, QuestionKind.AMOUNT, QuestionKind.SHARE, QuestionKind.MEASURE)
"""Kinds of questions that a figure answers."""
_LIKELY = 0.1  # probability from which an article counts as being about the event
_LEAD = 300  # characters: half as early
_MANY = 3  # other articles that say the same; more say no more

Figure = tuple[float | str | None, float | str | None, frozenset[str]]


def figure_probabilities(
    question: Question, retrieved: Retrieved, events: Mapping[str, float], fitting: Set[Claim]
) -> dict[Claim, float]:
    """Return for each figure that could be meant how likely it answers; arguments as for ``figure_features``."""
    found = figure_features(question, retrieved, events, fitting)
    return {claim: _probability(row) for claim, row in found.items()}


def figure_features(
    question: Question, retrieved: Retrieved, events: Mapping[str, float], fitting: Set[Claim]
) -> dict[Claim, dict[str, float]]:
    """Return what the model looks at for each figure that could be meant, each a number from 0 to 1.

    Args:
        question: What is asked.
        retrieved: The articles found, with their claims.
        events: By article id, how likely it tells of the event that is asked about.
        fitting: The claims that fit the question's slot word for word.
    """
    claims = [claim for claim in retrieved.claims if _can_be_meant(question, claim)]
    saying = _saying(claims, events)
    largest = _largest(claims)
    return {
        claim: {
            **_fit(question, claim, fitting),
            **_place(question, claim, retrieved),
            "event": events.get(claim.article_id, 0.0),
            "others say so": min(len(saying[_figure(claim)] - {claim.article_id}), _MANY) / _MANY,
            "a larger one": float(float(claim.high or 0) < largest[claim.article_id, _figure(claim)[2]]),
        }
        for claim in claims
    }


def _can_be_meant(question: Question, claim: Claim) -> bool:
    if claim.kind is not ClaimKind.QUANTITY or isinstance(claim.high, str):
        return False
    return claim.unit in question.units if question.units else claim.unit in ("", question.thing)


def _figure(claim: Claim) -> Figure:
    return claim.low, claim.high, frozenset(map(action_class, claim.actions))


def _saying(claims: Sequence[Claim], events: Mapping[str, float]) -> dict[Figure, set[str]]:
    """Return which articles on the event state a figure."""
    saying: dict[Figure, set[str]] = defaultdict(set)
    for claim in claims:
        if events.get(claim.article_id, 0.0) >= _LIKELY:
            saying[_figure(claim)].add(claim.article_id)
    return saying


def _largest(claims: Sequence[Claim]) -> dict[tuple[str, frozenset[str]], float]:
    """Return the largest figure of each article for each action."""
    largest: dict[tuple[str, frozenset[str]], float] = defaultdict(float)
    for claim in claims:
        key = claim.article_id, _figure(claim)[2]
        largest[key] = max(largest[key], float(claim.high or 0))
    return largest


def _fit(question: Question, claim: Claim, fitting: Set[Claim]) -> dict[str, float]:
    """Return how a figure fits the slot: what is counted, what befell it, when, and in which state."""
    level, action = thing_fit(question, claim), action_fit(question, claim)
    asked, stated = question.action_classes & OUTCOMES, frozenset(map(action_class, claim.actions)) & OUTCOMES
    return {
        "fits": float(claim in fitting),
        "thing": float(level == 0),
        "part by kind": float(level == 1),
        "other thing": float(level is None),
        "no thing": float(not claim.thing),
        "action": float(action == "same" and bool(question.actions)),
        "wider": float(action == "wider"),
        "other action": float(action == "other"),
        "other outcome": float(bool(asked or stated) and not asked & stated),
        "narrowed": float(narrowed(question, claim)),
        "apart": float(why_not(question, claim) is not None),
        "same time": float(same_time(question, claim)),
        "share": float(claim.share),
        "one": float(claim.high == 1),
        "person": float(is_person(claim.thing)),
    }


def _place(question: Question, claim: Claim, retrieved: Retrieved) -> dict[str, float]:
    """Return where a figure stands in its article, and how near its sentence and its clause are to the question."""
    cosines = retrieved.cosines.get(claim.article_id, {})
    article = retrieved.articles[claim.article_id]
    title = article.title
    told = f"{title} {claim.quote}"
    names = question.names
    return {
        "cosine": cosines.get(claim.sentence, 0.0),
        "cosine of the clause": cosines.get(Span(claim.start, claim.end), 0.0),
        "words": coverage(question.subject, claim.quote) if question.subject else 1.0,
        "words with headline": coverage(question.subject, told) if question.subject else 1.0,
        "names": sum(has_name(name, told) for name in names) / len(names) if names else 1.0,
        "headline": float(bool(title) and claim.sentence.start == 0),
        "early": 1 / (1 + claim.sentence.start / _LEAD),
    }


_WEIGHTS: dict[str, float] = {}
_BIAS = 0.0


def _probability(row: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-_BIAS - sum(weight * row[name] for name, weight in _WEIGHTS.items())))
