"""Which articles, claims and sentences a model should have found for a question, as far as its gold tells."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from eval.datasets import Sample
from index import Claim, ClaimKind, Span
from rag.retrieval import QuotedSentence, Retrieved

__all__ = ["gold_articles", "gold_claims", "gold_sentences"]

_EDGES = str.maketrans("", "", string.punctuation.replace("-", "") + "“”‘’")
_EMPTY = frozenset("a an the about some of in on at by".split())


def gold_articles(sample: Sample, retrieved: Retrieved) -> frozenset[str]:
    """Return the ids of the articles found that are on the event of a question.

    In our benchmark those are all whose ids begin with the event's, elsewhere those that are filed under it.
    """
    event = f"{sample.unit}-"
    return frozenset(id_ for id_ in retrieved.articles if id_ in sample.gold_articles or id_.startswith(event))


def gold_claims(sample: Sample, claims: Sequence[Claim]) -> frozenset[Claim]:
    """Return the claims that state an acceptable value in a gold article; where quotes are gold, in one of these."""
    return frozenset(
        claim
        for claim in claims
        if claim.article_id in sample.gold_articles and _is_quoted(claim.quote, sample) and _is_right(claim, sample)
    )


def gold_sentences(sample: Sample, sentences: Sequence[QuotedSentence]) -> frozenset[tuple[str, Span]]:
    """Return the places of the sentences of gold articles that answer: gold quotes, or else what has the words."""
    return frozenset(
        (sentence.article_id, sentence.span)
        for sentence in sentences
        if sentence.article_id in sample.gold_articles
        and _is_quoted(sentence.text, sample)
        and (bool(sample.gold_quotes) or any(_has(sentence.text, text) for text in sample.texts))
    )


def _is_right(claim: Claim, sample: Sample) -> bool:
    """Say whether a claim's value is acceptable: its figure, or else its words."""
    if claim.kind is ClaimKind.QUANTITY and sample.values:
        return {claim.low, claim.high} <= set(sample.values)
    return any(_has(text, claim.text) or _has(claim.text, text) for text in sample.texts)


def _is_quoted(sentence: str, sample: Sample) -> bool:
    """Say whether a sentence is one of those that the answer was taken from, or a whole part of it."""
    return not sample.gold_quotes or any(_has(sentence, q) or _has(q, sentence) for q in sample.gold_quotes)


def _has(text: str, words: str) -> bool:
    wanted = _bare(words)
    return bool(wanted) and f" {wanted} " in f" {_bare(text)} "


def _bare(text: str) -> str:
    words = re.sub(r"[-–—]", " ", text.lower()).translate(_EDGES).split()
    return " ".join(word for word in words if word not in _EMPTY)
