"""The search: what speaks for a passage, and the stories that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder, make_article

from index import Article, Hit, Index
from index.asking import Period
from index.candidates import WEIGHTS, Signal
from index.catalogue import UNDATED, Catalogue
from index.signals import closeness, named_outlets

Build = Callable[..., Index]
MEANING, WORDS, NAMES, AFTER, BEFORE, DATED, OUTLET = (float(WEIGHTS[signal]) for signal in Signal)


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    made: list[Index] = []

    def build(*articles: Article) -> Index:
        made.append(Index.build(articles, tmp_path / f"{len(made)}.index", encoder=FakeEncoder()))
        return made[-1]

    yield build
    for index in made:
        index.close()


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.article_id for hit in hits]


def scores(index: Index, query: str, today: str | None = None) -> dict[str, float]:
    return {hit.passage.article_id: hit.score for hit in index.search(query, today=today)}


# the score


def test_meaning_counts_by_its_cosine(build: Build) -> None:
    index = build(make_article("harbour", id="h"), make_article("bridge harbour", id="b"), make_article("mine", id="m"))
    # The encoder reads "harbourside" as harbour, no passage has the word. Cosines: h 1, b 1 / sqrt 2, m 0.
    assert scores(index, "Harbourside") == pytest.approx({"h": MEANING, "b": MEANING / np.sqrt(2), "m": 0.0}, abs=1e-6)


def test_the_best_by_words_counts_whole_and_the_others_by_their_share(build: Build) -> None:
    index = build(make_article("The fog lifted.", id="once"), make_article("A storm came up.", id="none"))
    found = scores(index, "fog")
    # Neither is meant by any of the four words that the encoder knows: both point along the fifth axis, as the query.
    assert found["once"] - found["none"] == pytest.approx(WORDS + NAMES)


def test_a_rare_name_counts_more_than_a_common_one(build: Build) -> None:
    articles = [make_article(f"Norvania saw storm number {n}.", id=f"n{n}") for n in range(4)]
    index = build(*articles, make_article("Obell saw a storm.", id="obell"))
    found = scores(index, "Was there rain in Obell or in Norvania?")
    # Of 5 articles 1 has Obell, idf log(1 + 4.5 / 1.5) = 1.3863, and 4 Norvania, log(1 + 1.5 / 4.5) = 0.2877.
    rare = 1.3863 / (1.3863 + 0.2877)
    # To BM25 a word of more than half of the passages is worth nothing.
    assert found["obell"] - found["n0"] == pytest.approx(NAMES * (2 * rare - 1) + WORDS, abs=1e-3)


def test_a_name_in_the_headline_is_one_of_every_passage(build: Build) -> None:
    paragraph = "The rain went on for days and nobody could say when the river would fall again. " * 7
    index = build(
        make_article("\n\n".join([paragraph, paragraph + "The ferry stopped."]), id="headline", title="Flood in Obell"),
        make_article("The ferry stopped for repairs of its ramp.", id="other"),
    )
    assert ids(index.search("Has the ferry stopped in Obell?", k=1)) == ["headline"]


def test_a_name_that_nobody_has_whole_is_looked_for_word_by_word(build: Build) -> None:
    index = build(make_article("Mr Larsen left.", id="larsen"), make_article("Mr Moen left.", id="moen"))
    assert ids(index.search("When did Ole Larsen leave?", k=1)) == ["larsen"]


def test_a_name_is_found_as_such_not_its_words_apart(build: Build) -> None:
    index = build(
        make_article("Rivers rose in the north, and Tarn had no school.", id="apart"),
        make_article("There was no school in Tarn Rivers, as they call it.", id="whole"),
    )
    assert ids(index.search("Was there school in Tarn Rivers?", k=1)) == ["whole"]


# dates

REPORT = "The fair drew a crowd again, and the ferry ran late into the night."


def reports(*dates: str | None) -> list[Article]:
    return [make_article(f"{REPORT} {word}", id=day or "undated", published=day)
            for day, word in zip(dates, ("Hurrah.", "Thanks.", "Bravo.", "Cheers."), strict=False)]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "today", "best"),
    [
        ("Who came to the fair on March 3, 2031?", None, "2031-03-04"),
        ("Who came to the fair in March 2031?", None, "2031-03-04"),
        ("Who came to the fair on 9 April 2032?", None, "2032-04-09"),
        ("Who came to the fair in 2032?", None, "2032-04-09"),
        ("Who came to the fair last Monday?", "2031-03-05", "2031-03-04"),
        ("Who came to the fair yesterday?", "2032-04-10", "2032-04-09"),
        ("Who came to the fair on 8 April?", None, "2032-04-09"),
        ("Who comes to the fair on May 2, 2030?", None, "2030-05-01"),
    ],
)
def test_what_was_published_on_the_day_or_soon_after_comes_first(
    build: Build, query: str, today: str | None, best: str
) -> None:
    index = build(*reports("2032-04-09", "2030-05-01", None, "2031-03-04"))
    assert ids(index.search(query, k=1, today=today)) == [best]


def catalogue(*days: str) -> Catalogue:
    count = len(days)
    published = [date.fromisoformat(day).toordinal() if day else UNDATED for day in days]
    numbers = np.arange(count)
    return Catalogue(numbers, numbers, numbers, np.array(published), numbers, ("",) * count)


def test_closeness_halves_in_a_month_after_and_falls_within_days_before() -> None:
    days = catalogue("2031-03-03", "2031-04-02", "2031-06-01", "2031-03-02", "2031-02-28", "")
    after, before = closeness(days, (Period(date(2031, 3, 3), date(2031, 3, 3)),))
    # 0, 30 and 90 days after: 1, 1/2, 1/4. 1 and 3 days before: 1, exp(-2) = 0.1353.
    assert after == pytest.approx([1, 0.5, 0.25, 0, 0, 0])
    assert before == pytest.approx([0, 0, 0, 1, 0.1353, 0], abs=1e-4)


def test_closeness_to_the_nearest_of_several_dates_and_within_a_period() -> None:
    days = catalogue("2031-03-20", "2031-04-30", "2032-01-31")
    after, before = closeness(
        days, (Period(date(2031, 3, 1), date(2031, 3, 31)), Period(date(2032, 1, 1), date(2032, 1, 1)))
    )
    assert after == pytest.approx([1, 0.5, 0.5])  # within March; 30 days after it; 30 days after New Year
    assert before == pytest.approx([0, 0, 0], abs=1e-4)


def test_a_day_without_a_year_is_that_of_every_year() -> None:
    days = catalogue("2031-03-03", "1999-04-02", "2032-03-02", "")
    after, before = closeness(days, (Period(date(2000, 3, 3), date(2000, 3, 3), yearly=True),))
    assert after == pytest.approx([1, 0.5, 0, 0])
    assert before == pytest.approx([0, 0, 1, 0], abs=1e-4)


def test_an_article_that_tells_of_the_day_is_preferred(build: Build) -> None:
    index = build(
        make_article("Police in Tarn arrested 23 men on Monday.", id="monday", published="2031-03-06"),
        make_article("Police in Tarn arrested 23 men on Tuesday.", id="tuesday", published="2031-03-06"),
    )
    found = scores(index, "How many men were arrested in Tarn on March 3, 2031?")
    assert found["monday"] - found["tuesday"] == pytest.approx(DATED, abs=1e-6)


# outlets


def test_an_outlet_that_is_named_is_preferred(build: Build) -> None:
    index = build(
        make_article("The ferry had 900 guests.", id="herald", publisher="The Tarn Herald"),
        make_article("The ferry had 700 guests.", id="post", publisher="Vell Post"),
    )
    for name, best in (("the Tarn Herald", "herald"), ("Vell Post", "post")):
        found = scores(index, f"How many guests did the ferry have, according to {name}?")
        (other,) = set(found) - {best}
        assert found[best] - found[other] == pytest.approx(OUTLET, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the Mirror say?", ["mirror"]),
        ("What is seen in the mirror?", []),
        ("what did the tarn herald say?", ["tarn herald"]),
        ("What did the Tarn Heralds say?", []),
        ("Did Norvania.com or the Mirror have it?", ["mirror", "norvania"]),
    ],
)
def test_outlets_by_name(text: str, expected: list[str]) -> None:
    numbers = np.arange(4)
    names = ("Mirror", "The Tarn Herald | World News", "Norvania.com", "")
    assert named_outlets(Catalogue(numbers, numbers, numbers, numbers, numbers, names), text) == expected


# stories

STORY = "The ferry between Vell and Skarn was stopped because its ramp had rusted through, and 900 people took a bus."


def test_hits_are_different_stories_and_copies_go_with_the_best(build: Build) -> None:
    copies = [make_article(STORY, id=f"copy-{n}") for n in range(5)]
    index = build(*copies, make_article("A ferry ramp was painted in Obell.", id="other"))
    first, second = index.search("ferry ramp rusted", k=2)
    assert (first.passage.article_id, second.passage.article_id) == ("copy-0", "other")
    assert [passage.article_id for passage in first.also] == ["copy-1", "copy-2", "copy-3", "copy-4"]
    assert second.also == ()


def test_where_stories_are_few_their_other_passages_follow(build: Build) -> None:
    copies = [make_article(STORY, id=f"copy-{n}") for n in range(3)]
    index = build(*copies, make_article("A ferry ramp was painted in Obell.", id="other"))
    hits = index.search("ferry ramp rusted", k=4)
    assert ids(hits) == ["copy-0", "other", "copy-1", "copy-2"]
    assert [passage.article_id for passage in hits[2].also] == ["copy-0", "copy-2"]
    assert index.search("ferry ramp rusted", k=3) == hits[:3]


def test_limits_hold_for_what_names_and_dates_point_to(build: Build) -> None:
    articles = [make_article(f"Obell saw storm {n}.", id=f"o{n}", publisher="Vell Post", published="2031-03-03")
                for n in range(3)]  # fmt: skip
    index = build(*articles, make_article("A quiet day.", id="quiet", publisher="Tarn Herald", published="2030-01-01"))
    query = "What did the Vell Post say of Obell on March 3, 2031?"
    assert ids(index.search(query, publishers=["Tarn Herald"])) == ["quiet"]
    assert ids(index.search(query, until="2030-12-31")) == ["quiet"]
    assert set(ids(index.search(query, since="2031-01-01"))) == {"o0", "o1", "o2"}


def test_a_question_in_several_clauses_finds_what_each_is_about(build: Build) -> None:
    index = build(
        make_article("The harbour was closed.", id="harbour"),
        make_article("The school was opened.", id="school"),
        *(make_article(f"Nothing of note happened on day {n}.", id=f"n{n}") for n in range(5)),
    )
    query = (
        "Was it the harbour that the people over there saw shut down before winter came, "
        "while the children got a school of their own on the other shore of the lake?"
    )
    assert set(ids(index.search(query, k=2))) == {"harbour", "school"}


def test_what_was_added_since_is_found(build: Build) -> None:
    index = build(make_article("A quiet day.", id="quiet", published="2031-03-03"))
    assert ids(index.search("Obell fair")) == ["quiet"]
    index.add([make_article("The fair of Obell began.", id="fair", publisher="Vell Post", published="2031-03-04")])
    assert ids(index.search("Obell fair", k=1)) == ["fair"]
    assert ids(index.search("What does the Vell Post say?", k=1)) == ["fair"]
