"""Which sentences answer an open question by being quoted: why, how, what, is it so."""

from __future__ import annotations

import re

from rag.matching import coverage, has_name
from rag.questions import Question
from rag.retrieval import QuotedSentence, Retrieved

__all__ = ["quotable"]

_ENOUGH = 0.6  # of the question's content words must stand in a sentence that is quoted as its answer
_MOST = 2
_OPENING = 400  # characters in which an article says what it is about
_MEASURE = re.compile(
    r"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million))[\s-]"
    r"(?:metres?|meters?|km(?:/h)?|kilomet(?:re|er)s?|miles?|mph|feet|foot|inch(?:es)?|seconds?|minutes?|hours?|days?|weeks?"
    r"|months?|years?|decades?|tonn?e?s?|kilograms?|kg|pounds?|lit(?:re|er)s?|hectares?|acres?|degrees?|times)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\bhow (?:long|far|fast|old|tall|high|deep|wide|big|large|heavy|often|soon)\b", re.IGNORECASE)


def quotable(question: Question, retrieved: Retrieved) -> list[QuotedSentence]:
    """Return the sentences to quote, best first; none when none says enough of what is asked.

    A second sentence is quoted only if it has as much of the question's words as the first.
    """
    enough = [s for s in retrieved.sentences if s.coverage >= _ENOUGH and _measures(question, s.text)]
    named = [s for s in enough if _is_named(question, s, retrieved)]
    fitting = named or [s for s in enough if _is_implied(question, s, retrieved)]
    return [sentence for sentence in fitting[:_MOST] if sentence.coverage >= fitting[0].coverage]


def _measures(question: Question, sentence: str) -> bool:
    """Say whether a sentence has a measure, if one is asked for ("how long")."""
    return not _MEASURED.search(question.text) or bool(_MEASURE.search(sentence))


def _is_named(question: Question, sentence: QuotedSentence, retrieved: Retrieved) -> bool:
    """Say whether a sentence has the question's names, in part where its article has them whole."""
    article = retrieved.articles[sentence.article_id].text
    return all(has_name(name, article) and has_name(name, sentence.text, partly=True) for name in question.names)


def _is_implied(question: Question, sentence: QuotedSentence, retrieved: Retrieved) -> bool:
    """Say whether a sentence has all else that is asked, in an article that opens with the question's names."""
    opening = retrieved.articles[sentence.article_id].text[:_OPENING]
    return all(has_name(name, opening) for name in question.names) and coverage(question.subject, sentence.text) == 1.0
