"""What questions ask for, as people word them: in notes, in a roundabout way, without a question word, politely."""

from __future__ import annotations

import pytest

from rag import QuestionKind, understand

COUNT, AMOUNT, SHARE, MEASURE = QuestionKind.COUNT, QuestionKind.AMOUNT, QuestionKind.SHARE, QuestionKind.MEASURE

KINDS = {
    QuestionKind.COUNT: """What casualties does the militia admit?
        What losses did the navy suffer in the battle?
        What was the loss of sheep in the blizzard?
        injured coach crash Belmond
        arrests after the derby
        avalanche deaths Tollow
        number of drivers who refused the breath test
        How big is the crew of the ferry?
        How large was the crowd that gathered at the gate?
        size of the delegation at the summit
        goats stuck on the ledge, how many?
        workforce of the shipyard?
        By how many goals did the visitors win?
        How many working days were lost?""",
    QuestionKind.AMOUNT: """What is the price tag of the stadium?
        price paid for the painting
        ticket price open-air opera
        How many billions did the merger cost?
        estimated damage in euros
        How many dollars did the widow get?
        How many pounds was the driver fined?
        What do the pickers earn per hour?
        What does the ferry company charge for a car?
        What did the storm damage amount to?
        What sum did the kidnappers want?
        How much state aid do the fishermen get?
        How much more expensive will milk be?
        What losses did the bank post last year?
        How big is the fund for the victims?
        the airline's contribution to the rescue?
        How much is a season ticket?
        What will the cost of the tunnel be?
        What is the mayor's salary?""",
    QuestionKind.SHARE: """share of homes in Tollow without heating
        How much of the vineyard was lost?
        How much of the fare is paid back?
        By how much did rents go up?
        By what percentage are fees rising?
        How big a pay rise did the nurses get?
        How effective is the new vaccine?
        How likely is another eruption?
        turnout in the referendum
        What were the odds of a win?
        With what pay demand do the drivers go into the talks?
        How many per cent of the pupils failed?""",
    QuestionKind.MEASURE: """magnitude of the Tollow quake
        wingspan of the eagle
        highest temperature in Brenn this week
        By how many metres did the lake fall?
        How many hectares of heath burned?
        How many km of road were washed away?
        How many weeks was the pass closed?
        How much oil leaked from the wreck?
        How much does the statue weigh?
        How much farmland will be flooded?
        How much time do the divers have?
        How much longer will the repairs take?
        How much higher is the new dam?
        How far off the coast is the wreck?
        What is the age limit for the race?
        What quantity of grain was shipped?
        What was the response time of the ambulance?
        How strong was the earthquake?
        How big was the wheat harvest?
        How frequently does the bus run?""",
    QuestionKind.WHEN: """date of the by-election
        truce in Brenn - from which day?
        curfew in Brenn until when
        deadline for bids
        At what hour did the siren sound?
        When do lectures start again?""",
    QuestionKind.WHERE: """At which factory were the toys made?
        In which prison is he held?
        On which motorway did the lorry overturn?
        Where do the stolen statues come from?
        location of the wreck
        talks held where?""",
    QuestionKind.WHO: """Which company bought the vineyard?
        Which newspaper broke the story?
        Which judge heard the case?
        What team won the cup?
        name of the arrested skipper
        Who is to blame for the delay?""",
    QuestionKind.CAUSE: """Where did the smell in the school come from?
        What is wrong with the lifts?
        What went wrong at the launch?
        On what grounds was the permit refused?
        What set the barn on fire?
        How did the fire start?
        How did the accident come about?
        What lies behind the rise in thefts?
        What sank the ferry?
        cause of the blackout
        reason for the delay""",
    QuestionKind.WHETHER: """Can residents drink the water?
        Has she resigned?
        did anyone survive the crash
        Anybody hurt in the blast?
        The minister has resigned?
        She stepped down?
        Whether the bridge is safe""",
    QuestionKind.OTHER: """What happened when the dam broke?
        What did the audience make of the play?
        What did the guard do when he saw who it was?
        What did the mayor pay tribute to?
        What is the 40-year-old accused of?
        Which way did the senator vote?
        What kind of boat sank?
        What injuries did the pilot suffer?
        Which law was broken?
        How did the thieves get in?
        the fare protest in Brenn
        row over pay in Brenn
        injured player of Vessel City""",
}


