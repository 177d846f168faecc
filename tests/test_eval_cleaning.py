"""Cleaning against annotations: the measures by hand, the readers of pages, and the suite on an invented page."""

from __future__ import annotations

import base64
import gzip
import json
import math
from pathlib import Path
from typing import Any

import pytest

from eval.cleaning_metrics import (
    Overlap,
    Segments,
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
from eval.measures import figure
from eval.pages import Page, article_extraction, as_copied, readability_pages, stated_names, stripped, trafilatura_eval
from eval.records import Record
from eval.suites.cleaning import SUITE
from eval.workspace import Workspace
from index import UsageError

PAGE = """<!-- made by hand --><html><head><title>Ferry</title><script>var n = 5;</script></head><body>
<nav><ul><li>Home</li><li>Sport</li></ul></nav>
<p>The ferry   was <b>late</b> again.</p><div>Nobody<br>minded.</div></body></html>"""


def test_overlap_counts_shingles_of_four_tokens() -> None:
    # gold: abcd bcde cdef = 3 shingles; found: bcde cdef defx = 3; shared: bcde cdef = 2. P = 2/3, R = 2/3.
    assert overlap("b c d e f x", "a b c d e f") == Overlap(2 / 3, 2 / 3)


def test_overlap_counts_what_is_repeated_as_often_as_it_stands_in_both() -> None:
    # gold has "a b c d" once; found has it twice and "b c d a", "c d a b", "d a b c" once: P = 1/5, R = 1.
    assert overlap("a b c d a b c d", "a b c d") == Overlap(1 / 5, 1.0)


def test_a_text_shorter_than_a_shingle_is_one() -> None:
    assert overlap("late again", "late again") == Overlap(1.0, 1.0)


def test_nothing_found_has_no_precision() -> None:
    assert overlap("", "a b c d") == Overlap(0.0, 0.0)


def test_texts_are_identical_by_their_tokens() -> None:
    assert identical("The ferry -- late!\n", "The ferry, late.")
    assert not identical("The ferry late", "the ferry late")


def test_f1_is_the_harmonic_mean() -> None:
    assert harmonic(1.0, 0.5) == pytest.approx(2 / 3)  # 2 * 0.5 / 1.5
    assert harmonic(0.0, 0.0) == 0.0


def page_record(item: str, **scores: float) -> Record:
    return Record("cleaning", "d", "s", item, scores)


def test_f1_is_of_the_averages() -> None:
    # P = (1 + 0.5) / 2 = 0.75, R = (0.5 + 1) / 2 = 0.75, F1 = 0.75; the mean of the two F1s would be 0.667.
    measure = f1_of_averages("F1", "precision", "recall")
    records = [page_record("a", precision=1.0, recall=0.5), page_record("b", precision=0.5, recall=1.0)]
    found = figure(measure, [*records, page_record("c", title=1.0)])
    assert found is not None
    assert (found.value, found.records) == (0.75, 2)
    # A resample that draws one page twice has P = 1, R = 0.5 or the other way round: F1 = 2/3.
    assert [found.low, found.high] == pytest.approx([2 / 3, 0.75])
    assert figure(measure, [page_record("c", title=1.0)]) is None
    assert math.isnan(measure.estimate({"precision": _nothing(), "recall": _nothing()}))


def _nothing() -> Any:
    import numpy as np

    return np.array([math.nan])


def test_segments_are_looked_for_without_regard_to_white_space() -> None:
    text = "The ferry\nwas  late.\nBuy a mug"
    wrong = segments(text, keep=("ferry was late", "Nobody minded"), drop=("Buy a\tmug", "Log in"))
    assert wrong == Segments(missing=("Nobody minded",), left=("Buy a\tmug",))


def test_titles_are_the_same_whatever_their_case_and_quotes() -> None:
    assert same_words("  The ‘Vall’  bridge – closed ", "the 'Vall' Bridge - closed")
    assert not same_words("The Vall bridge", "The Vall bridge | Tarn Herald")


def test_titles_are_compared_without_the_names_behind_them() -> None:
    names = ("Tarn Herald", "", "Ida Moll")
    assert same_title("The Vall bridge", "The Vall bridge – Ida Moll | Tarn Herald", names)
    assert not same_title("The Vall bridge", "The Vall bridge | Obell Post", names)
    assert not same_title("Vall bridge", "The Vall bridge", ())


def test_titles_share_tokens() -> None:
    # found 3 tokens, stated 5, shared 3: F1 = 2 * 3 / 8.
    assert token_f1("Vall bridge closed", "The Vall bridge is closed") == 0.75
    assert token_f1("", "Vall bridge") == 0.0


def test_every_stated_name_has_to_be_found() -> None:
    assert names_found(["Ida B. Moll", "Jon Rask"], ["ida moll", "Jon Rask"])
    assert not names_found(["Ida Moll"], ["Ida Moll", "Jon Rask"])
    assert not names_found(["Ida Rask", "Jon Moll"], ["Ida Moll"])  # the words have to be one author's
    assert not names_found([], ["Ida Moll"])


def test_differences_are_the_longest_lines_of_one_text_alone() -> None:
    assert differences("Home\nThe ferry was late.", "The ferry was late. Nobody minded.\n\nSo it goes.") == (
        "missing: The ferry was late. Nobody minded.",
        "missing: So it goes.",
        "extra: Home",
    )


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By\n\t Ida Moll", ("Ida Moll",)),
        ("By Ida Moll, MA\n 3 May 2021", ("Ida Moll",)),
        ("Ida Moll and Jon Rask (https://obell.example)", ("Ida Moll", "Jon Rask")),
        ("3 May 2021 at 6:01 am", ()),
        ("", ()),
    ],
)
def test_names_are_read_from_bylines(byline: str, names: tuple[str, ...]) -> None:
    assert stated_names(byline) == names


