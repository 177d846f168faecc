"""An answer as text and as HTML: exact strings, and article text that stays text."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, ArticleWarning, Claim, ClaimKind, Span, When
from rag import Answer, AnswerLine, Citation, CitedWarning, Conflict, Position, Related, Relation
from ui.render import answer_text, byline, heading, one_line, said_by, show_date
from ui.render_html import answer_html, article_html, question_html

POLICE = Article(
    id="star",
    text="Thousands march\n\nPolice said 12,000 people marched on Friday.\nA further 500 watched.",
    title="Thousands march",
    url="https://star.example/march?a=1&b=2",
    publisher="Evening Star",
    published="2025-09-13",
)
LEAGUE = Article(id="wire", text="The league counted 19,000 marchers, it said through NPA, in the port of Almery.")


def claim_in(article: Article, value: str, sentence: str, origin: str, said: tuple[str, ...] = ()) -> Claim:
    start, first = article.text.index(value), article.text.index(sentence)
    return Claim(
        article_id=article.id,
        kind=ClaimKind.QUANTITY,
        start=start,
        end=start + len(value),
        sentence=Span(first, first + len(sentence)),
        text=value,
        quote=sentence,
        attribution=said,
        when=When("on Friday", "2025-09-12") if article is POLICE else None,
        origin=origin,
        published=article.published,
    )


def cited(number: int, article: Article, claim: Claim) -> Citation:
    return Citation(
        number,
        article.id,
        article.title,
        article.publisher,
        article.published,
        article.url,
        claim.quote,
        claim.sentence.start,
        claim.sentence.end,
    )


TWELVE = claim_in(POLICE, "12,000 people", "Police said 12,000 people marched on Friday.", "Evening Star", ("Police",))
WATCHED = claim_in(POLICE, "A further 500", "A further 500 watched.", "Evening Star")
NINETEEN = claim_in(LEAGUE, "19,000 marchers", LEAGUE.text, "wire", ("The league", "NPA"))
POSITIONS = (Position((TWELVE,), "12,000 people"), Position((NINETEEN,), "19,000 marchers"))

DIFFERING = Answer(
    question="And how many marched?",
    resolved_question="How many people marched in Almery?",
    lines=(
        AnswerLine("Police and league differ.", ()),
        AnswerLine("12,000 people, according to police", (1,), item=True),
        AnswerLine("19,000 marchers, according to the league", (2,), item=True),
        AnswerLine("The figures are 37% apart.", (1, 2)),
        AnswerLine("Not the same count: a further 500 (they watched).", (3,)),
        AnswerLine("Caution: the article has no date.", (2,)),
    ),
    citations=(cited(1, POLICE, TWELVE), cited(2, LEAGUE, NINETEEN), cited(3, POLICE, WATCHED)),
    conflicts=(Conflict(Relation.SPEAKER, "people", "The figures are 37% apart.", POSITIONS),),
    related=(Related("a further 500 (they watched)", "they watched", (WATCHED,)),),
    warnings=(CitedWarning("wire", "the article has no date", (2,)),),
)
ABSTAINING = Answer(
    question="Who won?",
    resolved_question="Who won?",
    lines=(AnswerLine("The articles do not say.", ()), AnswerLine("The nearest: “A further 500 watched.”", (1,))),
    citations=(cited(1, POLICE, WATCHED),),
    abstained=True,
    reason="no sentence answers this",
    nearest=1,
)

DIFFERING_TEXT = """\
Understood as: How many people marched in Almery?

Police and league differ.
  - 12,000 people, according to police [1]
  - 19,000 marchers, according to the league [2]
The figures are 37% apart. [1] [2]
Not the same count: a further 500 (they watched). [3]
Caution: the article has no date. [2]

Sources
  [1] “Police said 12,000 people marched on Friday.”
      Thousands march
      Evening Star, 13 September 2025
      https://star.example/march?a=1&b=2
  [2] “The league counted 19,000 marchers, it said through NPA, in the
      port of Almery.”
      The league counted 19,000 marchers, it said through …
      publisher unknown, no date
  [3] “A further 500 watched.”
      Thousands march
      Evening Star, 13 September 2025
      https://star.example/march?a=1&b=2"""


