"""What sort of answer a question asks for."""

from __future__ import annotations

import pytest

from rag import QuestionKind, understand

KINDS = {
    QuestionKind.COUNT: """How many miners were rescued?
        What was the number of residents who had to leave?
        number of carriages that overturned in the accident
        What was attendance at the fair?
        What is the size of the firm's workforce?
        death toll of the landslide
        Obell harbour fire 3 May 2031 number of people hurt
        troops sent?""",
    QuestionKind.AMOUNT: """How much did the bridge cost?
        How big is the city's budget for next year?
        What deficit has the county run up?
        How much prize money did the winners receive?
        What fare does the bus company ask for?""",
    QuestionKind.SHARE: """What share of the homes was insured?
        What was turnout in the election?
        What percentage of the crew are conscripts?""",
    QuestionKind.MEASURE: """How high did the river rise?
        How long did the strike last?
        How fast was the train going?
        What is the speed limit on the bend?
        What is the weight of the satellite?
        How often has the launch been put off?
        How many times did the champion win?""",
    QuestionKind.WHEN: """When did the talks end?
        On what date was the hearing?
        Until what day will the strike go on?
        Which year did the mine open?
        How long ago did the dam break?""",
    QuestionKind.WHERE: """Where did the drone come down?
        In which town was the summit held?
        Near which place did the fire break out?""",
    QuestionKind.WHO: """Who presided over the trial?
        To whom was the prize given?
        What is the name of the minister's lawyer?
        Which minister resigned?""",
    QuestionKind.CAUSE: """Why did the dyke break?
        What started the fire?
        What led to the collapse of the bank?
        For what reason was the match called off?
        How come the trains stopped?
        What was the cause of the blackout?
        What made the minister resign?""",
    QuestionKind.WHETHER: """Was the director convicted?
        Did the union accept the offer or not?
        After the vote, was the mayor replaced?
        Has the minister who signed the order resigned?""",
    QuestionKind.OTHER: """How did the final end?
        What was the result of the vote?
        What became of the pilot?
        Which side walked out?
        What started on Monday?
        Did the court convict or acquit her?
        What made the headlines?""",
}


@pytest.mark.parametrize(
    ("question", "kind"), [(line.strip(), kind) for kind, lines in KINDS.items() for line in lines.split("\n")]
)
def test_kinds(question: str, kind: QuestionKind) -> None:
    assert understand(question).kind is kind


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("How high did the river rise?", {"m", "km"}),
        ("How long did the strike last?", {"day", "hour"}),
        ("What did the bridge cost?", {"USD", "EUR"}),
        ("What was turnout?", {"%"}),
    ],
)
def test_the_units_of_an_answer(question: str, units: set[str]) -> None:
    assert units <= understand(question).units


@pytest.mark.parametrize("question", ["How old is the mayor?", "How many miners were rescued?", "Why?"])
def test_what_is_no_measure_has_no_units(question: str) -> None:
    assert understand(question).units == frozenset()
