"""Who, where and when: the names, places and dates that take part in what a sentence says happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.datatypes import ClaimKind, State
from index.grammar import Action, action_of_verb, subject_of
from index.lexicon import SAYING_VERBS, is_action, is_person
from index.moods import state_of
from index.names import group_phrase, is_aged, is_office, name_phrases, named_aside, role_of
from index.parsing import text_of
from index.places import PLACE_LABELS, is_event_place, is_place, place_phrases, told_place

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["Participant", "event_of", "find_participants", "names_in"]

_YEAR = 4  # digits
_WITH = frozenset({"with", "to", "against", "by", "for", "from"})
_DEEDS = {"signature": "sign"}
"""Nouns for what somebody did, with the verb; and they count things too ("12,000 signatures")."""
_AMONG = frozenset("in at on aboard among behind with".split())
_OUTWARD = frozenset("out up down over back off from across".split())
"""Prepositions that stand before another one: "up in Vell", "out of the Orrin works"."""
_NO_PERSON = ("DATE", "TIME")


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
    """Find who took part in each action of a sentence, and where; who spoke; and who a fragment names."""
    found: list[Participant] = []
    for verb in sentence:
        does = verb.pos_ == "VERB" and verb.lower_ not in ("according", "including")
        if does or (verb.pos_ == "AUX" and verb.dep_ not in ("aux", "auxpass")):
            found.extend(_told_by(verb))
    root = sentence.root
    if not found and root.pos_ == "PROPN" and (role_of(root) is not None or is_aged(root)):
        found.extend(_named(root, "", Action(root, ())))  # "Lind, the driver of kings?"
    found.extend(told for told in _told_by_nouns(sentence) if not _is_apart(told.action.token, told.token))
    return _unique(found)


def _told_by_nouns(sentence: Span) -> Iterator[Participant]:
    """Yield who and where from event nouns: of a headline without a verb, and "the signature of Ola Brandt"."""
    root = sentence.root
    for noun in sentence:
        lemma = noun.lemma_.lower()
        if noun.pos_ != "NOUN" or is_person(lemma) or not (lemma in _DEEDS or is_action(lemma)):
            continue
        action = Action(noun, (_DEEDS.get(lemma, lemma),))
        if root.pos_ == "NOUN" and (noun == root or root.is_ancestor(noun)):
            yield from _prepositional(noun, action)
        for name in (n for of in noun.children if of.lower_ == "of" for n in of.children if n.dep_ == "pobj"):
            if name.pos_ == "PROPN" and (name.ent_type_ == "PERSON" or role_of(name) is not None):
                yield from _named(name, "agent" if lemma in _DEEDS else "", action)


def _is_apart(noun: Token, name: Token) -> bool:
    """Say whether a dash parts an event from a name, which is then no part of it: "Fire in mill - Tarn Herald"."""
    between = noun.doc[noun.i + 1 : name.i]
    return any(t.text in ("-", "--", "|") and t.i > 0 and t.nbor(-1).whitespace_ for t in between)


def _told_by(verb: Token) -> Iterator[Participant]:
    subject = subject_of(verb)
    action = _whole_action(verb, subject)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    alone = verb.pos_ == "AUX" and not any(c.dep_ == "attr" for c in verb.children)  # "Vell is quiet"
    placed = any(c.dep_ == "prep" and c.lower_ in _AMONG for c in verb.children)  # "Lind was in the car"
    if subject is not None:
        role = "patient" if passive else "agent"
        if not (alone and subject.i < verb.i) or (placed and _is_somebody(subject)):
            yield from _named(subject, role, action)
        if is_office(subject) and (aside := named_aside(subject, verb)) is not None:
            yield from _named(aside, role, action)
        yield from _around(subject, verb, action)
    if verb.lemma_.lower() == "leave":
        yield from _left_for(verb, action)
    says = verb.lemma_.lower() in SAYING_VERBS  # whom it was told is no part of what happened
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "obj") and not says:
            yield from _named(child, "patient", action)
        if child.dep_ == "attr":
            yield from _named(child, "agent", action)
        if child.dep_ in ("dobj", "dative", "obj", "attr", "acomp", "advmod", "prt"):
            yield from _prepositional(child, action)
        if child.lower_ == "where" and verb.dep_ == "relcl":
            yield from _place_where(verb.head, action)
    yield from _prepositional(verb, action)


def _is_somebody(subject: Token) -> bool:
    """Say whether a subject is a name, of no place: by the model's label, or by a second word."""
    several = any(c.pos_ == "PROPN" for c in subject.lefts)
    return not is_place(subject) and (subject.ent_type_ in ("PERSON", "ORG") or several)


