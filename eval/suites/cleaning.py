"""Cleaning: from web pages, and from the same pages as stripped text, to the text of the article."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from time import process_time

from tqdm import tqdm

from eval.cleaning_metrics import (
    differences,
    f1_of_averages,
    harmonic,
    identical,
    names_found,
    overlap,
    same_title,
    same_words,
    segments,
    token_f1,
)
from eval.measures import f1, mean, ratio
from eval.pages import PAGES, Page, as_copied
from eval.records import Record
from eval.suite import Published, Suite
from eval.workspace import Workspace
from index import ReadingError
from index.cleaning import clean

__all__ = ["SUITE"]

_SHOWN = 1000  # characters of a text in a record
_LONG_LINE = 80
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a system makes of a page."""

    body: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    failure: str = ""
    metadata: bool = True
    """Whether the system looks for anything but the text."""


def _rashomon(page: Page) -> _Found:
    return _cleaned(page.html, page.url, "text/html")


def _rashomon_stripped(page: Page) -> _Found:
    return _cleaned(page.html, page.url, "text/plain")


def _cleaned(raw: str | bytes, url: str | None, media_type: str) -> _Found:
    try:
        article = clean(raw, url=url, media_type=media_type)
    except ReadingError as error:
        return _Found(failure=str(error))
    return _Found(article.body, article.title, article.authors, article.publisher or "", (article.published or "")[:10])


