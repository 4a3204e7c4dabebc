"""What the front page tells besides the newest articles."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.list_pages import Heard
from app.store.queries import facets
from app.store.queries.filters import NAMED
from app.store.tables import Article, Claim, ClaimSource, Part, Source

WEEK = timedelta(days=7)


def heard(session: Session, *, limit: int = 8) -> Heard | None:
    """Who is heard most in the seven days up to the newest article's; None without named sources then.

    Two queries.
    """
    newest = session.scalar(select(func.max(Article.sort_at)).where(Article.withdrawn_at.is_(None)))
    if newest is None:
        return None
    until = newest.date()
    end = datetime.combine(until, time.max, UTC)
    where = [
        Claim.gone_at.is_(None),
        Claim.sort_at > end - WEEK,
        Claim.sort_at <= end,
        ClaimSource.source_id.in_(select(Source.id).where(Source.type.in_(NAMED))),
    ]
    found = facets.in_part(session, Part.BY, where)
    if not found:
        return None
    return Heard(until - WEEK + timedelta(days=1), until, tuple(found[:limit]))
