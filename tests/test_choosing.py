"""Which articles tell of the event asked about, which claims answer, and which only look like it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from fakes import make_article

from index import Article, Claim, ClaimKind, Hit, Index, Passage, Span
from index.encoder import SentenceEncoder
from rag import Answer, Assistant, choosing, understand
from rag.events import event_features, event_probabilities
from rag.parts import set_aside
from rag.retrieval import Retrieved

real_encoder = cache(SentenceEncoder)


def found(*articles: Article) -> Retrieved:
    """What a search brings that finds these articles in their order, with scores 5, 4, 3, ..."""
    hits = tuple(Hit(Passage(a.id, 0, len(a.text)), 5.0 - place) for place, a in enumerate(articles))
    return Retrieved(hits, {article.id: article for article in articles}, (), ())


def counted(quote: str, words: str, value: float, *, article: str = "a", start: int = 20, by: str = "") -> Claim:
    """A claim of people killed; its sentence begins at ``start``, a headline's at 0."""
    at = start + quote.index(words)
    sentence = Span(start, start + len(quote))
    claim = Claim(article, ClaimKind.QUANTITY, at, at + len(words), sentence, words, quote, value, value)
    return replace(claim, thing="person", actions=("kill",), attribution=(by,) if by else ())


# events


def test_what_appeared_soon_after_the_day_asked_for_is_told_from_what_appeared_at_another_time() -> None:
    soon = make_article("Fire in Obell.", id="soon", published="2031-05-05")
    later = make_article("Fire in Obell.", id="later", published="2031-05-12")
    before = make_article("Fire in Obell.", id="before", published="2031-04-01")
    rows = event_features(understand("How many were hurt in Obell on 3 May 2031?"), found(soon, later, before))
    assert [rows[i]["soon after"] for i in ("soon", "later", "before")] == [1, 0, 0]  # up to three days
    assert [rows[i]["at another time"] for i in ("soon", "later", "before")] == [0, 0, 1]


def test_a_question_without_a_time_is_about_the_latest_news_with_its_names() -> None:
    old = make_article("Storm hits Obell.", id="old", published="2021-05-05")
    new = make_article("Storm hits Obell.", id="new", published="2031-05-05")
    rows = event_features(understand("How many were hurt by the storm in Obell?"), found(old, new))
    assert (rows["new"]["other news"], rows["old"]["other news"]) == (0, 1)


def test_the_article_with_the_names_on_the_day_is_the_likelier_one() -> None:
    right = make_article("Fire in Obell.", id="right", published="2031-05-04")
    wrong = make_article("Fire in Sarn.", id="wrong", published="2030-02-01")
    found_ = event_probabilities(understand("How many were hurt in Obell on 3 May 2031?"), found(right, wrong))
    assert found_["right"] > 0.3 > found_["wrong"]
    assert event_probabilities(understand("How many were hurt?"), found()) == {}


# parts

WHOLE = counted("Nine people were killed in the fire.", "Nine people", 9)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (counted("The other two were killed on the stairs.", "two", 2, article="b"), "a part of the whole"),
        (
            counted("Four were killed in the hall and three more outside.", "Four", 4, article="b"),
            "a part of the whole",
        ),
        (counted("Four people were killed in the hall.", "Four people", 4, start=80), "a part of the whole"),
        (
            counted("At first, police said 12 people had been killed.", "12 people", 12, start=80),
            "an earlier count, which the same article replaces",
        ),
        (
            counted("Twelve people were killed in a fire in 2001.", "Twelve", 12, start=80),
            "another count in the same article",
        ),
    ],
)
def test_what_only_looks_like_another_answer_is_set_aside(other: Claim, reason: str) -> None:
    assert set_aside(WHOLE, [other], [WHOLE, other]) == ([], [(other, reason)])


@pytest.mark.parametrize(
    "other",
    [
        counted("Four people were killed in the fire.", "Four people", 4, article="b"),  # another article says so
        counted("Four people killed in fire.", "Four people", 4, start=0),  # the headline
        counted("The toll rose to 12 on Friday.", "12", 12, start=80),  # the figure moved
        counted("The largest fire for more than a century killed 12 people.", "12 people", 12, article="b"),
        counted("Some nine people were killed.", "nine people", 9, start=80),  # the same
    ],
)
def test_what_disagrees_or_agrees_is_kept(other: Claim) -> None:
    assert set_aside(WHOLE, [other], [WHOLE, other]) == ([other], [])


