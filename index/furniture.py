"""What the text around an article looks like: the language of menus, notices, teasers and footers.

The rules are about the language of pages, not about any site: a notice speaks to the reader ("your", "sign up"),
a share bar names networks, a footer claims rights. Measured on stripped text only; HTML is left to trafilatura.
"""

from __future__ import annotations

import re

__all__ = ["addresses_reader", "ends_article", "is_bullet", "is_furniture", "is_sentence", "normalise", "word_count"]

_LONGEST_NOTICE = 60  # words; a longer paragraph that mentions cookies or newsletters is an article about them

_WHOLE_LINE = re.compile(
    r"""^\W*(?:
      accept(?:\sall)?(?:\scookies)? | reject(?:\sall)? | advert(?:isement|ising|ise)?s? | ad(?:\sfeedback)? | sponsored(?:\sby|\scontent)?
    | promoted(?:\scontent)? | (?:sign|log)\s?(?:in|up|out)(?:\s/\s\w+)? | register | subscribe(?:\snow|\stoday)? | share(?:\sthis.*)?(?:\son.*)?
    | (?:facebook|twitter|x|whatsapp|linkedin|telegram|reddit|email|e-mail|print|copy\slink|messenger|pinterest|instagram
       |youtube|tiktok|threads|bluesky|mastodon|save|bookmark|tweet|pin|sms|rss|copy|link|more|viber|flipboard|tumblr|\W)+
    | menu | search(?:\sfor:?)? | home | skip\sto\s.* | close | back\sto\stop | top | next | previous | loading\W* | listen(?:\sto\sthis\s\w+)?
    | \d+\s?(?:-\s?)?min(?:ute)?s?(?:\sread)? | \d+\s(?:comments?|shares?|views?|likes?) | (?:leave|post|add|write)\sa\s(?:comment|reply).*
    | (?:photo|image|picture|file\sphoto|video|credit)s?\s?[:/].* | getty\simages.* | (?:font\sresizer|notification|follow\sus|stay\sconnected).*
    | (?:image|photo|picture|gallery|slide)\s\d+\s(?:of|/)\s\d+.* | caption\s?:.* | \W*story\scontinues\b.* | continue\sreading.* | scroll\s.*
    | click\shere.* | tap\shere.* | read\s(?:more|next|also|on|the\sfull).* | also\sread\b.* | see\salso\b.* | related(?:\s\w+){0,2}:?.{0,3}
    | more\s(?:from|on|in|stories|news|like|about)\b.* | continue\sreading.* | show\s(?:more|all|less).* | view\s(?:all|more|comments).*
    | related\s(?:stories|articles|topics|news|coverage|links|reading)?\s?:.* | trending.* | most\s(?:read|popular|viewed|shared).*
    | (?:popular|top|latest|other|breaking|recent|featured)\s(?:news|stories|posts|articles|headlines|categor\w+|videos?).*
    | tags?\s?:.* | topics?\s?:.* | filed\sunder.* | categor(?:y|ies)\s?:.* | editor.?s\spicks?.* | recommended.* | you\s(?:may|might)\s.*
    | what\sto\sread\snext | don.?t\smiss.* | newsletters?.* | comments?(?:\s\(\d+\))? | (?:privacy|cookie)\s(?:policy|settings|notice|preferences).*
    | terms\s(?:of|and|&)\s.* | contact(?:\sus)? | about(?:\sus)? | all\srights\sreserved.* | .*©.* | \(c\)\s\d{4}.* | copyright\b.*
    | disclaimer\b.* | (?:e-?mail|phone|tel|fax|website)\s?[-:–].* | support\W\w+@.* | story\scontinues\sbelow.* | end\sof\sarticle
    | (?:last\s)?(?:updated|published|posted|modified)\b.{0,60} | (?:first\s)?published\s(?:on|at)?.{0,40} | live(?:\sblog|\supdates)?
    | (?:by|written\sby|reporting\sby|edited\sby|editing\sby)\s[^.]{3,80} | \W*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)

_TO_THE_READER = re.compile(
    r"""(?:
      \b(?:we|this\s(?:site|website)|our\s(?:site|website)|and\sour\spartners)\s(?:also\s)?uses?\s.{0,30}cookies | \bby\s(?:using|continuing|clicking|browsing|signing)\b.{0,60}\b(?:you|our|terms)\b
    | \b(?:your|an)\s(?:email|e-mail)\saddress | \bunsubscribe\b | \byour\s(?:inbox|browser|subscription|account|password|privacy|consent|preferences|experience)\b
    | \bsign\sup\s(?:for|to|now|here|today)\b | \bsubscribe\s(?:to|now|today|for|here)\b | \bsign\sin\sto\b | \bfollow\sus\b | \bjoin\sour\b | \bdownload\s(?:our|the)\sapp\b
    | \ball\srights\sreserved\b | \bterms\s(?:of\s(?:use|service)|and\sconditions)\b | \bprivacy\spolicy\b | \bcookie\s(?:policy|settings)\b
    | \bmay\snot\sbe\s(?:published|reproduced|republished|copied)\b | \bnot\sresponsible\sfor\sthe\scontent\b | \bsyndicated\s(?:news\s)?feed\b
    | \ba\sversion\sof\sthis\s(?:article|story) | \bunlimited\s(?:reading|access|audio|digital) | \bfree\s(?:articles?|trial)\b
    | \bauto-?generated\b | \baffiliate\s(?:links?|commission)\b | \bsupport\s(?:our|independent)\sjournalism\b | \bthis\sis\san?\sadvert
    | \b(?:news)?letters?\b.{0,40}\b(?:inbox|sign|free|weekly|daily)\b | \byour\scomment\b | \bleave\sa\s(?:comment|reply)\b | \brequired\sfields\b
    | \b(?:send|email)\s(?:us|your)\b | \bgot\sa\s(?:story|tip)\b | \b(?:enable|turn\son)\s(?:javascript|notifications)\b | \bclick\shere\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_END = re.compile(
    r"""^\W*(?:you\s(?:may|might)\s(?:also\s)?(?:like|enjoy|be) | related(?:\s(?:stories|articles|posts|news|content|topics|coverage|links|reading))?\W*$
      | more\s(?:from|stories|news|in|on)\b | disclaimer\b | leave\sa\s(?:comment|reply) | share\sthis | comments?\W*$ | post\snavigation | previous\s(?:article|post|story)
      | read\snext | recommended | about\sthe\sauthor | trending | most\s(?:read|popular|viewed) | latest\s(?:news|stories|posts|headlines) | popular\s | stay\sconnected
      | (?:also|elsewhere)\s(?:on|in|from)\b.{0,40}$ | editor.?s\spick | what\sto\sread\snext | sponsored | promoted | join\sthe\s(?:conversation|discussion) )""",
    re.IGNORECASE | re.VERBOSE,
)

_ADDRESS = re.compile(r"\b(?:you|your|we|our|us|this (?:article|story|page))\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«»]|(?<!\w)['‘]")
_BULLET = re.compile(r"^\s*[•·▪‣◦*–\-»>|]\s*\S")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]\s]*$|[.!?…][\"'”’)\]]*\s*\([A-Z][\w ./-]{1,30}\)\s*$")
_WORD = re.compile(r"\w[\w'’-]*")


