"""Whether words of a question and of an article mean the same: names, counted things, actions, times."""

from __future__ import annotations

import re
from functools import lru_cache

from index import Claim, ClaimKind
from index.dates import first_day, last_day
from index.lexicon import action_class, demonym_stem, is_person, thing_class
from rag.questions import Question

__all__ = [
    "GENERIC_PEOPLE",
    "MOVED",
    "OUTCOMES",
    "action_fit",
    "coverage",
    "has_name",
    "same_time",
    "stems",
    "thing_fit",
]

GENERIC_PEOPLE = frozenset({"people", "person", "human", "individual", "victim", "other", "man or woman"})
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
MOVED = re.compile(
    r"\b(?:rose|risen|rising|climb\w*|grew|grown|increas\w*|fell|fallen|dropp\w*|up from|down from"
    r"|revis\w*|correct\w*|updat\w*|earlier (?:figure|estimate|count|toll|report)\w*|previous(?:ly)?|initial(?:ly)?"
    r"|latest|now stands?|so far)\b", re.IGNORECASE,
)  # fmt: skip
"""Words of a sentence that tells how a figure moved."""
OUTCOMES = frozenset({"kill", "wound", "casualty", "miss", "arrest", "rescue", "displace"})
"""What people end up as: "killed or wounded" counts more than the killed, "shot and killed" does not."""
_WIDER = {"kill": {"casualty"}, "wound": {"casualty"}}


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text, reduced so that a country and its adjective are one."""
    words = _WORD.findall(text)
    return frozenset(demonym_stem(word) for word in words) | frozenset(word.lower() for word in words)


def has_name(name: str, text: str, *, partly: bool = False) -> bool:
    """Say whether a text has a name: all of its words, or with ``partly`` one that is not a bare direction."""
    words = [demonym_stem(word) for word in _WORD.findall(name)]
    found = [word in stems(text) for word in words]
    if partly:
        return any(
            hit and word not in ("north", "south", "east", "west", "new")
            for hit, word in zip(found, words, strict=True)
        )
    return bool(found) and all(found)


def thing_fit(question: Question, claim: Claim) -> int | None:
    """Return 0 if a claim counts what is asked, 1 if it counts a part of it by kind, None if something else."""
    asked, counted = question.thing, claim.thing
    if claim.unit and claim.unit != asked:
        return None
    if not asked:
        return 0
    if thing_class(asked) == thing_class(counted) or (asked in claim.modifiers and not counted):
        return 0
    if asked in GENERIC_PEOPLE:
        if counted in GENERIC_PEOPLE or not counted:
            return 0
        return 1 if is_person(counted) else None
    if counted in GENERIC_PEOPLE and is_person(asked) and asked in stems(claim.quote):
        return 0
    return None


def action_fit(question: Question, claim: Claim) -> str:
    """Return how a claim's action fits the one asked about: ``same``, ``wider``, ``open`` (none) or ``other``."""
    asked = question.action_classes
    stated = frozenset(map(action_class, claim.actions))
    if not asked:
        return "same"
    if not stated:
        return "open"
    if asked & stated:
        return "wider" if claim.kind is ClaimKind.QUANTITY and (stated - asked) & OUTCOMES else "same"
    return "wider" if any(_WIDER.get(action, set()) & stated for action in asked) else "other"


def same_time(question: Question, claim: Claim) -> bool:
    """Say whether a claim can be about the time asked for, or, if none is asked for, about the article's own time."""
    stated = claim.when.iso if claim.when else None
    asked = question.when.iso if question.when else None
    if asked is not None:
        if stated is not None and claim.when is not None and claim.when.relation == "at":
            days = abs(first_day(stated) - first_day(asked)).days
            return (
                stated.startswith(asked) or asked.startswith(stated) or (len(stated) == len(asked) == 10 and days <= 2)
            )
        return claim.published is None or last_day(claim.published) >= first_day(asked)
    if stated is None or claim.published is None:
        return True
    return int(claim.published[:4]) - int(stated[:4]) <= 1


def coverage(question: Question, text: str) -> float:
    """Return the share of the question's content words that a text has, inflections and word classes folded."""
    if not question.content:
        return 0.0
    words = {word.lower() for word in _WORD.findall(text)}
    bases = {base for word in words for base in _bases(word)}
    classes = {action_class(base) for base in bases} | {thing_class(base) for base in bases}
    known = stems(text)

    def found(lemma: str) -> bool:
        return (
            lemma in bases
            or demonym_stem(lemma) in known
            or action_class(lemma) in classes
            or thing_class(lemma) in classes
        )

    return sum(map(found, question.content)) / len(question.content)


@lru_cache(maxsize=16384)
def _bases(word: str) -> tuple[str, ...]:
    """Return what a word may be an inflection of; enough to compare, not to print."""
    bases = [word]
    for ending, put in (
        ("ies", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("'s", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word[: -len(ending)] + put
            bases.append(base)
            if len(base) > 3 and base[-1] == base[-2]:
                bases.append(base[:-1])
    return tuple(bases)
