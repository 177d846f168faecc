"""A follow-up made to stand alone, from the turns before it, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from index.events import names_in
from rag.anaphora import Known, without_pronouns
from rag.antecedents import Mention, mentions_of, read
from rag.carried import carried, put_behind
from rag.counted import counted_group, counted_in, told_group
from rag.datatypes import Turn
from rag.ellipsis import OPENING, SHORT, VERBAL, answered, rephrased
from rag.implied import completed
from rag.relational import RELATIONAL
from rag.repeated import expanded

if TYPE_CHECKING:
    from index.parsing import Doc

__all__ = ["resolve", "topic_of"]

_WORD = re.compile(r"\w")
_JOINING = re.compile(r"^(?:(?:and|but|so)\b[\s,]*)+(?=\w)", re.IGNORECASE)
_ASKING = re.compile(
    r"(?:\w+ )?(?:what|who|whom|which|when|where|why|how|is|are|was|were|do|does|did|can|could|will|would|has|have)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?:the|an?)\b", re.IGNORECASE)
_DISLOCATED = re.compile(
    r"^(?:and |but )?(?P<what>the (?:\w+ ){0,3}\w+) ?[–—-] (?P<question>(?:when|where|why|how|what|is|are|was|were|did|"
    r"does)\b.*\b(?:it|they|he|she)\b.*)$",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:Bank|Court|Council|Ministry|Office|Union|Committee|League|Party|University|Agency|Commission|Board|Company|Corp"
    r"|Group|Association|Institute|Authority|Army|Police|Assembly|Parliament|Senate|Department|Hospital|Club|Cup)\b"
)
"""Names of bodies, which are no "he" or "she"."""
_AS_PERSON = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)
_WINDOW = 12
"""Turns looked back on; the first question is kept besides."""
_WEIGHTY = 2.0
"""Weight of a phrase that a later turn may be about: an object of a preposition with nothing taken off."""
_LONGEST = 400
"""Characters of a question that can be a follow-up; what is longer says what it is about."""


@dataclass(frozen=True, slots=True)
class _Discourse:
    """The turns so far, as far as the next question may refer to them."""

    last: Turn
    topic: Mention | None
    turns: tuple[tuple[Mention, ...], ...]
    """The phrases of each turn as it was typed, the last turn's first."""

    @property
    def recent(self) -> tuple[Mention, ...]:
        """The phrases of all turns, the last turn's first."""
        return tuple(chain.from_iterable(self.turns))


def resolve(question: str, earlier: Sequence[Turn]) -> str:
    """Return the question so that it can be understood without the turns before it.

    Args:
        question: The follow-up as typed.
        earlier: The turns before it, oldest first; a turn may itself be a follow-up as typed.
    """
    question = " ".join(question.split())
    turns = [turn for turn in earlier if _WORD.search(OPENING.sub("", turn.question))]
    if not turns or not _WORD.search(OPENING.sub("", question)) or len(question) > _LONGEST:
        return question
    return _resolved(question, _discourse((*turns[:1], *turns[1:][-_WINDOW:])))[0]


def topic_of(earlier: Sequence[Turn]) -> str:
    """Return what the turns so far are about, as it can be put into a question; empty where that is not told."""
    turns = [turn for turn in earlier if _WORD.search(OPENING.sub("", turn.question))]
    discourse = _discourse((*turns[:1], *turns[1:][-_WINDOW:])) if turns else None
    if discourse is None:
        return ""
    last = mentions_of(read(discourse.last.question))
    return next((m.text for m in (discourse.topic, *last) if m is not None), "")


@lru_cache(maxsize=64)
def _discourse(turns: tuple[Turn, ...]) -> _Discourse | None:
    """Return what is known after some turns; a conversation asks for it again with each turn, one turn longer."""
    return _after(_discourse(turns[:-1]), turns[-1]) if turns else None


def _after(discourse: _Discourse | None, turn: Turn) -> _Discourse:
    """Return what is known after one more turn."""
    question = " ".join(turn.question.split())[:_LONGEST]
    text, taken = _resolved(question, discourse)
    doc = read(OPENING.sub("", question))
    own = mentions_of(doc)
    topic = taken or (discourse.topic if discourse else None)
    again = topic is not None and bool(topic.words) and topic.words <= {t.lemma_.lower() for t in doc}
    if taken is None and own and not again and not _in_scene(own[0], topic):
        topic = own[0]
    if topic is not None and topic.named and _AS_PERSON.search(question) and topic.text in text:
        topic = replace(topic, person=True)  # "it" is something else from now on
    return _Discourse(Turn(text, turn.answer), topic, (own, *(discourse.turns if discourse else ())))


def _in_scene(mention: Mention, topic: Mention | None) -> bool:
    """Say whether a phrase is a part of what a named topic is about, and does not change it: "the captain"."""
    if topic is None or not topic.named or mention.named:
        return False
    return mention.person or mention.text.startswith("the ")


