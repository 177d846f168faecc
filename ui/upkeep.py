"""The commands that keep an index: make it, add to it, look at it, remove from it, check and repair it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from index import Index

__all__ = ["DEFAULT_INDEX", "IndexPath", "fail", "index", "info", "remove", "tell", "verify"]

IndexPath = Annotated[Path, typer.Option("--index", metavar="DIR", help="The index to use.")]
DEFAULT_INDEX = Path("news.index")


def tell(text: str) -> None:
    """Write a line to standard error."""
    typer.echo(text, err=True)


def fail(message: str, status: int) -> NoReturn:
    """End with one clear line and an exit status."""
    tell(f"rashomon: {message}")
    raise SystemExit(status)


def index(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, - for standard input, or addresses of the web."),
    ] = None,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where the index is, or will be.")] = DEFAULT_INDEX,
    anew: Annotated[bool, typer.Option("--anew", help="Let these articles alone replace the index.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make it anew from the documents stored in it.")] = False,
    allow_network: Annotated[
        bool, typer.Option("--allow-network", help="Read addresses of the web, where their robots.txt lets programs.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Clean the stored documents again, by what repeats on each site's pages.")
    ] = False,
) -> None:
    """Read articles into an index, or add them to one.

    Reads .txt .md .html .json .jsonl .csv .pdf .warc .eml, and as .xml or .rss feeds (RSS, Atom) and files of agencies
    (NITF, NewsML); each also .gz. What a file is tells its content before its name.

    An article that has changed is replaced. What is no article is skipped and listed; `rashomon info` lists it again.
    A first run that was stopped goes on where it was.
    """
    from index import Index, UsageError, Web, read_articles
    from ui.progress import progress_bar

    if [bool(paths), rebuild, again].count(True) != 1 or (anew and not paths):
        raise UsageError(
            "give PATH... to index, or --rebuild or --again alone to read again what is stored in an index"
        )
    if again:
        with progress_bar(None) as progress:
            changed = Index.open(to).clean_again(progress=progress)
        tell(f"{to}: {changed:,} articles changed")
        return
    articles = read_articles(paths or [], web=Web() if allow_network else None)
    collection = None if anew or rebuild else _existing(to)
    with progress_bar(None if rebuild else articles) as progress:
        if rebuild:
            collection = Index.rebuild(to, progress=progress)
        elif collection is None:
            collection = Index.build(articles, to, progress=progress)
        else:
            collection.add(articles, progress=progress)
    skipped_now = collection.skipped if rebuild else articles.skipped
    for skipped in skipped_now:
        tell(f"skipped {skipped.source}: {skipped.reason}")
    facts = collection.info()
    tell(f"{to}: {facts.articles:,} articles ({facts.copies:,} of them copies), {len(skipped_now):,} skipped")


def info(index: IndexPath = DEFAULT_INDEX) -> None:
    """Show what an index holds, and what could not be read into it."""
    from dataclasses import asdict

    from index import Index

    collection = Index.open(index)
    for name, value in asdict(collection.info()).items():
        typer.echo(f"{name:<9} {value:,}" if isinstance(value, int) else f"{name:<9} {value}")
    for skipped in collection.skipped:
        typer.echo(f"skipped {skipped.source}: {skipped.reason}")


def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of articles, as `ask --json` shows them.")],
    index: IndexPath = DEFAULT_INDEX,
) -> None:
    """Remove articles from an index, with all that was known about them."""
    from index import Index

    tell(f"{Index.open(index).remove(ids):,} removed")


def verify(
    index: IndexPath = DEFAULT_INDEX,
    repair: Annotated[bool, typer.Option("--repair", help="Make again what can be made again.")] = False,
) -> None:
    """Check every byte of an index; the exit status is 1 if something is wrong, or was lost.

    With `--repair`, single wrong bytes are set right, and all else is made again from the stored texts and documents.
    """
    from index import Index
    from ui.progress import progress_bar

    if repair:
        with progress_bar() as progress:
            done = Index.repair(index, progress=progress)
        for line in done:
            tell(line)
        if any(line.startswith("lost: ") for line in done):
            fail(f"{index} is sound again, without what was lost; index those articles again", 1)
    problems = Index.open(index).verify()
    if problems:
        tell("\n".join(problems))
        fail(f"{index} is damaged; repair it with: rashomon verify --repair --index {index}", 1)
    typer.echo(f"{index} is sound")


def _existing(path: Path) -> Index | None:
    from index import Index, IndexMissing

    try:
        return Index.open(path)
    except IndexMissing:
        return None
