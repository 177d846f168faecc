"""A follow-up made to stand alone, from the turns before it, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.events import names_in
from index.grammar import LIGHT_VERBS
from index.lexicon import is_person
from index.parsing import parse
from rag.datatypes import Turn

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["resolve"]

_OPENING = re.compile(r"^(?:and|but|so|also|ok(?:ay)?|then)\b[\s,]*", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<what>.+?)\??$", re.IGNORECASE)
_BARE = re.compile(r"^(?P<wh>when|where|why|who|how)\s*\?*$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\bhow many\s+(?:of\s+(?:them|those|these)\s+)?(?=(?:were|was|are|is|have|had|has|died|will|would|did)\b)",
    re.IGNORECASE,
)
_GROUP = frozenset({"they", "them", "their"})
_PERSON = frozenset({"he", "she", "him", "her", "his"})


def resolve(question: str, earlier: Sequence[Turn]) -> str:
    """Return the question so that it can be understood without the turns before it.

    Args:
        question: The follow-up as typed.
        earlier: The turns before it, oldest first; their questions stand alone.
    """
    question = " ".join(question.split())
    if not earlier or not question:
        return question
    previous = parse(earlier[-1].question)
    bare = _OPENING.sub("", question)
    bare = bare[:1].upper() + bare[1:]
    if match := _BARE.match(bare):
        return _asked_anew(match["wh"], previous) or question
    if match := _ABOUT.match(bare):
        return _about(match["what"], previous) or question
    if _OF_THEM.search(bare) and (counted := _counted(previous)) is not None:
        return _of_them(bare, previous, counted)
    return _without_pronouns(bare, earlier[-1], previous) or question


def _of_them(question: str, previous: Doc, counted: Token) -> str:
    """Say what "how many (of them)" counts: what the question before counted, and in which event."""
    noun = previous.text[counted.left_edge.idx : counted.idx + len(counted)]
    noun = re.sub(r"^(?:how many|how much|of|the)\s+", "", noun, flags=re.IGNORECASE)
    noun = re.sub(r"^(?:of|the)\s+", "", noun, flags=re.IGNORECASE)
    verb, rest = _predicate(previous, counted)
    ending = "" if question.endswith("?") else "?"
    if (is_person(counted.lemma_.lower()) and counted.lemma_.lower() in ("people", "person")) or verb is None:
        place = "" if _has_place(question) or not rest else f" {rest}"
        return _OF_THEM.sub(f"How many {noun} ", question).rstrip("?") + f"{place}?"
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    after = previous.text[counted.idx + len(counted) :].strip(" ?")
    clause = f"{verb.text} {rest}" if passive else f"that {_straight(after)}"
    return _OF_THEM.sub(f"How many of the {noun} {clause.strip()} ", question) + ending


def _straight(clause: str) -> str:
    """Put a question's words into the order of a statement: "did Norland send" becomes "Norland did send"."""
    match = re.match(
        r"(?P<aux>did|does|do|has|have|will)\s+(?P<subject>(?:the\s+)?(?:[A-Z][\w'’-]*\s+)+|(?:the\s+)?\w+\s+)", clause
    )
    return f"{match['subject']}{match['aux']} {clause[match.end() :]}" if match else clause


def _predicate(previous: Doc, counted: Token) -> tuple[Token | None, str]:
    """Return the main verb of a question and what follows it."""
    root = next(iter(previous.sents)).root
    if root.pos_ not in ("VERB", "AUX") or root.i < counted.i:
        return None, ""
    last = root
    for child in root.children:
        if child.i > root.i and (
            child.dep_ in ("acomp", "attr", "oprd", "prt") or (root.lemma_ in LIGHT_VERBS and child.dep_ == "dobj")
        ):
            last = child
    return root, previous.text[last.idx + len(last) :].strip(" ?")


def _asked_anew(wh: str, previous: Doc) -> str | None:
    """Ask the question before with another question word: "When?" after "Who did she meet?"."""
    text = previous.text.rstrip(" ?")
    if match := re.match(
        r"^how many\s+(?P<noun>.+?)\s+(?P<aux>were|was|are|is|have|has|had|will|did)\s+(?P<rest>.+)$",
        text,
        re.IGNORECASE,
    ):
        return f"{wh.capitalize()} {match['aux']} the {match['noun']} {match['rest']}?"
    if match := re.match(
        r"^(?:who|whom|what|when|where|why|how)\s+(?P<rest>(?:did|does|do|was|were|is|are|has|have|will)\b.+)$",
        text,
        re.IGNORECASE,
    ):
        return f"{wh.capitalize()} {match['rest']}?"
    subject = next((t for t in previous if t.lower_ == "who" and t.dep_ == "nsubj"), None)
    if subject is not None:
        root = next(iter(previous.sents)).root
        return f"{wh.capitalize()} did someone {root.lemma_} {text[root.idx + len(root) :].strip()}?"
    return None


def _about(what: str, previous: Doc) -> str | None:
    """Put another name or noun into the question before: "What about Kyiv?"."""
    counted = _counted(previous)
    named = list(names_in(next(iter(previous.sents))))
    what = what.rstrip("?").strip()
    if named and what[:1].isupper():
        return previous.text.replace(named[-1], what)
    if counted is not None:
        start = previous.text.lower().index("many") + 5 if "many" in previous.text.lower() else counted.left_edge.idx
        return f"{previous.text[:start]}{what}{previous.text[counted.idx + len(counted) :]}"
    return None


def _without_pronouns(question: str, turn: Turn, previous: Doc) -> str | None:
    """Replace "they", "he", "there" by who and what the last turn was about; None when nothing is left open."""
    doc = parse(question)
    asked = [name for sentence in previous.sents for name in names_in(sentence)]
    first_line = turn.answer.split("\n", 1)[0]
    answered = [name for sentence in parse(first_line).sents for name in names_in(sentence)] if first_line else []
    counted = _counted(previous)
    place = next((e.text for e in reversed(previous.ents) if e.label_ in ("GPE", "LOC", "FAC")), None)
    pieces, position, changed = [], 0, False
    for token in doc:
        put: str | None = None
        if token.lower_ in _GROUP:
            people = list(dict.fromkeys([*asked[:1], *answered[:1]]))
            put = f"the {_plain(counted)}" if counted is not None else " and ".join(people) or None
        elif token.lower_ in _PERSON:
            put = next(iter([*answered, *asked]), None)
        elif token.lower_ == "there" and token.dep_ == "advmod" and place:
            put = f"in {place}"
        if put:
            possessive = token.tag_ == "PRP$"
            pieces += [question[position : token.idx], put + ("'s" if possessive else "")]
            position, changed = token.idx + len(token), True
    return (
        "".join([*pieces, question[position:]])
        if changed
        else (question if asked and names_in(next(iter(doc.sents))) else None)
    )


def _counted(previous: Doc) -> Token | None:
    """Return the noun that a question counts."""
    asked = next((t for t in previous if t.lower_ in ("many", "much")), None)
    if asked is None:
        return None
    of = next((c for c in asked.children if c.lower_ == "of"), None)
    if of is not None:
        return next((c for c in of.children if c.dep_ == "pobj"), None)
    return asked.head if asked.head.pos_ in ("NOUN", "PROPN") else None


def _plain(counted: Token) -> str:
    words = [t.text for t in counted.subtree if t.i <= counted.i and t.lower_ not in ("how", "many", "much", "the")]
    return " ".join(words)


def _has_place(question: str) -> bool:
    return any(e.label_ in ("GPE", "LOC", "FAC") for e in parse(question).ents)
