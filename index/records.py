"""Articles and claims as the rows of the store, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import numpy as np

from index.columns import columned, set_field
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
    stored = _Stored(data, number, text, {"article_id": article_id, "origin": origin, "published": published})
    stored.claims = columned(Claim, number, stored)
    return stored.claims


class _Stored:
    """What is stored of an article's claims, taken apart when the first field is asked for."""

    __slots__ = ("_article", "_columns", "_data", "_number", "_text", "claims")

    def __init__(self, data: bytes, number: int, text: str, article: dict[str, str | None]) -> None:
        self._data, self._number, self._text, self._article = data, number, text, article
        self._columns: dict[str, tuple[list[Any], Any]] | None = None
        self.claims: tuple[Claim, ...] = ()

    def fill(self, name: str) -> None:
        """Give the claims their value of a field."""
        if name == "text":
            words = [self._text[start:end] for start, end in zip(self._own("start"), self._own("end"), strict=True)]
            return set_field(self.claims, _SLOTS[name], words, range(self._number))
        if name in ("article_id", "published"):
            return set_field(self.claims, _SLOTS[name], [self._article[name]], None)
        values, places = self._column("sentence" if name == "quote" else name)
        if name == "quote":
            found: list[Any] = [self._text[start:end] for start, end in values]
        elif name == "origin":
            found = [relay or self._article[name] for relay in values]
        else:
            found = list(map(_READ[name], values)) if name in _READ else values
        return set_field(self.claims, _SLOTS[name], found, None if places is None else places.tolist())

    def _own(self, name: str) -> Iterator[Any]:
        """Return the claims' values of a field, as they are stored."""
        values, places = self._column(name)
        return iter(values * self._number) if places is None else map(values.__getitem__, places.tolist())

    def _column(self, name: str) -> tuple[list[Any], Any]:
        """Return the values of a field and the claims' places among them, None where there is one for all."""
        columns = self._columns
        if columns is None:
            known, _, packed = self._data.partition(b"\n")
            rows = iter(np.frombuffer(packed, _PLACE).reshape(-1, self._number))
            columns = {
                stored: (values, next(rows) if len(values) > 1 else None)
                for stored, values in zip(_STORED, json.loads(known), strict=True)
            }
            self._columns = columns  # at once, for other threads
        return columns[name]


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
_PLACE = "<u4"