def _trafilatura(page: Page, favor_precision: bool = False, favor_recall: bool = False) -> _Found:
    """Extract with the library alone, comments apart: they are no part of an article."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page without text as an error
    document = bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=True,
        favor_precision=favor_precision, favor_recall=favor_recall,
    )  # fmt: skip
    if document is None or isinstance(document, dict):
        return _Found(failure="no text found")
    return _Found(
        document.text or "",
        document.title or "",
        tuple(name.strip() for name in (document.author or "").split(";") if name.strip()),
        document.sitename or "",
        (document.date or "")[:10],
    )


def _long_lines(page: Page) -> _Found:
    """Keep the lines of a stripped text that are long and end like a sentence."""
    lines = [line.strip() for line in str(page.html).split("\n")]
    kept = [line for line in lines if len(line) >= _LONG_LINE and _SENTENCE_END.search(line)]
    return _Found("\n".join(kept), metadata=False)


_YARDSTICK = "trafilatura"  # what speed is told in
_ON_HTML: dict[str, Callable[[Page], _Found]] = {
    _YARDSTICK: _trafilatura,
    "trafilatura, precision": partial(_trafilatura, favor_precision=True),
    "trafilatura, recall": partial(_trafilatura, favor_recall=True),
    "Rashomon": _rashomon,
}
_ON_TEXT: dict[str, Callable[[Page], _Found]] = {
    "Rashomon, stripped text": _rashomon_stripped,
    "long lines, stripped text": _long_lines,
}


_WARM_UP = Page("", "<p>Nothing but a sentence that is long enough to be looked at by whoever looks.</p>")


def _run(workspace: Workspace) -> Iterator[Record]:
    for system, inputs in ((_YARDSTICK, _ON_HTML), ("Rashomon, stripped text", _ON_TEXT)):
        inputs[system](_WARM_UP)  # what is loaded at the first call is none of the first page's time
    for dataset, read in PAGES.items():
        pages = list(read(workspace.data, workspace.limit))
        for page in tqdm(pages, desc=f"{dataset}: HTML", leave=False):  # all on one page at a time, as the machine is
            timed = {system: _timed(extract, page) for system, extract in _ON_HTML.items()}
            for system, (found, seconds) in timed.items():
                times = {"seconds": seconds, "seconds of trafilatura": timed[_YARDSTICK][1]}
                yield _record(dataset, system, page, found, times)
        copied = [as_copied(page) for page in pages]
        for system, extract in _ON_TEXT.items():
            for page in tqdm(copied, desc=f"{dataset}: {system}", leave=False):
                found, seconds = _timed(extract, page)
                yield _record(dataset, system, page, found, {"seconds": seconds})


def _timed(extract: Callable[[Page], _Found], page: Page) -> tuple[_Found, float]:
    started = process_time()
    found = extract(page)
    return found, process_time() - started


def _record(dataset: str, system: str, page: Page, found: _Found, times: dict[str, float]) -> Record:
    record = Record(
        "cleaning", dataset, system, page.id, {}, question=page.url or page.id, answer=_whole(found)[:_SHOWN]
    )
    scores: dict[str, float] = dict(times)
    if page.body is not None:
        shared = overlap(found.body, page.body)
        scores |= {
            "precision": shared.precision,
            "recall": shared.recall,
            "page F1": harmonic(shared.precision, shared.recall),
            "identical": identical(found.body, page.body),
        }
        record = replace(record, gold=page.body[:_SHOWN], quotes=differences(found.body, page.body))
    if page.keep or page.drop:
        wrong = segments(_whole(found), page.keep, page.drop)
        kept, left = len(page.keep) - len(wrong.missing), len(wrong.left)
        scores |= {"kept": kept, "left": left, "found": kept + left, "to keep": len(page.keep)}
        scores |= {"dropped": len(page.drop) - left, "to drop": len(page.drop)}
        scores["page F1"] = (kept + len(page.drop) - left) / (len(page.keep) + len(page.drop))
        shown = [f"missing: {piece}" for piece in wrong.missing] + [f"left in: {piece}" for piece in wrong.left]
        record = replace(record, gold="\n".join(page.keep), quotes=tuple(shown))
    described, mistakes = _describe(page, found) if found.metadata else ({}, ())
    notes = (f"no article: {found.failure}" if found.failure else "", *mistakes)
    return replace(
        record, scores={name: float(value) for name, value in (scores | described).items()},
        note="; ".join(filter(None, notes)),
    )  # fmt: skip


def _whole(found: _Found) -> str:
    """Return headline and text."""
    return f"{found.title}\n\n{found.body}" if found.title else found.body


def _describe(page: Page, found: _Found) -> tuple[dict[str, float], tuple[str, ...]]:
    """Score what is known of a page besides its text, and name what is wrong."""
    scores: dict[str, float] = {}
    if page.title is not None:
        scores["title"] = same_words(found.title, page.title)
        scores["bare title"] = same_title(found.title, page.title, (page.publisher or "", *page.authors))
        scores["title tokens"] = token_f1(found.title, page.title)
    if page.authors:
        scores["authors"] = names_found(found.authors, page.authors)
    if page.publisher is not None:
        scores["publisher"] = same_words(found.publisher, page.publisher)
    if page.published is not None:
        scores["published"] = found.published == page.published
    mistakes = [
        f"{name}: {getattr(found, name)!r}, stated {getattr(page, name)!r}"
        for name in ("title", "authors", "publisher", "published")
        if scores.get(name) == 0
    ]
    return scores, tuple(mistakes)


_HALF = "this half of the pages, computed from the published outputs"
_OTHER_PAGES = "all 990 documents in all languages, so other pages"

SUITE = Suite(
    name="cleaning",
    about="the article's text from news pages, as HTML and as copied text, and what the pages state about it",
    run=_run,
    measures=(
        f1_of_averages("F1", "precision", "recall"),
        mean("precision", "precision"),
        mean("recall", "recall"),
        mean("accuracy", "identical"),
        f1("segment F1", "kept", "found", "to keep"),
        ratio("segment precision", "kept", "found"),
        ratio("segment recall", "kept", "to keep"),
        ratio("must-drop dropped", "dropped", "to drop"),
        mean("title", "title"),
        mean("title, site and author apart", "bare title"),
        mean("title token F1", "title tokens"),
        mean("authors", "authors"),
        mean("publisher", "publisher"),
        mean("published", "published"),
        ratio("speed", "seconds of trafilatura", "seconds"),
    ),
    quality="page F1",
    notes=(
        "F1 is that of precision and recall averaged over pages (4-token shingles); a page without an article found "
        "has 0 in both, where the benchmark leaves it out of precision.",
        "Segments are looked for in headline and text with white space normalised; segment recall is the share of the "
        "must-keep segments kept. For a failure to be ordered, such a page counts the share of its segments that are "
        "right.",
        "readability_pages: the text wanted is the output of Mozilla's Readability, a program, not an annotator's; "
        "captions and lists that it keeps count as missing. A third of the pages are no news but markup tests, and "
        "shingles say little of Chinese and Japanese. What is stated is its reading as well: some titles end in the "
        "site's name (the second measure of titles cuts it off both), some authors are user names.",
        "For stripped text, what a page states counts only where the text still says it; much stands in the head of a "
        "page alone. Dates then count where they are written in digits or with an English month.",
        "Rashomon and trafilatura are given the page's address where there is one. trafilatura is run without comments "
        "in three settings; Rashomon lets two of them vote on the blocks of a page, and was fitted on these pages: on "
        "sites that it was not fitted on its F1 is 0.002 to 0.003 lower (index/extraction.py).",
        "Speed is trafilatura's default time over the system's, on the same pages: 0.5 is half as fast.",
    ),
    published=(
        Published("article_extraction", "AutoExtract (2019)", "F1", 0.978, _HALF),
        Published("article_extraction", "rs_trafilatura", "F1", 0.968, _HALF),
        Published("article_extraction", "trafilatura 2.0.0", "F1", 0.958, _HALF),
        Published("article_extraction", "Diffbot (2019)", "F1", 0.958, _HALF),
        Published("article_extraction", "go_trafilatura", "F1", 0.956, _HALF),
        Published("article_extraction", "readability_js 0.6.0", "F1", 0.946, _HALF),
        Published("article_extraction", "newspaper4k 0.9.3.1", "F1", 0.946, _HALF),
        Published("article_extraction", "go_readability", "F1", 0.934, _HALF),
        Published("article_extraction", "readability-lxml", "F1", 0.932, _HALF),
        Published("article_extraction", "goose3", "F1", 0.899, _HALF),
        Published("article_extraction", "justext", "F1", 0.802, _HALF),
        Published("article_extraction", "BeautifulSoup text", "F1", 0.633, _HALF),
        Published("trafilatura_eval", "trafilatura 2.2.0", "segment F1", 0.924, _OTHER_PAGES),
        Published("trafilatura_eval", "magic-html", "segment F1", 0.889, _OTHER_PAGES),
        Published("trafilatura_eval", "justext", "segment F1", 0.862, _OTHER_PAGES),
        Published("trafilatura_eval", "news-please", "segment F1", 0.836, _OTHER_PAGES),
        Published("trafilatura_eval", "readability-lxml", "segment F1", 0.826, _OTHER_PAGES),
        Published("trafilatura_eval", "newspaper4k", "segment F1", 0.801, _OTHER_PAGES),
        Published("trafilatura_eval", "BeautifulSoup text", "segment F1", 0.690, _OTHER_PAGES),
    ),
)
