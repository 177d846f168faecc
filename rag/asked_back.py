"""What a reader asks about the evidence of the last answer: "show me the source", "who says the lower number?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Backing", "BackingAsked", "backing_asked"]


class Backing(StrEnum):
    """What is asked of an answer."""

    SOURCES = "sources"
    WHO = "who"
    NEWER = "newer"
    INDEPENDENT = "independent"
    WHY = "why"
    RIGHT = "right"
    ITEM = "item"
    FIRST = "first"
    AGREE = "agree"
    SURE = "sure"


@dataclass(frozen=True, slots=True)
class BackingAsked:
    """What is asked, and of which of the values or quotes."""

    backing: Backing
    which: str = ""
    """The word that chooses a value: "lower", "second", "newest"."""
    value: str = ""
    """The value asked about, as typed: "20,000"."""
    number: int = 0
    """The number of the citation asked for."""


_THOSE = (
    r"(?:these|those|they|them|both"
    r"|the (?:two|sources?|figures?|numbers?|reports?|articles?|accounts?|answers?|values?))"
)
_ONE = r"(?:one|number|figure|value|count|estimate|report|source|article|account|date|toll)"
_SOURCE = re.compile(
    r"^(?:please )?(?:(?:can|could) (?:you|i) )?(?:(?:show|give|tell|see|open|cite|quote)(?: me| us)?(?: the"
    r"| your| its| their)?"
    r"|(?:what|which|where)(?: is| are|['’]s)(?: the| your| its| their)?|any|your|the)? ?"
    r"(?:sources?|quotes?|citations?|evidence|articles?|proof)(?: for (?:that|this|it)| please)?$"
    r"|^where (?:does|did|do) (?:that|this|it|you)(?: \w+)? (?:come|get|have)(?: (?:that|this|it))?(?: from)?$"
    r"|^(?:which|what) (?:articles?|sources?|papers?|outlets?) (?:says?|reports?|is|are) (?:so|that|this|it)$"
    r"|^how do you know(?: (?:that|this))?$|^(?:the )?(?:links?|urls?|address(?:es)?)$",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"^(?:and )?who (?:says?|said|gives?|gave|reports?|reported|claims?|claimed) (?:(?:so|that|this|it|which|what)"
    rf"|the (?P<which>lower|lowest|smaller|smallest|higher|highest|larger|largest|bigger|biggest|first|second"
    rf"|third|last"
    rf"|latest|newer|newest|later|earlier|earliest|older|oldest|other)(?: {_ONE})?|(?P<value>[^ ]*\d\S*(?: \w+)?))$"
    r"|^which(?: one)?$|^(?:says who|according to whom?|who says so)$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"^(?:show me |open |read )?(?:the )?(?:(?:source|citation|quote|number|no\.?) )?\[?(?P<number>\d{1,2})\]?$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^who (?:reported|said|published|wrote) (?:it|this|that|so) first$|^who was (?:the )?first$",
    re.IGNORECASE,
)
_AGREE = re.compile(
    rf"^(?:and |so )?(?:(?:which|what) (?:of (?:them|these|those) )?(?:sources?|articles?|papers?|outlets?"
    rf"|ones?) (?:agree|disagree|differ)s?"
    rf"|(?:do|does) (?:{_THOSE}|all (?:sources|articles)|everyone|everybody|anyone|anybody)(?: all)? (?:agree"
    rf"|disagree|differ)"
    r"|who (?:agrees|disagrees))$",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"^(?:are you (?:sure|certain)(?: (?:about|of) (?:that|this|it))?|how (?:sure|certain"
    r"|confident) are you(?: (?:about|of) (?:that|this|it))?"
    r"|(?:can|should|may) (?:i|we|one) (?:trust|believe|rely on) (?:that|this|it|them)|(?:is|are) (?:that|this"
    r"|it|they) (?:really )?(?:true"
    r"|right|correct|reliable|certain|sure)|really)$",
    re.IGNORECASE,
)
_NEWER = re.compile(
    rf"^(?:and )?(?:which|what)(?: {_ONE}| of (?:them|these|those|the two))*(?: is|['’]s|are)(?: the)? "
    rf"(?P<which>newer|newest|more recent|most recent|latest|later|older|oldest|earlier|earliest)(?: {_ONE})?$"
    r"|^when (?:was|were) (?:that|this|it|they|these|those) (?:published|reported|written)$"
    r"|^how (?:old|new|recent) (?:is|are) (?:that|this|these|those|they|it)(?: (?:reports?|figures?|articles?))?$",
    re.IGNORECASE,
)
_INDEPENDENT = re.compile(
    rf"^(?:and )?(?:are|is) {_THOSE}(?: all)?(?: really)? (?:independent(?: of (?:each other|one another))?"
    rf"|the same(?: source| origin)?"
    r"|copies|from the same (?:source|origin|agency))$"
    r"|^how many (?:independent |different )?(?:sources|origins)(?: (?:is|are) (?:that|this|there|it|these"
    r"|those))?(?: say (?:so|that|this))?$"
    r"|^(?:do|did) (?:they|these|those) (?:copy|rely on) (?:each other|one another|the same (?:source|agency))$",
    re.IGNORECASE,
)
_WHY = re.compile(
    rf"^(?:and |but )?why (?:do|does|did|are|is) (?:{_THOSE}|there)(?: all)? (?:a |so )?(?:differ|disagree|vary"
    rf"|conflict|different|difference|"
    rf"contradict(?: each other| one another)?|not agree|differences|disagreement)\w*$|^why the (?:difference"
    rf"|disagreement|discrepancy)$"
    r"|^what explains the (?:difference|discrepancy|disagreement)$"
    rf"|^what(?:['’]s| is) the (?:difference|discrepancy|disagreement)(?: between (?:them|the two|{_THOSE}))?$"
    rf"|^(?:how|where|in what) do {_THOSE} (?:differ|disagree)$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"^(?:so |and |but )?(?:which|who)(?: {_ONE}| of (?:them|these|those|the two))*(?: is|['’]s| are| should i"
    rf"| do you)(?: the| more| most)* "
    rf"(?:right|correct|true|accurate|reliable|trust|believe|credible|trustworthy)(?: {_ONE})?$",
    re.IGNORECASE,
)
_PATTERNS = (
    (_SOURCE, Backing.SOURCES), (_WHO, Backing.WHO), (_NEWER, Backing.NEWER), (_INDEPENDENT, Backing.INDEPENDENT),
    (_WHY, Backing.WHY), (_RIGHT, Backing.RIGHT), (_ITEM, Backing.ITEM), (_FIRST, Backing.FIRST),
    (_AGREE, Backing.AGREE), (_SURE, Backing.SURE),
)  # fmt: skip


def backing_asked(question: str) -> BackingAsked | None:
    """Return what a question asks about the answer before it; None for a question about the articles."""
    bare = " ".join(question.split()).strip(" ?.!")
    for pattern, backing in _PATTERNS:
        if match := pattern.match(bare):
            said = {name: words for name, words in match.groupdict().items() if words}
            which, value = said.get("which", "").lower(), said.get("value", "")
            return BackingAsked(backing, which, value, int(said.get("number", 0)))
    return None
