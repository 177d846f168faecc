"""Times as formats write them, as days."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

__all__ = ["iso_day"]

_ISO = re.compile(r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})(?:T|\s|$)")


def iso_day(written: str) -> str:
    """Return the day of a time of RFC 5322 or ISO 8601, where it was written; what is neither stays as it is."""
    if iso := _ISO.match(written):
        return f"{iso['year']}-{iso['month']}-{iso['day']}"
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return written
