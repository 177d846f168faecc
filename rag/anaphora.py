"""Pronouns of a question, replaced by what they refer to in the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.lexicon import is_action, is_person
from rag.antecedents import Mention, asks, is_asked
from rag.relational import EVALUATIVE, RELATIONAL, VAGUE

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["Edit", "Known", "Taken", "applied", "without_pronouns"]

_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_PERSON = frozenset({"he", "she", "him", "her", "his", "hers"})
_ONE = frozenset({"one", "ones"})
_POINTING = frozenset({"this", "that"})
_SUPERLATIVE = re.compile(r"\b(?:most|least|[a-z]+est)\b", re.IGNORECASE)
_LONGEST_POSSESSOR = 4
"""Words before "'s" at most; what is longer follows its noun after "of"."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the turns before have brought up."""

    topic: Mention | None = None
    recent: tuple[Mention, ...] = ()
    """The phrases of the turns before, the last turn's first."""
    last: tuple[Mention, ...] = ()
    """The phrases of the last turn, as it was resolved."""
    people: tuple[str, ...] = ()
    """Who "he" or "she" is, the likeliest first."""
    group: str = ""
    """Who "they" are, where the last turn counts or names them."""
    place: str = ""
    answer: str = ""
    """What was answered last."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A question with the phrases put in, and the mention that it took up, if it was one."""

    text: str
    mention: Mention | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to put between two places of a question."""

    start: int
    end: int
    put: str


def without_pronouns(doc: Doc, known: Known) -> Taken:
    """Replace each pronoun that refers to an earlier turn."""
    edits: list[Edit] = []
    taken: Mention | None = None
    for token in doc:
        mention, put = _referent(token, known) if asks(token.sent) else (None, "")
        if put and all(edit.put.removesuffix("'s") != put or doc[0] == token for edit in edits):
            edits.append(_edit(token, put))
            taken = taken or mention
    return Taken(applied(doc.text, edits), taken, bool(edits))


def _referent(token: Token, known: Known) -> tuple[Mention | None, str]:
    """Return the mention that a pronoun takes up, if it is one, and the words to put in its stead ("": leave it)."""
    word = token.lower_
    if word in _PERSON:
        return None, "" if _bound(token, person=True) else next(iter(known.people), "")
    if word == "there" and token.dep_ == "advmod" and known.place:
        return None, f"in {known.place}"
    if word in _ONE and _is_pro_form(token):
        return known.topic, _kind(known.topic, plural=word == "ones")
    mention: Mention | None = None
    if word in _POINTING and token.dep_ == "pobj" and token.sent.start == 0 and not _bound(token):
        mention = known.topic
    elif word in _IT and not _is_expletive(token) and not _bound(token):
        mention = _last_called(_singular(known), known)
    elif word in _THEY and not _bound(token, plural=True):
        if known.group and not _owns_people(token, known.group):
            return None, known.group
        mention = _last_called(_plural(token, known), known)
    return mention, mention.text if mention else ""


def _last_called(mention: Mention | None, known: Known) -> Mention | None:
    """Return a mention as the last question called it, if that said more: "the night ferry"; not "the first ferry"."""
    called = next(iter(known.last), None)
    if mention is None or called is None or called.head != mention.head:
        return mention
    more = called.words - mention.words
    chosen = more & EVALUATIVE or _SUPERLATIVE.search(called.text)
    return called if mention.words < called.words and len(more) == 1 and not chosen else mention


def _owns_people(token: Token, group: str) -> bool:
    """Say whether "their" stands before a person whom no counted things have: "their leader" after "how many seats"."""
    things = group.islower() and not any(is_person(word.rstrip("s")) for word in group.split()[1:2])
    return token.tag_ == "PRP$" and is_person(token.head.lemma_.lower()) and things


def _singular(known: Known) -> Mention | None:
    if known.topic is not None and not known.topic.person:
        return known.topic
    person = known.topic.words if known.topic is not None else frozenset()
    return next((m for m in known.recent if not m.plural and not m.person and m.words != person), None)


def _plural(token: Token, known: Known) -> Mention | None:
    topic = known.topic
    if topic is not None and not topic.plural and any(t.lower_ in _IT for t in token.doc):
        return None  # the topic is "it" already
    happened = topic is not None and is_action(topic.head) and topic.head in topic.text
    apart = topic is not None and topic.named and (topic.place or happened)  # "they" are people in it
    if not apart and (topic is None or topic.plural or topic.named):
        return topic
    return next((m for m in known.recent[:4] if m.plural), None if apart else topic)


def _kind(topic: Mention | None, *, plural: bool) -> str:
    """Return the noun that "one" or "ones" stands for."""
    if topic is None:
        return ""
    if topic.one and not plural:
        return topic.one
    return " ".join(word for word in topic.bare.split() if word.lower() not in EVALUATIVE)


def _is_pro_form(token: Token) -> bool:
    """Say whether "one" stands for a noun ("a new one", "other ones"), not for a number or anyone."""
    if token.lower_ == "ones":
        return True
    return any(c.dep_ in ("amod", "det") and c.i < token.i for c in token.children)


def _is_expletive(token: Token) -> bool:
    """Say whether "it" refers to nothing: "is it possible to ...", "how long does it take to ...", "it rains"."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in ("rain", "snow", "seem", "happen"):
        return True
    if verb.lemma_ == "make" and token.dep_ == "dobj" and any(c.dep_ == "prep" for c in verb.children):
        return True  # "make it to the final"
    comparative = any(t.lower_ == "than" for t in verb.subtree)
    clause = any(
        c.dep_ in ("xcomp", "ccomp", "advcl")
        and any(m.lower_ in ("to", "that", "if") for m in c.children)
        and c.i > token.i
        for head in (verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr")))
        for c in head.children
    )
    return verb.lemma_ in ("be", "take", "cost", "make") and clause and not comparative and token.dep_ == "nsubj"


def _bound(token: Token, *, plural: bool = False, person: bool = False) -> bool:
    """Say whether a pronoun refers to a phrase of its own question, in a clause before its own."""
    possessive = token.tag_ == "PRP$"
    own = _clause(token)
    asking = next((t.i for t in token.sent if t.tag_ in ("WP", "WRB", "WDT") and t.i < token.i), -1)
    begins = next((t for t in token.sent if t.pos_ not in ("CCONJ", "INTJ", "ADV")), token)
    if begins.i < asking and begins.dep_ == "det" and token.doc[asking - 1].is_punct:
        return True  # "the ferry, when does it sail?"
    for noun in token.doc[: token.i]:
        if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "npadvmod") or token in noun.subtree:
            continue
        if person:
            if noun.ent_type_ == "PERSON":
                return True
            continue
        if noun.lemma_.lower() in (RELATIONAL | VAGUE) and not noun.dep_.startswith("nsubj"):
            continue
        if is_asked(noun) or noun.ent_type_ in ("DATE", "TIME", "PERSON"):
            continue
        if not plural and noun.tag_ in ("NNS", "NNPS"):
            continue  # "it" is not the clubs
        owns = possessive and (
            noun.pos_ == "PROPN" or (plural and noun.tag_ == "NNS" and noun.dep_.startswith("nsubj"))
        )
        if _clause(noun) != own or owns or noun.i < asking:
            return True
    return False


def _clause(token: Token) -> Token:
    """Return the verb of the clause in which a token stands."""
    while token.head != token and not (
        token.pos_ in ("VERB", "AUX") and token.dep_ in ("advcl", "relcl", "ccomp", "conj", "ROOT", "csubj")
    ):
        token = token.head
    return token


def _edit(token: Token, put: str) -> Edit:
    start, end = token.idx, token.idx + len(token)
    if token.tag_ != "PRP$":
        return Edit(start, end, put)
    if len(put.split()) <= _LONGEST_POSSESSOR and not re.search(r"\b(?:of|in|for|and|at|on|to)\b", put):
        return Edit(start, end, f"{put}'" if put.endswith("s") else f"{put}'s")
    noun = token.head
    return Edit(start, noun.idx + len(noun), f"the{token.doc.text[end : noun.idx + len(noun)]} of {put}")


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with its edits made, and its capital kept."""
    pieces, position = [], 0
    for edit in edits:
        if edit.start < position:
            continue
        pieces += [text[position : edit.start], edit.put]
        position = edit.end
    whole = "".join([*pieces, text[position:]])
    return whole[:1].upper() + whole[1:] if edits and text[:1].isupper() else whole