def test_an_article_may_hold_two_speakers_against_each_other() -> None:
    army = counted("The army said nine people were killed.", "nine people", 9, by="the army")
    rebels = counted("The rebels reported 40 people killed.", "40 people", 40, start=80, by="the rebels")
    assert set_aside(army, [rebels], [army, rebels]) == ([rebels], [])


# the choice


def asked(question: str, folder: Path, *articles: Article) -> Answer:
    index = Index.build(articles, folder / "small.index", encoder=real_encoder())
    try:
        return Assistant(index).ask(question, today="2031-06-01")
    finally:
        index.close()


FERRY = make_article(
    "Seven people drowned when the ferry Aline sank off Kettle Point on Monday. Three more were treated for cold.",
    id="ferry", title="Ferry sinks off Kettle Point", published="2031-05-06",
)  # fmt: skip


def test_a_figure_is_found_by_meaning_where_no_word_of_it_is_asked(tmp_path: Path) -> None:
    mine = make_article(
        "Nearly 300 miners earn their bread at the Brandt pit. The company sold 41 lorries in March.",
        id="mine", title="Brandt pit", published="2031-05-02",
    )  # fmt: skip
    answer = asked("What is the size of the workforce of the Brandt pit?", tmp_path, mine)
    assert answer.lines[0].text.startswith("Nearly 300 miners")
    assert 0 < answer.confidence <= 1


COAST_GUARD = make_article(
    "Nine people drowned when the ferry Aline sank off Kettle Point, the coast guard said.",
    id="other", title="Aline: coast guard ends search at Kettle Point", published="2031-05-08",
)  # fmt: skip


def test_two_reports_on_one_event_disagree(tmp_path: Path) -> None:
    answer = asked("How many people drowned when the Aline sank off Kettle Point?", tmp_path, FERRY, COAST_GUARD)
    assert [[p.low for p in conflict.positions] for conflict in answer.conflicts] == [[9, 7]]


def test_a_value_that_is_not_sure_to_be_of_the_same_is_told_of_without_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for threshold in ("_BESIDE", "_BESIDE_FITTING"):  # as if the model were less sure of the pair
        monkeypatch.setattr(choosing, threshold, 1.1)
    answer = asked("How many people drowned when the Aline sank off Kettle Point?", tmp_path, FERRY, COAST_GUARD)
    assert answer.conflicts == ()
    first, also = answer.lines[0].text, answer.lines[1].text
    assert also.startswith("Also stated: ")
    assert "(perhaps of something else)" in also
    assert {first.split()[0], also.split()[2].capitalize()} == {"Seven", "Nine"}
    assert [related.reason for related in answer.related] == ["perhaps of something else"]


def test_the_dead_of_another_ferry_are_no_conflict(tmp_path: Path) -> None:
    other = make_article(
        "Twelve people drowned when the ferry Corvin sank off Lorn on Tuesday.",
        id="other", title="Ferry sinks off Lorn", published="2031-02-12",
    )  # fmt: skip
    answer = asked("How many people drowned when the Aline sank off Kettle Point?", tmp_path, FERRY, other)
    assert answer.conflicts == ()
    assert answer.lines[0].text.startswith("Seven people")
    assert {citation.article_id for citation in answer.citations} == {"ferry"}


def test_the_killed_alone_are_no_answer_where_killed_or_wounded_are_asked(tmp_path: Path) -> None:
    both = make_article(
        "Tarn lost ground. Around 4,000 Tarn soldiers have been killed or wounded in Obell, officials said.",
        id="both", title="Tarn soldiers in Obell", published="2031-05-05",
    )  # fmt: skip
    dead = make_article(
        "At least 600 Tarn soldiers have been killed in Obell, according to sources in Sarn.",
        id="dead", title="Tarn soldiers in Obell", published="2031-05-05",
    )  # fmt: skip
    answer = asked("How many Tarn soldiers were killed or wounded in Obell?", tmp_path, both, dead)
    assert not answer.conflicts
    assert answer.text.startswith("Around 4,000 Tarn soldiers, killed or wounded, according to officials.")
    assert "Not the same count: at least 600 Tarn soldiers (only some of those asked about)" in answer.text
