"""Which of the articles found tell of the very event that is asked about: its place, its day, its participants."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

import numpy as np

from index import Article
from index.dates import first_day, last_day
from index.encoder import Vectors
from rag.fitted import fitted
from rag.matching import NEWS, has_name
from rag.questions import Question
from rag.retrieval import Retrieved

__all__ = ["ABOUT", "LIKELY", "event_features", "event_probabilities", "named_articles"]

ABOUT = 0.1
"""Probability from which an article is taken to tell of the event."""
LIKELY = 0.3
"""From which it is likely to, whatever words it has for it: of 50 such without the question's names, 47 do."""

_SURELY = 0.5
"""Probability from which an article counts as having the question's names that it has not: "the county" is meant."""
_OPENING = 600  # characters in which an article says what it is about
_SOON = timedelta(days=3)
_DAY = timedelta(days=1)
_NEARLY_AS_LIKE = 0.1  # in cosines
_OTHER_NEWS = timedelta(days=31)
_FOUND_FIRST = 8  # articles among which the news is looked for
_ONE_STORY = timedelta(days=366)  # within which articles may tell of one event
_SHARED_ENOUGH = 8.0  # nats of names in common: two or three that few articles have


def event_probabilities(question: Question, retrieved: Retrieved) -> dict[str, float]:
    """Return for each article found, by id, how likely it tells of the event that is asked about."""
    model = fitted("event")
    return {article_id: model.probability(row) for article_id, row in event_features(question, retrieved).items()}


def named_articles(
    question: Question, retrieved: Retrieved, events: Mapping[str, float], least: float = _SURELY
) -> frozenset[str]:
    """Return the ids of articles that have the names of a question, or tell so surely of its event that they need not.

    "The county" will do for its name where an article that has that is on the event too, and alike.

    Args:
        question: What is asked.
        retrieved: The articles found.
        events: By article id, how likely it tells of the event that is asked about.
        least: The probability from which an article need not have the names.
    """
    named = {article.id for article in retrieved.articles.values() if _share(question, article.text) == 1.0}
    sure = {article_id for article_id in retrieved.articles if events.get(article_id, 0.0) >= least}
    if not named & sure or not sure - named:
        return frozenset(named)
    first = max(sorted(named & sure), key=lambda article_id: events[article_id])
    means = _means(retrieved)
    alike = _likeness({i: mean for i, mean in means.items() if i != first}, means.get(first))
    return frozenset(named | {article_id for article_id in sure if alike.get(article_id, 0.0) > 0})


def event_features(question: Question, retrieved: Retrieved) -> dict[str, dict[str, float]]:
    """Return what the model looks at, by article id: each a number from 0 to 1, a likeness from -1 to 1."""
    if not retrieved.articles:
        return {}
    names = _names(retrieved)
    spread = Counter(name for own in names.values() for name in own)
    rarity = {name: math.log((len(names) + 1) / (count + 0.5)) for name, count in spread.items()}
    told = _dates_told(retrieved)
    means = _means(retrieved)
    like_question = _likeness(means, retrieved.question)
    first = _anchor(question, retrieved, like_question)
    others = {article_id: mean for article_id, mean in means.items() if article_id != first}
    like_first = _likeness(others, means.get(first))
    asked = question.when.iso if question.when else None
    rows = {}
    for place, (article_id, article) in enumerate(retrieved.articles.items()):
        common = sum(rarity[name] for name in names[article_id] & names[first])
        rows[article_id] = {
            "names in opening": _share(question, article.text[:_OPENING]),
            "names": _share(question, article.text),
            "rank": 1 / (1 + place),
            "names of the first": min(common / _SHARED_ENOUGH, 1.0) if article_id != first else 0.0,
            "told of": float(asked in told.get(article_id, ())),
            "like the first": like_first.get(article_id, 0.0),
            "like the undated question": like_question.get(article_id, 0.0) if asked is None else 0.0,
            **_since(asked, article.published),
            "other news": float(_is_other_news(article, retrieved.articles[first])),
        }
    return rows


def _likeness(means: Mapping[str, Vectors], other: Vectors | None) -> dict[str, float]:
    """Return how much nearer each article is to something than those found are on average, in cosines.

    Where all are on shootings, two of them are no nearer for that.
    """
    if other is None or not means:
        return dict.fromkeys(means, 0.0)
    cosines = {article_id: float(mean @ other) for article_id, mean in means.items()}
    usual = sum(cosines.values()) / len(cosines)
    return {article_id: cosine - usual for article_id, cosine in cosines.items()}


def _means(retrieved: Retrieved) -> dict[str, Vectors]:
    """Return the mean of each article's vectors, of shape ``(dim,)``, with unit length, by article id."""
    means = {i: np.mean(list(own.values()), axis=0) for i, own in retrieved.vectors.items() if own}
    return {i: np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32) for i, mean in means.items()}


def _anchor(question: Question, retrieved: Retrieved, likeness: Mapping[str, float]) -> str:
    """Return the article that the others are compared with: the first of the news that the question is about.

    That has the question's names, and appeared at the time asked about. A question that gives no time is about the
    latest news of those with its names that are nearly as like it as any, not about a namesake of years ago.
    """
    order = list(retrieved.articles.values())
    named = [a for a in order[:_FOUND_FIRST] if a.published is not None and _share(question, a.text) == 1.0]
    if question.when is not None:
        news = [a for a in named if not _since(question.when.iso, a.published)["at another time"]]
    else:
        most = max((likeness.get(a.id, 0.0) for a in named), default=0.0)
        like = [a for a in named if likeness.get(a.id, 0.0) >= most - _NEARLY_AS_LIKE]
        latest = max((last_day(str(a.published)) for a in like), default=None)
        news = [a for a in like if latest is not None and first_day(str(a.published)) >= latest - _ONE_STORY]
    return next(iter(news), order[0]).id


def _names(retrieved: Retrieved) -> dict[str, set[str]]:
    """Return the names that each article's claims have, by article id."""
    names: dict[str, set[str]] = {article_id: set() for article_id in retrieved.articles}
    for claim in retrieved.claims:
        names[claim.article_id].update(claim.names)
    return names


def _dates_told(retrieved: Retrieved) -> Mapping[str, set[str]]:
    told: dict[str, set[str]] = {}
    for claim in retrieved.claims:
        if claim.when is not None and claim.when.iso:
            told.setdefault(claim.article_id, set()).add(claim.when.iso)
    return told


def _share(question: Question, text: str) -> float:
    names = question.names
    return sum(has_name(name, text) for name in names) / len(names) if names else 1.0


def _since(asked: str | None, published: str | None) -> dict[str, float]:
    """Return how an article's day of publication lies to the time asked about; all 0 where one is not known."""
    row = {"dated": float(asked is not None), "soon after": 0.0, "at another time": 0.0}
    if asked is None or published is None:
        return row
    behind = first_day(published) - last_day(asked)
    if last_day(published) < first_day(asked) - _DAY or behind > NEWS[len(asked)]:
        row["at another time"] = 1.0
    elif behind <= _SOON:
        row["soon after"] = 1.0
    return row


def _is_other_news(article: Article, first: Article) -> bool:
    """Say whether an article appeared long before or after the first."""
    if article.id == first.id or article.published is None or first.published is None:
        return False
    return abs(first_day(article.published) - first_day(first.published)) > _OTHER_NEWS
