"""Vectors on disk and the nearest of them (FAISS lives here)."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import IndexDamaged

__all__ = ["VectorFile"]


class VectorFile:
    """Unit vectors in one flat file, appended to and memory-mapped; a row, once written, keeps its number.

    Rows behind the number that the store has committed are left over from a writer that was stopped, and are
    overwritten by the next one.
    """

    def __init__(self, path: Path, dim: int) -> None:
        """Name the file; it need not exist yet."""
        self.path = path
        self.dim = dim
        self._mapped: Vectors | None = None

    def append(self, vectors: Vectors, committed: int) -> None:
        """Write rows behind the committed ones and flush them to disk."""
        with self.path.open("r+b" if self.path.exists() else "w+b") as file:
            file.truncate(committed * self.dim * 4)
            file.seek(0, os.SEEK_END)
            file.write(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())
            file.flush()
            os.fsync(file.fileno())

    def map(self, rows: int) -> Vectors:
        """Return the first ``rows`` rows, of shape ``(rows, dim)``, memory-mapped and read-only.

        Raises:
            IndexDamaged: the file holds fewer.
        """
        if rows == 0:
            return np.zeros((0, self.dim), dtype=np.float32)
        mapped = self._mapped  # another thread may be mapping another number of rows
        if mapped is not None and len(mapped) >= rows:
            return mapped[:rows]
        if not self.path.exists() or self.path.stat().st_size < rows * self.dim * 4:
            raise IndexDamaged(f"{self.path} holds fewer than the {rows} vectors that the index counts")
        mapped = self._mapped = np.memmap(self.path, dtype=np.float32, mode="r", shape=(rows, self.dim))
        return mapped

    def nearest(self, query: Vectors, rows: NDArray[np.int64], total: int, k: int) -> list[tuple[int, float]]:
        """Return the ``k`` rows among ``rows`` nearest to a query of shape ``(dim,)``, with their cosines, best first.

        Exact search over the allowed rows alone, so that filters never leave fewer hits than there are.
        """
        if not len(rows):
            return []
        vectors = self.map(total)
        allowed = vectors if len(rows) == total else vectors[rows]
        cosines, places = faiss.knn(
            query.reshape(1, -1), np.ascontiguousarray(allowed), min(k, len(rows)), metric=faiss.METRIC_INNER_PRODUCT
        )
        return [(int(rows[place]), float(cosine)) for place, cosine in zip(places[0], cosines[0], strict=True)]

    def take(self, rows: NDArray[np.int64], total: int) -> Vectors:
        """Return the vectors of some rows, of shape ``(len(rows), dim)``."""
        return np.ascontiguousarray(self.map(total)[rows])

    def checksum(self, first: int, count: int, total: int) -> int:
        """Return the CRC-32 of ``count`` rows from ``first`` on."""
        return zlib.crc32(np.ascontiguousarray(self.map(total)[first : first + count]).tobytes())
