"""Figures in sentences: the value, what it counts, how exactly, what happened, whether it did, and when.

The articles of these tables are dated Wednesday, 14 May 2031.
"""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Claim, ClaimKind, Qualifier, State, When
from index.claims import extract
from index.lexicon import action_class, is_person, thing_class

PUBLISHED = "2031-05-14"


def figures(text: str, published: str | None = PUBLISHED) -> list[Claim]:
    article = make_article(text, published=published)
    return [claim for claim in extract(article) if claim.kind is ClaimKind.QUANTITY]


def figure(text: str) -> Claim:
    (claim,) = figures(text)
    return claim


@pytest.mark.parametrize(
    ("marked", "low", "high", "thing", "actions"),
    [
        ("[About 4,000 Harvan soldiers] were sent to Selm.", 4_000, 4_000, "soldier", "send"),
        ("[At least nine people] were killed when the Orrin bridge collapsed.", 9, 9, "person", "kill"),
        ("[Up to 300 passengers] were injured in the crash.", 300, 300, "person", "wound"),
        ("[More than 60 miners] are missing.", 60, 60, "person", "miss"),
        ("[Fewer than 20 houses] were damaged.", 20, 20, "home", "damage"),
        ("[Between 25,000 and 30,000 soldiers] were trained in Tavel.", 25_000, 30_000, "soldier", "train"),
        ("[Some 25,000 to 30,000 troops] were withdrawn.", 25_000, 30_000, "soldier", "withdraw"),
        ("Police arrested [23 demonstrators] in Almer.", 23, 23, "person", "arrest"),
        ("The storm left [12 people] dead.", 12, 12, "person", "kill"),
        ("The fire destroyed [55 homes] in Vell.", 55, 55, "home", "destroy"),
        ("[Six thousand soldiers] crossed the river.", 6_000, 6_000, "soldier", "cross"),
        ("[Two dozen sheep] were stolen.", 24, 24, "sheep", "steal"),
        ("[One hundred and twenty miners] were rescued.", 120, 120, "person", "rescue"),
        ("[Half a million people] were evacuated.", 500_000, 500_000, "person", "evacuate"),
        ("[No fewer than 18 villages] were flooded.", 18, 18, "village", "flood"),
        ("[As many as 900 workers] walked out on Monday.", 900, 900, "person", "walk_out"),
        ("[Almost 2,000 residents] were evacuated from Lower Marsk.", 2_000, 2_000, "person", "evacuate"),
        ("[Fourteen people] were killed or wounded.", 14, 14, "person", "kill wound"),
        ("[Nearly 40 lives] were lost.", 40, 40, "person", "kill"),
        ("The death toll stood at [43].", 43, 43, "person", "kill"),
        ("The number of injured climbed to [115].", 115, 115, "person", "wound"),
        ("On 9 May [320,000 people] were evacuated.", 320_000, 320_000, "person", "evacuate"),
        ("In May [320 people] were evacuated.", 320, 320, "person", "evacuate"),
        ("[A quarter of a million people] were evacuated.", 250_000, 250_000, "person", "evacuate"),
        ("The fair puts the number of visitors at [14,000].", 14_000, 14_000, "person", "put"),
        ("That brings the number of dead to [twelve].", 12, 12, "person", "kill"),
        ("[Some 340 men, women and children] were evacuated.", 340, 340, "person", "evacuate"),
        ("[Nine drivers and passengers] were injured.", 9, 9, "person", "wound"),
        ("[Forty children] and the teachers were evacuated.", 40, 40, "person", "evacuate"),
        ("Health officials confirmed [31 cases] of measles.", 31, 31, "person", "infect"),
    ],
)
def test_value_thing_and_action(marked: str, low: float, high: float, thing: str, actions: str) -> None:
    """The value's words stand in brackets; "person" is any noun that counts people, the rest are classes."""
    sentence = marked.replace("[", "").replace("]", "")
    claim = figure(sentence)
    assert claim.text == marked[marked.index("[") + 1 : marked.index("]")]
    assert (claim.low, claim.high, claim.unit, claim.quote) == (low, high, "", sentence)
    assert thing == ("person" if thing == "person" and is_person(claim.thing) else thing_class(claim.thing))
    assert actions.split() == [*map(action_class, claim.actions)]