@pytest.mark.parametrize(
    ("question", "kind"), [(line.strip(), kind) for kind, lines in KINDS.items() for line in lines.split("\n")]
)
def test_kinds(question: str, kind: QuestionKind) -> None:
    assert understand(question).kind is kind


@pytest.mark.parametrize(
    ("question", "plain", "kind"),
    [
        ("Can you tell me how many divers were hurt?", "How many divers were hurt?", COUNT),
        ("could you please tell me what the bridge cost", "What the bridge cost", AMOUNT),
        ("Do you know whether the mayor resigned?", "Whether the mayor resigned?", QuestionKind.WHETHER),
        ("I'd like to know since when the pass is shut", "Since when the pass is shut", QuestionKind.WHEN),
        ("Any idea why the trains stopped?", "Why the trains stopped?", QuestionKind.CAUSE),
        ("Can you swim in the lake?", "Can you swim in the lake?", QuestionKind.WHETHER),
    ],
)
def test_a_polite_question_is_the_one_inside_it(question: str, plain: str, kind: QuestionKind) -> None:
    asked = understand(question)
    assert (asked.text, asked.kind) == (plain, kind)


@pytest.mark.parametrize(
    ("question", "units", "others"),
    [
        ("How long did the siege last?", {"day", "hour"}, {"km", "m"}),
        ("How long is the new tunnel, in kilometres?", {"km", "m"}, {"year", "hour"}),
        ("By how many metres did the lake fall?", {"m", "cm"}, {"%", "day"}),
        ("How many tonnes of ash came down?", {"tonne", "kg"}, {"m"}),
        ("How much oil leaked?", {"tonne", "litre"}, {"m", "USD"}),
        ("How much land was flooded?", {"hectare", "square kilometre"}, {"kg", "USD"}),
        ("How much does the bell weigh?", {"kg", "tonne"}, {"USD"}),
        ("How big was the catch?", {"tonne"}, {"USD", "m"}),
        ("magnitude Brenn quake", {"magnitude"}, {"m"}),
        ("What was the wingspan of the eagle?", {"m", "cm"}, {"day"}),
        ("How long was the road closed?", {"day", "hour"}, {"km"}),
        ("By how much did fares rise?", {"%", "EUR"}, {"m"}),
        ("What was the response time of the ambulance?", {"minute"}, {"m"}),
    ],
)
def test_units(question: str, units: set[str], others: set[str]) -> None:
    asked = understand(question).units
    assert units <= asked
    assert not others & asked


@pytest.mark.parametrize(
    ("question", "thing", "classes"),
    [
        ("What casualties does the militia report?", "people", {"casualty", "kill", "wound"}),
        ("What losses did the brigade suffer?", "people", {"casualty", "kill", "wound"}),
        ("What was the loss of sheep in the blizzard?", "sheep", {"lose", "kill"}),
        ("hikers rescued on the ridge, how many?", "hiker", {"rescue"}),
        ("How many miners had to leave the pit?", "miner", {"leave"}),
        ("number of villagers who had to leave their homes", "villager", {"leave"}),
        ("Is the firm going to close the mill?", "", {"close"}),
        ("Were the monitors allowed into the camp?", "", {"allow"}),
        ("Was the bank clerk Tove Ansgar convicted of fraud?", "", {"convict"}),
        ("how long did the harbour outage last", "", {"last"}),
        ("did acme stop making the old model", "", {"stop"}),
        ("How many ovens does the maker have to call back?", "oven", {"recall"}),
        ("How many families were given notice?", "family", {"evict"}),
        ("How many people had to get out because of the fire?", "people", {"leave"}),
    ],
)
def test_what_is_asked_to_have_happened(question: str, thing: str, classes: set[str]) -> None:
    asked = understand(question)
    assert (asked.thing, set(asked.action_classes)) == (thing, classes)


def test_what_is_going_to_happen_is_to_come() -> None:
    assert understand("How many miners are going to leave the pit?").planned
