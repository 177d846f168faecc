"""The command line: what goes to which stream, and the exit status."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from fakes import FakeEncoder
from scripted import says, scripted

import rag
from index import Index, read_articles
from rag import Assistant, Conversation
from ui.cli import main
from ui.progress import progress_bar

STAR = """Thousands march in Almery

ALMERY, 13 September 2025 - Police said 12,000 people marched through the port of Almery on Friday.

The march against the sale of the port ended without trouble in front of the old customs house.
"""
DISPATCH = """Organisers: 19,000 people at Almery march

ALMERY, 14 September 2025 - Organisers said 19,000 people marched through the port of Almery on Friday.

They want the sale of the port to be put to a vote of the town before the end of the year.
"""
QUESTION = "How many people marched in Almery?"
COMMANDS = ("index", "ask", "chat", "serve", "info", "remove", "verify")


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Run a command line in this process; ``lines`` is what is typed."""

    def run(*arguments: str, lines: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "star.txt").write_text(STAR, encoding="utf-8")
    record = {"id": "dispatch", "text": DISPATCH, "publisher": "Northgate Dispatch", "date": "2025-09-14"}
    (folder / "dispatch.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def news(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cli") / "news.index"
    with pytest.raises(SystemExit) as ended:
        main(["index", str(articles), "--to", str(path)])
    assert not ended.value.code
    return str(path)


def test_index_reports_on_standard_error_what_was_read_and_what_was_not(
    run: Callable[..., Outcome], articles: Path, tmp_path: Path
) -> None:
    outcome = run("index", str(articles), "--to", str(tmp_path / "new.index"))
    assert (outcome.status, outcome.out) == (0, "")
    skipped, summary = outcome.err.splitlines()[-2:]
    assert skipped.startswith(f"skipped {articles / 'broken.json'}: ")
    assert summary == f"{tmp_path / 'new.index'}: 2 articles (0 of them copies), 1 skipped"


def test_index_adds_to_an_index_that_is_there(run: Callable[..., Outcome], articles: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "new.index")
    run("index", str(articles / "star.txt"), "--to", path)
    assert "2 articles" in run("index", str(articles / "dispatch.json"), "--to", path).err


