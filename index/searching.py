"""The search itself: the candidates in the order of one score, copies folded."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from index.asking import Query
from index.candidates import State, gather
from index.datatypes import Hit, Passage
from index.encoder import Vectors

__all__ = ["find"]

_DEPTH = 200  # passages that the search by vectors contributes


def find(
    state: State, query: Query, vectors: Vectors, k: int, condition: str, arguments: tuple[object, ...]
) -> list[Hit]:
    """Return the passages that fit a query best, the best one of each story first; arguments as for ``gather``."""
    found = gather(state, query, vectors, max(k, _DEPTH), condition, arguments)
    if not len(found.places):
        return []
    scores = found.scores
    order = np.lexsort((found.places, -scores))
    return _folded(state, found.places[order], scores[order], found.stories[order], k)


def _folded(
    state: State, places: NDArray[np.int64], scores: NDArray[np.float64], stories: NDArray[np.int64], k: int
) -> list[Hit]:
    """Return the best passage of each story with the other ones of it; where stories are few, these as hits too."""
    members: dict[int, list[int]] = {}
    for position, story in enumerate(stories.tolist()):
        members.setdefault(story, []).append(position)
    leading = [positions[0] for positions in members.values()]
    following = sorted(position for positions in members.values() for position in positions[1:])
    chosen = [*leading, *following][:k]
    wanted = {p for c in chosen for p in members[int(stories[c])]}
    passages = _passages(state, {position: int(state.catalogue.rows[places[position]]) for position in wanted})
    return [
        Hit(passages[c], float(scores[c]), tuple(passages[p] for p in members[int(stories[c])] if p != c))
        for c in chosen
    ]


def _passages(state: State, rows: dict[int, int]) -> dict[int, Passage]:
    query = """SELECT row, id, start, "end" FROM passages JOIN articles ON key = article
        WHERE row IN (SELECT value FROM json_each(?))"""
    arguments = (json.dumps(list(rows.values())),)
    found = {row: Passage(*rest) for row, *rest in state.connection.execute(query, arguments)}
    return {position: found[row] for position, row in rows.items()}
