"""Answers from the likeliest sentences, where no claim fits the question's slot word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Claim
from index.lexicon import action_class, is_person
from rag.causes import cause_told
from rag.datatypes import Conflict
from rag.described import DESCRIBED, described, name_asked
from rag.disputes import Statement, as_claim, dispute
from rag.evidence import narrowed, why_not
from rag.kinds import QuestionKind
from rag.matching import OUTCOMES, action_fit, coverage, thing_fit
from rag.polarity import is_denial, side_of
from rag.questions import Question
from rag.relevance import Ranked
from rag.retrieval import QuotedSentence, Retrieved
from rag.slots import short_answer
from rag.wording import attribution

__all__ = ["Nearby", "answer_nearby"]

_ENOUGH = 0.28
"""Probability from which a sentence answers. On the benchmark's training and development part 0.28 answers 0.43 and
0.59 rightly and declines 0.71 and 0.56 of what nobody says, 0.3 answers 0.41 and 0.58 and declines as many."""
_BESIDE = 0.2  # probability from which a sentence is looked at for another answer to the same question
_LOOKED_AT = 5  # sentences that are parsed, at some 5 ms each
_NEXT = 0.75  # of the likeliest sentence's probability must another one have to be quoted beside it
_ENOUGH_SIDED = 0.15  # where it is plainly yes or no: 8 of 9 such were right on our benchmark and the published sets
_ENOUGH_UNSAID = 0.45  # where it is neither
_ENOUGH_UNEXPLAINED = 0.6  # for a question why, if it has no word for a reason; in the news one of seven was right
_AS_NEAR = 0.9  # of the likeliest sentence's probability has one that gives a reason where that gives none
_HALF = 0.5
_MOST = 2
_NEXT_TOLD, _MOST_TOLD = 0.5, 3  # the same two where one sentence seldom tells all
_TELL_ME = re.compile(r"\W*(?:and |but |so )?(?:how\b|what(?:'s|’s| is| are| does .* mean)\b)", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:what|which|who|whom|whose|where|when|why|how)\b", re.IGNORECASE)
_OPEN = (QuestionKind.OTHER, QuestionKind.CAUSE, QuestionKind.WHETHER)


@dataclass(frozen=True, slots=True)
class Nearby:
    """An answer made of sentences."""

    sentences: tuple[QuotedSentence, ...]
    short: str = ""
    """The words of the sentence that answer: a name, a noun phrase; or what the sentence comes to."""
    leads: bool = False
    """The short answer needs its sentence behind it: a side, a reason."""
    conflict: Conflict | None = None
    sure: float = 0.0
    """How likely it answers, where its grammar tells more than how near it is."""


def answer_nearby(question: Question, ranked: Sequence[Ranked], retrieved: Retrieved) -> Nearby | None:
    """Answer with the sentences that come nearest, or not at all.

    Args:
        question: What is asked.
        ranked: The sentences, the one that answers best first.
        retrieved: Their articles, with their claims.
    """
    name = name_asked(question.text, retrieved)
    told_of = described(name, retrieved) if name else None
    if told_of is not None:
        return Nearby((told_of[0],), told_of[1], leads=True, sure=DESCRIBED)
    apt = [one for one in ranked if one.probability >= _ENOUGH_SIDED and one.apt and _has_answer(question, one)]
    enough = [one for one in apt if one.probability >= _ENOUGH]
    if question.kind is QuestionKind.WHETHER:
        return _whether(question, apt, retrieved)
    if not enough:
        return None
    if question.kind is QuestionKind.CAUSE:
        return _why(question, apt, retrieved)
    span = short_answer(question, enough[0].sentence.text)
    if span is not None:
        return Nearby((enough[0].sentence,), span.of(enough[0].sentence.text))
    return Nearby(_quoted(question, enough))


def _why(question: Question, apt: Sequence[Ranked], retrieved: Retrieved) -> Nearby | None:
    """Answer with a sentence that gives a reason and comes as near as any, or with one that comes very near."""
    least = max(_ENOUGH, _AS_NEAR * apt[0].probability)
    enough = [one for one in apt if one.probability >= (least if one.of_kind else _ENOUGH_UNEXPLAINED)]
    if not enough:
        return None
    told = _statements(question, [one for one in apt if one.probability >= _BESIDE], retrieved)
    conflict = dispute(question, told, retrieved)
    if conflict is not None:
        return Nearby((), conflict=conflict)
    first = next((one for one in told if one.sentence == enough[0].sentence), None)
    if first is not None:
        return Nearby((first.sentence,), _lead(question, first, retrieved), leads=True)
    return Nearby(_quoted(question, enough))


def _whether(question: Question, apt: Sequence[Ranked], retrieved: Retrieved) -> Nearby | None:
    """Answer yes or no, or with a sentence that says it in other words, or not at all."""
    told = _statements(question, apt, retrieved)
    conflict = dispute(question, told, retrieved)
    if conflict is not None:
        return Nearby((), conflict=conflict)
    best = next(iter(apt), None)
    denied = best is not None and best.probability >= _ENOUGH and is_denial(best.sentence.text)
    if told and not denied:
        return Nearby((told[0].sentence,), _lead(question, told[0], retrieved), leads=True)
    if best is not None and (denied or best.probability >= _ENOUGH_UNSAID):
        return Nearby(_quoted(question, [one for one in apt if one.probability >= _ENOUGH]))
    return None


def _lead(question: Question, told: Statement, retrieved: Retrieved) -> str:
    """Return what leads a statement's sentence: its side and who takes it, or its reason if it does not begin so."""
    if question.kind is QuestionKind.WHETHER:
        said = attribution(as_claim(question, told, retrieved))
        return f"{told.short}, {said}" if said else told.short
    return "" if told.span is not None and told.span.start == 0 else told.short


