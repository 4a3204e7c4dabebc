"""What an article's upkeep needs to know, also where the article was taken away."""

from sqlalchemy.orm import Session

from app.store import details, withdrawals
from app.store.intake_pages import UpkeepPage
from app.store.queries import rows
from app.store.queries.events import article_events
from app.store.queries.versions import version_refs


def upkeep_page(session: Session, article_id: int) -> UpkeepPage:
    """Five queries at most. Raises NotFound."""
    article = withdrawals.find_article(session, article_id)
    standing = article.withdrawn_at is None
    return UpkeepPage(
        article=rows.article_ref(article),
        details=details.told(article),
        corrected=tuple(article.as_read),
        versions=version_refs(session, article_id),
        events=article_events(session, article_id),
        withdrawn=None if standing else str(withdrawals.gone(session, article, "This article")),
        purged=article.purged_at is not None,
    )
