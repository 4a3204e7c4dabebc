"""All forms in which an article, or a claim in it, is copied by hand."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.present import quotation
from app.present.citation import item
from app.present.styles import Line, lines
from app.store.pages import ArticleRef, Claim


@dataclass(frozen=True, slots=True)
class Taken:
    """`path` is the page here; without a claim there is nothing to quote."""

    path: str
    quotation: str
    markdown: str
    lines: tuple[Line, ...]


@lru_cache(maxsize=512)
def take(article: ArticleRef, claim: Claim | None, base_url: str, on: date) -> Taken:
    """As it would be written on this day. Remembered, for setting the lines takes some milliseconds."""
    cited = item(article, base_url, on, [claim] if claim else [], alone=claim is not None)
    set_lines = lines(cited, claim)
    if claim is None:
        return Taken(f"/articles/{article.id}", "", "", set_lines)
    return Taken(
        f"/claims/{claim.id}",
        quotation.quotation(claim, article, base_url),
        quotation.markdown(claim, article, base_url),
        set_lines,
    )
