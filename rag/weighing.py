"""How likely a claim is the answer: learned from how it fits the question, its event, and what others say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from index import Claim, ClaimKind, Phase, Span, State
from index.lexicon import action_class, is_person
from rag.events import ABOUT, named_articles
from rag.evidence import narrowed, why_not
from rag.fitted import fitted
from rag.kinds import QuestionKind
from rag.matching import OUTCOMES, action_fit, coverage, covered, has_name, rarity, same_time, thing_fit
from rag.meant import apt_articles, can_be_meant, claim_kind
from rag.questions import Question
from rag.retrieval import Retrieved

__all__ = ["claim_features", "claim_kind", "claim_probabilities"]

_FIGURES = (QuestionKind.COUNT, QuestionKind.AMOUNT, QuestionKind.SHARE, QuestionKind.MEASURE)
_NOT_SO = frozenset({State.PLANNED, State.POSSIBLE, State.DENIED})
_POSSIBLE = 0.02  # probability from which an article is looked at: under it none of its claims ever answered
_MANY = 3  # other articles that say the same; more say no more
_LEAD = 300  # characters: half as early
Value = tuple[object, object, frozenset[str]]


def claim_probabilities(
    question: Question, retrieved: Retrieved, events: Mapping[str, float], fitting: Set[Claim]
) -> dict[Claim, float]:
    """Return for each claim that could be meant how likely it answers, the best one first.

    What tells the claims of one question apart does not tell whether any of them answers: that is another model.
    Arguments as for ``claim_features``.
    """
    rows = claim_features(question, retrieved, events, fitting)
    models = {claim: "figure" if claim.kind is ClaimKind.QUANTITY else "name" for claim in rows}
    ordered = sorted(rows, key=lambda claim: -fitted(f"{models[claim]} order").standing(rows[claim]))
    return {claim: fitted(models[claim]).probability(rows[claim]) for claim in ordered}


def claim_features(
    question: Question, retrieved: Retrieved, events: Mapping[str, float], fitting: Set[Claim]
) -> dict[Claim, dict[str, float]]:
    """Return what the model looks at for each claim that could be meant, each a number from 0 to 1.

    Args:
        question: What is asked.
        retrieved: The articles found, with their claims.
        events: By article id, how likely it tells of the event that is asked about.
        fitting: The claims that fit the question's slot word for word.
    """
    near = [claim for claim in retrieved.claims if events.get(claim.article_id, 0.0) >= _POSSIBLE]
    named = named_articles(question, retrieved, events)
    apt = apt_articles(question, retrieved, events)
    claims = [c for c in near if c in fitting or (c.article_id in apt and can_be_meant(question, c, retrieved, events))]
    saying, largest = _saying(claims, events), _largest(claims)
    rarities = rarity(question.content, {claim.quote for claim in claims})
    told: dict[tuple[str, Span], dict[str, float]] = {}
    rows = {}
    for claim in claims:
        value, place = _value(claim), (claim.article_id, claim.sentence)
        if place not in told:
            told[place] = _told(question, claim, retrieved, rarities)
        rows[claim] = {
            "fits": float(claim in fitting),
            "event": events.get(claim.article_id, 0.0),
            "named": float(claim.article_id in named),
            "others say so": min(len(saying[value] - {claim.article_id}), _MANY) / _MANY,
            "cosine of the clause": retrieved.cosine(claim.article_id, Span(claim.start, claim.end)),
            **told[place],
            **_fit(question, claim),
        }
        if claim.kind is ClaimKind.QUANTITY:
            smaller = float(claim.high or 0) < largest[claim.article_id, value[2]]
            rows[claim] |= {
                **_counted(question, claim),
                "a larger one": float(smaller),
                **{f"asked: {kind}": float(question.kind is kind) for kind in _FIGURES},
            }
    return rows


def _value(claim: Claim) -> Value:
    """Return what two claims must share to say the same."""
    if claim.kind is ClaimKind.QUANTITY:
        return claim.low, claim.high, frozenset(map(action_class, claim.actions))
    return (claim.low, claim.high, frozenset()) if claim.low else (claim.text.lower(), None, frozenset())


def _saying(claims: Sequence[Claim], events: Mapping[str, float]) -> dict[Value, set[str]]:
    """Return which articles on the event state a value."""
    saying: dict[Value, set[str]] = defaultdict(set)
    for claim in claims:
        if events.get(claim.article_id, 0.0) >= ABOUT:
            saying[_value(claim)].add(claim.article_id)
    return saying


def _largest(claims: Sequence[Claim]) -> dict[tuple[str, frozenset[str]], float]:
    """Return the largest figure of each article for each action."""
    largest: dict[tuple[str, frozenset[str]], float] = defaultdict(float)
    for claim in claims:
        if claim.kind is ClaimKind.QUANTITY:
            key = claim.article_id, _value(claim)[2]
            largest[key] = max(largest[key], float(claim.high or 0))
    return largest


def _told(question: Question, claim: Claim, retrieved: Retrieved, rarities: Mapping[str, float]) -> dict[str, float]:
    """Return where a claim's sentence stands in its article, and how near it is to the question."""
    title = retrieved.articles[claim.article_id].title
    told = f"{title} {claim.quote}"
    names = question.names
    total = sum(rarities.values()) or 1.0
    return {
        "cosine": retrieved.cosine(claim.article_id, claim.sentence),
        "words": coverage(question.subject, claim.quote) if question.subject else 1.0,
        "words with headline": coverage(question.subject, told) if question.subject else 1.0,
        "rare words": sum(rarities[lemma] for lemma in covered(question.content, told)) / total,
        "names": sum(has_name(name, told) for name in names) / len(names) if names else 1.0,
        "headline": float(bool(title) and claim.sentence.start == 0),
        "early": 1 / (1 + claim.sentence.start / _LEAD),
    }


def _fit(question: Question, claim: Claim) -> dict[str, float]:
    """Return how a claim fits what is asked to have happened, when, and in which state."""
    action = action_fit(question, claim)
    return {
        "action": float(action == "same" and bool(question.actions)),
        "wider": float(action == "wider"),
        "other action": float(action == "other"),
        "not so": float(claim.state in _NOT_SO and not question.planned),
        "difference": float(claim.phase is Phase.DIFFERENCE),
        "apart": float(why_not(question, claim) is not None),
        "same time": float(same_time(question, claim)),
        "role": float(claim.role == question.role or not question.role),
    }


def _counted(question: Question, claim: Claim) -> dict[str, float]:
    """Return how a figure fits what is counted."""
    level = thing_fit(question, claim)
    asks_for_people = is_person(question.thing)
    asked, stated = question.action_classes & OUTCOMES, frozenset(map(action_class, claim.actions)) & OUTCOMES
    return {
        "thing": float(level == 0),
        "part by kind": float(level == 1),
        "other thing": float(level is None),
        "no thing": float(not claim.thing),
        "other outcome": float(bool(asked or stated) and not asked & stated),
        "narrowed": float(narrowed(question, claim)),
        "share": float(claim.share),
        "one": float(claim.high == 1),
        "person": float(is_person(claim.thing)),
        "person or thing": float(bool(claim.thing and question.thing) and is_person(claim.thing) != asks_for_people),
    }
