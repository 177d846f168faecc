"""What a model's sentence may say of the quotes that it cites, and what it may not."""

from __future__ import annotations

import pytest
from fakes import make_article

from rag import Citation
from rag.checking import Flaw, flaw
from rag.facts import Quoted
from rag.writing import sentence_of


def quoted(
    number: int, quote: str, *, title: str = "", publisher: str | None = None, published: str | None = "2031-09-13",
    speakers: tuple[str, ...] = (), known: tuple[str, ...] = (), rest: str = "",
) -> Quoted:  # fmt: skip
    article = make_article(f"{quote}\n{rest}", title=title, publisher=publisher, published=published)
    citation = Citation(number, "a", title, publisher, published, None, quote, 0, len(quote))
    return Quoted(citation, article, speakers, known)


POLICE = quoted(
    1, "Police said 12,000 people marched through the port of Vell on Friday, and 31 of them were arrested.",
    title="Thousands march in Vell", publisher="Tarn Herald", speakers=("Police",), rest="Ola Brandt led the march.",
)  # fmt: skip
LEAGUE = quoted(2, "The league put the number of marchers at nearly 19,000.", speakers=("The league",))
SHOT = quoted(7, "At least nine people were killed or wounded in the market on 2 May 2031, the army said.")
BRIBED = quoted(8, "Smugglers had allegedly bribed two guards at the port of Vell.")
WRECK = quoted(3, "A man and two women were killed and 14 people injured when the Tern sank; eleven are missing.")
PLAN = quoted(4, "The ministry will send up to 500 soldiers next month and did not rule out a further 200.")
MONEY = quoted(
    5, "The cost rose from 38 to 43 million euros, the mayor, Ada Lind, told reporters.", known=("Ada Lind",)
)
DRONE = quoted(6, "She denied that the K-4 drone was launched at 10:45 on 3 March 2030, calling it “an old tale”.")
GIVEN = {q.citation.number: q for q in (POLICE, LEAGUE, WRECK, PLAN, MONEY, DRONE, SHOT, BRIBED)}


def found(written: str, question: str = "") -> Flaw | None:
    sentence = sentence_of(written)
    assert sentence is not None
    return flaw(sentence, GIVEN, question)


