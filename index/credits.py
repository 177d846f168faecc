"""What a page says about an article beside its body: title, publisher, agency, authors and date.

For stripped text, where no markup tells: evidence is position, repetition and shared words. Unknown stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.dates import find_date
from index.furniture import ends_article, is_bullet, is_furniture, is_sentence, normalise, word_count
from index.outlets import known_agency
from index.stripped import Layout

__all__ = [
    "choose_headline",
    "find_agency",
    "find_authors",
    "find_place",
    "find_published",
    "find_publisher",
    "find_title",
    "find_updated",
    "without_site",
]

_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+(?:[|–—»•]|-{1,2})\s+(?P<site>[^|–—»•]{2,50})$")
_CRUMBS = re.compile(r"\s+[>›»/]\s+")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?"
    r"(?P<holder>(?!all rights)[A-Z][\w&'’. -]{2,50}?)(?=\s*(?:\.|,|\||–|—|$|all rights|inc\b|ltd\b))",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w .'’,\[\]/-]{1,60}?)(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?(?:,?\s+\d{4})?\s*"
    r"\((?P<agency>[A-Z][\w&. /-]{1,40})\)\s*(?:[:—–-]|--)",
)
_INPUTS = re.compile(
    r"[(\[]?\bwith (?:\w+ )?(?:inputs?|reporting|reports?|contributions?) (?:from|by) (?P<agency>[^.)\]]{2,40})",
    re.IGNORECASE,
)
_BARE_DATELINE = re.compile(r"^(?P<place>[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’-]+){0,4})\s*(?:[—–]|--| - )\s*(?=[A-Z\"“])")
_CLOSING_CREDIT = re.compile(r"[.!?…\"”’]\s*[(\[](?:with\s+)?(?P<agency>[A-Z][A-Z]{1,6}(?:/[A-Z]{2,7})?)[)\]]\s*$")
_SOURCE_CREDIT = re.compile(r"^(?:source|agency|from)\s?:\s*(?P<agency>[A-Z][\w&. -]{1,40})$", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:written\s+)?by:?\s+(?P<names>[A-Z][^.,|\d]{2,60}(?:,\s*[A-Z][^.,|\d]{2,40})*)", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\b(?:published|posted|date|first\s+published)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified|last changed)\b", re.IGNORECASE)
_HOME_PAGES = frozenset({"home", "homepage", "home page", "front page", "start", "news", "main page", "index"})
_NEAR_BODY = 14  # lines above the article in which its date and byline stand


def find_title(layout: Layout, body: str) -> str:
    """Return the headline, without the name of the site behind it; empty when the page has none.

    A headline stands above the body, does not read as a menu, and either shares content words with the article's
    opening or is repeated on the page.
    """
    opening = set(normalise(body[:1500]).split())
    everywhere = [normalise(line) for line in layout.lines]
    best, best_score = "", 1.5
    head = [line for line in layout.head if line]
    banner = head[0] if len(head) > 4 else None
    for distance, line in enumerate(reversed(head)):
        if not 2 <= word_count(line) <= 30 or len(line) > 250 or _is_no_title(line) or line == banner:
            continue
        title = without_site(line, None, layout)
        words = [word for word in normalise(title).split() if len(word) > 3]
        if not words:
            continue
        shared = sum(word in opening for word in words)
        repeats = sum(normalise(title) in other for other in everywhere) - 1
        section = (
            -1.5 if len(words) < 3 or (line.isupper() and word_count(line) < 5) else 0.0
        )  # a section's or the site's name
        score = (
            section
            + 3.0 * shared / len(words)
            + min(shared, 3) * 0.5
            + min(repeats, 2) * 0.8
            - 0.04 * min(distance, 25)
        )
        if distance == 0 and len(head) == 1:
            score += 1.0  # a text file whose first line stands apart
        if score > best_score:
            best, best_score = title, score
    return best


def find_publisher(layout: Layout) -> str | None:
    """Return the name of the site: the root of its breadcrumb, the end of its titles, its banner or copyright line."""
    for line in layout.head:
        crumbs = [part for part in _CRUMBS.split(line) if part]
        root = crumbs[0].strip() if len(crumbs) >= 3 else ""
        if root and word_count(root) <= 6 and root.lower() not in _HOME_PAGES and _is_name(root, layout):
            return root
    suffixes = Counter(match["site"] for line in layout.lines if (match := _SUFFIX.match(line)))
    rights = [m["holder"].strip() for line in layout.lines if len(line) < 300 for m in _COPYRIGHT.finditer(line)]
    for site, count in suffixes.most_common():
        if not _is_name(site, layout):
            continue
        if count > 1 or site in rights or any(normalise(line) == normalise(site) for line in layout.lines):
            return site
    return _banner(layout) or (re.sub(r"[\s\d–-]+$", "", rights[-1]) if rights else None)


def _banner(layout: Layout) -> str | None:
    """Return the page's first line, if it is a name that stands elsewhere on the page too."""
    first = next((line for line in layout.head if line), "")
    name = normalise(first).removeprefix("the ")
    if not 1 <= word_count(first) <= 5 or is_furniture(first) or not _is_name(first, layout):
        return None
    elsewhere = [line for line in layout.lines if name in normalise(line) and line != first]
    if name and (elsewhere or layout.lines.count(first) > 1):
        mixed = (re.search(re.escape(first), line, re.IGNORECASE) for line in elsewhere)
        return next((m[0] for m in mixed if m and not m[0].isupper()), first) if first.isupper() else first
    return None


