"""What the articles say on something: about a topic, by a speaker, or in how many sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index import Index
from index.numbers import find_numbers
from rag.accounts import reported
from rag.answering import Composition
from rag.antecedents import read
from rag.events import ABOUT
from rag.kinds import QuestionKind, kind_asked
from rag.matching import coverage, has_name
from rag.questions import Question
from rag.retrieval import QuotedSentence, Retrieved
from rag.wording import join

__all__ = ["Asked", "Telling", "asked_to_tell", "tell"]

_PAPERS = r"(?:articles?|sources?|papers?|newspapers?|reports?|news|press|media|outlets?|coverage|stories)"
_ABOUT = re.compile(
    rf"^(?:(?:and |so )?what (?:do|does|did|is|are|has|have|was|were) (?:(?:the|these|your|all|different|various"
    rf"|other) )*(?:{_PAPERS} )?"
    r"(?:say|says|said|report|reported|written|known|write|tell us|being said|been said|been reported) (?:about"
    r"|on|of) (?P<topic>.+?)"
    r"|(?:please )?(?:can you |could you )?(?:tell me(?: more| all| something| everything)?"
    r"|give me (?:an overview|a summary|details)|what(?:['’]s| is) (?:there|new|the news|the latest))"
    r" (?:about|on|of) (?P<topic2>.+?)|(?:please )?summari[sz]e (?P<topic3>.+?))\s*[?.!]*$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"^(?:and |so )?what (?:has |have )?happened (?:in|at|on|during|near|around) (?P<topic>.+?)\s*\?*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:and |so )?what (?:do|does|did|has|have) (?P<who>(?!(?:he|she|it|they|you|we|i|this|that)\b)[^?]+?)"
    r" (?P<verb>say|says|said|claim|claimed|argue|think|report|tell)(?: (?:about|on|of"
    r"|regarding) (?P<topic>.+?))?\s*\?*$",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"^(?:and |so )?(?:(?:which|what|how many) (?:of the )?{_PAPERS}|who) (?:(?:do|does|did|have|has) )?"
    r"(?:say|says|said|report|reports|reported|claim|claims|claimed|mention|mentions|mentioned|write|wrote|states?)"
    r" (?:(?P<that>that) )?(?P<what>.{8,}?)\s*\?*$",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"^according to wh(?:om|ich sources?|ich papers?|at sources?),? (?P<what>.{8,}?)\s*\?*$", re.IGNORECASE
)
_SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|claim\w*|argu\w*|accus\w*|demand\w*|announc\w*|insist\w*|den(?:y|ies|ied)"
    r"|warn\w*|call\w*|put[s]?|estimat\w*"
    r"|according to|report\w*|confirm\w*|add(?:ed|s)|stat(?:ed|es|ement)|wrote|writes|spoke\w*|promis\w*"
    r"|offer\w*|reject\w*|want\w*|expect\w*|believ\w*)\b",
    re.IGNORECASE,
)
_MOST = 4
_SHORTEST = 5  # words of a sentence that tells something
_OPENING = 500  # characters of an article that say what it is about
_LONGEST_TOPIC = 5  # words
_NEAR = 0.3
"""Cosine of a sentence with the question from which it tells of its topic: all-MiniLM-L6-v2 puts a sentence on another
subject under 0.2, one on the same event as a rule over 0.35."""
_SUPPORTS, _SHARED = 0.55, 0.5
"""Cosine, and share of the question's words, from which a sentence says what the question does."""


class Asked(StrEnum):
    """What is to be told."""

    TOPIC = "topic"
    SPEAKER = "speaker"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Telling:
    """A question that is answered by telling what several articles say."""

    asked: Asked
    topic: str
    """What it is about, or what the sources are to say."""
    who: str = ""

    @property
    def searched(self) -> str:
        """What to look for; empty for the whole question."""
        return "" if self.asked is Asked.SPEAKER else self.topic


def asked_to_tell(question: str) -> Telling | None:
    """Return what a question wants told; None for one that asks for a single thing."""
    if match := _ABOUT.match(question):
        return Telling(Asked.TOPIC, next(filter(None, match.groups())))
    if match := _HAPPENED.match(question):
        return Telling(Asked.TOPIC, match["topic"])
    if match := _WHOM.match(question):
        return Telling(Asked.SOURCES, match["what"])
    if (match := _WHICH.match(question)) and re.match(r"(?:on|about|of)\b", match["what"]):
        return Telling(Asked.TOPIC, re.sub(r"^\w+ ", "", match["what"]))
    if (match := _WHICH.match(question)) and (match["that"] or not question.lower().startswith("who")):
        return Telling(Asked.SOURCES, match["what"])
    if (match := _BY.match(question)) and not (match["verb"] == "report" and re.search(r"\b[\da-z]+$", match["who"])):
        return Telling(Asked.SPEAKER, match["topic"] or "", match["who"])
    return Telling(Asked.TOPIC, question) if _is_topic(question) else None


