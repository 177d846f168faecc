"""Reading fuzzed files, numbers and claims, for minutes: never a crash, a hang, a claim outside its text."""

from __future__ import annotations

import io
import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import make_article
from mutated import mutated
from newslike import fuzzed
from test_claims import check

from index import read_articles
from index.claims import extract
from index.formats import FAILURES, Counted, documents_of
from index.loose import find_loose
from index.numbers import find_numbers

TEXTS = int(os.environ.get("RASHOMON_TORTURE_TEXTS", "100000"))
ARTICLES = TEXTS // 50
LINES = 4
FILES = TEXTS // 10  # that are cleaned too, which takes six times as long as taking them apart
PATIENCE = 20.0  # seconds for a file; all have some kilobytes


@pytest.mark.torture
def test_numbers_of_fuzzed_texts() -> None:
    draw = random.Random(23)
    for _ in range(TEXTS):
        text = fuzzed(draw)
        for number in (*find_numbers(text), *find_loose(text)):
            assert 0 <= number.start < number.end <= len(text), repr(text)
            assert number.low <= number.high, repr(text)


@pytest.mark.torture
def test_claims_of_fuzzed_articles() -> None:
    draw = random.Random(29)
    for _ in range(ARTICLES):
        article = make_article(
            "\n".join(fuzzed(draw) for _ in range(LINES)), title=fuzzed(draw), published="2031-05-14"
        )
        check(extract(article), article.text)


class Endless(BaseException):
    """Reading has taken too long; not an exception that reading could take for a damaged file."""


@contextmanager
def in_time(what: object) -> Iterator[None]:
    """Let what takes too long fail, where the system can interrupt it."""

    def fail(*_: object) -> None:
        raise Endless(f"no end is seen of {what!r}")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def take_apart(files: int, seed: int) -> Counter[str]:
    """Return how many files gave documents or nothing, and how many could not be read."""
    draw = random.Random(seed)
    ends = Counter[str]()
    for _ in range(files):
        name, raw = mutated(draw)
        with in_time((name, raw)):
            try:
                for part in documents_of(Counted(io.BytesIO(raw)), "here", name):
                    assert getattr(part, "reason", "a document")
                ends["read"] += 1
            except FAILURES:
                ends["not read"] += 1
            except Exception as error:
                error.add_note(f"in {name}: {raw!r}")
                raise
    return ends


def read_all(files: int, seed: int, path: Path) -> Counter[str]:
    """Return how many files gave articles, and how many were skipped, wholly or in part."""
    draw = random.Random(seed)
    ends = Counter[str]()
    for _ in range(files):
        name, raw = mutated(draw)
        file = path / name
        file.write_bytes(raw)
        with in_time((name, raw)):
            try:
                articles = read_articles(file)
                found = list(articles)
            except Exception as error:
                error.add_note(f"in {name}: {raw!r}")
                raise
        assert found or articles.skipped, (name, raw)
        for article in found:
            article.text.encode()  # no halves of characters, which no database takes
        ends["read"] += bool(found)
        ends["skipped"] += bool(articles.skipped)
        file.unlink()
    return ends


def test_a_few_damaged_files(tmp_path: Path) -> None:
    assert take_apart(600, seed=3)["read"] > 100
    ends = read_all(100, seed=5, path=tmp_path)
    assert min(ends["read"], ends["skipped"]) > 20


@pytest.mark.torture
def test_damaged_files_are_taken_apart() -> None:
    ends = take_apart(TEXTS, seed=31)
    assert min(ends["read"], ends["not read"]) > TEXTS // 20


@pytest.mark.torture
def test_articles_of_damaged_files(tmp_path: Path) -> None:
    ends = read_all(FILES, seed=37, path=tmp_path)
    assert min(ends["read"], ends["skipped"]) > FILES // 20
