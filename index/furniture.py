"""What the text around an article looks like: the language of menus, notices, teasers and footers.

The rules are about the language of pages, not about any site: a notice speaks to the reader ("your", "sign up"),
a share bar names networks, a footer claims rights. Measured on stripped text only; HTML is left to trafilatura.
"""

from __future__ import annotations

import re

__all__ = ["addresses_reader", "ends_article", "is_bullet", "is_furniture", "is_sentence", "normalise", "word_count"]

_LONGEST_NOTICE = 60  # words; a longer paragraph that mentions cookies or newsletters is an article about them

_LONGEST_LINE = 800  # characters; no notice is longer, and the patterns need not run over a whole book
_NETWORKS = (
    "facebook|twitter|x|whatsapp|linkedin|telegram|reddit|email|e-mail|print|copy link|messenger|pinterest|instagram"
    "|youtube|tiktok|threads|bluesky|mastodon|save|bookmark|tweet|pin|sms|rss|copy|link|more|viber|flipboard|tumblr"
)
_WHOLE_LINE_PARTS = (
    r"accept(?: all)?(?: cookies)?",
    r"reject(?: all)?",
    r"advert(?:isement|ising|ise)?s?",
    r"ad(?: feedback)?",
    r"sponsored(?: by| content)?",
    r"promoted(?: content)?",
    r"(?:sign|log) ?(?:in|up|out)(?: / \w+)?",
    r"register",
    r"subscribe(?: now| today)?",
    r"share(?: this.*)?(?: on.*)?",
    rf"(?:{_NETWORKS}|\W)+",
    r"menu",
    r"search(?: for:?)?",
    r"home",
    r"skip to .*",
    r"close",
    r"back to top",
    r"top",
    r"next",
    r"previous",
    r"loading\W*",
    r"listen(?: to this \w+)?",
    r"\d+ ?(?:- ?)?min(?:ute)?s?(?: read)?",
    r"\d+ (?:comments?|shares?|views?|likes?)",
    r"(?:leave|post|add|write) a (?:comment|reply).*",
    r"(?:photo|image|picture|file photo|video|credit)s? ?[:/].*",
    r"getty images.*",
    r"(?:font resizer|notification|follow us|stay connected).*",
    r"(?:image|photo|picture|gallery|slide) \d+ (?:of|/) \d+.*",
    r"caption ?:.*",
    r"\W*story continues\b.*",
    r"continue reading.*",
    r"scroll .*",
    r"click here.*",
    r"tap here.*",
    r"read (?:more|next|also|on|the full).*",
    r"also read\b.*",
    r"see also\b.*",
    r"related(?: \w+){0,2}:?.{0,3}",
    r"more (?:from|on|in|stories|news|like|about)\b.*",
    r"show (?:more|all|less).*",
    r"view (?:all|more|comments).*",
    r"related (?:stories|articles|topics|news|coverage|links|reading)? ?:.*",
    r"trending.*",
    r"most (?:read|popular|viewed|shared).*",
    r"(?:popular|top|latest|other|breaking|recent|featured) (?:news|stories|posts|articles|headlines|videos?).*",
    r"(?:popular|top|other|featured) categor\w+.*",
    r"tags? ?:.*",
    r"topics? ?:.*",
    r"filed under.*",
    r"categor(?:y|ies) ?:.*",
    r"editor.?s picks?.*",
    r"recommended.*",
    r"you (?:may|might) .*",
    r"what to read next",
    r"don.?t miss.*",
    r"newsletters?.*",
    r"comments?(?: \(\d+\))?",
    r"(?:privacy|cookie) (?:policy|settings|notice|preferences).*",
    r"terms (?:of|and|&) .*",
    r"contact(?: us)?",
    r"about(?: us)?",
    r"all rights reserved.*",
    r".*©.*",
    r"\(c\) \d{4}.*",
    r"copyright\b.*",
    r"disclaimer\b.*",
    r"(?:e-?mail|phone|tel|fax|website) ?[-:–].*",
    r"support\W\w+@.*",
    r"story continues below.*",
    r"end of article",
    r"(?:last )?(?:updated|published|posted|modified)\b.{0,60}",
    r"(?:first )?published (?:on|at)?.{0,40}",
    r"live(?: blog| updates)?",
    r"(?:by|written by|(?:additional )?reporting by|edited by|editing by) [^.]{3,80}",
    r"\W*",
)
_WHOLE_LINE = re.compile(r"^\W*(?:" + "|".join(_WHOLE_LINE_PARTS) + r")\W*$", re.IGNORECASE)

