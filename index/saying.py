"""The grammar of saying: which verb reports a clause or a figure, who its sayer is, and how a source is brought in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.grammar import subject_of
from index.lexicon import SAYING_NOUNS, SAYING_VERBS, is_person
from index.names import is_office
from index.quotations import sayer_of
from index.sources import is_source
from index.statements import BODIES
from index.units import CURRENCY_NOUNS

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = [
    "PRONOUNS",
    "can_speak",
    "closes",
    "contrasts",
    "is_passive",
    "is_saying",
    "keeps_distance",
    "leads",
    "passes_on",
    "reported_by",
    "sayers_above",
    "within",
]

_DISTANCE = frozenset("believe think say understand report rumour rumor allege suspect presume fear".split())
_TOLD_BY = frozenset(
    """say report announce confirm estimate claim cite quote reveal state disclose declare allege put count record
    register verify assess calculate""".split()
)
_PASS_ON = frozenset({"cite", "quote", "report"})
PRONOUNS = frozenset("he she they it him her them".split())
"""Subjects that stand for somebody named before."""
_REPORT_FIGURES = frozenset(
    """report confirm estimate announce count claim put deny admit disclose record expect forecast predict calculate
    register""".split()
)
_SHOW_FIGURES = frozenset("show reveal indicate suggest list find give".split())
_SET_MONEY = frozenset("demand offer propose promise pledge guarantee want seek".split())
"""Verbs whose subject speaks where their object is a sum or a share: "offers 300 beds" is no offer made."""
_BEHIND = {
    "put": ("at", "above", "below", "per"), "estimate": ("at",), "reckon": ("at", "with"), "assess": ("at",),
    "value": ("at",), "speak": ("of",), "talk": ("of",), "tell": ("of",), "warn": ("of",), "boast": ("of",),
}  # fmt: skip
"""Verbs of saying by the prepositions behind which their figures stand."""
_BEHIND_OF_SPEAKERS = {
    "stick": ("to",), "hold": ("to",), "come": ("to",), "arrive": ("at",), "give": ("as",), "list": ("as",),
    "ask": ("for",), "call": ("for",),
}  # fmt: skip
"""The same of verbs that only somebody who can speak makes ones of saying: "the bill comes to 28 million" says none."""
_OF_SUMS = frozenset("come arrive ask call".split())
_PHRASAL = frozenset({("add", "up"), ("make", "out"), ("work", "out"), ("point", "out")})
_KNOWN = frozenset("known public plain".split())
_PROFESS = frozenset({"claim", "profess", "purport"})
_SPEAKING = BODIES | frozenset(
    """police county city town village state country cabinet opposition side firm company group operator airline
    staff crew rebel militia manufacturer maker insurer airport utility waterworks""".split()
)
_MODALS = frozenset("will would shall should may might must wo 'll 'd".split())
_CONTRASTS = frozenset("while whereas although though".split())
_HEARERS = frozenset({"tell", "inform", "assure"})


def sayers_above(token: Token) -> Iterator[Token]:
    """Yield who says what a token's clause states, nearest first: pronouns, and at last the one who is named."""
    current, below = token, None
    while True:
        if _says(current, below, token) and not is_passive(current):
            subject = sayer_of(current) or subject_of(current)
            if subject is not None and not within(token, subject):
                yield subject
                if subject.lower_ not in PRONOUNS:
                    return
        if current.lemma_.lower() in SAYING_NOUNS and current != token and current.dep_ in ("nsubj", "pobj"):
            return
        set_in = next((c for c in current.children if c.dep_ == "parataxis" and _sets_in(c)), None)
        if set_in is not None and set_in != below and (subject := sayer_of(set_in)) is not None:
            yield subject
            return
        if current.head == current:
            return
        current, below = current.head, current


