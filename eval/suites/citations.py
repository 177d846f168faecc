"""Is what is said cited, and do the citations hold it?"""

from __future__ import annotations

from collections.abc import Iterator

from eval.baselines import PLAIN_RAG
from eval.citations_metrics import citation_scores
from eval.gold_samples import BENCHMARK
from eval.measures import mean, ratio
from eval.rashomon_system import NAME
from eval.records import Record
from eval.suite import Suite
from eval.workspace import Workspace

__all__ = ["SUITE"]

_DATASETS = (BENCHMARK, "gva_news", "gva_conflicts", "multihop", "squad2", "xquad", "clapnq", "ramdocs", "contraqa")


def _run(workspace: Workspace) -> Iterator[Record]:
    for dataset in workspace.datasets(_DATASETS):
        for system in (NAME, *workspace.helped, PLAIN_RAG):
            for reply in workspace.replies(dataset, system):
                if reply.abstained:
                    continue
                scores = citation_scores(reply)
                sound = scores["exact"] == scores["quotes"] and scores["held"] == scores["values"]
                scores["quality"] = float(sound) * scores.get("article precision", 1.0)
                yield Record(
                    "citations",
                    dataset,
                    system,
                    reply.sample.item,
                    scores,
                    variant=reply.sample.variant,
                    unit=reply.sample.unit,
                    question=reply.sample.question,
                    answer=reply.text,
                    gold=" | ".join(reply.sample.gold_quotes),
                    quotes=tuple(f"[{quote.number}] {quote.text}" for quote in reply.quotes),
                )


SUITE = Suite(
    "citations",
    "Whether what is said is cited, and whether the quotes are exact and hold it.",
    _run,
    (
        ratio("quotes exact", "exact", "quotes"),
        ratio("quotes hold the value", "held", "values"),
        ratio("sentences cited", "cited", "sentences"),
        mean("article precision", "article precision"),
        mean("article recall", "article recall"),
        mean("sentence precision", "sentence precision"),
        mean("sentence recall", "sentence recall"),
    ),
    quality="quality",
    notes=(
        "Replies that answer only. A value of 1 is held by 'a man' as well as by 'one'.",
        "Precision and recall of the cited articles against those that are known to answer; of the quotes against the "
        "annotators' sentences, where one must hold the other.",
        "Plain RAG's answer is its one quote, so cited by construction.",
    ),
)