def cite(number: int, by: str, quote: str) -> str:
    return (
        f'<button type="button" class="cite" data-turn="4" data-number="{number}" '
        f'aria-label="Source {number}, {by}: open the article at this quote" title="“{quote}”">{number}</button>'
    )


ONE = cite(1, "Evening Star, 13 September 2025", "Police said 12,000 people marched on Friday.")
TWO = cite(2, "publisher unknown, no date", LEAGUE.text)
THREE = cite(3, "Evening Star, 13 September 2025", "A further 500 watched.")
DIFFERING_HTML = (
    '<article class="answer"><p class="understood">Understood as: <q>How many people marched in Almery?</q></p>'
    "<p>Police and league differ.</p>"
    '<table class="conflict"><caption><strong>Each side gives its own figure</strong> '
    "<span>The figures are 37% apart.</span></caption><thead><tr>"
    '<th scope="col">What is said</th><th scope="col">Who says so</th><th scope="col">As of</th>'
    '<th scope="col">Reported by</th><th scope="col">Source</th></tr></thead><tbody>'
    '<tr><th scope="row">12,000 people</th><td>Police</td><td>12 September 2025</td><td>Evening Star</td>'
    f"<td>{ONE}</td></tr>"
    '<tr><th scope="row">19,000 marchers</th><td>The league, via NPA</td><td>not dated</td>'
    f"<td>“The league counted 19,000 marchers, it said through …”</td><td>{TWO}</td></tr></tbody></table>"
    f'<p class="related">Not the same count: a further 500 (they watched). {THREE}</p>'
    f'<p class="warning">Caution: the article has no date. {TWO}</p>'
)


