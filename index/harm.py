"""Classes of words for what befalls people: language data, with no subject of its own."""

from __future__ import annotations

__all__ = [
    "BEFALLING",
    "BODIES",
    "CARE_VERBS",
    "FATAL",
    "FINDING",
    "GROUPS",
    "HARMS",
    "HOSPITALS",
    "ILLNESSES",
    "INJURIES",
    "MEDICS",
    "PERILS",
    "STATES",
    "STATES_OF_HEALTH",
    "STRIKES",
    "SUCCUMBING",
    "SUSPECTS",
    "UNSETTLED",
]

HARMS = frozenset({"shoot", "stab", "graze", "maul", "trample"})
"""Action classes that leave their patients hurt, or dead: which, another sentence tells."""
BEFALLING = HARMS | frozenset(
    "kill wound casualty miss arrest rescue evacuate displace hospitalise infect lay_off destroy cancel".split()
)
"""Action classes whose patient a count is of, whatever the main verb says of them besides."""
PERILS = HARMS | frozenset("wound attack crash burn collapse explode kill".split())
"""Action classes of news in which those who are taken to a hospital are hurt and not ill."""
ILLNESSES = frozenset("infection outbreak virus disease illness sicken infect epidemic poisoning".split())
"""Words of news in which they are ill."""
STRIKES = frozenset({"strike", "hit"})
"""Verbs that hurt people where shots, blades or vehicles are told of."""
SUCCUMBING = frozenset("die perish drown suffocate succumb disappear vanish".split())
"""Verbs that befall their own subject."""
FATAL = frozenset({"fatally", "mortally", "fatal"})
INJURIES = frozenset({"injury", "wound", "gunshot", "burn", "fracture", "laceration"})
HOSPITALS = frozenset({"hospital", "clinic", "infirmary"})
CARE_VERBS = frozenset(
    """take rush transport airlift fly bring send transfer treat land put be remain stay lie recover admit list
    hold""".split()
)
"""Verbs that, with a hospital or a condition behind them, tell that someone is cared for."""
STATES_OF_HEALTH = frozenset("critical serious stable grave fair good guarded".split())
MEDICS = frozenset("doctor nurse medic paramedic surgeon official officer volunteer".split())
UNSETTLED = STRIKES | {"recover"}
"""Verbs whose patients are hurt in news of violence or accidents, and not elsewhere."""
SUSPECTS = frozenset("gunman attacker suspect shooter assailant bomber hijacker".split())
"""Nouns for who did it: a toll may count them or not."""
GROUPS = frozenset("people police family couple crowd crew staff".split())
"""Nouns in the singular that stand for several persons."""
STATES = frozenset("dead injured wounded missing hurt homeless displaced deceased slain unaccounted ill sick".split())
"""Adjectives and participles that say what became of people."""
FINDING = frozenset({"find", "discover", "locate"})
BODIES = frozenset({"body", "corpse", "remains"})
"""Found one after another, they are parts of a toll."""
