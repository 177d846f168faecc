"""Follow-ups, made to stand alone."""

from __future__ import annotations

import pytest

from rag import Turn, resolve

KILLED = "How many people were killed when the bridge in Tollow collapsed?"
SENT = "How many soldiers were sent to Port Vane?"
MET = "Who did Tove Ansgar meet in Brenn?"


@pytest.mark.parametrize(
    ("earlier", "answer", "followup", "resolved"),
    [
        pytest.param(
            "How many people were killed in Tollow?",
            "",
            "And how many of them were injured?",
            "How many people were injured in Tollow?",
            id="of them, people",
        ),
        pytest.param(
            "How many people were killed in Tollow?", "", "And injured?", "How many people were injured in Tollow?",
            id="participle alone",
        ),
        pytest.param(
            KILLED,
            "",
            "How many of them were children?",
            "How many people were children when the bridge in Tollow collapsed?",
            id="of them, kind",
        ),
        pytest.param(
            SENT,
            "",
            "And how many of them were killed?",
            "How many of the soldiers sent to Port Vane were killed?",
            id="of them, what was done to them",
        ),
        pytest.param(
            SENT, "", "And to Obell?", "How many soldiers were sent to Obell?", id="another place, with its preposition"
        ),
        pytest.param(SENT, "", "What about Obell?", "How many soldiers were sent to Obell?", id="another place"),
        pytest.param(SENT, "", "What about drones?", "How many drones were sent to Port Vane?", id="another thing"),
        pytest.param(
            MET, "Rikard Sund. [1]", "When?", "When did Tove Ansgar meet Rikard Sund in Brenn?", id="when, of a patient"
        ),
        pytest.param(
            "Who met Rikard Sund in Brenn?", "Tove Ansgar. [1]", "When?",
            "When did Tove Ansgar meet Rikard Sund in Brenn?", id="when, of an agent",
        ),
        pytest.param(
            "How many people were killed in Tollow in 2025?", "", "And in 1976?",
            "How many people were killed in Tollow in 1976?", id="another year",
        ),
        pytest.param(
            "Who met Rikard Sund in Brenn?",
            "Tove Ansgar. [1]",
            "When did they meet?",
            "When did Rikard Sund and Tove Ansgar meet?",
            id="they",
        ),
        pytest.param(
            "Who won the race in Brenn?",
            "Ilse Marran. [1]",
            "Where does she live?",
            "Where does Ilse Marran live?",
            id="she is whom the answer names",
        ),
        pytest.param(
            "Who won the race in Brenn?",
            "Ilse Marran. [1]",
            "Who is her coach?",
            "Who is Ilse Marran's coach?",
            id="possessive",
        ),
        pytest.param(
            "When was Bruno Stratt arrested?",
            "June 2023. [1]",
            "Where was he arrested?",
            "Where was Bruno Stratt arrested?",
            id="he is whom the question names",
        ),
        pytest.param(
            SENT,
            "",
            "How many were killed there?",
            "How many of the soldiers sent to Port Vane were killed there?",
            id="there",
        ),
        pytest.param(
            "How many jobs will Grauwick Steel cut?",
            "",
            "Where?",
            "Where will Grauwick Steel cut the jobs?",
            id="where, of an object",
        ),
        pytest.param(
            "How many homes were damaged in Tollow?",
            "",
            "When?",
            "When were the homes damaged in Tollow?",
            id="when, of a passive",
        ),
    ],
)  # fmt: skip
def test_followup(earlier: str, answer: str, followup: str, resolved: str) -> None:
    assert resolve(followup, [Turn(earlier, answer)]) == resolved


