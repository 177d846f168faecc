"""Passages: exact spans that cover an article, also where its lines repeat."""

from __future__ import annotations

from fakes import make_article
from hypothesis import given
from hypothesis import strategies as st

from index.passages import LENGTH, OVERLAP, split

SENTENCE = "The ferry from Vell to Skarn was late again on Monday because of the fog."  # 73 characters


def spans(body: str, title: str = "") -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in split(make_article(body, title=title))]


def test_a_short_article_is_one_passage_with_its_headline() -> None:
    article = make_article(SENTENCE, title="Ferry late", id="ferry")
    (passage,) = split(article)
    # "Ferry late" has 10 characters, the blank line 2, the sentence 73: 85.
    assert (passage.article_id, passage.start, passage.end) == ("ferry", 0, 85)


def test_passages_end_at_paragraphs_where_they_can() -> None:
    paragraph = " ".join([SENTENCE] * 5)  # 5 * 73 + 4 = 369 characters, two of them more than the 580 of a chunk
    assert len(paragraph) == 369
    # Each paragraph is a passage; a line break of 1 lies between them.
    assert spans("\n".join([paragraph] * 3)) == [(0, 369), (370, 739), (740, 1109)]


def test_a_long_paragraph_is_cut_between_sentences_and_led_into_by_the_sentence_before() -> None:
    body = " ".join([SENTENCE] * 10)  # sentences begin at multiples of 74
    found = spans(body)
    # 580 characters hold 7 sentences (7 * 74 - 1 = 517; the eighth would end at 591). The eighth begins at 518; the
    # one before it, at 444, is within 120 characters, so it leads in.
    assert found == [(0, 517), (444, 739)]


def test_repeated_lines_do_not_confuse_the_places() -> None:
    body = "\n".join([SENTENCE] * 60)
    found = spans(body)
    starts = [start for start, _ in found]
    assert starts == sorted(set(starts))
    assert all(body[start:end].startswith("The ferry") and body[start:end].endswith("fog.") for start, end in found)
    # A chunk holds 7 lines of 73 and 6 to 7 line breaks: 60 lines need 9 passages.
    assert len(found) == 9


def test_a_word_without_end_is_cut_without_loss() -> None:
    body = "x" * 2000
    found = spans(body)
    assert [body[start:end] for start, end in found] == ["x" * 580, "x" * 580, "x" * 580, "x" * 260]


def test_no_text_no_passages() -> None:
    assert spans("") == []
    assert spans(" \n\n \t") == []


WORDS = st.lists(
    st.sampled_from(["fog", "Fog.", "ferry", "the ferry,", "Vell!", "a", "…", "\n", "\n\n", " ", "\u00a0", "é" * 130]),
    max_size=400,
)


@given(st.one_of(st.text(max_size=3000), WORDS.map(" ".join), WORDS.map("".join)), st.sampled_from(["", "A headline"]))
def test_passages_cover_the_text_in_order(body: str, title: str) -> None:
    article = make_article(body, title=title)
    text = article.text
    found = split(article)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(p.end - p.start <= LENGTH for p in found)
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() for p in found)
    starts, ends = [p.start for p in found], [p.end for p in found]
    assert starts == sorted(set(starts))
    assert ends == sorted(set(ends))
    covered = 0
    for passage in found:
        assert not text[covered : passage.start].strip()
        assert covered - passage.start <= OVERLAP
        covered = passage.end
    assert not text[covered:].strip()
