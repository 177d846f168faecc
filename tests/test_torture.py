"""A writer killed at random instants leaves a whole state: some in ``make test``, many more in ``make torture``."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder, make_article

from index import Index

ROOT = Path(__file__).parent.parent
POINTS = int(os.environ.get("RASHOMON_TORTURE_POINTS", "60"))
ARTICLES = 18  # more than are written together (16)

WRITERS = """
import os, signal, sys, time
from fakes import FakeEncoder, make_article
from index import Index
from index.claims import read

def articles(round):
    for n in range(18):
        yield make_article(f"Round {round}: the bridge was painted {n} times, and 12 people watched.", id=f"{n}")

def write(path, what, round):
    if what == "build":
        Index.build(articles(round), path, encoder=FakeEncoder())
        return
    index = Index.open(path, encoder=FakeEncoder())
    if what == "add":
        index.add(articles(round))
    else:
        index.remove([str(n) for n in range(0, 18, 2)])

for article in articles("x"):
    read(article)  # loads the parser once, for all that follow
print("ready", flush=True)
for line in sys.stdin:
    path, what, round, seconds = line.split()
    started = time.monotonic()
    writer = os.fork()
    if not writer:
        write(path, what, round)
        os._exit(0)
    if seconds != "inf":
        time.sleep(float(seconds))
        os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    print("killed" if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), time.monotonic() - started, flush=True)
"""


class Writers:
    """A process that has loaded all there is to load, and lets writers begin and be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def write(self, path: Path, what: str, number: int | str, seconds: float = float("inf")) -> tuple[str, float]:
        """Return "killed" or the exit status, and the seconds that it took."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(path, what, number, seconds, file=self._process.stdin, flush=True)
        how, took = self._process.stdout.readline().split()
        return how, float(took)


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    command = [sys.executable, "-c", WRITERS]
    with subprocess.Popen(
        command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "ready\n"
        yield Writers(process)
        process.stdin.close()


def check(path: Path, point: int, what: str) -> None:
    """Whatever is found is all of one round, with every second article removed or none."""
    index = Index.open(path, encoder=FakeEncoder())
    found = {article.id: article.text.split(":")[0] for article in index.articles()}
    whole = set(map(str, range(ARTICLES)))
    half = set(map(str, range(1, ARTICLES, 2)))
    assert set(found) in (whole, half), (point, what, sorted(found))
    assert len(set(found.values())) == 1, (point, what, found)
    assert index.verify() == [], (point, what)
    index.close()


def kill(points: int, path: Path, writers: Writers, seed: int) -> Counter[str]:
    """Return how many writers were killed, and how many were done before."""
    draw = random.Random(seed)
    first = (make_article(f"Round x: the bridge was painted {n} times.", id=f"{n}") for n in range(ARTICLES))
    Index.build(first, path, encoder=FakeEncoder()).close()
    ends = Counter[str]()
    longest = {what: writers.write(path, what, "y")[1] for what in ("build", "remove", "add")}
    for point in range(points):
        what = draw.choice(sorted(longest))
        how, _ = writers.write(path, what, point, draw.uniform(0, 1.1 * longest[what]))
        ends["done" if how == "0" else how] += 1
        check(path, point, what)
        if what == "remove":
            writers.write(path, "add", point)
    return ends


def test_a_writer_killed_at_any_of_20_instants_leaves_one_whole_state(tmp_path: Path, writers: Writers) -> None:
    ends = kill(20, tmp_path / "news.index", writers, seed=7)
    assert set(ends) <= {"killed", "done"}
    assert ends["killed"] >= 5  # else the writers are faster than the killer, and nothing was tested


@pytest.mark.torture
def test_a_writer_killed_at_any_instant_leaves_one_whole_state(tmp_path: Path, writers: Writers) -> None:
    ends = kill(POINTS, tmp_path / "news.index", writers, seed=11)
    assert set(ends) <= {"killed", "done"}
    assert ends["killed"] >= POINTS // 4


def test_a_first_build_that_is_killed_again_and_again_comes_to_its_end(tmp_path: Path, writers: Writers) -> None:
    path = tmp_path / "news.index"
    how, longest = writers.write(tmp_path / "other.index", "build", "y")
    assert how == "0"
    ends = [writers.write(path, "build", "y", part * longest)[0] for part in (0.3, 0.6, 0.9, 0.8)]
    assert "killed" in ends
    assert writers.write(path, "build", "y")[0] == "0"
    check(path, 0, "build")
    one, other = (Index.open(p, encoder=FakeEncoder()) for p in (path, tmp_path / "other.index"))
    assert list(one.articles()) == list(other.articles())
    assert one.search("bridge") == other.search("bridge")
    one.close()
    other.close()
