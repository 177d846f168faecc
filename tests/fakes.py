"""Doubles with known arithmetic, and short ways to make what the tests need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index import Article
from index.encoder import Vectors

__all__ = ["AXES", "FakeEncoder", "make_article"]

AXES = ("harbour", "bridge", "school", "mine")


class FakeEncoder:
    """Counts four words, one axis each; a text with none of them points along the fifth axis. Implements ``Encoder``.

    "harbour bridge" is (1, 1, 0, 0, 0) / sqrt(2), so its cosine with "harbour" is 0.7071.
    """

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.calls: list[list[str]] = []

    @property
    def passages(self) -> list[list[str]]:
        """The passages of each batch of articles that was written, encoded together."""
        return self._of_batches[::2]

    @property
    def parts(self) -> list[list[str]]:
        """The sentences of each batch, and the words around its claims: encoded after the passages, together."""
        return self._of_batches[1::2]

    @property
    def _of_batches(self) -> list[list[str]]:
        return [call for call in self.calls if call != ["."]]  # with which a new index asks for the dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(list(texts))
        vectors = np.zeros((len(texts), len(AXES) + 1), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, :-1] = [text.lower().count(word) for word in AXES]
            vectors[row, -1] = not vectors[row].any()
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def make_article(
    body: str,
    *,
    id: str = "a",  # noqa: A002 - the field's own name
    title: str = "",
    url: str | None = None,
    publisher: str | None = None,
    agency: str | None = None,
    published: str | None = None,
    language: str | None = "en",
) -> Article:
    """Make an article whose text is the headline, a blank line and the body."""
    return Article(
        id=id,
        text=f"{title}\n\n{body}" if title else body,
        title=title,
        url=url,
        publisher=publisher,
        agency=agency,
        published=published,
        language=language,
        raw=body.encode(),
    )
