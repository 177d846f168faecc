"""What sort of answer a question asks for, and in which units a measure may come."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from index.lexicon import action_class
from index.units import CURRENCIES
from rag.asked import asks_whether, asks_why

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["QuestionKind", "is_headcount", "joined_kinds", "kind_asked", "units_asked"]


class QuestionKind(StrEnum):
    """What sort of answer is asked for; ``OTHER`` is answered by a thing, a manner, an outcome, in no fixed form."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    MEASURE = "measure"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    CAUSE = "cause"
    WHETHER = "whether"
    OTHER = "other"


_LENGTH = frozenset({"km", "m", "cm", "mm", "mile", "foot", "inch", "yard"})
_TIME = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
_AREA = frozenset({"hectare", "acre", "square kilometre", "square mile", "square metre", "square foot"}) | _LENGTH
_WEIGHT = frozenset({"tonne", "ton", "kg", "g", "pound"})
_HEAT = frozenset({"degree", "°C", "°F"})
_SHARE = frozenset({"%"})
_QUOTED: frozenset[str] = frozenset()  # an age, or how often: quoted with its sentence, no claim has them
_MEASURING = {
    "long": _TIME | _LENGTH, "far": _LENGTH, "high": _LENGTH | _SHARE | CURRENCIES, "tall": _LENGTH, "deep": _LENGTH,
    "wide": _LENGTH, "thick": _LENGTH, "old": _QUOTED, "young": _QUOTED, "often": _QUOTED, "time": _QUOTED,
    "heavy": _WEIGHT, "fast": frozenset({"km", "mile", "mph", "kph", "m"}) | _TIME, "quickly": _TIME,
    "soon": _TIME, "hot": _HEAT, "cold": _HEAT, "warm": _HEAT,
    "big": _AREA | _SHARE | CURRENCIES, "large": _AREA | _SHARE | CURRENCIES, "strong": frozenset({"MW", "km", "mph"}),
    "height": _LENGTH, "length": _LENGTH | _TIME, "depth": _LENGTH, "width": _LENGTH, "distance": _LENGTH,
    "altitude": _LENGTH, "level": _LENGTH | _SHARE, "duration": _TIME, "age": _QUOTED,
    "weight": _WEIGHT, "mass": _WEIGHT, "speed": frozenset({"km", "mile", "mph", "kph", "m"}),
    "limit": frozenset({"km", "mile", "mph", "kph"}), "temperature": _HEAT, "area": _AREA,
    "capacity": frozenset({"MW", "litre", "tonne"}), "term": _TIME, "sentence": _TIME,
}  # fmt: skip
"""Units that a measure asked for by this adjective or noun can come in, as ``Claim.unit`` has them."""
_MONEY = frozenset(
    """money cash pay salary wage compensation funding damages bail ransom rent debt tax revenue profit income bonus
    pension price budget deficit surplus bid offer fine loan turnover fee fare bill worth value cost fund grant
    investment spending""".split()
)
_SHARES = frozenset({"turnout", "rate", "inflation", "unemployment", "majority"})
_HEADS = frozenset(
    "attendance crowd workforce population membership staff audience toll headcount readership ridership".split()
)
"""Nouns that are a number of people or things by themselves."""
_DATES = frozenset("time day date year month week weekday morning evening".split())
_PLACES = frozenset(
    """place city town village country state province region district county street building venue stadium hotel
    location island port site room hospital airport station""".split()
)
_PEOPLE = frozenset("person man woman name minister president leader player politician official judge lawyer".split())
_SHARE_ASKED = re.compile(
    r"\b(?:what|which) (?:share|percentage|proportion|percent|per cent|fraction)\b|\bpercentage of\b", re.IGNORECASE
)
_NUMBER_OF = re.compile(r"\b(?:number|count) of\b|\bhow many\b", re.IGNORECASE)
_AGO = re.compile(r"\bhow long ago\b", re.IGNORECASE)


