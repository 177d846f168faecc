"""Fragments that stand for one part of the question before: "and Norland's?", "the last one?", "and the mayor?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.lexicon import is_person
from rag.asked import main_verb

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["swapped"]

_OWNER = re.compile(r"^(?:the )?[\w-]+(?: [\w-]+){0,3}(?:['’]s|s['’])$", re.IGNORECASE)
_CHOICE = re.compile(
    r"^(?:the )?(?P<choice>first|second|third|fourth|last|latest|next|previous|earlier|other|\w+est|(?:most|least) \w+)"
    r"(?: ones?)?$",
    re.IGNORECASE,
)
_CHOOSING = re.compile(r"first|second|third|fourth|last|latest|next|previous|earlier|other", re.IGNORECASE)
_ONE = re.compile(r"^the ones? (?P<where>(?:in|at|on|from|of|for|by|near|with) .+)$", re.IGNORECASE)
_PERIODS = frozenset({"year", "quarter", "month", "week", "season", "decade", "century", "weekend"})
_SPEAKERS = frozenset(
    """union ministry police government army league company council office agency organiser opposition party court
    employer owner buyer rebel authority minister spokesman spokeswoman hospital operator insurer bank board""".split()
)
"""Nouns of who gives figures."""
_FIGURE = re.compile(
    r"^(?:how (?:many|much|big|large|high|long)|what (?:share|percentage|number|was the|is the))\b", re.IGNORECASE
)


def swapped(words: str, fragment: Doc, previous: Doc) -> str | None:
    """Put a fragment in the stead of the part of the question before that it is another one of; None if of none.

    Args:
        words: The fragment, without its mark.
        fragment: The same without "the", read.
        previous: The question before, as it stands alone.
    """
    if _OWNER.match(words):
        return _with_owner(words, previous)
    if match := _CHOICE.match(words):
        return _with_choice(match["choice"], previous)
    if match := _ONE.match(words):
        return _with_place(match["where"], previous)
    root = next(iter(fragment.sents)).root
    if root.lemma_.lower() in _PERIODS and words.lower().startswith("the "):
        return f"{previous.text.rstrip(' ?')} in {words}?"
    if root.lemma_.lower() in _SPEAKERS and _FIGURE.match(previous.text) and "according to" not in previous.text:
        return f"{previous.text.rstrip(' ?')}, according to {words}?"
    if words.lower().startswith(("the ", "his ", "her ", "its ", "their ")) and root.tag_ == "NN":
        return _with_subject(words, root, previous)
    return None


def _with_owner(words: str, previous: Doc) -> str | None:
    owner = next((t for t in previous if t.dep_ == "poss" and any(c.dep_ == "case" for c in t.children)), None)
    if owner is None:
        return None
    case = next(c for c in owner.children if c.dep_ == "case")
    return _replaced(previous, owner.left_edge, case, words)


def _with_choice(choice: str, previous: Doc) -> str | None:
    old = next((t for t in previous if t.tag_ == "JJS" or (t.dep_ == "amod" and _CHOOSING.fullmatch(t.text))), None)
    return _replaced(previous, old, old, choice) if old is not None else None


def _with_place(where: str, previous: Doc) -> str | None:
    """Say which one of the kind that was asked for: "who was the judge AT THE HIGH COURT in the trial"."""
    noun = next((t for t in previous if t.pos_ == "NOUN" and t.dep_ in ("attr", "nsubj", "nsubjpass", "dobj")), None)
    if noun is None:
        return None
    end = noun.idx + len(noun)
    return f"{previous.text[:end]} {where}{previous.text[end:]}"


def _with_subject(words: str, root: Token, previous: Doc) -> str | None:
    """Ask a person what was asked of another one, or of a part what was asked of the named whole."""
    verb = main_verb(next(iter(previous.sents)).root)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if (
        subject is None
        or subject.pos_ not in ("NOUN", "PROPN")
        or any(t.tag_ in ("WP", "WDT", "WRB") for t in subject.subtree)
    ):
        return None
    person = subject.ent_type_ == "PERSON" or is_person(subject.lemma_.lower())
    if is_person(root.lemma_.lower()):
        return _replaced(previous, subject.left_edge, subject, words) if person else None
    if person or subject.pos_ != "PROPN":
        return None
    return _replaced(
        previous,
        subject.left_edge,
        subject,
        f"{words} of {previous.text[subject.left_edge.idx : subject.idx + len(subject)]}",
    )


def _replaced(previous: Doc, first: Token, last: Token, words: str) -> str:
    text = previous.text
    put = words if first.i else words[:1].upper() + words[1:]
    return f"{text[: first.idx]}{put}{text[last.idx + len(last) :]}"
