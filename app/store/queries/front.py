"""What the front page tells besides the newest articles."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import SourceType
from app.store.list_pages import Heard
from app.store.pages import Facet
from app.store.plain import plain
from app.store.queries import rows
from app.store.recall import recalled
from app.store.tables import Appearance, Article, Source

NAMED = [type_ for type_ in SourceType if not type_.is_unnamed]
WEEK = timedelta(days=7)


def heard(session: Session, *, limit: int = 8) -> Heard | None:
    """Who is heard most in the seven days up to the newest article's; None without named sources then.

    Two queries.
    """
    found: tuple[Heard | None] = recalled(session, ("heard", limit), tuple, lambda: (_heard(session, limit),))
    return found[0]


def _heard(session: Session, limit: int) -> Heard | None:
    newest = session.scalar(select(func.max(Article.sort_at)).where(Article.withdrawn_at.is_(None)))
    if newest is None:
        return None
    until = newest.date()
    end = datetime.combine(until, time.max, UTC)
    claims = func.sum(Appearance.claims)
    statement = (
        select(Source, claims)
        .join(Appearance, Appearance.source_id == Source.id)
        .where(Appearance.sort_at > end - WEEK, Appearance.sort_at <= end, Source.type.in_(NAMED))
        .group_by(Source.id)
        .having(claims > 0)
        .order_by(claims.desc(), plain(Source.slug))
        .limit(limit)
    )
    found = tuple(
        Facet(source.slug, source.name, count, False, rows.chip(source))
        for source, count in session.execute(statement)
    )
    return Heard(until - WEEK + timedelta(days=1), until, found) if found else None
