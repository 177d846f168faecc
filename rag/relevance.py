"""How likely a sentence answers a question: learned from what its words, names, kind and meaning have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import Claim, ClaimKind, Span
from index.reasons import REASON
from rag.events import ABOUT, named_articles
from rag.fitted import fitted
from rag.kinds import QuestionKind
from rag.matching import coverage, has_name, rarity
from rag.periods import tells_of_another
from rag.questions import Question
from rag.retrieval import QuotedSentence, Retrieved
from rag.sorts import can_answer

__all__ = ["Ranked", "rank", "sentence_features"]

_LOOKED_AT = 48  # sentences that are ranked, at some 0.1 ms each
_MEASURE = re.compile(
    r"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million))[\s-]"
    r"(?:metres?|meters?|km(?:/h)?|kilomet(?:re|er)s?|miles?|mph|feet|foot|inch(?:es)?|seconds?|minutes?|hours?|days?|weeks?"
    r"|months?|years?|decades?|tonn?e?s?|kilograms?|kg|pounds?|lit(?:re|er)s?|hectares?|acres?|degrees?|times)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b\d+[\s-](?:year|month|week|day|century)s?[\s-]old\b|\baged?\s(?:of\s)?\d|,\s\d{1,3},|\b(?:built|born|founded|opened)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][^\W\d_]+(?:\s[A-Z][^\W\d_]+)+")
_CLAIMED = {
    QuestionKind.WHO: ClaimKind.NAME,
    QuestionKind.WHERE: ClaimKind.PLACE,
    QuestionKind.WHEN: ClaimKind.DATE,
}
_OFTEN = re.compile(
    r"\b(?:once|twice|thrice|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|last) time"
    r"|(?:\w+|\d+)[\s-]times?|every (?:\w+ )?(?:day|week|month|year|hour)s?|(?:dai|week|month|year|hour)ly"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|several|repeated) \w+s|always|rarely|regularly|seldom)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = ("often", "time")
_OPEN = (QuestionKind.WHETHER, QuestionKind.OTHER)
"""Kinds whose answers have no form of their own."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with how likely it answers, and what of it could be the answer."""

    sentence: QuotedSentence
    probability: float
    apt: bool
    """Its article is about what the question names, at the time that it asks for."""
    of_kind: bool
    """It has what an answer must have."""
    claims: tuple[Claim, ...]
    """Claims of the sentence of the kind that is asked for; none for a question that is answered by quoting."""
    said: str
    """Its words, behind those of the question that it answers where its article asks and answers."""


def rank(question: Question, retrieved: Retrieved, events: Mapping[str, float]) -> tuple[Ranked, ...]:
    """Return the sentences that come nearest to a question, the one that answers best first."""
    named = named_articles(question, retrieved, events)
    answers = fitted("sentence")
    found = []
    for sentence, claims, row in sentence_features(question, retrieved, events):
        article = retrieved.articles[sentence.article_id]
        about = events.get(sentence.article_id, 0.0) >= ABOUT and _of_the_event(question, article.text)
        apt = about and sentence.article_id in named
        said = _said(sentence, article.text)
        found.append(Ranked(sentence, answers.probability(row), apt, row["kind"] == 1.0, claims, said))
    return tuple(sorted(found, key=lambda ranked: -ranked.probability))


def sentence_features(
    question: Question, retrieved: Retrieved, events: Mapping[str, float]
) -> Iterator[tuple[QuotedSentence, tuple[Claim, ...], dict[str, float]]]:
    """Yield the sentences that are ranked, each with its claims of the kind asked for and what the models look at."""
    sentences = _candidates(retrieved)
    rarities = rarity(question.content, [sentence.text for sentence in sentences])
    around = _around(retrieved)
    own: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in retrieved.claims:
        own[claim.article_id, claim.sentence.start].append(claim)
    for sentence in sentences:
        claims = _claims_asked(question, own[sentence.article_id, sentence.span.start])
        event = events.get(sentence.article_id, 0.0)
        row = _features(question, sentence, retrieved, rarities=rarities, claims=claims, event=event)
        clauses = [retrieved.cosine(sentence.article_id, Span(claim.start, claim.end)) for claim in claims]
        row["cosine of a claim"] = max(clauses, default=sentence.cosine)
        yield sentence, claims, row | around[sentence]


def _of_the_event(question: Question, article: str) -> bool:
    """Say whether an article has one of the words that tell which event a count is asked of."""
    told = question.circumstances
    return question.kind is not QuestionKind.COUNT or not told or coverage(told, article) > 0


