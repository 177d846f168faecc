"""What a reader types that is no question about the articles: a greeting, an order, another language, nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.datatypes import Answer, AnswerLine
from rag.questions import LONGEST

__all__ = ["Reply", "as_answer", "reply_to"]

_HINT = "Ask for one thing that the articles could tell, for example: How many people were hurt in the fire in Obell?"
_OPENING = re.compile(
    r"^(?:(?:and|but|so|then|well|also|hm+|uh|er|no|nope|yes|yeah|yep|sure|just|only|the|an?|i mean|what about"
    r"|how about|you|according to|tell me(?: about)?|compare|please|from|in|of|not|maybe|perhaps)\b[\s,.]*)+$",
    re.IGNORECASE,
)
"""Words that ask nothing by themselves."""
_MEANT = re.compile(
    r"^(?:what|how) do you mean(?: by (?:that|this))?$|^(?:i|we) do(?:n['’]t| not) understand$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hiya|howdy|greetings|welcome|good (?:morning|afternoon|evening|day|night))(?: (?:there"
    r"|all|again|you|rashomon))*$"
    r"|^how are you(?: (?:doing|today))*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^(?:(?:ok(?:ay)?|great|perfect|good|nice|cool|wow|super|alright|all right|got it|i see|fine|excellent"
    r"|many)[, ]*)*"
    r"(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|ok(?:ay)?|great|perfect|nice|cool|wow|got it"
    r"|i see|fine|(?:good ?)?bye"
    r"|see you|that(?:['’]s| is| was) (?:all|it|great|helpful|good))(?: for (?:that|now|the help|your help))?$",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"^(?:help(?: me)?|what (?:can|do) (?:you|i) (?:do|ask(?: you)?|know)(?: here)?|who (?:are|made|built) you"
    r"|what are you"
    r"|how (?:do|does) (?:you|this|it) work|are you (?:a |an )?(?:bot|robot|human|ai|person|real))$",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(
    r"^(?:please |can you |could you )*(?:summari[sz]e|sum up|list|show|tell|give|explain|read)(?: me| us)?"
    r"(?: a summary of| an overview of| about)?(?: (?:everything|all|anything|them all|(?:all )?(?:of )?(?:the"
    r"|these|your) (?:articles|news|documents|texts)))"
    r"(?: you (?:know|have))?$",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^(?:please |now |just |and |you (?:must|should|will) )*(?:ignore|disregard|forget|override"
    r"|bypass)\b.*\b(?:instruction|rule|prompt|above|previous"
    r"|everything|guideline|restriction|said)"
    r"|^(?:please |now |can you |could you )*(?:act|pretend|behave|roleplay|imagine)\b.*\b(?:as|you|to be)\b"
    r"|^(?:please |can you |could you |now )*(?:write|compose|draft|generate|make up|invent|tell(?: me)?|sing"
    r"|draw|paint|translate|code|program)"
    r" (?:me |us )?(?:an?|the|some|this|that|your)? ?(?:\w+ ){0,2}?(?:joke|poem|song|story|essay|letter|e-?mail"
    r"|code|script|function|program|tweet|post"
    r"|picture|image|article|password|prompt|rules|instructions|haiku|limerick)s?\b"
    r"|\b(?:system prompt|your (?:instructions|rules|prompt))\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:what|how|who|whom|when|where|why|which|the|does|did|were|are|has|have|been|many|much|about|there"
    r"|people|and|with|from|tell|me)\b",
    re.IGNORECASE,
)
_FOREIGN = 12.0
"""Nats by which py3langid must prefer another language. Of 1,578 English questions the furthest off without an English
word such as "what" or "the" reaches 9; the nearest of eight short ones in five other languages 20."""
_BRIEF = 120  # characters of what is no more than a greeting or thanks; an order can be longer
_FEWEST = 3  # words of a question whose language can be told
_LANGUAGES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
    "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "hi": "Hindi",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "nb": "Norwegian", "fi": "Finnish", "el": "Greek", "cs": "Czech", "hu": "Hungarian", "ro": "Romanian",
    "vi": "Vietnamese", "id": "Indonesian",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said instead of an answer."""

    reason: str
    """Why there is no answer, as a clause."""
    text: str
    """What the reader is told, and what to ask."""


_REPLIES = (
    (_OPENING, Reply("nothing was asked", f"Nothing was asked. {_HINT}")),
    (
        _MEANT,
        Reply(
            "this is about the assistant, not about the articles",
            "Ask “Show me the source” to see what the last answer rests on, or ask the question in other words.",
        ),
    ),
    (
        _GREETING,
        Reply("a greeting asks nothing", f"Hello. I answer questions from the articles, with quotes. {_HINT}"),
    ),
    (_THANKS, Reply("thanks ask nothing", "You are welcome. Ask a further question whenever you like.")),
    (
        _ABOUT_ITSELF,
        Reply(
            "this is about the assistant, not about the articles",
            "I answer questions from the articles, quote where each sentence comes from and show where sources differ. "
            f"{_HINT}",
        ),
    ),
    (
        _EVERYTHING,
        Reply(
            "the whole collection is not summarised",
            "I do not summarise the whole collection. Ask what the articles say about one event, person or place.",
        ),
    ),
    (
        _ORDER,
        Reply(
            "this is an instruction, not a question about the articles",
            f"I take no instructions; I only answer from the articles. {_HINT}",
        ),
    ),
)


def reply_to(question: str) -> Reply | None:
    """Return the reply to what is no question about the articles; None for a question.

    Args:
        question: As typed.
    """
    words = " ".join(question.split())
    bare = words.strip(" ?.!,;:…")
    if not re.search(r"\w", bare):
        return Reply("nothing was asked", f"Nothing was asked. {_HINT}")
    if len(words) > LONGEST:
        told = f"the question has {len(words):,} characters, and {LONGEST:,} is the most"
        return Reply(told, f"{told[:1].upper()}{told[1:]}. Ask about one thing in it, in a sentence.")
    patterns = _REPLIES if len(bare) <= _BRIEF else _REPLIES[-1:]
    said = next((reply for pattern, reply in patterns if pattern.search(bare)), None)
    return said or _in_another_language(bare)


def as_answer(question: str, reply: Reply) -> Answer:
    """Return a reply as an abstention."""
    line = AnswerLine(reply.text, ())
    return Answer(question=question, resolved_question=question, lines=(line,), abstained=True, reason=reply.reason)


def _in_another_language(words: str) -> Reply | None:
    if len(words.split()) < _FEWEST and not re.search(r"[^\W\d_a-zA-Z\u00c0-\u024f]", words):
        return None
    if _ENGLISH.search(words):
        return None
    from py3langid import rank

    scores = {str(code): float(score) for code, score in rank(words)}
    likeliest = max(scores, key=lambda code: scores[code])
    if likeliest == "en" or scores[likeliest] - scores["en"] < _FOREIGN:
        return None
    language = _LANGUAGES.get(likeliest, "a language other than English")
    return Reply(
        f"the question is in {language}, and questions are understood in English only",
        f"This seems to be in {language}. Questions are understood in English only; ask it in English. Articles in "
        "other languages are found and quoted, but figures, names and dates are read from English ones.",
    )
