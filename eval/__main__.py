"""The evaluation: ``python -m eval [SUITE...] [--data DIR]``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from eval.cleaning_metrics import Overlap, f1_of_averages, interval, overlap
from eval.datasets import Page, pages_with_bodies, stripped
from index import RashomonError, ReadingError, clean

__all__ = ["main"]


class Suite(StrEnum):
    """What can be measured."""

    CLEANING = "cleaning"
    SPEED = "speed"


def main(
    suites: Annotated[list[Suite] | None, typer.Argument(help="What to measure; everything when not given.")] = None,
    data: Annotated[
        Path | None, typer.Option(envvar="RASHOMON_DATA", help="Folder of published data sets, for cleaning.")
    ] = None,
    articles: Annotated[Path | None, typer.Option(help="Articles for speed; the bundled ones when not given.")] = None,
    limit: Annotated[int | None, typer.Option(help="Use only the first so many items.")] = None,
) -> None:
    """Measure what Rashomon promises, and print the figures with their n."""
    try:
        for suite in suites or list(Suite):
            if suite is Suite.CLEANING and data is None and not suites:
                typer.echo("cleaning: left out, because no data is given (--data DIR or RASHOMON_DATA)", err=True)
            elif suite is Suite.CLEANING:
                _cleaning(data or Path(), limit)
            else:
                _speed(articles)
    except RashomonError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1) from error


def _cleaning(data: Path, limit: int | None) -> None:
    pages = list(pages_with_bodies(data))[:limit]
    print(f"{'cleaning: article_extraction':34}{'n':>5}{'precision':>11}{'recall':>8}{'F1':>7}  95% interval")
    for name, source, media_type in (("as HTML", None, "text/html"), ("as stripped text", stripped, "text/plain")):
        found = []
        for page in tqdm(pages, desc=name, leave=False):
            raw = source(page.html) if source else page.html
            found.append(_overlap(page, raw, media_type))
        precision, recall, f1 = f1_of_averages(found)
        low, high = interval(found)
        print(f"  {name:32}{len(found):>5}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}  {low:.3f} to {high:.3f}")


def _overlap(page: Page, raw: str, media_type: str) -> Overlap:
    """Compare an article with the page's; one that is not found has precision and recall 0."""
    try:
        return overlap(clean(raw, url=page.url, media_type=media_type).body, page.body)
    except ReadingError:
        return Overlap(0.0, 0.0)


def _speed(articles: Path | None) -> None:
    from eval.speed import measure_speed

    bundled = Path(__file__).parent.parent / "ui" / "demo"
    print("speed")
    for name, value in measure_speed(articles or bundled):
        print(f"  {name:32}{value}")


if __name__ == "__main__":
    typer.run(main)
