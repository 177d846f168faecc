"""The copies in a store: each article finds its group when it comes, and a group is looked at again when one goes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.copies import Signature, group_signatures
from index.store import Store

__all__ = ["find_groups", "join_groups", "split_groups"]

_MEMBERS = "SELECT key, signature, shingles, published, publisher, id, fields FROM articles"
_CANDIDATES = """SELECT DISTINCT copies, key FROM bands JOIN articles ON articles.key = bands.article
    WHERE band IN (SELECT value FROM json_each(?)) AND key <> ? ORDER BY copies, key"""


def join_groups(store: Store, keys: Iterable[int]) -> None:
    """Put new articles into the groups of their copies; a group's number is the key of its first article."""
    touched = set[int]()
    for key in keys:
        signature = _signature(store, key)
        ((number,),) = store.rows("SELECT copies FROM articles WHERE key = ?", key)
        for group, others in _candidates(store, key, signature).items():
            if group != number and any(signature.copies(_signature(store, other)) for other in others):
                first, second = sorted((group, number))
                store.join(first, second)
                touched.discard(second)
                number = first
        touched.add(number)
    for number in sorted(touched):
        _set_origins(store, number)


def split_groups(store: Store, numbers: Iterable[int]) -> None:
    """Group what is left of groups that have lost an article."""
    for number in sorted(set(numbers)):
        stored = store.rows(f"{_MEMBERS} WHERE copies = ? ORDER BY key", number)
        for keys, origin in _groups(stored):
            store.set_origin(keys, origin)


def find_groups(store: Store) -> list[tuple[list[int], str]]:
    """Return the keys and the origin of each group of copies, found from nothing but the signatures."""
    return _groups(store.rows(f"{_MEMBERS} ORDER BY key"))


def _signature(store: Store, key: int) -> Signature:
    return Signature(*store.rows("SELECT signature, shingles FROM articles WHERE key = ?", key)[0])


def _candidates(store: Store, key: int, signature: Signature) -> dict[int, list[int]]:
    """Return the articles that share a band with one, by the number of their group."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, other in store.rows(_CANDIDATES, json.dumps(signature.bands()), key):
        found[number].append(other)
    return found


def _set_origins(store: Store, number: int) -> None:
    stored = store.rows(f"{_MEMBERS} WHERE copies = ? ORDER BY key", number)
    store.set_origin([row[0] for row in stored], _origin(stored))


def _groups(stored: Sequence[tuple[int, bytes, int, str | None, str | None, str, str]]) -> list[tuple[list[int], str]]:
    members: dict[int, list[tuple[int, bytes, int, str | None, str | None, str, str]]] = defaultdict(list)
    for number, row in zip(group_signatures([Signature(row[1], row[2]) for row in stored]), stored, strict=True):
        members[number].append(row)
    return [([row[0] for row in rows], _origin(rows)) for rows in members.values()]


def _origin(rows: Sequence[tuple[int, bytes, int, str | None, str | None, str, str]]) -> str:
    """Return who did the reporting of some copies: the agency that one credits, else the publisher of the earliest."""
    agencies = (json.loads(fields)["agency"] for *_, fields in rows)
    if agency := next((agency for agency in agencies if agency), None):
        return str(agency)
    _, _, _, _, publisher, article_id, _ = min(rows, key=lambda row: (row[3] or "9999", row[0]))
    return publisher or article_id
