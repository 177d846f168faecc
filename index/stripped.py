"""Finding the article in the text of a page whose markup is gone, as copy and paste gives it.

Every block gets a score from its shape and words, and the article is the stretch with the highest sum: maximum
subsequence segmentation, after Pasternack and Roth, "Extracting article text from the web with maximum subsequence
segmentation" (WWW 2009). Inside the stretch, furniture is dropped. Every kept line stays verbatim.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from index.furniture import addresses_reader, ends_article, is_bullet, is_furniture, is_sentence, normalise, word_count

__all__ = ["Layout", "lay_out"]

_LONGEST_GAIN = 60  # words; one very long paragraph must not outweigh everything else
_SHORT_LINE = -6.0
_FURNITURE = -14.0
_END_OF_ARTICLE = -45.0  # worth one to two paragraphs: teasers behind "related stories" stay outside
_WRAP_WIDTHS = range(50, 101)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's lines, told apart. All indices are into ``lines``."""

    lines: tuple[str, ...]
    body: tuple[int, ...]
    """Lines of the article, in order; empty when no article was found."""

    @property
    def head(self) -> tuple[str, ...]:
        """The lines above the article: menus, but also its title, byline and date."""
        return self.lines[: self.body[0]] if self.body else self.lines

    @property
    def paragraphs(self) -> str:
        """The article's lines, in order, each verbatim."""
        return "\n".join(self.lines[i] for i in self.body)


def lay_out(text: str) -> Layout:
    """Find the article among the lines of a page."""
    lines = tuple(line.strip() for line in _unwrap(text.splitlines()))
    counts = Counter(normalise(line) for line in lines if line)
    scores = [_score(line, counts) for line in lines]
    start, end = _best_stretch(scores)
    kept = _inside(lines, scores, start, end)
    return Layout(lines, tuple(kept))


def _score(line: str, counts: Counter[str]) -> float:
    if not line:
        return 0.0
    if ends_article(line):
        return _END_OF_ARTICLE
    if is_furniture(line):
        return _FURNITURE
    words = word_count(line)
    if is_sentence(line):
        return _SHORT_LINE if words < 25 and counts[normalise(line)] > 1 else float(min(words, _LONGEST_GAIN))
    if words >= 30 and not is_bullet(line) and sum(w[0].islower() for w in line.split()) >= words / 2:
        return words / 2
    return _SHORT_LINE


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


def _inside(lines: tuple[str, ...], scores: list[float], start: int, end: int) -> list[int]:
    """Return the lines to keep: prose, and single short lines between prose, which are subheadings."""
    filled = [i for i in range(start, end) if lines[i]]
    kept = []
    for place, i in enumerate(filled):
        if scores[i] > 0:
            kept.append(i)
            continue
        neighbours = filled[max(place - 1, 0) : place] + filled[place + 1 : place + 2]
        subheading = scores[i] == _SHORT_LINE and not is_bullet(lines[i])
        if subheading and len(neighbours) == 2 and all(scores[n] > 0 for n in neighbours):
            kept.append(i)
    for edge in (-1, 0):  # an article neither begins nor ends with a notice or a subheading
        while len(kept) > 1 and (addresses_reader(lines[kept[edge]]) or scores[kept[edge]] <= 0):
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