def _says(verb: Token, below: Token | None, token: Token) -> bool:
    """Say whether a verb reports the clause or object below it: "said that ...", "confirmed 12 deaths"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or not _asserts(verb):
        return False
    if below is not None and below.dep_ == "prep":
        return _says_behind(verb, below, token)
    phrasal = _is_phrasal(verb)
    offers = lemma in _SET_MONEY and _is_sum(token) and not any(map(_sets_in, verb.children))
    if below is not None and below.dep_ == "dobj" and (phrasal or offers):
        return can_speak(sayer_of(verb) or subject_of(verb))
    if below is not None and below.dep_ == "xcomp":
        return lemma in _PROFESS
    if lemma not in SAYING_VERBS and lemma not in _SHOW_FIGURES and not phrasal:
        return False
    if below is None:
        return any(child.dep_ in ("ccomp", "parataxis") for child in verb.children)
    if below.dep_ in ("dobj", "oprd"):
        return lemma in _REPORT_FIGURES or (lemma in _SHOW_FIGURES and is_source(sayer_of(verb)))
    return below.dep_ in ("ccomp", "parataxis") and (lemma in SAYING_VERBS or phrasal)


def _says_behind(verb: Token, preposition: Token, token: Token) -> bool:
    """Say whether a verb reports the figure behind a preposition: "speaks of 18", "sticks to 6,000"."""
    lemma, word = verb.lemma_.lower(), preposition.lower_
    if word in _BEHIND.get(lemma, ()):
        return True
    if word not in _BEHIND_OF_SPEAKERS.get(lemma, ()) or (lemma in _OF_SUMS and not _is_sum(token)):
        return lemma == "stand" and word == "at" and is_source(sayer_of(verb))  # "the guild's list stands at 40"
    subject = sayer_of(verb) or subject_of(verb)
    if lemma in _OF_SUMS and subject is not None and subject.pos_ == "PROPN" and subject.left_edge == subject:
        return False  # "Turnout came to 67 per cent": the first word of a sentence is easily taken for a name
    return can_speak(subject) or is_source(subject)


def _is_phrasal(verb: Token) -> bool:
    """Say whether a verb says something with a word behind it: "worked out", "made known"."""
    lemma = verb.lemma_.lower()
    if lemma == "make" and any(c.lower_ in _KNOWN for c in verb.children):
        return True
    return any((lemma, c.lower_) in _PHRASAL for c in verb.children if c.dep_ == "prt")


def _is_sum(token: Token) -> bool:
    """Say whether a figure is a sum of money, a share, or a bare number."""
    lemma = token.lemma_.lower()
    bare = token.pos_ == "NUM" and token.dep_ != "nummod"
    return (
        bare or lemma in CURRENCY_NOUNS or lemma in ("percent", "cent", "%") or token.ent_type_ in ("MONEY", "PERCENT")
    )


def can_speak(noun: Token | None) -> bool:
    """Say whether a noun is somebody or a body."""
    if noun is None:
        return False
    lemma = noun.lemma_.lower()
    if noun.lower_ in PRONOUNS or is_person(lemma) or lemma in _SPEAKING or is_office(noun):
        return True
    known = noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    return noun.pos_ == "PROPN" and (known or (not noun.ent_type_ and noun.left_edge.is_sent_start is not True))


def _asserts(verb: Token) -> bool:
    """Say whether what a verb reports is said, not left open: "would not say whether", "must say if"."""
    if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in _MODALS) for c in verb.children):
        return False
    reported = (c for c in verb.children if c.dep_ == "ccomp")
    return not any(mark.lower_ in ("whether", "if") for clause in reported for mark in clause.children)


def is_saying(verb: Token) -> bool:
    """Say whether a token is a verb of saying."""
    return verb.pos_ == "VERB" and (verb.lemma_.lower() in SAYING_VERBS or _is_phrasal(verb))


def leads(verb: Token) -> bool:
    """Say whether a verb before a colon hands on the word: "the guild insists:", "the police correct themselves:"."""
    corrects = verb.lemma_.lower() in ("correct", "revise") and any(c.dep_ == "dobj" for c in verb.children)
    return (is_saying(verb) or corrects) and verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis")


def closes(words: Sequence[Token]) -> tuple[Token, int] | None:
    """Return who says what a part of a sentence does, and where that begins: "..., X said on Monday".

    The verb is the last of the part, or the root of the sentence: "When the boat sank, X said, the crew were asleep."
    """
    last = next((t for t in reversed(words) if t.pos_ in ("VERB", "AUX")), None)
    root = next((t for t in words if t.dep_ == "ROOT"), None)
    for verb in filter(None, (last, root)):
        subject = sayer_of(verb) if is_saying(verb) and not is_passive(verb) else None
        if subject is None or (verb != root and not _ends(verb)):
            continue
        opens = min(verb.i, subject.left_edge.i)
        if opens > words[0].i and verb.doc[opens - 1].pos_ == "PUNCT":
            return subject, opens
    return None


def _ends(verb: Token) -> bool:
    """Say whether nothing is said behind a verb of saying, so that it says what stands before."""
    told = verb.lemma_.lower() in _HEARERS
    behind = (c.dep_ for c in verb.children if c.i > verb.i)
    return _asserts(verb) and not any(dep == "ccomp" or (dep == "dobj" and not told) for dep in behind)


def contrasts(token: Token) -> Token | None:
    """Return who says what the first clause of a contrast does: "While X said 30 came, Y counted 12"."""
    before = token.doc[token.sent.start : token.i]
    verb = next((t for t in reversed(before) if is_saying(t)), None)
    subject = sayer_of(verb) if verb is not None else None
    if verb is None or subject is None or subject.i > verb.i or not _asserts(verb) or is_passive(verb):
        return None
    opens = any(c.dep_ == "mark" and c.lower_ in _CONTRASTS and c.i < subject.i for c in verb.children)
    apart = any(t.text in (",", ";", ":") for t in token.doc[verb.i : token.i])
    return subject if opens and not apart and not within(token, subject) else None


def reported_by(by: Token) -> Token | None:
    """Return the verb of saying whose doer "by" brings in: "was reported by X", "were reported lost by X"."""
    if by.lower_ != "by" or by.dep_ != "agent":
        return None
    verb = by.head.head if by.head.dep_ in ("xcomp", "oprd") and not is_saying(by.head) else by.head
    return verb if verb.lemma_.lower() in _TOLD_BY and (verb == by.head or is_passive(verb)) else None


def passes_on(verb: Token) -> bool:
    """Say whether the doer of a passive verb only passes on what it is on: "intelligence, cited by the Times"."""
    return verb.lemma_.lower() in _PASS_ON and verb.dep_ == "acl"


def _sets_in(verb: Token) -> bool:
    """Say whether a verb of saying is set into somebody's sentence: "the stones, he says, were old"."""
    said = any(c.dep_ in ("ccomp", "dobj") for c in verb.children)
    return is_saying(verb) and not said and not is_passive(verb)


def keeps_distance(verb: Token) -> bool:
    """Say whether a verb keeps the article's distance: "is believed to have", "is said to be"."""
    return verb.tag_ == "VBN" and verb.lemma_ in _DISTANCE and is_passive(verb) and any(
        c.dep_ in ("xcomp", "ccomp") for c in verb.children
    )  # fmt: skip


def within(token: Token, ancestor: Token) -> bool:
    """Say whether a token is another or stands below it."""
    return ancestor == token or ancestor.is_ancestor(token)


def is_passive(verb: Token) -> bool:
    """Say whether a verb is in the passive voice."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