def _resolved(question: str, discourse: _Discourse | None) -> tuple[str, Mention | None]:
    """Return a question that stands alone, and the mention that it took up."""
    if discourse is None or not question:
        return question, None
    question = _straightened(question)
    text, taken = _filled(question, discourse)
    if text != question:
        return text, taken
    last = mentions_of(read(discourse.last.question))
    more = carried(read(question), discourse.turns, last, discourse.topic)
    return (_polished(put_behind(question, more)) if more else question), taken


def _filled(question: str, discourse: _Discourse) -> tuple[str, Mention | None]:
    """Return a question with what its words point back to or leave a gap for, and the mention that it took up."""
    if part := rephrased(question, discourse.last):
        return part, discourse.topic
    known, doc = _known(discourse), read(question)
    taken = without_pronouns(doc, known)
    more = expanded(read(taken.text), known)
    if taken.changed or more.changed:
        return _polished(more.text), taken.mention or more.mention or discourse.topic
    implied = completed(doc, known)
    return (_polished(implied.text) if implied.changed else question), implied.mention


def _straightened(question: str) -> str:
    """Put a phrase that stands before its question into it: "and the council - when did it meet?"."""
    match = _DISLOCATED.match(question)
    if match is None:
        return question
    return _polished(re.sub(r"\b(?:it|they|he|she)\b", match["what"], match["question"], count=1))


def _polished(text: str) -> str:
    """Write a changed question as one that begins a conversation: without "and", with its capital and its mark."""
    joined, text = text, _JOINING.sub("", text)
    if joined != text and _PHRASE.match(text) and not VERBAL.search(text):  # "And the captain?"
        text = f"what about {text}"
    mark = "?" if _ASKING.match(text) and text[-1].isalnum() else ""
    return text[:1].upper() + text[1:] + mark


def _known(discourse: _Discourse) -> Known:
    previous = read(discourse.last.question)
    asked, said, topic = _named(previous), answered(discourse.last), discourse.topic
    named = [topic.text] if topic and _is_one_name(topic) else []
    people = [name for name in (*asked, *named) if _can_be_a_person(name, previous.text)]
    people = [*said, *people] if _ASKS_WHO.search(previous.text) else [*people, *said]
    people = [name for name in people if not _BODY.search(name)] or _told_of(discourse.last.answer)
    return Known(
        topic=_confirmed(discourse),
        recent=discourse.recent,
        last=mentions_of(previous),
        people=tuple(dict.fromkeys(people)),
        group=_group(discourse),
        place=next((e.text for e in reversed(previous.ents) if e.label_ in ("GPE", "LOC", "FAC")), ""),
        answer=discourse.last.answer,
    )


def _group(discourse: _Discourse) -> str:
    """Return who "they" are: what the last turn counts or tells of, who met whom, or who answers it."""
    previous = read(discourse.last.question)
    counted, said = counted_in(previous), answered(discourse.last)
    if counted is not None and counted.lemma_.lower() not in RELATIONAL:
        return counted_group(previous, counted)
    if (group := told_group(previous)) or not said:
        return group
    asked = [name for name in _named(previous) if _can_be_a_person(name, previous.text)]
    parties = list(dict.fromkeys([*asked[:1], *said[:1]]))
    answering = said[:2] if _ASKS_WHO.match(previous.text) else []
    return " and ".join(parties if len(parties) == 2 else answering)


def _named(previous: Doc) -> list[str]:
    """Return the names of a question that are no peoples'."""
    peoples = {e.text for e in previous.ents if e.label_ == "NORP"}
    return [n for n in dict.fromkeys(chain.from_iterable(map(names_in, previous.sents))) if n not in peoples]


def _told_of(answer: str) -> list[str]:
    """Return the person whom a long answer names most often, by the longest name that it gives."""
    if len(answer) <= SHORT:
        return []
    names = [e.text for e in read(answer[:_LONGEST]).ents if e.label_ == "PERSON" and len(e.text.split()) in (2, 3)]
    return sorted(names, key=lambda name: -answer.count(name.split()[-1]))[:1]


def _is_one_name(topic: Mention) -> bool:
    """Say whether a topic is a name that can be a person's: "the" stands before those of ships, bands and bodies."""
    return topic.named and not (topic.plural or topic.place or topic.event or topic.text.startswith("the "))


def _can_be_a_person(name: str, question: str) -> bool:
    """Say whether a name can be a person's: not where something happens, nor behind "the"; labels are no help here."""
    return not re.search(rf"\b(?:(?:in|at|near|on|to|from) (?:the )?|the ){re.escape(name)}", question)


def _confirmed(discourse: _Discourse) -> Mention | None:
    """Return the topic; after a long answer the latest phrase that it speaks of, since it may have moved on."""
    answer = discourse.last.answer.split("\n", 1)[0].lower()
    if len(answer) <= SHORT:
        return discourse.topic
    candidates = (discourse.topic, *discourse.recent[:8])
    return next((m for m in candidates if m is not None and m.head in answer and m.weight >= _WEIGHTY), discourse.topic)
