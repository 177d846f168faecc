"""How fast: indexing, questions, and a cold start, on articles that are given or the bundled ones."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from index import Index, read_articles
from rag import Assistant

__all__ = ["measure_speed"]

_QUESTIONS = (
    "How many people were killed?",
    "How many soldiers were deployed?",
    "Who met the prime minister?",
    "When did it happen?",
    "Why was the warning ignored?",
)
_ROUNDS = 20


def measure_speed(articles: Path) -> list[tuple[str, str]]:
    """Return what was measured and its value, a pair a line.

    Args:
        articles: A file or folder of articles.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speed.index"
        started = time.perf_counter()
        index = Index.build(read_articles([articles]), path)
        first = time.perf_counter() - started
        started = time.perf_counter()
        Index.build(read_articles([articles]), path)
        warm = time.perf_counter() - started
        assistant = Assistant(index)
        assistant.ask(_QUESTIONS[0])
        times = sorted(assistant.ask(question).seconds for _ in range(_ROUNDS) for question in _QUESTIONS)
        cold = _cold_start(path)
        info = index.info()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ("articles, passages, claims", f"{info.articles}, {info.passages}, {info.claims}"),
        ("indexing, models loaded", f"{info.articles / warm:.1f} articles/s"),
        ("indexing, first time", f"{first:.1f} s"),
        (
            "question p50, p95",
            f"{statistics.median(times) * 1000:.1f} ms, {times[int(0.95 * len(times))] * 1000:.1f} ms",
        ),
        ("cold `rashomon ask`", f"{cold:.1f} s"),
        ("memory", f"{memory:.0f} MB"),
        ("on disk", f"{info.bytes / 1024:.0f} KB"),
    ]


def _cold_start(index: Path) -> float:
    """Return the seconds that one question costs in a process of its own."""
    command = [str(Path(sys.executable).with_name("rashomon")), "ask", _QUESTIONS[0], "--index", str(index)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 — our own command
    return time.perf_counter() - started
