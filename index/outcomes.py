"""What a verb says became of its patient: killed, hurt, found dead, taken to a hospital, arrested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.grammar import Action, action_of_verb, lemma_of, with_alternatives
from index.harm import (
    BEFALLING,
    CARE_VERBS,
    FATAL,
    FINDING,
    HARMS,
    HOSPITALS,
    INJURIES,
    MEDICS,
    STATES,
    STATES_OF_HEALTH,
    STRIKES,
    UNSETTLED,
)
from index.lexicon import action_class, is_action

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["befalls", "is_health", "leaves_open", "suffers", "told"]

_OBJECTS = frozenset({"dobj", "obj", "dative"})


def told(verb: Token, lemma: str, noun: Token | None = None) -> Action | None:
    """Return what a verb says befell its patient, with what is told beside it: fatally, dead, to the hospital."""
    if _cared_for(verb, noun):
        return Action(verb, ("injure",) if _has_injuries(verb) else ("hospitalize",))
    if suffers(verb):
        return Action(verb, ("injure",))
    if lemma in STATES:
        found = Action(verb, with_alternatives(verb))
    else:
        found = _found_as(verb, lemma) or action_of_verb(verb, noun) or Action(verb, (lemma,))
    lemmas = (*found.lemmas, *_listed_behind(verb))
    if any(c.lower_ in FATAL or (c.lower_ == "dead" and c.i == verb.i + 1) for c in verb.children) or _to_death(verb):
        lemmas = tuple(word for word in lemmas if action_class(word) != "wound")
        lemmas = lemmas if "kill" in map(action_class, lemmas) else (*lemmas, "kill")
    lemmas = tuple(word for word in dict.fromkeys(lemmas) if befalls((word,)))  # "shot and taken away"
    return Action(found.token, lemmas) if lemmas else None


def _listed_behind(verb: Token) -> tuple[str, ...]:
    """Return what a headline adds behind a comma: "shot, killed"."""
    if verb.i + 2 >= len(verb.doc) or verb.nbor(1).text != ",":
        return ()
    second = verb.nbor(2)
    own = any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in second.children)
    return (lemma_of(second),) if second.tag_ in ("VBN", "VBD") and not own and is_action(lemma_of(second)) else ()


def _found_as(verb: Token, lemma: str) -> Action | None:
    """Read how someone was found or pronounced: "found dead", "found shot to death", "found with gunshot wounds"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and child.lower_ in STATES:
            return Action(child, with_alternatives(child))
        if child.lower_ == "among" and (group := next((c for c in child.children if c.lower_ in STATES), None)):
            return Action(group, (group.lower_,))  # "were among the dead"
        if lemma in FINDING and child.dep_ in ("xcomp", "ccomp", "oprd") and child.tag_ == "VBN":
            return told(child, lemma_of(child))
    return Action(verb, ("injure",)) if lemma in FINDING and _has_injuries(verb) else None


def _to_death(verb: Token) -> bool:
    return any(c.lower_ == "to" and any(g.lower_ == "death" for g in c.children) for c in verb.children)


def suffers(verb: Token) -> bool:
    """Say whether a verb's subject is hurt: "suffered burns"."""
    return lemma_of(verb) in ("suffer", "sustain", "receive") and any(
        child.dep_ in _OBJECTS and child.lemma_.lower() in INJURIES for child in verb.children
    )


def _cared_for(verb: Token, noun: Token | None) -> bool:
    """Say whether a verb tells that someone is in a hospital's care, by the places and conditions behind it."""
    if lemma_of(verb) not in CARE_VERBS or (noun is not None and noun.lemma_.lower() in MEDICS):
        return False
    for place in _places(verb):
        lemma = place.lemma_.lower()
        named = {c.lower_ for c in place.children} & {"medical", "trauma"}
        if lemma in HOSPITALS or (lemma in ("center", "centre") and named):
            return True
        if is_health(place):
            return True
    return False


def is_health(place: Token) -> bool:
    """Say whether a noun is a patient's condition: "critical condition"."""
    return place.lemma_.lower() == "condition" and any(c.lower_ in STATES_OF_HEALTH for c in place.children)


def _has_injuries(verb: Token) -> bool:
    return any(place.lemma_.lower() in INJURIES for place in _places(verb))


def _places(verb: Token) -> list[Token]:
    """Return the nouns behind the prepositions on a verb, and behind those on these nouns."""
    on_verb = (c for c in verb.children if c.dep_ in ("prep", "dative") and c.pos_ == "ADP" and c.i > verb.i)
    found = [noun for preposition in on_verb for noun in preposition.children]
    found += [
        noun for c in verb.children if c.dep_ in _OBJECTS for p in c.children if p.dep_ == "prep" for noun in p.children
    ]
    return found + [noun for place in found for p in place.children if p.dep_ == "prep" for noun in p.children]


def befalls(lemmas: tuple[str, ...]) -> bool:
    """Say whether any of some lemmas tells what befell people or things, and not what they did."""
    return any(action_class(lemma) in BEFALLING or lemma in UNSETTLED for lemma in lemmas)


def leaves_open(action: Action) -> bool:
    """Say whether an action leaves it open what became of people."""
    return action.classes <= HARMS or not STRIKES.isdisjoint(action.lemmas)