_TO_THE_READER_PARTS = (
    r"\b(?:we|this (?:site|website)|our (?:site|website)|and our partners) (?:also )?uses? .{0,30}cookies",
    r"\bby (?:using|continuing|clicking|browsing|signing)\b.{0,60}\b(?:you|our|terms)\b",
    r"\b(?:your|an) (?:email|e-mail) address",
    r"\bunsubscribe\b",
    r"\byour (?:inbox|browser|subscription|account|password|privacy|consent|preferences|experience)\b",
    r"\bsign up (?:for|to|now|here|today)\b",
    r"\bsubscribe (?:to|now|today|for|here)\b",
    r"\bsign in to\b",
    r"\bfollow us\b",
    r"\bstay tuned\b",
    r"\bcheck back (?:later|soon|for|here)\b",
    r"\bjoin our\b",
    r"\bdownload (?:our|the) app\b",
    r"\ball rights reserved\b",
    r"\bterms (?:of (?:use|service)|and conditions)\b",
    r"\bprivacy policy\b",
    r"\bcookie (?:policy|settings)\b",
    r"\bmay not be (?:published|reproduced|republished|copied)\b",
    r"\bnot responsible for the content\b",
    r"\bsyndicated (?:news )?feed\b",
    r"\ba version of this (?:article|story)",
    r"\bunlimited (?:reading|access|audio|digital)",
    r"\bfree (?:articles?|trial)\b",
    r"\bauto-?generated\b",
    r"\baffiliate (?:links?|commission)\b",
    r"\bsupport (?:our|independent) journalism\b",
    r"\bthis is an? advert",
    r"\b(?:news)?letters?\b.{0,40}\b(?:inbox|sign|free|weekly|daily)\b",
    r"\byour comment\b",
    r"\bleave a (?:comment|reply)\b",
    r"\brequired fields\b",
    r"\b(?:send|email|e-mail|write to|call|text|contact|tell) us\b",
    r"\b(?:send|email) your\b",
    r"^.{0,120}\S@\S+\.\w{2,}",
    r"\bgot a (?:story|tip)\b",
    r"\b(?:enable|turn on) (?:javascript|notifications)\b",
    r"\bclick here\b",
)
_TO_THE_READER = re.compile(r"(?:" + "|".join(_TO_THE_READER_PARTS) + r")", re.IGNORECASE)

_END_PARTS = (
    r"you (?:may|might) (?:also )?(?:like|enjoy|be)",
    r"related(?: (?:stories|articles|posts|news|content|topics|coverage|links|reading))?\W*$",
    r"more (?:from|stories|news|in|on)\b",
    r"disclaimer\b",
    r"leave a (?:comment|reply)",
    r"comments?\W*$",
    r"post navigation",
    r"previous (?:article|post|story)",
    r"read next",
    r"recommended",
    r"about the author",
    r"trending",
    r"most (?:read|popular|viewed)",
    r"latest (?:news|stories|posts|headlines)",
    r"popular ",
    r"stay connected",
    r"(?:also|elsewhere) (?:on|in|from)\b.{0,40}$",
    r"editor.?s pick",
    r"what to read next",
    r"sponsored",
    r"promoted",
    r"join the (?:conversation|discussion)",
)
_END = re.compile(r"^\W*(?:" + "|".join(_END_PARTS) + r")", re.IGNORECASE)

_ADDRESS = re.compile(r"\b(?:you|your|we|our|us|this (?:article|story|page))\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«»]|(?<!\w)['‘]")
_BULLET = re.compile(r"^\s*[•·▪‣◦*–\-»>|→▶►]\s*\S")
_TERMINAL = re.compile(r"[.!?…:;。！？][\"'”’)\]」』\s]*$|[.!?…][\"'”’)\]]*\s*\([A-Z][\w ./-]{1,30}\)\s*$")
_WORD = re.compile(r"\w[\w'’-]*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana and Chinese characters: about two make a word


def normalise(line: str) -> str:
    """Return the line's words in lower case, for telling repeated lines."""
    return " ".join(_WORD.findall(line.lower()))


def word_count(line: str) -> int:
    """Return the number of words of a line; where no spaces divide them, half its characters."""
    return len(_WORD.findall(line)) + len(_UNSPACED.findall(line)) // 2


def is_bullet(line: str) -> bool:
    """Say whether the line is an item of a list."""
    return bool(_BULLET.match(line))


def is_furniture(line: str) -> bool:
    """Say whether the line belongs to the page and not to the article, by its words alone."""
    if len(line) > _LONGEST_LINE:
        return False
    if _WHOLE_LINE.match(line):
        return not is_sentence(line) or word_count(line) <= _LONGEST_NOTICE // 2
    return bool(_TO_THE_READER.search(line)) and word_count(line) <= _LONGEST_NOTICE


def addresses_reader(line: str) -> bool:
    """Say whether a short line speaks to the reader in the page's own voice; a notice, at the edge of an article."""
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_ADDRESS.search(line)) and not _QUOTED.search(line) and word_count(line) <= _LONGEST_NOTICE // 2


def ends_article(line: str) -> bool:
    """Say whether the line opens what follows an article: related stories, comments, a disclaimer."""
    return bool(_END.match(line)) and not (is_sentence(line) and word_count(line) > 12 and ":" not in line[:24])


def is_sentence(line: str) -> bool:
    """Say whether a line reads as prose: it ends like a sentence and most of its words are in lower case.

    Headlines and menus fail the one or the other, in every language that has case.
    """
    words: list[str] = _WORD.findall(line)
    if word_count(line) < 4 or not _TERMINAL.search(line):
        return False
    lower = sum(word[0].islower() for word in words)
    cased = sum(word[0].isalpha() and word[0].lower() != word[0].upper() for word in words)
    return cased == 0 or lower >= 0.4 * cased
