"""Short answers: the words of a sentence that fill the slot which a question leaves open, read off the grammar of both.

"Which firm built the dam?" asks for the agent of "build": "the dam, built by Orle Works" has it. Nothing is returned
where the verb, or what else the question says of it, is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import Span
from index.grammar import lemma_of
from index.lexicon import action_class
from index.parsing import parse
from index.reasons import NEGATIONS
from rag.kinds import QuestionKind
from rag.matching import coverage, covered

if TYPE_CHECKING:
    from index.parsing import Doc, Token
    from rag.questions import Question

__all__ = ["short_answer"]

_ASKING = frozenset("what which who whom".split())
_LONGEST = 12  # words of a short answer; more are better read in their sentence
_NAMED = frozenset(
    """country city town state nation company firm organisation organization party club bank agency university team
    newspaper ministry island river""".split()
)
"""Nouns for what has a name: the name is the answer."""
_PLACING = frozenset("in at on near into from to outside inside off over through via".split())
_CUT = frozenset("relcl acl advcl appos punct cc parataxis".split())
"""What is left off behind the head of an answer: it tells more of it."""
_VAGUE = frozenset("a an several some many other another his her its their".split())
"""Words with which no name of a thing begins."""
_MOST_TOLD = 0.6
_BEING = ("be", "become", "remain")


@dataclass(frozen=True, slots=True)
class _Gap:
    """What a question leaves open: the asking word's part in its verb, or what it is said to be."""

    verb: str
    part: str
    """``agent``, ``patient``, ``being``, or a preposition."""
    noun: str
    """The noun it asks for ("firm"), if any."""
    others: tuple[str, ...]
    """Lemmas of what else the question says of the verb: most of them must be there."""
    narrowed: tuple[str, ...] = ()
    """What narrows a noun that something is said to be ("the FIRST head"): all of it must be there."""
    negated: bool = False


def short_answer(question: Question, sentence: str) -> Span | None:
    """Return the words of a sentence that answer a question, or nothing where that is not plain.

    Args:
        question: What is asked.
        sentence: The sentence that answers it.
    """
    gap = _gap(parse(question.text))
    if gap is None:
        return None
    doc = parse(sentence)
    found = {head.i: head for head in _fillers(gap, doc) if _is_answer(question, gap, head)}
    if len(found) != 1:
        return None
    words = _phrase(next(iter(found.values())), question.text)
    return Span(words[0].idx, words[-1].idx + len(words[-1])) if 0 < len(words) <= _LONGEST else None


# what the question leaves open


def _gap(doc: Doc) -> _Gap | None:
    asking = next((t for t in doc if t.lower_ in _ASKING or t.lower_ == "where"), None)
    if asking is None:
        return None
    typed = asking.dep_ == "det" and asking.head.pos_ in ("NOUN", "PROPN")
    head = asking.head if typed else asking
    noun = lemma_of(head) if typed else ""
    if head.dep_ == "pobj":
        verb, part = head.head.head, head.head.lower_
    else:
        verb, part = head.head, _part(head)
    if not part or verb.pos_ not in ("VERB", "AUX") or verb.dep_ != "ROOT":
        return None
    if lemma_of(verb) in _BEING:
        return _being(verb, head, noun)
    if part == "by" and any(c.dep_ == "auxpass" for c in verb.children):
        part = "agent"
    told = [t for c in verb.children if head not in c.subtree for t in _nouns(c)]
    others = tuple(lemma_of(t) for t in told)
    return _Gap(lemma_of(verb), part, noun, others, negated=_negated(verb)) if told else None


def _part(head: Token) -> str:
    if head.lower_ == "where":
        return "where"
    return {"nsubj": "agent", "nsubjpass": "patient", "dobj": "patient"}.get(head.dep_, "attr" * (head.dep_ == "attr"))


def _being(verb: Token, head: Token, noun: str) -> _Gap | None:
    """Return what "who is the head of the club", "what was the name of the ship" leave open."""
    said = next((c for c in verb.children if c != head and c.dep_ in ("nsubj", "attr") and c.pos_ == "NOUN"), None)
    if said is None or noun or head.lower_ == "where":
        return None
    others = tuple(lemma_of(t) for t in _nouns(said) if t != said)
    narrowed = tuple(lemma_of(c) for c in said.lefts if c.dep_ in ("amod", "compound", "nummod"))
    return _Gap(lemma_of(said), "being", "", others, narrowed, negated=_negated(verb)) if others else None


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in verb.children)


