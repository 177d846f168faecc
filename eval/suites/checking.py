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
from rag.writing import sentence_of

__all__ = ["SUITE", "Judged"]

WORDS = "word overlap"
_ENOUGH = 0.9  # of a sentence's words, for the baseline


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, what it is to rest on, and whether people found that it does."""

    item: str
    unit: str
    sentence: str
    quote: str
    borne_out: bool


def _qags(workspace: Workspace) -> Iterator[Judged]:
    for line in islice(read_lines(workspace.data / "qags" / "dev.jsonl"), workspace.limit):
        for number, judged in enumerate(line["summary_sentences"]):
            yield Judged(
                f"{line['id']}-{number}", line["id"], judged["sentence"], line["article"], judged["consistent"]
            )


def _wice(workspace: Workspace) -> Iterator[Judged]:
    """Yield the claims that some sentences support, wholly or in part: those to rest on."""
    lines = (line for line in read_lines(workspace.data / "wice" / "dev.jsonl") if line["supporting_sentences"])
    for line in islice(lines, workspace.limit):
        quote = " ".join(line["evidence"][place] for place in line["supporting_sentences"][0])
        yield Judged(line["id"], line["split_key"], line["claim"], quote, line["label"] == "supported")


def _why_not(judged: Judged) -> str:
    """Return what the checker has against a sentence; nothing if it keeps it."""
    sentence = sentence_of(f"{judged.sentence} [1]")
    if sentence is None:
        return "no words"
    citation = Citation(1, "a", "", None, None, None, judged.quote, 0, len(judged.quote))
    found = flaw(sentence, {1: Quoted(citation, Article(id="a", text=judged.quote))})
    return found.value if found is not None else ""


def _unlike(judged: Judged) -> str:
    """Return whether too few of a sentence's words are in its quote."""
    words, known = (re.findall(r"\w+", text.lower()) for text in (judged.sentence, judged.quote))
    return "" if sum(word in known for word in words) >= _ENOUGH * len(words) else "other words"


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
        answer=why or "kept", gold="borne out" if judged.borne_out else "not borne out", quotes=(judged.quote,),
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
        "qags: sentences that summarisers wrote, against the whole article, as three people judged them. They have "
        "lost their capitals, so that names are not checked, and their numbers are written apart ('3, 800').",
        "wice: claims of an encyclopedia against the sentences of a cited page that support them wholly or in part; in "
        "part counts as not borne out. Claims that no sentence supports are left out, for there is nothing to cite.",
        f"{WORDS}: keeps what has {_ENOUGH:.0%} of its words in the quote.",
    ),
)