@pytest.mark.parametrize(
    ("sentence", "text", "low", "unit", "action"),
    [
        ("The bridge cost 240 million euros.", "240 million euros", 2.4e8, "EUR", "cost"),
        ("The bridge cost 240 million guilders.", "240 million guilders", 2.4e8, "guilder", "cost"),
        ("The bridge cost $1.2bn.", "$1.2bn", 1.2e9, "USD", "cost"),
        ("The firm was fined £350,000 in March.", "£350,000", 350_000, "GBP", "fine"),
        ("The council spent nearly €40 million on the school.", "nearly €40 million", 4e7, "EUR", "spend"),
    ],
)
def test_money(sentence: str, text: str, low: float, unit: str, action: str) -> None:
    claim = figure(sentence)
    assert (claim.text, claim.low, claim.unit, [*map(action_class, claim.actions)]) == (text, low, unit, [action])


@pytest.mark.parametrize(
    ("sentence", "low", "unit", "thing"),
    [
        ("Turnout was 71 percent.", 71, "%", "turnout"),
        ("Inflation fell by 3.5% last year.", 3.5, "%", "inflation"),
        ("Unemployment rose by two percentage points.", 2, "points", "unemployment"),
    ],
)
def test_shares_of_a_hundred(sentence: str, low: float, unit: str, thing: str) -> None:
    claim = figure(sentence)
    assert (claim.low, claim.high, claim.unit, claim.thing) == (low, low, unit, thing)


@pytest.mark.parametrize(
    ("measure", "low", "unit"),
    [
        ("84 kilometres", 84, "km"),
        ("50 km", 50, "km"),
        ("1,200 hectares", 1200, "hectare"),
        ("3.5 tonnes", 3.5, "tonne"),
        ("400 megawatts", 400, "MW"),
        ("six hours", 6, "hour"),
    ],
)
def test_measures(measure: str, low: float, unit: str) -> None:
    claims = [claim for claim in figures(f"The works took up {measure} in all.") if claim.unit]
    assert [(claim.low, claim.unit, claim.text) for claim in claims] == [(low, unit, measure)]


@pytest.mark.parametrize(
    ("words", "qualifier", "estimated"),
    [
        ("Exactly 70", Qualifier.EXACT, False),
        ("The 70", Qualifier.EXACT, False),
        ("About 70", Qualifier.ABOUT, False),
        ("Around 70", Qualifier.ABOUT, False),
        ("Nearly 70", Qualifier.ABOUT, False),
        ("Some 70", Qualifier.ABOUT, False),
        ("Roughly 70", Qualifier.ABOUT, False),
        ("An estimated 70", Qualifier.ABOUT, True),
        ("At least 70", Qualifier.AT_LEAST, False),
        ("No fewer than 70", Qualifier.AT_LEAST, False),
        ("70+", Qualifier.AT_LEAST, False),
        ("Up to 70", Qualifier.AT_MOST, False),
        ("As many as 70", Qualifier.AT_MOST, False),
        ("No more than 70", Qualifier.AT_MOST, False),
        ("More than 70", Qualifier.MORE_THAN, False),
        ("Over 70", Qualifier.MORE_THAN, False),
        ("Well over 70", Qualifier.MORE_THAN, False),
        ("Fewer than 70", Qualifier.LESS_THAN, False),
        ("Under 70", Qualifier.LESS_THAN, False),
    ],
)
def test_the_qualifier(words: str, qualifier: Qualifier, estimated: bool) -> None:
    claim = figure(f"{words} firefighters were sent to Tarn.")
    assert (claim.low, claim.qualifier, claim.estimated) == (70, qualifier, estimated)