def _nouns(head: Token) -> Iterator[Token]:
    return (t for t in head.subtree if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ"))


# what the sentence has for it


def _fillers(gap: _Gap, doc: Doc) -> Iterator[Token]:
    for token in doc:
        if gap.part == "being":
            if token.pos_ in ("NOUN", "PROPN") and lemma_of(token) == gap.verb and _is_told(gap, token):
                yield from _said_to_be(token)
        elif token.pos_ == "VERB" and _same_verb(gap, token) and _is_told_of(gap, token):
            yield from _in_part(gap.part, token)


def _same_verb(gap: _Gap, token: Token) -> bool:
    lemma = lemma_of(token)
    return lemma == gap.verb or action_class(lemma) == action_class(gap.verb)


def _is_told_of(gap: _Gap, verb: Token) -> bool:
    """Say whether a verb's clause has the rest of what is asked, and denies it only if the question does."""
    return _negated(verb) == gap.negated and coverage(gap.others, _clause(verb)) >= _MOST_TOLD


def _is_told(gap: _Gap, noun: Token) -> bool:
    """Say whether a noun is narrowed as in the question, and its sentence has the rest."""
    own = " ".join(t.text for t in noun.subtree)
    return len(covered(gap.narrowed, own)) == len(gap.narrowed) and coverage(gap.others, noun.doc.text) >= _MOST_TOLD


def _clause(verb: Token) -> str:
    """Return the words of a verb's clause, and of the noun that it tells of."""
    told = verb.head if verb.dep_ in ("acl", "relcl") else verb
    return " ".join(t.text for t in told.subtree)


def _in_part(part: str, verb: Token) -> Iterator[Token]:
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    if part in ("agent", "patient"):
        wanted = (part == "agent") == passive
        yield from _behind(verb, passive=passive) if wanted else _before(verb)
    elif part == "where":
        preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _PLACING]
        yield from (t for c in preps for t in c.children if t.dep_ == "pobj" and t.ent_type_ in ("GPE", "LOC", "FAC"))
    else:
        preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == part]
        yield from (t for c in preps for t in c.children if t.dep_ == "pobj")


def _before(verb: Token) -> Iterator[Token]:
    """Yield the subject of a verb, also one that it shares or is told of behind its noun."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not own and verb.dep_ == "conj":
        own = [c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    if verb.dep_ in ("acl", "relcl") and (not own or own[0].tag_ in ("WDT", "WP")):
        own = [verb.head]
    yield from own


def _behind(verb: Token, *, passive: bool) -> Iterator[Token]:
    """Yield the object of a verb, or of a passive who did it."""
    if not passive:
        yield from (c for c in verb.children if c.dep_ == "dobj")
        return
    by = (c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by")
    yield from (t for c in by for t in c.children if t.dep_ == "pobj")


def _said_to_be(noun: Token) -> Iterator[Token]:
    """Yield what a noun is said to be: beside it, or on the other side of "is"."""
    yield from (c for c in noun.children if c.dep_ == "appos")
    if noun.dep_ == "appos":
        yield noun.head
    if noun.dep_ == "compound" and noun.head.pos_ == "PROPN":
        yield noun.head
    verb = noun.head
    if noun.dep_ in ("nsubj", "attr") and lemma_of(verb) in _BEING:
        yield from (c for c in verb.children if c.dep_ in ("nsubj", "attr") and c != noun)


# whether it answers, and how much of it


def _is_answer(question: Question, gap: _Gap, head: Token) -> bool:
    """Say whether a phrase tells something that the question does not, of the type that it asks for."""
    if head.pos_ not in ("NOUN", "PROPN", "NUM") or (head.pos_ == "NOUN" and covered((lemma_of(head),), question.text)):
        return False
    words = _phrase(head, question.text)
    fresh = [
        t for t in words if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") and not covered((lemma_of(t),), question.text)
    ]
    if not fresh or (gap.noun and words[0].lower_ in _VAGUE):
        return False
    if question.kind is QuestionKind.WHO:
        if words[0].lower_ in _VAGUE:
            return False
        return any(t.pos_ == "PROPN" for t in words) or gap.part == "agent"
    return gap.noun not in _NAMED or head.pos_ == "PROPN"


def _is_circumstance(behind: Token) -> bool:
    return behind.dep_ == "prep" and behind.lower_ != "of"


def _is_known(behind: Token, question: str) -> bool:
    return all(covered((lemma_of(t),), question) for t in _nouns(behind))


def _phrase(head: Token, question: str) -> list[Token]:
    """Return the words of a noun phrase without what is told of it behind, or what the question says already."""
    left = head.left_edge
    words = list(head.doc[left.i : head.i + 1])
    for child in head.rights:
        if child.dep_ in _CUT or (_is_circumstance(child) and _is_known(child, question)):
            break
        words = list(head.doc[left.i : child.right_edge.i + 1])
    while words and (words[0].is_punct or words[0].dep_ in ("cc", "mark", "prep", "advmod", "preconj")):
        words = words[1:]
    return words
