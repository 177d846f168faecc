"""The question inside a polite one: "Can you tell me how many were hurt?" asks how many were hurt."""

from __future__ import annotations

import re

__all__ = ["plain_question"]

_ASKING = "(?:(?:since|until|by|at|in|on|from|to|for|with) )?(?:how|what|which|whom?|whose|when|where|why|whether|if)"
_OPENING = re.compile(
    r"^(?:(?:please|hi|hello|hey|ok|okay|excuse me|sorry|well|so)[,!.]? )*"
    r"(?:(?:can|could|would|will) (?:you|anyone|anybody|someone|somebody) (?:please )?"
    r"(?:tell|say|show|explain|remind|inform)(?: (?:me|us))?(?: please)?"
    r"|(?:do|does) (?:you|we|they|anyone|anybody) (?:happen to )?know|is it (?:known|clear)|any idea"
    r"|(?:please )?tell (?:me|us)"
    r"|i(?:'d| would|’d)? (?:want|like|need|wanted) to know|i(?:'m| am|’m) (?:wondering|trying to find out)|i wonder"
    rf"|let me know|do you have any idea)(?: please)?,? (?=(?:{_ASKING})\b)",
    re.IGNORECASE,
)


def plain_question(text: str) -> str:
    """Return a question without the words that only ask for it to be answered."""
    match = _OPENING.match(text)
    rest = text[match.end() :] if match else ""
    return rest[:1].upper() + rest[1:] if rest else text