def test_a_preposition_is_no_bound() -> None:
    assert figure("The army fought over five regions of the north.").qualifier is Qualifier.EXACT


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The army sent 800 soldiers to the border.", State.HAPPENED),
        ("The army has sent 800 soldiers to the border.", State.HAPPENED),
        ("800 soldiers were sent to the border.", State.HAPPENED),
        ("The army is sending 800 soldiers to the border.", State.ONGOING),
        ("The army will send 800 soldiers to the border.", State.PLANNED),
        ("The army plans to send 800 soldiers to the border.", State.PLANNED),
        ("The army is preparing to send 800 soldiers to the border.", State.PLANNED),
        ("800 soldiers are to be sent to the border.", State.PLANNED),
        ("800 soldiers would be sent to the border, the minister said.", State.PLANNED),
        ("The bank predicts that 800 shops will close.", State.PLANNED),
        ("The army refused to send 800 soldiers to the border.", State.DENIED),
        ("The army failed to send 800 soldiers to the border.", State.DENIED),
        ("The bank predicts 800 closures this year.", State.PLANNED),
        ("An expected 800 people came to the border.", State.HAPPENED),
        ("The army may send 800 soldiers to the border.", State.POSSIBLE),
        ("The army could send 800 soldiers to the border.", State.POSSIBLE),
        ("The army did not send 800 soldiers to the border.", State.DENIED),
        ("The army never sent 800 soldiers to the border.", State.DENIED),
        ("The minister denied that the army had sent 800 soldiers to the border.", State.DENIED),
        ("The minister denied reports that 800 soldiers had been sent to the border.", State.DENIED),
        ("The minister denied sending 800 soldiers to the border.", State.DENIED),
    ],
)
def test_the_state(sentence: str, state: State) -> None:
    claim = figure(sentence)
    assert (claim.low, claim.state) == (800, state)


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The governor said that 65 trucks would leave by Friday.", State.PLANNED),
        ("The harbour board denied that 65 trucks had left.", State.DENIED),
        ("The governor said that 65 trucks had left.", State.HAPPENED),
    ],
)
def test_the_state_with_a_verb_that_says_little(sentence: str, state: State) -> None:
    assert figure(sentence).state is state


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("The fire destroyed 55 homes on 3 March 2031.", When("3 March 2031", "2031-03-03")),
        ("The fire destroyed 55 homes on Monday.", When("Monday", "2031-05-12")),
        ("The fire destroyed 55 homes last year.", When("last year", "2030")),
        ("The fire destroyed 55 homes in April.", When("April", "2031-04")),
        ("In 2029, the fire destroyed 55 homes.", When("2029", "2029")),
        ("55 homes will be built by Friday.", When("Friday", "2031-05-16", "by")),
        ("55 homes will be built next month.", When("next month", "2031-06")),
        ("55 homes have been built since 2029.", When("2029", "2029", "since")),
        ("An estimated 55 demonstrators gathered on Saturday.", When("Saturday", "2031-05-10")),
        ("The fire destroyed 55 homes.", None),
    ],
)
def test_when(sentence: str, when: When | None) -> None:
    assert figure(sentence).when == when


def test_without_a_date_of_the_article_a_relative_date_keeps_its_wording() -> None:
    (claim,) = figures("The fire destroyed 55 homes last year.", published=None)
    assert claim.when == When("last year", None)


@pytest.mark.parametrize(
    ("opening", "iso"),
    [
        ("The June 2030 treaty ended the war.", "2030-06"),
        ("The treaty of June 2030 ended the war.", "2030-06"),
        ("Luria and Harva signed a treaty on 9 April 2030.", "2030-04-09"),
        ("Luria and Harva signed a treaty.", None),
    ],
)
def test_a_date_by_an_event_is_that_of_the_event(opening: str, iso: str | None) -> None:
    (claim,) = figures(f"{opening}\nSince this treaty, 55 prisoners have been released.")
    assert claim.when == When("Since this treaty", iso, "since")


@pytest.mark.parametrize(
    ("sentence", "further"),
    [
        ("A further 5,000 soldiers were sent to Selm.", True),
        ("An additional 5,000 soldiers were sent to Selm.", True),
        ("Another 5,000 soldiers were sent to Selm.", False),  # nothing of the kind was counted before
        ("5,000 more soldiers were sent to Selm.", True),
        ("More than 5,000 soldiers were sent to Selm.", False),
        ("5,000 soldiers were sent further north.", False),
    ],
)
def test_further(sentence: str, further: bool) -> None:
    claim = figure(sentence)
    assert (claim.low, claim.further) == (5000, further)


def test_another_comes_on_top_where_its_like_was_counted_before() -> None:
    first, second = figures("Ten people were injured in Vell.\nAnother five people were injured in Skarn.")
    assert (first.low, first.further) == (10, False)
    assert (second.low, second.further) == (5, True)


