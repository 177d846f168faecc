"""Questions about the evidence of the last answer: "show me the source", "who says the lower number?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index import Index
from index.numbers import find_numbers
from rag.accounts import Account, accounts_of, articles_of, named_origins, reported
from rag.answering import Composition
from rag.datatypes import Answer, Relation
from rag.questions import understand
from rag.wording import capitalise, day, join

__all__ = ["answer_backing", "asks_for_backing"]

_THOSE = (
    r"(?:these|those|they|them|both"
    r"|the (?:two|sources?|figures?|numbers?|reports?|articles?|accounts?|answers?|values?))"
)
_ONE = r"(?:one|number|figure|value|count|estimate|report|source|article|account|date|toll)"
_SOURCE = re.compile(
    r"^(?:please )?(?:(?:can|could) (?:you|i) )?(?:(?:show|give|tell|see|open|cite|quote)(?: me| us)?(?: the"
    r"| your| its| their)?"
    r"|(?:what|which|where)(?: is| are|['’]s)(?: the| your| its| their)?|any|your|the)? ?"
    r"(?:sources?|quotes?|citations?|evidence|articles?|proof)(?: for (?:that|this|it)| please)?$"
    r"|^where (?:does|did|do) (?:that|this|it|you)(?: \w+)? (?:come|get|have)(?: (?:that|this|it))?(?: from)?$"
    r"|^(?:which|what) (?:articles?|sources?|papers?|outlets?) (?:says?|reports?|is|are) (?:so|that|this|it)$"
    r"|^how do you know(?: (?:that|this))?$",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"^(?:and )?who (?:says?|said|gives?|gave|reports?|reported|claims?|claimed) (?:(?:so|that|this|it|which|what)"
    rf"|the (?P<which>lower|lowest|smaller|smallest|higher|highest|larger|largest|bigger|biggest|first|second"
    rf"|third|last"
    rf"|latest|newer|newest|later|earlier|earliest|older|oldest|other)(?: {_ONE})?|(?P<value>[^ ]*\d\S*(?: \w+)?))$"
    r"|^(?:says who|according to whom?|who says so)$",
    re.IGNORECASE,
)
_NEWER = re.compile(
    rf"^(?:and )?(?:which|what)(?: {_ONE}| of (?:them|these|those|the two))*(?: is|['’]s|are)(?: the)? "
    rf"(?P<which>newer|newest|more recent|most recent|latest|later|older|oldest|earlier|earliest)(?: {_ONE})?$"
    r"|^when (?:was|were) (?:that|this|it|they|these|those) (?:published|reported|written)$"
    r"|^how (?:old|new|recent) (?:is|are) (?:that|this|these|those|they|it)(?: (?:reports?|figures?|articles?))?$",
    re.IGNORECASE,
)
_INDEPENDENT = re.compile(
    rf"^(?:and )?(?:are|is) {_THOSE}(?: all)?(?: really)? (?:independent(?: of (?:each other|one another))?"
    rf"|the same(?: source| origin)?"
    r"|copies|from the same (?:source|origin|agency))$"
    r"|^how many (?:independent |different )?(?:sources|origins)(?: (?:is|are) (?:that|this|there|it|these"
    r"|those))?(?: say (?:so|that|this))?$"
    r"|^(?:do|did) (?:they|these|those) (?:copy|rely on) (?:each other|one another|the same (?:source|agency))$",
    re.IGNORECASE,
)
_WHY = re.compile(
    rf"^(?:and |but )?why (?:do|does|did|are|is) (?:{_THOSE}|there)(?: all)? (?:a |so )?(?:differ|disagree|vary"
    rf"|conflict|different|difference|"
    rf"contradict(?: each other| one another)?|not agree|differences|disagreement)\w*$|^why the (?:difference"
    rf"|disagreement|discrepancy)$"
    r"|^what explains the (?:difference|discrepancy|disagreement)$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"^(?:so |and |but )?(?:which|who)(?: {_ONE}| of (?:them|these|those|the two))*(?: is|['’]s| are| should i"
    rf"| do you)(?: the| more| most)* "
    rf"(?:right|correct|true|accurate|reliable|trust|believe|credible|trustworthy)(?: {_ONE})?$",
    re.IGNORECASE,
)
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


def asks_for_backing(question: str) -> bool:
    """Say whether a question is about the evidence of the answer before it."""
    return _handler(_bare(question)) is not None


def answer_backing(question: str, last: Answer, index: Index) -> Answer:
    """Answer a question about the evidence of an answer from that evidence alone, without a search.

    Args:
        question: One for which ``asks_for_backing`` holds.
        last: The answer that it is about.
        index: Where the cited articles are.
    """
    bare = _bare(question)
    accounts = accounts_of(last, index)
    articles = articles_of(accounts, index)
    accounts = tuple(a for a in accounts if any(article_id in articles for article_id, _ in a.sentences))
    made = Composition(understand(last.resolved_question), articles)
    handler = _handler(bare)
    if not accounts or handler is None:
        reason = "the last answer quotes nothing"
        made.say(f"The articles do not say: {reason}.", ())
        return replace(made.finish(question, (), reason=reason), resolved_question=_about(question, last))
    if last.abstained and handler is not _sources:
        made.say("The articles do not answer the last question; this is the nearest they come.", ())
        handler = _sources
    handler(made, bare, accounts, last)
    return replace(made.finish(question, (), confidence=last.confidence), resolved_question=_about(question, last))


def _about(question: str, last: Answer) -> str:
    asked = last.resolved_question.rstrip(" ?")
    return f"{capitalise(question.rstrip(' ?.'))}, of the answer to ‘{asked}?’"


_Handler = Callable[[Composition, str, Sequence[Account], Answer], None]


def _bare(question: str) -> str:
    return " ".join(question.split()).strip(" ?.!")


def _handler(bare: str) -> _Handler | None:
    handlers = (
        (_SOURCE, _sources), (_WHO, _who), (_NEWER, _newer), (_INDEPENDENT, _independent), (_WHY, _why),
        (_RIGHT, _right),
    )  # fmt: skip
    return next((handler for pattern, handler in handlers if pattern.match(bare)), None)


def _cite(made: Composition, account: Account) -> tuple[int, ...]:
    return tuple(sorted({made.cite(a, span) for a, span in account.sentences if a in made.articles}))


def _cite_all(made: Composition, accounts: Sequence[Account]) -> tuple[int, ...]:
    return tuple(sorted({number for account in accounts for number in _cite(made, account)}))


def _told(made: Composition, account: Account) -> str:
    """Return who says something, and where: "the port, in the Tarn Herald, 3 May 2025"."""
    ids = dict.fromkeys(article_id for article_id, _ in account.sentences if article_id in made.articles)
    where = "; ".join(reported(made.articles[article_id]) for article_id in ids)
    return f"{join(account.speakers)}, in {where}" if account.speakers else where


def _sources(made: Composition, _bare: str, accounts: Sequence[Account], _last: Answer) -> None:
    """Quote every sentence that the answer rests on, with where it stands."""
    for account in accounts:
        for article_id, span in account.sentences:
            if article_id in made.articles:
                article = made.articles[article_id]
                quote = " ".join(span.of(article.text).split())
                where = f"{reported(article)}: “{quote}”" + (f" – {article.url}" if article.url else "")
                made.say(where, (made.cite(article_id, span),), item=True)


def _who(made: Composition, bare: str, accounts: Sequence[Account], _last: Answer) -> None:
    """Say who gives one of the values, or each of them."""
    match = _WHO.match(bare)
    which = (match["which"] or "").lower() if match else ""
    if which and len({account.value for account in accounts}) < 2:
        made.say("The last answer gives only one value.", ())
        which = ""
    value = (match["value"] or "") if match else ""
    chosen = _chosen(which, value, accounts)
    if value and chosen is accounts:
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


def _newer(made: Composition, bare: str, accounts: Sequence[Account], _last: Answer) -> None:
    match = _NEWER.match(bare)
    ordered = _by_date(accounts)
    old = match is not None and (match["which"] or "").lower() in _OLD
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


def _independent(made: Composition, _bare: str, accounts: Sequence[Account], _last: Answer) -> None:
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


def _why(made: Composition, _bare: str, accounts: Sequence[Account], last: Answer) -> None:
    if not last.conflicts:
        made.say("The sources do not differ in this answer.", _cite_all(made, accounts))
        return
    for kind in dict.fromkeys(conflict.kind for conflict in last.conflicts):
        made.say(f"As far as the articles tell, {_KINDS[kind]}.", _cite_all(made, accounts))
    for explanation in dict.fromkeys(conflict.explanation for conflict in last.conflicts):
        made.say(explanation, _cite_all(made, accounts))


def _right(made: Composition, _bare: str, accounts: Sequence[Account], last: Answer) -> None:
    if last.conflicts:
        made.say("The articles do not settle it, and no side is taken here. What each one rests on:", ())
    _who(made, "", accounts, last)
    _independent(made, "", accounts, last)
