"""Whether what a verb tells happened, goes on, is planned, possible or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.datatypes import State
from index.grammar import is_infinitive, is_verb
from index.lexicon import PLANNING_VERBS, SAYING_NOUNS, SAYING_VERBS

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["FORECASTING", "state_of"]

_MODAL_STATE = {
    "will": State.PLANNED, "'ll": State.PLANNED, "shall": State.PLANNED, "would": State.PLANNED,
    "may": State.POSSIBLE, "might": State.POSSIBLE, "could": State.POSSIBLE, "can": State.POSSIBLE,
    "should": State.POSSIBLE, "must": State.POSSIBLE,
}  # fmt: skip
_DENYING = frozenset({"deny", "reject", "dismiss", "dispute", "refute"})
_DENIED_WITH = frozenset("ccomp xcomp pcomp acl dobj pobj prep relcl".split())
_BIDDEN = frozenset(
    "write say answer reply state claim tell report imagine pretend suppose assume believe repeat respond".split()
)
FORECASTING = frozenset("forecast predict project expect foresee anticipate".split())
"""Verbs whose object is to come: "expects 30,000 visitors"."""
_FAILING = frozenset("decline refuse fail neglect omit forget".split())
"""Verbs under which what "to" brings in did not happen: "declined to comment"."""
_CARRYING_ON = frozenset("manage help begin start continue appear seem".split())
"""Verbs with which what "to" brings in stands or falls: "managed to flee"."""


def state_of(token: Token) -> State:
    """Return whether the action of a token happened, by its auxiliaries and the verbs above it."""
    if any(child.dep_ == "neg" or child.lower_ in ("no", "never") for child in token.children):
        return State.DENIED
    for child in token.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in _MODAL_STATE:
            return _MODAL_STATE[child.lower_]
    if token.pos_ == "VERB" and token.lemma_.lower() in FORECASTING:
        return State.PLANNED
    if token.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "'re", "am") for c in token.children
    ):
        return State.PLANNED if token.lemma_ in PLANNING_VERBS else State.ONGOING
    doubted = any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in token.children)
    if doubted or (token.dep_ == "ccomp" and _is_told_to_say(token.head)):
        return State.POSSIBLE
    return _state_from_above(token)


def _is_told_to_say(verb: Token) -> bool:
    """Say whether a verb bids somebody say, or imagine, what depends on it, which states nothing: "Write that ...".

    "Note that ..." and "Remember that ..." do state it.
    """
    bidden = verb.tag_ == "VB" and not any(child.dep_.startswith("nsubj") for child in verb.children)
    bound = any(child.dep_ == "aux" and child.lower_ in ("must", "should", "shall") for child in verb.children)
    return verb.lemma_.lower() in _BIDDEN and (bound or (bidden and verb.dep_ == "ROOT"))


def _state_from_above(token: Token) -> State:
    if token.tag_ == "VBD" and token.dep_ in ("advcl", "conj", "ROOT"):
        return State.DENIED if _is_denied(token) else State.HAPPENED
    infinitive = is_infinitive(token)
    head, dep = token.head, token.dep_
    if _is_denied(token) or (infinitive and dep == "xcomp" and head.lemma_ in _FAILING):
        return State.DENIED
    if head == token or (dep in ("relcl", "acl") and not infinitive):
        return State.HAPPENED
    plans = head.lemma_ in PLANNING_VERBS and head.lemma_ not in SAYING_VERBS
    if plans and dep in ("xcomp", "ccomp", "pcomp", "acl", "advcl"):
        return State.PLANNED
    if infinitive and dep in ("xcomp", "acl", "ccomp"):
        return state_of(head) if head.lemma_ in _CARRYING_ON else State.PLANNED
    if infinitive and dep == "advcl":
        return State.PLANNED
    if dep in ("conj", "dobj", "pobj", "prep") and (is_verb(head) or dep != "conj"):
        return state_of(head)
    return State.HAPPENED


def _is_denied(token: Token) -> bool:
    """Say whether a token stands in what is denied: "denied that ...", "denied a report that ..."."""
    current = token
    while current.head != current and current.dep_ in _DENIED_WITH:
        if current.dep_ == "relcl" and current.head.lemma_ not in SAYING_NOUNS:
            return False
        current = current.head
        if current.lemma_ in _DENYING:
            return True
    return False
