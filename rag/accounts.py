"""Who says what in an answer: its values with their speakers, publishers, dates and origins, read off its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Article, Claim, Index, RashomonError, Span
from rag.datatypes import Answer, Citation
from rag.wording import day

__all__ = ["Account", "accounts_of", "articles_of", "named_origins", "reported"]


@dataclass(frozen=True, slots=True)
class Account:
    """What one or more articles say in an answer."""

    value: str
    """The value of a position as shown; the quote where the answer has no positions."""
    low: float | None
    """The figure, to tell the lower one; None where it is none."""
    speakers: tuple[str, ...]
    """Who says so in the articles' words, each once; empty where the articles say so themselves."""
    origins: tuple[str, ...]
    """Who did the reporting, as ``Claim.origin`` has it."""
    sentences: tuple[tuple[str, Span], ...]
    """Article and span of the quotes."""
    published: str | None
    """ISO date of the article whose wording is shown."""


def accounts_of(answer: Answer, index: Index) -> tuple[Account, ...]:
    """Return what is said in an answer, one account for each position, or for each quote where there are none."""
    held = dict.fromkeys(position for conflict in answer.conflicts for position in conflict.positions)
    held |= dict.fromkeys(answer.positions)
    if held:
        return tuple(_account(position.claims, position.value) for position in held)
    said = dict.fromkeys(number for line in _answering(answer) for number in line)
    quotes = {citation.number: citation for citation in answer.citations}
    return tuple(_of_quote(quotes[number], index) for number in said)


def articles_of(accounts: Sequence[Account], index: Index) -> dict[str, Article]:
    """Return the articles that are still in the index, by id."""
    found: dict[str, Article] = {}
    for article_id, _ in (sentence for account in accounts for sentence in account.sentences):
        try:
            found[article_id] = index.article(article_id)
        except RashomonError:  # removed since it was cited: it can be quoted no longer
            continue
    return found


def named_origins(accounts: Sequence[Account], articles: dict[str, Article]) -> list[str]:
    """Return the origins as a reader knows them, each once: one that is an article itself by its headline."""
    ids = dict.fromkeys(origin for account in accounts for origin in account.origins)
    return [
        f"“{articles[origin].title}”" if origin in articles and articles[origin].title else origin for origin in ids
    ]


def reported(article: Article) -> str:
    """Return who published an article and when: "Tarn Herald, 3 May 2025"; its headline where nobody is named."""
    date = day(article.published) if article.published else "undated"
    headline = f"“{' '.join(article.title.split())}”" if article.title else "publisher unknown"
    return f"{article.publisher or headline}, {date}"


def _answering(answer: Answer) -> list[tuple[int, ...]]:
    """Return the citations of the lines that answer, not of what stands beside the answer."""
    aside = {related.text for related in answer.related} | {warning.explanation for warning in answer.warnings}
    return [line.citations for line in answer.lines if not any(text in line.text for text in aside)]


def _account(claims: Sequence[Claim], value: str) -> Account:
    low = next((claim.low for claim in claims if isinstance(claim.low, float | int)), None)
    return Account(
        value=value,
        low=low,
        speakers=_each_once(claim.attribution[0] for claim in claims if claim.attribution),
        origins=tuple(dict.fromkeys(claim.origin for claim in claims)),
        sentences=tuple(dict.fromkeys((claim.article_id, claim.sentence) for claim in claims)),
        published=claims[0].published,
    )


def _each_once(speakers: Iterable[str]) -> tuple[str, ...]:
    """Return speakers each once, by the longest wording: "organisers" are "the organisers of Saturday's march"."""
    named = tuple(dict.fromkeys(speakers))
    words = {name: set(name.lower().split()) for name in named}
    return tuple(name for name in named if not any(words[name] < words[other] for other in named))


def _of_quote(citation: Citation, index: Index) -> Account:
    span = Span(citation.start, citation.end)
    try:
        claims = [claim for claim in index.claims(citation.article_id) if claim.sentence == span]
        origin = index.origin(citation.article_id)
    except RashomonError:
        claims, origin = [], citation.publisher or citation.article_id
    said = tuple(dict.fromkeys(claim.attribution[0] for claim in claims if claim.attribution))
    words = f"“{' '.join(citation.quote.split())}”"
    return Account(words, None, said, (origin,), ((citation.article_id, span),), citation.published)
