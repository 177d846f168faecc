"""What annotators say that articles state, against the claims of these articles as the product cleans them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from tqdm import tqdm

from eval import gold
from eval.claims_metrics import befell, holds, located, names_speaker, overlaps
from eval.datasets import Document, read_lines
from eval.gold import Evidence, GoldPosition, GoldQuestion, read_half
from eval.gold_samples import BENCHMARK, document
from eval.rashomon_system import NAME
from eval.records import Record
from eval.workspace import Workspace
from index import Claim, Span
from index.claims import extract
from index.cleaning import clean
from index.errors import ReadingError

__all__ = ["KINDS", "LOST", "positions", "reports"]

LOST = "not in the cleaned text"
KINDS = frozenset({"number", "amount", "share", "date", "name", "place"})
"""Kinds of questions whose values claims can hold; a cause or an outcome is a sentence."""
_ACTIONS = {"killed": "kill", "injured": "wound"}
_ASIDE = ("scope:", "superseded:", "misfiled:")


@dataclass(frozen=True, slots=True)
class _Read:
    """An article's cleaned text and its claims; both are empty where cleaning found no article."""

    text: str = ""
    claims: tuple[Claim, ...] = ()

    def near(self, quote: str) -> tuple[list[Span], list[Claim]]:
        """Return where a quote stands, and the claims there."""
        places = located(quote, self.text)
        return places, [claim for claim in self.claims if overlaps(claim, places)]


def reports(workspace: Workspace) -> Iterator[Record]:
    """Yield a record for each report of ``gva_conflicts``: does a claim count so many to whom just this happened?"""
    collection = workspace.collections("gva_conflicts")[0]
    lines = list(islice(read_lines(workspace.data / "gva_conflicts" / "dev.jsonl"), workspace.limit))
    wanted = {report["doc_id"] for line in lines for report in line["reports"]}
    articles = _read([d for d in collection.documents if d.id in wanted], "gva_conflicts: reading")
    for line in lines:
        for number, report in enumerate(line["reports"]):
            yield _report(line, f"{line['id']}/{number}", report, articles[report["doc_id"]])


def _report(line: Mapping[str, Any], item: str, report: Mapping[str, Any], article: _Read) -> Record:
    places, near = article.near(report["quote"])
    held = any(befell(claim, report["low"], report["high"], _ACTIONS[line["kind"]]) for claim in near)
    aside = report["note"].startswith(_ASIDE)
    scores = {"report aside claimed": held} if aside else {"report kept": bool(places), "report claimed": held}
    return Record(
        "claims", "gva_conflicts", NAME, item,
        {name: float(value) for name, value in scores.items()} | ({} if aside else {"right": float(held)}),
        unit=line["id"],
        question=line["question"],
        answer=_shown(near),
        gold=f"{report['as_written']} ({line['kind']})",
        quotes=(report["quote"],),
        note=report["note"] if places else "; ".join(filter(None, (LOST, report["note"]))),
    )  # fmt: skip


def positions(workspace: Workspace) -> Iterator[Record]:
    """Yield a record for each quote of our benchmark's positions: is its value claimed there, and its speaker named?"""
    half = read_half(gold.BENCHMARK / workspace.half)
    questions = [q for q in islice(half.questions, workspace.limit) if q.kind in KINDS]
    wanted = {e.article for question in questions for position in question.positions for e in position.evidence}
    documents = [document(half, article) for article in half.articles if article.id in wanted]
    articles = _read(documents, f"{BENCHMARK}: reading")
    for question in questions:
        yield from _positions(question, articles)


def _positions(question: GoldQuestion, articles: Mapping[str, _Read]) -> Iterator[Record]:
    for number, position in enumerate(question.positions):
        scored = [_scored(position, evidence, articles[evidence.article]) for evidence in position.evidence]
        if position.speaker is not None:  # told by the position, whichever of its articles names him
            scored[0]["speaker of a position named"] = max(scores["speaker named"] for scores in scored)
        for evidence, scores in zip(position.evidence, scored, strict=True):
            places, near = articles[evidence.article].near(evidence.quote)
            yield Record(
                "claims", BENCHMARK, NAME, f"{question.id}/{number}/{evidence.article}", scores,
                unit=question.event,
                question=question.question,
                answer=_shown(near),
                gold=f"{position.value} ({position.speaker or 'nobody named'})",
                quotes=(evidence.quote,),
                note="" if places else LOST,
            )  # fmt: skip


def _scored(position: GoldPosition, evidence: Evidence, article: _Read) -> dict[str, float]:
    """Return whether the value is claimed where a quote of it stands, and its speaker, if it has one, named there."""
    _, near = article.near(evidence.quote)
    holding = [claim for claim in near if holds(claim, position.low, position.high, evidence.words)]
    held = float(bool(holding))
    if position.speaker is None:
        return {"value claimed": held, "right": held}
    named = float(any(names_speaker(claim, position.speaker) for claim in holding))
    return {"value claimed": held, "speaker named": named, "right": named}


def _read(documents: Sequence[Document], about: str) -> dict[str, _Read]:
    return {one.id: _extracted(one) for one in tqdm(documents, desc=about, leave=False)}


def _extracted(one: Document) -> _Read:
    """Read a document as an index of it would: a JSON record, cleaned. What cleaning gives up is read as nothing."""
    record = json.dumps({name: value for name, value in asdict(one).items() if value}, ensure_ascii=False)
    try:
        article = clean(record, media_type="application/json")
    except ReadingError:
        return _Read()
    return _Read(article.text, extract(article))


def _shown(claims: Iterable[Claim]) -> str:
    """Return what a reader of a failure is shown of the claims that stand where one was looked for."""
    shown = (
        f"{c.text} [{c.kind}: {c.low or ''} {c.thing} {'/'.join(c.actions)}"
        f"{', a part' if c.share else ''}] {', '.join(c.attribution)}"
        for c in claims
    )
    return "; ".join(dict.fromkeys(map(str.strip, shown)))