def normalise(line: str) -> str:
    """Return the line's words in lower case, for telling repeated lines."""
    return " ".join(_WORD.findall(line.lower()))


def word_count(line: str) -> int:
    """Return the number of words of a line."""
    return len(_WORD.findall(line))


def is_bullet(line: str) -> bool:
    """Say whether the line is an item of a list."""
    return bool(_BULLET.match(line))


def is_furniture(line: str) -> bool:
    """Say whether the line belongs to the page and not to the article, by its words alone."""
    if _WHOLE_LINE.match(line):
        return not is_sentence(line) or word_count(line) <= _LONGEST_NOTICE // 2
    return bool(_TO_THE_READER.search(line)) and word_count(line) <= _LONGEST_NOTICE


def addresses_reader(line: str) -> bool:
    """Say whether a short line speaks to the reader in the page's own voice; a notice, at the edge of an article."""
    return bool(_ADDRESS.search(line)) and not _QUOTED.search(line) and word_count(line) <= _LONGEST_NOTICE // 2


def ends_article(line: str) -> bool:
    """Say whether the line opens what follows an article: related stories, comments, a disclaimer."""
    return bool(_END.match(line)) and not (is_sentence(line) and word_count(line) > 12 and ":" not in line[:24])


def is_sentence(line: str) -> bool:
    """Say whether a line reads as prose: it ends like a sentence and most of its words are in lower case.

    Headlines and menus fail the one or the other, in every language that has case.
    """
    words = _WORD.findall(line)
    if len(words) < 4 or not _TERMINAL.search(line):
        return False
    lower = sum(word[0].islower() for word in words)
    cased = sum(word[0].isalpha() and word[0].lower() != word[0].upper() for word in words)
    return cased == 0 or lower >= 0.4 * cased
