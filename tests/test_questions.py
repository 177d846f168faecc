"""Questions, read: the kind of answer, the thing counted, the action, names, dates, and what cannot be asked."""

from __future__ import annotations

import pytest

from index import UsageError, When
from rag import QuestionKind, understand
from rag.questions import LONGEST


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How many miners were rescued at Tollow?", QuestionKind.COUNT),
        ("What is the death toll of the flood in Tollow?", QuestionKind.COUNT),
        ("How much oil was spilled off Cape Dunning?", QuestionKind.MEASURE),
        ("How much did the Vall bridge cost?", QuestionKind.AMOUNT),
        ("What did the Vall bridge cost?", QuestionKind.AMOUNT),
        ("How much money was stolen in Tollow?", QuestionKind.AMOUNT),
        ("How much prize money will Vessel City receive?", QuestionKind.AMOUNT),
        ("What share of the voters chose Nadia Carrow?", QuestionKind.SHARE),
        ("What percentage of the homes lost power?", QuestionKind.SHARE),
        ("Which proportion of the pupils was ill?", QuestionKind.SHARE),
        ("Who met Rikard Sund in Brenn?", QuestionKind.WHO),
        ("With whom did Rikard Sund meet?", QuestionKind.WHO),
        ("Where did Rikard Sund meet Tove Ansgar?", QuestionKind.WHERE),
        ("In Brenn, when did Rikard Sund meet Tove Ansgar?", QuestionKind.WHEN),
        ("When did the Vall bridge open?", QuestionKind.WHEN),
        ("Did Tove Ansgar resign?", QuestionKind.WHETHER),
        ("Why was the bridge closed?", QuestionKind.CAUSE),
        ("What did Tove Ansgar say when she resigned?", QuestionKind.OTHER),
    ],
)
def test_kind(text: str, kind: QuestionKind) -> None:
    assert understand(text).kind is kind


@pytest.mark.parametrize(
    ("text", "thing", "noun", "modifiers"),
    [
        ("How many soldiers were sent to Tollow?", "soldier", "soldiers", ()),
        ("How many Tavronian soldiers were sent to Tollow?", "soldier", "Tavronian soldiers", ("tavronian",)),
        ("How many ballistic missiles were fired at Tollow?", "missile", "ballistic missiles", ("ballistic",)),
        ("How many of the soldiers were killed?", "soldier", "soldiers", ()),
        ("What is the death toll of the flood?", "", "", ()),
        ("How many lives did the avalanche claim?", "people", "lives", ()),
        ("Who met Rikard Sund?", "", "", ()),
    ],
)
def test_what_is_counted(text: str, thing: str, noun: str, modifiers: tuple[str, ...]) -> None:
    asked = understand(text)
    assert (asked.thing, asked.noun, asked.modifiers) == (thing, noun, modifiers)


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("How many people were killed in Tollow?", {"kill"}),
        ("How many deaths were there in Tollow?", {"kill"}),
        ("What is the death toll of the flood?", {"kill"}),
        ("How many people took part in the march?", {"attend"}),
        ("How many people were evacuated from Tollow?", {"evacuate"}),
        ("How many soldiers were deployed to Tollow?", {"send"}),
        ("How many people were missing after the landslide?", {"miss"}),
        ("When did the bridge collapse?", {"collapse"}),
        ("Who met Rikard Sund in Brenn?", {"meet"}),
        ("How many people were killed or injured in Tollow?", {"kill", "wound"}),
        ("How much was Bruno Stratt fined?", {"fine"}),
        ("How many jobs will Grauwick Steel cut?", {"cut"}),
        ("How many protesters were arrested in Kessel?", {"arrest"}),
        ("How many years was Bruno Stratt sentenced to?", {"sentence"}),
        ("How many lives did the avalanche claim?", {"kill"}),
        ("How many lives did the storm cost?", {"kill"}),
        ("How many victims did the quake claim?", {"kill"}),
        ("How many lives did the lifeboat save?", {"rescue"}),
        ("How many seats did the party claim?", {"claim"}),
    ],
)
def test_action(text: str, classes: set[str]) -> None:
    assert understand(text).action_classes == classes


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Who met Rikard Sund in Brenn?", "agent"),
        ("Who did Rikard Sund meet in Brenn?", "patient"),
        ("Who was arrested in Brenn?", "patient"),
        ("By whom was Rikard Sund arrested?", "agent"),
        ("When was Rikard Sund arrested?", ""),
    ],
)
def test_role(text: str, role: str) -> None:
    assert understand(text).role == role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who did Tove Ansgar meet in Brenn?", ("Tove Ansgar", "Brenn")),
        ("How many people were killed?", ()),
        ("How many Tavronian soldiers were sent to Port Vane?", ("Tavronian", "Port Vane")),
        ("Did Minister Tove Ansgar resign?", ("Tove Ansgar",)),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert understand(text).names == names


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("How many soldiers were sent to Tollow last year?", When("last year", "2024")),
        ("How many people were killed in Tollow in 2019?", When("2019", "2019")),
        ("Who met Tove Ansgar on 3 May 2023?", When("3 May 2023", "2023-05-03")),
        # 12 July 2025 is a Saturday, so the last Friday is the day before.
        ("Who met Tove Ansgar on Friday?", When("Friday", "2025-07-11")),
        ("Who met Tove Ansgar yesterday?", When("yesterday", "2025-07-11")),
        ("Who met Tove Ansgar?", None),
    ],
)
def test_date_is_resolved_against_today(text: str, when: When | None) -> None:
    assert understand(text, today="2025-07-12").when == when


def test_relative_date_without_today_is_open() -> None:
    assert understand("How many soldiers were sent to Tollow last year?").when is None


@pytest.mark.parametrize(
    ("text", "further", "planned"),
    [
        ("How many soldiers were sent to Tollow?", False, False),
        ("How many additional soldiers were sent to Tollow?", True, False),
        ("How many further soldiers will be sent to Tollow?", True, True),
        ("How many towns with more than 100 houses were flooded?", False, False),
        ("How many soldiers will be sent to Tollow?", False, True),
    ],
)
def test_further_and_planned(text: str, further: bool, planned: bool) -> None:
    asked = understand(text)
    assert (asked.further, asked.planned) == (further, planned)


def test_content_is_the_words_that_matter() -> None:
    asked = understand("How many people were injured when the bridge in Tollow collapsed?")
    assert asked.content == ("people", "injure", "bridge", "tollow", "collapse")


def test_white_space_is_folded() -> None:
    assert understand("  Who   met\nTove  Ansgar? ").text == "Who met Tove Ansgar?"


@pytest.mark.parametrize("text", ["", "   ", "?", " \n?! "])
def test_empty_question(text: str) -> None:
    with pytest.raises(UsageError, match=r"^the question is empty$"):
        understand(text)


def test_longest_question() -> None:
    longest = ("Who met Tove Ansgar? " * 50)[:LONGEST].strip().ljust(LONGEST, "x")
    assert len(understand(longest).text) == LONGEST
    with pytest.raises(UsageError, match=r"^the question has 1001 characters; 1000 is the most$"):
        understand(longest + "x")


def test_what_asks_is_no_part_of_the_noun() -> None:
    assert understand("How many more soldiers are on their way?").noun == "soldiers"
    assert understand("How many armed soldiers are on their way?").noun == "armed soldiers"