class Page(HTMLParser):
    """What a browser makes of a fragment: its elements and attributes, its text, and the text of the mark."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.marked = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marked += data


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("2025-07-03", "3 July 2025"), ("2025-07", "July 2025"), ("2025", "2025"), ("", ""), (None, "")],
)
def test_a_date_is_shown_to_the_precision_that_it_has(iso: str | None, shown: str) -> None:
    assert show_date(iso) == shown


def test_text_cannot_steer_the_terminal() -> None:
    assert one_line(" red \x1b[31m\r\n text\x9b2J\x00 ") == "red [31m text 2J"


def test_an_untitled_article_is_known_by_its_first_words() -> None:
    assert heading("", "one two three four five six seven eight nine") == "one two three four five six seven eight …"
    assert heading("", "one two three\nfour five six seven eight") == "one two three four five six seven eight"
    assert heading("A\ttitle", "text") == "A title"


def test_what_is_not_known_of_an_article_is_said() -> None:
    assert byline("Evening Star", "2025-09") == "Evening Star, September 2025"
    assert byline(None, None) == "publisher unknown, no date"


def test_the_chain_of_speakers_is_kept() -> None:
    assert said_by(POSITIONS[1]) == "The league, via NPA"
    assert said_by(Position((WATCHED,), "500")) == ""


def test_an_answer_for_the_terminal() -> None:
    assert answer_text(DIFFERING, width=72) == DIFFERING_TEXT


@given(st.integers(min_value=30, max_value=120))
def test_lines_keep_to_the_width(width: int) -> None:
    for line in answer_text(DIFFERING, width).splitlines():
        assert len(line) <= width or "https://" in line


def test_an_answer_for_the_chat_has_a_table_in_place_of_the_lines_it_repeats() -> None:
    assert answer_html(DIFFERING, turn=4).startswith(DIFFERING_HTML + '<details class="sources"><summary>3 quotes')


def test_an_item_that_is_no_position_stays_in_its_list() -> None:
    line = AnswerLine("The league won.", (), item=True)
    html = answer_html(replace(DIFFERING, lines=(line, *DIFFERING.lines)), turn=4)
    assert "<ul><li>The league won.</li></ul><p>Police and league differ.</p><table" in html


def test_every_citation_number_opens_its_citation() -> None:
    attributes = Page(answer_html(DIFFERING, turn=4)).attributes
    assert {value for name, value in attributes if name == "data-number"} == {"1", "2", "3"}
    assert {value for name, value in attributes if name == "data-turn"} == {"4"}


def test_the_resolved_question_is_shown_only_when_it_differs() -> None:
    assert "Understood as: <q>How many people marched in Almery?</q>" in answer_html(DIFFERING, turn=0)
    assert "Understood" not in answer_html(ABSTAINING, turn=0)


def test_an_abstention_sets_off_the_nearest_quote() -> None:
    html = answer_html(ABSTAINING, turn=0)
    assert html.startswith('<article class="answer"><p>The articles do not say.</p><p class="nearest">The nearest: “A')
    assert "<summary>1 quote</summary>" in html


def test_an_article_has_its_quote_marked() -> None:
    warning = ArticleWarning("star", "both dates <cannot> be right", ())
    assert article_html(POLICE, 17, 23, [warning]) == (
        '<article class="source"><header><h2>Thousands march</h2>'
        '<p class="byline">Evening Star, 13 September 2025</p>'
        '<p class="address"><a href="https://star.example/march?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer">https://star.example/march?a=1&amp;b=2</a></p></header>'
        '<p class="warning"><strong>Mind the source:</strong> both dates &lt;cannot&gt; be right.</p>'
        '<p><mark id="quote" tabindex="-1">Police</mark> said 12,000 people marched on Friday.</p>'
        "<p>A further 500 watched.</p></article>"
    )


def test_a_quote_over_two_paragraphs_or_in_the_headline_is_marked_once_by_name() -> None:
    across = article_html(POLICE, 17, len(POLICE.text))
    assert across.count('id="quote"') == 1
    assert Page(across).marked == POLICE.text[17:].replace("\n", "")
    assert Page(article_html(POLICE, 0, 9)).marked == "Thousands"


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    html = article_html(Article("a", "Text.", url="javascript:alert(1)"), 0, 4)
    assert "href" not in html
    assert "javascript" not in html


@given(st.text(), st.data())
def test_article_text_stays_text(text: str, data: st.DataObject) -> None:
    """Whatever an article says, the page has our elements only, and the mark holds the quote's characters."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page = Page(article_html(Article("a", text, publisher=text, authors=(text,), agency=text), start, end))
    assert set(page.tags) <= {"article", "header", "h2", "p", "mark"}
    assert not page.open
    assert page.marked.replace("\r", "\n").replace("\n", "") == text[start:end].replace("\r", "\n").replace("\n", "")


def test_an_answer_of_markup_stays_text() -> None:
    bad = "<img src=x onerror=alert(1)> \" ' & {{value}} ${value}"
    claim = claim_in(Article("a", bad), bad, bad, bad, (bad,))
    conflict = Conflict(Relation.SCOPE, bad, bad, (Position((claim,), bad), Position((claim,), bad)))
    answer = Answer(
        question="q",
        resolved_question=bad,
        lines=(AnswerLine("- " + bad, (1,)), AnswerLine("- " + bad, (1,), item=True)),
        citations=(Citation(1, "a", bad, bad, "2025", bad, bad, 0, len(bad)),),
        conflicts=(conflict,),
        related=(Related(bad, bad, (claim,)),),
        warnings=(CitedWarning("a", bad, (1,)),),
        nearest=1,
    )
    page = Page(answer_html(answer, turn=0) + question_html(bad))
    assert "img" not in page.tags
    assert not page.open
    names = {name for name, _ in page.attributes}
    assert names == {"class", "type", "data-turn", "data-number", "aria-label", "title", "scope"}
    # understood 1, lines 2, explanation 1, two positions of three cells 6, source 3 (quote, title, publisher),
    # question 1: 14
    assert page.text.count(bad) == 14
