"""The part of a sentence that says why: "because its cables had rusted", "due to fog", "a spark" that caused a fire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index import Span
from index.grammar import lemma_of
from index.lexicon import action_class
from index.parsing import parse
from index.reasons import CAUSE_NOUNS, CAUSING_VERBS
from rag.matching import coverage

if TYPE_CHECKING:
    from index.parsing import Doc, Token
    from rag.questions import Question

__all__ = ["cause_told"]

_TO = frozenset("due owing thanks".split())
"""With "to" behind it."""
_SHORTEST, _LONGEST = 2, 25  # words
_SAID_ALREADY = 0.5  # of the question's words: such a clause is what is asked about, not its cause


def cause_told(question: Question, sentence: str) -> Span | None:
    """Return the words that say why what the question asks about happened, or nothing where that is not plain."""
    found = {(span.start, span.end): span for span in _clauses(question, parse(sentence)) if span.of(sentence)}
    fresh = [span for span in found.values() if _tells(question, span, sentence)]
    return fresh[0] if len(fresh) == 1 else None


def _tells(question: Question, clause: Span, sentence: str) -> bool:
    asked = question.subject or question.content
    words = clause.of(sentence)
    rest = f"{sentence[: clause.start]} {sentence[clause.end :]}"
    return (
        _SHORTEST <= len(words.split()) <= _LONGEST
        and coverage(asked, words) < _SAID_ALREADY
        and coverage(asked, rest) > 0
    )


def _clauses(question: Question, doc: Doc) -> Iterator[Span]:
    for token in doc:
        if token.lower_ == "because":
            head = token.head if token.dep_ == "mark" else token
            if head.dep_ != "ROOT":  # else the clause was taken for the sentence
                yield _from(token, head)
        elif token.lower_ in _TO and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            head = next((c for c in token.children if c.lower_ == "to"), doc[token.i + 1])
            yield _from(token, token if head.is_ancestor(token) else head)
        elif token.lower_ == "after" and _happened(question, token):
            yield _from(token, token.head if token.dep_ == "mark" else token)
        elif token.dep_ == "advcl" and _is_purpose(token) and _is_asked(question, token.head):
            yield _from(next(c for c in token.children if c.lower_ == "to"), token)
        elif (cause := _named_cause(question, token)) is not None:
            yield _from(cause.left_edge, cause)


def _named_cause(question: Question, token: Token) -> Token | None:
    """Return the head of what a sentence names as the cause.

    That is what caused, triggered or was blamed for what is asked about, or what "the reason was".
    """
    parts = {child.dep_: child for child in token.children}
    lemma = lemma_of(token)
    if lemma == "blame" and token.pos_ == "VERB":
        return parts.get("dobj")
    if lemma in CAUSE_NOUNS and token.dep_ == "nsubj" and token.head.lemma_ == "be":
        return next((c for c in token.head.children if c.dep_ == "attr"), None)
    if lemma not in CAUSING_VERBS or token.pos_ != "VERB":
        return None
    by = next((c for c in parts["agent"].children if c.dep_ == "pobj"), None) if "agent" in parts else None
    cause, caused = (by, parts.get("nsubjpass")) if by is not None else (parts.get("nsubj"), parts.get("dobj"))
    if cause is None or caused is None or cause.pos_ == "PRON":
        return None
    words = " ".join(word.text for word in caused.subtree)
    return cause if coverage(question.subject or question.content, words) > 0 else None


def _happened(question: Question, after: Token) -> bool:
    """Say whether "after" stands beside what is asked about, and tells of an event rather than a time."""
    clause = after.dep_ == "mark"
    told = after.head if clause else next((c for c in after.children if c.dep_ == "pobj"), after)
    beside = told.head if clause else after.head
    return _is_asked(question, beside) and told.ent_type_ not in ("DATE", "TIME", "CARDINAL", "ORDINAL")


def _is_asked(question: Question, verb: Token) -> bool:
    return coverage((lemma_of(verb),), question.text) > 0 or action_class(lemma_of(verb)) in question.action_classes


def _is_purpose(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _from(first: Token, head: Token) -> Span:
    """Return the words from the first one to the end of its clause, without the mark behind it."""
    words = list(first.doc[first.i : max(head.right_edge.i, first.i) + 1])
    while words and words[-1].is_punct:
        words = words[:-1]
    if words and words[-1].lower_ in ("to", "of"):  # what it is due to, the parser has hung elsewhere
        words = []
    return Span(words[0].idx, words[-1].idx + len(words[-1])) if words else Span(0, 0)
