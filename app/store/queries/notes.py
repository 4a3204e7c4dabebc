"""Notes: those beside a claim, and the list of those that are open or settled."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.store import desk_pages as pages
from app.store import events, tables
from app.store.desk_facts import token
from app.store.keys import legal
from app.store.notes import find_claim
from app.store.pages import Facet
from app.store.queries import cursor
from app.store.queries.desk_events import desk_events, noted
from app.store.tables import Article, Claim, Event

THERE = tables.Note.text.is_not(None)
OPEN = tables.Note.settled_at.is_(None)


def notes_page(
    session: Session,
    *,
    who: str | None = None,
    settled: bool = False,
    after: str | None = None,
    limit: int = 30,
) -> pages.NotesPage:
    """Open notes, or the settled ones, newest first, of one person where `who` is given.

    Three queries. Raises BadCursor.
    """
    state = (THERE, ~OPEN if settled else OPEN)
    by = () if who is None else (tables.Note.who == legal(who),)
    statement = (
        select(tables.Note, Claim, Article)
        .join(Claim, Claim.id == tables.Note.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(*state, *by)
        .order_by(tables.Note.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(tables.Note.id < cursor.read_name(after)[1])
    found = session.execute(statement).all()
    counted = select(tables.Note.who, func.count()).where(*state).group_by(tables.Note.who)
    counts = sorted(session.execute(counted).all())
    return pages.NotesPage(
        rows=tuple(
            pages.NoteRow(_note(note), noted(claim, article)) for note, claim, article in found[:limit]
        ),
        total=sum(count for name, count in counts if who is None or name == legal(who)),
        next=cursor.write("", found[limit - 1][0].id) if len(found) > limit else None,
        who=tuple(Facet(name, name, count, name == who) for name, count in counts),
    )


def claim_notes(session: Session, key: str) -> pages.ClaimNotes:
    """All notes beside a claim, gone or not, with what became of them. Raises NotFound."""
    claim = find_claim(session, key)
    return pages.ClaimNotes(
        about=noted(claim, session.get_one(Article, claim.article_id)),
        notes=notes_of(session, [key]).get(key, ()),
        events=desk_events(session, events.NOTE, Event.other_id == claim.id),
    )


def about_claim(session: Session, key: str) -> pages.Noted:
    """A claim, gone or not. Raises NotFound."""
    claim = find_claim(session, key)
    return noted(claim, session.get_one(Article, claim.article_id))


def notes_of(session: Session, claims: Collection[str]) -> Mapping[str, tuple[pages.Note, ...]]:
    """The notes beside claims, by the claims' ids; open ones first, newest first. One query."""
    statement = (
        select(Claim.key, tables.Note)
        .join(tables.Note, tables.Note.claim_id == Claim.id)
        .where(_is_one_of(claims), THERE)
        .order_by(tables.Note.settled_at.is_not(None), tables.Note.id.desc())
    )
    found: dict[str, tuple[pages.Note, ...]] = {}
    for key, note in session.execute(statement):
        found[key] = (*found.get(key, ()), _note(note))
    return found


def open_notes(session: Session, claims: Collection[str]) -> Mapping[str, int]:
    """How many open notes there are beside claims, by the claims' ids; one query."""
    statement = (
        select(Claim.key, func.count())
        .join(tables.Note, tables.Note.claim_id == Claim.id)
        .where(_is_one_of(claims), THERE, OPEN)
        .group_by(Claim.key)
    )
    return dict(session.execute(statement).all())


def _is_one_of(claims: Collection[str]) -> ColumnElement[bool]:
    return Claim.key.in_([legal(key) for key in claims])


def _note(note: tables.Note) -> pages.Note:
    text = note.text or ""
    return pages.Note(
        id=note.id,
        text=text,
        who=note.who,
        at=note.at,
        edited_at=note.edited_at,
        settled_at=note.settled_at,
        settled_by=note.settled_by or "",
        seen=token(text),
    )