def _is_topic(text: str) -> bool:
    """Say whether a text is a phrase that names a topic and asks nothing: "Tollow ferry strike"."""
    if not 0 < len(text.split()) <= _LONGEST_TOPIC or re.search(r"\d|[?]", text):
        return False
    doc = read(text)
    root = next(iter(doc.sents)).root
    asks = any(t.tag_ in ("WP", "WRB", "WDT", "VBN", "VBD") or t.pos_ in ("VERB", "AUX") for t in doc)
    return not asks and root.pos_ in ("NOUN", "PROPN") and kind_asked(doc)[0] is QuestionKind.OTHER


def tell(
    made: Composition,
    telling: Telling,
    question: Question,
    retrieved: Retrieved,
    events: Mapping[str, float],
    index: Index,
) -> float:
    """Add what the articles say.

    Args:
        made: The answer in the making; nothing is added where nothing was found.
        telling: What is asked.
        question: The same, read.
        retrieved: The sentences and articles found for it.
        events: By article id, how likely it tells of the event that is asked about.
        index: For who did the reporting.

    Returns:
        The probability that it is right, as far as the nearness of its sentences tells it: their best cosine.
    """
    near = [s for s in retrieved.sentences if s.cosine >= _NEAR and _of_topic(s, question, retrieved, events)]
    if telling.asked is Asked.SPEAKER:
        theirs = [s for s in near if _claims_for(telling.who, s, retrieved)]
        near = theirs or [s for s in near if _is_said_by(telling.who, s)]
    if telling.asked is Asked.SOURCES:
        figures = {number.low for number in find_numbers(telling.topic)}
        near = [s for s in near if s.cosine >= _SUPPORTS and coverage(question.subject, s.text) >= _SHARED]
        near = [s for s in near if figures <= {number.low for number in find_numbers(s.text)}]
    chosen = _one_of_each(
        sorted(near, key=lambda s: -_standing(s, retrieved)),
        retrieved,
        index,
        each=2 if telling.asked is Asked.SPEAKER else 1,
    )
    if not chosen:
        return 0.0
    if telling.asked is Asked.SOURCES:
        names = list(dict.fromkeys(reported(retrieved.articles[s.article_id]).rsplit(", ", 1)[0] for s in chosen))
        made.say(f"{join(names)}.", tuple(made.cite(s.article_id, s.span) for s in chosen))
    for sentence in chosen:
        quote = " ".join(sentence.text.split())
        where = reported(retrieved.articles[sentence.article_id])
        made.say(f"{where}: “{quote}”", (made.cite(sentence.article_id, sentence.span),), item=len(chosen) > 1)
    return chosen[0].cosine


def _standing(sentence: QuotedSentence, retrieved: Retrieved) -> float:
    """Return how much a sentence tells of the topic: nearness, words in common, and that its article begins with it."""
    article = retrieved.articles[sentence.article_id]
    opening = sentence.span.start < article.body_start + _OPENING
    return sentence.cosine + 0.3 * sentence.coverage + 0.1 * opening


def _of_topic(sentence: QuotedSentence, question: Question, retrieved: Retrieved, events: Mapping[str, float]) -> bool:
    """Say whether a sentence's article tells of what the question names, and the sentence of its subject."""
    article = retrieved.articles[sentence.article_id]
    named = all(has_name(name, article.text, partly=True) for name in question.names)
    whole = len(sentence.text.split()) >= _SHORTEST and sentence.text.rstrip(" ”\"'’)").endswith((".", "!", "?"))
    return named and whole and sentence.coverage > 0 and events.get(sentence.article_id, 0.0) >= ABOUT


def _claims_for(who: str, sentence: QuotedSentence, retrieved: Retrieved) -> bool:
    """Say whether a claim of a sentence is someone's, or its article theirs."""
    bare = _bare(who)
    if bare.casefold() in (retrieved.articles[sentence.article_id].publisher or "").casefold():
        return True
    claims = (c for c in retrieved.claims if c.article_id == sentence.article_id and c.sentence == sentence.span)
    return any(has_name(bare, speaker) for claim in claims for speaker in claim.attribution[:1])


def _is_said_by(who: str, sentence: QuotedSentence) -> bool:
    """Say whether a sentence names someone as saying something."""
    bare = _bare(who)
    return bare in sentence.text and bool(_SAYING.search(sentence.text))


def _bare(who: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", who, flags=re.IGNORECASE)


def _one_of_each(
    sentences: Sequence[QuotedSentence], retrieved: Retrieved, index: Index, *, each: int
) -> list[QuotedSentence]:
    """Return the best sentences of each origin, the nearest first, in the order of their articles' dates."""
    chosen: list[QuotedSentence] = []
    taken: dict[str, int] = {}
    for sentence in sentences:
        origin = index.origin(sentence.article_id)
        if taken.get(origin, 0) < each and len(chosen) < _MOST:
            taken[origin] = taken.get(origin, 0) + 1
            chosen.append(sentence)
    return sorted(chosen, key=lambda s: (retrieved.articles[s.article_id].published or "", s.article_id, s.span.start))
