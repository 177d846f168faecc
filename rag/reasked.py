"""A question asked again with another question word: "When?" after "Who did she meet?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.asked import main_verb
from rag.counted import counted_in, plain

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["asked_anew"]

_HELPING = ("do", "have", "be")
_ADVERBS = ("when", "where", "why", "how")


def asked_anew(wh: str, previous: Doc, parties: str) -> str | None:
    """Ask the question before with another question word: "When?" after "Who did she meet?"."""
    text = previous.text.rstrip(" ?")
    if previous[0].pos_ == "AUX" or previous[0].lemma_ == "do":
        return f"{wh} {text[:1].lower()}{text[1:]}?"
    asking = [t for t in previous if t.lower_ in ("many", "much", "who", "whom", "what", "which", *_ADVERBS)]
    asker = next((t for t in asking if t.i + 1 == len(previous) or previous[t.i + 1] not in asking), None)
    if asker is None:
        return None
    counted, verb = counted_in(previous) or _kind_of(asker), main_verb(next(iter(previous.sents)).root)
    known = f"the {plain(counted)}" if counted is not None else parties if asker.lower_ in ("who", "whom") else ""
    first = counted or asker
    helping = next((t for t in previous[first.i + 1 : verb.i + 1] if _helps(t)), None)
    after = text[verb.idx + len(verb) :]
    if helping is None:  # the one asked for is the subject: "Who met him?"
        return f"{wh} did {known or 'someone'} {verb.lemma_}{after}?" if verb.i > first.i else None
    rest = text[helping.idx + len(helping) :].strip()
    if asker.lower_ in (*_ADVERBS, "what") or helping == verb:
        return " ".join(word for word in (wh, helping.text, known if counted else "", f"{rest}?") if word)
    if any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in previous[helping.i + 1 : verb.i]):
        if asker.dep_ == "pobj" and asker.i > 0 and known:
            known = f"{previous[asker.i - 1].lower_} {known}"  # "With whom"
        return f"{wh} {_completed(text[helping.idx : verb.idx + len(verb)], after, known, counted)}?"
    return f"{wh} {helping.text} {known or 'someone'} {rest}?"


def _helps(token: Token) -> bool:
    """Say whether a verb helps another one: not in "had to leave"."""
    forced = token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to"
    return token.pos_ == "AUX" or (token.lemma_ in _HELPING and not forced)


def _kind_of(asker: Token) -> Token | None:
    """Return the noun of "which side", "what losses"."""
    head = asker.head
    return head if asker.lower_ in ("which", "what") and asker.dep_ == "det" and head.pos_ == "NOUN" else None


def _completed(clause: str, after: str, known: str, counted: Token | None) -> str:
    """Put the known party behind the verb of a clause, or behind the preposition that waits for it at its end."""
    stranded = re.fullmatch(r"\s(?:to|with|by|for|from|at|on)", after)
    if stranded and counted is not None:
        return clause
    if stranded or not known:
        return f"{clause}{after} {known}".rstrip()
    return f"{clause} {known}{after}"
