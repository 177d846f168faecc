"""Which articles are copies of one story: MinHash over word shingles (Broder 1997) with locality-sensitive hashing.

A copy may be cut, so what counts is containment, the share of the shorter article's shingles that the longer one has,
estimated from the signatures' Jaccard similarity and the numbers of shingles.

Copies of copies are copies. Whether two articles are, does not depend on the others, so the groups are the same whether
all are grouped at once or each as it comes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from index.datatypes import Article

__all__ = ["BAND", "BANDS", "Signature", "group", "group_signatures", "sign"]

SHINGLE = 4  # words; shorter ones are shared by any two articles on one event
PERMUTATIONS = 128
BANDS, BAND = 28, 2
"""Articles are compared if one of 28 pairs of hash values is equal: what datasketch finds best for a Jaccard similarity
of 0.2. Half of an article, cut from the whole, has 0.5 and is missed once in 1 / 0.75**28 = 3,100 times."""
CONTAINMENT = 0.6
"""Two reports of one event by different hands share under 0.2; an edited copy keeps most of its words."""
_SCHEME = "affine32"  # 32-bit hash values, stored as such
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """The MinHash signature of an article: ``PERMUTATIONS`` hash values, and how many shingles it stands for."""

    values: bytes
    shingles: int

    def bands(self) -> tuple[int, ...]:
        """Return a 64-bit number for each band of values; an article that shares none with another is no copy of it."""
        width = 4 * BAND
        parts = (bytes([i]) + self.values[i * width : (i + 1) * width] for i in range(BANDS))
        return tuple(int.from_bytes(blake2b(part, digest_size=8).digest(), "little", signed=True) for part in parts)

    def copies(self, other: Signature) -> bool:
        """Say whether two articles are copies of one story."""
        equal = np.frombuffer(self.values, dtype=np.uint32) == np.frombuffer(other.values, dtype=np.uint32)
        if not equal[: BANDS * BAND].reshape(BANDS, BAND).all(axis=1).any():
            return False
        jaccard = float(equal.mean())
        sizes = self.shingles, other.shingles
        return jaccard / (1 + jaccard) * sum(sizes) / min(sizes) >= CONTAINMENT


def sign(article: Article) -> Signature:
    """Return the signature of an article's body."""
    from datasketch import MinHash  # loads scipy, which searching does not need

    words = _WORD.findall(article.body.lower())
    shingles = {" ".join(words[i : i + SHINGLE]).encode() for i in range(max(1, len(words) - SHINGLE + 1))}
    minhash = MinHash(num_perm=PERMUTATIONS, scheme=_SCHEME)
    minhash.update_batch(sorted(shingles))
    return Signature(minhash.hashvalues.astype(np.uint32).tobytes(), len(shingles))


def group(articles: Iterable[Article]) -> list[int]:
    """Return a number for each article, in order; equal numbers are copies of one story."""
    return group_signatures([sign(article) for article in articles])


def group_signatures(signatures: Sequence[Signature]) -> list[int]:
    """Return a number for each signature, in order: the place of the first one of its group."""
    groups = list(range(len(signatures)))
    by_band: dict[int, list[int]] = defaultdict(list)
    for place, signature in enumerate(signatures):
        bands = signature.bands()
        for other in sorted({other for band in bands for other in by_band[band]}):
            if _first(groups, other) != _first(groups, place) and signature.copies(signatures[other]):
                _join(groups, place, other)
        for band in bands:
            by_band[band].append(place)
    return [_first(groups, place) for place in range(len(groups))]


def _first(groups: list[int], place: int) -> int:
    while groups[place] != place:
        place = groups[place]
    return place


def _join(groups: list[int], a: int, b: int) -> None:
    first, second = sorted((_first(groups, a), _first(groups, b)))
    groups[second] = first
