"""Building an index beside the one that is there, in steps that are kept, and putting it in its place at once.

What is not complete stands in a folder of its own that no reader looks into. A build that was stopped goes on there:
articles that it has already are known by their checksums. Only what the same program and encoder has made is used.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from index.datatypes import Article
from index.encoder import Encoder
from index.errors import IndexDamaged, IndexError_
from index.manifest import MANIFEST
from index.schema import FORMAT
from index.store import Store
from index.vectors import VectorFile
from index.writing import Progress, add_articles, remove_articles

__all__ = ["BUILDING", "build"]

BUILDING = "building"


def build(articles: Iterable[Article], store: Store, encoder: Encoder, progress: Progress | None) -> None:
    """Let an index of these articles, and nothing else, take the place of what is in a store.

    Raises:
        IndexBusy: another process is writing to it.
        IndexError_: the disk is full or cannot be written to.
    """
    path = store.path.parent
    if not (path / MANIFEST).exists():
        store.settle(whole=True)
    with store.writing():  # keeps other writers out; what is there stays until all is done
        facts = store.facts()
        staged = _staged(path / BUILDING, encoder)
        try:
            with staged.writing():
                _fill(staged, articles, encoder, progress)
                staged.set_fact("generation", int(facts.get("generation", 0)) + 1)
                staged.set_fact("state", max(int(each.get("state", 0)) for each in (facts, staged.facts())))
        except BaseException:
            staged.close()
            raise
    try:  # whoever writes just now is done before the build; who builds finds ``staged`` private to this process
        _replace(store, staged)
        shutil.rmtree(path / BUILDING, ignore_errors=True)
    finally:
        staged.close()


def _staged(path: Path, encoder: Encoder) -> Store:
    """Open what an earlier build has left, if this one would have made the same; else begin."""
    wanted = {"format": FORMAT, "encoder": encoder.name, "program": _program()}
    try:
        store = Store(path, create=True, private=True)
    except IndexDamaged:
        shutil.rmtree(path)
        store = Store(path, create=True, private=True)
    facts = store.facts()
    if wanted.items() <= facts.items():
        try:
            _vectors(store).map(int(facts["rows"]))
        except IndexDamaged:
            facts = {}
    if not wanted.items() <= facts.items():
        store.close()
        shutil.rmtree(path)
        store = Store(path, create=True, private=True)
        dim = encoder.encode(["."]).shape[1]
        with store.writing():
            for name, value in {**wanted, "rows": 0, "dim": dim}.items():
                store.set_fact(name, value)
    return store


def _fill(staged: Store, articles: Iterable[Article], encoder: Encoder, progress: Progress | None) -> None:
    """Write articles into what is built, and take out what was of an earlier build alone."""
    staged.forget_skipped([skipped.source for skipped in staged.skipped()])
    written = add_articles(articles, staged, _vectors(staged), encoder, progress)
    remove_articles([article_id for article_id in staged.ids() if article_id not in written.ids], staged)


def _replace(store: Store, staged: Store) -> None:
    """Put what was built in the place of what is there, as one change."""
    path = store.path.parent
    vectors = path / f"vectors-{staged.facts()['generation']}.f32"
    try:
        _link(_vectors(staged).path, vectors)
        staged.connection.backup(store.connection)  # page by page, as one change of the other
    except (OSError, sqlite3.Error) as error:
        vectors.unlink(missing_ok=True)
        raise IndexError_(f"cannot write to {path}: {error}; nothing was changed") from error
    store.settle(whole=True)
    for old in path.glob("vectors-*"):
        if not old.name.startswith(vectors.name):
            old.unlink(missing_ok=True)


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    if not source.exists():  # no passage, no vector
        return
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)
        with target.open("r+b") as file:
            os.fsync(file.fileno())


def _vectors(staged: Store) -> VectorFile:
    return VectorFile(staged.path.with_name("vectors.f32"), int(staged.facts()["dim"]))


def _program() -> str:
    """Return a hash of what makes an index: another release reads other claims in the same words."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
