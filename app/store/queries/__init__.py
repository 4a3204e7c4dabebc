"""All that is read from the database: one function for each page, the same for HTML, API and exports."""

from app.store.errors import BadCursor, Gone, Moved, NotFound, Refused, Stale, Why
from app.store.queries.accounts import (
    account_events,
    account_named,
    account_page,
    accounts,
    has_accounts,
    signed_in,
    tokens,
    with_reset_link,
    with_token,
)
from app.store.queries.arrivals import Arrival, articles_arrived, claims_arrived, sources_arrived
from app.store.queries.articles import article_page, articles_page
from app.store.queries.batches import article_batches, claim_batches, line_batches, source_batches
from app.store.queries.changes import version_changes
from app.store.queries.claim_history import article_history, claim_history
from app.store.queries.claims import claim_page, claims_page
from app.store.queries.collections import beside, collection_page, collections_page
from app.store.queries.compare import comparable, compare_page, matter_page
from app.store.queries.concordance import LineOrder, concordance
from app.store.queries.corrections import article_diff, claim_state, corrected_articles, reviewed
from app.store.queries.doubts import doubts_page
from app.store.queries.events import article_events
from app.store.queries.filters import as_they_stand, current_slugs
from app.store.queries.front import heard
from app.store.queries.imports import feeds_page, import_page, imports_page
from app.store.queries.links import cross_references, differing_claims
from app.store.queries.names import names_like, slug_named, source_names
from app.store.queries.notes import about_claim, claim_notes, notes_of, notes_page, open_notes
from app.store.queries.orders import SourceOrder
from app.store.queries.queue import has_workers, queue_page, waiting
from app.store.queries.reference_counts import reference_counts
from app.store.queries.review import decided, progress, review_page
from app.store.queries.saved import filters_page, view
from app.store.queries.shares import share_page, shares_page
from app.store.queries.sharing import (
    article_to_share,
    claim_to_share,
    collection_to_share,
    comparison_to_share,
    matter_to_share,
)
from app.store.queries.sources import called, source_named, source_page, sources_page
from app.store.queries.stock import sizes, stock
from app.store.queries.upkeep import upkeep_page

__all__ = [
    "Arrival",
    "BadCursor",
    "Gone",
    "LineOrder",
    "Moved",
    "NotFound",
    "Refused",
    "SourceOrder",
    "Stale",
    "Why",
    "about_claim",
    "account_events",
    "account_named",
    "account_page",
    "accounts",
    "article_batches",
    "article_diff",
    "article_events",
    "article_history",
    "article_page",
    "article_to_share",
    "articles_arrived",
    "articles_page",
    "as_they_stand",
    "beside",
    "called",
    "claim_batches",
    "claim_history",
    "claim_notes",
    "claim_page",
    "claim_state",
    "claim_to_share",
    "claims_arrived",
    "claims_page",
    "collection_page",
    "collection_to_share",
    "collections_page",
    "comparable",
    "compare_page",
    "comparison_to_share",
    "concordance",
    "corrected_articles",
    "cross_references",
    "current_slugs",
    "decided",
    "differing_claims",
    "doubts_page",
    "feeds_page",
    "filters_page",
    "has_accounts",
    "has_workers",
    "heard",
    "import_page",
    "imports_page",
    "line_batches",
    "matter_page",
    "matter_to_share",
    "names_like",
    "notes_of",
    "notes_page",
    "open_notes",
    "progress",
    "queue_page",
    "reference_counts",
    "review_page",
    "reviewed",
    "share_page",
    "shares_page",
    "signed_in",
    "sizes",
    "slug_named",
    "source_batches",
    "source_named",
    "source_names",
    "source_page",
    "sources_arrived",
    "sources_page",
    "stock",
    "tokens",
    "upkeep_page",
    "version_changes",
    "view",
    "waiting",
    "with_reset_link",
    "with_token",
]
