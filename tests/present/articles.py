"""Articles made by hand, without a database."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain import Precision
from app.store.pages import ArticlePage, ArticleRef, Claim, Facet, When

AT = When(datetime(2031, 5, 4, tzinfo=UTC), Precision.DATE)


def page(claims: Sequence[Claim], text: str = "") -> ArticlePage:
    """The article's page, with those who make its claims as its legend."""
    counts = Counter(chip for each in claims for chip in (each.sources or (None,)))
    legend = (Facet(chip.slug if chip else "", "", count, False, chip) for chip, count in counts.items())
    article = ArticleRef(1, "", "", "", "", AT, "en")
    return ArticlePage(article, 1, text, (), True, tuple(claims), tuple(legend))
