"""Random text that looks like news, and random text that looks like nothing, for tests of what must always hold."""

from __future__ import annotations

import random
import sys

from hypothesis import strategies as st

__all__ = ["ARBITRARY", "NEWS", "fuzzed"]

_AMOUNTS = """12 5,000 300 1,250 3.5 .5 0 one nine twenty-one forty six two half a third dozens hundreds several
thousand million bn m k £ $ € US$ HK$ EUR % percent points km kg mph mm °C years year-old days hours minus - – — to and
or between from by per of in out up down more than at least about nearly some no none another a the an , . ( ) : / +
1-3 10:45 2031 1990s 3rd 7.62mm 5kg 10pm 555-0148 no. # × 10^3""".split()
_FIGURES = (
    "{n} people", "some {n} soldiers", "{n} to {m} homes", "{n} million euros", "${n}m", "{n}%", "{n} km",
    "{n}-year-old", "half of the {n} sailors", "dozens of boats", "no one", "a third of voters",
    "between {n} and {m} miners", "another {n}", "{n} of the {m} crew", "{n} deaths per 100,000",
)  # fmt: skip
_HAPPENINGS = (
    "{} were killed in Vell", "the storm destroyed {}", "police in Almer arrested {}", "{} marched through Selm",
    "the toll rose from {} to {}", "the bridge cost {}", "Mara Holt said {} had been sent to the border",
    "{} will be built by 2033", "the fire injured {} and displaced {}", "output fell by {} to {}",
)  # fmt: skip
_AFTER = ("", ", the harbour office said", " last year", ", according to the army", " on 3 March 2031", ", up from {}")


def _figure(draw: random.Random) -> str:
    return draw.choice(_FIGURES).format(n=draw.choice([1, 2, 7, 12, 40, 300, 2500]), m=draw.choice([9, 50, 400, 3000]))


def _sentence(draw: random.Random) -> str:
    written = draw.choice(_HAPPENINGS) + draw.choice(_AFTER)
    told = written.format(*(_figure(draw) for _ in range(4)))
    return told[:1].upper() + told[1:] + "."


def _news(draw: random.Random) -> str:
    paragraphs = (" ".join(_sentence(draw) for _ in range(draw.randint(1, 2))) for _ in range(draw.randint(1, 3)))
    return "\n".join(paragraphs)


NEWS = st.integers(0, 2**32).map(lambda seed: _news(random.Random(seed)))
"""Paragraphs of sentences with figures in them."""
ARBITRARY = st.one_of(
    st.lists(st.sampled_from(_AMOUNTS), max_size=24).map(" ".join),
    st.lists(st.sampled_from(_AMOUNTS), max_size=12).map("".join),
    st.text(max_size=80),
)
"""Pieces of numbers in any order, and characters of any sort."""


def fuzzed(draw: random.Random) -> str:
    """Return a line of pieces of numbers, of news and of any characters, joined in any way."""
    parts = []
    for _ in range(draw.randint(1, 12)):
        kind = draw.random()
        if kind < 0.7:
            parts.append(draw.choice(_AMOUNTS))
        elif kind < 0.9:
            parts.append(_figure(draw))
        else:
            parts.append("".join(chr(draw.randint(1, sys.maxunicode)) for _ in range(3)))
    line = draw.choice(["", " ", " ", " ", "-"]).join(parts)
    return "".join(c for c in line if not 0xD800 <= ord(c) <= 0xDFFF)
