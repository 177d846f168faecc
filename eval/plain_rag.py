"""Retrieval-augmented generation as its tutorials write it: the rival that everything is compared with.

Chunks of 500 characters of the text as it came, with 50 of overlap, in a flat FAISS index by cosine; the best four
are what a language model would be shown.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context

import faiss
import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter
from numpy.typing import NDArray
from tqdm import tqdm

from eval.datasets import Document
from eval.pages import stripped
from index.encoder import Encoder, SentenceEncoder

__all__ = ["DEPTH", "SHOWN", "Chunk", "PlainRag", "uncleaned"]

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

DEPTH = 50
"""Chunks found for a ranking: enough for ten articles, and as many as the product's search is asked for."""

SHOWN = 4
"""Chunks that the model would be shown."""
_LENGTH, _OVERLAP = 500, 50  # characters
_BATCH = 256
_WORTH_A_POOL = 5_000  # texts from which more processes earn the seconds that they need to start


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document, with the cosine to the question it was found for."""

    article_id: str
    text: str
    cosine: float


def uncleaned(document: Document) -> str:
    """Return headline and text, as a program that cleans nothing takes them."""
    text = stripped(document.html) if document.html else document.text  # which may be empty
    return f"{document.title}\n\n{text}" if document.title else text


def _encoded(texts: Sequence[str], encoder: Encoder) -> Iterator[Floats]:
    """Yield the vectors of batches of texts; many are encoded by as many processes as there are cores."""
    batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
    bar = partial(tqdm, total=len(batches), desc="plain RAG: encoding", leave=False)
    if len(texts) < _WORTH_A_POOL:
        yield from bar(map(encoder.encode, batches))
        return
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        yield from bar(pool.map(_encode, batches))


def _encode(texts: Sequence[str]) -> Floats:
    return _own_encoder().encode(texts)


@cache
def _own_encoder() -> SentenceEncoder:
    """Return the encoder of a worker process."""
    return SentenceEncoder()


class PlainRag:
    """Documents cut, encoded and searched in the plainest way."""

    def __init__(self, documents: Sequence[Document], encoder: Encoder) -> None:
        """Cut and encode all documents."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=_LENGTH, chunk_overlap=_OVERLAP)
        self._encoder = encoder
        self._pieces = [
            (document.id, piece) for document in documents for piece in splitter.split_text(uncleaned(document))
        ]
        vectors = list(_encoded([piece for _, piece in self._pieces], encoder))
        self._index = faiss.IndexFlatIP(vectors[0].shape[1])
        self._index.add(np.concatenate(vectors))
        self._found: dict[str, tuple[Floats, Places]] = {}  # several baselines ask the same questions

    def search(self, questions: Sequence[str], k: int) -> list[list[Chunk]]:
        """Return the ``k`` chunks nearest to each question, best first; at most ``DEPTH``."""
        new = [question for question in dict.fromkeys(questions) if question not in self._found]
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            self._found.update(
                zip(batch, zip(*self._index.search(self._encoder.encode(batch), DEPTH), strict=True), strict=True)
            )
        return [self._chunks(*self._found[question], k) for question in questions]

    def _chunks(self, cosines: Floats, places: Places, k: int) -> list[Chunk]:
        """Return what was found; FAISS fills up with the place -1 when there are fewer than ``DEPTH``."""
        found = [(place, cosine) for place, cosine in zip(places.tolist(), cosines.tolist(), strict=True) if place >= 0]
        return [Chunk(self._pieces[place][0], self._pieces[place][1], cosine) for place, cosine in found[:k]]