def _left_for(verb: Token, action: Action) -> Iterator[Participant]:
    """Yield the two places of "left Vell for Port Orrin"."""
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.text[:1].isupper()]
    left = next((c for c in objects if all(t.dep_ != "det" for t in c.lefts)), None)  # not "the Centre for ..."
    ways = [c for t in (verb, left) if t is not None for c in t.children if c.lower_ == "for" and c.i > verb.i]
    bound = next((c for way in ways[:1] for c in way.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
    for place in (left, bound) if left is not None and bound is not None else ():
        for head, start, end in name_phrases(place):
            if head.ent_type_ not in _NO_PERSON:
                yield Participant(ClaimKind.PLACE, "place", start, end, head, action)


def _place_where(place: Token, action: Action) -> Iterator[Participant]:
    """Yield the place that a clause with "where" is about, whatever the model takes it for."""
    told = told_place(place)
    for head, start, end in [(place, *told)] if told else name_phrases(place):
        yield Participant(ClaimKind.PLACE, "place", start, end, head, action)


def _around(subject: Token, verb: Token, action: Action) -> Iterator[Participant]:
    """Yield who and where from what stands on the subject: "a solo by Lind opened it", "the bridge in Vell fell"."""
    event = is_action(subject.lemma_.lower())
    alone = not any(c.dep_ in ("dobj", "agent") for c in verb.children) and not is_person(subject.lemma_.lower())
    for preposition in subject.children:
        noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
        if preposition.dep_ != "prep" or noun is None or subject.pos_ != "NOUN":
            continue
        if preposition.lower_ == "by" and not is_person(subject.lemma_.lower()):
            yield from _named(noun, "agent", action)
        elif (event or alone) and is_event_place(preposition):
            for head, start, end in place_phrases(preposition, noun):
                yield Participant(ClaimKind.PLACE, "place", start, end, head, action)


def event_of(date: Token) -> Action | None:
    """Return what a date stands on: the event noun before it ("the final on 14 May"), else its clause's verb."""
    current = date
    while current.head != current:
        current = current.head
        if current.pos_ == "NOUN" and is_action(current.lemma_.lower()) and not is_person(current.lemma_.lower()):
            return Action(current, (current.lemma_.lower(),))
        if current.pos_ in ("VERB", "AUX") and current.dep_ not in ("aux", "auxpass"):
            said = current.lemma_.lower() in SAYING_VERBS and state_of(current) is State.HAPPENED
            return None if said else _whole_action(current, subject_of(current))
    return Action(current, ()) if _is_all(current) else None


def _is_all(preposition: Token) -> bool:
    """Say whether a sentence is a dated answer and nothing else, its year told: "In June 2037."."""
    rest = [t for t in preposition.sent if t.ent_type_ != "DATE" and t.pos_ not in ("DET", "PUNCT", "SPACE")]
    return (
        rest == [preposition]
        and preposition.pos_ in ("ADP", "SCONJ")
        and any(t.text.isdecimal() and len(t) == _YEAR for t in preposition.sent)
    )


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
                found.append(text_of(token.doc)[start:end])
                covered = end
    return tuple(dict.fromkeys(found))


def _whole_action(verb: Token, subject: Token | None) -> Action:
    """Return what a verb says, with the event noun that it carries ("held talks") or says something of."""
    carried = action_of_verb(verb)
    event = subject.lemma_.lower() if subject is not None and subject.pos_ == "NOUN" else ""
    told = (event,) if event and is_action(event) and not is_person(event) else ()
    return Action(verb, tuple(dict.fromkeys((verb.lemma_.lower(), *(carried.lemmas if carried else ()), *told))))


def _named(token: Token, role: str, action: Action) -> Iterator[Participant]:
    if token.ent_type_ in _NO_PERSON:
        return
    group = group_phrase(token)
    if group is not None:
        yield Participant(ClaimKind.NAME, role, *group, token, action)
    elif (place := told_place(token)) is not None:
        yield Participant(ClaimKind.PLACE, role, *place, token, action)
    for head, start, end in name_phrases(token):
        yield Participant(ClaimKind.NAME, role, start, end, head, action)


def _prepositional(governor: Token, action: Action) -> Iterator[Participant]:
    for preposition in governor.children:
        if preposition.dep_ not in ("prep", "agent", "dative") or preposition.pos_ not in ("ADP", "SCONJ"):
            continue
        if preposition.lower_ in _OUTWARD:
            yield from _prepositional(preposition, action)
        for noun in (c for c in preposition.children if c.dep_ == "pobj"):
            word = preposition.lower_
            for head, start, end in place_phrases(preposition, noun):
                yield Participant(ClaimKind.PLACE, "place", start, end, head, action)
            if word in _WITH and noun.ent_type_ not in (*_NO_PERSON, *(PLACE_LABELS if word != "with" else ())):
                jointly = preposition.i > 0 and preposition.nbor(-1).lower_ in ("together", "along", "jointly")
                role = "agent" if preposition.dep_ == "agent" or jointly else "with"
                yield from _named(noun, role, action)
            yield from _prepositional(noun, action)


def _unique(found: list[Participant]) -> list[Participant]:
    """Return each participant of an action once, and of places within one another ("the theatre at Vell") the whole."""
    seen: dict[tuple[str, str, int, int], Participant] = {}
    for participant in found:
        seen.setdefault(
            (participant.kind, participant.role, participant.start, participant.action.token.i), participant
        )
    places = [p for p in seen.values() if p.kind is ClaimKind.PLACE]
    return [p for p in seen.values() if p.kind is not ClaimKind.PLACE or not any(_lies_in(p, q) for q in places)]


def _lies_in(inner: Participant, outer: Participant) -> bool:
    within = outer.start <= inner.start and inner.end <= outer.end and inner.end - inner.start < outer.end - outer.start
    return within and inner.action.token == outer.action.token
