"""Which of the choices that an answer offered a reader takes: "2", "the second one", "the Obell one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.datatypes import Choice

__all__ = ["chosen"]

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
_NUMBERS = "one two three four five six seven eight nine".split()
_TAKEN = re.compile(
    r"^(?:(?:i (?:mean|meant|want)|no|yes|ok|in|from|about|just|only|number|no\.|option|choice|the|that|of|one"
    r"|please)[\s,.:]+)*"
    r"(?P<what>.+?)(?:[\s,]+(?:one|ones|event|please))*$",
    re.IGNORECASE,
)
_LONGEST = 6  # words of a reply that takes a choice


def chosen(reply: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the choice that a reply takes, by its number, its place in the list or a word of its label alone.

    Args:
        reply: As typed.
        choices: As they were offered, in order.
    """
    bare = " ".join(reply.split()).strip(" ?.!()")
    match = _TAKEN.match(bare)
    if not choices or match is None or len(bare.split()) > _LONGEST:
        return None
    what = match["what"].casefold()
    if what == "last":
        return choices[-1]
    for words in (_ORDINALS, _NUMBERS, [str(number) for number in range(1, 10)]):
        if what in words and words.index(what) < len(choices):
            return choices[words.index(what)]
    said = set(re.findall(r"\w+", what))
    fitting = [c for c in choices if said and said <= set(re.findall(r"\w+", c.label.casefold()))]
    return fitting[0] if len(fitting) == 1 else None
