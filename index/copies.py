"""Which articles are copies of one story: MinHash over word shingles (Broder 1997) with locality-sensitive hashing.

A copy may be cut, so what counts is containment, the share of the shorter article's shingles that the longer one has,
estimated from the signatures' Jaccard similarity and the numbers of shingles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.datatypes import Article

if TYPE_CHECKING:
    from datasketch import MinHash

__all__ = ["Signature", "group", "group_signatures", "sign"]

SHINGLE = 4  # words; shorter ones are shared by any two articles on one event
PERMUTATIONS = 128
CANDIDATE = 0.2
"""Jaccard similarity from which LSH proposes a pair: half of an article, cut from the whole, has 0.5."""
CONTAINMENT = 0.6
"""Two reports of one event by different hands share under 0.2; an edited copy keeps most of its words."""
_SCHEME = "affine32"  # 32-bit hash values, stored as such
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """The MinHash signature of an article: ``PERMUTATIONS`` hash values, and how many shingles it stands for."""

    values: bytes
    shingles: int

    def minhash(self) -> MinHash:
        """Return the signature as datasketch's object."""
        from datasketch import MinHash  # loads scipy, which searching does not need

        return MinHash(hashvalues=np.frombuffer(self.values, dtype=np.uint32).copy(), scheme=_SCHEME)


def sign(article: Article) -> Signature:
    """Return the signature of an article's body."""
    from datasketch import MinHash

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
    from datasketch import MinHashLSH

    groups = list(range(len(signatures)))
    lsh = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    hashes = [signature.minhash() for signature in signatures]
    for place, minhash in enumerate(hashes):
        for other in sorted(lsh.query(minhash)):
            if _containment(signatures, hashes, place, other) >= CONTAINMENT:
                _join(groups, place, other)
        lsh.insert(place, minhash)
    return [_first(groups, place) for place in range(len(groups))]


def _containment(signatures: Sequence[Signature], hashes: Sequence[MinHash], a: int, b: int) -> float:
    jaccard = float(hashes[a].jaccard(hashes[b]))
    sizes = signatures[a].shingles, signatures[b].shingles
    return jaccard / (1 + jaccard) * sum(sizes) / min(sizes)


def _first(groups: list[int], place: int) -> int:
    while groups[place] != place:
        place = groups[place]
    return place


def _join(groups: list[int], a: int, b: int) -> None:
    first, second = sorted((_first(groups, a), _first(groups, b)))
    groups[second] = first
