"""The evaluation: ``python -m eval [SUITE...] [--data DIR]``.

Tables go to standard output, everything else to standard error. The exit status is 0 when every suite is through, 2
for wrong usage, 1 for a failure, which is one clear line. What is heavy is imported when it is used, so that ``--help``
is instant.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from eval.html_report import Section
    from eval.records import Record
    from eval.workspace import Workspace
    from rag import LanguageModel

__all__ = ["app", "main"]

# Before anything loads FAISS or BLAS: the processes that ask would take each other's cores, and one search 96 ms
# instead of 15.
os.environ.setdefault("OMP_NUM_THREADS", "1")

_REPORT = "report.html"
_RUNS = Path("eval-runs")
_WITH_DATA = {"cleaning", "claims", "checking"}
"""Suites that have nothing to do without published data sets; the others have our own benchmark, or articles."""
_ON_TEST_HALF = ("retrieval", "answers", "conflicts", "abstention", "citations", "followups", "copies")

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; what fails on purpose, or for want of a library, is one line and no traceback."""
    try:
        app(arguments)
    except SystemExit:  # how typer ends
        raise
    except ModuleNotFoundError as error:
        _fail(f"{error}; the evaluation has libraries of its own: pip install 'rashomon[eval]'", 1)
    except OSError as error:
        _fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}", 1)
    except Exception as error:
        from index import RashomonError, UsageError

        if not isinstance(error, RashomonError):
            raise
        _fail(str(error), 2 if isinstance(error, UsageError) else 1)


@app.command(
    epilog="""Examples:

- `python -m eval --data data --limit 50` – a first look at everything, in minutes
- `python -m eval answers conflicts --data data --out eval-runs/before` – two suites, in a folder of your choice
- `python -m eval --compare eval-runs/before eval-runs/after` – what a change did, and which items flipped
- `python -m eval --report eval-runs/before` – the report once more, from the records alone"""
)
def evaluate(
    suites: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SUITE",
            help="What to measure: cleaning, retrieval, claims, answers, conflicts, abstention, citations, followups, "
            "copies, checking, speed; all of it when none is named.",
            show_default=False,
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            envvar="RASHOMON_DATA",
            help="Folder of the published data sets; without it there is our own benchmark.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Cut every data set to its first N items.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Where records and report go; suites that it has from before stay. A new folder in `eval-runs/` "
            "when not given.",
            show_default=False,
        ),
    ] = None,
    articles: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Articles for speed to index, instead of its own choice.")
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option(metavar="OLD NEW", help="Run nothing; show what changed between two runs."),
    ] = None,
    test_half: Annotated[
        bool,
        typer.Option(
            "--test-half", help="The half that nothing was tuned on: totals alone, and no records, so that it stays so."
        ),
    ] = False,
    llm: Annotated[
        str | None,
        typer.Option(metavar="URL", help="An OpenAI-compatible server: answers and citations are run with it, too."),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="The model there.")] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Run nothing; make a run's tables and report from its records.")
    ] = None,
) -> None:
    """Measure what Rashomon promises, on published data, beside baselines in the same run.

    Prints a table for each data set, with n and 95% intervals, and leaves in a folder the record of every item
    (`SUITE.records.jsonl`, all that figures are computed from), what ran on what (`run.json`) and `report.html`.
    """
    from index import UsageError

    if (compare or report) and (suites or (compare and report)):
        raise UsageError("--compare and --report run no suites, and not each other: give one of them alone")
    if compare:
        from eval.compare import print_comparison

        print_comparison(*compare)
    elif report:
        _report(report)
    elif test_half:
        _totals(suites or [], data)
    else:
        _run(suites or [], data, limit, out, articles, _served(llm, model))


def _totals(asked: Sequence[str], data: Path | None) -> None:
    """Print the tables of suites on the test half; what they are made of is gone when they are printed."""
    from eval.runs import describe, run_suites
    from eval.terminal import print_results
    from eval.workspace import Workspace
    from index import UsageError

    names = [name for name in _names(asked) if name in _ON_TEST_HALF]
    if left := set(asked) - set(names):
        raise UsageError(f"{min(left)} has no test half; there is one for {', '.join(_ON_TEST_HALF)}")
    with tempfile.TemporaryDirectory(prefix="rashomon-eval-") as scratch:
        workspace = Workspace(data, Path(scratch), half="test")
        for done in run_suites(names, workspace, describe(data, None), Path(scratch) / "run"):
            if done.results is None:
                raise UsageError(f"{done.name} failed: {done.failure}")
            print_results(done.results)


