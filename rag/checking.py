"""Whether a sentence that a model wrote says what the quotes that it cites say, and nothing else.

Nothing here asks a model. A sentence fails at the first thing that its quotes do not bear out, and then it is not
shown: a false alarm costs fluency, a miss costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from index import State
from rag.counts import misgiven, unfounded
from rag.facts import Dated, Facts, Quoted, facts_of
from rag.matching import covered, has_name
from rag.writing import Sentence

__all__ = ["Flaw", "flaw"]

ENOUGH = 0.85
"""Share of a sentence's content words that its quotes must have. Of 452 sentences of summaries (QAGS, development half)
held against the three nearest ones of their article, 0.7 leaves out 0.46 of those that are wrong and keeps 0.78 of the
others, 0.85 leaves out 0.54 and keeps 0.75, 0.9 leaves out 0.57 and keeps 0.73."""
_ADDRESS = re.compile(
    r"https?:|www\.|\S@\S+\.\w|\]\(|</?\w+|```|\b[\w-]+\.(?:com|org|net|io|info|biz|ru|cn)\b", re.IGNORECASE
)
_QUOTATION = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_JUDGING = frozenset(
    """wrong correct incorrect incorrectly correctly true untrue false falsely actual actually real really accurate
    accurately inaccurate mistaken mistake mistakenly error erroneous erroneously confirm reliable unreliable agree
    agreement consensus consistent undisputed misleading outdated debunk refute trustworthy credible right rightly
    wrongly definitely certainly clearly exaggerate overstate understate overestimate underestimate inflate lie liar
    fake hoax propaganda discredit verify unverified prove disprove likely unlikely probably plausible implausible
    suspicious dubious honest dishonest""".split()
)
"""Words that take a side between what sources say, as they are and as lemmas."""
_REPORTING = frozenset(
    """accord accordingly account article source report reporter say state tell write put give differ vary difference
    different figure number count estimate another other while whereas though although but one newspaper paper outlet
    news also later earlier quote describe mention note add cite reportedly total people person include involve happen
    occur take make come go reach stand show call name concern accuse more less least few about nearly almost around
    over approximately roughly before after now then still already again""".split()
)
"""Words that any report on reports needs."""
_LIGHT = frozenset("have be do see become begin start carry hold keep use".split())
"""Verbs that say little themselves."""
_DISTANT = frozenset(
    """reportedly allegedly apparently supposedly purportedly presumably unconfirmed alleged suspected rumoured
    rumored""".split()
)
"""Words by which an article keeps its distance."""


class Flaw(StrEnum):
    """What is wrong with a sentence, in words for the reader."""

    UNCITED = "no citation"
    UNKNOWN = "a citation of no quote"
    MARKUP = "an address or markup"
    NUMBER = "a number that its quotes do not have"
    DATE = "a date that its quotes do not have"
    NAME = "a name that its quotes do not have"
    SPEAKER = "a number given to somebody who has another"
    QUOTATION = "a quotation that its quotes do not have"
    JUDGEMENT = "a side taken between the sources"
    STATE = "a fact that its quotes deny, plan or suppose, or the other way round"
    WORDS = "words that its quotes do not have"


def flaw(sentence: Sentence, quotes: Mapping[int, Quoted], question: str = "") -> Flaw | None:
    """Return the first flaw of a sentence against the quotes that it cites, or nothing.

    Args:
        sentence: As a model wrote it.
        quotes: All that it was given, by number.
        question: What was asked; its words count as said where the article of a cited quote has them.
    """
    if not sentence.numbers:
        return Flaw.UNCITED
    if any(number not in quotes for number in sentence.numbers):
        return Flaw.UNKNOWN
    if _ADDRESS.search(sentence.text):
        return Flaw.MARKUP
    cited = [quotes[number] for number in sentence.numbers]
    said, told = facts_of(sentence.text), [quoted.facts for quoted in cited]
    checks = (
        (Flaw.NUMBER, unfounded(said, told)),
        (Flaw.DATE, any(not _has_date(dated, cited) for dated in _dates(sentence.text, cited))),
        (Flaw.NAME, any(not _has_name(name, cited, question) for name in said.names)),
        (Flaw.SPEAKER, misgiven(sentence, quotes)),
        (Flaw.QUOTATION, _quotations_fail(sentence.text, cited)),
        (
            Flaw.JUDGEMENT,
            bool(_JUDGING & {*said.words, *said.content} - {w for f in told for w in (*f.words, *f.content)}),
        ),
        (Flaw.STATE, _states_fail(said, told) or _is_nearer(said, told)),
        (Flaw.WORDS, not _is_supported(said, cited, question)),
    )
    return next((found for found, fails in checks if fails), None)


def _dates(sentence: str, quotes: Sequence[Quoted]) -> list[Dated]:
    """Return the dates of a sentence, each with what it means to the articles that it cites."""
    read = [facts_of(sentence, published).dates for published in {q.citation.published for q in quotes}]
    return [Dated(same[0].wording, frozenset().union(*(d.isos for d in same))) for same in zip(*read, strict=True)]


def _has_date(dated: Dated, quotes: Sequence[Quoted]) -> bool:
    """Say whether a quote has the date: in these words, or one that it names as exactly or less so.

    The month and the year of publication are those of the news; the day need not be.
    """
    if any(dated.wording.lower() in " ".join(q.citation.quote.lower().split()) for q in quotes):
        return True
    known = {iso for quoted in quotes for one in quoted.facts.dates for iso in one.isos}
    known |= {quoted.citation.published[:7] for quoted in quotes if quoted.citation.published}
    return any(iso.startswith(told) for told in dated.isos for iso in known)


def _has_name(name: str, quotes: Sequence[Quoted], question: str) -> bool:
    """Say whether a cited quote has a name, or the question has it and the article of a quote, too."""
    if any(has_name(name, quoted.around) for quoted in quotes):
        return True
    return has_name(name, question) and any(has_name(name, quoted.article.text) for quoted in quotes)


def _quotations_fail(sentence: str, quotes: Sequence[Quoted]) -> bool:
    known = [_letters(quoted.citation.quote) for quoted in quotes]
    return any(not any(_letters(words) in text for text in known) for words in _QUOTATION.findall(sentence))


def _states_fail(said: Facts, told: Sequence[Facts]) -> bool:
    """Say whether a verb that the quotes have, too, stands there in another state alone: denied, planned, possible."""
    known: dict[str, set[State]] = {}
    for facts in told:
        for verb, state in facts.verbs:
            known.setdefault(verb, set()).add(_state(state))
    return any(verb in known and _state(state) not in known[verb] for verb, state in said.verbs)


def _is_nearer(said: Facts, told: Sequence[Facts]) -> bool:
    """Say whether every quote keeps its distance from what it tells, and the sentence does not."""
    return all(_DISTANT & facts.words for facts in told) and not _DISTANT & said.words


def _state(state: State) -> State:
    """Return a state, what is going on and what happened as one."""
    return State.HAPPENED if state is State.ONGOING else State.PLANNED if state is State.POSSIBLE else state


def _is_supported(said: Facts, quotes: Sequence[Quoted], question: str) -> bool:
    """Say whether a sentence's quotes have what it says happened, and enough of its other content words."""
    content = tuple(lemma for lemma in said.content if lemma not in _REPORTING)
    deeds = tuple(verb for verb, _ in said.verbs if verb not in _REPORTING | _LIGHT)
    if not content:
        return bool(said.numbers or said.names or said.dates)
    have = _founded(content, quotes, question)
    return len(have) >= ENOUGH * len(content) and len(_founded(deeds, quotes, question)) == len(set(deeds))


def _founded(lemmas: tuple[str, ...], quotes: Sequence[Quoted], question: str) -> frozenset[str]:
    """Return those of some lemmas that the quotes have, or the question and the article of a quote."""
    told = {word for quoted in quotes for word in (*quoted.facts.content, *(verb for verb, _ in quoted.facts.verbs))}
    have = covered(lemmas, "\n".join(quoted.around for quoted in quotes)) | (told & set(lemmas))
    asked = covered(lemmas, question) - have
    return have | (covered(tuple(asked), "\n".join(quoted.article.text for quoted in quotes)) if asked else frozenset())


def _letters(text: str) -> str:
    """Return the words of a text alone, so that quotation marks and spaces make no difference."""
    return " ".join(re.findall(r"\w+", text.lower()))
