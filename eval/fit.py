"""Fitting the models of ``rag/``: ``python -m eval.fit [MODEL...] --data DIR [--write]``.

Candidates come from our benchmark's training part and from the published sets; our development half is left out, so
that what the suites say about it stays worth something. For each model it prints what the weights in use reach, and
what new ones do on events that they were not fitted on; ``--write`` puts the new ones, fitted on everything, in their
place.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from eval.datasets import Collection
from eval.fit_logistic import Reached, fit, held_out, reached
from eval.fit_rows import Example, examples
from eval.gold_samples import BENCHMARK
from eval.workspace import Workspace
from rag import fitted

__all__ = ["app"]

_LIMIT = 120  # questions on news events: with their articles, and others for each, a quarter of the corpus


@dataclass(frozen=True, slots=True)
class _Recipe:
    """How a model is fitted."""

    sets: dict[str, float]
    """What a question of each data set counts."""
    strength: float = 3.0
    ordering: bool = False


_NEWS = {BENCHMARK: 3.0, "gva_conflicts": 1.0, "gva_news": 0.3}
_TEXTS = {BENCHMARK: 3.0, "squad2": 1.0, "xquad": 1.0, "clapnq": 1.0}
_RECIPES = {
    "event": _Recipe(_NEWS),
    "figure order": _Recipe(_NEWS | _TEXTS, ordering=True),
    "figure": _Recipe(_NEWS | _TEXTS),
    "name order": _Recipe(_TEXTS, ordering=True),
    "name": _Recipe(_TEXTS),
    "pair": _Recipe(_NEWS),
    "sentence": _Recipe(_TEXTS),
}
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    models: Annotated[
        list[str] | None, typer.Argument(metavar="MODEL", help="Which models; all of them when none is named.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", envvar="RASHOMON_DATA", help="Folder of the published data sets.")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the indexes here, and use those that are there.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Put the new weights in place of those in use.")] = False,
) -> None:
    """Fit the models that weigh articles, claims and sentences, and say what they reach on other events."""
    if unknown := set(models or ()) - set(_RECIPES):
        raise typer.BadParameter(f"there is no model {min(unknown)!r}; there are {', '.join(_RECIPES)}")
    if write and data is None:
        raise typer.BadParameter("--write needs the published data sets too: give their folder with --data")
    names = [name for name in _RECIPES if not models or name in models]
    with tempfile.TemporaryDirectory(prefix="rashomon-fit-") as scratch:
        found = _gathered(data, keep or Path(scratch))
    entries = json.loads(fitted.PATH.read_text(encoding="utf-8"))
    for name in names:
        entries[name] = _fitted(name, found)
    if write:
        fitted.PATH.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _gathered(data: Path | None, folder: Path) -> dict[str, list[Example]]:
    """Return the examples of all models by data set."""
    ours = Workspace(None, folder / "train", half="train", kept=True)
    news = Workspace(data, folder / "news", _LIMIT, kept=True)
    texts = Workspace(data, folder / "texts", kept=True)
    found: dict[str, list[Example]] = {}
    for name in _NEWS | _TEXTS:
        workspace = ours if name == BENCHMARK else news if name.startswith("gva") else texts
        if workspace.datasets((name,)):
            found[name] = [example for c in workspace.collections(name) for example in _asked(workspace, c)]
    return found


def _asked(workspace: Workspace, collection: Collection) -> Iterator[Example]:
    with closing(workspace.open(collection)) as index:
        for sample in tqdm(collection.samples, desc=collection.dataset, leave=False):
            yield from examples(index, sample)


def _fitted(name: str, found: dict[str, list[Example]]) -> dict[str, object]:
    """Fit one model, print what it reaches, and return its entry."""
    recipe = _RECIPES[name]
    pairs = [
        (example, weight, dataset)
        for dataset, weight in recipe.sets.items()
        for example in found.get(dataset, ())
        if example.model == name.removesuffix(" order")
    ]
    own, weights = [example for example, _, _ in pairs], [weight for _, weight, _ in pairs]
    features = sorted({feature for example in own for row in example.rows[:1] for feature in row})
    now = fitted.fitted(name)
    comparable = set(now.weights) <= set(features)  # else the features have changed since
    others = held_out(own, weights, features, recipe.strength, ordering=recipe.ordering)
    figures: dict[str, Reached] = {}
    for dataset in recipe.sets:
        chosen = [n for n, (_, _, source) in enumerate(pairs) if source == dataset]
        if chosen:
            figures[dataset] = reached([own[n] for n in chosen], [others[n] for n in chosen])
            typer.echo(f"{name:15} {dataset:14} {_told(figures[dataset])}")
            if comparable:
                scored = [[now.standing(row) for row in own[n].rows] for n in chosen]
                typer.echo(f"{'':15} weights in use {_told(reached([own[n] for n in chosen], scored))}")
    model = fit(own, weights, features, recipe.strength, ordering=recipe.ordering)
    return {
        "bias": model.bias,
        "weights": {feature: weight for feature, weight in model.weights.items() if weight},
        "on other events": {dataset: _rounded(one) for dataset, one in figures.items()},
    }


def _told(one: Reached) -> str:
    return (
        f"first {one.first:.3f} (n = {one.questions}), average precision {one.average_precision:.3f}, "
        f"log loss {one.log_loss:.3f}, sure {one.sure:.3f}"
    )


def _rounded(one: Reached) -> dict[str, float]:
    return {field: round(value, 3) for field, value in asdict(one).items()}


if __name__ == "__main__":
    app()