def test_a_part_of_a_whole() -> None:
    part, whole = figures("Three of the 12 sailors drowned.")
    assert (part.text, part.low, part.share, part.thing) == ("Three of the 12 sailors", 3, True, "sailor")
    assert (whole.low, whole.share) == (12, False)


def test_two_figures_with_an_action_each() -> None:
    killed, hurt = figures("The blast killed six miners and injured 11 others.")
    assert (killed.low, [*map(action_class, killed.actions)]) == (6, ["kill"])
    assert (hurt.low, [*map(action_class, hurt.actions)], hurt.thing) == (11, ["wound"], "person")


def test_two_figures_that_share_an_action() -> None:
    soldiers, whole, civilians = figures("Two soldiers and five civilians died.")
    assert (whole.text, whole.low, whole.thing) == ("Two soldiers and five civilians", 7, "person")
    assert (soldiers.low, soldiers.thing, soldiers.actions) == (2, "soldier", ("die",))
    assert (civilians.low, civilians.thing, civilians.actions) == (5, "civilian", ("die",))


@pytest.mark.parametrize(
    ("sentence", "modifiers"),
    [
        ("The army sent 800 North Harvan soldiers to the border.", ("north", "harvan")),
        ("The army fired 12 ballistic missiles.", ("ballistic",)),
        ("Thirty boats sank.", ()),
        ("A further 30 boats sank.", ()),
    ],
)
def test_the_words_that_narrow_the_thing(sentence: str, modifiers: tuple[str, ...]) -> None:
    assert figure(sentence).modifiers == modifiers


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Buses on Route 66 were cancelled.", 66),
        ("Traffic on Highway 9 was stopped.", 9),
        ("Flight 212 was cancelled.", 212),
        ("Vell beat Skarn 3-1 on Sunday.", 3),
        ("Vell beat Skarn 3-1 on Sunday.", 1),
        ("The talks began on 3 March 2030.", 3),
        ("The talks began on 3 March 2030.", 2030),
        ("The treaty of 9 April 2030 ended the war.", 9),
        ("In 2029 the port was closed.", 2029),
        ("The 2028 election was cancelled.", 2028),
        ("The band was popular in the 1990s.", 1990),
        ("The train left at 10:45 p.m. from Vell.", 10),
        ("The train left at 10.45 p.m. from Vell.", 10.45),
        ("The shop opens at 9 a.m. on weekdays.", 9),
        ("14.30  Parents are asking for news.", 14.3),
        ("The siege began at 6 o'clock.", 6),
        ("Two coaches overturned shortly before seven.", 7),
        ("The doors opened at seven and closed at nine.", 7),
        ("By ten, 300 people had gathered outside.", 10),
        ("The court cited Article 12 of the treaty.", 12),
        ("The 21st regiment left the town.", 21),
        ("The F16 crashed near Vell.", 16),
        ("Readers can call 555-0148.", 555),
        ("He lives at 14 Mill Lane.", 14),
        ("No one was hurt in the fire.", 1),
        ("They helped one another.", 1),
        ("Around 2029 or 2030, the port was closed.", 2029),
        ("10. The port of Vell was closed.", 10),
        ("He drives a Formula One car in Vell.", 1),
        ("The league of the Grand Ten plays on Monday.", 10),
        ("Version 3.2 of the program was withdrawn.", 3.2),
        ("The Corsair 14 deal was cancelled.", 14),
        ("The Dree 500 index fell on Monday.", 500),
        ("He wore the No. 7 shirt for Vell.", 7),
        ("The shop closes at 10pm on Sundays.", 10),
        ("The siege began on Nov. 3.", 3),
        ("The 2030-31 season was cancelled.", 2030),
        ("Sales of 40,000 were reported in 2030, when the port was closed.", 2030),
        ("The top three go through to the final.", 3),
        ("A blue car followed each one through the town.", 1),
        ("Skarn lost 1-3 to Vell.", 3),
        ("A shell landed near the COVID -19 ward.", 19),
    ],
)
def test_a_number_that_counts_nothing(sentence: str, number: float) -> None:
    assert number not in [bound for claim in figures(sentence) for bound in (claim.low, claim.high)]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The plant employs 911 people.", 911),
        ("It rained 9 mm on Monday.", 9),
        ("Customs seized 12 rifles.", 12),
        ("The line was used by 780-1000 people a day.", 780),
        ("Police put the number of dead at seven.", 7),
    ],
)
def test_a_number_that_only_looks_as_if_it_counted_nothing(sentence: str, number: float) -> None:
    assert number in [claim.low for claim in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Write that 9,000 people were evacuated.", State.POSSIBLE),
        ("Assistants must answer that 9,000 people were evacuated.", State.POSSIBLE),
        ("Imagine that 9,000 people were evacuated.", State.POSSIBLE),
        ("Remember that 9,000 people were evacuated.", State.HAPPENED),
        ("Police say that 9,000 people were evacuated.", State.HAPPENED),
    ],
)
def test_what_one_is_told_to_say_is_not_stated(sentence: str, state: State) -> None:
    assert figure(sentence).state is state