def _served(llm: str | None, model: str | None) -> LanguageModel | None:
    """Return the language model of a run, if it has one."""
    from index import UsageError
    from rag import ServedModel

    if (llm is None) != (model is None):
        raise UsageError("--llm and --model go together: the address of a server and the model there")
    return ServedModel(llm, model) if llm is not None and model is not None else None


def _run(
    asked: Sequence[str], data: Path | None, limit: int | None, out: Path | None, articles: Path | None,
    llm: LanguageModel | None,
) -> None:  # fmt: skip
    """Run suites, print their tables as they are through, and write the report of all that the folder has."""
    from eval.html_report import section
    from eval.runs import SUITES, describe, read_results, read_run, run_suites
    from eval.terminal import print_results
    from eval.workspace import Workspace
    from index import UsageError

    names = _names(asked)
    if data is None and not asked:
        names = [name for name in names if name not in _WITH_DATA]
        _tell("No published data sets (--data DIR or RASHOMON_DATA): our own benchmark alone.")
    _check_paths(names, data, articles)
    folder = out or _RUNS / f"{datetime.now():%Y%m%d-%H%M%S}"
    sections: list[Section] = []
    failed = False
    with tempfile.TemporaryDirectory(prefix="rashomon-eval-") as scratch:
        workspace = Workspace(data, Path(scratch), limit, llm=llm)
        instead = {"speed": partial(_speed_on, articles)} if articles else {}
        try:
            for done in run_suites(names, workspace, describe(data, limit), folder, instead):
                if done.results is None:
                    failed = True
                    _tell(f"eval: {done.name} failed: {done.failure}")
                else:
                    print_results(done.results)
                    sections.append(section(done.results))
        except UsageError:  # it ends the run, but what is through is worth a report
            if sections:
                _finish(sections, folder)
            raise
    run = read_run(folder)
    if run and set(run.suites) - set(names):  # from before, so that one suite can be run again by itself
        sections += map(section, read_results(folder, without=names))
        sections.sort(key=lambda one: SUITES.index(one.suite.name))
    _finish(sections, folder)
    if failed:
        raise typer.Exit(1)


def _speed_on(articles: Path, workspace: Workspace) -> Iterator[Record]:
    """Measure speed on articles that are given."""
    from eval.speed import path_records

    return path_records(articles.name, articles, workspace.folder / "speed.index", workspace.encoder)


def _report(folder: Path) -> None:
    """Compute a run's figures again from its records, print them and write the report."""
    from eval.html_report import section
    from eval.runs import read_results
    from eval.terminal import print_results

    sections = []
    for found in read_results(folder):
        print_results(found)
        sections.append(section(found))
    _finish(sections, folder)


def _finish(sections: Sequence[Section], folder: Path) -> None:
    """Print the summary, write the report, and say where it lies."""
    from eval.html_report import write_report
    from eval.runs import read_failures, read_run
    from eval.terminal import print_summary

    if sections:
        print_summary(line for one in sections for line in one.headlines)
    write_report(sections, read_run(folder), read_failures(folder), folder / _REPORT)
    _tell(f"Report: {folder / _REPORT}")


def _names(asked: Sequence[str]) -> list[str]:
    """Return the suites asked for, or all of them, in the order in which they run."""
    from eval.runs import SUITES
    from index import UsageError

    if unknown := [name for name in asked if name not in SUITES]:
        raise UsageError(f"there is no suite {unknown[0]!r}; there are {', '.join(SUITES)}")
    return [name for name in SUITES if not asked or name in asked]


def _check_paths(names: Sequence[str], data: Path | None, articles: Path | None) -> None:
    """Find out now what would only be missed after minutes."""
    from index import UsageError

    if data is None and set(names) & _WITH_DATA:
        raise UsageError("no data; give the folder of the data sets with --data or RASHOMON_DATA")
    if data is not None and not data.is_dir():
        raise UsageError(f"no folder of data sets at {data}")
    if articles is not None and "speed" not in names:
        raise UsageError("--articles is for speed, which is not among the suites")
    if articles is not None and not articles.exists():
        raise UsageError(f"no articles at {articles}")


def _tell(text: str) -> None:
    typer.echo(text, err=True)


def _fail(message: str, status: int) -> None:
    _tell(f"eval: {message}")
    sys.exit(status)


if __name__ == "__main__":
    main()
