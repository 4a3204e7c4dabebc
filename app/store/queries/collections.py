"""Collections, and what people keep beside one claim."""

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.store import desk_pages as pages
from app.store import events, gathering
from app.store.desk_facts import token
from app.store.pages import ClaimRow
from app.store.plain import plain
from app.store.queries import cursor
from app.store.queries.claims import claim_rows
from app.store.queries.desk_events import UNDONE, desk_events
from app.store.queries.notes import notes_of
from app.store.tables import Article, Claim, Collection, Event, Gathered

AT_ONCE = 50
OFFERED = 200  # collections among which one is chosen
NEXT = aliased(Claim, name="next_claim")
CAME_AND_WENT = ("create", "delete")


def collections_page(
    session: Session, *, after: str | None = None, limit: int = AT_ONCE
) -> pages.CollectionsPage:
    """Collections by name; on the first page with what was decided of them. Three queries.

    Raises BadCursor.
    """
    name = func.lower(plain(Collection.name))
    statement = (
        select(Collection, func.count(Gathered.claim_id), name)
        .outerjoin(Gathered, (Gathered.collection_id == Collection.id) & Gathered.position.is_not(None))
        .where(Collection.gone_at.is_(None))
        .group_by(Collection.id)
        .order_by(name, Collection.id)
        .limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(tuple_(name, Collection.id) > tuple_(*cursor.read_name(after)))
    found = session.execute(statement).all()
    came_and_went = Event.action.in_(CAME_AND_WENT) | UNDONE.action.in_(CAME_AND_WENT)
    return pages.CollectionsPage(
        rows=tuple(
            pages.CollectionRow(_ref(collection), collection.description, claims)
            for collection, claims, _ in found[:limit]
        ),
        next=cursor.write(found[limit - 1][2], found[limit - 1][0].id) if len(found) > limit else None,
        events=desk_events(session, events.COLLECTION, came_and_went, limit=20) if after is None else (),
    )


def collection_page(session: Session, key: str) -> pages.CollectionPage:
    """A collection with its claims in order, also those that are gone; six queries.

    Raises NotFound, and Gone where it was deleted.
    """
    collection = gathering.find(session, key)
    statement = (
        select(Gathered, Claim, Article.withdrawn_at, NEXT.key)
        .join(Claim, Claim.id == Gathered.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(NEXT, NEXT.id == Claim.replaced_by)
        .where(Gathered.collection_id == collection.id, Gathered.position.is_not(None))
        .order_by(Gathered.position, Gathered.claim_id)
    )
    found = session.execute(statement).all()
    live = claim_rows(session, [claim.id for _, claim, _, _ in found if claim.gone_at is None])
    return pages.CollectionPage(
        key=collection.key,
        name=collection.name,
        description=collection.description,
        claims=tuple(
            _gathered(row, claim, live.get(claim.id), withdrawn_at is not None, instead)
            for row, claim, withdrawn_at, instead in found
        ),
        seen=token(collection.name, collection.description),
        order=gathering.order_token([row for row, *_ in found]),
        events=desk_events(
            session,
            events.COLLECTION,
            Event.subject_id == collection.id,
            Event.action.not_in(CAME_AND_WENT),
            UNDONE.action.is_(None) | UNDONE.action.not_in(CAME_AND_WENT),
        ),
    )


def beside(session: Session, key: str) -> pages.Beside:
    """What people keep beside a claim, gone or not; three queries."""
    holds = (
        select(Gathered.collection_id)
        .join(Claim, Claim.id == Gathered.claim_id)
        .where(Claim.key == key, Gathered.position.is_not(None))
    )
    has_it = Collection.id.in_(holds)
    statement = (
        select(Collection, has_it)
        .where(Collection.gone_at.is_(None))
        .order_by(has_it.desc(), Collection.id.desc())
        .limit(OFFERED)
    )
    found = session.execute(statement).all()
    return pages.Beside(
        notes=notes_of(session, [key]).get(key, ()),
        gathered=tuple(_ref(collection) for collection, is_in in found if is_in),
        collections=tuple(_ref(collection) for collection, is_in in found if not is_in),
    )


def _ref(collection: Collection) -> pages.CollectionRef:
    return pages.CollectionRef(collection.key, collection.name)


def _gathered(
    row: Gathered, claim: Claim, live: ClaimRow | None, is_withdrawn: bool, instead: str | None
) -> pages.GatheredClaim:
    by = ", ".join(chip.name for chip in live.claim.sources) if live else ""
    return pages.GatheredClaim(
        claim=claim.key,
        comment=row.comment,
        seen=token(row.comment),
        row=live,
        gone_at=claim.gone_at,
        is_withdrawn=is_withdrawn,
        replaced_by=instead,
        was_quote="" if is_withdrawn else row.quote,
        was_by="" if is_withdrawn else row.speakers,
        changed=live is not None and (row.quote, row.speakers) != (claim.quote, by),
    )
