"""Who has the word in a part of a sentence, by where it stands: "..., X said", "X insists: ...", "X says 3, Y 4"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.quotations import sayer_of
from index.saying import asserts, can_speak, is_passive, is_saying, reports_figures, within

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["closes", "contrasts", "gapped", "leads"]

_LEADING = frozenset("of at with to about around some nearly only just over almost".split())
"""Words between who says a figure and the figure."""
_CONTRASTS = frozenset("while whereas although though".split())
_HEARERS = frozenset({"tell", "inform", "assure"})


def leads(verb: Token) -> bool:
    """Say whether a verb before a colon hands on the word: "the guild insists:", "the police correct themselves:"."""
    corrects = verb.lemma_.lower() in ("correct", "revise") and any(c.dep_ == "dobj" for c in verb.children)
    return (is_saying(verb) or corrects) and verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis")


def closes(words: Sequence[Token]) -> tuple[Token, int] | None:
    """Return who says what a part of a sentence does, and where that begins: "..., X said on Monday".

    The verb is the last of the part, or the root of the sentence: "When the boat sank, X said, the crew were asleep."
    """
    last = next((t for t in reversed(words) if t.pos_ in ("VERB", "AUX")), None)
    root = next((t for t in words if t.dep_ == "ROOT"), None)
    for verb in filter(None, (last, root)):
        subject = sayer_of(verb) if is_saying(verb) and not is_passive(verb) else None
        if subject is None or (verb != root and not _ends(verb)):
            continue
        opens = min(verb.i, subject.left_edge.i)
        if opens > words[0].i and verb.doc[opens - 1].pos_ == "PUNCT":
            return subject, opens
    return None


def _ends(verb: Token) -> bool:
    """Say whether nothing is said behind a verb of saying, so that it says what stands before."""
    told = verb.lemma_.lower() in _HEARERS
    behind = (c.dep_ for c in verb.children if c.i > verb.i)
    return asserts(verb) and not any(dep == "ccomp" or (dep == "dobj" and not told) for dep in behind)


def gapped(token: Token) -> Token | None:
    """Return who says a figure whose verb is left out: "Police counted 8,000, the union 20,000"."""
    doc, at = token.doc, min([token.i, *(c.i for c in token.lefts if c.pos_ in ("NUM", "SYM"))])
    while at > token.sent.start and (doc[at - 1].lower_ in _LEADING or doc[at - 1].pos_ in ("NUM", "SYM")):
        at -= 1
    counts = any(t.pos_ == "NUM" for t in doc[at : token.i + 1])
    noun = doc[at - 1]
    if not counts or at - 1 <= token.sent.start or noun.pos_ not in ("NOUN", "PROPN") or not can_speak(noun):
        return None
    first = at - 1
    while first > token.sent.start and doc[first - 1].pos_ in ("DET", "NOUN", "PROPN", "ADJ"):
        first -= 1
    if first < token.sent.start + 2 or doc[first - 1].text not in (",", ";"):
        return None
    verb = next((t for t in reversed(doc[token.sent.start : first]) if t.pos_ == "VERB"), None)
    before = verb is not None and reports_figures(verb)
    above = verb is not None and verb.dep_ == "ccomp" and is_saying(verb.head)
    after = doc[token.i + 1 : token.sent.end]
    return noun if (before or above) and not any(t.pos_ in ("VERB", "AUX") for t in after) else None


def contrasts(token: Token) -> Token | None:
    """Return who says what the first clause of a contrast does: "While X said 30 came, Y counted 12"."""
    before = token.doc[token.sent.start : token.i]
    verb = next((t for t in reversed(before) if is_saying(t)), None)
    subject = sayer_of(verb) if verb is not None else None
    if verb is None or subject is None or subject.i > verb.i or not asserts(verb) or is_passive(verb):
        return None
    opens = any(c.dep_ == "mark" and c.lower_ in _CONTRASTS and c.i < subject.i for c in verb.children)
    apart = any(t.text in (",", ";", ":") for t in token.doc[verb.i : token.i])
    return subject if opens and not apart and not within(token, subject) else None