def _is_name(text: str, layout: Layout) -> bool:
    """Say whether a text is a name, and no section or link: those stand in lower case too on their page."""
    if not all(word[0].isupper() for word in text.split() if word[0].isalpha()):
        return False
    common = re.compile(rf"\b{re.escape(text.lower())}\b")
    return not any(common.search(line) for line in layout.lines)


def find_published(layout: Layout) -> str | None:
    """Return the ISO date printed above the article: the one called published, else the nearest."""
    if not layout.body:
        return None
    near = [line for line in layout.head if line][-_NEAR_BODY:]
    dated = [(line, iso) for line in near if len(line) < 120 and (iso := find_date(line))]
    for line, iso in dated:
        if _PUBLISHED.search(line):
            return iso
    return dated[-1][1] if dated else None


def find_updated(layout: Layout) -> str | None:
    """Return the ISO date that a line near the article calls that of its last change."""
    near = [line for line in layout.head if line][-_NEAR_BODY:]
    return next((iso for line in near if len(line) < 120 and _CHANGED.search(line) and (iso := find_date(line))), None)


def find_authors(layout: Layout) -> tuple[str, ...]:
    """Return the names of a byline ("By Ada Lindqvist and Tom Reyes") just above the article."""
    for line in reversed([line for line in layout.head if line][-_NEAR_BODY:]):
        if match := _BYLINE.match(line):
            names = re.split(r",\s*|\s+and\s+|\s+&\s+", match["names"].strip())
            return tuple(name.strip() for name in names if 1 < len(name.split()) < 5 and name.strip()[0].isupper())
    return ()


def find_place(body: str) -> str | None:
    """Return where an article was reported from, by the dateline of its first lines."""
    for line in [line for line in body.split("\n") if line.strip()][:3]:
        if match := _DATELINE.match(line) or _BARE_DATELINE.match(line):
            return match["place"].strip(" ,")
    return None


def find_agency(body: str, authors: Sequence[str] = ()) -> str | None:
    """Return the news agency credited in the dateline, the byline, or at the end of the body ("(AFP)"), if one is."""
    lines = [line for line in body.split("\n") if line.strip()]
    for line in lines[:3]:
        if match := _DATELINE.match(line):
            return known_agency(match["agency"]) or match["agency"].strip()
    if agency := next((agency for author in authors if (agency := known_agency(author))), None):
        return agency
    for line in reversed(lines[-2:]):
        if match := _CLOSING_CREDIT.search(line) or _SOURCE_CREDIT.match(line):
            return known_agency(match["agency"]) or match["agency"].strip()
        if (match := _INPUTS.search(line)) and (agency := known_agency(match["agency"])):
            return agency
    return None


def without_site(line: str, publisher: str | None, layout: Layout) -> str:
    """Cut the site's name off a headline when it is one: known, repeated behind other lines, or named elsewhere."""
    match = _SUFFIX.match(line)
    if not match:
        return line
    site = match["site"]
    if publisher and normalise(site) == normalise(publisher):
        return match["title"]
    behind_others = sum(other.endswith(site) and normalise(other) != normalise(line) for other in layout.lines)
    named = any(normalise(other) == normalise(site) or (site in other and "©" in other) for other in layout.lines)
    return match["title"] if behind_others or named else line


def choose_headline(found: str, written: str, declared: Sequence[str], body: str) -> tuple[str, str | None]:
    """Tell the headline from the names of site and section, where an extractor may have taken one for the other.

    Args:
        found: What the extractor took for the headline.
        written: The page's ``<title>``, in which both mostly stand.
        declared: Wordings that the markup declares to be the headline.
        body: The article, whose opening shares words with its headline.

    Returns:
        The headline, and the site's name where it stands beside the headline in the title.
    """
    if not written or normalise(found) in map(normalise, declared):
        return found, None
    parts = [part.strip() for part in re.split(r"\s+[|–—»•-]\s+", written) if part.strip()]
    opening = set(normalise(body[:1500]).split())

    def shared(part: str) -> int:
        return sum(word in opening for word in normalise(part).split() if len(word) > 3)

    place = next((i for i, part in enumerate(parts) if normalise(part) == normalise(found)), None)
    if place is not None and len(parts) > 1:
        best = max((part for i, part in enumerate(parts) if i != place), key=shared)
        return (best, parts[place]) if shared(best) > shared(found) else (found, None)
    known = set(normalise(written).split())
    words = normalise(found).split()
    if words and 2 * sum(word in known for word in words) < len(words):  # a heading of something else on the page
        return parts[0] if parts else written, None
    return found, None


def _is_no_title(line: str) -> bool:
    crumbs = len(_CRUMBS.split(line)) >= 3
    dated = find_date(line) is not None and word_count(line) <= 8
    label = re.match(r"^(?:reading|now reading|tag|category|previous|next)\s?:", line, re.IGNORECASE)
    return bool(
        crumbs
        or label
        or dated
        or _BYLINE.match(line)
        or is_bullet(line)
        or is_furniture(line)
        or ends_article(line)
        or (is_sentence(line) and word_count(line) > 18)
    )
