"""Articles that are an institution's own statement, and so in its voice throughout."""

from __future__ import annotations

import re

from index.quotations import without_speech

__all__ = ["BODIES", "own_voice"]

_WORD = re.compile(r"[^\W\d_]+")
BODIES = frozenset(
    """ministry department office union federation confederation committee commission council board authority court
    police university institute museum parliament party chamber foundation embassy municipality directorate
    inspectorate command association society alliance league cooperative corps brigade service trust agency
    prosecution government administration army navy force college school hospital clinic secretariat congregation
    church syndicate guild consortium bureau registry prefecture guard""".split()
)
"""Nouns for institutions, which speak as one."""
_OWNERS = BODIES - frozenset("agency force guild trust".split()) | frozenset("city county hospital".split())
"""Those by which an institution is known as the publisher of its own statements, the press aside."""
_COMPANIES = frozenset(
    """group inc ltd limited plc corp corporation company holding holdings gmbh ag sa nv se airways airlines airline
    motors biotech pharma pharmaceuticals industries technologies bank insurance railways energy steel
    foods logistics shipping utilities appliances""".split()
)
_OUTLETS = frozenset(
    """news newspaper press times post herald mail star sun mirror express telegraph guardian observer journal gazette
    courier tribune chronicle echo radio tv television broadcasting media agency wire daily weekly review magazine
    report online today independent record standard examiner dispatch bulletin fm messenger sentinel packet argus globe
    beacon digest evening sunday monthly quarterly newsletter letter letters blog podcast channel correspondent
    spectator economist almanac reader watch sunday advertiser citizen nation""".split()
)
"""Words of which one in its name says that a publisher reports what others say: language data."""
_OWN = re.compile(
    r"\b[Oo]ur\s(?:[\w-]+\s){0,2}?(?:customers?|guests|crews?|staff|employees|workforce|members?|patients|clients|passengers"
    r"|shareholders|board|company|firm|engineers|fitters|technicians|teams?|colleagues|branch(?:es)?|helpline|hotline"
    r"|volunteers|suppliers|fleet|spokes(?:man|woman|person)|management|works council|factory|factories|depots?)\b"
)
"""What those have who speak for a firm or a body, and hardly ever a paper: "our customers"."""
_SPEAKS = re.compile(
    r"\s(?:\w+ly\s|today\s|has\s|will\s)?(?:announce|regret|ask|inform|thank|respect|invite|welcome|reject)"
)


def own_voice(publisher: str | None, text: str = "") -> str | None:
    """Return who speaks in what an institution publishes ("the Ministry of Health"), or None for the press.

    An institution is told by the noun that its name is about: the last one, or the one before "of" or "for". Any other
    publisher speaks for itself where it says "our customers", or tells of itself by its whole name that it announces.

    Args:
        publisher: Who published the article.
        text: The article.
    """
    words = [word.lower() for word in _WORD.findall(publisher or "")]
    if publisher is None or not words or _OUTLETS & set(words):
        return None
    heads = [head for part in publisher.split(",") if (head := _head(part))]
    if heads[-1:] and heads[-1] in _COMPANIES and len(words) > 1:
        return publisher
    if _OWNERS & set(heads):
        return publisher if words[0] == "the" else f"the {publisher}"
    if words[0] == "the":  # papers are called so, and firms hardly ever
        return None
    own = without_speech(text)
    named = re.search(rf"(?<!the\s){re.escape(publisher)}(?:\s[A-Z]{{2}})?{_SPEAKS.pattern}", own)
    if named is None and _OWN.search(own) is None:
        return None
    return (
        f"the {publisher}" if heads[-1].endswith("s") and heads[-1] not in _COMPANIES and len(words) > 1 else publisher
    )


def _head(name: str) -> str:
    """Return the noun that a name is about, in lower case."""
    words = [word.lower() for word in _WORD.findall(name)]
    ends = next((i for i, word in enumerate(words) if word in ("of", "for") and i), len(words))
    return words[ends - 1] if words else ""
