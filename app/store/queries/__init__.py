"""All that is read from the database: one function for each page, the same for HTML, API and exports."""

from app.store.errors import BadCursor, Gone, Moved, NotFound, Refused
from app.store.queries.articles import article_page, articles_page
from app.store.queries.claims import claim_page, claims_page
from app.store.queries.doubts import doubts_page
from app.store.queries.filters import current_slugs
from app.store.queries.names import names_like, slug_named
from app.store.queries.sources import source_page, sources_page

__all__ = [
    "BadCursor",
    "Gone",
    "Moved",
    "NotFound",
    "Refused",
    "article_page",
    "articles_page",
    "claim_page",
    "claims_page",
    "current_slugs",
    "doubts_page",
    "names_like",
    "slug_named",
    "source_page",
    "sources_page",
]