def _quoted(question: Question, enough: Sequence[Ranked]) -> tuple[QuotedSentence, ...]:
    """Return the sentences to quote: the best one with those nearly as likely.

    What something is, how it went and why takes more than one sentence to tell, in the order of their article; what
    somebody did takes the one that says so.
    """
    best = enough[0]
    if not _explains(question):
        return tuple(one.sentence for one in enough[:_MOST] if one.probability >= _NEXT * best.probability)
    likely = [one.sentence for one in enough if one.probability >= _NEXT_TOLD * best.probability][:_MOST_TOLD]
    own = [sentence for sentence in likely if sentence.article_id == best.sentence.article_id]
    return tuple(sorted(own, key=lambda sentence: sentence.span.start))


def _explains(question: Question) -> bool:
    """Say whether an answer tells more than one thing: why, how, what something is, or all on a topic."""
    told = bool(_TELL_ME.match(question.text)) or not _ASKING.search(question.text)
    return question.kind is QuestionKind.CAUSE or (question.kind is QuestionKind.OTHER and told)


def _statements(question: Question, ranked: Sequence[Ranked], retrieved: Retrieved) -> list[Statement]:
    """Return what each of the likeliest sentences comes to: the side it takes, the reason it gives."""
    told = []
    for one in ranked[:_LOOKED_AT]:
        sentence = one.sentence
        if question.kind is QuestionKind.WHETHER:
            side = side_of(question, sentence.text, retrieved.articles[sentence.article_id].title)
            short, span = (side.value, None) if side is not None else ("", None)
        else:
            span = cause_told(question, sentence.text)
            short = span.of(sentence.text) if span is not None else ""
        if short:
            told.append(Statement(sentence, " ".join(short.split()), span))
    return told


def _has_answer(question: Question, ranked: Ranked) -> bool:
    """Say whether a sentence has what is asked for: a name, a date, a measure, a figure that can be meant."""
    if question.kind in _OPEN:  # it must say more of what is asked than whom it is about
        return not question.subject or coverage(question.subject, ranked.said) > 0
    if question.kind is QuestionKind.WHO and question.subject:  # "who is the prime minister": any minister will not do
        return ranked.of_kind and coverage(question.subject, ranked.said) > _HALF
    if question.kind not in (QuestionKind.COUNT, QuestionKind.AMOUNT, QuestionKind.SHARE):
        return ranked.of_kind
    return any(_fits(question, claim) for claim in ranked.claims)


def _fits(question: Question, claim: Claim) -> bool:
    """Say whether a claim can be meant: neither what is counted nor what befell it speaks against it."""
    if why_not(question, claim) is not None:
        return False
    if question.kind is not QuestionKind.COUNT:
        return True
    if question.thing and thing_fit(question, claim) != 0:
        return False
    if not question.thing and claim.thing and not is_person(claim.thing) and claim.thing not in question.content:
        return False
    stated = frozenset(map(action_class, claim.actions))
    outcome = bool((question.action_classes | stated) & OUTCOMES)
    return narrowed(question, claim) and (not outcome or action_fit(question, claim) in ("same", "wider"))
