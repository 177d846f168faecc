"""An answer with what a language model needs to write its first lines anew: what they must name, and the quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from index import Claim, ClaimKind
from rag.conflicts import positions
from rag.datatypes import Answer, AnswerLine, Citation, Position
from rag.evidence import Evidence
from rag.facts import Quoted, facts_of
from rag.kinds import QuestionKind
from rag.matching import coverage, has_name
from rag.nearby import Nearby
from rag.questions import Question
from rag.relevance import Ranked
from rag.retrieval import QuotedSentence, Retrieved

__all__ = ["Draft", "Wanted", "drafted", "names_one"]

_MOST = 6
"""Quotes at most that a summary is written from."""
_ENOUGH = 0.2
"""Probability from which a sentence that does not answer by itself may be summed up with one that does."""
_TELLING = re.compile(
    r"\W*(?:and |but |so )?(?:why\b|how (?:did|do|does|is|was|were|has|have|could|can)\b"
    r"|what(?:'s|’s| (?:is|are|was|were|happen\w*|occur\w*|went|has|had|caused|led))\b"
    r"|(?:please )?(?:tell|describe|explain|sum)\b)",
    re.IGNORECASE,
)
"""How questions begin whose answers take more than a few words: why, how, what happened."""
_TOLD_AGAIN = 0.75
"""Share of the content words of what answers in few words that a sentence must have to say the same."""
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.IGNORECASE)
_NAMED = (QuestionKind.WHO, QuestionKind.WHERE, QuestionKind.WHEN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that a paragraph must name; without words, quotes of which it must cite one."""

    words: str
    numbers: tuple[int, ...]
    """The quotes that hold it."""
    speaker: str = ""
    claims: tuple[Claim, ...] = ()

    def is_named(self, lines: Sequence[AnswerLine]) -> bool:
        """Say whether a line names it that cites a quote of it."""
        own = [line for line in lines if set(line.citations) & set(self.numbers)]
        return any(not self.words or self._is_in(line.text) for line in own)

    def is_attributed(self, lines: Sequence[AnswerLine]) -> bool:
        """Say whether the lines name who says so, if anybody does but the article."""
        return not self.speaker or names_one((self.speaker,), lines)

    def _is_in(self, text: str) -> bool:
        if self.claims:
            return any(_states(text, claim) for claim in self.claims)
        content = facts_of(self.words).content
        return coverage(content, text) >= _TOLD_AGAIN if content else has_name(self.words, text)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that needs no model, and what a model needs to write its first lines anew."""

    answer: Answer
    lead: int = 0
    """How many of its first lines that may be; none where there is nothing to gain, or too much to lose."""
    wanted: tuple[Wanted, ...] = ()
    open: bool = False
    """It takes telling: sentences may say more than what is wanted, and who says so must be told for each."""
    quotes: tuple[Quoted, ...] = ()
    """Those that the answer cites keep their numbers; those behind them are further ones."""


def drafted(
    answer: Answer, question: Question, evidence: Evidence, near: Nearby | None, ranked: Iterable[Ranked],
    retrieved: Retrieved, cautioned: Collection[str],
) -> Draft:  # fmt: skip
    """Say what of an answer a model may write anew.

    Abstentions, answers by yes or no and conflicts between whole sentences are left as they are: what is right about
    them cannot be checked on numbers and names.

    Args:
        answer: As it is without a model.
        question: What was asked.
        evidence: The claims that answer.
        near: The sentences that answer where no claim does.
        ranked: The sentences that come nearest, the likeliest first.
        retrieved: What was found.
        cautioned: Ids of articles with a warning: only what is cited of them already may be told.
    """
    if answer.abstained or question.kind is QuestionKind.WHETHER:
        return Draft(answer)
    if answer.conflicts:
        differing = [position for conflict in answer.conflicts for position in conflict.positions]
        if any(position.claims[0].kind is ClaimKind.STATEMENT for position in differing):
            return Draft(answer)
        return _drafted(answer, 1, [_wanted(answer, position) for position in differing], (), retrieved)
    found = positions(evidence.answers or evidence.wider, question.noun)
    if found:
        wanted = [_wanted(answer, position) for position in (found if question.kind in _NAMED else found[:1])]
        if question.kind in _NAMED:  # such an answer does not tell who says so either
            wanted = [replace(one, speaker="") for one in wanted]
        return _drafted(answer, 1, wanted, (), retrieved)
    if near is None or not (near.short or _takes_telling(question)):
        return Draft(answer)  # which words of its sentences answer is not known
    return _of_sentences(answer, question, near, ranked, retrieved, cautioned)


def _of_sentences(
    answer: Answer, question: Question, near: Nearby, ranked: Iterable[Ranked], retrieved: Retrieved,
    cautioned: Collection[str],
) -> Draft:  # fmt: skip
    """Return the draft of an answer that quotes sentences: for what takes telling, with further ones."""
    lead = len(near.sentences)
    numbers = [number for line in answer.lines[:lead] for number in line.citations]
    wanted, telling = Wanted(near.short, tuple(dict.fromkeys(numbers))), _takes_telling(question)
    cited = {(c.article_id, c.start) for c in answer.citations}
    known = {c.article_id for c in answer.citations}
    more = [
        one.sentence
        for one in (ranked if telling else ())
        if one.apt and one.probability >= _ENOUGH and (one.sentence.article_id, one.sentence.span.start) not in cited
        and (one.sentence.article_id in known or one.sentence.article_id not in cautioned)
    ]  # fmt: skip
    return replace(_drafted(answer, lead, [wanted], more[: max(0, _MOST - lead)], retrieved), open=telling)


def names_one(speakers: Iterable[str], lines: Iterable[AnswerLine]) -> bool:
    """Say whether some lines name one of those who say so."""
    said = " ".join(line.text for line in lines)
    return any(has_name(_ARTICLE.sub("", name), said) for name in speakers)


def _takes_telling(question: Question) -> bool:
    """Say whether an answer tells of more than one value: why, how, what happened."""
    return question.kind is QuestionKind.CAUSE or (
        question.kind is QuestionKind.OTHER and bool(_TELLING.match(question.text))
    )


def _drafted(
    answer: Answer, lead: int, wanted: Iterable[Wanted], more: Iterable[QuotedSentence], retrieved: Retrieved
) -> Draft:
    wanted = tuple(dict.fromkeys(wanted))
    numbers = {number for one in wanted for number in one.numbers}
    numbers |= {number for line in answer.lines[:lead] for number in line.citations}
    used = [citation for citation in answer.citations if citation.number in numbers]
    further = [
        _cited(sentence, len(answer.citations) + place, retrieved) for place, sentence in enumerate(more, start=1)
    ]
    return Draft(answer, lead, wanted, quotes=tuple(_quoted(citation, retrieved) for citation in (*used, *further)))


def _wanted(answer: Answer, position: Position) -> Wanted:
    return Wanted(position.value, answer.citations_of(position.claims), position.speaker or "", position.claims)


def _cited(sentence: QuotedSentence, number: int, retrieved: Retrieved) -> Citation:
    article = retrieved.articles[sentence.article_id]
    return Citation(
        number, article.id, article.title, article.publisher, article.published, article.url, sentence.text,
        sentence.span.start, sentence.span.end,
    )  # fmt: skip


def _quoted(citation: Citation, retrieved: Retrieved) -> Quoted:
    """Return a quote with what reading its article told of who speaks in it and takes part."""
    own = [c for c in retrieved.claims if (c.article_id, c.sentence.start) == (citation.article_id, citation.start)]
    speakers = dict.fromkeys(name for claim in own for name in claim.attribution)
    known = dict.fromkeys(name for claim in own for name in (claim.refers, *claim.names) if name)
    return Quoted(citation, retrieved.articles[citation.article_id], tuple(speakers), tuple(known))


def _states(text: str, claim: Claim) -> bool:
    """Say whether a text has the value of a claim."""
    facts = facts_of(text, claim.published)
    if claim.kind is ClaimKind.QUANTITY:
        return any((low, high) == (claim.low, claim.high) for low, high, _ in facts.values)
    if claim.kind is ClaimKind.DATE and claim.low is not None:
        return any(str(claim.low) in dated.isos for dated in facts.dates) or claim.text.lower() in text.lower()
    return has_name(claim.text, text)
