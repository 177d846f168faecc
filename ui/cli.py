"""The ``rashomon`` command.

Answers go to standard output, everything else to standard error. The exit status is 0 for an answer or an abstention,
2 for wrong usage, 1 for a failure, which is one clear line. Everything heavy is imported by the command that needs it,
so that ``--help`` is instant.
"""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from importlib.metadata import distributions
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.upkeep import DEFAULT_INDEX, IndexPath, fail, index, info, remove, tell, verify

if TYPE_CHECKING:
    from rag import Answer, Assistant, Conversation

__all__ = ["main"]

WIDEST = 100  # columns; longer lines are tiring to read


def _date(name: str, what: str) -> object:
    return typer.Option(name, metavar="DATE", help=f"{what} (YYYY, YYYY-MM or YYYY-MM-DD).")


Since = Annotated[str | None, _date("--since", "Only articles published on this date or later")]
Until = Annotated[str | None, _date("--until", "Only articles published on this date or earlier")]
Today = Annotated[str | None, _date("--today", "The day from which 'last year' in a question is counted")]
LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="URL",
        help="An OpenAI-compatible server, such as http://localhost:11434/v1, which is sent questions and quotes; its "
        "key goes into RASHOMON_LLM_KEY.",
    ),
]
LlmModel = Annotated[str | None, typer.Option("--model", metavar="NAME", help="The model there that is asked.")]
Publishers = Annotated[list[str] | None, typer.Option("--publisher", metavar="NAME", help="Only theirs; repeatable.")]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; what fails on purpose, or for want of space or permission, is one line and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without a letter of the news still shows the rest
    try:
        app(arguments)
    except SystemExit:  # how typer ends; the clauses below would load everything
        raise
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        fail(f"{error.strerror or error}{place}", 1)
    except _deliberate() as error:
        from index import UsageError

        fail(str(error), 2 if isinstance(error, UsageError) else 1)


def _deliberate() -> type[Exception]:
    """Return the root of Rashomon's errors, imported only when something has gone wrong."""
    from index import RashomonError

    return RashomonError


def _show_version(asked: bool) -> None:
    if asked:
        number = next((found.version for found in distributions(name="rashomon")), "(not installed)")
        typer.echo(f"rashomon {number}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")]


@app.callback()
def _rashomon(_: Version = False) -> None:
    """Answers over a collection of news articles, each sentence cited to an exact quote.

    When the sources disagree you are shown who says what.

    To begin: `rashomon index articles/`, then `rashomon ask "How many troops were sent?"`
    """


app.command(epilog="Example: `rashomon index articles/ more.jsonl.gz report.pdf --to news.index`")(index)


@app.command(epilog='Example: `rashomon ask "How many troops were sent?" --since 2025-07 --publisher Reuters`')
def ask(
    question: Annotated[str, typer.Argument(help="A question, in quotation marks.")],
    index: IndexPath = DEFAULT_INDEX,
    as_json: Annotated[bool, typer.Option("--json", help="Write the answer as JSON.")] = False,
    since: Since = None,
    until: Until = None,
    publisher: Publishers = None,
    today: Today = None,
    llm: LlmUrl = None,
    model: LlmModel = None,
) -> None:
    """Answer one question, with its quotes.

    The exit status is 0 for an answer and also when the articles do not answer, which is then said.
    """
    assistant = _assistant(index, llm, model)
    limits = {"since": since, "until": until, "today": today}
    if as_json:
        answer = assistant.ask(question, publishers=tuple(publisher or ()), **limits)
        typer.echo(json.dumps(answer.to_json(), ensure_ascii=False, indent=2).encode())  # JSON is UTF-8 everywhere
    else:
        _show(assistant.stream(question, publishers=tuple(publisher or ()), **limits))


@app.command(epilog="Example: `rashomon chat --index news.index --save talk.json`")
def chat(
    index: IndexPath = DEFAULT_INDEX,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the conversation in this file.")] = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Go on with a conversation that was kept.")
    ] = None,
    llm: LlmUrl = None,
    model: LlmModel = None,
) -> None:
    """Ask one question after another; a follow-up may lean on the questions before it.

    One question a line; Ctrl-D ends it.
    """
    from index import UsageError
    from ui.render import one_line

    conversation = _resumed(_assistant(index, llm, model), resume)
    if conversation.turns:
        tell(f"going on after: {one_line(conversation.turns[-1].question)}")
    prompt = "> " if sys.stdin.isatty() and sys.stdout.isatty() else ""
    while True:
        try:
            question = input(prompt)
        except EOFError:
            return
        if not question.strip():
            continue
        try:
            _show(conversation.stream(question))
            typer.echo()
            if save is not None:
                _keep(conversation, save)
        except UsageError as error:
            tell(f"rashomon: {error}")


@app.command(epilog="Example: `rashomon serve --index news.index --port 8000`")
def serve(
    index: IndexPath = DEFAULT_INDEX,
    host: Annotated[str, typer.Option(metavar="HOST", help="0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="The port to listen on.")] = 7860,
    example: Annotated[list[str] | None, typer.Option(metavar="QUESTION", help="One to offer; repeatable.")] = None,
    llm: LlmUrl = None,
    model: LlmModel = None,
) -> None:
    """Open the chat for a browser on this machine; nothing goes to any other host but that of `--llm`."""
    from ui.app import build_app, launch

    assistant = _assistant(index, llm, model)
    assistant.index.search("news", k=1)  # loads the encoder, which takes seconds, before the first reader has to wait
    address = launch(build_app(assistant, example or ()), host, port)
    tell(f"The chat is at {address} (Ctrl-C ends it)")
    threading.Event().wait()


app.command(epilog="Example: `rashomon info --index news.index`")(info)
app.command(epilog="Example: `rashomon remove https://news.example/withdrawn`")(remove)
app.command(epilog="Example: `rashomon verify --index news.index`")(verify)


def _assistant(path: Path, llm: str | None, model: str | None) -> Assistant:
    from index import Index, UsageError
    from rag import Assistant, ServedModel

    if (llm is None) != (model is None):
        raise UsageError("--llm and --model go together: the address of a server and the model there")
    served = ServedModel(llm, model) if llm is not None and model is not None else None
    return Assistant(Index.open(path), llm=served)


def _resumed(assistant: Assistant, path: Path | None) -> Conversation:
    """Return a conversation that was kept in a file, or a new one."""
    from index import UsageError
    from rag import Conversation

    if path is None:
        return assistant.conversation()
    try:
        return Conversation.from_json(assistant, json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:  # no JSON, or no text
        raise UsageError(f"{path} is not a saved conversation: {error}") from error


def _keep(conversation: Conversation, path: Path) -> None:
    """Write a conversation to a file, which is whole at any time."""
    written = path.with_name(f"{path.name}.part")
    written.write_text(json.dumps(conversation.to_json(), ensure_ascii=False, indent=2), encoding="utf-8")
    written.replace(path)


def _show(answers: Iterator[Answer]) -> None:
    """Write an answer as it grows; what is written is never taken back."""
    from ui.render import answer_text

    width, shown = min(shutil.get_terminal_size().columns, WIDEST), ""
    for answer in answers:
        text = answer_text(answer, width)
        typer.echo(text.removeprefix(shown), nl=not answer.growing)
        shown = text
