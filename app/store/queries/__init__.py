"""All that is read from the database: one function for each page, the same for HTML, API and exports."""

from app.store.errors import BadCursor, Gone, NotFound
from app.store.queries.articles import article_page, articles_page
from app.store.queries.claims import claim_page, claims_page
from app.store.queries.sources import source_page, sources_page

__all__ = [
    "BadCursor",
    "Gone",
    "NotFound",
    "article_page",
    "articles_page",
    "claim_page",
    "claims_page",
    "source_page",
    "sources_page",
]
