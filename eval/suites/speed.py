"""Speed: what indexing and asking cost at two sizes, or on the bundled articles where there is no data."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from eval.datasets import Document
from eval.records import Record
from eval.speed import (
    LOADED,
    LOOP,
    MEASURES,
    QUESTIONS,
    TRIED,
    index_records,
    loop_records,
    path_records,
    questions_on,
    reading_records,
)
from eval.suite import Suite
from eval.workspace import Workspace
from index import Article, Index, read_articles

__all__ = ["SUITE"]

_SIZES = {"1k passages": 1_000, "10k passages": 10_000}
_FILE = "speed.jsonl"
_BUNDLED = Path(__file__).parents[2] / "ui" / "demo"


def run(workspace: Workspace) -> Iterator[Record]:
    """Index articles up to each size and measure; with a limit, so many articles and questions."""
    workspace.folder.mkdir(parents=True, exist_ok=True)
    if not workspace.has_data or not (workspace.data / "gva_news").is_dir():
        yield from path_records("bundled articles", _BUNDLED, workspace.folder / "speed.index", workspace.encoder)
        return
    documents = workspace.collections("gva_news")[0].documents
    if workspace.limit is None:
        yield from _grown(workspace, documents, _SIZES, QUESTIONS)
    else:
        few = documents[: workspace.limit]
        size = {f"first {len(few)} articles": _SIZES["1k passages"]}
        yield from _grown(workspace, few, size, min(workspace.limit, QUESTIONS))


def _grown(
    workspace: Workspace, documents: Sequence[Document], sizes: Mapping[str, int], questions: int
) -> Iterator[Record]:
    """Index up to the first size and measure, add up to the next one and measure again."""
    # These load the models, and tell how many passages an article has.
    tried = _read(documents[:TRIED], workspace.folder)
    with closing(Index.build(tried, workspace.folder / "tried.index", encoder=workspace.encoder)) as index:
        info = index.info()
    with closing(Index.build([], workspace.folder / "speed.index", encoder=workspace.encoder)) as index:
        done = 0
        for dataset, passages in sizes.items():
            wanted = min(round(passages * info.articles / info.passages), len(documents))
            if wanted <= done:
                return
            new = _read(documents[done:wanted], workspace.folder)
            seconds = _add(index, new, wanted - done, dataset)
            asked = questions_on([document.title for document in documents[:wanted]], questions)
            yield from reading_records(dataset, workspace.folder / _FILE)
            yield from index_records(dataset, index, asked, wanted - done, seconds)
            if not done:  # its rate does not hang on the size, and a flat search of more takes a millisecond
                yield from loop_records(dataset, documents[:wanted], asked, workspace.encoder)
            done, info = wanted, index.info()


def _add(index: Index, articles: Iterator[Article], number: int, dataset: str) -> float:
    """Return the seconds that it takes to add articles."""
    started = time.perf_counter()
    with tqdm(total=number, desc=f"{dataset}: indexing", leave=False) as bar:
        index.add(articles, progress=lambda done: bar.update(done - bar.n))
    return time.perf_counter() - started


def _read(documents: Sequence[Document], folder: Path) -> Iterator[Article]:
    """Return the documents as articles that are read and cleaned while they are indexed, as a user's are."""
    path = folder / _FILE
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            fields = {name: value for name, value in asdict(document).items() if value}
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return read_articles([path])


SUITE = Suite(
    "speed",
    "indexing, questions, cold start, memory and disk, at 1k and 10k passages, beside the loop of tutorials",
    run,
    MEASURES,
    quality="quality",
    notes=(
        "Speed hangs on the machine and on what else runs on it: compare figures of one run. A question of less than "
        "0.2 s counts as without fault.",
        "The second size is added to the index of the first: its indexing rate is that of the articles added.",
        f"The {LOOP} cuts and encodes all articles, keeps them in memory and answers with its best chunk; it has "
        "nothing on disk, and no command to start. It is measured at the first size alone.",
        f"Claims are all those of the articles that {LOADED} passages are of, each loaded for the first time.",
        "Peak memory is that of a process that opens the index and asks ten questions.",
    ),
)
