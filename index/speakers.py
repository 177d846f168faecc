"""Who says so: the chain from the speaker to those who pass it on, as the sentence words it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.grammar import phrase, subject_of
from index.lexicon import SAYING_NOUNS, SAYING_VERBS

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["Attribution", "attribution_of"]

_HEDGES = frozenset(
    "reportedly allegedly apparently supposedly purportedly unconfirmed alleged claimed believed".split()
)
_PASS_ON = frozenset({"cite", "quote", "report"})
_RELAYS = frozenset({"cite", "quote"})
_NOT_SPEAKERS = frozenset("it there this that these those which what who i we you".split())
_REPORT_FIGURES = frozenset("report confirm estimate announce count claim put deny admit disclose record".split())
_PERSONAL = frozenset({"he", "she", "they"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, the speaker first, and whether the article keeps its distance."""

    chain: tuple[str, ...] = ()
    hedged: bool = False


def attribution_of(token: Token, sentence: Span, text: str, last_speaker: str | None) -> Attribution:
    """Return who says what a token's clause states.

    Args:
        token: The head of the action, or of the figure.
        sentence: Its sentence.
        text: The text that the sentence's offsets point into.
        last_speaker: Who "he", "she" or "they" is, when the sentence before named a speaker.
    """
    hedged = any(t.lower_ in _HEDGES for t in sentence)
    sources, relays = _cited(sentence, token, text)
    speaker = _sayer(token, text, last_speaker)
    if speaker is None and not sources and not relays:
        speaker = _sayer(sentence.root, text, last_speaker)
    chain = dict.fromkeys([*sources, *([speaker] if speaker else []), *relays])
    return Attribution(tuple(chain), hedged)


def _sayer(token: Token, text: str, last_speaker: str | None) -> str | None:
    """Return the subject of the nearest verb of saying at or above a token."""
    current, below = token, None
    while True:
        if _says(current, below) and not _is_passive(current):
            subject = subject_of(current)
            if subject is not None and not _within(token, subject) and subject != token:
                return _named(subject, text, last_speaker)
        if current.lemma_.lower() in SAYING_NOUNS and current != token and current.dep_ in ("nsubj", "pobj"):
            return None
        if current.head == current:
            return None
        current, below = current.head, current


def _says(verb: Token, below: Token | None) -> bool:
    """Say whether a verb reports the clause or object below it: "said that ...", "confirmed 12 deaths"."""
    if verb.lemma_.lower() not in SAYING_VERBS or verb.pos_ != "VERB":
        return False
    if below is None:
        return any(child.dep_ in ("ccomp", "parataxis") for child in verb.children)
    reported = below.dep_ in ("ccomp", "parataxis")
    return reported or (below.dep_ in ("dobj", "oprd") and verb.lemma_.lower() in _REPORT_FIGURES)


def _cited(sentence: Span, token: Token, text: str) -> tuple[list[str], list[str]]:
    """Return the sources of "according to X" and "citing X", and those who pass on: "cited by X", "reported by X"."""
    found: list[str] = []
    relays: list[str] = []
    for word in sentence:
        source: Token | None = None
        lemma = word.lemma_.lower()
        if word.lower_ == "according":
            to = next((c for c in word.children if c.dep_ == "prep"), None)
            source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        elif lemma in _RELAYS and word.tag_ == "VBG":
            source = next((c for c in word.children if c.dep_ == "dobj"), None)
        elif word.lower_ == "by" and word.dep_ == "agent" and word.head.lemma_.lower() in SAYING_VERBS:
            source = next((c for c in word.children if c.dep_ == "pobj"), None)
        if source is not None and not _within(token, source):
            passes_on = word.lower_ == "by" and word.head.lemma_.lower() in _PASS_ON
            (relays if passes_on else found).append(_words(source, text))
    return found, relays


def _named(subject: Token, text: str, last_speaker: str | None) -> str | None:
    if subject.lower_ in _PERSONAL:
        return last_speaker
    if subject.lower_ in _NOT_SPEAKERS or subject.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
        return None
    return _words(subject, text)


def _words(noun: Token, text: str) -> str:
    start, end = phrase(noun)
    words = " ".join(text[start:end].split()).strip(" ,;:-–—")
    first = noun.left_edge
    opens = first.i == first.sent.start and first.pos_ in ("DET", "NOUN", "PRON")
    return words[:1].lower() + words[1:] if opens else words


def _within(token: Token, ancestor: Token) -> bool:
    return ancestor == token or ancestor.is_ancestor(token)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
