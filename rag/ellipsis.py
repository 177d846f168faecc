"""Fragments: "When?", "And in Obell?", "What about drones?", put into the question before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.events import names_in
from index.lexicon import action_class
from rag.antecedents import read
from rag.counted import OF_THEM, counted_in, has_place, of_them
from rag.datatypes import Turn
from rag.reasked import asked_anew
from rag.swapped import swapped

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["OPENING", "SHORT", "VERBAL", "answered", "rephrased"]

OPENING = re.compile(r"^(?:(?:and|but|so|also|ok(?:ay)?|then)\b[\s,]*)+", re.IGNORECASE)
_CORRECTION = re.compile(
    r"^(?:(?:no|oh|ah|sorry|actually|rather|only|just|i (?:mean|meant))\b[\s,.:;-]*)+", re.IGNORECASE
)
_AFTERTHOUGHT = re.compile(r"[\s,]*\b(?:i (?:mean|meant)|instead|please|then|alone)\s*(?=[?.!]*$)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<what>.+?)\s*\??$", re.IGNORECASE)
_BARE = re.compile(
    r"^(?P<wh>(?:(?:by|since|from|until) )?(?:when|where|why|who|how|how much|how long|how often|with whom"
    r"|at what time|what time|on what day|what day|what date|which day|in what year|which year|what year|how come)"
    r"(?: and (?:when|where|why|how))?)\s*\?*$",
    re.IGNORECASE,
)
_WHY_THAT = re.compile(r"^(?:why (?:is|was) (?:that|this)(?: so)?|why so)\s*\?*$", re.IGNORECASE)
_ASKED_FOR = re.compile(r"^(?:at |on |in )?(?:what |which )(time|day|date|year)$|^(how come)$", re.IGNORECASE)
_ADVERBS = {"time": "at what time", "day": "on what day", "date": "when", "year": "in what year"}
_SO = re.compile(r"^why (?P<so>(?:so|that|this) \w+)\s*\?*$", re.IGNORECASE)
_ACCORDING = re.compile(r",? according to (?P<who>[^,?]+)", re.IGNORECASE)
_WHO_SAYS = re.compile(r"^(?:according to whom?|says? who|who says(?: so| that| this)?)\s*\?*$", re.IGNORECASE)
_WHO_SAYS_SO = re.compile(
    r"^who (?P<says>says|said|denies|claims) (?:that )?(?:it|they|he|she|this|that) "
    r"(?P<aux>(?P<verb>is|are|was|were|did|does|do|has|have|had|will|can)(?:n['’]t| not)?)\s*\?*$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^what (?:do|does|did) "
    r"(?P<who>(?!(?:he|she|it|they|you|we|i|his|her|its|their|your|this|that)\b).+?) (?:say|claim|report)\s*\??$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:originally|initially|at first|so far|in total|altogether|currently|by now|at present|as of .+)\s*[?.!]*$",
    re.IGNORECASE,
)
_MANNER = re.compile(r"^how (?:do|does|did|is|are|was|were|has|have|can|could|will|would)\b", re.IGNORECASE)
_MANY = re.compile(r"^how many (?P<what>[\w-]+(?: [\w-]+){0,3}?)\s*\?*$", re.IGNORECASE)
_MANY_DID = re.compile(r"^how many (?:[a-z]+ed|died|fell|fled|went|came|left|lost|got|took)\b", re.IGNORECASE)
"""Counts those of the question before by what they did: "how many fled to Obell"."""
VERBAL = re.compile(
    r"\b(?:what|who|whom|which|when|where|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|had)\b",
    re.IGNORECASE,
)
"""Words that a fragment does not have: found without parsing, which takes milliseconds."""
_ASKED = re.compile(rf"(?:\w+ )?{VERBAL.pattern}", re.IGNORECASE)
_OTHER_ROLES = frozenset({"from", "to", "by", "with", "for", "against"})
"""Prepositions whose phrase stands beside another one: "sent to Obell from Norland"."""
_DATES = frozenset({"DATE", "TIME"})
_FINITE = frozenset({"VB", "VBP", "VBZ", "MD", "WP", "WRB", "WDT"})
"""Tags of a question with a verb or question word of its own."""
_BUILT = frozenset(
    "home house building bridge car vehicle road boat ship tree shop school church farm business household".split()
)
_HARMED = re.compile(r"^ (?:were|are|was|is|have been) (?:killed|injured|hurt|wounded|missing|dead)\b")
"""What befalls people; "and homes?" after it asks for those that were damaged."""
_BRIEF = 7  # tokens of a question that can be asked again of another name
SHORT = 200
"""Characters in a line that answers a question; what is longer tells of more than was asked."""
_TOLL = re.compile(r"\btoll (?:of|from|in) (?P<event>.+?)\s*\??$", re.IGNORECASE)


def rephrased(question: str, turn: Turn) -> str | None:
    """Return a fragment or a count of "them" as the question that it changes would be asked; None if it is neither."""
    previous = read(turn.question)
    words = OPENING.sub("", question)
    plain = _AFTERTHOUGHT.sub("", _CORRECTION.sub("", words))
    bare = plain[:1].upper() + plain[1:]
    bare = _WHY_THAT.sub("Why?", bare)
    if match := _BARE.match(bare):
        wh = _ASKED_FOR.sub(lambda m: _ADVERBS[m[1].lower()] if m[1] else "why", match["wh"])
        return asked_anew(wh.capitalize(), previous, _parties(turn))
    if (match := _SO.match(bare)) and (why := asked_anew("Why", previous, _parties(turn))):
        return f"{why.rstrip('?')} {match['so']}?"
    if spoken := _according(bare, previous.text):
        return spoken
    if _CONDITION.match(bare):
        return f"{previous.text.rstrip(' ?')}, {bare[:1].lower()}{bare[1:].rstrip(' ?.!')}?"
    about = _ABOUT.match(bare)
    part = about["what"] if about else plain
    if put := _part(part, previous, named=about is not None or plain != question):
        return put
    if (
        (match := _MANY.match(bare))
        and not _MANY_DID.match(bare)
        and (put := _part(match["what"], previous, named=True))
    ):
        return put
    return _of_those(bare, previous)


def _according(question: str, previous: str) -> str | None:
    """Ask the question before of another speaker, or who says so: "What does the harbour office say?"."""
    stem = _ACCORDING.sub("", previous).rstrip(" ?")
    if _WHO_SAYS.match(question):
        return f"{stem}, according to whom?"
    if (match := _WHO_SAYS_SO.match(question)) and (clause := _straight(read(previous), match["verb"], match["aux"])):
        return f"Who {match['says']} {clause}?"
    match = _SAYS.match(question)
    if match is None or _MANNER.match(previous):
        return None
    if before := _SAYS.match(previous):
        return previous.replace(before["who"], match["who"])
    return f"{stem}, according to {match['who']}?"


def _straight(previous: Doc, verb: str, put: str) -> str:
    """Return a question for yes or no as a statement, with other words for its verb: "the dam wasn't built in Vall"."""
    subject = next((t for t in previous if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or previous[0].lower_ != verb.lower() or subject.left_edge.i != 1:
        return ""
    of = next((c for c in subject.rights if c.lower_ == "of"), None)
    last = of.right_edge if of is not None else subject  # "is the ferry in the dock": the parser takes the dock in
    end = last.idx + len(last)
    return f"{previous.text[previous[1].idx : end]} {put}{previous.text[end:].rstrip(' ?')}"


def _of_those(question: str, previous: Doc) -> str | None:
    """Say what "how many (of them)" is counted among."""
    if not OF_THEM.search(question):
        return None
    if (counted := counted_in(previous)) is not None:
        return of_them(question, previous, counted)
    if toll := _TOLL.search(previous.text):
        event = "" if has_place(question) else f" in {toll['event']}"
        return OF_THEM.sub("How many people ", question).rstrip("?") + f"{event}?"
    return None


def _part(words: str, previous: Doc, *, named: bool) -> str | None:
    """Put the words of a follow-up without a verb into the question before: "to Obell", "injured", "last year".

    A name or noun alone ("Obell") counts as such a part only where the follow-up is opened as one ("And Obell?").
    """
    words = words.strip(" ?.!")
    if VERBAL.search(words):
        return None
    doc = read(re.sub(r"^the\s+", "", words, flags=re.IGNORECASE))
    if not doc.text or any(t.tag_ in _FINITE or t.pos_ == "AUX" for t in doc):
        return None
    root = next(iter(doc.sents)).root
    if doc[0].pos_ == "ADP" and (objects := [c for c in doc[0].children if c.dep_ == "pobj"]):
        return _with_phrase(words[:1].lower() + words[1:], objects[0], previous)
    if root.ent_type_ in _DATES:
        bare = doc.text.isdigit() or words.lower().startswith("the ")
        return _with_phrase(f"in {words}" if bare else doc.text, root, previous)
    state = root.tag_ in ("VBN", "VBD", "VBG") or (root.pos_ == "ADJ" and action_class(root.lower_) != root.lower_)
    if state and root.i == 0 and (counted := counted_in(previous)) is not None:
        return of_them(f"How many were {doc.text[:1].lower()}{doc.text[1:]}?", previous, counted)
    if put := swapped(words, doc, previous):
        return put
    return _about(words, doc, previous) if named else None


def _with_phrase(words: str, noun: Token, previous: Doc) -> str:
    """Put a phrase of place or time in the stead of the one of its sort in the question before, or at its end."""
    dated = noun.ent_type_ in _DATES
    old: list[tuple[Token, Token]] = []
    for token in previous:
        here = token.ent_type_ in _DATES if dated else token.pos_ == noun.pos_ or _is_range(token)
        if here and token.dep_ == "pobj" and token.head.i > 0:
            old.append((token.head, token))
        elif here and dated and token.dep_ in ("npadvmod", "tmod", "advmod"):
            old.append((token.left_edge, token))
    first = words.split(maxsplit=1)[0]
    same = next((pair for pair in old if pair[0].lower_ == first), None)
    if not old or (same is None and first in _OTHER_ROLES):
        return f"{previous.text.rstrip(' ?')} {words}?"
    start, last = same or old[-1]
    entity = next((e for e in previous.ents if e.start <= last.i < e.end), previous[last.i : last.i + 1])
    return f"{previous.text[: start.idx]}{words}{previous.text[entity.end_char :]}"


def _is_range(noun: Token) -> bool:
    """Say whether a noun is what all places lie in: "the largest in the world"."""
    return noun.lemma_.lower() in ("world", "country", "region")


def _about(words: str, what: Doc, previous: Doc) -> str | None:
    """Put another name or noun into the question before: "What about Obell?"."""
    text, root = previous.text, next(iter(what.sents)).root
    of_one = root.tag_ != "NNS" or words.lower().startswith("the ")
    if (speaker := _ACCORDING.search(text)) and root.pos_ in ("NOUN", "PROPN") and of_one:
        return f"{text[: speaker.start('who')]}{words}{text[speaker.end('who') :]}"
    named = list(names_in(next(iter(previous.sents))))
    if words.lower().startswith("the "):  # is no place to stand for one
        named = [name for name in named if not re.search(rf"\b(?:in|at|near) (?:the )?{re.escape(name)}", text)]
    asked_again = counted_in(previous) is not None or len(previous) <= _BRIEF
    if what.text[:1].isupper() and not named and asked_again and _ASKED.match(text):
        return f"{text.rstrip(' ?')}, for {words}?"
    if what.text[:1].isupper() and named:
        owner = what.text.endswith("'s") and not re.search(re.escape(named[-1]) + "['’]s", text)
        if owner:
            return None
        said = rf"\bthe {re.escape(named[-1])}"
        put = words if words[:4].lower() == "the " and not re.search(said, text, re.IGNORECASE) else what.text
        return re.sub(r"\b(\w+) \1\b", r"\1", text.replace(named[-1], put))  # "Vall" for "the Vall bridge"
    counted = counted_in(previous)
    if counted is not None and root.tag_ == "NNS":
        start = text.lower().index("many") + 5 if "many" in text.lower() else counted.left_edge.idx
        rest = text[counted.idx + len(counted) :]
        if root.lemma_.lower() in _BUILT:
            rest = _HARMED.sub(" were damaged", rest)
        return f"{text[:start]}{what.text}{rest}"
    return None


def answered(turn: Turn) -> list[str]:
    """Return the names in the first line of an answer, unless that is a quote: it names more than the answer."""
    line = turn.answer.split("\n", 1)[0]
    if not line or len(line) > SHORT or line.startswith(("The articles do not say", "“")):
        return []
    return [name for sentence in read(line).sents for name in names_in(sentence)]


def _parties(turn: Turn) -> str:
    """Return whom an answer names, if it names nothing else."""
    alone = not re.search(r"[:“]", turn.answer.split("\n", 1)[0])
    return " and ".join(answered(turn)) if alone else ""