@pytest.mark.parametrize(
    ("sentence", "number", "actions"),
    [
        ("He was killed while at home with two other teenagers.", 2, ()),
        ("Five people are dead after a crash and two fires.", 2, ()),
        ("A woman was killed along with her two daughters.", 2, ("kill",)),
    ],
)
def test_nothing_befell_what_only_stands_beside(sentence: str, number: float, actions: tuple[str, ...]) -> None:
    (found,) = [claim for claim in figures(sentence) if claim.low == number]
    assert found.actions == actions


@pytest.mark.parametrize(
    ("sentence", "words", "value", "unit", "thing"),
    [
        (
            "He was sentenced to four years and nine months in prison.",
            "four years and nine months",
            4.75,
            "year",
            "year",
        ),
        ("The crossing took 6 h 45 min.", "6 h 45 min", 6.75, "hour", "min"),
        ("The siege lasted for an hour and a half.", "an hour and a half", 1.5, "hour", "hour"),
        ("The siege lasted almost two hours and 30 minutes.", "almost two hours and 30 minutes", 2.5, "hour", "hour"),
        ("The calf was two years and three months old.", "two years and three months old", 2.25, "year", "age"),
        ("A four-and-a-half-year ban was imposed.", "A four-and-a-half-year", 4.5, "year", "year"),
        ("The ferry left at 6:52 and took 40 minutes.", "40 minutes", 40, "minute", "minute"),
        ("The ferry left on 3 May 2031 and took 40 minutes.", "40 minutes", 40, "minute", "minute"),
    ],
)
def test_a_duration_is_one_figure(sentence: str, words: str, value: float, unit: str, thing: str) -> None:
    claim = figure(sentence)
    assert (claim.text, claim.unit, claim.thing) == (words, unit, thing)
    assert claim.low == claim.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("A 4-year girl sang.", "age"),
        ("The 8-Year-Old sang.", "age"),
        ("The choir has a singer aged 8 years.", "age"),
        ("The 30-year employee sang.", "year"),
        ("The 4-year contract was signed.", "year"),
    ],
)
def test_years_before_the_young_are_an_age(sentence: str, thing: str) -> None:
    assert figure(sentence).thing == thing


@pytest.mark.parametrize(
    ("sentence", "age"),
    [
        ("The pupils, the youngest of whom is 16, were questioned.", 16),
        ("The oldest of the passengers was 81.", 81),
        ("The last to leave was a teacher of 34.", 34),
        ("They rescued a crew of 34.", None),
        ("He is a father of 19.", None),
        ("The oldest bridge is 34 metres long.", None),
    ],
)
def test_a_bare_number_that_is_an_age(sentence: str, age: float | None) -> None:
    assert [claim.low for claim in figures(sentence) if claim.thing == "age"] == ([age] if age else [])


@pytest.mark.parametrize(
    ("sentence", "sums"),
    [
        ("The cost, 540 million crowns at first, was put at 705 million.", [540e6, 705e6]),
        ("The firm lost 540 million crowns and has 5 million users.", [540e6]),
        ("Seen by 2 million, the film cost 540 million crowns.", [540e6]),
    ],
)
def test_bare_millions_are_of_the_currency_before_them(sentence: str, sums: list[float]) -> None:
    assert [claim.low for claim in figures(sentence) if claim.unit == "crown"] == sums


def test_a_number_with_a_quarter_is_one() -> None:
    assert [(c.text, c.low) for c in figures("The rate rose to five and a quarter per cent.")] == [
        ("five and a quarter per cent", 5.25)
    ]
