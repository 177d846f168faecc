"""The manifest: what an index says of itself, for people and for a check on opening; and the checksums of its files.

It is written anew after every change, and replaced at once. When a writer is stopped between its change and this, the
manifest is of the state before: it then says nothing about the files, and the next writer brings it up to date.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from index.blocks import BLOCK, BlockSums
from index.database import DATABASE
from index.errors import IndexDamaged

__all__ = ["MANIFEST", "Manifest", "check_manifest", "checked_files", "manifest_of", "read_manifest", "seal_files"]

MANIFEST = "MANIFEST"  # JSON; without a suffix, so that no folder of articles takes it for one
_NUMBER = 4  # bytes, in the vectors


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index holds, as its database says in one state."""

    format: str
    encoder: str
    """Its name and the first characters of the hash of its weights."""
    state: int
    """Counts the changes."""
    articles: int
    passages: int
    claims: int
    vectors: int
    """Rows in the file of vectors, those of removed articles included."""
    dim: int
    generation: int
    """Counts the builds; the file of vectors is called by it."""
    pages: int
    """Of the database, of 4,096 bytes each."""
    checksums: dict[str, str]
    """CRC-32 of the files with the checksums of blocks, by name."""

    @property
    def vector_file(self) -> str:
        """The name of the file of vectors."""
        return f"vectors-{self.generation}.f32"

    def text(self) -> str:
        """Return what is written: JSON, the last line of which is a checksum of the rest."""
        said = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        return f'{said[:-2]},\n "checksum": "{zlib.crc32(said.encode()):08x}"\n}}\n'


def manifest_of(path: Path, facts: Mapping[str, str]) -> Manifest:
    """Return the manifest of what a directory and its database say of themselves, without the checksums."""
    return _of_facts(facts, (path / DATABASE).stat().st_size // BLOCK, {})


def _of_facts(facts: Mapping[str, str], pages: int, checksums: Mapping[str, str]) -> Manifest:
    """Return the manifest for what a database says of itself."""
    numbers = {"state": "state", "articles": "articles", "passages": "passages", "claims": "claims",
               "vectors": "rows", "dim": "dim", "generation": "generation"}  # fmt: skip
    return Manifest(
        format=facts.get("format", ""), encoder=facts.get("encoder", ""), pages=pages,
        checksums=dict(checksums), **{name: int(facts.get(fact, 0)) for name, fact in numbers.items()},
    )  # fmt: skip


def read_manifest(path: Path) -> Manifest:
    """Return the manifest in a directory.

    Raises:
        IndexDamaged: there is none, or it is not what was written.
    """
    try:
        text = (path / MANIFEST).read_text(encoding="utf-8")
        said = json.loads(text)
        manifest = Manifest(**{field.name: said[field.name] for field in fields(Manifest)})
        if manifest.text() != text:
            raise ValueError("it is not what was written")
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise IndexDamaged(f"{path / MANIFEST} cannot be read: {error}") from error
    return manifest


def check_manifest(path: Path, facts: Mapping[str, str]) -> Manifest | None:
    """Return the manifest if it is of the state that a database is in; one of another state is not to be relied on.

    Raises:
        IndexDamaged: it cannot be read, or says something else of the same state.
    """
    manifest = read_manifest(path)
    if manifest.state != int(facts.get("state", 0)):
        return None
    if manifest != _of_facts(facts, manifest.pages, manifest.checksums):
        raise IndexDamaged(f"{path / MANIFEST} does not say what the database says")
    return manifest


def checked_files(path: Path, manifest: Manifest) -> list[tuple[BlockSums, int]]:
    """Return the files of an index with how many of their bytes count."""
    return [
        (BlockSums(path / DATABASE, locked=True), manifest.pages * BLOCK),
        (BlockSums(path / manifest.vector_file), manifest.vectors * manifest.dim * _NUMBER),
    ]


def seal_files(path: Path, facts: Mapping[str, str], pages: Mapping[int, bytes], *, whole: bool) -> None:
    """Write checksums of the files of an index, and then its manifest.

    Args:
        path: The directory.
        facts: What the database says of itself.
        pages: The pages of the database that the last change has written, with their checksums.
        whole: Trust no checksum that is there.
    """
    manifest = manifest_of(path, facts)
    try:
        known = read_manifest(path)
    except IndexDamaged:
        known = None
    if known is None or known.state < manifest.state - 1:  # others were stopped before they came to this
        whole = True
    rows: range | None = None
    if not whole and known is not None and known.generation == manifest.generation:
        width = manifest.dim * _NUMBER
        rows = range(known.vectors * width // BLOCK, manifest.vectors * width // BLOCK + 1)
    changed = {**dict.fromkeys(range(manifest.pages)), **pages} if whole else pages
    checksums = {}
    both = (changed, None if rows is None else dict.fromkeys(rows))
    for (sums, size), blocks in zip(checked_files(path, manifest), both, strict=True):
        if size:
            sums.write(size, blocks)
            checksums[sums.sums.name] = f"{zlib.crc32(sums.sums.read_bytes()):08x}"
    _replace(path / MANIFEST, replace(manifest, checksums=checksums).text())


def _replace(path: Path, text: str) -> None:
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