def test_the_tense_of_the_new_question_fits() -> None:
    resolved = resolve("And how many are missing?", [Turn(KILLED)])
    assert resolved in (
        "How many people are missing since the bridge in Tollow collapsed?",
        "How many people are missing after the bridge in Tollow collapsed?",
        "How many people were missing when the bridge in Tollow collapsed?",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who did Tove Ansgar meet in Brenn?",
        "How many soldiers were sent to Port Vane?",
        "Did Ilse Marran win the race?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert resolve(question, [Turn("How many people were killed in Tollow?", "Seven people. [1]")]) == question


def test_without_earlier_turns_nothing_changes() -> None:
    assert resolve("  And how many of them   were killed? ", []) == "And how many of them were killed?"


def test_only_the_last_turn_counts() -> None:
    turns = [Turn("How many people were killed in Tollow?"), Turn(SENT)]
    assert resolve("And how many of them were killed?", turns) == (
        "How many of the soldiers sent to Port Vane were killed?"
    )


def test_a_resolved_followup_stands_alone() -> None:
    """What a follow-up becomes is a question that resolves to itself: the chain does not drift."""
    first = resolve("And how many of them were killed?", [Turn(SENT)])
    assert resolve(first, [Turn(KILLED)]) == first


def resolved(followup: str, *questions: str) -> str:
    return resolve(followup, [Turn(question) for question in questions])


BRIDGE = "Who built the Vall bridge?"
FERRIES = "Tell me about the history of ferries."
JOINED = "How many people joined the strike in Tollow?"


@pytest.mark.parametrize(
    ("earlier", "followup", "expected"),
    [
        (BRIDGE, "Why was it closed?", "Why was the Vall bridge closed?"),
        (BRIDGE, "What are its main dangers?", "What are the Vall bridge's main dangers?"),
        ("What caused the Tollow ferry strike?", "How long did it last?", "How long did the Tollow ferry strike last?"),
        ("What are fountain pens?", "How do I choose a new one?", "How do I choose a new fountain pen?"),
        (FERRIES, "What are important ones in Norvania?", "What are important ferries in Norvania?"),
        ("What was discussed in Norvania?", "Who was killed there?", "Who was killed in Norvania?"),
        ("What is the Tarn Herald's strike fund?", "Who manages the fund?",
         "Who manages the Tarn Herald's strike fund?"),
    ],
)  # fmt: skip
def test_pronouns_and_repeated_nouns_take_up_the_topic(earlier: str, followup: str, expected: str) -> None:
    assert resolved(followup, earlier) == expected


@pytest.mark.parametrize(
    ("earlier", "followup", "expected"),
    [
        ("What is scurvy?", "What are the symptoms?", "What are the symptoms of scurvy?"),
        ("What is scurvy?", "What are common treatments?", "What are common treatments for scurvy?"),
        (FERRIES, "How many types are there?", "How many types of ferries are there?"),
        (FERRIES, "Which is the fastest?", "Which is the fastest ferry?"),
        ("How is bread made?", "What is the role of yeast?", "What is the role of yeast in bread?"),
        ("What is soil erosion?", "What is the impact on farming?",
         "What is the impact of soil erosion on farming?"),
        ("How does the Vall bridge differ from the Obell bridge?", "Which is longer?",
         "Which is longer, the Vall bridge or the Obell bridge?"),
        ("What happened in the Tollow storm?", "What other storms were there?",
         "What other storms besides the Tollow storm were there?"),
        ("What should I see in Obell?", "Are there any museums?", "Are there any museums in Obell?"),
        ("How many people died in the Tollow flood?", "Was the mayor warned?",
         "Was the mayor in the Tollow flood warned?"),
        ("How many people died in the Tollow flood?", "And the captain?",
         "What about the captain in the Tollow flood?"),
    ],
)  # fmt: skip
def test_what_a_question_leaves_out_is_what_was_spoken_of(earlier: str, followup: str, expected: str) -> None:
    assert resolved(followup, earlier) == expected


@pytest.mark.parametrize(
    ("earlier", "followup", "expected"),
    [
        (JOINED, "What does the harbour office say?",
         "How many people joined the strike in Tollow, according to the harbour office?"),
        (f"{JOINED[:-1]} according to the union?", "And the police?",
         "How many people joined the strike in Tollow according to the police?"),
        (JOINED, "According to whom?", "How many people joined the strike in Tollow, according to whom?"),
        (JOINED, "Says who?", "How many people joined the strike in Tollow, according to whom?"),
        ("How many boats sank in Tollow?", "And how many ferries?", "How many ferries sank in Tollow?"),
        ("How many people were killed in Tollow in 2025?", "No, in 1976",
         "How many people were killed in Tollow in 1976?"),
        (JOINED, "No, I meant in Obell", "How many people joined the strike in Obell?"),
        (SENT, "only from Norland", "How many soldiers were sent to Port Vane from Norland?"),
    ],
)  # fmt: skip
def test_other_speakers_corrections_and_narrowing(earlier: str, followup: str, expected: str) -> None:
    assert resolved(followup, earlier) == expected


def test_a_changed_question_reads_as_one_that_begins_a_conversation() -> None:
    assert resolved("and how often was it closed", BRIDGE) == "How often was the Vall bridge closed?"
    assert resolved("and the second one?", "When was the Obell regatta held?") == "What about the second Obell regatta?"
    assert resolved("Tell me more about it.", BRIDGE) == "Tell me more about the Vall bridge."


def test_the_topic_stays_until_another_is_brought_up_and_can_be_returned_to() -> None:
    assert resolved("How is it treated?", "What is scurvy?", "What are the symptoms?") == "How is scurvy treated?"
    assert resolved("Who invented it?", BRIDGE, "What is chess?") == "Who invented chess?"
    assert resolved("How long is the bridge?", BRIDGE, "What is chess?", "Who invented it?") == (
        "How long is the Vall bridge?"
    )


def test_an_answer_tells_the_whole_name_and_who_it_was() -> None:
    fund = Turn("Who runs the strike fund?", "Ilse Marran of the Norvanian Ferry Council. [1]")
    assert resolve("When was the Council founded?", [fund]) == "When was the Norvanian Ferry Council founded?"
    race = Turn("Who won the vote in Brenn?", "Ilse Marran. [1]")
    assert resolve("By how much?", [race]) == "By how much did Ilse Marran win the vote in Brenn?"


@pytest.mark.parametrize(
    "question",
    [
        "Is it possible to swim in Brenn?",
        "How long does it take to learn Norvanian?",
        "What is a ferry and how does it float?",
        "Did Norland close its embassy in Obell?",
        "Of course I knew it. Thanks!",
        "What is chess?",
        "The ferry, when does it sail?",
        "Will the rain make it to the valley?",
    ],
)
def test_it_may_refer_to_nothing_or_to_the_question_itself(question: str) -> None:
    assert resolved(question, BRIDGE) == question


@pytest.mark.parametrize(
    "odd", ["", "?", "...", "🙂", "it", "And?", "the", "What about", "你好吗?", "“”", "why " * 60, "a " * 5000]
)
@pytest.mark.parametrize("earlier", ["", "🙂", "?", "it?", "And?", "a " * 3000, BRIDGE])
def test_odd_input_is_no_error(odd: str, earlier: str) -> None:
    assert isinstance(resolve(odd, [Turn(earlier, "b " * 3000)]), str)


def test_a_long_conversation_is_looked_back_on_in_part() -> None:
    turns = [Turn(BRIDGE), *[Turn("What is chess?")] * 500]
    assert resolve("Who invented it?", turns) == "Who invented chess?"


@pytest.mark.parametrize(
    ("earlier", "followup", "resolved"),
    [
        (
            ["Who won the regatta in Tollow?"],
            "With how many points?",
            "With how many points, regarding the regatta in Tollow?",
        ),
        (
            ["How did the council of Brenn vote on the harbour plan?"],
            "Who was against?",
            "Who was against, regarding the council of Brenn?",
        ),
        (["What is the Tollow regatta?"], "Any records?", "Any records, regarding the Tollow regatta?"),
    ],
)
def test_what_was_asked_about_is_carried_on(earlier: list[str], followup: str, resolved: str) -> None:
    assert resolve(followup, [Turn(question) for question in earlier]) == resolved


@pytest.mark.parametrize(
    ("earlier", "followup", "resolved"),
    [
        (
            "How many workers joined the strike in Tollow?",
            "And the union?",
            "How many workers joined the strike in Tollow, according to the union?",
        ),
        ("Which side left the talks in Brenn?", "When?", "When did the side leave the talks in Brenn?"),
        ("When did the dam collapse?", "Who owns it?", "Who owns the dam?"),
        ("When did the dam collapse?", "What time?", "At what time did the dam collapse?"),
        ("Where did Tove Ansgar live?", "how come?", "Why did Tove Ansgar live?"),
        (
            "How many people were injured in the storm?",
            "And homes?",
            "How many homes were damaged in the storm?",
        ),
        ("How long will it work?", "What about Kestrel-4?", "How long will it work, for Kestrel-4?"),
        ("How many people died in the fire?", "How many fled?", "How many people fled in the fire?"),
        (
            "With how many seats, regarding the election in Brenn?",
            "And the Harbour League?",
            "With how many seats, regarding the election in Brenn, for the Harbour League?",
        ),
        (
            "How large is the founder's stake in Grauwick Steel?",
            "And Norland's?",
            "How large is Norland's stake in Grauwick Steel?",
        ),
        ("Where was the first race held?", "And the last one?", "Where was the last race held?"),
        (
            "Who was the judge in the ferry trial?",
            "No, the one at the High Court",
            "Who was the judge at the High Court in the ferry trial?",
        ),
        (
            "What is the deficit of Brenn?",
            "I mean the fiscal year.",
            "What is the deficit of Brenn in the fiscal year?",
        ),
        (
            "What does Tove Ansgar say about the strike?",
            "And the mayor?",
            "What does the mayor say about the strike?",
        ),
        ("How much does Kestrel-4 weigh?", "And the rocket alone?", "How much does the rocket of Kestrel-4 weigh?"),
        ("When was Kestrel-4 launched?", "Why so late?", "Why was Kestrel-4 launched so late?"),
        (
            "How many people died after the Tollow fair?",
            "How old were they?",
            "How old were the people who died after the Tollow fair?",
        ),
        (
            "How many soldiers were sent to Port Vane?",
            "When did they leave?",
            "When did the soldiers sent to Port Vane leave?",
        ),
    ],
)  # fmt: skip
def test_a_fragment_stands_for_a_part_of_the_question_before(earlier: str, followup: str, resolved: str) -> None:
    assert resolve(followup, [Turn(earlier)]) == resolved


def test_a_phrase_before_its_question_is_put_into_it() -> None:
    turns = [Turn("How many jobs will Grauwick Steel cut?")]
    assert resolve("And the works council - when did it meet?", turns) == "When did the works council meet?"


def test_he_is_no_body_and_nobody_whom_a_quote_names() -> None:
    bank = Turn("How much money did the Brenn Savings Bank lose?", "47 million euros. [1]")
    assert resolve("When was he arrested?", [bank]).startswith("When was he arrested")
    quoted = Turn("What sentence did Bruno Stratt get?", "“Stratt got six years in Obell from judge Ilse Marran.” [1]")
    assert resolve("Did he appeal?", [quoted]) == "Did Bruno Stratt appeal?"


@pytest.mark.parametrize(
    ("earlier", "followup", "expected"),
    [
        pytest.param(
            ["Why did Ansgar choose the old stadium?", "What were her reasons?"], "Is it still used?",
            "Is the old stadium still used?", id="who was she is not it",
        ),
        pytest.param(
            ["Tell me about the night market."], "Are there inns or bars where I can see it?",
            "Are there inns or bars where I can see the night market?", id="plural nouns are not it",
        ),
        pytest.param(
            ["Who are the well-known ferry builders?"], "Who are some Norvanian ones?",
            "Who are some Norvanian ferry builders?", id="ones are of the kind, not as well-known",
        ),
        pytest.param(
            ["How do you clean a ferry engine?", "What does an electric ferry engine do?"], "How could it be broken?",
            "How could an electric ferry engine be broken?", id="as the last question called it",
        ),
        pytest.param(
            ["What does the Ferry Pact say?"], "Is Norland a member?", "Is Norland a member of the Ferry Pact?",
            id="a member of something",
        ),
        pytest.param(
            ["Which is the largest ferry in the world?"], "And in Norland?", "Which is the largest ferry in Norland?",
            id="a place in the stead of the world",
        ),
        pytest.param(
            ["How much does a used Vellmar engine cost?"], "Is it loud?", "Is a used Vellmar engine loud?",
            id="a verb at the end of a question is no noun",
        ),
    ],
)  # fmt: skip
def test_what_it_and_one_stand_for(earlier: list[str], followup: str, expected: str) -> None:
    assert resolved(followup, *earlier) == expected


def test_a_definite_phrase_takes_the_words_of_the_answer() -> None:
    told = "Farmers along the coast use several ways. The coastal dykes hold back most floods."
    floods = Turn("How are floods held back?", told)
    assert resolve("How old are these dykes?", [floods]) == "How old are the coastal dykes?"


def test_she_is_whom_a_long_answer_tells_of() -> None:
    told = (
        "Tove Ansgar was voted keeper of the year by three papers. Ansgar has kept goal for the harbour side since she "
        "was sixteen, and the town has named a stand after her, a square and the ferry that crosses the bay in summer."
    )
    keeper = Turn("Who is the best keeper in the league?", told)
    assert resolve("What is she known for?", [keeper]) == "What is Tove Ansgar known for?"


WON = Turn("Who won the Harbour Cup?", "Tollow Rowers. [1]")


@pytest.mark.parametrize(
    ("turn", "followup", "expected"),
    [
        pytest.param(WON, "Who was their captain?", "Who was Tollow Rowers' captain?", id="they are who won"),
        pytest.param(Turn("Who are the people who drowned in Vall?"), "Were they warned?",
                     "Were the people who drowned in Vall warned?", id="they are still those of the question before"),
        pytest.param(Turn("Why were the people who marched in Vall singing?"), "Were any of them arrested?",
                     "Were any of the people who marched in Vall arrested?", id="and not what they did next"),
        pytest.param(Turn("What made people ill at the Harbour Fair in London?"), "Who sold them?",
                     "Who sold them at the Harbour Fair?", id="a fair is not them"),
        pytest.param(Turn("How many seats did Ilse Marran lose?"), "And the Harbour Bloc?",
                     "How many seats did the Harbour Bloc lose?", id="a name keeps its article"),
        pytest.param(Turn("When was the ferry race called off?"), "Why was that?",
                     "Why was the ferry race called off?", id="why was that"),
        pytest.param(Turn("Who called off the ferry race?"), "What did the union say about this?",
                     "What did the union say about the ferry race?", id="about this"),
        pytest.param(Turn("Is the ferry in the dry dock?"), "Who says it isn't?",
                     "Who says the ferry isn't in the dry dock?", id="it isn't what was asked"),
        pytest.param(Turn("Did Norland sign the pact?"), "Who says that it did?",
                     "Who says Norland did sign the pact?", id="it did what was asked"),
    ],
)  # fmt: skip
def test_they_are_people_and_what_is_denied_is_said(turn: Turn, followup: str, expected: str) -> None:
    assert resolve(followup, [turn]) == expected


def test_a_name_behind_the_is_nobody() -> None:
    assert "Fair" not in resolve("Has he been charged?", [Turn("Who sold the Harbour Fair?")]).split(" been ")[0]
