"""Which claims could answer the question as asked, which count more, and which only look like an answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import compress

from index import Claim, ClaimKind, State
from index.dates import first_day, last_day
from index.moods import FORECASTING
from rag.changes import is_change, is_gap
from rag.matching import (
    GENERIC_PEOPLE,
    MOVED,
    OUTCOMES,
    action_fit,
    coverage,
    has_name,
    same_time,
    thing_fit,
)
from rag.questions import Question, QuestionKind
from rag.roles import play_roles
from rag.sorts import can_answer

__all__ = ["UNSURE", "Evidence", "counts_otherwise", "narrowed", "of_the_event", "one_of_each", "select", "why_not"]

UNSURE = "perhaps of something else"
"""Why another value is only related that may well answer the same question."""

_MEASURED = (QuestionKind.AMOUNT, QuestionKind.SHARE)
_ENOUGH = 0.6  # of the question's content words must stand in the sentence or headline of a sum or a share
_ONE_NEWS = timedelta(days=366)  # articles further apart tell of different events, for all that a question tells
_REFERS = re.compile(
    r"(?:It|They|This|That|These|He|She)\b|The (?:figure|total|sum|bill|cost|price|number|amount|rate|share)\b"
)
_REFERENT = 250  # characters before such a sentence, in its paragraph
_EXPECTED = "expected"
_STATE_REASONS = {
    State.PLANNED: "planned",
    State.POSSIBLE: "possible, not stated as fact",
    State.DENIED: "denied",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The claims that bear on a question."""

    answers: tuple[Claim, ...] = ()
    """They answer it as asked."""
    wider: tuple[Claim, ...] = ()
    """They could be given as the answer, but count more than was asked ("killed or wounded")."""
    partial: bool = False
    """The answers count only parts of what was asked, by kind or one by one; they do not contradict each other."""
    related: tuple[tuple[Claim, str], ...] = ()
    """A reader would take them for an answer; with the reason why they are none."""


def select(question: Question, claims: Iterable[Claim], contexts: Mapping[str, str] | None = None) -> Evidence:
    """Choose the claims that bear on a question.

    Args:
        question: What is asked.
        claims: Claims of any articles.
        contexts: By article id, a text in which the question's names may stand besides the claim's own sentence; the
            sentences of the article's claims when not given.
    """
    claims = [claim for claim in claims if can_answer(question, claim)]
    if contexts is None:
        quotes: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in claims:
            quotes[claim.article_id][claim.quote] = None
        contexts = {article_id: "\n".join(q) for article_id, q in quotes.items()}
    # What the whole article has is looked up once for each article, not for each of its claims.
    missing = {
        article_id: [name for name in question.names if not has_name(name, context)]
        for article_id, context in contexts.items()
    }
    about = [c for c in claims if all(has_name(name, c.quote) for name in missing.get(c.article_id, question.names))]
    if question.kind is QuestionKind.COUNT:
        return _counts(question, about, contexts)
    if question.kind in _MEASURED:
        return _sums(question, about, contexts)
    if question.kind in (QuestionKind.WHO, QuestionKind.WHERE, QuestionKind.WHEN):
        return Evidence(tuple(one_of_each(play_roles(question, about, contexts))))
    return Evidence()


def of_the_event(question: Question, claim: Claim, context: str) -> bool:
    """Say whether the article has one of the words that tell which event is asked about.

    A question without an action ("How many were on board?") is told by its other words alone: the sentence needs them.
    """
    if not question.action_classes and question.circumstances:
        return coverage(question.circumstances, claim.quote) >= _ENOUGH
    told = question.circumstances
    return not told or coverage(told, context) > 0 or coverage(told, claim.quote) > 0


def _counts(question: Question, claims: Sequence[Claim], contexts: Mapping[str, str]) -> Evidence:
    fitting: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
    related: list[tuple[Claim, str]] = []
    claims, elsewhen = _one_news(question, claims)
    for claim in claims:
        level = thing_fit(question, claim) if claim.kind is ClaimKind.QUANTITY else None
        fit = action_fit(question, claim)
        if level is None or not narrowed(question, claim):
            continue
        to_come = level == 0 and _to_come(question, claim)
        if (fit == "other" and not to_come) or not of_the_event(question, claim, contexts.get(claim.article_id, "")):
            continue
        reason = why_not(question, claim)
        if reason is None and fit != "other":
            fitting[fit].append((level, claim))
        elif reason is not None and (fit == "same" or to_come):
            related.append((claim, reason))
    related += [(c, f"about another time, {c.published}") for c in elsewhen if _answers_too(question, c)]
    return _weighed(question, fitting, related)


