"""Who reports for others: news agencies by their usual names, and outlets by what outlets are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["known_agency", "outlet", "relay_of"]

_AGENCIES = {
    "associated press": "AP", "ap": "AP", "reuters": "Reuters", "thomson reuters": "Reuters", "afp": "AFP",
    "agence france-presse": "AFP", "ani": "ANI", "asian news international": "ANI", "pti": "PTI",
    "press trust of india": "PTI", "ians": "IANS", "xinhua": "Xinhua", "xinhua news agency": "Xinhua", "tass": "TASS",
    "upi": "UPI", "united press international": "UPI", "dpa": "dpa", "efe": "EFE", "ansa": "ANSA", "kyodo": "Kyodo",
    "kyodo news": "Kyodo", "yonhap": "Yonhap", "yonhap news agency": "Yonhap", "kcna": "KCNA", "pa": "PA",
    "pa media": "PA", "press association": "PA", "anadolu agency": "Anadolu", "anadolu": "Anadolu",
    "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg", "interfax": "Interfax", "ria novosti": "RIA Novosti",
}  # fmt: skip
_BROADCASTERS = frozenset(
    "abc, al arabiya, al jazeera, axios, bbc, cbc, cbs, cnbc, cnn, euronews, msnbc, nbc, nhk, npr, pbs, politico, rte"
    ", rt, sky, der spiegel, le monde, le figaro, el país, haaretz, usa today".split(", ")
)
_CALLED = re.compile(
    r"\b(?:Times|Post|Herald|Tribune|Gazette|Journal|Guardian|Telegraph|Chronicle|Observer|Courier|Examiner|Inquirer|Mail"
    r"|Globe|Mirror|Independent|Standard|Dispatch|Bulletin|Sentinel|Argus|Echo|Weekly|Daily|Newspaper|Broadcasting"
    r"|News|TV|Television|Radio|Press|News Agency)$"
)


def known_agency(name: str) -> str | None:
    """Return the usual name of a news agency, if that is what a byline or a credit names."""
    return _AGENCIES.get(_plain(name))


def outlet(name: str) -> str | None:
    """Return the name of an agency, paper or broadcaster, without its article; None for whoever else speaks."""
    bare = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    if agency := known_agency(bare):
        return agency
    named = bare[:1].isupper() and (_plain(bare) in _BROADCASTERS or bool(_CALLED.search(bare)))
    return bare if named else None


def relay_of(attribution: Sequence[str]) -> str | None:
    """Return who reported what an attribution tells, where that is not the article itself.

    Whoever passes on what another said ("the police, via Reuters") did; so did an outlet that is named alone ("CNN
    reported"): in however many papers that stands, it is one report.
    """
    if not attribution:
        return None
    last = attribution[-1]
    return outlet(last) or (last if len(attribution) > 1 else None)


def _plain(name: str) -> str:
    return " ".join(name.lower().split()).removeprefix("the ")
