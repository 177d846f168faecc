"""How fast: indexing, questions, a cold start, memory and disk, beside the loop that tutorials write.

Every timing is a record, so that percentiles and their intervals come from the records like any other figure.
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
from tqdm import tqdm

from eval.datasets import Document
from eval.measures import Columns, Measure, ratio
from eval.plain_rag import SHOWN, PlainRag
from eval.rashomon_system import NAME
from eval.records import Record
from index import Index, UsageError, read_articles
from index.encoder import Encoder
from index.formats import Counted, documents_of
from rag import Assistant

__all__ = [
    "LOADED",
    "LOOP",
    "MEASURES",
    "QUESTIONS",
    "TRIED",
    "index_records",
    "loop_records",
    "path_records",
    "questions_on",
    "reading_records",
]

LOOP = "plain loop"
QUESTIONS = 100
COLD_STARTS = 3
LOADED = 50
"""Passages, of as many articles, whose claims are loaded at once."""
_LOADS = 5
TRIED = 50
"""Articles that are indexed before anything is timed, to load the models."""
_PROMPT = 200.0  # milliseconds: an answer that comes sooner has no fault
_TEMPLATES = (
    "How many people were hurt in {}?",
    "How many people were killed in {}?",
    "Who was arrested after {}?",
    "What is known about {}?",
    "When did {} happen?",
    "Why did {} happen?",
)
_NAMES_OR_LONG = re.compile(r"\b(?:[A-Z]\w+|\w{5,})\b")
_WORDS = 3  # of a headline, in a question
_ASKED_IN_CHILD = 10
_CHILD = """\
import sys
from pathlib import Path
from index import Index
from rag import Assistant
assistant = Assistant(Index.open(sys.argv[1]))
for question in sys.argv[2:]:
    assistant.ask(question)
try:  # the peak of this program alone: ru_maxrss starts from the size of the process that started it
    status = Path("/proc/self/status").read_text()
    print(int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024)
