"""Answers about the evidence of the last answer, from that evidence alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index import Index, Span
from index.numbers import find_numbers
from rag.accounts import Account, accounts_of, articles_of, named_origins, reported
from rag.answering import Composition
from rag.asked_back import Backing, BackingAsked
from rag.datatypes import Answer, Relation
from rag.questions import understand
from rag.wording import capitalise, day, join

__all__ = ["answer_backing"]

_LOW = frozenset({"lower", "lowest", "smaller", "smallest"})
_HIGH = frozenset({"higher", "highest", "larger", "largest", "bigger", "biggest"})
_OLD = frozenset({"older", "oldest", "earlier", "earliest"})
_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1, "other": 1}
_KINDS = {
    Relation.UPDATED: "the figure itself changed from one report to the next",
    Relation.SCOPE: "they count different groups",
    Relation.SPEAKER: "the parties that give them differ",
    Relation.CONTRADICTION: "the articles give no reason",
}


def answer_backing(question: str, asked: BackingAsked, last: Answer, index: Index) -> Answer:
    """Answer a question about the evidence of an answer, without a search.

    Args:
        question: As typed.
        asked: What it asks.
        last: The answer that it is about.
        index: Where the cited articles are.
    """
    accounts = accounts_of(last, index)
    articles = articles_of(accounts, index)
    accounts = tuple(a for a in accounts if any(article_id in articles for article_id, _ in a.sentences))
    made = Composition(understand(last.resolved_question), articles)
    resolved = f"{capitalise(question.rstrip(' ?.'))}, of the answer to ‘{last.resolved_question.rstrip(' ?')}?’"
    if not accounts:
        reason = "the last answer quotes nothing"
        made.say(f"The articles do not say: {reason}.", ())
        return replace(made.finish(question, (), reason=reason), resolved_question=resolved)
    if last.abstained:
        made.say("The articles do not answer the last question; this is the nearest they come.", ())
        asked = BackingAsked(Backing.SOURCES)
    _HANDLERS[asked.backing](made, asked, accounts, last)
    return replace(made.finish(question, (), confidence=last.confidence), resolved_question=resolved)


def _cite(made: Composition, account: Account) -> tuple[int, ...]:
    return tuple(sorted({made.cite(a, span) for a, span in account.sentences if a in made.articles}))


def _cite_all(made: Composition, accounts: Sequence[Account]) -> tuple[int, ...]:
    return tuple(sorted({number for account in accounts for number in _cite(made, account)}))


def _told(made: Composition, account: Account) -> str:
    """Return who says something, and where: "the port, in the Tarn Herald, 3 May 2025"."""
    ids = dict.fromkeys(article_id for article_id, _ in account.sentences if article_id in made.articles)
    where = "; ".join(reported(made.articles[article_id]) for article_id in ids)
    return f"{join(account.speakers)}, in {where}" if account.speakers else where


def _sources(made: Composition, _asked: BackingAsked, accounts: Sequence[Account], _last: Answer) -> None:
    """Quote every sentence that the answer rests on, with where it stands."""
    for account in accounts:
        for article_id, span in account.sentences:
            if article_id in made.articles:
                article = made.articles[article_id]
                quote = " ".join(span.of(article.text).split())
                where = f"{reported(article)}: “{quote}”" + (f" – {article.url}" if article.url else "")
                made.say(where, (made.cite(article_id, span),), item=True)


def _who(made: Composition, asked: BackingAsked, accounts: Sequence[Account], _last: Answer) -> None:
    """Say who gives one of the values, or each of them."""
    which = asked.which
    if which and len({account.value for account in accounts}) < 2:
        made.say("The last answer gives only one value.", ())
        which = ""
    chosen = _chosen(which, asked.value, accounts)
    if asked.value and chosen is accounts:
        made.say("Nobody says so in the last answer, which gives:", ())
    for account in chosen:
        made.say(f"{capitalise(account.value)}: {_told(made, account)}.", _cite(made, account), item=len(chosen) > 1)


def _chosen(which: str, value: str, accounts: Sequence[Account]) -> Sequence[Account]:
    figures = [account for account in accounts if account.low is not None]
    if which in _LOW | _HIGH and figures:
        end = min if which in _LOW else max
        return [end(figures, key=lambda account: account.low or 0.0)]
    if which in _PLACES and len(accounts) > 1:
        return [accounts[min(_PLACES[which], len(accounts) - 1)]]
    if which:
        dated = _by_date(accounts)
        return dated[-1:] if which in _OLD else dated[:1]
    asked = {number.low for number in find_numbers(value)}
    return [account for account in figures if account.low in asked] or accounts


def _by_date(accounts: Sequence[Account]) -> list[Account]:
    """Return the accounts that have a date, the latest first; all of them where none has."""
    dated = [account for account in accounts if account.published]
    return sorted(dated, key=lambda account: account.published or "", reverse=True) or list(accounts)


def _newer(made: Composition, asked: BackingAsked, accounts: Sequence[Account], _last: Answer) -> None:
    ordered = _by_date(accounts)
    old = asked.which in _OLD
    if old:
        ordered.reverse()
    first, *others = ordered
    if not first.published:
        made.say("None of the articles says when it was published.", _cite_all(made, ordered))
        return
    dates = {account.published for account in ordered}
    if others and len(dates) == 1:
        both = "Both" if len(ordered) == 2 else "All"
        made.say(f"{both} were published on {day(first.published)}.", _cite_all(made, ordered))
        return
    if others:
        made.say(f"The {'oldest' if old else 'newest'} first:", ())
    for account in ordered:
        made.say(f"{capitalise(account.value)}: {_told(made, account)}.", _cite(made, account), item=bool(others))


def _independent(made: Composition, _asked: BackingAsked, accounts: Sequence[Account], _last: Answer) -> None:
    origins = named_origins(accounts, made.articles)
    cited = _cite_all(made, accounts)
    articles = len({article_id for account in accounts for article_id, _ in account.sentences})
    if len(origins) == 1:
        many = f"the {articles} articles go" if articles > 1 else "the one article goes"
        made.say(f"No: {many} back to one origin, {origins[0]}.", cited)
        return
    made.say(f"The reporting is of {len(origins)} origins: {join(origins)}.", cited)
    speakers = [set(account.speakers) for account in accounts if account.speakers]
    shared = set.intersection(*speakers) if len(speakers) == len(accounts) > 1 else set()
    if shared:
        made.say(f"They quote the same speaker, though: {join(sorted(shared))}.", cited)


def _why(made: Composition, _asked: BackingAsked, accounts: Sequence[Account], last: Answer) -> None:
    if not last.conflicts:
        made.say("The sources do not differ in this answer.", _cite_all(made, accounts))
        return
    for kind in dict.fromkeys(conflict.kind for conflict in last.conflicts):
        made.say(f"As far as the articles tell, {_KINDS[kind]}.", _cite_all(made, accounts))
    for explanation in dict.fromkeys(conflict.explanation for conflict in last.conflicts):
        made.say(explanation, _cite_all(made, accounts))


def _right(made: Composition, _asked: BackingAsked, accounts: Sequence[Account], last: Answer) -> None:
    if last.conflicts:
        made.say("The articles do not settle it, and no side is taken here. What each one rests on:", ())
    _who(made, _ALL, accounts, last)
    _independent(made, _ALL, accounts, last)


def _item(made: Composition, asked: BackingAsked, accounts: Sequence[Account], last: Answer) -> None:
    """Quote one of the citations of the last answer."""
    citation = next((c for c in last.citations if c.number == asked.number), None)
    if citation is None or citation.article_id not in made.articles:
        made.say(f"The last answer has no source {asked.number}. It rests on:", ())
        _sources(made, asked, accounts, last)
        return
    article = made.articles[citation.article_id]
    where = f"{reported(article)}: “{' '.join(citation.quote.split())}”" + (f" – {article.url}" if article.url else "")
    made.say(where, (made.cite(citation.article_id, Span(citation.start, citation.end)),))


def _reported_first(made: Composition, _asked: BackingAsked, accounts: Sequence[Account], _last: Answer) -> None:
    first = _by_date(accounts)[-1]
    made.say(f"{_told(made, first)}: {first.value}.", _cite(made, first))


def _agree(made: Composition, asked: BackingAsked, accounts: Sequence[Account], last: Answer) -> None:
    """Say whether the sources agree, and who says what."""
    if last.conflicts:
        made.say("The sources differ:", ())
        _who(made, _ALL, accounts, last)
    else:
        made.say("Nothing in the last answer differs.", ())
        _independent(made, asked, accounts, last)


def _sure(made: Composition, asked: BackingAsked, accounts: Sequence[Account], last: Answer) -> None:
    """Say how likely the answer is right, and what it rests on."""
    made.say(f"On questions with known answers, answers like this were right {last.confidence:.0%} of the time.", ())
    _agree(made, asked, accounts, last)


_ALL = BackingAsked(Backing.WHO)
_HANDLERS: dict[Backing, Callable[[Composition, BackingAsked, Sequence[Account], Answer], None]] = {
    Backing.SOURCES: _sources, Backing.WHO: _who, Backing.NEWER: _newer, Backing.INDEPENDENT: _independent,
    Backing.WHY: _why, Backing.RIGHT: _right, Backing.ITEM: _item, Backing.FIRST: _reported_first,
    Backing.AGREE: _agree, Backing.SURE: _sure,
}  # fmt: skip
