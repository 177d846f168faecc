"""What a follow-up leaves unsaid though no word of it points back: "Who was against?" is asked of the same vote.

A logistic regression on named features says how likely a person who writes the question out would name an earlier
phrase again; likely ones are put behind the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.antecedents import Mention, asks
from rag.fitted import fitted
from rag.relational import EVALUATIVE, RELATIONAL, VAGUE

if TYPE_CHECKING:
    from index.parsing import Doc

__all__ = ["carried", "carry_features", "put_behind"]

_MANY = 6  # content words of a question that says all it needs
_MOST = 2  # phrases that are carried on
_LIKELY = 0.5
_DEFINING = re.compile(r"^(?:what|who)(?:'s| is| are) (?!the\b)[\w-]+(?: [\w-]+)?\s*\?*$", re.IGNORECASE)
_CARRYING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def carried(
    doc: Doc, turns: Sequence[Sequence[Mention]], last: Sequence[Mention], topic: Mention | None
) -> tuple[Mention, ...]:
    """Return the earlier phrases to put behind a question, the likeliest first; arguments as for ``carry_features``."""
    rows = carry_features(doc, turns, last, topic)
    # Fitted by hand to "the person who wrote the question out named it again", over three sets of conversations, those
    # of the benchmark counting four times. By weights of the other half 0.5 recovers 0.74 of the benchmark's words.
    model = fitted("carried")
    ordered = sorted(((model.probability(row), mention) for mention, row in rows), key=lambda pair: -pair[0])
    likely = [mention for probability, mention in ordered if probability >= _LIKELY]
    chosen: list[Mention] = []
    for mention in likely:
        whole = not any(mention.words < other.words for other in likely)
        if whole and all(not mention.words & other.words for other in chosen):
            chosen.append(mention)
    return tuple(chosen[:_MOST])


def put_behind(question: str, mentions: Sequence[Mention]) -> str:
    """Return a question with phrases behind it: "Was that allowed, regarding the speed of the ferry in Tollow?"."""
    stem = question.rstrip(" ?.!")
    placed = "".join(f" {word} {mention.text}" for mention in mentions if (word := _preposition(mention)))
    others = [mention.text for mention in mentions if not _preposition(mention)]
    regarding = f", regarding {' and '.join(others)}" if others else ""
    return f"{stem}{regarding}{placed}{question[len(stem) :].strip() or '?'}"


def _preposition(mention: Mention) -> str:
    return mention.preposition or ("in" if mention.place or mention.event else "")


def carry_features(
    doc: Doc, turns: Sequence[Sequence[Mention]], last: Sequence[Mention], topic: Mention | None
) -> list[tuple[Mention, dict[str, float]]]:
    """Return the phrases of earlier turns with what the model looks at, each a number from 0 to 1.

    Args:
        doc: The question; one that names something, defines something or is no question carries nothing on.
        turns: The phrases of the turns before as they were typed, the last turn's first.
        last: The phrases of the last turn as it was resolved.
        topic: What the conversation is about.
    """
    if not _is_open(doc):
        return []
    own = frozenset(form for token in doc for form in (token.lemma_.lower(), token.lower_))
    found: dict[frozenset[str], Mention] = {}
    for mention in (*last, *(mention for mentions in turns for mention in mentions)):
        if not mention.words <= own:
            found.setdefault(mention.words, mention)
    asked = _asked(doc)
    rows = [(mention, asked | _mentioned(mention, turns, last, topic)) for mention in found.values()]
    return [(mention, row | {"last, no noun": row["last"] * row["no noun"]}) for mention, row in rows]


def _is_open(doc: Doc) -> bool:
    """Say whether a text is a question, a request or a fragment that can be about what was said before."""
    *remarks, last = doc.sents
    fragment = not remarks and not any(t.pos_ in ("VERB", "AUX") for t in last) and not last.text.endswith("!")
    named = any(t.pos_ == "PROPN" for t in doc)
    return (fragment or asks(last)) and not named and not _DEFINING.match(doc.text)


def _asked(doc: Doc) -> dict[str, float]:
    """Return how much a question says by itself."""
    words = [t for t in doc if t.pos_ in _CARRYING and not t.is_stop]
    own = [w for w in words if w.lemma_.lower() not in RELATIONAL | VAGUE and w.lower_ not in EVALUATIVE]
    return {
        "words": min(len(own), _MANY) / _MANY,
        "no noun": float(all(w.pos_ not in ("NOUN", "PROPN") for w in own)),
    }


def _mentioned(
    mention: Mention, turns: Sequence[Sequence[Mention]], last: Sequence[Mention], topic: Mention | None
) -> dict[str, float]:
    """Return where a phrase has been mentioned, and as what."""
    said = [ago for ago, mentions in enumerate(turns) if any(mention.words <= m.words for m in mentions)]
    return {
        "event": float(mention.event),
        "plural": float(mention.plural),
        "open": float(mention.head in RELATIONAL or mention.head in VAGUE),
        "weight": mention.weight / 6,
        "last": float(any(mention.words <= m.words for m in last)),
        "first": float(len(turns) - 1 in said),
        "topic": float(topic is not None and mention.words <= topic.words),
    }
