"""What a question counts, and how many "of them" a follow-up asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.grammar import LIGHT_VERBS, action_of_verb, lemma_of
from index.lexicon import is_person
from rag.antecedents import read

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["OF_THEM", "counted_group", "counted_in", "has_place", "of_them", "plain", "told_group"]

OF_THEM = re.compile(
    r"\bhow many\s+(?:of\s+(?:them|those|these)\s+)?"
    r"(?=(?:were|was|are|is|have|had|has|died|fell|fled|went|came|left|lost|got|took|will|would|did)\b)",
    re.IGNORECASE,
)
_ASKERS = frozenset({"how", "many", "much", "the", "which", "what"})
_WITHIN = frozenset({"in", "during", "at"})
_LONGEST_CLAUSE = 8  # words
_PAST = {"are": "were", "is": "was"}


def of_them(question: str, previous: Doc, counted: Token) -> str:
    """Say what "how many (of them)" counts: what the question before counted, and in which event."""
    noun = previous.text[counted.left_edge.idx : counted.idx + len(counted)]
    noun = re.sub(r"^(?:how many|how much|of|the)\s+", "", noun, flags=re.IGNORECASE)
    noun = re.sub(r"^(?:of|the)\s+", "", noun, flags=re.IGNORECASE)
    verb, rest = _predicate(previous, counted)
    ending = "" if question.endswith("?") else "?"
    if (is_person(counted.lemma_.lower()) and counted.lemma_.lower() in ("people", "person")) or verb is None:
        said = has_place(question) or rest.lower() in question.lower()
        place = "" if said or not rest else f" {rest}"
        if place.startswith(" when "):  # "are missing when it collapsed" has two tenses
            question = re.sub(r"\b(?:are|is)\b", lambda m: _PAST[m[0]], question, count=1)
        return OF_THEM.sub(f"How many {noun} ", question).rstrip("?") + f"{place}?"
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    after = previous.text[counted.idx + len(counted) :].strip(" ?")
    clause = f"{verb.text} {rest}" if passive else f"that {_straight(after)}"
    return OF_THEM.sub(f"How many of the {noun} {clause.strip()} ", question) + ending


def counted_group(previous: Doc, counted: Token) -> str:
    """Return who or what a question counts, as "they" takes it up: "the people who died after the fair"."""
    group = f"the {plain(counted)}"
    verb, rest = _predicate(previous, counted)
    if verb is None or len(rest.split()) > _LONGEST_CLAUSE:
        return group
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return f"{group} {verb.text} {rest}".rstrip()
    between = previous[counted.i + 1 : verb.i]
    if len(between) or verb.pos_ != "VERB":
        return group
    return f"{group} {'who' if is_person(counted.lemma_.lower()) else 'that'} {verb.text} {rest}".rstrip()


def told_group(previous: Doc) -> str:
    """Return the people whom a question tells apart by what they did: "the people who died after the fair"."""
    for noun in previous:
        clause = next((c for c in noun.children if c.dep_ == "relcl" and c.i > noun.i), None)
        if noun.tag_ == "NNS" and is_person(noun.lemma_.lower()) and clause is not None:
            first = next(clause.lefts, clause)
            if first.tag_ == "WP" and first.i == noun.i + 1:
                end = clause.right_edge
                while end.i > clause.i and (end.tag_ in ("VBN", "JJ") or end.text.endswith("ing")):
                    end = end.nbor(-1)  # "why were those who marched in Vall SINGING": the parser takes it in
                return previous.text[noun.left_edge.idx : end.idx + len(end)]
    return ""


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
    said = action_of_verb(root)
    through = lemma_of(root) in LIGHT_VERBS or (said is not None and lemma_of(root) not in said.lemmas)
    of_the_verb = ("acomp", "attr", "oprd", "prt", *(("dobj",) if through else ()))  # "took part in the march"
    last = next((c for c in reversed(list(root.rights)) if c.dep_ in of_the_verb), root)
    return root, previous.text[last.idx + len(last) :].strip(" ?")


def counted_in(previous: Doc) -> Token | None:
    """Return the noun that a question counts."""
    asked = next((t for t in previous if t.lower_ in ("many", "much")), None)
    if asked is None:
        return None
    of = next((c for c in asked.children if c.lower_ == "of"), None)
    if of is not None:
        return next((c for c in of.children if c.dep_ == "pobj"), None)
    helped = any(t.pos_ == "AUX" for t in previous[asked.i : asked.head.i])
    return asked.head if asked.head.pos_ in ("NOUN", "PROPN") and not helped else None


def plain(counted: Token) -> str:
    """Return what is counted, with what narrows it, without "how many"."""
    words = [t.text for t in counted.subtree if t.i <= counted.i and t.lower_ not in _ASKERS]
    return " ".join(words)


def has_place(question: str) -> bool:
    """Say whether a question says where or in what event: "in Obell", "in the fire"."""
    doc = read(question)
    placed = any(t.dep_ == "pobj" and t.pos_ == "NOUN" and t.head.lower_ in _WITHIN for t in doc)
    return placed or any(e.label_ in ("GPE", "LOC", "FAC") for e in doc.ents)
