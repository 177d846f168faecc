"""Lines that accompany an article without being part of it, by their wording: captions, cross references, comments."""

from __future__ import annotations

import re

from index.furniture import is_sentence, word_count

__all__ = [
    "is_caption",
    "is_comment_head",
    "is_cross_reference",
    "is_glued",
    "is_machine_text",
    "is_stamp",
    "names_commenter",
]

_LONGEST_CAPTION = 400  # characters
_LONGEST_REFERENCE = 250
_LONGEST_TEASER = 400
_LONGEST_STAMP = 12  # words

_AGENCIES = r"getty(?: images)?|reuters|afp|ap|epa|pa|shutterstock|istock"
_CAPTION = re.compile(
    r"^\W*(?:(?:image|media|video|photo|picture|foto|bild)\s*(?:caption|credit|source)?\s?[:©]|(?:image|media) ?caption"
    r"|caption\b)"
    r"|\((?:image|photo|picture|credit|pic|file|screenshot|source|foto|bild|ap photo)\b[^)]*\)"
    rf"|\((?:[\w .'-]+/)?(?:{_AGENCIES})(?:/[^)]+)?\)\W*$|getty images|\bfile photo\b|^\W*©",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"^\W*(?:read|see|watch|listen|view|check out|more|also|related|further|click|leggi anche|lee también|lea también"
    r"|lesen sie|lire aussi|[àa] lire|mehr zum|mehr dazu|siehe auch|leia (?:mais|também)|baca juga|lees ook|czytaj"
    r"|ver también|veja)\b"
    r"(?=[^.]*:|.{0,6} (?:more|also|next|here|this|auch|anche)|\W*$| on\b)",
    re.IGNORECASE,
)
_COMMENTER = re.compile(
    r"^(?:\W*(?:reply|like|report|permalink|flag|upvote)\b|.{0,40}\b(?:says|said|wrote):?$"
    r"|.{0,60}\bat \d{1,2}:\d\d ?(?:am|pm)\b)",
    re.IGNORECASE,
)
_COMMENT_HEAD = re.compile(
    r"^\W*(?:\d+ )?(?:(?:top rated |reader |user |all |view )?(?:\d+ )?(?:comments?|replies|responses?)"
    r"|\d+ thoughts? on|(?:leave|post|add|write) a (?:comment|reply)|kommentare?|comentarios?|commentaires?|commenti)\b"
    r"[^.]{0,40}$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^[^.!?]{12,150}?(?:[a-zà-ÿ]{2}|[\d)])[A-ZÀ-Ý][a-zà-ÿ]*(?= [a-zà-ÿ])")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_STAMP = re.compile(
    r"\b(?:\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\b)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:\d{{4}}|at)|\d\d?\.? {_MONTH},? \d{{4}}"
    r"|(?:\d+|an?|one) (?:min(?:ute)?|h(?:ou)?r|day|week|month|year)s? ago)\b",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"^(?:https?://\S+|\d{4}-\d\d-\d\d[T ][\d:.+Z-]+)$")


def is_caption(line: str) -> bool:
    """Say whether a line is worded like the caption or credit of a picture."""
    return len(line) <= _LONGEST_CAPTION and bool(_CAPTION.search(line))


def is_cross_reference(line: str) -> bool:
    """Say whether a line sends the reader to another article ("Read more: ...", "Lesen Sie auch")."""
    return len(line) <= _LONGEST_REFERENCE and bool(_REFERENCE.match(line))


def names_commenter(line: str) -> bool:
    """Say whether a line stands above or below a reader's comment ("Ada says:", "Reply")."""
    return bool(_COMMENTER.match(line))


def is_comment_head(line: str) -> bool:
    """Say whether a line opens the readers' comments ("3 Comments", "Leave a reply")."""
    return len(line) <= 90 and bool(_COMMENT_HEAD.match(line))


def is_glued(line: str) -> bool:
    """Say whether a headline and its summary run into one another, as in lists of teasers ("the weirThe council")."""
    return len(line) <= _LONGEST_TEASER and bool(_GLUED.match(line))


def is_stamp(line: str) -> bool:
    """Say whether a short line has a whole date or a time of day, or names who wrote a comment.

    Such a line heads an article, a teaser or a comment: what follows is another text.
    """
    if word_count(line) > _LONGEST_STAMP or is_sentence(line):
        return False
    return bool(_STAMP.search(line)) or names_commenter(line)


def is_machine_text(line: str) -> bool:
    """Say whether a line is an address or a time stamp alone: what a page tells programs."""
    return bool(_MACHINE.match(line))
