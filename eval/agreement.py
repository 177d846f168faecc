"""How far a second annotator, who saw the articles and questions alone, agrees with the benchmark's labels.

``python -m eval.agreement`` prints it for ``eval/benchmark/annotations/second.jsonl``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import cohen_kappa_score

from eval.datasets import read_lines
from eval.gold import BENCHMARK, GoldQuestion, read_half

__all__ = ["Agreement", "agreement", "main"]

_CONFLICTS = frozenset(("updated", "scope", "speaker", "contradiction"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotators' labels of the same questions, compared."""

    questions: int
    observed: float
    """Share of questions with the same relation."""
    kappa: float
    """Cohen's kappa over all relations (Cohen 1960)."""
    conflict_kappa: float
    """Cohen's kappa on conflict or none."""
    by_relation: dict[str, tuple[float, int]]
    """For each relation: kappa of it against all others, and how often the first annotator gave it."""
    same_values: float
    """Share of questions with the same values as positions, by their figures, else by their number."""


def agreement(first: Sequence[GoldQuestion], second: Sequence[tuple[str, Sequence[str]]]) -> Agreement:
    """Compare the benchmark's labels with a second annotator's relation and values, question by question."""
    ours = [str(question.relation) for question in first]
    theirs = [relation for relation, _ in second]
    relations = sorted({*ours, *theirs})
    values = [
        _figures([position.value for position in question.positions]) == _figures(found)
        for question, (_, found) in zip(first, second, strict=True)
    ]
    return Agreement(
        len(ours),
        sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(ours),
        float(cohen_kappa_score(ours, theirs)),
        float(cohen_kappa_score([a in _CONFLICTS for a in ours], [b in _CONFLICTS for b in theirs])),
        {
            relation: (
                float(cohen_kappa_score([a == relation for a in ours], [b == relation for b in theirs])),
                ours.count(relation),
            )
            for relation in relations
        },
        sum(values) / len(values),
    )


def _figures(values: Sequence[str]) -> set[str] | int:
    """Return the digits of some values, or how many there are if one has none."""
    digits = [re.sub(r"[^\d.]", "", value).strip(".") for value in values]
    return set(digits) if all(digits) else len(values)


def main(folder: Path = BENCHMARK) -> None:
    """Print the agreement, overall and by relation."""
    questions = {question.id: question for half in ("dev", "test") for question in read_half(folder / half).questions}
    labels = [
        (questions[record["id"]], (record["relation"], record["values"]))
        for record in read_lines(folder / "annotations" / "second.jsonl")
    ]
    found = agreement([question for question, _ in labels], [label for _, label in labels])
    print(f"questions labelled twice     {found.questions}")
    print(f"same relation                {found.observed:.3f}")
    print(f"Cohen's kappa, relations     {found.kappa:.3f}")
    print(f"Cohen's kappa, conflict      {found.conflict_kappa:.3f}")
    print(f"same values                  {found.same_values:.3f}")
    for relation, (kappa, count) in found.by_relation.items():
        print(f"  {relation:26} {kappa:.3f}  n = {count}")


if __name__ == "__main__":
    main()
