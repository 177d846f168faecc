"""What the product is measured against, on the same questions in the same run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import bm25s

from eval.datasets import Collection
from eval.figures import figures_in, shown
from eval.plain_rag import DEPTH, SHOWN, Chunk, PlainRag, uncleaned
from eval.replies import Disagreement, Quote, Reply, Stance

__all__ = ["BM25", "CONSTANT", "FREQUENT", "NUMBERS_DIFFER", "PLAIN_RAG", "SYSTEMS", "VECTORS"]

BM25, VECTORS, PLAIN_RAG = "words only (BM25)", "vectors only", "plain RAG"
CONSTANT, FREQUENT, NUMBERS_DIFFER = "always 1", "most frequent number", "numbers differ"
_K1, _B = 1.2, 0.75

Chunks = Callable[[], PlainRag]


def words_only(collection: Collection, chunks: Chunks) -> Iterator[Reply]:  # noqa: ARG001 — every system takes both
    """Rank whole documents by BM25 (Robertson and Zaragoza 2009; k1 1.2, b 0.75, Lucene's variant)."""
    retriever = bm25s.BM25(k1=_K1, b=_B, method="lucene")
    retriever.index(_tokens([uncleaned(document) for document in collection.documents]), show_progress=False)
    depth = min(DEPTH, len(collection.documents))
    for sample in collection.samples:
        (places,), (scores,) = retriever.retrieve(_tokens([sample.question]), k=depth, show_progress=False)
        found = [place for place, score in zip(places, scores, strict=True) if score > 0]
        yield Reply(sample, ranking=tuple(collection.documents[place].id for place in found))


def vectors_only(collection: Collection, chunks: Chunks) -> Iterator[Reply]:
    """Rank documents by the cosine of their best chunk."""
    for sample, found in zip(collection.samples, _search(collection, chunks, DEPTH), strict=True):
        yield Reply(sample, ranking=tuple(dict.fromkeys(chunk.article_id for chunk in found)))


def plain_rag(collection: Collection, chunks: Chunks) -> Iterator[Reply]:
    """Quote, of the four nearest chunks, the sentence that shares most words with the question; never abstain."""
    for sample, found in zip(collection.samples, _search(collection, chunks, SHOWN), strict=True):
        best, chunk = _best_sentence(sample.question, found)
        yield Reply(
            sample,
            text=best,
            quotes=(Quote(1, chunk.article_id, best, exact=True),),
            ranking=tuple(dict.fromkeys(chunk.article_id for chunk in found)),
            confidence=found[0].cosine,
            verbatim=True,
        )


def always_one(collection: Collection, chunks: Chunks) -> Iterator[Reply]:  # noqa: ARG001 — every system takes both
    """Answer every question for a figure with 1."""
    return (Reply(sample, text="1") for sample in collection.samples)


def most_frequent(collection: Collection, chunks: Chunks) -> Iterator[Reply]:
    """Answer with the number that stands most often in the nearest chunk, the first of equals; abstain without one."""
    for sample, found in zip(collection.samples, _search(collection, chunks, 1), strict=True):
        numbers = Counter(figures_in(found[0].text))
        if numbers:
            chunk, text = found[0], shown(numbers.most_common(1)[0][0])
            quote = Quote(1, chunk.article_id, chunk.text, exact=True)
            yield Reply(sample, text=text, quotes=(quote,), confidence=chunk.cosine)
        else:
            yield Reply(sample, abstained=True)


def numbers_differ(collection: Collection, chunks: Chunks) -> Iterator[Reply]:
    """Answer with the most frequent number of each of the four nearest chunks; tell of a conflict if they differ."""
    for sample, found in zip(collection.samples, _search(collection, chunks, SHOWN), strict=True):
        numbers = [Counter(figures).most_common(1)[0][0] for figures in (figures_in(c.text) for c in found) if figures]
        stances = tuple(Stance(shown(number), number, number, ()) for number in dict.fromkeys(numbers))
        told = (Disagreement("contradiction", stances),) if len(stances) > 1 else ()
        yield Reply(sample, text=" or ".join(s.value for s in stances), abstained=not stances, disagreements=told)


SYSTEMS: dict[str, Callable[[Collection, Chunks], Iterator[Reply]]] = {
    BM25: words_only,
    VECTORS: vectors_only,
    PLAIN_RAG: plain_rag,
    CONSTANT: always_one,
    FREQUENT: most_frequent,
    NUMBERS_DIFFER: numbers_differ,
}


def _search(collection: Collection, chunks: Chunks, k: int) -> list[list[Chunk]]:
    return chunks().search([sample.question for sample in collection.samples], k)


def _best_sentence(question: str, chunks: Sequence[Chunk]) -> tuple[str, Chunk]:
    """Return the sentence with most of the question's words, the first of equals, and its chunk."""
    sentences = [
        (text, chunk) for chunk in chunks for text in re.split(r"(?<=[.!?])\s+|\n{2,}", chunk.text) if text.strip()
    ]
    asked, *told = (set(words) for words in _tokens([question, *(text for text, _ in sentences)]))
    shared = [len(asked & words) for words in told]
    return sentences[shared.index(max(shared))]


def _tokens(texts: Sequence[str]) -> list[list[str]]:
    tokens: list[list[str]] = bm25s.tokenize(list(texts), stopwords="en", return_ids=False, show_progress=False)
    return tokens