@pytest.mark.parametrize(
    "written",
    [
        "Police said 12,000 people marched in Vell [1].",
        "Twelve thousand people marched on Friday, 12 September 2031, according to police [1].",
        "In September 2031 some 12,000 people marched through Vell, the Tarn Herald reports [1].",
        "Police put the marchers at 12,000, while the league said nearly 19,000 [1][2].",
        "Either 12,000 [1] or nearly 19,000 [2] people marched.",
        "Sources differ: 12,000 or nearly 19,000 marchers [1][2].",
        "One report says that 31 people were arrested [1].",
        "Three people were killed and 14 injured, and 11 are missing [3].",
        "Two women and a man were killed when the Tern sank [3].",
        "Up to 500 soldiers will be sent next month [4].",
        "The ministry may send a further 200 soldiers [4].",
        "The cost rose to 43 million euros, up from 38 million, mayor Ada Lind said [5].",
        "She denied that the K-4 drone was launched at 10:45 on 3 March 2030 [6].",
        "More than nine people were killed or wounded in the market [7].",
        "Smugglers reportedly bribed two guards at the port of Vell [8].",
        "It was called “an old tale” [6].",
    ],
)
def test_what_the_quotes_bear_out(written: str) -> None:
    assert found(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Police said 12,000 people marched in Vell.", Flaw.UNCITED),
        ("I'm sorry, but I cannot help with that request.", Flaw.UNCITED),
        ("Police said 12,000 people marched in Vell [11].", Flaw.UNKNOWN),
        ("Police said 12,000 people marched in Vell [1][9].", Flaw.UNKNOWN),
        ("Police said 12,000 people marched, see https://vell.example [1].", Flaw.MARKUP),
        ("Police said 12,000 people marched <img src=x> [1].", Flaw.MARKUP),
        ("Police said [12,000 people](march) marched [1].", Flaw.MARKUP),
        ("Police said 13,000 people marched in Vell [1].", Flaw.NUMBER),
        ("Police said twelve hundred people marched in Vell [1].", Flaw.NUMBER),
        ("Police said 12,000 people marched in Vell [2].", Flaw.NUMBER),
        ("Police said 12,000 euros were taken in Vell [1].", Flaw.NUMBER),
        ("Police arrested all of the people in Vell [1].", Flaw.NUMBER),
        ("Police arrested half of the people in Vell [1].", Flaw.NUMBER),
        ("Police said 12,000 to 31,000 people marched in Vell [1].", Flaw.NUMBER),
        ("Fourteen people were killed when the Tern sank [3].", Flaw.NUMBER),
        ("One person was arrested in Vell [1].", Flaw.NUMBER),
        ("Only 1 person was arrested in Vell [1].", Flaw.NUMBER),
        ("At least nine people were killed in the market [7].", Flaw.NUMBER),
        ("A woman was killed when the Tern sank [3].", Flaw.NUMBER),
        ("The ministry will send 500 soldiers next month [4].", Flaw.NUMBER),
        ("The ministry will send more than 500 soldiers next month [4].", Flaw.NUMBER),
        ("The ministry may send 200 soldiers [4].", Flaw.NUMBER),
        ("The cost is 38 million euros [5].", Flaw.NUMBER),
        ("She denied that the K-5 drone was launched [6].", Flaw.NUMBER),
        ("The drone was launched at 10:55 [6].", Flaw.NUMBER),
        ("Police said 12,000 people marched in Vell on Saturday [1].", Flaw.DATE),
        ("Police said 12,000 people marched in Vell on 14 September 2031 [1].", Flaw.DATE),
        ("Police said 12,000 people marched in Vell in 2030 [1].", Flaw.DATE),
        ("The drone was launched on 3 March [1].", Flaw.DATE),
        ("Police said 12,000 people marched in Selm [1].", Flaw.NAME),
        ("Mara Holt said 12,000 people marched [1].", Flaw.NAME),
        ("Police put the marchers at nearly 19,000, while the league said 12,000 [1][2].", Flaw.SPEAKER),
        ("Nearly 19,000 [1] or 12,000 [2] people marched.", Flaw.SPEAKER),
        ("The league counted 12,000 marchers [1][2].", Flaw.SPEAKER),
        ("The league “made up” the number of marchers [2].", Flaw.QUOTATION),
        ("Organisers exaggerated, and 12,000 people marched [1].", Flaw.JUDGEMENT),
        ("Police wrongly said 12,000 people marched [1].", Flaw.JUDGEMENT),
        ("Police and league agree on the marchers [1][2].", Flaw.JUDGEMENT),
        ("The actual number of marchers was nearly 19,000 [2].", Flaw.JUDGEMENT),
        ("The ministry sent up to 500 soldiers [4].", Flaw.STATE),
        ("Police did not say that 12,000 people marched [1].", Flaw.STATE),
        ("The mayor launched the K-4 drone [6].", Flaw.STATE),
        ("The banks of the river flooded whole villages [1].", Flaw.WORDS),
        ("The police are corrupt men who beat children [1].", Flaw.WORDS),
        ("Police said 12,000 people marched through the port of Vell and torched it [1].", Flaw.WORDS),
        ("Something happened there [1].", Flaw.WORDS),
        ("Smugglers had bribed two guards at the port of Vell [8].", Flaw.STATE),
    ],
)
def test_what_they_do_not(written: str, expected: Flaw) -> None:
    assert found(written) is expected


def test_a_name_of_the_question_stands_where_the_article_has_it() -> None:
    written = "With Ola Brandt 12,000 people marched [1]."
    assert found(written) is Flaw.NAME
    assert found(written, "How many people marched with Ola Brandt?") is None
    assert found("With Mara Holt 12,000 people marched [1].", "How many people marched with Mara Holt?") is Flaw.NAME


def test_words_of_the_question_do_not_make_a_sentence_true() -> None:
    assert found("The mayor resigned over bribes [5].", "Why did the mayor resign over bribes?") is Flaw.WORDS
