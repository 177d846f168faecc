"""A question that fits several events, and the articles of each: two floods, of other days and other places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from index import Article, ClaimKind
from index.dates import first_day
from rag.kinds import QuestionKind
from rag.matching import coverage, has_name
from rag.questions import Question
from rag.retrieval import Retrieved
from rag.wording import day

__all__ = ["Happening", "happenings", "only_of"]

_OPENING = 400  # characters in which an article says what it is about
_ONE_STORY = timedelta(days=45)  # between two articles on one event, if they share names
_SAME_WEEK = timedelta(days=7)
_SHARED = 2  # names that articles on one event share, beside the question's; one will do within a week
_LATEST = timedelta(days=366)  # of news of years ago a question without a date does not ask
_MOST = 9  # events that are told apart
_AT = re.compile(r"\b(?:in|at|hit|through) ")


@dataclass(frozen=True, slots=True)
class Happening:
    """One of the events that a question fits."""

    articles: tuple[str, ...]
    """Ids of the articles that tell of it, in the order in which they were found."""
    place: str
    """The name that tells it from the others; empty where none does."""
    first: str
    """ISO date of its first article."""
    last: str
    """ISO date of its last one."""

    @property
    def label(self) -> str:
        """The event as a choice: "Tollow, March 2025"."""
        return ", ".join(part for part in (self.place, day(self.first[:7])) if part)


def happenings(question: Question, retrieved: Retrieved) -> tuple[Happening, ...]:
    """Return the events that a question fits equally well, the one found first first; none if it fits one at most.

    An article tells of an event that is asked about if its headline or opening has the words that say which ("flood"),
    and its text the question's names. Those of one event appeared within weeks of each other and share names. A
    question without a date asks of the last year's news.

    Args:
        question: What is asked. One that gives a time is about one event.
        retrieved: What was found for it.
    """
    if question.when is not None or question.kind is QuestionKind.OTHER or not question.events:
        return ()
    telling = [article for article in retrieved.articles.values() if _tells(question, article)]
    names = _names(question, retrieved)
    groups: list[list[Article]] = []
    for article in telling:
        joined = [group for group in groups if any(_of_one_event(article, other, names) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(one for group in joined for one in group), article])
    latest = max((first_day(str(article.published)) for article in telling), default=None)
    groups = [g for g in groups if latest and any(first_day(str(a.published)) >= latest - _LATEST for a in g)]
    if not 2 <= len(groups) <= _MOST:
        return ()
    order = {article_id: place for place, article_id in enumerate(retrieved.articles)}
    groups.sort(key=lambda group: min(order[article.id] for article in group))
    return tuple(_described(groups, names))


def only_of(happening: Happening, retrieved: Retrieved) -> Retrieved:
    """Return what was found with the articles of one event alone."""
    kept = set(happening.articles)
    return replace(
        retrieved,
        hits=tuple(hit for hit in retrieved.hits if hit.passage.article_id in kept),
        articles={article_id: article for article_id, article in retrieved.articles.items() if article_id in kept},
        claims=tuple(claim for claim in retrieved.claims if claim.article_id in kept),
        sentences=tuple(sentence for sentence in retrieved.sentences if sentence.article_id in kept),
    )


def _tells(question: Question, article: Article) -> bool:
    opening = article.text[: article.body_start + _OPENING]
    named = all(has_name(name, article.text) for name in question.names)
    return named and article.published is not None and coverage(question.events, opening) == 1.0


def _names(question: Question, retrieved: Retrieved) -> dict[str, set[str]]:
    """Return the names of each article that are neither the question's nor in most of the articles."""
    found: dict[str, set[str]] = {article_id: set() for article_id in retrieved.articles}
    for claim in retrieved.claims:
        own = {*claim.names, *([claim.text] if claim.kind is ClaimKind.PLACE else [])}
        found[claim.article_id].update(name for name in own if not any(has_name(name, q) for q in question.names))
    return found


def _of_one_event(a: Article, b: Article, names: dict[str, set[str]]) -> bool:
    apart = abs(first_day(str(a.published)) - first_day(str(b.published)))
    shared = {n for n in names[a.id] if has_name(n, b.text)} | {n for n in names[b.id] if has_name(n, a.text)}
    return apart <= _ONE_STORY and len(shared) >= (1 if apart <= _SAME_WEEK else _SHARED)


def _told_as_place(name: str, group: list[Article]) -> int:
    """Return how often a name says where something is: behind "in", or in a headline."""
    told = 0
    for article in group:
        ends = [start + len(name) for start in _behind_places(article.text) if article.text.startswith(name, start)]
        told += sum(not article.text[end : end + 1].isalnum() for end in ends) + (name in article.title)
    return told


@lru_cache(maxsize=256)
def _behind_places(text: str) -> tuple[int, ...]:
    """Return where a text has words behind "in" and the like: found once, not for each of a hundred names."""
    return tuple(match.end() for match in _AT.finditer(text))


def _described(groups: list[list[Article]], names: dict[str, set[str]]) -> Iterator[Happening]:
    for group in groups:
        others = {name for other in groups if other is not group for article in other for name in names[article.id]}
        own = sorted({name for article in group for name in names[article.id] - others})
        told = Counter({name: _told_as_place(name, group) for name in own})
        place = max(own, key=lambda name: (told[name], -len(name)), default="")
        dates = sorted(str(article.published) for article in group)
        yield Happening(tuple(article.id for article in group), place, dates[0], dates[-1])
