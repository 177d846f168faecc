"""Does the checker keep a model's sentences that their quotes bear out, and leave out the others?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from tqdm import tqdm

from eval.datasets import read_lines
from eval.measures import macro, mean
from eval.rashomon_system import NAME
from eval.records import Record
from eval.suite import Suite
from eval.workspace import Workspace
from index import Article
from rag import Citation
from rag.checking import flaw
from rag.facts import Quoted
from rag.writing import sentence_of, sentences

__all__ = ["SUITE", "Judged"]

WORDS = "word overlap"
_ENOUGH = 0.9  # of a sentence's words, for the baseline
_CITED = 3  # sentences of an article that a summary's sentence is taken to cite


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, the quotes that it is to rest on, and whether people found that it does."""

    item: str
    unit: str
    sentence: str
    quotes: tuple[str, ...]
    borne_out: bool


def _qags(workspace: Workspace) -> Iterator[Judged]:
    for line in islice(read_lines(workspace.data / "qags" / "dev.jsonl"), workspace.limit):
        told = [found.text for found in sentences([line["article"]])]
        for number, judged in enumerate(line["summary_sentences"]):
            quotes = _nearest(judged["sentence"], told)
            yield Judged(f"{line['id']}-{number}", line["id"], judged["sentence"], quotes, judged["consistent"])


def _nearest(sentence: str, told: list[str]) -> tuple[str, ...]:
    """Return the sentences that have most of another one's words, in their order: what it would cite."""
    shared = {text: len(_words(sentence) & _words(text)) for text in told}
    return tuple(text for text in shared if text in sorted(shared, key=lambda text: -shared[text])[:_CITED])


def _wice(workspace: Workspace) -> Iterator[Judged]:
    """Yield the claims that some sentences support, wholly or in part: those to rest on."""
    lines = (line for line in read_lines(workspace.data / "wice" / "dev.jsonl") if line["supporting_sentences"])
    for line in islice(lines, workspace.limit):
        quotes = tuple(line["evidence"][place] for place in line["supporting_sentences"][0])
        yield Judged(line["id"], line["split_key"], line["claim"], quotes, line["label"] == "supported")


def _why_not(judged: Judged) -> str:
    """Return what the checker has against a sentence that cites all of its quotes; nothing if it keeps it."""
    quotes = {number: _quoted(number, quote) for number, quote in enumerate(judged.quotes, start=1)}
    sentence = sentence_of(judged.sentence + "".join(f" [{number}]" for number in quotes))
    found = flaw(sentence, quotes) if sentence is not None else None
    return found.value if found is not None else ""


def _quoted(number: int, quote: str) -> Quoted:
    return Quoted(Citation(number, "a", "", None, None, None, quote, 0, len(quote)), Article(id="a", text=quote))


def _unlike(judged: Judged) -> str:
    """Return whether too few of a sentence's words are in its quotes."""
    words = _words(judged.sentence)
    return "" if len(words & _words(" ".join(judged.quotes))) >= _ENOUGH * len(words) else "other words"


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


_SYSTEMS: dict[str, Callable[[Judged], str]] = {NAME: _why_not, WORDS: _unlike}
_DATASETS = {"qags": _qags, "wice": _wice}


def _run(workspace: Workspace) -> Iterator[Record]:
    for dataset, judgements in _DATASETS.items():
        for judged in tqdm(judgements(workspace), desc=dataset, leave=False):
            for system, judge in _SYSTEMS.items():
                yield _record(dataset, system, judged, judge(judged))


def _record(dataset: str, system: str, judged: Judged, why: str) -> Record:
    kept = float(not why)
    right = float(bool(why) != judged.borne_out)
    scores = {"borne out": float(judged.borne_out), "right": right, "quality": right}
    scores |= {"kept if borne out": kept} if judged.borne_out else {"left out if not": 1 - kept}
    scores |= {"borne out if kept": float(judged.borne_out)} if kept else {}
    return Record(
        "checking", dataset, system, judged.item, scores, unit=judged.unit, question=judged.sentence,
        answer=why or "kept", gold="borne out" if judged.borne_out else "not borne out", quotes=judged.quotes,
    )  # fmt: skip


SUITE = Suite(
    "checking",
    "Whether the checker keeps a language model's sentences that their quotes bear out, and leaves out the others.",
    _run,
    (
        macro("balanced accuracy", "right", "borne out"),
        mean("borne out, of those kept", "borne out if kept"),
        mean("left out, of those not borne out", "left out if not"),
        mean("kept, of those borne out", "kept if borne out"),
    ),
    quality="quality",
    notes=(
        "qags: sentences that summarisers wrote, as three people judged them against the article; checked against its "
        f"{_CITED} sentences that have most of their words. They have lost their capitals, so names are not checked, "
        "and their numbers are written apart ('3, 800').",
        "wice: claims of an encyclopedia against the sentences of a cited page that support them wholly or in part; in "
        "part counts as not borne out. Claims that no sentence supports are left out, for there is nothing to cite.",
        f"{WORDS}: keeps what has {_ENOUGH:.0%} of its words in the quotes.",
    ),
)