def _weighed(
    question: Question, fitting: Mapping[str, list[tuple[int, Claim]]], related: list[tuple[Claim, str]]
) -> Evidence:
    """Tell the figures of the whole from those of its parts, by how their actions and things fit."""
    same, wider = fitting.get("same", []), fitting.get("wider", [])
    told = wider or question.thing in GENERIC_PEOPLE or question.action_classes & OUTCOMES
    unsaid = [] if told else fitting.get("open", [])
    answers = same or [(level, claim) for level, claim in unsaid if claim.thing]
    levels = [level for level, c in answers if not c.share] or [level for level, _ in answers]
    best = min(levels, default=0)  # a part of some whole does not outdo a figure of its own
    parts = [(c, "only a part of those asked about") for level, c in answers if level > best and c.high != 1]
    shares = [c for level, c in answers if level == best and c.share]
    counted = [c for level, c in answers if level == best and not c.share]
    whole = _leave_out_parts(counted)
    parts += [
        (claim, "a part of the whole")
        for claim in (*shares, *counted)
        if whole and claim not in whole and claim.high != 1
    ]
    chosen = whole or _leave_out_parts(shares)
    return Evidence(
        tuple(one_of_each(chosen)),
        tuple(one_of_each([c for level, c in wider if level == 0 and not c.share])),
        partial=best > 0 or not whole,
        related=tuple(_dedupe_related([*related, *parts], chosen)),
    )


def _one_news(question: Question, claims: Sequence[Claim]) -> tuple[Sequence[Claim], list[Claim]]:
    """Split claims into those of the latest news and those of articles over a year older, unless a time is asked."""
    fitting = [c for c in claims if _answers_too(question, c)]
    latest = max((c.published for c in fitting if c.published), default=None)
    if latest is None or question.when is not None:
        return claims, []
    oldest = first_day(latest) - _ONE_NEWS
    old = [c.published is not None and last_day(c.published) < oldest for c in claims]
    return [c for c, is_old in zip(claims, old, strict=True) if not is_old], list(compress(claims, old))


def _answers_too(question: Question, claim: Claim) -> bool:
    """Say whether a claim fits the question's thing and action, whatever its time."""
    if claim.kind is not ClaimKind.QUANTITY or thing_fit(question, claim) is None:
        return False
    return action_fit(question, claim) == "same" and why_not(question, claim) is None


def _to_come(question: Question, claim: Claim) -> bool:
    """Say whether a claim counts more of the same that is to come, whatever the verb ("are to follow")."""
    if not claim.thing or question.thing in GENERIC_PEOPLE or question.action_classes & OUTCOMES:
        return False
    return claim.further or claim.state is State.PLANNED


