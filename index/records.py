"""Articles and claims as the rows of the store, and back."""

from __future__ import annotations

import json
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from itertools import repeat
from operator import attrgetter
from typing import Any

import numpy as np

from index.datatypes import Article, Claim, ClaimKind, Phase, Qualifier, Span, State, When
from index.outlets import relay_of

__all__ = ["article_fields", "content_checksum", "pack_claims", "to_article", "unpack_claims"]

_ARTICLE_FIELDS = ("title", "url", "publisher", "agency", "authors", "published", "language", "source", "media_type")
_LATER_FIELDS = ("updated", "place")
"""Came after indexes had been made without them: stored, and part of the checksum, only where they are known."""


def article_fields(article: Article) -> str:
    """Return what is stored of an article beside its text and raw document."""
    return json.dumps({name: getattr(article, name) for name in _ARTICLE_FIELDS} | _later(article))


def content_checksum(article: Article) -> int:
    """Return the CRC-32 of all that an article says, so that the same article again is told from a changed one."""
    known = [getattr(article, name) for name in _ARTICLE_FIELDS if name != "source"]
    later = _later(article)
    return zlib.crc32(json.dumps([article.text, known, later] if later else [article.text, known]).encode())


def _later(article: Article) -> dict[str, str]:
    return {name: value for name in _LATER_FIELDS if (value := getattr(article, name))}


def to_article(article_id: str, text: str, stored: str, raw: bytes) -> Article:
    """Return the article that was stored."""
    known = json.loads(stored)
    return Article(id=article_id, text=text, raw=zlib.decompress(raw), **{**known, "authors": tuple(known["authors"])})


def pack_claims(claims: Sequence[Claim]) -> bytes:
    """Return what is stored of an article's claims: what its row does not tell, field by field.

    A line of JSON has the values of each field, each once; behind it stand the places of the claims' values among
    them, for fields with several. Most fields have one, so this takes half the room of a record for each claim.
    """
    known, places = [], []
    for name in _STORED:
        rows: dict[tuple[type, Any], int] = {}
        own = [rows.setdefault((type(value), value), len(rows)) for value in map(_WRITE[name], claims)]
        known.append([value for _, value in rows])
        if len(rows) > 1:
            places.append(own)
    return json.dumps(known).encode() + b"\n" + np.array(places, _PLACE).tobytes()


def unpack_claims(
    data: bytes, number: int, article_id: str, text: str, origin: str, published: str | None
) -> tuple[Claim, ...]:
    """Return the claims that were stored, so many, of an article with this text, origin and date."""
    values, _, packed = data.partition(b"\n")
    places = iter(np.frombuffer(packed, _PLACE).reshape(-1, number).tolist())
    made = [_NEW(Claim) for _ in range(number)]
    for name, stored in zip(_STORED, json.loads(values), strict=True):
        own = next(places) if len(stored) > 1 else None
        found = list(map(_READ[name], stored)) if name in _READ else stored
        if name == "origin":
            found = [relay or origin for relay in stored]
        elif name == "sentence":
            _set(made, "quote", [span.of(text) for span in found], own)
        _set(made, name, found, own)
    _set(made, "article_id", [article_id], None)
    _set(made, "published", [published], None)
    _set(made, "text", [text[claim.start : claim.end] for claim in made], range(number))
    return tuple(made)


def _set(claims: Sequence[Claim], name: str, values: Sequence[Any], places: Iterable[int] | None) -> None:
    """Give a field of claims their values, by their places, or all the same one.

    It is written to where the class keeps it: the constructor of a frozen class takes 6 microseconds a claim and this
    2, and a question loads some 1,500 claims.
    """
    own = repeat(values[0]) if places is None else map(values.__getitem__, places)
    deque(map(_SLOTS[name], claims, own), maxlen=0)


def _span(claim: Claim) -> tuple[int, int]:
    return claim.sentence.start, claim.sentence.end


def _when(claim: Claim) -> tuple[str, str | None, str] | None:
    return None if claim.when is None else (claim.when.wording, claim.when.iso, claim.when.relation)


def _relay(claim: Claim) -> str | None:
    """Return a claim's origin if it is not its article's, which changes with the article's copies."""
    return claim.origin if relay_of(claim.attribution) else None


_STORED = tuple(f.name for f in fields(Claim) if f.name not in ("article_id", "text", "quote", "published"))
_WRITE: dict[str, Callable[[Claim], Any]] = {name: attrgetter(name) for name in _STORED} | {
    "sentence": _span, "when": _when, "origin": _relay,
}  # fmt: skip
_READ: dict[str, Callable[[Any], Any]] = {
    **{
        name: {member.value: member for member in members}.__getitem__
        for name, members in {"kind": ClaimKind, "phase": Phase, "qualifier": Qualifier, "state": State}.items()
    },
    "sentence": lambda ends: Span(*ends), "when": lambda known: None if known is None else When(*known),
    **dict.fromkeys(("modifiers", "actions", "names", "attribution"), tuple),
}  # fmt: skip
_SLOTS = {f.name: vars(Claim)[f.name].__set__ for f in fields(Claim)}
_NEW = object.__new__
_PLACE = "<u4"
