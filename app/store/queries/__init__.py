"""All that is read from the database: one function for each page, the same for HTML, API and exports."""

from app.store.errors import BadCursor, Gone, Moved, NotFound, Refused
from app.store.queries.articles import article_page, articles_page
from app.store.queries.changes import version_changes
from app.store.queries.claims import claim_page, claims_page
from app.store.queries.compare import comparable, compare_page, matter_page
from app.store.queries.concordance import LineOrder, concordance
from app.store.queries.doubts import doubts_page
from app.store.queries.events import article_events
from app.store.queries.filters import as_they_stand, current_slugs
from app.store.queries.front import heard
from app.store.queries.imports import feeds_page, import_page, imports_page
from app.store.queries.links import cross_references, differing_claims, reference_counts
from app.store.queries.names import names_like, slug_named
from app.store.queries.orders import SourceOrder
from app.store.queries.sources import called, source_page, sources_page
from app.store.queries.upkeep import upkeep_page

__all__ = [
    "BadCursor",
    "Gone",
    "LineOrder",
    "Moved",
    "NotFound",
    "Refused",
    "SourceOrder",
    "article_events",
    "article_page",
    "articles_page",
    "as_they_stand",
    "called",
    "claim_page",
    "claims_page",
    "comparable",
    "compare_page",
    "concordance",
    "cross_references",
    "current_slugs",
    "differing_claims",
    "doubts_page",
    "feeds_page",
    "heard",
    "import_page",
    "imports_page",
    "matter_page",
    "names_like",
    "reference_counts",
    "slug_named",
    "source_page",
    "sources_page",
    "upkeep_page",
    "version_changes",
]
