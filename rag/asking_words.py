"""Nouns and verbs by what a question with them asks for: a sum, a head count, a share, a day, a place, a name."""

from __future__ import annotations

from index.lexicon import is_person

__all__ = [
    "CHANGES",
    "CHANGING",
    "DATES",
    "FORCES",
    "GROUPS",
    "HEADS",
    "MONEY",
    "PAYING",
    "PLACES",
    "PRICES",
    "SHARES",
    "SIZES",
    "STATES",
    "SUMS",
    "TALLIED",
    "TRACES",
    "is_sole_place",
    "names_somebody",
]

PRICES = frozenset(
    """price cost salary wage pay rent compensation ransom contribution donation payout turnover revenue profit
    income deficit surplus debt reward severance fee fare bail damages subsidy valuation earnings""".split()
)
"""Nouns that are a sum by themselves: in note form they ask for it ("price of the tunnel")."""
MONEY = PRICES | frozenset(
    """money cash funding tax pension budget bid offer fine loan bill worth value fund grant investment spending bonus
    sum pot purse deposit expense payment penalty dividend royalty premium stake savings proceeds takings wealth
    fortune""".split()
)
SUMS = frozenset("aid damage support relief help subsidy credit capital".split())
"""What "how much" asks for as a sum, and "what" as a thing."""
SHARES = frozenset(
    "turnout rate inflation unemployment majority efficacy likelihood probability chance odds vat".split()
)
HEADS = frozenset(
    "attendance crowd workforce population membership staff audience toll headcount readership ridership".split()
)
"""Nouns that are a number of people or things by themselves."""
GROUPS = HEADS | frozenset(
    """group army force team crew fleet family delegation protest march rally demonstration queue contingent garrison
    squad herd flock electorate following gang class garrison circle club congregation""".split()
)
"""What has a size in heads."""
TALLIED = frozenset("casualty fatality death injury victim arrest layoff redundancy case infection conviction".split())
"""What is told as a number: "what casualties", "arrests after the march"."""
FORCES = frozenset("army force navy troop side unit regiment brigade battalion enemy militia fleet rebel".split())
"""Whose losses are of people."""
STATES = frozenset(
    "dead killed injured wounded missing hurt homeless displaced arrested detained evacuated rescued infected".split()
)
DATES = frozenset(
    "time day date year month week weekday morning evening afternoon hour deadline season decade century".split()
)
PLACES = frozenset(
    """place city town village country state province region district county street building venue stadium hotel
    location island port site room hospital airport station address continent area part plant factory mill school
    college university prison court church mosque temple harbour harbor beach lake river mountain valley road bridge
    tunnel border coast forest farm mine quarry base camp shop store market mall restaurant bar club museum theatre
    theater hall house flat office laboratory lab warehouse depot dock pier square park garden field motorway highway
    junction suburb neighbourhood neighborhood quarter floor ward clinic works yard terminal spot whereabouts""".split()
)
_SOLE_PLACES = frozenset(
    """place city town village country state province region district county street venue location island continent
    building stadium hotel site room hospital airport station port address whereabouts""".split()
)
"""Places that "which" alone asks for; of the others "at which" or "in which" does."""
_BODIES = frozenset(
    """company firm team club party bank airline newspaper paper agency organisation organization charity contractor
    operator manufacturer maker publisher band union ministry brand studio supplier retailer insurer consortium
    broadcaster channel network group carmaker shipyard orchestra""".split()
)
_NOBODY = frozenset("people staff crew crowd family member majority victim male female twin recruit".split())
_NAMED = frozenset("name person president politician".split())
SIZES = frozenset("big large great high huge small low substantial hefty".split())
CHANGES = frozenset("rise increase cut drop fall discount lead reduction hike decline growth jump margin".split())
"""Nouns whose size is a share, or a sum where money moves."""
CHANGING = CHANGES | frozenset("demand claim freeze".split())
PAYING = frozenset("pay charge earn fetch owe spend fine bid donate cost invest pledge".split())
"""Verbs whose object "what" is a sum."""
TRACES = frozenset("smoke fume smell odour odor stench noise sound bang flame fire spark blaze leak hum rumble".split())
"""What comes from a cause rather than from a place."""


def names_somebody(noun: str) -> bool:
    """Say whether "which" with this noun asks for a name: of a person or of a body that acts."""
    return noun in _BODIES or noun in _NAMED or (is_person(noun) and noun not in _NOBODY)


def is_sole_place(noun: str) -> bool:
    """Say whether "which" with this noun asks for a place without a preposition."""
    return noun in _SOLE_PLACES
