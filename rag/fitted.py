"""The fitted models of this package, by name: what ``python -m eval.fit`` writes into ``fitted.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from index.logistic import Logistic

__all__ = ["PATH", "fitted"]

PATH = Path(__file__).with_name("fitted.json")
"""By model: its bias, its weights by feature, and what was known of it when it was fitted."""


@cache
def fitted(name: str) -> Logistic:
    """Return a model by its name; a ``KeyError`` where the file has none of it."""
    model = json.loads(PATH.read_text(encoding="utf-8"))[name]
    return Logistic(model["bias"], model["weights"])
