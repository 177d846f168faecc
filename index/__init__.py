"""Everything that can be known before a question is asked: clean articles, their claims, and how to find them."""

from index.cleaning import clean
from index.datatypes import (
    Article,
    ArticleWarning,
    Claim,
    ClaimKind,
    Hit,
    Notice,
    NoticeKind,
    Passage,
    Phase,
    Qualifier,
    Skipped,
    Span,
    State,
    When,
)
from index.errors import (
    ArticleMissing,
    IndexBusy,
    IndexDamaged,
    IndexError_,
    IndexMissing,
    IndexOutdated,
    ModelFailed,
    RashomonError,
    ReadingError,
    UsageError,
)
from index.index import Index
from index.inspection import IndexInfo
from index.reading import Articles, read_articles
from index.web import Web

__all__ = [
    "Article",
    "ArticleMissing",
    "ArticleWarning",
    "Articles",
    "Claim",
    "ClaimKind",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "IndexError_",
    "IndexInfo",
    "IndexMissing",
    "IndexOutdated",
    "ModelFailed",
    "Notice",
    "NoticeKind",
    "Passage",
    "Phase",
    "Qualifier",
    "RashomonError",
    "ReadingError",
    "Skipped",
    "Span",
    "State",
    "UsageError",
    "Web",
    "When",
    "clean",
    "read_articles",
]
