"""The tables of what people keep beside the articles: notes, collections, saved filters.

What is taken back or deleted stays as a row, so that undo brings it back with its id.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base

OPEN = text("text IS NOT NULL AND settled_at IS NULL")
THERE = text("position IS NOT NULL")


class Note(Base):
    """What somebody wrote beside a claim. Without a text it was taken back, or purged with its article."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_open", "id", sqlite_where=OPEN, postgresql_where=OPEN),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    who: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str | None]
    edited_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]


class Collection(Base):
    """Claims gathered under a name; `gone_at` is when it was deleted."""

    __tablename__ = "collections"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(10), unique=True)
    name: Mapped[str]
    description: Mapped[str]
    gone_at: Mapped[datetime | None]


class Gathered(Base):
    """A claim in a collection, in order of `position`; without one it was removed.

    `quote` and `speakers` are what the claim said, and who, when it was last added.
    """

    __tablename__ = "gathered"
    __table_args__ = (
        Index(
            "ix_gathered_in_order", "collection_id", "position", sqlite_where=THERE, postgresql_where=THERE
        ),
    )

    collection_id: Mapped[int] = mapped_column(ForeignKey("collections.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True, index=True)
    position: Mapped[int | None] = mapped_column(BigInteger)
    comment: Mapped[str]
    quote: Mapped[str]
    speakers: Mapped[str]


class SavedFilter(Base):
    """A view of this site under a name; `gone_at` is when it was deleted."""

    __tablename__ = "saved_filters"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    gone_at: Mapped[datetime | None]
