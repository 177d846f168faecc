"""Questions put in the words that the rest of the program reads: "how did the toll change" asks for the toll."""

from __future__ import annotations

import re

__all__ = ["reworded"]

_CHANGE = re.compile(
    r"^(?:and )?how (?:did|has|have|does) (?P<what>(?:the |its |their )?.+?)"
    r" (?:chang|develop|evolv|mov|ris|rise|rose|grow|fall|fell|var)\w*"
    r"(?: (?:over time|since(?: then)?|so far|with time))?(?P<where> .+?)?\s*\?*$",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(?:toll|number|count|figure|estimate|total|share|rate|turnout|price|cost|budget|deficit|offer|bid|size|death|casualt)\w*\b",
    re.IGNORECASE,
)


def reworded(question: str) -> str:
    """Return a question for how a figure moved as one for the figure, and "regarding" as the parser reads it better."""
    question = question.replace(", regarding ", " for ")
    match = _CHANGE.match(question)
    if match is None or not _FIGURE.search(match["what"]):
        return question
    # the values of the figure are then shown by date
    return f"What was {match['what']}{match['where'] or ''}?"
