"""What papers do to agency copy: seeded edits that make a copy of an article out of its text.

The kinds are in two halves. What finds copies is tuned on the first; the second is there to see whether it then holds
for edits that nobody tuned it on. All names are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random

__all__ = ["DEVELOPMENT", "TEST", "Edit", "Story"]

_FIGURES = "two three four five six seven eight nine ten eleven twelve".split()
_FIGURE = re.compile(r"(?<![\d:.,$/-])\d{1,3}(?![\d:/-]|[.,]\d)|\b(?:" + "|".join(_FIGURES) + r")\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“‘])")
_TITLE_WORDS = 9
_BYLINE = "By Ines Halvorsen, Norvania News Agency"
_DATELINE = "TARNHOLM (NNA) — "
_CLOSING = (
    "(Reporting by Ines Halvorsen; editing by Tom Arden)",
    "Copyright Norvania News Agency. All rights reserved. This material may not be published, broadcast, rewritten or "
    "redistributed without permission.",
    "Follow the Tarn Herald for more news from your area, and sign up for our morning newsletter.",
)
_HOUSE_STYLE = (
    (r"\bpercent\b", "per cent"), (r"(?<=\d)%", " per cent"), (r"\b(colo|hono|neighbo|harbo|rumo|labo)r", r"\1ur"),
    (r"\bcenter", "centre"), (r"\btheater", "theatre"), (r"\btoward\b", "towards"), (r"\bprogram\b", "programme"),
    (r"(?<=[a-z]{3})iz(?=e[sd]?\b|ing\b|ation)", "is"), (r"\bgray\b", "grey"), (r"\bJan\.", "January"),
    (r"\bFeb\.", "February"), (r"\bAug\.", "August"), (r"\bSept\.", "September"), (r"\bOct\.", "October"),
    (r"\bNov\.", "November"), (r"\bDec\.", "December"), (r"\b([ap])\.m\.", r"\1m"), (r"\bLt\.", "Lieutenant"),
    (r"\bSgt\.", "Sergeant"), (r"\bDet\.", "Detective"), (r"\bCapt\.", "Captain"), (r"[“”]", '"'), (r"[‘’]", "'"),
    *((rf"\b{word}\b", str(figure)) for figure, word in enumerate(_FIGURES, start=2)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """An article in the hands of an editor."""

    title: str
    paragraphs: tuple[str, ...]
    seed: str
    """Decides whatever an edit leaves to chance."""
    background: str = ""
    """A paragraph of another article, for edits that put one in."""

    @property
    def text(self) -> str:
        """The paragraphs as one text."""
        return "\n\n".join(self.paragraphs)


Edit = Callable[[Story], Story]
"""Returns the story edited; the same story where it offers nothing to edit."""


def cut(story: Story) -> Story:
    """Cut the last third, half or two thirds of the words, at the end of a paragraph, or of a sentence where few."""
    few = len(story.paragraphs) < 3
    parts = _SENTENCE_END.split(" ".join(story.paragraphs)) if few else story.paragraphs
    ends = list(accumulate(len(part.split()) for part in parts))
    left = Random(story.seed).choice((2 / 3, 1 / 2, 1 / 3))  # noqa: S311 — repeatable, not secret
    kept = tuple(parts[: next(n for n, end in enumerate(ends, start=1) if end >= left * ends[-1])])
    return replace(story, paragraphs=(" ".join(kept),) if few else kept)


def retitled(story: Story) -> Story:
    """Put another headline on top: the first words of the text."""
    words = " ".join(story.paragraphs).split()[:_TITLE_WORDS]
    return replace(story, title=" ".join(words).rstrip(".,;:"))


def bylined(story: Story) -> Story:
    """Add a byline, a dateline, a credit line and the small print that sites close with."""
    first, *rest = story.paragraphs
    return replace(story, paragraphs=(_BYLINE, _DATELINE + first, *rest, *_CLOSING))


def figure_changed(story: Story) -> Story:
    """Change one figure, as a later version of a report does."""
    places = [(n, m) for n, paragraph in enumerate(story.paragraphs) for m in _FIGURE.finditer(paragraph)]
    if not places:
        return story
    chance = Random(story.seed)  # noqa: S311 — repeatable, not secret
    number, match = chance.choice(places)
    step = chance.randint(1, 3)
    old = match.group()
    new = str(int(old) + step) if old.isdigit() else _FIGURES[(_FIGURES.index(old) + step) % len(_FIGURES)]
    paragraph = story.paragraphs[number]
    edited = paragraph[: match.start()] + new + paragraph[match.end() :]
    return replace(story, paragraphs=(*story.paragraphs[:number], edited, *story.paragraphs[number + 1 :]))


def releaded(story: Story) -> Story:
    """Turn the lead round: its last clause first, or else its sentences in another order."""
    first, *rest = story.paragraphs
    lead, *others = _SENTENCE_END.split(first)
    clauses = lead.rstrip(".").split(", ")
    if len(clauses) > 1:
        turned = ", ".join([_capital(clauses[-1]), *clauses[:-1]]) + "."
    elif match := re.match(r"(?P<main>.{20,}?) (?P<aside>(?:after|when|while|as|in|at|on) .{10,})", lead.rstrip(".")):
        turned = f"{_capital(match['aside'])}, {match['main']}."
    else:
        lead, turned, others = "", "", [*others, lead]
    return replace(story, paragraphs=(" ".join(filter(None, [turned, *others])), *rest))


def reordered(story: Story) -> Story:
    """Shuffle the paragraphs behind the first."""
    first, *rest = story.paragraphs
    Random(story.seed).shuffle(rest)  # noqa: S311 — repeatable, not secret
    return replace(story, paragraphs=(first, *rest))


def restyled(story: Story) -> Story:
    """Apply another house style: spelling, abbreviations, quotation marks, small numbers in digits."""
    paragraphs = story.paragraphs
    for pattern, style in _HOUSE_STYLE:
        paragraphs = tuple(re.sub(pattern, style, paragraph) for paragraph in paragraphs)
    return replace(story, paragraphs=paragraphs)


def combined(story: Story) -> Story:
    """Turn the lead round, apply another house style and put a paragraph of background into the middle."""
    edited = restyled(releaded(story))
    middle = (len(edited.paragraphs) + 1) // 2
    with_background = (*edited.paragraphs[:middle], story.background, *edited.paragraphs[middle:])
    return replace(edited, paragraphs=with_background)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


DEVELOPMENT: Mapping[str, Edit] = {
    "cut": cut,
    "retitled": retitled,
    "bylined": bylined,
    "figure changed": figure_changed,
}
TEST: Mapping[str, Edit] = {
    "releaded": releaded,
    "reordered": reordered,
    "restyled": restyled,
    "combined": combined,
}
