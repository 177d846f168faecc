"""Who, where and when: the names, places and dates that take part in what a sentence says happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.datatypes import ClaimKind
from index.grammar import Action, action_of_verb, subject_of
from index.lexicon import SAYING_VERBS
from index.names import name_phrases

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["Participant", "find_participants", "names_in"]

_PLACE_PREPOSITIONS = frozenset(
    "in at near outside inside on off along around across over beside from into to through".split()
)
_WITH = frozenset({"with", "to", "against", "by", "for", "from"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACE = frozenset({"DATE", "TIME", "PERSON", "NORP", "MONEY", "PERCENT"})


@dataclass(frozen=True, slots=True)
class Participant:
    """A name, place or date in an action: half-open offsets of its words, and its part."""

    kind: ClaimKind
    role: str
    start: int
    end: int
    token: Token
    action: Action


def find_participants(sentence: Span) -> list[Participant]:
    """Find who took part in each action of a sentence, and where."""
    found: list[Participant] = []
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_.lower() in SAYING_VERBS:
            continue
        action = _whole_action(verb)
        subject = subject_of(verb)
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        if subject is not None:
            found.extend(_named(subject, "patient" if passive else "agent", action))
        for child in verb.children:
            if child.dep_ in ("dobj", "dative", "obj"):
                found.extend(_named(child, "patient", action))
                found.extend(_prepositional(child, action))
        found.extend(_prepositional(verb, action))
    return _unique(found)


def names_in(sentence: Span) -> tuple[str, ...]:
    """Return the proper names and nationality words of a sentence, each once, in order."""
    found: list[str] = []
    covered = -1
    for token in sentence:
        if token.idx < covered:
            continue
        if token.ent_type_ == "NORP" and token.pos_ != "PROPN":
            entity = next(e for e in token.doc.ents if e.start <= token.i < e.end)
            found.append(entity.text)
            covered = entity.end_char
        elif token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME"):
            for _, start, end in list(name_phrases(token))[:1]:
                found.append(token.doc.text[start:end])
                covered = end
    return tuple(dict.fromkeys(found))


def _whole_action(verb: Token) -> Action:
    """Return what a verb says, with the event noun it carries ("held talks")."""
    carried = action_of_verb(verb)
    own = verb.lemma_.lower()
    return Action(verb, tuple(dict.fromkeys((own, *(carried.lemmas if carried else ())))))


def _named(token: Token, role: str, action: Action) -> Iterator[Participant]:
    if token.ent_type_ in ("DATE", "TIME"):
        return
    for head, start, end in name_phrases(token):
        yield Participant(ClaimKind.NAME, role, start, end, head, action)


def _prepositional(governor: Token, action: Action) -> Iterator[Participant]:
    for preposition in governor.children:
        if preposition.dep_ not in ("prep", "agent", "dative") or preposition.pos_ not in ("ADP", "SCONJ"):
            continue
        for noun in (c for c in preposition.children if c.dep_ == "pobj"):
            word = preposition.lower_
            if word in _PLACE_PREPOSITIONS and noun.ent_type_ not in _NO_PLACE:
                for head, start, end in name_phrases(noun):
                    if head.ent_type_ not in _NO_PLACE:
                        yield Participant(ClaimKind.PLACE, "place", start, end, head, action)
            if word in _WITH and noun.ent_type_ not in ("DATE", "TIME", *(_PLACE_LABELS if word != "with" else ())):
                jointly = preposition.i > 0 and preposition.nbor(-1).lower_ in ("together", "along", "jointly")
                role = "agent" if preposition.dep_ == "agent" or jointly else "with"
                yield from _named(noun, role, action)
            yield from _prepositional(noun, action)


def _unique(found: list[Participant]) -> list[Participant]:
    seen: dict[tuple[str, str, int, int], Participant] = {}
    for participant in found:
        seen.setdefault(
            (participant.kind, participant.role, participant.start, participant.action.token.i), participant
        )
    return list(seen.values())
