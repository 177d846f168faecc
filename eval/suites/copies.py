"""Copies: agency-style edits of real articles, put together again among other articles on the same events.

On the test half the events are others, and so are the kinds of edit: those that nothing was tuned on. Beside them the
copies of our own benchmark, which its writers made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from random import Random

from eval.copies_metrics import MEASURES, exact_groups, ngram_groups, overlaps, score_groups
from eval.datasets import Document, read_lines
from eval.edits import DEVELOPMENT, TEST, Edit, Story
from eval.gold import BENCHMARK as BENCHMARK_FOLDER
from eval.gold import read_half
from eval.gold_samples import BENCHMARK, document
from eval.records import Record
from eval.suite import Published, Suite
from eval.workspace import Workspace
from index import Article, ReadingError, clean
from index.copies import group

__all__ = ["SUITE", "Pooled"]

_BASES = 150
_SHORTEST = 800  # characters of an article that copies are made of
_MOST_COPIES = 3
_REAL_COPY = 0.3  # 5-gram overlap from which two real articles may be copies of one another
_PARAGRAPH = 200  # characters that a paragraph of background has at least


@dataclass(frozen=True, slots=True)
class Pooled:
    """An article of the pool."""

    document: Document
    incident: str
    story: str
    """Names the article that it is, or is a copy of."""
    kind: str = ""
    """The edit that made it a copy; none for a real article."""


def run(workspace: Workspace) -> Iterator[Record]:
    """Let every system group the articles of our benchmark, and the pool of real and edited articles."""
    yield from _grouped(BENCHMARK, _benchmark(workspace.half))
    if workspace.has_data:
        half, edits = ("test", TEST) if workspace.half == "test" else ("development", DEVELOPMENT)
        yield from _edited(workspace, half, edits)


def _edited(workspace: Workspace, half: str, edits: Mapping[str, Edit]) -> Iterator[Record]:
    """Make the pool once, tell what was left out of it, and group it."""
    real, left_out = _real_articles(workspace, half)
    for pooled in (*real, *left_out):
        yield Record(
            "copies", half, "the pool", pooled.document.id, {"left_out": float(pooled in left_out)},
            unit=pooled.incident, question=pooled.document.title,
        )  # fmt: skip
    yield from _grouped(half, [*real, *_copies(real, edits, half, workspace.limit)])


def _benchmark(half: str) -> list[Pooled]:
    """Return the articles of our benchmark with the stories that they tell."""
    gold = read_half(BENCHMARK_FOLDER / half)
    return [Pooled(document(gold, article), article.event, article.story) for article in gold.articles]


def _grouped(half: str, pool: Sequence[Pooled]) -> Iterator[Record]:
    articles = [_article(pooled.document) for pooled in pool]
    systems: dict[str, Callable[[], list[int]]] = {
        "Rashomon": lambda: group(articles),
        "same words": lambda: exact_groups([article.body for article in articles]),
        "5-gram overlap": lambda: ngram_groups([article.body for article in articles]),
    }
    for system, groups in systems.items():
        yield from _records(half, system, pool, groups())


def _real_articles(workspace: Workspace, half: str) -> tuple[list[Pooled], list[Pooled]]:
    """Return articles on events that several were written on, and those left out because they may be real copies."""
    documents = {document.id: document for document in workspace.collections("gva_news")[0].documents}
    incidents: dict[str, dict[str, None]] = {}
    for record in islice(read_lines(workspace.data / "gva_news" / "dev.jsonl"), workspace.limit):
        incidents.setdefault(record["split_key"], {}).update(dict.fromkeys(record["doc_ids"]))
    several = sorted((name for name, ids in incidents.items() if len(ids) > 1), key=_hash)
    several = several[half == "test" :: 2][:_BASES]  # no event is in both halves
    candidates: dict[str, Pooled] = {}
    for incident in several:
        for id_ in sorted(incidents[incident], key=_hash):
            candidates.setdefault(id_, Pooled(documents[id_], incident, id_))
    pooled = list(candidates.values())
    alike: dict[int, set[int]] = {}
    for first, second, jaccard, containment in overlaps([each.document.text for each in pooled]):
        if max(jaccard, containment) >= _REAL_COPY:
            alike.setdefault(second, set()).add(first)
    kept: set[int] = set()
    for place in range(len(pooled)):
        if not alike.get(place, set()) & kept:
            kept.add(place)
    return (
        [each for place, each in enumerate(pooled) if place in kept],
        [each for place, each in enumerate(pooled) if place not in kept],
    )


def _copies(real: Sequence[Pooled], edits: Mapping[str, Edit], half: str, limit: int | None) -> Iterator[Pooled]:
    """Yield one to three copies, of different kinds, of one long enough article of each event."""
    bases: dict[str, Pooled] = {}
    for pooled in real:
        if len(pooled.document.text) >= _SHORTEST:
            bases.setdefault(pooled.incident, pooled)
    for number, base in enumerate(islice(bases.values(), limit)):
        chance = Random(f"{half} {base.document.id}")  # noqa: S311 — repeatable, not secret
        kinds = chance.sample(sorted(edits), len(edits))[: chance.randint(1, _MOST_COPIES)]
        others = [pooled for pooled in real if pooled.incident != base.incident]
        background = _background(others[number % len(others)].document) if others else ""
        for kind in kinds:
            document = base.document
            story = Story(document.title, _paragraphs(document.text), f"{kind} {document.id}", background)
            edited = edits[kind](story)
            if edited != story:
                copy = replace(
                    document, id=f"{document.id}-{kind.replace(' ', '-')}", title=edited.title, text=edited.text
                )
                yield Pooled(replace(copy, url=None), base.incident, base.story, kind)


def _records(half: str, system: str, pool: Sequence[Pooled], groups: Sequence[int]) -> Iterator[Record]:
    names = {story: number for number, story in enumerate(dict.fromkeys(pooled.story for pooled in pool))}
    scored = score_groups(groups, [names[pooled.story] for pooled in pool])
    placed = {pooled.document.id: (pooled, number) for pooled, number in zip(pool, groups, strict=True)}
    for pooled, number, scores in zip(pool, groups, scored, strict=True):
        together = [each for each, other in placed.values() if other == number and each != pooled]
        if pooled.kind:
            scores[pooled.kind] = float(placed[pooled.story][1] == number)
        elif any(each.incident == pooled.incident and each.story != pooled.story for each, _ in placed.values()):
            scores["event_merged"] = float(any(each.story != pooled.story for each in together if not each.kind))
        yield Record(
            "copies",
            half,
            system,
            pooled.document.id,
            scores,
            unit=pooled.incident,
            question=pooled.document.title,
            answer="put with: " + (", ".join(each.document.id for each in together) or "nothing"),
            gold="copies of " + pooled.story,
            note=f"{pooled.kind or 'as published'}: {pooled.document.text[:300]}",
        )


def _article(raw: Document) -> Article:
    """Clean a document as an index does; what is too short to be read as an article is taken as it stands."""
    record = {"id": raw.id, "title": raw.title, "html" if raw.html else "text": raw.html or raw.text}
    try:
        return clean(json.dumps(record), media_type="application/json")
    except ReadingError:
        text = f"{raw.title}\n\n{raw.text}" if raw.title else raw.text
        return Article(raw.id, text, raw.title)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _background(document: Document) -> str:
    """Return the first paragraph that is long enough to tell something, else the longest."""
    paragraphs = _paragraphs(document.text)
    return next((text for text in paragraphs if len(text) >= _PARAGRAPH), max(paragraphs, key=len))


def _hash(id_: str) -> str:
    return sha256(id_.encode()).hexdigest()


_ORIENTATION = "orientation only: 27,210 articles of historical US newspapers, read by machine, not this data"

SUITE = Suite(
    "copies",
    "agency-style edits of real articles, put together among other articles on the same events",
    run,
    MEASURES,
    quality="quality",
    notes=(
        "The copies are made by this suite: cut (by a third to two thirds), retitled, bylined, one figure changed; "
        "other kinds of edit and other events are kept for the test half.",
        "Real articles that share 30% of their word 5-grams with another real article of the pool are left out, since "
        "they may be real copies that no label tells of; the line of the pool says how many.",
        "5-gram overlap: Jaccard similarity of at least 0.5, not tuned.",
    ),
    published=tuple(
        Published("development", system, "adjusted Rand index", value, _ORIENTATION)
        for system, value in (
            ("NEWS-COPY bi-encoder", 0.915),
            ("NEWS-COPY re-ranked", 0.937),
            ("NEWS-COPY LSH", 0.737),
            ("NEWS-COPY n-gram overlap", 0.75),
        )
    ),
)
