"""How claims on one question relate: what agrees, what moved, what counts differently, what contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from index import Claim, ClaimKind, Qualifier
from index.dates import first_day
from index.numbers import find_numbers
from rag.datatypes import Conflict, Position, Relation
from rag.evidence import Evidence, select
from rag.matching import coverage, stems
from rag.questions import Question, QuestionKind, understand
from rag.relations import day_number, relation
from rag.wording import apart, attribution, day, is_estimate, join, participles, value

__all__ = ["conflicts_in", "group", "positions", "relate"]

_YES_NO = re.compile(r"^\W*(yes|no)\b", re.IGNORECASE)
_MEASURES = frozenset(
    "metre meter kilometre kilometer mile foot hour minute second day week month year tonne ton kilogram litre".split()
)
_NEAR_DATES = timedelta(days=31)


def relate(question: str | Question, claims: Iterable[Claim]) -> tuple[Conflict, ...]:
    """Return the conflicts among the claims that could answer a question; no others are compared.

    Args:
        question: A question that stands alone.
        claims: Claims of any articles.
    """
    asked = question if isinstance(question, Question) else understand(question)
    return conflicts_in(asked, select(asked, claims))


def conflicts_in(question: Question, evidence: Evidence) -> tuple[Conflict, ...]:
    """Return the conflicts among the claims chosen for a question."""
    if question.kind in (QuestionKind.WHO, QuestionKind.WHERE):
        return ()  # several names are one answer
    base = _comparable(positions(evidence.answers, question.noun))
    found = []
    if len(base) > 1 and not evidence.partial:
        found.extend(_clashes(question, base))
    wider = [p for p in positions(evidence.wider, question.noun) if _counts_more(p, base)]
    if base and wider:
        found.append(_scope(question, base[0], wider))
    return tuple(found)


def _comparable(found: list[Position]) -> list[Position]:
    """Return the positions in the unit of the first: no rate between currencies is known, nor is it asked for."""
    return [p for p in found if p.unit == found[0].unit or not (p.claims[0].unit or found[0].claims[0].unit)]


def positions(claims: Sequence[Claim], noun: str = "") -> list[Position]:
    """Join claims that agree into positions, in the order of their first claims."""
    groups: list[list[Claim]] = []
    for claim in claims:
        fitting = [g for g in groups if all(relation(c, claim) in (Relation.SAME, Relation.ROUNDED) for c in g)]
        exact = [g for g in fitting if (g[0].low, g[0].high) == (claim.low, claim.high)]
        if fitting:
            (exact or fitting)[0].append(claim)
        else:
            groups.append([claim])
    return [Position(tuple(_best_worded(g)), value(_best_worded(g)[0], noun)) for g in groups]


def group(question: str, answers: Sequence[str]) -> list[int]:
    """Return a number for each answer, in order; equal numbers are the same answer.

    Answers with figures are the same when the figures agree; others when most of their words beside the question's do.
    """
    asked = understand(question)
    numbers = list(range(len(answers)))
    for i, answer in enumerate(answers):
        for j in range(i):
            if numbers[j] == j and _same_answer(asked, answers[j], answer):
                numbers[i] = j
                break
    return numbers


def _same_answer(question: Question, a: str, b: str) -> bool:
    sides = [_YES_NO.match(text) for text in (a, b)]
    if sides[0] and sides[1]:
        return sides[0][1].lower() == sides[1][1].lower()
    figures = [_figures(text) for text in (a, b)]
    if figures[0] and figures[1]:
        return figures[0] <= figures[1] or figures[1] <= figures[0]
    asked = stems(question.text)
    left, right = ({w for w in stems(text) if len(w) > 3} - asked for text in (a, b))
    if not left or not right:
        return coverage(question.content, a) == coverage(question.content, b)
    return len(left & right) >= 0.5 * min(len(left), len(right))


def _figures(text: str) -> set[tuple[float, float, str]]:
    """Return the figures of a text, each with its unit or, for a measure, the word behind it."""
    found = set()
    for number in find_numbers(text):
        word = re.match(r"\s*([a-z]+)", text[number.end :], re.IGNORECASE)
        measure = word[1].lower().rstrip("s") if word and number.unit == "" else ""
        found.add((number.low, number.high, number.unit or (measure if measure in _MEASURES else "")))
    return found


def _clashes(question: Question, found: list[Position]) -> list[Conflict]:
    """Return the conflicts of positions that answer the same question: one for each relation to the first of them."""
    if question.kind is QuestionKind.WHEN:
        clash = _date_clash(found)
        return [clash] if clash else []
    first, *others = sorted(found, key=lambda p: (-day_number(p.claims[0]), not _speaks_again(p, found)))
    kinds = [(_between(first, other), other) for other in others]
    conflicts = []
    for kind in (Relation.UPDATED, Relation.SPEAKER, Relation.CONTRADICTION):
        clashing = [first, *(other for relation_to_first, other in kinds if relation_to_first is kind)]
        if len(clashing) > 1:
            if kind is not Relation.UPDATED:
                clashing.sort(key=lambda p: (float(p.low or 0), p.value))
            about = question.noun or question.thing or question.text
            conflicts.append(Conflict(kind, about, _explain(kind, clashing), tuple(clashing)))
    return conflicts


def _speaks_again(position: Position, found: list[Position]) -> bool:
    """Say whether a speaker of this position gives another one too: then it is the one that was updated."""
    return any(
        p is not position and c.attribution[:1] == d.attribution[:1] != ()
        for p in found for c in position.claims for d in p.claims
    )  # fmt: skip


def _between(a: Position, b: Position) -> Relation:
    """Return the most telling relation between the claims of two positions."""
    kinds = {relation(c, d) for c in a.claims for d in b.claims}
    telling = (Relation.UPDATED, Relation.SPEAKER, Relation.CONTRADICTION)
    return next((kind for kind in telling if kind in kinds), Relation.CONTRADICTION)


def _date_clash(found: list[Position]) -> Conflict | None:
    """Dates clash when they are near each other or differ in the year alone; else they may be two events."""
    dated = [p for p in found if isinstance(p.low, str)]
    for i, p in enumerate(dated):
        for q in dated[:i]:
            a, b = str(p.low), str(q.low)
            near = abs(first_day(a) - first_day(b)) <= _NEAR_DATES
            if near or (len(a) == len(b) == 10 and a[5:] == b[5:]):
                explanation = f"The dates differ: {day(b)} and {day(a)}."
                return Conflict(Relation.CONTRADICTION, "date", explanation, (q, p))
    return None


def _scope(question: Question, base: Position, wider: list[Position]) -> Conflict:
    counted = [f"{p.value} ({participles(p.claims[0])})" for p in (base, *wider)]
    explanation = f"They count different groups: {join(counted)}."
    return Conflict(Relation.SCOPE, question.noun or question.thing, explanation, (base, *wider))


def _counts_more(position: Position, base: list[Position]) -> bool:
    return all((position.claims[0].low, position.claims[0].high) != (p.low, p.high) for p in base)


def _explain(kind: Relation, found: list[Position]) -> str:
    claims = [p.claims[0] for p in found]
    low, high = (f(float(c.low or 0) for c in claims) for f in (min, max))
    if kind is Relation.UPDATED:
        days = sorted(c.published for c in claims if c.published)
        return (
            f"The figure moved between {day(days[0])} and {day(days[-1])}."
            if days and days[0] != days[-1]
            else "The figure moved."
        )
    if kind is Relation.SPEAKER:
        said = join([f"{p.value} {attribution(p.claims[0])}" for p in found if p.claims[0].attribution])
        return f"The speakers differ: {said}; {apart(low, high)} apart."
    if all(map(is_estimate, claims)):
        estimates = "Both" if len(claims) == 2 else "All"
        return f"{estimates} are estimates, {apart(low, high)} apart."
    return f"The figures are {apart(low, high)} apart."


def _best_worded(claims: list[Claim]) -> list[Claim]:
    """Put first the claim whose words say most: the exact figure, with its noun, of the latest article."""
    if claims[0].kind in (ClaimKind.NAME, ClaimKind.PLACE):
        return sorted(claims, key=lambda c: -len(c.text))  # the whole name
    if claims[0].kind is ClaimKind.DATE:
        return sorted(claims, key=lambda c: str(c.low)[:4] not in c.text)  # the date written out
    return sorted(
        claims,
        key=lambda c: (
            c.qualifier is not Qualifier.EXACT,
            not c.published,
            not c.thing,
            not c.attribution,
            -day_number(c),
        ),
    )
