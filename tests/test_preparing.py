"""Articles prepared by processes of their own: the same as here, in the same order, and nothing half done."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeEncoder, make_article

from index import Article, Index, preparing
from index.encoder import SentenceEncoder
from index.errors import IndexError_
from index.preparing import Preparing, prepare, wait_for


def article(number: int) -> Article:
    return make_article(
        f"Ferry {number} was late again\n\nAt least {number + 2} passengers were hurt on Monday, the harbour master "
        "said. The crossing was closed for the night.",
        id=str(number),
    )


@pytest.fixture(autouse=True)
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Preparing]:
    """Every ``Preparing`` that a build makes."""
    made: list[Preparing] = []
    begin: Callable[..., None] = Preparing.__init__

    def init(self: Preparing, *arguments: object) -> None:
        begin(self, *arguments)
        made.append(self)

    monkeypatch.setattr(Preparing, "__init__", init)
    return made


def test_processes_find_what_this_one_finds_in_the_same_order(
    tmp_path: Path, encoder: SentenceEncoder, watched: list[Preparing]
) -> None:
    articles = [article(number) for number in range(70)]  # five batches
    seen: list[int] = []
    index = Index.build(articles, tmp_path / "a.index", encoder=encoder, progress=seen.append)
    assert watched[0].ahead == 4
    assert [each.id for each in index.articles()] == [each.id for each in articles]
    for each in articles[::23]:
        (expected,) = prepare([each], encoder)
        texts = [claim.text for claim in expected.reading.claims]
        assert [claim.text for claim in index.claims(each.id)] == texts != []
    assert index.verify() == []
    assert seen == sorted(seen)
    assert seen[-1] == 70
    index.close()


def test_of_two_articles_with_one_id_the_later_one_stays(tmp_path: Path, encoder: SentenceEncoder) -> None:
    articles = [article(number) for number in range(40)]
    later = make_article("Ferry 3 was on time\n\nNobody was hurt on the ferry, its owner said on Tuesday.", id="3")
    with closing(Index.build([*articles, later, articles[3], later], tmp_path / "a.index", encoder=encoder)) as index:
        assert next(each for each in index.articles() if each.id == "3").text == later.text


def test_a_killed_process_is_told_of_and_changes_nothing(
    tmp_path: Path, encoder: SentenceEncoder, watched: list[Preparing]
) -> None:
    def killing() -> Iterator[Article]:
        yield from (article(number) for number in range(40))
        for process in list(watched[-1]._pool._processes.values()):  # type: ignore[union-attr]
            os.kill(process.pid, signal.SIGKILL)
        yield from (article(number) for number in range(40, 80))

    path = tmp_path / "a.index"
    Index.build([article(1)], path, encoder=encoder).close()
    with pytest.raises(IndexError_, match="a process that read articles was killed"):
        Index.build(killing(), path, encoder=encoder)
    with closing(Index.open(path, encoder=encoder)) as index:
        assert [each.id for each in index.articles()] == ["1"]


def test_an_encoder_of_another_make_stays_in_this_process() -> None:
    here = Preparing(FakeEncoder())
    for number in range(5):
        assert here.submit([article(number)]).done()
    assert here.ahead == 0
    here.close()


def test_a_script_without_a_guard_may_build_an_index(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from index import Article, Index, preparing\n"
        "preparing._WORTH_A_POOL = 1\n"
        "print('begun')\n"
        "text = 'Nine ships were stopped\\n\\nNine ships were stopped in the strait on Monday, the navy said.'\n"
        "made = [Article(id=str(n), title='Nine ships were stopped', text=text) for n in range(40)]\n"
        f"print(len(list(Index.build(made, {str(tmp_path / 'x.index')!r}).articles())))\n"
    )
    found = subprocess.run([sys.executable, script], check=True, capture_output=True, text=True, timeout=120)
    assert found.stdout.split() == ["begun", "40"]


def test_waiting_gives_back_what_was_handed_in(encoder: SentenceEncoder) -> None:
    here = Preparing(FakeEncoder())
    (found,) = wait_for(here.submit([article(4)]))
    assert found.reading.claims[0].low == 6