def kind_asked(doc: Doc) -> tuple[QuestionKind, Token | None]:
    """Return what is asked for and the word that asks."""
    if _SHARE_ASKED.search(doc.text):
        words = ("share", "percentage", "proportion", "percent", "cent", "fraction")
        return QuestionKind.SHARE, next(t for t in doc if t.lower_ in words)
    if _AGO.search(doc.text):
        return QuestionKind.WHEN, doc[0]
    if asks_whether(doc):
        return QuestionKind.WHETHER, None
    if asks_why(doc):
        return QuestionKind.CAUSE, None
    for token in doc:
        found = _by_how(token) or _by_what(token) or _by_word(token)
        if found is not None:
            return found
    return _by_noun(doc)


def units_asked(kind: QuestionKind, asked: Token | None) -> frozenset[str]:
    """Return the units in which an answer can come; empty when it is no measure."""
    if kind is QuestionKind.AMOUNT:
        return CURRENCIES
    if kind is QuestionKind.SHARE:
        return _SHARE
    if kind is QuestionKind.MEASURE and asked is not None:
        return _MEASURING.get(asked.lower_) or _MEASURING.get(asked.lemma_.lower(), frozenset())
    return frozenset()


def is_headcount(noun: Token | None) -> bool:
    """Say whether a noun is a number of people by itself ("attendance"); a toll is one of what befell them."""
    return noun is not None and noun.lemma_.lower() in _HEADS - {"toll"}


def joined_kinds(asked: Token | None) -> tuple[QuestionKind, ...]:
    """Return the kinds joined to the word that asks: "where and when"."""
    joined = [t.lower_ for t in asked.doc[asked.i + 1 : asked.i + 3]] if asked is not None else []
    if len(joined) == 2 and joined[0] == "and" and joined[1] in ("who", "where", "when"):
        return (QuestionKind(joined[1]),)
    return ()


def _by_how(token: Token) -> tuple[QuestionKind, Token] | None:
    following = _next(token)
    if token.lower_ != "how" or following is None:
        return None
    if following.lower_ == "many" and _how_often(following):
        return QuestionKind.MEASURE, following.nbor(1)
    if following.lower_ in ("many", "much"):
        money = following.lower_ == "much" and _is_money(following)
        return (QuestionKind.AMOUNT if money else QuestionKind.COUNT), following
    if following.lower_ in _MEASURING:
        measured = _after(following, _MONEY, _SHARES)
        return measured or (QuestionKind.MEASURE, following)
    return None


def _how_often(many: Token) -> bool:
    """Say whether "how many times" asks how often, not how much more ("how many times larger")."""
    times, behind = _next(many), many.doc[many.i + 2 : many.i + 3]
    return times is not None and times.lower_ == "times" and not any(t.tag_ in ("JJR", "RBR") for t in behind)


def _by_what(token: Token) -> tuple[QuestionKind, Token] | None:
    """Read "what" and "which" by the noun that they ask for, before the verb or behind "is"."""
    if token.lower_ not in ("what", "which"):
        return None
    if _NUMBER_OF.search(token.doc.text):
        number = next((t for t in token.doc if t.lower_ in ("number", "count")), None)
        return (QuestionKind.COUNT, number) if number is not None else None
    noun = _asked_noun(token)
    if noun is not None:
        lemma = noun.lemma_.lower()
        for words, kind in (
            (_DATES, QuestionKind.WHEN), (_HEADS, QuestionKind.COUNT), (_SHARES, QuestionKind.SHARE),
            (_MONEY, QuestionKind.AMOUNT), (_MEASURING, QuestionKind.MEASURE),
        ):  # fmt: skip
            if lemma in words:
                return kind, noun
        if lemma in _PLACES and (token.i == 0 or token.nbor(-1).pos_ == "ADP"):
            return QuestionKind.WHERE, noun
        if lemma in _PEOPLE:
            return QuestionKind.WHO, noun
        if lemma == "size":
            return _after(noun, _HEADS, _MONEY) or (QuestionKind.COUNT, noun)
    if any(t.dep_ != "compound" and action_class(t.lemma_.lower()) == "cost" for t in token.doc):
        return QuestionKind.AMOUNT, token
    return None


