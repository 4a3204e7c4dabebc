"""Articles that people took back: withdrawn, which can be undone, or purged, which cannot.

The claims of a withdrawn article are gone from the moment of its withdrawal, and have no links;
where the withdrawal is undone, they are linked anew (Pipeline.relate). Its address and text
are kept as digests even when it is purged, so that no feed brings it back.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.store.errors import Gone, NotFound, Refused, Why
from app.store.purge import erase
from app.store.relinking import leave_out_gone
from app.store.repeats import repeat
from app.store.tables import Article, Claim, Event

WITHDRAWN, PURGED = "withdrawn", "purged"  # facts of an article: when, or None
ACTIONS = WITHDRAW, PURGE = "withdraw", "purge"


def find_article(session: Session, article_id: int) -> Article:
    """Raises NotFound."""
    article = session.get(Article, article_id) if 0 < article_id < 2**31 else None
    if article is None:
        raise NotFound(f"There is no article {article_id}.")
    return article


def require_standing(session: Session, article: Article) -> None:
    """Raises Gone where the article was withdrawn."""
    if article.withdrawn_at is not None:
        raise gone(session, article)


def require_words(article: Article) -> None:
    """Raises Refused where the article was purged."""
    if article.purged_at is not None:
        raise Refused(f"Article {article.id} was purged: nothing is left of it that could come back.")


def gone(session: Session, article: Article, what: str = "") -> Gone:
    """What is to be told of a withdrawn article, or of something that went with it."""
    why = (
        select(Event.reason, Event.who)
        .where(Event.subject_kind == "article", Event.subject_id == article.id, Event.action.in_(ACTIONS))
        .order_by(Event.id.desc())
        .limit(1)
    )
    reason, by = session.execute(why).first() or ("", "")
    at = article.withdrawn_at or article.added_at
    message = f"{what or f'The article {article.id}'} was withdrawn on {at:%d %B %Y}"
    return Gone(
        f"{message}: {reason}" if reason else f"{message}.", at, why=Why.WITHDRAWN, by=by, reason=reason
    )


def read(article: Article, name: str) -> str | None:
    moment = article.purged_at if name == PURGED else article.withdrawn_at
    return moment.isoformat() if moment else None


def write(session: Session, article: Article, name: str, value: str | None) -> None:
    """Withdraw or purge an article, or undo its withdrawal. Raises Refused for one that is purged."""
    if value != read(article, name):
        require_words(article)
    if name == PURGED:
        article.purged_at = datetime.fromisoformat(value) if value else None
        if article.purged_at is not None:
            erase(session, article)
        repeat(session, [article.id])
        return
    before, article.withdrawn_at = article.withdrawn_at, datetime.fromisoformat(value) if value else None
    of_article = Claim.article_id == article.id
    if before is not None:
        session.execute(update(Claim).where(of_article, Claim.gone_at == before).values(gone_at=None))
    if article.withdrawn_at is not None:
        live = (of_article, Claim.gone_at.is_(None))
        session.execute(update(Claim).where(*live).values(gone_at=article.withdrawn_at))
        leave_out_gone(session, article.id)
    repeat(session, [article.id])
