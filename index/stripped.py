"""Finding the article in the text of a page whose markup is gone, as copy and paste gives it.

Every line gets a score from its shape and words, and the article lies in the stretch with the highest sum: maximum
subsequence segmentation, after Pasternack and Roth, "Extracting article text from the web with maximum subsequence
segmentation" (WWW 2009). How likely each line is part of it is then learned (``index.prose``), with the stretch as
evidence among others. Every kept line stays verbatim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.asides import is_caption, is_comment_head, is_glued, is_stamp
from index.furniture import addresses_reader, ends_article, is_bullet, is_furniture, is_sentence, normalise, word_count
from index.notices import with_notices
from index.prose import prose_probabilities

__all__ = ["Layout", "lay_out"]

_PARAGRAPH = 20  # words; what is kept above the first one may be a standfirst, or a line that only looked like prose
_LONGEST_GAIN = 60  # words; one very long paragraph must not outweigh everything else
_SHORT_LINE = -6.0
_FURNITURE = -14.0
_END_OF_ARTICLE = -45.0  # worth one to two paragraphs: teasers behind "related stories" stay outside
_ARTICLE = 100.0  # words of the least that is an article with comments: some four paragraphs
_STAMP = -25.0  # of a date, a commenter: what follows is another text
_CUT_SHORT = ("…", "...", "[…]", "[...]")  # a teaser
_LONG_ITEM = 8  # words of a line that says the same, not by chance, when it stands on a page twice
_THRESHOLD = 0.5
_SURE = 0.75  # probability from which a line that speaks to the reader may stand at the edge
_WRAP_WIDTHS = range(50, 101)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's lines, told apart. All indices are into ``lines``."""

    lines: tuple[str, ...]
    body: tuple[int, ...]
    """Lines of the article, in order; empty when no article was found."""

    @property
    def head(self) -> tuple[str, ...]:
        """The lines above the first paragraph and no part of the article: menus, its title, byline and date."""
        if not self.body:
            return self.lines
        kept = frozenset(self.body)
        first = next((i for i in self.body if word_count(self.lines[i]) >= _PARAGRAPH), self.body[0])
        return tuple(line for i, line in enumerate(self.lines[:first]) if i not in kept)

    @property
    def paragraphs(self) -> str:
        """The article's lines, in order, each verbatim."""
        return "\n".join(self.lines[i] for i in self.body)


def lay_out(text: str) -> Layout:
    """Find the article among the lines of a page."""
    lines = tuple(line.strip() for line in _unwrap(text.splitlines()))
    counts = Counter(normalise(line) for line in lines if line)
    (start, end), last = _stretch(lines, [_score(line, counts) for line in lines])
    filled = [place for place, line in enumerate(lines) if line]
    stretch = sum(place < start for place in filled), sum(place < end for place in filled)
    likely = prose_probabilities([lines[place] for place in filled], stretch)
    glued = [is_glued(lines[place]) for place in filled]
    found = {
        place: probability
        for at, (place, probability) in enumerate(zip(filled, likely, strict=True))
        if place < last
        and (start <= place < end or not (glued[at] and sum(glued[max(0, at - 2) : at + 3]) > 2))  # a row of teasers
    }
    numbers = {place: number for number, place in enumerate(filled)}
    kept = with_notices([lines[place] for place in filled], [numbers[place] for place in _kept(lines, found)])
    return Layout(lines, tuple(filled[number] for number in kept))


def _stretch(lines: Sequence[str], scores: list[float]) -> tuple[tuple[int, int], int]:
    """Return the half-open range in which the article lies, and the line from which on nothing is part of it.

    Readers can write more below an article than stands in it; what is above the first heading of comments comes first,
    if it has paragraphs.
    """
    for place, line in enumerate(lines):
        if line and is_comment_head(line):
            start, end = _best_stretch(scores[:place])
            if sum(scores[start:end]) >= _ARTICLE:
                return (start, end), place
    return _best_stretch(scores), len(lines)


def _score(line: str, counts: Counter[str]) -> float:
    if not line:
        return 0.0
    if ends_article(line) or is_comment_head(line):
        return _END_OF_ARTICLE
    if is_furniture(line):
        return _FURNITURE
    words, prose = word_count(line), is_sentence(line)
    if is_stamp(line):
        return _STAMP
    if is_caption(line) or is_glued(line) or line.endswith(_CUT_SHORT):
        return _SHORT_LINE
    if prose:
        return _SHORT_LINE if words < 25 and counts[normalise(line)] > 1 else float(min(words, _LONGEST_GAIN))
    running = words >= 30 and not is_bullet(line) and sum(w[0].islower() for w in line.split()) >= words / 2
    return words / 2 if running else _SHORT_LINE


def _best_stretch(scores: list[float]) -> tuple[int, int]:
    """Return the half-open range with the highest sum (Kadane's algorithm); empty when nothing is positive."""
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, i
        total += score
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range


def _kept(lines: tuple[str, ...], likely: Mapping[int, float]) -> list[int]:
    """Return the lines to keep: the likely ones, but for notices, and lists that the page repeats."""
    kept: list[int] = []
    said: set[str] = set()
    for place, probability in likely.items():
        line = lines[place]
        again = normalise(line) in said and word_count(line) >= _LONG_ITEM and not is_sentence(line)
        if probability < _THRESHOLD or is_furniture(line) or again:
            continue
        said.add(normalise(line))
        kept.append(place)
    for edge in (-1, 0):  # an article neither begins nor ends with a notice
        while len(kept) > 1 and addresses_reader(lines[kept[edge]]) and likely[kept[edge]] < _SURE:
            kept.pop(edge)
    return kept


def _unwrap(lines: list[str]) -> list[str]:
    """Join hard-wrapped paragraphs when the text is wrapped: most lines break in mid-sentence at one width.

    A newline becomes a space; no other character changes.
    """
    filled = [line.rstrip() for line in lines if line.strip()]
    full = [line for line in filled if len(line) in _WRAP_WIDTHS]
    broken = [line for line in full if line[-1] not in '.!?…:;"”’)']
    if len(full) < 0.6 * len(filled) or len(broken) < 0.6 * len(full) or max(map(len, filled), default=0) > 110:
        return lines
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1].strip() and line.strip():
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
    return joined