def _leave_out_parts(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what an article counts on the side: less than its largest figure by the same speaker.

    A figure in the headline, or one told as having moved, is kept: it is no part of the other.
    """
    largest: dict[tuple[str, tuple[str, ...]], float] = {}
    for claim in claims:
        key = (claim.article_id, claim.attribution[:1])
        largest[key] = max(largest.get(key, 0.0), float(claim.high or 0))
    return [
        c for c in claims
        if float(c.high or 0) >= largest[c.article_id, c.attribution[:1]] or c.sentence.start == 0
        or MOVED.search(c.quote)
    ]  # fmt: skip


def narrowed(question: Question, claim: Claim) -> bool:
    """Say whether a claim has what narrows the counted noun: its kind ("ballistic") and its nation."""
    own = " ".join((*claim.modifiers, claim.text))
    of_the_noun = {word for name in question.names for word in name.lower().split()} & set(question.modifiers)
    for modifier in question.modifiers:
        if modifier in of_the_noun:
            if not has_name(modifier, own) and (_other_nation(question, claim) or not has_name(modifier, claim.quote)):
                return False
        elif not has_name(modifier, own) and not has_name(modifier, claim.quote):
            return False
    return True


def _other_nation(question: Question, claim: Claim) -> bool:
    """Say whether the claim's own words name a nation that the question does not."""
    own = [word for word in claim.text.split()[1:] if word[:1].isupper() and word.lower() in claim.modifiers]
    return any(not any(has_name(word, name) for name in question.names) for word in own)


def _several_events(question: Question, claim: Claim) -> str:
    """Return the plural of the event asked about, if a claim's sentence tells of several and not of the one.

    "How many were hurt in the fire in Obell?" is not answered by "Nine people were hurt in fires over the weekend".
    """
    if claim.kind is not ClaimKind.QUANTITY:
        return ""
    for event in question.events:
        plural = re.search(rf"\b{re.escape(event)}e?s\b", claim.quote, re.IGNORECASE)
        if plural and not re.search(rf"\b{re.escape(event)}\b", claim.quote, re.IGNORECASE):
            return plural[0].lower()
    return ""


def counts_otherwise(question: Question, claim: Claim) -> bool:
    """Say whether a figure is of another sort than what is asked: on top, a change, denied, of several events."""
    on_top = claim.further != question.further and not is_gap(question, claim)
    denied = claim.state is State.DENIED
    return is_change(question, claim) or on_top or denied or bool(_several_events(question, claim))


def _state_reason(claim: Claim) -> str | None:
    """Return why a claim does not say what is so, or None if it does: planned, or only expected."""
    expected = claim.state is State.PLANNED and not FORECASTING.isdisjoint(claim.actions)
    return _EXPECTED if expected else _STATE_REASONS.get(claim.state)


def why_not(question: Question, claim: Claim) -> str | None:
    """Return why a claim that fits the question's words is no answer to it, or None if it is one."""
    to_come = question.planned and claim.state is State.PLANNED
    if question.planned and question.kind is QuestionKind.COUNT and claim.state is State.HAPPENED:
        return "already there, not to come"
    if claim.further and not question.further and not to_come and not is_gap(question, claim):
        state = _state_reason(claim)
        return f"{state}, and on top of those already counted" if state else "on top of those already counted"
    if is_change(question, claim):
        return "by how much it changed"
    if claim.state in _STATE_REASONS and not question.planned:
        return _state_reason(claim)
    if question.further and not claim.further:
        return "not an additional number"
    several = _several_events(question, claim)
    if several:
        return f"over several {several}"
    if not same_time(question, claim):
        return f"at another time ({claim.when.wording})" if claim.when else "at another time"
    return None


def _sums(question: Question, claims: Sequence[Claim], contexts: Mapping[str, str]) -> Evidence:
    """Choose sums of money or shares of a whole whose sentence is about what is asked."""
    units = question.units
    related, answers = [], list[tuple[float, Claim]]()
    for claim in claims:
        told = _told(claim, contexts.get(claim.article_id, ""))
        if claim.unit not in units or coverage(question.subject, told) < _ENOUGH:
            continue
        if action_fit(question, claim) == "other" and not coverage(question.actions, claim.quote):
            continue
        reason = why_not(question, claim)
        if reason:
            related.append((claim, reason))
        else:
            answers.append((coverage(question.content, told), claim))
    if not answers:  # what is to be paid is the price for now
        planned = [c for c, reason in related if reason in (_STATE_REASONS[State.PLANNED], _EXPECTED)]
        answers = [(coverage(question.content, _told(c, contexts.get(c.article_id, ""))), c) for c in planned]
    best = max((share for share, _ in answers), default=0.0)
    chosen = one_of_each([claim for share, claim in answers if share >= best - 0.15])
    return Evidence(tuple(chosen), related=tuple(_dedupe_related(related, chosen)))


def _told(claim: Claim, context: str) -> str:
    """Return what tells what a sum is for: its sentence, the headline, and the sentence that its "it" refers to."""
    headline = context.split("\n", 1)[0]
    before = context[: claim.sentence.start].rsplit("\n", 1)[-1][-_REFERENT:] if _REFERS.match(claim.quote) else ""
    return f"{before} {claim.quote} {headline} {' '.join(claim.actions)}"


def one_of_each(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims, those of one article with one value only once, latest articles first, then by place."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: c.sentence.start == 0):  # a headline is quoted where the body has no more
        value = claim.text.lower() if claim.low is None else None
        seen.setdefault(
            (claim.article_id, claim.low, claim.high, value, claim.actions if claim.low is not None else ()), claim
        )
    return sorted(seen.values(), key=lambda c: (-_day(c), c.article_id, c.start))


def _day(claim: Claim) -> int:
    return first_day(claim.published).toordinal() if claim.published else 0


def _dedupe_related(related: Iterable[tuple[Claim, str]], answers: Sequence[Claim]) -> list[tuple[Claim, str]]:
    taken = {(c.low, c.high) for c in answers}
    kept: dict[tuple[object, object], tuple[Claim, str]] = {}
    for claim, reason in related:
        if (claim.low, claim.high) not in taken and (
            claim.thing not in GENERIC_PEOPLE or claim.text.strip().isalnum() or claim.actions
        ):
            kept.setdefault((claim.low, claim.high), (claim, reason))
    return list(kept.values())