except OSError:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10)))
"""


def percentile(share: int) -> Callable[[Columns], float]:
    """Return the estimate of a percentile of milliseconds, linear between the two nearest (numpy's default)."""
    return lambda columns: _percentile(columns, "milliseconds", share)


def _percentile(columns: Columns, score: str, share: int) -> float:
    there = columns[score][~np.isnan(columns[score])]
    return float(np.percentile(there, share)) if len(there) else math.nan


def _median(name: str, score: str, **how: bool) -> Measure:
    return Measure(name, (score,), lambda columns: _percentile(columns, score, 50), **how)


def _loading(columns: Columns) -> float:
    """Return the median time to load the claims of as many articles as are loaded at once."""
    return float(np.median(LOADED * columns["claims_milliseconds"] / columns["claims_articles"]))


MEASURES: tuple[Measure, ...] = (
    ratio("reading JSON lines, before cleaning, records/s", "records_read", "reading_seconds"),
    ratio("indexing, articles/s", "articles_indexed", "indexing_seconds"),
    *(
        Measure(f"question p{share}, ms", ("milliseconds",), percentile(share), lower_is_better=True)
        for share in (50, 95, 99)
    ),
    Measure(
        f"claims of {LOADED} passages, ms", ("claims_milliseconds", "claims_articles"), _loading, lower_is_better=True
    ),
    _median("cold start of `rashomon ask`, s (median)", "cold_seconds", lower_is_better=True),
    _median("peak memory of a process that asks, MB", "megabytes", lower_is_better=True),
    ratio("bytes on disk per article", "bytes", "articles_stored", lower_is_better=True),
    _median("articles", "articles_stored"),
    _median("passages", "passages"),
)


def questions_on(titles: Sequence[str], number: int = QUESTIONS) -> list[str]:
    """Return questions in the words of headlines: a few words in a row that are names or long, in varied questions.

    Args:
        titles: The headlines; those without such words are passed over.
        number: How many questions.
    """
    chance = Random(0)  # noqa: S311 — repeatable, not secret
    wordings = [words for words in (_NAMES_OR_LONG.findall(title) for title in titles) if words]
    chance.shuffle(wordings)
    questions = []
    for place in range(number if wordings else 0):
        words = wordings[place % len(wordings)]
        start = chance.randint(0, max(0, len(words) - _WORDS))
        questions.append(_TEMPLATES[place % len(_TEMPLATES)].format(" ".join(words[start : start + _WORDS])))
    return questions


def reading_records(dataset: str, file: Path) -> Iterator[Record]:
    """Yield what it costs to take a file of articles apart, before they are cleaned."""
    started = time.perf_counter()
    with file.open("rb", buffering=0) as opened:
        number = sum(1 for _ in documents_of(Counted(opened), file.as_posix(), file.name))
    scores = {"records_read": float(number), "reading_seconds": time.perf_counter() - started}
    yield Record("speed", dataset, NAME, "reading", scores, note=f"{file.stat().st_size:,} bytes")


def index_records(
    dataset: str, index: Index, questions: Sequence[str], indexed: int, seconds: float, cold_starts: int = COLD_STARTS
) -> Iterator[Record]:
    """Yield what asking an index costs, and what making it has cost.

    Args:
        dataset: Names the size.
        index: The index to ask.
        questions: Asked in turn; the first is asked once more before, so that all is loaded.
        indexed: Articles that were indexed last.
        seconds: How long that took.
        cold_starts: How often a question is asked in a process of its own.
    """
    info = index.info()
    scores = {"articles_indexed": float(indexed), "indexing_seconds": seconds, "bytes": float(info.bytes),
              "articles_stored": float(info.articles), "passages": float(info.passages)}  # fmt: skip
    about = f"{info.articles} articles, {info.passages} passages, {info.claims} claims"
    yield Record("speed", dataset, NAME, "index", scores, note=about)
    yield from _loaded(dataset, index)
    assistant = Assistant(index)
    yield from _asked(dataset, NAME, questions, lambda question: assistant.ask(question).text)
    for number in range(cold_starts):
        scores = {"cold_seconds": _ask_cold(questions[0], index.path)}
        yield Record("speed", dataset, NAME, f"cold-{number + 1}", scores, question=questions[0])
    yield Record("speed", dataset, NAME, "memory", {"megabytes": _peak_memory(index.path, questions[:_ASKED_IN_CHILD])})


def loop_records(
    dataset: str, documents: Sequence[Document], questions: Sequence[str], encoder: Encoder
) -> Iterator[Record]:
    """Yield what the loop of tutorials costs: cut, encode, search a flat index for the best four chunks."""
    started = time.perf_counter()
    chunks = PlainRag(documents, encoder)
    scores = {"articles_indexed": float(len(documents)), "indexing_seconds": time.perf_counter() - started}
    yield Record("speed", dataset, LOOP, "index", scores)
    yield from _asked(dataset, LOOP, questions, lambda question: chunks.search([question], SHOWN)[0][0].text)


def path_records(
    dataset: str, articles: Path, path: Path, encoder: Encoder, questions: int = QUESTIONS,
    cold_starts: int = COLD_STARTS,
) -> Iterator[Record]:  # fmt: skip
    """Index a file or folder of articles, some of them once before so that all is loaded, and yield what it costs.

    Args:
        dataset: Names the articles.
        articles: A file or folder of articles.
        path: Where the index goes.
        encoder: The encoder of both systems.
        questions: How many are asked.
        cold_starts: How many are asked in a process of their own.

    Raises:
        UsageError: there is no article, or none has words to ask about.
    """
    Index.build(islice(read_articles([articles]), TRIED), path, encoder=encoder).close()
    started = time.perf_counter()
    index = Index.build(read_articles([articles]), path, encoder=encoder)
    seconds = time.perf_counter() - started
    try:
        documents = [Document(article.id, article.body, article.title) for article in index.articles()]
        asked = questions_on([document.title or document.text[:80] for document in documents], questions)
        if not asked:
            raise UsageError(f"no article to ask about in {articles}")
        yield from index_records(dataset, index, asked, len(documents), seconds, cold_starts)
    finally:
        index.close()
    yield from loop_records(dataset, documents, asked, encoder)


def _loaded(dataset: str, index: Index) -> Iterator[Record]:
    """Yield what it costs to load all claims of the articles of some passages, each for the first time.

    Every load is of other articles, from all over the collection.
    """
    ids = [article.id for article in index.articles()]
    for number, own in enumerate((ids[first::_LOADS][:LOADED] for first in range(min(_LOADS, len(ids)))), start=1):
        started = time.perf_counter()
        claims = sum(len(index.claims(article_id)) for article_id in own)
        milliseconds = (time.perf_counter() - started) * 1000
        scores = {"claims_milliseconds": milliseconds, "claims_articles": float(len(own))}
        yield Record("speed", dataset, NAME, f"claims-{number}", scores, note=f"{claims} claims")


def _ask_cold(question: str, index: Path) -> float:
    """Return the seconds that one question costs in a process of its own."""
    command = [str(Path(sys.executable).with_name("rashomon")), "ask", question, "--index", str(index)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 — our own command
    return time.perf_counter() - started


def _peak_memory(index: Path, questions: Sequence[str]) -> float:
    """Return the most megabytes that a process of its own takes which opens the index and asks."""
    command = [sys.executable, "-c", _CHILD, str(index), *questions]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 — our own program
    return float(done.stdout)


def _asked(dataset: str, system: str, questions: Sequence[str], ask: Callable[[str], str]) -> Iterator[Record]:
    ask(questions[0])
    for number, question in enumerate(tqdm(questions, desc=f"{dataset}: {system}", leave=False), start=1):
        started = time.perf_counter()
        answer = ask(question)
        milliseconds = (time.perf_counter() - started) * 1000
        yield Record(
            "speed", dataset, system, f"question-{number:03}",
            {"milliseconds": milliseconds, "quality": min(1.0, _PROMPT / milliseconds)},
            question=question, answer=answer, note=f"{milliseconds:.1f} ms",
        )  # fmt: skip
