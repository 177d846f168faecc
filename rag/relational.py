"""Nouns and adjectives that leave something open: "the symptoms" are those of something said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["EVALUATIVE", "KINDS", "RELATIONAL", "TWO_PLACE", "VAGUE", "preposition_for", "takes_of"]

RELATIONAL = frozenset(
    """type kind sort form variety version example history origin source root background beginning start end effect
    consequence result outcome aftermath impact influence benefit advantage disadvantage pro con drawback downside risk
    danger hazard role function purpose goal aim objective point importance significance value meaning definition name
    term word concept idea principle basis difference similarity comparison relationship relation link connection
    alternative cause reason factor explanation symptom sign treatment cure remedy therapy prevention diagnosis
    prognosis test feature characteristic property attribute aspect element component part ingredient layer section
    member leader founder author creator inventor owner winner loser victim survivor participant
    use usage application cost price fee charge size length height width depth weight age speed level rate amount
    number share total percentage limit way method approach technique step stage phase process procedure requirement
    rule limitation problem issue challenge difficulty concern controversy criticism debate argument evidence finding
    conclusion theme plot setting style design structure shape colour color key option choice tip recommendation
    competitor rival successor predecessor opponent supporter critic status state condition future development
    improvement success failure safety effectiveness efficiency reliability accuracy popularity culture population
    capital economy location site place venue date time schedule duration detail fact information
    reaction response measure solution tool resource service plan policy complication overview summary
    """.split()
)  # fmt: skip
"""Nouns that are nouns of something: without it, they take it from what was said before."""
KINDS = frozenset("type kind sort form variety version species brand".split())
"""Nouns that divide what they belong to."""
TWO_PLACE = frozenset("role function part importance significance impact influence use".split())
"""Nouns of what has them and of what has it in: "the role of salt in baking"."""
VAGUE = frozenset(
    """thing stuff way lot bit people person someone somebody anyone everyone man woman guy question answer kind day
    year month week hour moment today world life lifetime morning evening night general fact case matter sense
    information info detail more something anything everything nothing reason example""".split()
)
"""Nouns that say nothing of what a question is about."""
EVALUATIVE = frozenset(
    """important main major key common popular famous typical best worst good better bad other different similar new
    recent modern possible primary interesting notable significant biggest largest smallest first second third last
    next main basic well-known alternative additional potential general long-term
    short-term negative positive harmful natural""".split()
)
"""Adjectives that choose from a set which was named before: "popular novels", "other bidders"."""
_PREPOSITIONS = {
    "for": """treatment cure remedy therapy test evidence reason explanation need option requirement argument
    recommendation tip solution license licence permit plan tool ingredient demand alternative""".split(),
    "in": "role part participant winner loser interest factor victim step stage phase use culture".split(),
    "to": "solution response reaction key contribution".split(),
    "with": "problem issue difficulty experience relationship".split(),
}


def preposition_for(noun: str) -> str:
    """Return the preposition with which a noun takes up what it belongs to."""
    return next((word for word, nouns in _PREPOSITIONS.items() if noun in nouns), "of")


def takes_of(child: Token) -> bool:
    """Say whether a word on a noun says what the noun belongs to."""
    return child.dep_ == "poss" or (child.dep_ in ("prep", "acl", "relcl", "appos", "agent") and child.i > child.head.i)
