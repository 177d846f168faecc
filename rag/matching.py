"""Whether words of a question and of an article mean the same: names, counted things, actions, times."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from datetime import timedelta
from functools import lru_cache

from index import Claim, ClaimKind
from index.dates import first_day, last_day
from index.lexicon import action_class, demonym_stem, is_person, thing_class
from rag.questions import Question

__all__ = [
    "GENERIC_PEOPLE",
    "MOVED",
    "NEWS",
    "OUTCOMES",
    "action_fit",
    "coverage",
    "covered",
    "has_name",
    "name_groups",
    "only_repeats",
    "rarity",
    "same_time",
    "stems",
    "thing_fit",
]

GENERIC_PEOPLE = frozenset({"people", "person", "human", "individual", "soul", "victim", "other", "man or woman"})
_NUMBERED = re.compile(r"\w-\d")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
MOVED = re.compile(
    r"\b(?:rose|risen|rising|climb\w*|grew|grown|increas\w*|fell|fallen|dropp\w*)"
    r"\s(?:\w+\s){0,2}(?:to|by|from)\s(?:\w+\s){0,3}"
    r"[$€£]?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|fif|twen|for)"
    r"|\b(?:up|down) from\b|\brevis\w*|\bcorrect(?:ed|ion)\b|\bupdat\w*|\bprevious(?:ly)?\b|\binitial(?:ly)?\b"
    r"|\bnow stands?\b"
    r"|\bearlier (?:figure|estimate|count|toll|report)\w*",
    re.IGNORECASE,
)
"""Words of a sentence that tells how a figure moved."""
OUTCOMES = frozenset({"kill", "wound", "casualty", "miss", "arrest", "rescue", "displace"})
"""What people end up as: "killed or wounded" counts more than the killed, "shot and killed" does not."""
_NO_MORE_THAN_A_NAME = frozenset(
    "the a of in at on by near over town city village port island district province state region county suburb".split()
)
_IRREGULAR = dict(
    pair.split(":")
    for pair in """built:build rebuilt:rebuild won:win led:lead sent:send met:meet fell:fall fallen:fall rose:rise
    risen:rise paid:pay sold:sell bought:buy lost:lose held:hold told:tell said:say spent:spend cut:cut
    left:leave found:find began:begin begun:begin grew:grow grown:grow gave:give given:give took:take
    taken:take made:make went:go gone:go came:come broke:break broken:break struck:strike shot:shoot
    sank:sink sunk:sink burnt:burn hurt:hurt hit:hit chose:choose chosen:choose drove:drive driven:drive
    flew:fly flown:fly wrote:write written:write knew:know known:know stood:stand kept:keep
    brought:bring fought:fight caught:catch taught:teach thought:think sought:seek dealt:deal
    people:person men:man women:woman children:child lives:life""".split()
)
NEWS = {10: timedelta(days=30), 7: timedelta(days=62), 4: timedelta(days=366)}
"""For a day, a month, a year (the length of its ISO date): how long after it an article still tells of it as news."""
_WIDER = {"kill": {"casualty"}, "wound": {"casualty"}}


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text, reduced so that a country and its adjective are one."""
    words = _WORD.findall(text)
    return frozenset(demonym_stem(word) for word in words) | frozenset(word.lower() for word in words)


def has_name(name: str, text: str, *, partly: bool = False) -> bool:
    """Say whether a text has a name: all of its words, or with ``partly`` one that is not a bare direction."""
    if _NUMBERED.search(name):  # "Kestrel-4" is not "Kestrel-3", nor in "4 crew of Kestrel-3"
        return name.lower() in text.lower()
    words = [demonym_stem(word) for word in _WORD.findall(name)]
    found = [word in stems(text) for word in words]
    if partly:
        return any(
            hit and word not in ("north", "south", "east", "west", "new")
            for hit, word in zip(found, words, strict=True)
        )
    return bool(found) and all(found)


def only_repeats(claim: Claim, names: Iterable[str]) -> bool:
    """Say whether a name or place is one of the names that a question already has.

    A place inside a named one answers where: not "the town of Vell", but "the town hall at Vell".
    """
    if claim.kind is not ClaimKind.PLACE:
        return any(has_name(claim.text, name) or has_name(name, claim.text) for name in names)
    words = {word for word in _WORD.findall(claim.text) if word.lower() not in _NO_MORE_THAN_A_NAME}
    return any(all(has_name(word, name) for word in words) for name in names)


def name_groups(question: Question) -> list[list[str]]:
    """Return the question's names, those that it lists ("Ada and Tom") together: a sentence needs one of each list."""
    groups: list[list[str]] = []
    for name in question.names:
        if groups and re.search(rf"{re.escape(groups[-1][-1])}(?:,| and| or) {re.escape(name)}", question.text):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


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
    return None


def action_fit(question: Question, claim: Claim) -> str:
    """Return how a claim's action fits the one asked about: ``same``, ``wider``, ``open`` (none) or ``other``."""
    asked = question.action_classes
    stated = frozenset(map(action_class, claim.actions))
    if not asked:  # of all of a kind, not of those to whom something befell
        return "other" if stated & OUTCOMES else "same"
    if not stated:
        return "open"
    if claim.kind is ClaimKind.QUANTITY and claim.role == "agent" and stated & OUTCOMES:
        return "other"  # three gunmen who killed are not three killed
    if asked & stated:
        more = (stated - asked) & (OUTCOMES if asked & OUTCOMES else {"kill"})
        return "wider" if claim.kind is ClaimKind.QUANTITY and more else "same"
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
        if claim.published is None:
            return True
        told = last_day(claim.published)  # without a time of its own a claim is about its article's
        return first_day(asked) <= told <= last_day(asked) + NEWS[len(asked)]
    if stated is None or claim.published is None:
        return True
    return int(claim.published[:4]) - int(stated[:4]) <= 1


def rarity(lemmas: Iterable[str], texts: Collection[str]) -> dict[str, float]:
    """Return how rare each of some lemmas is among texts (inverse document frequency, smoothed by a half)."""
    found = {lemma: sum(coverage((lemma,), text) for text in texts) for lemma in lemmas}
    return {lemma: math.log((len(texts) + 1) / (count + 0.5)) for lemma, count in found.items()}


def coverage(lemmas: tuple[str, ...], text: str) -> float:
    """Return the share of some lemmas that a text has, inflections and word classes folded; 0 when there are none."""
    return len(covered(lemmas, text)) / len(lemmas) if lemmas else 0.0


def covered(lemmas: tuple[str, ...], text: str) -> frozenset[str]:
    """Return those of some lemmas that a text has, inflections and word classes folded."""
    known = _vocabulary(text)
    return frozenset(
        lemma
        for lemma in lemmas
        if lemma in known or demonym_stem(lemma) in known or action_class(lemma) in known or thing_class(lemma) in known
    )


@lru_cache(maxsize=8192)
def _vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text with what they may be inflections of, and the classes of all these."""
    bases = {base for word in _WORD.findall(text) for base in _bases(word.lower())}
    return stems(text).union(bases, map(action_class, bases), map(thing_class, bases))


@lru_cache(maxsize=16384)
def _bases(word: str) -> tuple[str, ...]:
    """Return what a word may be an inflection of; enough to compare, not to print."""
    bases = [word, *_IRREGULAR.get(word, "").split()]
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