def test_index_reads_what_is_piped_into_it(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "new.index"
    lines = json.dumps({"text": STAR}) + "\n{\n" + json.dumps({"text": DISPATCH})
    outcome = run("index", "-", "--to", str(path), lines=lines)
    skipped, summary = outcome.err.splitlines()[-2:]
    assert skipped.startswith("skipped standard input:2: not a JSON record: ")
    assert summary == f"{path}: 2 articles (0 of them copies), 1 skipped"


def test_the_web_is_left_alone_unless_it_is_allowed(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "new.index"
    outcome = run("index", "https://vell.example/ferry", "--to", str(path))
    assert outcome.status == 2
    assert outcome.err == (
        "rashomon: https://vell.example/ferry is on the web, which is read from only with --allow-network\n"
    )
    assert not path.exists()


def test_this_machine_is_not_the_web(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "new.index"
    outcome = run("index", "http://127.0.0.1:9/a", "--allow-network", "--to", str(path))
    assert outcome.status == 0
    assert outcome.err.splitlines()[-2:] == [
        "skipped http://127.0.0.1:9/a: 127.0.0.1 is at 127.0.0.1, which is no public address, and is not read from",
        f"{path}: 0 articles (0 of them copies), 1 skipped",
    ]
    assert run("info", "--index", str(path)).out.splitlines()[-1] == outcome.err.splitlines()[-2]


def test_an_answer_goes_to_standard_output_and_nothing_else_does(run: Callable[..., Outcome], news: str) -> None:
    outcome = run("ask", QUESTION, "--index", news)
    assert (outcome.status, outcome.err) == (0, "")
    assert "12,000" in outcome.out
    assert "19,000" in outcome.out
    assert "Northgate Dispatch, 14 September 2025" in outcome.out


def test_json_is_as_the_schema_says_and_the_same_every_time(run: Callable[..., Outcome], news: str) -> None:
    first, again = (json.loads(run("ask", QUESTION, "--index", news, "--json").out) for _ in range(2))
    schema = Path(rag.__file__).with_name("answer.schema.json").read_text(encoding="utf-8")
    jsonschema.validate(first, json.loads(schema))
    first.pop("seconds")
    again.pop("seconds")
    assert first == again
    assert first["question"] == QUESTION
    assert len(first["conflicts"]) == 1


def test_limits_reach_the_assistant(run: Callable[..., Outcome], news: str) -> None:
    def cited(*limits: str) -> set[str]:
        answer = json.loads(run("ask", QUESTION, "--index", news, "--json", *limits).out)
        return {citation["article_id"] for citation in answer["citations"]}

    assert len(cited()) == 2
    assert cited("--publisher", "Northgate Dispatch") == {"dispatch"}
    assert cited("--since", "2025-09-14") == {"dispatch"}
    assert "dispatch" not in cited("--until", "2025-09-13")


def test_an_abstention_is_a_success(run: Callable[..., Outcome], news: str) -> None:
    outcome = run("ask", "Who won the chess championship in Oslo?", "--index", news)
    assert outcome.status == 0
    assert outcome.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "  "),
        ("ask", QUESTION, "--since", "last week"),
        ("ask", QUESTION, "--until", "2025-13"),
        ("ask", QUESTION, "--today", "2025-02-30"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Callable[..., Outcome], news: str, arguments: tuple[str]) -> None:
    outcome = run(*arguments, "--index", news)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("rashomon: ")
    assert outcome.err.count("\n") == 1


def test_an_unknown_option_is_status_2(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", QUESTION, "--colour", "red")
    assert (outcome.status, outcome.out) == (2, "")
    assert "--colour" in outcome.err


@pytest.mark.parametrize("command", [("ask", QUESTION), ("info",), ("verify",), ("remove", "a"), ("serve",), ("chat",)])
def test_a_missing_index_is_one_line_and_status_1(
    run: Callable[..., Outcome], tmp_path: Path, command: tuple[str]
) -> None:
    outcome = run(*command, "--index", str(tmp_path / "none.index"))
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith("rashomon: ")
    assert "none.index" in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_path_that_is_not_there_is_wrong_usage(run: Callable[..., Outcome], tmp_path: Path) -> None:
    outcome = run("index", str(tmp_path / "none"), "--to", str(tmp_path / "new.index"))
    assert outcome.status == 2
    assert outcome.err.endswith(f"rashomon: no such file or folder: {tmp_path / 'none'}\n")


def test_a_place_that_cannot_be_written_is_one_line_and_status_1(
    run: Callable[..., Outcome], articles: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    outcome = run("index", str(articles / "star.txt"), "--to", str(tmp_path / "file" / "new.index"))
    assert outcome.status == 1
    assert "Traceback" not in outcome.err
    assert outcome.err.splitlines()[-1].startswith("rashomon: ")


def test_chat_carries_the_conversation_and_ends_with_its_input(run: Callable[..., Outcome], news: str) -> None:
    outcome = run("chat", "--index", news, lines=f"{QUESTION}\n\nAnd who said so?\n")
    assert outcome.status == 0
    assert outcome.out.count("Sources\n") >= 1
    assert outcome.out.startswith(run("ask", QUESTION, "--index", news).out)


def test_chat_is_kept_and_goes_on(run: Callable[..., Outcome], news: str, tmp_path: Path) -> None:
    kept = tmp_path / "talk.json"
    run("chat", "--index", news, "--save", str(kept), lines=f"{QUESTION}\n")
    outcome = run("chat", "--index", news, "--resume", str(kept), "--save", str(kept), lines="Show me the source\n")
    assert outcome.status == 0
    assert outcome.out.startswith("Understood as: Show me the source, of the answer to")
    data = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["question"] for one in data["record"]] == [QUESTION, "Show me the source"]
    assert list(tmp_path.iterdir()) == [kept]


def test_what_is_no_kept_conversation_is_wrong_usage(run: Callable[..., Outcome], news: str, tmp_path: Path) -> None:
    for content in ("{", "{}", "[1]"):
        (tmp_path / "talk.json").write_text(content, encoding="utf-8")
        outcome = run("chat", "--index", news, "--resume", str(tmp_path / "talk.json"))
        assert outcome.status == 2
        assert len(outcome.err.splitlines()) == 1
    assert run("chat", "--index", news, "--resume", str(tmp_path / "none.json")).status == 1


def test_chat_goes_on_after_a_question_that_cannot_be_asked(
    run: Callable[..., Outcome], news: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import UsageError

    def refuse(*arguments: object, **limits: object) -> None:
        raise UsageError("no such question")

    monkeypatch.setattr(Conversation, "stream", refuse)
    outcome = run("chat", "--index", news, lines="a\nb\n")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == "rashomon: no such question\n" * 2


def test_info_counts(run: Callable[..., Outcome], news: str) -> None:
    outcome = run("info", "--index", news)
    *told, skipped = outcome.out.splitlines()
    facts = dict(line.split(maxsplit=1) for line in told)
    assert facts["articles"] == "2"
    assert facts["skipped"] == "1"
    assert facts["path"] == news
    assert re.fullmatch(r"skipped /.*/broken\.json: not a JSON record: .+", skipped)


def test_remove_takes_an_article_away(run: Callable[..., Outcome], articles: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "new.index")
    run("index", str(articles), "--to", path)
    assert run("remove", "dispatch", "--index", path) == Outcome(0, "", "1 removed\n")
    assert "19,000" not in run("ask", QUESTION, "--index", path).out


def test_verify_tells_a_sound_index_from_a_damaged_one(
    run: Callable[..., Outcome], news: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("verify", "--index", news) == Outcome(0, f"{news} is sound\n", "")
    monkeypatch.setattr(Index, "verify", lambda index: ["two passages have no vector"])
    outcome = run("verify", "--index", news)
    assert (outcome.status, outcome.out) == (1, "")
    assert (
        outcome.err == f"two passages have no vector\nrashomon: {news} is damaged; "
        f"repair it with: rashomon verify --repair --index {news}\n"
    )


def test_verify_repairs_what_is_damaged(run: Callable[..., Outcome], articles: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "new.index")
    run("index", str(articles), "--to", path)
    (vectors,) = Path(path).glob("*.f32")
    flipped = bytearray(vectors.read_bytes())
    flipped[99] ^= 1
    vectors.write_bytes(flipped)
    assert run("verify", "--index", path).status == 1
    outcome = run("verify", "--repair", "--index", path)
    assert outcome == Outcome(0, f"{path} is sound\n", f"{vectors.name}: 1 wrong byte set right\n")
    assert run("verify", "--index", path).status == 0


def test_verify_says_what_could_not_be_repaired(
    run: Callable[..., Outcome], news: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Index, "repair", lambda path, progress: ["lost: article a: its document and its text"])
    outcome = run("verify", "--repair", "--index", news)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == (
        "lost: article a: its document and its text\n"
        f"rashomon: {news} is sound again, without what was lost; index those articles again\n"
    )


def test_an_index_of_another_encoder_names_the_command_that_rebuilds_it(
    run: Callable[..., Outcome], articles: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new.index"
    Index.build(read_articles([articles]), path, encoder=FakeEncoder("older")).close()
    outcome = run("ask", QUESTION, "--index", str(path))
    assert outcome.status == 1
    assert outcome.err.endswith(f"; rebuild it with: rashomon index --rebuild --to {path}\n")
    assert run("index", "--rebuild", "--to", str(path)).err.endswith(
        f"{path}: 2 articles (0 of them copies), 1 skipped\n"
    )
    assert "12,000" in run("ask", QUESTION, "--index", str(path)).out


@pytest.mark.parametrize(
    "arguments", [("--rebuild", "a.txt"), ("--rebuild", "--anew"), ("--again", "--rebuild"), ("--again", "a.txt"), ()]
)
def test_what_to_index_is_said_once(run: Callable[..., Outcome], arguments: tuple[str, ...], tmp_path: Path) -> None:
    outcome = run("index", *arguments, "--to", str(tmp_path / "new.index"))
    assert outcome.status == 2
    assert outcome.err == (
        "rashomon: give PATH... to index, or --rebuild or --again alone to read again what is stored in an index\n"
    )
    assert not (tmp_path / "new.index").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_articles_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text(STAR, encoding="utf-8")
    articles = read_articles([tmp_path])
    with progress_bar(articles) as progress:
        next(articles)
        next(articles)  # the first file is done; the second one, which is being read, was read to its end
        time.sleep(0.11)  # tqdm shows nothing new within a tenth of a second
        progress(2)
    told = rf"50%.* {2 * len(STAR)}/{4 * len(STAR)} \[00:00<00:0\d, .*, 2 articles, [\d.]+ a second\]"
    assert re.search(told, terminal.getvalue())


def test_progress_without_a_known_end_counts_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar() as progress:
        time.sleep(0.11)
        progress(10)
    assert re.search(r"10 articles \[00:00, +[\d.]+ articles/s\]", terminal.getvalue())


def test_progress_shows_nothing_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with progress_bar(read_articles([tmp_path])) as progress:
        progress(10)
    assert capsys.readouterr().err == ""


def test_control_c_ends_quietly(run: Callable[..., Outcome], news: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **limits: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Assistant, "stream", interrupt)
    outcome = run("ask", QUESTION, "--index", news)
    assert (outcome.status, outcome.out) == (130, "")
    assert "Traceback" not in outcome.err


def test_a_reader_that_goes_away_is_no_failure_to_talk_about(news: str) -> None:
    """As in ``rashomon info | head -0``: the pipe is closed before anything is written."""
    code = f"from ui.cli import main; main(['info', '--index', {news!r}])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_help_teaches(run: Callable[..., Outcome], command: tuple[str, ...]) -> None:
    outcome = run(*command, "--help")
    assert outcome.status == 0
    assert f"rashomon {command[0] if command else 'index'}" in outcome.out


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, ui.cli; print(sorted({'gradio', 'index', 'rag', 'numpy', 'torch', 'tqdm'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"


def test_the_version_is_shown(run: Callable[..., Outcome]) -> None:
    assert run("--version").out.startswith("rashomon ")


WRITTEN = "Police said 12,000 people marched through Almery on Friday, and organisers 19,000 [1][2].\n"


def test_a_language_model_writes_the_first_paragraph_and_is_named(run: Callable[..., Outcome], news: str) -> None:
    plain = run("ask", QUESTION, "--index", news)
    with scripted(says(WRITTEN)) as server:
        outcome = run("ask", QUESTION, "--index", news, "--llm", server.url, "--model", "small")
        chat = run("chat", "--index", news, "--llm", server.url, "--model", "small", lines=f"{QUESTION}\n")
        asked = json.loads(run("ask", QUESTION, "--json", "--index", news, "--llm", server.url, "--model", "small").out)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("Police said 12,000 people")
    assert "Note: The first paragraph is by the language model small" in outcome.out
    assert outcome.out.endswith(plain.out[plain.out.index("\n\nSources") :])
    assert chat.out == f"{outcome.out}\n"
    assert asked["text"].startswith(WRITTEN.split(" [", maxsplit=1)[0])


def test_a_language_model_that_is_not_there_is_a_note(run: Callable[..., Outcome], news: str) -> None:
    plain = run("ask", QUESTION, "--index", news)
    outcome = run("ask", QUESTION, "--index", news, "--llm", "http://127.0.0.1:9", "--model", "small")
    assert (outcome.status, outcome.err) == (0, "")
    text, sources = plain.out.split("\n\nSources")
    note = "Note: The language model small was asked, but its text is not used: the server cannot be reached."
    assert " ".join(outcome.out.split()).startswith(" ".join(f"{text} {note}".split()))
    assert outcome.out.endswith(f"\n\nSources{sources}")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--llm", "http://127.0.0.1:9"), "--llm and --model go together"),
        (("--model", "small"), "--llm and --model go together"),
        (("--llm", "file:///etc/passwd", "--model", "small"), "must begin with http:// or https://"),
    ],
)
@pytest.mark.parametrize("command", [("ask", QUESTION), ("chat",), ("serve",)])
def test_half_a_language_model_is_wrong_usage(
    run: Callable[..., Outcome], news: str, command: tuple[str, ...], options: tuple[str, ...], complaint: str
) -> None:
    outcome = run(*command, "--index", news, *options)
    assert (outcome.status, outcome.out) == (2, "")
    assert complaint in outcome.err
