"""The tables of what comes in: earlier versions of claims, imports, feeds."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain import Act, FeedState, ItemState, Kind, Standing
from app.store.base import Base, SpanList

OPEN = text("finished_at IS NULL")
OPEN_ITEM = text("state IN ('waiting', 'running')")
FAILED_ITEM = text("state = 'failed'")
OPEN_PARCEL = text("data IS NOT NULL")


class EarlierClaim(Base):
    """A claim as it stood in a version of its article that is no longer the newest.

    `key` and `nested_in` are claims' public ids. `voices` holds who answered for it, as read: part,
    entry, alias key and doubt of each, in order.
    """

    __tablename__ = "earlier_claims"
    __table_args__ = (Index("ix_earlier_claims_by_version", "version_id", "start", "ordinal"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(10))
    ordinal: Mapped[int]
    kind: Mapped[Kind]
    act: Mapped[Act]
    quote: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    mention: Mapped[str]
    cue: Mapped[str]
    hedges: Mapped[list[str]]
    source_spans: Mapped[SpanList]
    cue_spans: Mapped[SpanList]
    content_spans: Mapped[SpanList]
    hedge_spans: Mapped[SpanList]
    nested_in: Mapped[str | None] = mapped_column(String(10))
    margin: Mapped[float]
    voices: Mapped[list[Any]] = mapped_column(JSON)
    standing: Mapped[Standing]


class Feed(Base):
    """A feed that is, or was, followed. `every` is in minutes; `failures` are those since it last worked."""

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    url_key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str]
    state: Mapped[FeedState]
    every: Mapped[int]
    etag: Mapped[str]
    modified: Mapped[str]
    checked_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    failures: Mapped[int]
    error: Mapped[str]


class FeedEntry(Base):
    """An entry of a feed that was seen; `key` is made of its id."""

    __tablename__ = "feed_entries"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)


class Import(Base):
    """Articles that somebody, or a feed, asked for at once. `seconds` is how long it was worked on."""

    __tablename__ = "imports"
    __table_args__ = (
        Index("ix_imports_open", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_imports_by_feed", "feed_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    who: Mapped[str]
    feed_id: Mapped[int | None] = mapped_column(ForeignKey("feeds.id"))
    asked_at: Mapped[datetime]
    touched_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    seconds: Mapped[float]
    for_worker: Mapped[bool]  # False: the command line works on it


class ImportItem(Base):
    """One article of an import: a file with its bytes, an address to fetch, or a record with its line.

    `published` is the date that a feed gives (details.told), or empty.
    `tries` counts how often reading it was begun: what kills the process is not tried for ever.
    """

    __tablename__ = "import_items"
    __table_args__ = (
        Index("ix_import_items_by_state", "import_id", "state", "id"),
        Index("ix_import_items_open", "id", sqlite_where=OPEN_ITEM, postgresql_where=OPEN_ITEM),
        Index("ix_import_items_failed", "id", sqlite_where=FAILED_ITEM, postgresql_where=FAILED_ITEM),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    name: Mapped[str]
    state: Mapped[ItemState]
    tries: Mapped[int]
    error: Mapped[str]
    published: Mapped[str]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    is_record: Mapped[bool]  # of an archive: `data` is its line
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)  # until it is read


class Parcel(Base):
    """Some hundred articles of an archive, handed over at once: lines of records, gzipped.

    `first` counts from 1 in the archive. `done` are finished, one way or another; `tries` counts how
    often work on what comes next was begun. What failed is an item of the import besides.
    """

    __tablename__ = "parcels"
    __table_args__ = (Index("ix_parcels_open", "id", sqlite_where=OPEN_PARCEL, postgresql_where=OPEN_PARCEL),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of its lines
    first: Mapped[int]
    articles: Mapped[int]
    done: Mapped[int]
    tries: Mapped[int]
    stored: Mapped[int]
    changed: Mapped[int]
    there: Mapped[int]
    failed: Mapped[int]
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)  # until all is done


class WorkMinute(Base):
    """How many articles were finished in a minute, and how many of them failed; kept for a day."""

    __tablename__ = "work_minutes"

    minute: Mapped[datetime] = mapped_column(primary_key=True)
    done: Mapped[int]
    failed: Mapped[int]
