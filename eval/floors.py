"""Floors under the figures on our benchmark's development half, which a change must not fall through.

``python -m eval.floors`` checks them; ``--write`` raises them to what is measured, less a margin, and lowers none;
``--lower`` lowers those that were missed, which belongs into a change of its own with its reason. The floors are kept
with a hash of the half, so that figures on other articles or labels are never compared with them.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from eval.gold import BENCHMARK
from eval.gold_samples import BENCHMARK as DATASET
from eval.measures import figure
from eval.rashomon_system import NAME
from eval.workspace import Workspace

__all__ = ["FLOORS", "failures", "half_hash", "main", "measured"]

FLOORS = BENCHMARK / "floors.json"
_GUARDED = {
    "answers": ("right", "right when answered"),
    "conflicts": ("false alarms per 100", "F1"),
    "abstention": ("declined when unanswerable",),
    "citations": ("quotes exact", "quotes hold the value"),
    "followups": (
        "recall of the words that can be recovered",
        "wrong among the words added",
        "left alone, of the turns that need nothing",
    ),
    "copies": ("pair F1",),
}
"""What is promised; other measures move against these, and may."""
_MARGIN = 0.005  # less than one of 128 questions: a floor forgives the last digit and nothing else


def half_hash(folder: Path = BENCHMARK / "dev") -> str:
    """Return the SHA-256 of the names and contents of all files of a half."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def measured() -> dict[str, float]:
    """Return our figures on the development half by suite and measure; what is better lower is negative."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="rashomon-floors-") as scratch:
        workspace = Workspace(None, Path(scratch))
        for name, guarded in _GUARDED.items():
            suite = importlib.import_module(f"eval.suites.{name}").SUITE
            records = [r for r in suite.run(workspace) if r.dataset == DATASET and r.system == NAME]
            for measure in (measure for measure in suite.measures if measure.name in guarded):
                value = figure(measure, records, interval=False)
                if value is not None and value.value == value.value:  # a measure without anything to measure is NaN
                    found[f"{name}: {measure.name}"] = -value.value if measure.lower_is_better else value.value
    return found


def failures(found: dict[str, float], kept: Path = FLOORS) -> list[str]:
    """Return a line for each figure below its floor, and one if the floors are of another half."""
    floors = json.loads(kept.read_text(encoding="utf-8"))
    if floors["half"] != half_hash():
        return ["the development half has changed: measure anew with python -m eval.floors --write --lower"]
    missed = [(name, floor) for name, floor in floors["floors"].items() if found.get(name, float("-inf")) < floor]
    sides = {True: "above the ceiling", False: "below the floor"}
    return [f"{name}: {abs(found.get(name, 0)):.3f} {sides[floor < 0]} {abs(floor):.3f}" for name, floor in missed]


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the floors, or move them; return 1 if one is missed."""
    parser = ArgumentParser(prog="python -m eval.floors", description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="with --write, also lower those that are missed")
    options = parser.parse_args(arguments)
    found = measured()
    if options.write:
        old = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
        floors = {name: round(value - _MARGIN, 4) for name, value in found.items()}
        if not options.lower:
            floors = {name: max(value, old.get(name, value)) for name, value in floors.items()}
        FLOORS.write_text(json.dumps({"half": half_hash(), "floors": floors}, indent=2) + "\n", encoding="utf-8")
    missed = failures(found)
    print("\n".join(missed) or f"All {len(found)} figures stand on their floors.")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
