"""Whether a sentence answers a yes-or-no question with yes or with no, read off its verb, its denials and opposites."""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from index import State
from index.grammar import lemma_of
from index.lexicon import SAYING_VERBS, action_class
from index.moods import state_of
from index.parsing import parse
from index.reasons import DENYING_VERBS, DISPUTING_VERBS, NEGATIONS, opposite
from rag.asked import main_verb
from rag.matching import coverage

if TYPE_CHECKING:
    from index.parsing import Token
    from rag.questions import Question

__all__ = ["Side", "is_denial", "side_of"]

_TOLD = 0.5  # of the question's words must stand in the sentence or its headline
_APART = frozenset("conj advcl relcl parataxis ROOT".split())
"""Clauses that are not denied together with the one that they hang on."""
_OPEN = frozenset("if whether may might could would should".split())
"""What leaves open whether something is so."""
_DENYING_WORDS = frozenset("without from incorrect untrue false".split())


class Side(StrEnum):
    """The answer of a sentence to a yes-or-no question."""

    YES = "yes"
    NO = "no"


def side_of(question: Question, sentence: str, title: str = "") -> Side | None:
    """Return which side a sentence takes, or nothing where that is not plain.

    Args:
        question: A question that is answered by yes or no.
        sentence: The sentence.
        title: The headline of its article, which may name what the sentence does not repeat.
    """
    pivot = _pivot(question.text)
    if pivot is None or coverage(question.content, f"{title} {sentence}") < _TOLD:
        return None
    denied = _denials(pivot) % 2 == 1
    sides = set()
    for token in parse(sentence):
        same = _sameness(pivot, token)
        if same is None or _is_open(question, token) or not _is_about(pivot, token, title):
            continue
        sides.add((_denials(token) % 2 == 0) == same)
    if len(sides) != 1:
        return None
    return Side.YES if sides.pop() != denied else Side.NO


def is_denial(sentence: str) -> bool:
    """Say whether a sentence tells that somebody denies or disputes something, which is best read in their words."""
    return any(lemma_of(token) in DENYING_VERBS | DISPUTING_VERBS for token in parse(sentence))


def _pivot(text: str) -> Token | None:
    """Return the word that is affirmed or denied: the main verb, or what something is said to be."""
    doc = parse(text)
    verb = main_verb(next(iter(doc.sents)).root)
    going = next((c for c in verb.children if c.dep_ == "xcomp" and verb.lemma_.lower() == "go"), None)
    verb = going or verb
    if lemma_of(verb) not in ("be", "have", "get", "become"):
        return verb if verb.pos_ == "VERB" or any(c.lower_ in ("did", "does", "do") for c in verb.children) else None
    said = [c for c in verb.children if c.dep_ in ("acomp", "oprd") and c.pos_ in ("ADJ", "VERB")]
    placed = (c for prep in verb.children if prep.dep_ == "prep" for c in prep.children if c.dep_ == "pobj")
    said = said or [c for c in placed if c.pos_ == "NOUN"]
    # "Was the driver convicted?" is read as one noun phrase, the driver who was convicted.
    after = [t for c in verb.children if c.i > verb.i for t in c.subtree]
    phrase = [t for t in after if t.dep_ == "acl" and t.tag_ in ("VBN", "VBG")]
    return next(iter(said or phrase[:1]), None)


def _sameness(pivot: Token, token: Token) -> bool | None:
    """Return whether a word says the same as the pivot, the opposite (False), or something else (None)."""
    if pivot.dep_ == "pobj":
        return _same_place(pivot, token)
    asked, told = _said_by(pivot), _said_by(token)
    classes = set(map(action_class, asked)), set(map(action_class, told))
    pairs = [*product(asked, told), *product(*classes)]
    if token.pos_ in ("VERB", "ADJ", "AUX") and any(opposite(*pair) for pair in pairs):
        return False
    acts = pivot.pos_ != "ADJ"  # "resign" of "Did Ada Lund resign?" is a noun to the parser
    if not (asked[0] == told[0] or (acts and classes[0] & classes[1])):
        return None
    return True if token.pos_ == ("VERB" if acts else "ADJ") or (acts and _takes_place(token)) else None


def _same_place(pivot: Token, token: Token) -> bool | None:
    """Compare "under control" with "out of control", "in port" with "in port"."""
    if token.dep_ != "pobj" or lemma_of(token) != lemma_of(pivot):
        return None
    where = token.head.head if token.head.lower_ == "of" and token.head.head.dep_ == "prep" else token.head
    if where.lower_ == pivot.head.lower_:
        return True
    return False if opposite(where.lower_, pivot.head.lower_) else None


def _takes_place(noun: Token) -> bool:
    """Say whether a noun is told to happen: "there were talks", "held no talks"."""
    verb = noun.head
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)
    return noun.pos_ == "NOUN" and (there or (noun.dep_ == "dobj" and verb.lemma_.lower() in ("hold", "have")))


def _is_about(pivot: Token, token: Token, title: str) -> bool:
    """Say whether a word is said of whom and what the pivot is: what they are called, or "it", stands in its clause."""
    clause = " ".join(t.text for t in (token.head if token.pos_ in ("NOUN", "ADJ") else token).subtree)
    about = [c for c in pivot.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN")]
    pronoun = any(t.pos_ == "PRON" for t in token.subtree)
    return all(pronoun or coverage((lemma_of(c),), f"{title} {clause}") > 0 for c in about)


def _denials(token: Token) -> int:
    """Return how often what a word says is denied: by "not", by "no" before what it is about, by "failed to"."""
    count = sum(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in token.children)
    about = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")]
    count += sum(c.lower_ in NEGATIONS for child in about for c in child.children)
    word = token
    while word.dep_ not in _APART and word.head != word:
        word = word.head
        denied = any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in word.children)
        denies = any(said in DENYING_VERBS for said in _said_by(word))
        count += denies or word.lower_ in _DENYING_WORDS
        count += denied and word.head != token and not denies
    return count


def _said_by(word: Token) -> list[str]:
    """Return a word's lemma, and that of the phrasal verb that it may begin: "step", "step_down"."""
    lemma = lemma_of(word)
    return [lemma, *(f"{lemma}_{c.lower_}" for c in word.children if c.dep_ in ("prt", "advmod"))]


def _is_open(question: Question, token: Token) -> bool:
    """Say whether a sentence leaves open if something is so, plans what is asked to have happened, or the reverse."""
    verb = next((word for word in token.ancestors if word.pos_ in ("VERB", "AUX")), token)  # "may be in port"
    words = [*token.children, *token.head.children, *verb.children]
    state = state_of(token) if token.pos_ == "VERB" else State.HAPPENED
    ahead = question.planned or _looks_ahead(question)
    planned = (state is State.PLANNED) != ahead and token.pos_ == "VERB" and not _denials(token)
    unsaid = any(_is_unsaid(word) for word in token.ancestors)
    return state is State.POSSIBLE or planned or unsaid or any(c.lower_ in _OPEN for c in words)


def _is_unsaid(verb: Token) -> bool:
    """Say whether somebody did not say so, which denies nothing, or disputes it, which is best read in their words."""
    lemma = lemma_of(verb)
    return lemma in DISPUTING_VERBS or (lemma in SAYING_VERBS and any(c.dep_ == "neg" for c in verb.children))


def _looks_ahead(question: Question) -> bool:
    words = question.text.lower().split()
    return words[0] in ("will", "would") or "going to" in question.text.lower()
