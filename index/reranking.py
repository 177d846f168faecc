"""Reading a query and each passage found together: the protocol, and its implementation for cross-encoders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.datatypes import Hit
from index.errors import UsageError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

__all__ = ["RERANKED", "CrossEncoderReranker", "Reranker", "rerank"]

RERANKED = 20
"""Hits that are read again: a small cross-encoder takes about 10 ms for each on a laptop."""
_RRF = 60.0  # the constant of reciprocal rank fusion in Cormack, Clarke and Büttcher (SIGIR 2009)


class Reranker(Protocol):
    """Scores passages for a query by reading both together."""

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return a number for each text, shape ``(len(texts),)``; the higher, the better it fits."""


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder, by name or path; loaded when first used, never downloaded.

    Implements ``Reranker``.
    """

    def __init__(self, model: str | Path) -> None:
        """Name the model: a folder, or one that is in the local cache of sentence-transformers."""
        self._name = str(model)

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the model's own number for each text, shape ``(len(texts),)``.

        Raises:
            UsageError: the model is not on this machine.
        """
        pairs = [(query, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float64).reshape(len(texts))

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model: CrossEncoder = CrossEncoder(self._name, device="cpu", local_files_only=True)
        except OSError as error:
            raise UsageError(
                f"no cross-encoder at {self._name}; give the folder of a sentence-transformers model"
            ) from error
        return model


def rerank(reranker: Reranker, query: str, hits: Sequence[Hit], texts: Sequence[str]) -> list[Hit]:
    """Return hits in the order of their two ranks together, the one they come in and the reranker's.

    A cross-encoder reads what the words say but not which day is meant, so that the first rank keeps its say: the two
    are joined by reciprocal rank fusion.

    Args:
        reranker: Reads the texts.
        query: What was searched for.
        hits: Best first; those behind the first ``RERANKED`` stay where they are.
        texts: Their words.
    """
    if not hits:
        return []
    read = len(hits[:RERANKED])
    ranks = np.empty(read)
    ranks[np.argsort(-reranker.score(query, texts[:read]), kind="stable")] = np.arange(1, read + 1)
    fused = 1 / (_RRF + np.arange(1, read + 1)) + 1 / (_RRF + ranks)
    scores = sorted((hit.score for hit in hits[:read]), reverse=True)  # of the places, which the hits exchange
    order = np.argsort(-fused, kind="stable").tolist()
    return [*(replace(hits[place], score=s) for place, s in zip(order, scores, strict=True)), *hits[read:]]