def _by_word(token: Token) -> tuple[QuestionKind, Token] | None:
    if token.i > 3:
        return None
    for kind in (QuestionKind.WHERE, QuestionKind.WHEN):
        if token.lower_ == kind.value:
            return kind, token
    return (QuestionKind.WHO, token) if token.lower_ in ("who", "whom", "whose") else None


def _by_noun(doc: Doc) -> tuple[QuestionKind, Token | None]:
    """Read a question in note form: "death toll of the flood", "number of homes without power", "troops sent?"."""
    first = next((t for t in doc if t.pos_ in ("NOUN", "PROPN", "VERB")), None)
    if _NUMBER_OF.search(doc.text):  # wherever it stands: "Obell fire number of people hurt"
        return QuestionKind.COUNT, next(t for t in doc if t.lower_ in ("number", "count", "many"))
    opening = next((t for t in doc[:4] if t.lemma_.lower() in _HEADS), None)
    if opening is not None:
        return QuestionKind.COUNT, opening
    if first is not None and first.lemma_.lower() in _MEASURING and first.pos_ == "NOUN":
        return QuestionKind.MEASURE, first
    fragment = _fragment(doc)
    return (QuestionKind.COUNT, fragment) if fragment is not None else (QuestionKind.OTHER, None)


def _asked_noun(what: Token) -> Token | None:
    """Return the noun that "what" or "which" asks for: "which DAY", "what was the TURNOUT", "what DEFICIT"."""
    head = what.head
    if what.dep_ in ("det", "amod", "nmod", "compound") and head.pos_ in ("NOUN", "PROPN") and head.i > what.i:
        return head
    following = _next(what)
    if following is not None and following.pos_ == "NOUN":
        return following
    if following is not None and following.lemma_ in ("be", "'s"):
        for token in what.doc[following.i + 1 : following.i + 8]:
            if token.pos_ == "NOUN" and token.dep_ != "compound":
                return token
            if token.pos_ in ("ADP", "VERB") or (
                token.pos_ == "PROPN" and token.dep_ not in ("poss", "compound", "nmod")
            ):
                return None
    return None


def _after(token: Token, heads: frozenset[str], others: frozenset[str]) -> tuple[QuestionKind, Token] | None:
    """Read "how big is the budget", "the size of the crowd" by the noun behind."""
    for later in token.doc[token.i + 1 : token.i + 9]:
        lemma = later.lemma_.lower()
        if later.pos_ == "NOUN" and lemma in heads | others:
            kind = QuestionKind.COUNT if lemma in _HEADS else QuestionKind.SHARE if lemma in _SHARES else None
            return kind or QuestionKind.AMOUNT, later
        if later.pos_ == "ADP" and later.lower_ != "of":
            return None
    return None


def _fragment(doc: Doc) -> Token | None:
    """Return the noun of a question in note form, a noun and what befell it: "troops sent?"."""
    root = next(iter(doc.sents)).root
    noun = root if root.pos_ == "NOUN" else next((c for c in root.children if c.dep_.startswith("nsubj")), root)
    befell = [c for c in root.children if c.dep_ == "acl"] if noun == root else [root]
    asks = doc[0].tag_ == "WRB" or noun.left_edge.i != 0
    if asks or not befell or not (noun.tag_ == "NNS" or noun.lower_ == "number"):
        return None
    verb = befell[0]
    finite = any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp") for c in verb.children)
    return noun if verb.tag_ in ("VBN", "VBD") and verb.i > noun.i and not finite else None


def _is_money(much: Token) -> bool:
    """Say whether "how much" asks for a sum ("how much was paid", "how much prize money"), not for oil or water."""
    following = _next(much) or much
    if following.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return True
    head = much.head if much.head.pos_ == "NOUN" and much.head.i > much.i else following
    return head.lower_ in _MONEY or head.lemma_.lower() in _MONEY


def _next(token: Token) -> Token | None:
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