def _features(
    question: Question, sentence: QuotedSentence, retrieved: Retrieved, *, rarities: dict[str, float],
    claims: Sequence[Claim], event: float,
) -> dict[str, float]:  # fmt: skip
    """Return what the models look at, each between 0 and 1 but for the cosine."""
    article = retrieved.articles[sentence.article_id]
    said = _said(sentence, article.text)
    told = f"{article.title} {said}"
    total = sum(rarities.values()) or 1.0
    of_kind = _is_of_kind(question, sentence, claims)
    place = next(n for n, hit in enumerate(retrieved.hits) if hit.passage.article_id == sentence.article_id)
    return {
        "cosine": sentence.cosine,
        "cosine of the question before": retrieved.cosine(article.id, sentence.behind) if sentence.behind else 0.0,
        "words": coverage(question.content, said),
        "rare words": sum(r for lemma, r in rarities.items() if coverage((lemma,), told)) / total,
        "subject": coverage(question.subject, said) if question.subject else 1.0,
        "names": _share(question.names, said),
        "names in article": _share(question.names, article.text),
        "rank": 1 / (1 + place),
        "kind": float(of_kind),
        "form": float(of_kind and question.kind not in (*_OPEN, QuestionKind.CAUSE)),
        "reason": float(of_kind and question.kind is QuestionKind.CAUSE),
        "action": float(coverage(question.actions, said) > 0),
        "another period": float(tells_of_another(question, sentence.text)),
        "event": event,
        "first": float(place == 0),
    }


def _said(sentence: QuotedSentence, article: str) -> str:
    """Return a sentence behind the question that it answers, if its article asks one right before it."""
    return f"{sentence.behind.of(article)} {sentence.text}" if sentence.behind else sentence.text


def _around(retrieved: Retrieved) -> dict[QuotedSentence, dict[str, float]]:
    """Return for each sentence how near to the question the one before it and its article as a whole are."""
    articles: dict[str, list[QuotedSentence]] = defaultdict(list)
    for sentence in sorted(retrieved.sentences, key=lambda one: one.span.start):
        articles[sentence.article_id].append(sentence)
    found = {}
    for own in articles.values():
        mean = sum(one.cosine for one in own) / len(own)
        for before, one in zip([None, *own], own, strict=False):
            found[one] = {"cosine before": before.cosine if before else 0.0, "cosine of article": mean}
    return found


def _candidates(retrieved: Retrieved) -> list[QuotedSentence]:
    """Return the sentences nearest to the question in words and meaning together."""
    return sorted(retrieved.sentences, key=lambda s: -(s.coverage + s.cosine))[:_LOOKED_AT]


def _share(names: Sequence[str], text: str) -> float:
    return sum(has_name(name, text) for name in names) / len(names) if names else 1.0


def _claims_asked(question: Question, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims of a sentence that are of the kind asked for, and are not in the question already."""
    kind = _CLAIMED.get(question.kind, ClaimKind.QUANTITY)
    if question.kind in (*_OPEN, QuestionKind.CAUSE) or (question.kind is QuestionKind.MEASURE and not question.units):
        return ()
    own = [c for c in claims if c.kind is kind and can_answer(question, c)]
    if kind is ClaimKind.QUANTITY:
        return tuple(
            c for c in own if (c.unit in question.units if question.units else not c.unit or c.unit == question.thing)
        )
    if kind is ClaimKind.DATE:
        asked = question.when.iso if question.when else None
        return tuple(c for c in own if c.low != asked)
    return tuple(claim for claim in own if not _in_names(claim.text, question))


def _in_names(text: str, question: Question) -> bool:
    return any(has_name(text, name) or has_name(name, text) for name in question.names)


def _is_of_kind(question: Question, sentence: QuotedSentence, claims: Sequence[Claim]) -> bool:
    """Say whether a sentence has what an answer to the question must have."""
    if question.kind is QuestionKind.MEASURE:
        words = _MEASURE if question.units else _OFTEN if question.asked in _HOW_OFTEN else _AGE
        return bool(claims) or bool(words.search(sentence.text))
    if question.kind in (QuestionKind.WHO, QuestionKind.WHERE):
        return bool(claims) or any(not _in_names(found, question) for found in _NAME.findall(sentence.text))
    if question.kind is QuestionKind.CAUSE:
        return bool(REASON.search(sentence.text))
    return question.kind in _OPEN or bool(claims)