def test_a_stripped_page_has_a_line_for_each_block() -> None:
    lines = [line.strip() for line in stripped(PAGE).split("\n") if line.strip()]
    assert lines == ["Home", "Sport", "The ferry was late again.", "Nobody", "minded."]


def test_bytes_are_stripped_in_the_encoding_that_they_declare() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Café Obell</p></body></html>'
    assert stripped(page.encode("iso-8859-1")).strip() == "Café Obell"
    assert stripped(page).strip() == "Café Obell"


def test_a_copied_page_states_what_its_text_says() -> None:
    page = Page("1", PAGE, title="Ferry late", authors=("Ida Moll",), publisher="Sport", published="2021-05-03")
    copied = as_copied(page)
    assert copied.html == stripped(PAGE)
    assert (copied.title, copied.authors, copied.publisher, copied.published) == (None, (), "Sport", None)


@pytest.mark.parametrize("wording", ["May 3, 2021", "3rd May 2021", "2021-05-03T10:00", "5/3/2021", "03.05.2021"])
def test_a_copied_page_says_its_date_in_many_ways(wording: str) -> None:
    page = Page("1", f"<p>Published {wording}</p>", published="2021-05-03")
    assert as_copied(page).published == "2021-05-03"
    assert as_copied(Page("1", page.html, published="2021-05-13")).published is None


def write(data: Path, dataset: str, *records: dict[str, Any]) -> None:
    (data / dataset).mkdir()
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (data / dataset / "dev.jsonl.gz").write_bytes(gzip.compress(lines.encode()))


