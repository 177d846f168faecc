"""Words that tie what happened to why it did, and words that turn a statement into its opposite."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["CAUSE_NOUNS", "CAUSING_VERBS", "DENYING_VERBS", "DISPUTING_VERBS", "NEGATIONS", "REASON", "opposite"]

CAUSING_VERBS = frozenset(
    """cause trigger spark prompt provoke start ignite unleash precipitate induce motivate persuade inspire drive lead
    set bring make explain result""".split()
)
"""Verbs whose subject is why their object came about ("what triggered the landslide")."""
CAUSE_NOUNS = frozenset("cause reason motive trigger explanation grounds".split())
"""Nouns for why something came about."""
_A_TIME = (
    r"(?!\s(?:then|\d|(?:early|late|mid|last|this)\b|the (?:spring|summer|autumn|winter"
    r"|start|beginning|end|turn|early|late|day|night|1|2)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|midnight|noon))"
)
"""What "since" and "after" stand before when they tell of no reason."""
REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|on account of|(?:as a|the) result|in order to|so that|so as to"
    r"|caus(?:e[sd]?|ing)|(?:led|leads|leading) to|trigger(?:ed|s|ing)?|spark(?:ed|s|ing)?|prompt(?:ed|s|ing)?"
    r"|blam(?:e[sd]?|ing)|reasons?|motives?|explain(?:ed|s)?|stem(?:med|s)? from|result(?:ed|s|ing)? (?:from|in)"
    r"|attribut(?:ed|es) to|put (?:it|this|that) down to|for fear of|out of(?! (?:control|\d))|which is why|that is why"
    rf"|since{_A_TIME}|(?<!hours )(?<!days )(?<!weeks )(?<!months )(?<!years )(?<!half )after{_A_TIME})\b",
    re.IGNORECASE,
)
"""What a sentence that gives a reason has."""
NEGATIONS = frozenset("not n't no never neither nor nobody none nothing without cannot hardly barely".split())
"""Words that deny the verb beside which they stand."""
DENYING_VERBS = frozenset("fail refuse decline prevent stop bar forbid avoid prohibit rule_out call_off".split())
"""Verbs under which a clause is not so ("failed to arrive", "refused to sign")."""
DISPUTING_VERBS = frozenset("deny dispute reject doubt contradict question".split())
"""Verbs with which somebody says that a clause is not so: their word, and perhaps not the truth."""
_OPPOSITES = """
    convict:acquit accept:reject survive:die survive:kill approve:reject allow:ban permit:ban allow:forbid win:lose
    open:close begin:end confirm:deny admit:deny rise:fall increase:decrease succeed:fail pass:fail
    release:detain release:jail agree:refuse agree:decline sign:refuse support:oppose back:oppose
    arrive:leave enter:leave resign:stay resume:suspend continue:stop continue:cancel keep:abandon
    hold:cancel hold:postpone appoint:dismiss hire:dismiss buy:sell raise:lower raise:cut uphold:overturn uphold:quash
    lift:impose grant:refuse grant:deny allow:refuse allow:turn_away allow:turn_back accept:decline accept:refuse
    include:exclude ban:lift convict:clear legal:illegal safe:unsafe safe:dangerous true:false
    alive:dead likely:unlikely able:unable guilty:innocent open:shut go_ahead:cancel vaccinate:refuse
    under:out in:out on:off inside:outside
    find:miss reach:miss attend:miss qualify:fail destroy:spare kill:survive injure:unhurt injure:unharmed
""".split()


@cache
def opposite(word: str, other: str) -> bool:
    """Say whether two lemmas, or classes of them, say the opposite of each other ("acquit", "convict")."""
    return f"{word}:{other}" in _OPPOSITES or f"{other}:{word}" in _OPPOSITES
