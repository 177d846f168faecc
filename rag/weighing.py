"""How likely a claim is the answer: learned from how it fits the question, its event, and what others say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from index import Claim, ClaimKind, Phase, Span, State
from index.lexicon import ACTION_NOUNS, action_class, is_person, thing_class
from rag.events import ABOUT, named_articles
from rag.evidence import counts_otherwise, narrowed, of_the_event, why_not
from rag.fitted import fitted
from rag.kinds import QuestionKind
from rag.matching import (
    OUTCOMES,
    action_fit,
    can_answer,
    coverage,
    covered,
    has_name,
    only_repeats,
    rarity,
    same_time,
    thing_fit,
)
from rag.questions import Question
from rag.retrieval import Retrieved

__all__ = ["claim_features", "claim_kind", "claim_probabilities"]

_KINDS = {
    QuestionKind.WHO: ClaimKind.NAME,
    QuestionKind.WHERE: ClaimKind.PLACE,
    QuestionKind.WHEN: ClaimKind.DATE,
    QuestionKind.COUNT: ClaimKind.QUANTITY,
    QuestionKind.AMOUNT: ClaimKind.QUANTITY,
    QuestionKind.SHARE: ClaimKind.QUANTITY,
    QuestionKind.MEASURE: ClaimKind.QUANTITY,
}
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


def claim_kind(question: Question) -> ClaimKind | None:
    """Return the kind of claims that answer a question; none where it is answered by quoting."""
    return _KINDS.get(question.kind)


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
    apt = named | {article.id for article in retrieved.articles.values() if _has_names(question, article.text)}
    claims = [c for c in near if c in fitting or (c.article_id in apt and _can_be_meant(question, c, retrieved))]
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


def _has_names(question: Question, text: str) -> bool:
    """Say whether a text has half of the names of a question."""
    return 2 * sum(has_name(name, text) for name in question.names) >= len(question.names)


def _can_be_meant(question: Question, claim: Claim, retrieved: Retrieved) -> bool:
    """Say whether nothing speaks plainly against a claim: its kind and unit, what befell those counted, its event."""
    if claim.kind is not claim_kind(question) or not can_answer(question, claim):
        return False
    if claim.kind is ClaimKind.QUANTITY:
        return (
            (claim.thing == "age" or claim.unit in (question.units or ("", question.thing)))
            and _befell(question, claim)
            and not _is_other_sort(question, claim)
            and not _is_elsewhere(question, claim, retrieved)
            and not counts_otherwise(question, claim)
        )
    if claim.kind is ClaimKind.DATE:
        return claim.low is not None and claim.low != (question.when.iso if question.when else None)
    return not only_repeats(claim, question.names)


def _is_other_sort(question: Question, claim: Claim) -> bool:
    """Say whether a figure counts people where things are asked, or things where people are: soldiers, not tanks."""
    if not question.thing or not claim.thing or {question.thing, claim.thing} & ACTION_NOUNS:
        return False  # "arrests" are of people
    return is_person(thing_class(question.thing)) != is_person(thing_class(claim.thing))


def _befell(question: Question, claim: Claim) -> bool:
    """Say whether to those whom a claim counts befell what is asked; its sentence may tell so in another place."""
    asked, stated = question.action_classes & OUTCOMES, frozenset(map(action_class, claim.actions)) & OUTCOMES
    if asked and not stated:
        return coverage(question.actions, claim.quote) > 0
    return bool(asked & stated) or not stated


def _is_elsewhere(question: Question, claim: Claim, retrieved: Retrieved) -> bool:
    """Say whether a figure fits the slot, but its article has no word of the event: a quake's dead, a flood's asked."""
    fits = thing_fit(question, claim) == 0 and action_fit(question, claim) == "same" and bool(question.actions)
    return fits and not of_the_event(question, claim, retrieved.articles[claim.article_id].text)


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
