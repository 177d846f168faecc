"""A writer killed at random instants, many times over; left out of ``make test``, run by ``make torture``."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import FakeEncoder, make_article

from index import Index

ROOT = Path(__file__).parent.parent
POINTS = int(os.environ.get("RASHOMON_TORTURE_POINTS", "60"))

WRITER = """
import sys
from fakes import FakeEncoder, make_article
from index import Index

path, round = sys.argv[1], sys.argv[2]
index = Index.open(path, encoder=FakeEncoder())
print("ready", flush=True)
index.add(make_article(f"Round {round}: the bridge was painted {n} times, and 12 people watched.", id=f"{n}")
          for n in range(60))
"""


@pytest.mark.torture
def test_a_writer_killed_at_any_instant_leaves_one_whole_state(tmp_path: Path) -> None:
    """Each round replaces 60 articles; whatever is found afterwards is all of one round."""
    path = tmp_path / "torture.index"
    first = [make_article(f"Round x: the bridge was painted {n} times.", id=f"{n}") for n in range(60)]
    Index.build(first, path, encoder=FakeEncoder()).close()
    draw = random.Random(7)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    killed = 0
    for point in range(POINTS):
        command = [sys.executable, "-c", WRITER, str(path), str(point)]
        with subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(draw.uniform(0.0, 4.0))
            killed += writer.poll() is None
            writer.kill()
        index = Index.open(path, encoder=FakeEncoder())
        rounds = {article.text.split(":")[0] for article in index.articles()}
        assert len(index) == 60
        assert len(rounds) == 1, (point, rounds)
        assert index.verify() == []
        index.close()
    assert killed > POINTS // 4  # else the writer is faster than the killer, and nothing was tested
