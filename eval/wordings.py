"""One question for a number of victims, in the six wordings in which people would ask it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from eval.datasets import TODAY

__all__ = ["TEMPLATE", "wordings"]

TEMPLATE = "template"
_DAYS_LATER = 3  # when the question with a relative date is asked: its day is then "last Tuesday" without ambiguity


def wordings(kind: str, place: str, day: str) -> Iterator[tuple[str, str, str]]:
    """Yield each wording's name, the question, and the day on which it is asked.

    Args:
        kind: ``killed`` or ``injured``.
        place: City and state, with a comma between them.
        day: ISO date of the event.
    """
    event = date.fromisoformat(day)
    written = f"{event:%B} {event.day}, {event.year}"
    city = place.split(",", maxsplit=1)[0]
    yield TEMPLATE, f"How many people were {kind} in the shooting in {place} on {written}?", TODAY
    yield "no date", f"How many people were {kind} in the shooting in {place}?", TODAY
    asked = event + timedelta(days=_DAYS_LATER)
    yield "relative date", f"How many people were {kind} in the shooting in {place} last {event:%A}?", asked.isoformat()
    yield "no state", f"How many people were {kind} in the shooting in {city} on {written}?", TODAY
    yield "fragment", f"{city} shooting {event:%B} {event.day} {event.year} number of people {kind}", TODAY
    yield "reordered", f"On {written}, in the {place} shooting, how many people were {kind}?", TODAY
