"""Several questions in one: "How many died and when?", "What did the union say and what did the owner say?"."""

from __future__ import annotations

import re

from rag.antecedents import read
from rag.datatypes import Turn
from rag.followups import resolve

__all__ = ["asked_together"]

_SENTENCE = re.compile(r"(?<=\?)\s+(?=\w)")
_WH = r"(?:how many|how much|how long|how|what|who|whom|when|where|why|which|did|does|was|were|is|are|has|have)"
_JOINED = re.compile(rf",? and (?={_WH}\b)", re.IGNORECASE)
_OPENED = re.compile(rf"(?:and |so |but )?(?:\w+ )?{_WH}\b", re.IGNORECASE)
_SAYS = re.compile(
    r"^what (?P<aux>do|does|did) (?P<who>.+?) (?P<says>say|claim|report|think)(?P<rest>\b.*?)\??$", re.IGNORECASE
)
_PAIR = re.compile(r"^(?:both )?(?P<one>.+?)(?:,? and (?:what (?:do|does|did) )?)(?P<other>.+)$", re.IGNORECASE)
_COMPARE = re.compile(
    r"^compare (?:what )?(?P<who>.+? and .+?) (?P<says>say|said|claim|report|on|about)(?P<rest>\b.*?)\??$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(
    r"\b(?:say|says|said|tell|told|know|knew|explain(?:ed)?|ask(?:ed)?|report(?:ed)?) (?:who|what|when|where|why|how)\b"
)
_SETTING = re.compile(r" (?:in|at|on|during|after|before|since|from|near) (?:the )?(?:[\w-]+ )*?[A-Z0-9].*$")
_WHETHER = re.compile(r"(?:did|does|was|were|is|are|has|have)\b", re.IGNORECASE)
_LONGEST = 24  # words of a text that asks several things; a longer one asks one thing in many words
_FULL = 3  # words that a question has at least
_MOST = 3  # questions that are answered together


def asked_together(question: str) -> tuple[str, ...]:
    """Return the questions that one text asks, each standing alone; one, if it is one.

    Args:
        question: A text that stands alone.
    """
    parts = [part.strip() for part in _SENTENCE.split(question) if part.strip()]
    asked = [part for part in parts if part.endswith("?") or _OPENED.match(part)]
    if len(asked) < 2:
        asked = _clauses(question) if len(parts) == 1 else asked or [question]
    if len(asked) < 2:
        return _speakers(question) or (question,)
    alone: list[str] = []
    for part in _with_complements(asked[:_MOST]):
        text = f"{part[:1].upper()}{part[1:]}"
        text = text if text.endswith("?") else f"{text}?"
        said = _SAYS.match(text)
        whole = said is not None and bool(said["rest"].strip())
        alone.append(text if whole else resolve(text, [Turn(earlier) for earlier in alone]))
    return tuple(dict.fromkeys(alone))


def _clauses(question: str) -> list[str]:
    """Take a question apart where a second one begins, if both have a verb of their own."""
    if not _OPENED.match(question) or _EMBEDDED.search(question):
        return [question]
    clauses = _JOINED.split(question.rstrip(" ?"))
    if not 2 <= len(clauses) <= _MOST or len(question.split()) > _LONGEST or not all(map(_is_whole, clauses)):
        return [question]
    if not _WHETHER.match(clauses[0]) and any(map(_WHETHER.match, clauses[1:])):
        return [question]  # "which firm sank and is sued" has one subject
    return clauses


def _is_whole(clause: str) -> bool:
    words = read(clause)
    verb = any(t.pos_ in ("VERB", "AUX") for t in words)
    return verb and len(clause.split()) >= _FULL


def _with_complements(parts: list[str]) -> list[str]:
    """Give the parts what only the last one has: "how many died and how many were hurt in Tollow"."""
    setting = _SETTING.search(parts[-1].rstrip(" ?"))
    if setting and not any(any(t.pos_ == "PROPN" for t in read(part)) for part in parts[:-1]):
        parts = [*(f"{part.rstrip(' ?')}{setting[0]}" for part in parts[:-1]), parts[-1]]
    said = [_SAYS.match(part) for part in parts]
    last = said[-1]
    if last is None or not last["rest"].strip():
        return parts
    return [
        f"{part.rstrip(' ?')}{last['rest']}" if match and not match["rest"].strip() else part
        for part, match in zip(parts, said, strict=True)
    ]


def _speakers(question: str) -> tuple[str, ...]:
    """Ask each of two speakers: "What do the union and the owner say about the strike?"."""
    match = _SAYS.match(question) or _COMPARE.match(question)
    if match is None or (pair := _PAIR.match(match["who"])) is None:
        return ()
    aux = match.groupdict().get("aux") or "do"
    rest = match["rest"] if match["says"] not in ("on", "about") else f" about{match['rest']}"
    return tuple(f"What {_agreeing(aux, who)} {who} say{rest}?" for who in (pair["one"], pair["other"]))


def _agreeing(auxiliary: str, who: str) -> str:
    """Return the auxiliary in the number of its subject: "do" of "do the union and the owners"."""
    several = re.search(r"(?:[^s]s|\b(?:police|people|men|women))$", who)
    return "does" if auxiliary.lower() == "do" and not several else auxiliary.lower()
