"""Readers of the data sets that consist of questions over documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from eval.datasets import Collection, Document, Sample, read_lines
from eval.wordings import wordings

__all__ = ["LOADERS"]

_DISTRACTORS = 10  # documents kept for each question when there is a limit, besides those that it needs

Loader = Callable[[Path, int | None], Iterator[Collection]]


def gva_news(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield news of shootings with questions for the number of victims, each in six wordings.

    From cltl/LongTailQATask. Figures are those of a registry, not what every article says.
    """
    samples = [
        Sample(
            record["id"],
            question,
            variant=variant,
            unit=record["split_key"],
            today=today,
            answerable=record["answerable"],
            gold_articles=tuple(record["doc_ids"]),
            values=(record["registry_count"],),
            figure=min(record["registry_count"], 5),
        )
        for record in islice(read_lines(data / "gva_news" / "dev.jsonl"), limit)
        for variant, question, today in wordings(record["kind"], record["place"], record["event_date"])
    ]
    yield Collection("gva_news", _news(data, limit), samples, "gva_news")


def gva_conflicts(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield questions of gva_news whose articles were read for how they differ."""
    counts = {record["id"]: record["registry_count"] for record in read_lines(data / "gva_news" / "dev.jsonl")}
    samples = [
        Sample(
            record["id"],
            record["question"],
            gold_articles=tuple(dict.fromkeys(report["doc_id"] for report in record["reports"])),
            gold_quotes=tuple(report["quote"] for report in record["reports"]),
            values=tuple(record["acceptable"]),
            figure=min(counts[record["id"]], 5),
            relation=record["relation"],
            surface=record["surface"],
            certain=record["certain"],
        )
        for record in islice(read_lines(data / "gva_conflicts" / "dev.jsonl"), limit)
    ]
    yield Collection("gva_conflicts", _news(data, limit), samples, "gva_news")


def _news(data: Path, limit: int | None) -> list[Document]:
    """Return the articles of gva_news; with a limit, those that its questions need and some others."""
    documents = [
        Document(record["id"], record["text"], record["title"], record["date"], record["url"])
        for record in read_lines(data / "gva_news" / "corpus.jsonl")
    ]
    if limit is None:
        return documents
    needed = {id_ for record in islice(read_lines(data / "gva_news" / "dev.jsonl"), limit) for id_ in record["doc_ids"]}
    for record in islice(read_lines(data / "gva_conflicts" / "dev.jsonl"), limit):
        needed |= {report["doc_id"] for report in record["reports"]}
    others = {document.id for document in documents[: _DISTRACTORS * limit]}
    return [document for document in documents if document.id in needed | others]


def multihop(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield evidence sentences of news with questions that need several of them, or that none answers.

    From a sample of yixuantt/MultiHop-RAG (Tang and Yang 2024).
    """
    folder = data / "multihop_rag_sample"
    documents = [
        Document(
            record["id"], record["text"], record["title"], record["published_at"][:10], record["url"], record["source"]
        )
        for record in read_lines(folder / "evidence_sentences.jsonl")
    ]
    samples = [
        Sample(
            record["id"],
            record["question"],
            answerable=bool(record["evidence_ids"]),
            gold_articles=tuple(record["evidence_ids"]),
            texts=(record["answer"],),
        )
        for record in islice(read_lines(folder / "dev.jsonl"), limit)
    ]
    yield Collection("multihop", documents, samples, "multihop")


def squad2(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield paragraphs with questions that they answer, or seem to (Rajpurkar, Jia and Liang 2018)."""
    documents: dict[str, Document] = {}
    samples = []
    for record in islice(read_lines(data / "squad2_sample" / "dev.jsonl"), limit):
        document = documents.setdefault(record["context"], Document(f"squad2-{len(documents):03}", record["context"]))
        samples.append(
            Sample(
                record["id"],
                record["question"],
                answerable=record["answerable"],
                gold_articles=(document.id,) if record["answerable"] else (),
                texts=tuple(record["answers"]),
            )
        )
    yield Collection("squad2", list(documents.values()), samples, "squad2")


def xquad(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield the paragraphs of XQuAD's English part with their questions (Artetxe, Ruder and Yogatama 2020)."""
    folder = data / "xquad_en"
    documents = [
        Document(record["id"], record["text"], record["title"].replace("_", " "))
        for record in read_lines(folder / "paragraphs.jsonl")
    ]
    samples = [
        Sample(
            record["id"], record["question"], gold_articles=(record["paragraph_id"],), texts=tuple(record["answers"])
        )
        for record in islice(read_lines(folder / "dev.jsonl"), limit)
    ]
    yield Collection("xquad", documents, samples, "xquad")


def clapnq(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield Wikipedia passages with questions people asked, long answers and the sentences behind them.

    CLAP NQ (Rosenthal et al. 2025). A passage may be shared by questions.
    """
    documents: dict[str, Document] = {}
    samples = []
    for record in islice(read_lines(data / "clapnq" / "dev.jsonl"), limit):
        gold = []
        for passage in record["passages"]:
            text = " ".join(passage["sentences"])
            gold.append(documents.setdefault(text, Document(f"clapnq-{len(documents):04}", text, passage["title"])).id)
        samples.append(
            Sample(
                record["id"],
                record["question"],
                answerable=record["answerable"],
                gold_articles=tuple(gold) if record["answerable"] else (),
                gold_quotes=tuple(sentence for answer in record["answers"] for sentence in _selected(answer)),
                texts=tuple(answer["answer"] for answer in record["answers"]) if record["answerable"] else (),
            )
        )
    yield Collection("clapnq", list(documents.values()), samples, "clapnq")


def _selected(answer: dict[str, Any]) -> list[str]:
    return [str(sentence) for sentence in answer["selected_sentences"]]


def ramdocs(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield questions each with its own few documents: right, wrong, on a namesake, or beside the point.

    From HanNight/RAMDocs (Wang et al. 2025). Several gold answers mean several entities of one name.
    """
    for record in islice(read_lines(data / "ramdocs" / "dev.jsonl"), limit):
        documents = [Document(f"{record['id']}-{n}", d["text"]) for n, d in enumerate(record["documents"])]
        gold = tuple(
            document.id for document, d in zip(documents, record["documents"], strict=True) if d["type"] == "correct"
        )
        sample = Sample(
            record["id"],
            record["question"],
            gold_articles=gold,
            texts=tuple(record["gold_answers"]),
            wrong=tuple(record["wrong_answers"]),
            surface=len(record["gold_answers"]) + len(record["wrong_answers"]) > 1,
        )
        yield Collection("ramdocs", documents, [sample], record["id"])


def contraqa(data: Path, limit: int | None) -> Iterator[Collection]:
    """Yield questions on a claim, each with the paragraphs that support or refute it (EN555/ContraQA)."""
    for record in islice(read_lines(data / "contraqa" / "dev.jsonl"), limit):
        paragraphs = [(n, text) for n, text in enumerate(record["paragraphs"]) if text]  # some have none
        documents = [Document(f"{record['id']}-{n}", text) for n, text in paragraphs]
        sample = Sample(
            record["id"],
            record["wh_question"],
            gold_articles=tuple(document.id for document in documents),
            gold_quotes=tuple(record["evidences"]),
            texts=tuple(answer["answer"] for answer in record["wh_answers"]),
            surface={"Supports", "Refutes"} <= set(record["labels"]),
        )
        yield Collection("contraqa", documents, [sample], record["id"])


LOADERS: dict[str, Loader] = {
    loader.__name__: loader for loader in (gva_news, gva_conflicts, multihop, squad2, xquad, clapnq, ramdocs, contraqa)
}
