"""What a rate is told for one of: "a day", "each", "per 100,000 people"."""

from __future__ import annotations

import re

__all__ = ["rate_of"]

_NOUNS = (
    "second|minute|hour|day|night|week|month|quarter|year|season|head|person|share|barrel|gallon|litre|liter|kilo"
    "|kilogram|kg|pound|tonne|ton|ounce|mile|game|match|piece|copy|ticket|time"
)
"""What "a" and "each" can stand before in a rate."""
_RATE = re.compile(
    r"^\s?(?:(?:per|for every|in every)\s(?P<per>(?:\d[\d,]*|one|ten|hundred|thousand|million)(?:\s[a-z]+)?"
    r"|(?:square|cubic)\s[a-z]+|[a-z]+)"
    rf"|(?:an?|each|every)\s(?P<each>{_NOUNS})\b(?!\s(?:earlier|ago|later|before|after|old|long|on)\b)"
    r"|(?P<apiece>each\b|apiece\b)|(?P<ly>hourly|daily|weekly|monthly|yearly|annually)\b)",
    re.IGNORECASE,
)


def rate_of(after: str) -> str:
    """Return what the text behind a figure says that it is told for one of, in lower case; empty when it is no rate."""
    match = _RATE.match(after)
    return next((words for words in match.groups() if words), "").lower() if match else ""
