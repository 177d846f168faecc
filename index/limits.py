"""The limits of a search, as SQL on the table of articles."""

from __future__ import annotations

from collections.abc import Sequence

from index.dates import check_date, first_day, last_day

__all__ = ["condition"]


def condition(since: str | None, until: str | None, publishers: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    """Return SQL for the articles within limits; a date of a month or year is within when one of its days is."""
    parts, arguments = ["1"], list[object]()
    if since:  # '2031-04' becomes '2031-04-31', which stands behind every day of that month
        parts.append("articles.published || substr('-12-31', length(articles.published) - 3) >= ?")
        arguments.append(first_day(check_date(since)).isoformat())
    if until:  # '2031-04' stands before every day of that month as it is
        parts.append("articles.published <= ?")
        arguments.append(last_day(check_date(until)).isoformat())
    if publishers:
        parts.append(f"casefold(articles.publisher) IN ({', '.join('?' * len(publishers))})")
        arguments.extend(name.casefold() for name in publishers)
    return " AND ".join(parts), tuple(arguments)