BODY = "The ferry to Norvania was late again on Monday, because the Vall bridge would not open for it."
ARTICLE = f"""<html><head><title>Ferry late again</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry late again</h1><p>{BODY}</p><p>{BODY.replace("ferry", "barge")}</p></article>
<footer>All rights reserved, Tarn Herald</footer></body></html>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(
        tmp_path, "article_extraction",
        {"id": "a", "url": "https://ferry.example/1", "html": ARTICLE, "article_body": BODY},
        {"id": "b", "url": "https://ferry.example/2", "html": "<p>Log in</p>", "article_body": BODY},
    )  # fmt: skip
    write(
        tmp_path, "trafilatura_eval",
        {
            "id": "c", "url": "hard::ferry.html", "html_base64": base64.b64encode(ARTICLE.encode()).decode(),
            "must_have": [BODY[:40], "a mug"], "must_not_have": ["All rights reserved"],
        },
    )  # fmt: skip
    metadata = {"title": "Ferry late again | Tarn Herald", "siteName": "Tarn Herald", "byline": None}
    write(
        tmp_path, "readability_pages",
        {"id": "d", "html": ARTICLE, "expected_html": f"<div><p>{BODY}</p></div>", "metadata": metadata},
    )  # fmt: skip
    return tmp_path


def test_pages_are_read_with_their_labels(data: Path) -> None:
    first = next(article_extraction(data))
    assert (first.id, first.url, first.html, first.body) == ("a", "https://ferry.example/1", ARTICLE, BODY)
    assert len(list(article_extraction(data, 1))) == 1
    (segmented,) = trafilatura_eval(data)
    assert (segmented.url, segmented.html) == (None, ARTICLE.encode())
    assert (segmented.keep, segmented.drop) == ((BODY[:40], "a mug"), ("All rights reserved",))
    (described,) = readability_pages(data)
    assert (described.title, described.publisher) == ("Ferry late again | Tarn Herald", "Tarn Herald")
    assert (described.authors, described.published) == ((), None)
    assert described.body is not None
    assert described.body.strip() == BODY


def test_missing_data_says_how_to_give_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no data at .*dev\.jsonl\[\.gz\]; give the folder of the data sets"):
        list(article_extraction(tmp_path))


def test_the_suite_scores_each_page_under_each_system(data: Path) -> None:
    records = {record.key[1:4]: record for record in SUITE.run(Workspace(data, data / "work"))}
    settings = ("trafilatura", "trafilatura, precision", "trafilatura, recall")
    systems = ("Rashomon", *settings, "Rashomon, stripped text", "long lines, stripped text")
    assert len(records) == 4 * 6  # four pages, six systems
    assert {system for _, system, _ in records} == set(systems)

    for system in systems:
        # The paragraph wanted has 18 tokens, 15 shingles; the two found have 36 tokens, 33 shingles, all 15 among them.
        # trafilatura's text has the headline's 3 tokens besides.
        found = 36 if system in settings else 33
        scores = records["article_extraction", system, "a"].scores
        assert (scores["precision"], scores["recall"], scores["identical"]) == (15 / found, 1.0, 0.0), system

    lost = records["article_extraction", "Rashomon", "b"]
    assert (lost.scores["precision"], lost.scores["recall"], lost.scores["page F1"]) == (0.0, 0.0, 0.0)
    assert lost.note == "no article: no article text found"
    assert f"missing: {BODY}" in lost.quotes

    segmented = records["trafilatura_eval", "Rashomon", "c"]
    times = {name: score for name, score in segmented.scores.items() if name.startswith("seconds")}
    assert set(times) == {"seconds", "seconds of trafilatura"}
    assert segmented.scores == times | {
        "kept": 1, "left": 0, "found": 1, "to keep": 2, "dropped": 1, "to drop": 1, "page F1": pytest.approx(2 / 3),
    }  # fmt: skip
    assert segmented.quotes == ("missing: a mug",)

    described = records["readability_pages", "Rashomon", "d"].scores
    # The title is right but for the site's name: 3 tokens of the 5 stated, F1 = 2 * 3 / 8.
    assert (described["title"], described["bare title"], described["title tokens"]) == (0.0, 1.0, 0.75)
    assert "authors" not in described
    copied = records["readability_pages", "Rashomon, stripped text", "d"].scores
    assert "title" not in copied  # the text does not say "| Tarn Herald"
    assert "publisher" in copied
    assert "publisher" not in records["readability_pages", "long lines, stripped text", "d"].scores
