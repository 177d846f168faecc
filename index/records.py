"""Articles and claims as the rows of the store, and back."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, fields
from typing import Any

from index.datatypes import Article, Claim, ClaimKind, Phase, Qualifier, Span, State, When

__all__ = ["article_fields", "claim_data", "content_checksum", "to_article", "to_claim"]

_ARTICLE_FIELDS = ("title", "url", "publisher", "agency", "authors", "published", "language", "source", "media_type")
_NOT_STORED = {"article_id", "text", "quote", "origin", "published"}
_CLAIM_FIELDS = tuple(f.name for f in fields(Claim) if f.name not in _NOT_STORED)


def article_fields(article: Article) -> str:
    """Return what is stored of an article beside its text and raw document."""
    return json.dumps({name: getattr(article, name) for name in _ARTICLE_FIELDS})


def content_checksum(article: Article) -> int:
    """Return the CRC-32 of all that an article says, so that the same article again is told from a changed one."""
    known = [getattr(article, name) for name in _ARTICLE_FIELDS if name != "source"]
    return zlib.crc32(json.dumps([article.text, known]).encode())


def to_article(article_id: str, text: str, stored: str, raw: bytes) -> Article:
    """Return the article that was stored."""
    known = json.loads(stored)
    return Article(id=article_id, text=text, raw=zlib.decompress(raw), **{**known, "authors": tuple(known["authors"])})


def claim_data(claim: Claim) -> list[Any]:
    """Return what is stored of a claim: what its article's row does not tell."""
    values = asdict(claim)
    relay = claim.origin if len(claim.attribution) > 1 else None
    return [*(values[name] for name in _CLAIM_FIELDS), relay]


def to_claim(data: list[Any], article_id: str, text: str, origin: str, published: str | None) -> Claim:
    """Return the claim that was stored, of an article with this text, origin and date."""
    *values, relay = data
    known = dict(zip(_CLAIM_FIELDS, values, strict=True))
    sentence = Span(**known["sentence"])
    when = When(**known["when"]) if known["when"] else None
    for name in ("modifiers", "actions", "names", "attribution"):
        known[name] = tuple(known[name])
    known |= {"sentence": sentence, "when": when, "kind": ClaimKind(known["kind"]), "state": State(known["state"])}
    known |= {"qualifier": Qualifier(known["qualifier"]), "phase": Phase(known["phase"])}
    return Claim(
        article_id=article_id, text=text[known["start"] : known["end"]], quote=sentence.of(text),
        origin=relay or origin, published=published, **known,
    )  # fmt: skip
