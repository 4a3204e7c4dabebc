"""What people decided of notes, collections and saved filters, out of the event log."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.store import desk_pages as pages
from app.store import events
from app.store.queries import rows
from app.store.tables import Article, Claim, Event

EVENTS = 50
UNDONE = aliased(Event, name="undone_event")


def desk_events(
    session: Session, kind: str, *conditions: ColumnElement[bool], limit: int = EVENTS
) -> tuple[pages.DeskEvent, ...]:
    """The last events of a kind that fit, newest first; two queries."""
    about = Event.subject_kind.in_((events.NOTE, events.COLLECTION)) & (Claim.id == Event.other_id)
    statement = (
        select(Event, Claim, Article, UNDONE)
        .outerjoin(Claim, about)
        .outerjoin(Article, Article.id == Claim.article_id)
        .outerjoin(UNDONE, UNDONE.id == Event.undoes)
        .where(Event.subject_kind == kind, *conditions)
        .order_by(Event.id.desc())
        .limit(limit)
    )
    found = session.execute(statement).all()
    undone = events.undone_by(session, [event.id for event, _, _, _ in found])
    return tuple(
        pages.DeskEvent(
            id=event.id,
            at=event.at,
            who=event.who,
            action=taken_back.action if taken_back else event.action,
            is_undo=taken_back is not None,
            was=event.before["words"],
            now=event.after["words"],
            about=noted(claim, article) if claim else None,
            undone_by=undone.get(event.id),
        )
        for event, claim, article, taken_back in found
    )


def noted(claim: Claim, article: Article) -> pages.Noted:
    """The words of a withdrawn article are shown nowhere."""
    stands = article.withdrawn_at is None
    return pages.Noted(
        claim.key,
        claim.quote if stands else "",
        rows.article_ref(article) if stands else None,
        claim.gone_at,
    )
