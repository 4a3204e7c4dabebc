"""The tables. What is searched in full text lies beside them (search.py)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain import Act, Doubt, Kind, Precision, Reason, SourceType, Standing
from app.store.account_tables import Account, Login, LoginAttempt, ResetLink, Token
from app.store.base import Base, Form, Origin, Part, SpanList
from app.store.desk_tables import Collection, Gathered, Note, SavedFilter
from app.store.intake_tables import EarlierClaim, Feed, FeedEntry, Import, ImportItem, Parcel, WorkMinute
from app.store.share_tables import Share, SharedClaim

__all__ = [
    "Account",
    "Base",
    "Collection",
    "EarlierClaim",
    "Feed",
    "FeedEntry",
    "Form",
    "Gathered",
    "Import",
    "ImportItem",
    "Login",
    "LoginAttempt",
    "Note",
    "Origin",
    "Parcel",
    "Part",
    "ResetLink",
    "SavedFilter",
    "Share",
    "SharedClaim",
    "SpanList",
    "Token",
    "WorkMinute",
]

LIVE = text("gone_at IS NULL")
STANDS = text("withdrawn_at IS NULL")
IN_DOUBT = text("doubt <> ''")
DECIDED = text("standing <> 'machine'")
HEARD = text("last_at IS NOT NULL")
BELONGS = text("article_id IS NOT NULL")
ENTRIES = text("last_at IS NOT NULL AND article_id IS NULL")
ELSEWHERE = text("source_id <> entry_id")
TO_REVIEW = text("gone_at IS NULL AND standing = 'machine'")


def _heard_index(name: str, *columns: str) -> Index:
    return Index(f"ix_sources_{name}", *columns, sqlite_where=HEARD, postgresql_where=HEARD)


def _live_index(name: str, *columns: str) -> Index:
    return Index(f"ix_claims_{name}", *columns, sqlite_where=LIVE, postgresql_where=LIVE)


def _standing_index(name: str, *columns: str) -> Index:
    return Index(f"ix_articles_{name}", *columns, sqlite_where=STANDS, postgresql_where=STANDS)


class Article(Base):
    """`sort_at` is `published_at`, or `added_at` where nothing is known.

    `as_read` holds what was last read of those details that people decided otherwise (details.py).
    """

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("text_hash", "outlet_key"),
        _standing_index("by_time", "sort_at", "id", "outlet"),
        _standing_index("by_outlet", "outlet", "sort_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    outlet: Mapped[str]
    outlet_key: Mapped[str]
    author: Mapped[str]
    url: Mapped[str]
    url_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    text_hash: Mapped[str] = mapped_column(String(64))  # of the newest version
    published_at: Mapped[datetime | None]
    precision: Mapped[Precision]
    added_at: Mapped[datetime]
    sort_at: Mapped[datetime]
    language: Mapped[str]
    read_for_claims: Mapped[bool]
    captions: Mapped[list[str]]
    as_read: Mapped[dict[str, str]]
    withdrawn_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]


class Version(Base):
    """`extractor` is the version of the extractor that read this text; null before it does."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    text_hash: Mapped[str] = mapped_column(String(64), index=True)
    added_at: Mapped[datetime]
    extractor: Mapped[str | None]


class Source(Base):
    """An entry of the directory. `article_id` is set where it belongs to one article alone.

    `read_name` and `read_type` are what it was entered with, where a person changed that since, for
    what is read is linked as before; `doubt` is what spoke against entering it.

    `claims` and `relayed` count those that stand which it makes, and those of others that it stands
    behind; `articles` counts where, from `first_at` to `last_at` (null: nowhere). See repeats.py.
    """

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str]
    # What lists are ordered by: the same order in every database, whatever its locale.
    sort_key: Mapped[str] = mapped_column(String(100).with_variant(String(100, "C"), "postgresql"))
    type: Mapped[SourceType]
    role: Mapped[str]
    affiliation: Mapped[str]
    country: Mapped[str]
    label: Mapped[str] = mapped_column(String(8))
    slot: Mapped[int] = mapped_column(index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))
    origin: Mapped[Origin]
    read_name: Mapped[str | None]
    read_type: Mapped[SourceType | None]
    doubt: Mapped[Doubt | None]
    claims: Mapped[int] = mapped_column(default=0)
    relayed: Mapped[int] = mapped_column(default=0)
    articles: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]

    __table_args__ = (
        _heard_index("by_name", "sort_key", "id", "type"),
        _heard_index("by_claims", "claims", "sort_key", "id", "type"),
        _heard_index("by_time", "last_at", "id", "type"),
        _heard_index("by_type", "type"),
        Index("ix_sources_article_id", "article_id", sqlite_where=BELONGS, postgresql_where=BELONGS),
        Index(
            "ix_sources_entries",
            *("sort_key", "last_at", "article_id"),  # SQLite asks also for what its condition says
            sqlite_where=ENTRIES,
            postgresql_where=ENTRIES,
        ),
        Index("ix_sources_by_key", "sort_key"),
    )


class Alias(Base):
    """A form by which an entry was known or read. `last_word`, of names, is what short forms keep."""

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("source_id", "alias_key", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    alias: Mapped[str]
    alias_key: Mapped[str] = mapped_column(index=True)
    form: Mapped[Form]
    last_word: Mapped[str | None] = mapped_column(String(200), index=True)


class Claim(Base):
    """`start` and `end` are where its first words begin and its last end; `prefix` and `suffix`
    are the 32 code points before and after. `outlet` and `sort_at` repeat the article's; `traits`
    (traits.py) and `speakers` ("12 57|33": ids of its sources, and of those it is relayed from) repeat
    what else lists are narrowed by, so that they are found and counted in one index (repeats.py).

    `decided` is what people decided of it (decisions.py), by name; `as_read`, where they did, is what
    the machine reads there, or last read (takes.py). All else is what follows from both.
    """

    __tablename__ = "claims"
    __table_args__ = (
        _live_index("by_time", "sort_at", "id", "traits", "outlet", "speakers", "article_id"),
        _live_index("by_outlet", "outlet", "sort_at", "id", "traits", "speakers"),
        _live_index("by_traits", "traits", "sort_at", "id", "outlet", "speakers"),
        Index("ix_claims_by_article", "article_id", "ordinal"),
        Index("ix_claims_decided", "article_id", sqlite_where=DECIDED, postgresql_where=DECIDED),
        Index("ix_claims_to_review", "doubt", "id", sqlite_where=TO_REVIEW, postgresql_where=TO_REVIEW),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(10), unique=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    ordinal: Mapped[int]
    kind: Mapped[Kind]
    act: Mapped[Act]
    quote: Mapped[str]
    prefix: Mapped[str] = mapped_column(String(32))
    suffix: Mapped[str] = mapped_column(String(32))
    start: Mapped[int]
    end: Mapped[int]
    mention: Mapped[str]
    cue: Mapped[str]
    hedges: Mapped[list[str]]
    source_spans: Mapped[SpanList]
    cue_spans: Mapped[SpanList]
    content_spans: Mapped[SpanList]
    hedge_spans: Mapped[SpanList]
    nested_in: Mapped[int | None] = mapped_column(ForeignKey("claims.id"), index=True)
    margin: Mapped[float]
    doubt: Mapped[int] = mapped_column(default=0)  # of the reading: doubtful.py
    outlet: Mapped[str]
    sort_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("claims.id"), index=True)
    standing: Mapped[Standing] = mapped_column(default=Standing.MACHINE)
    decided: Mapped[dict[str, Any]] = mapped_column(default=dict)
    as_read: Mapped[dict[str, Any]] = mapped_column(default=dict)
    traits: Mapped[int] = mapped_column(default=0)
    speakers: Mapped[str] = mapped_column(default="")


class Naming(Base):
    """A source of one article as it was read: its name there, the entry it was linked to, and why.

    `source_id` is whom it stands for now, after what people decided (standing.py). Where somebody said
    that an entry answers for a claim, that is a naming too, of a form that nothing is read as.
    """

    __tablename__ = "namings"
    __table_args__ = (
        Index("ix_namings_by_entry", "entry_id", "alias_key"),
        Index("ix_namings_elsewhere", "entry_id", sqlite_where=ELSEWHERE, postgresql_where=ELSEWHERE),
        Index("ix_namings_in_doubt", "alias_key", sqlite_where=IN_DOUBT, postgresql_where=IN_DOUBT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    name: Mapped[str]
    alias_key: Mapped[str]
    role: Mapped[str]
    reason: Mapped[Reason]
    doubt: Mapped[Doubt]


class Sighting(Base):
    """An alias that an article uses for a naming."""

    __tablename__ = "sightings"

    alias_id: Mapped[int] = mapped_column(ForeignKey("aliases.id"), primary_key=True)
    naming_id: Mapped[int] = mapped_column(ForeignKey("namings.id"), primary_key=True, index=True)


class Voice(Base):
    """Who answers for a claim, as it was read, or as somebody said of the claim."""

    __tablename__ = "voices"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    naming_id: Mapped[int] = mapped_column(ForeignKey("namings.id"), index=True)


class ClaimSource(Base):
    """Who answers for a claim now: its voices, after what people decided (standing.py).

    The last four columns repeat the claim's (repeats.py); `sort_at` is null where it is gone.
    """

    __tablename__ = "claim_sources"
    __table_args__ = (
        Index(
            "ix_claim_sources_by_source",
            *("source_id", "part", "sort_at", "claim_id", "traits", "outlet", "speakers"),
        ),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(primary_key=True)
    position: Mapped[int]
    sort_at: Mapped[datetime | None]
    traits: Mapped[int] = mapped_column(default=0)
    outlet: Mapped[str] = mapped_column(default="")
    speakers: Mapped[str] = mapped_column(default="")


class Appearance(Base):
    """How many claims of an article a source makes, and how many of others it stands behind (repeats.py)."""

    __tablename__ = "appearances"
    __table_args__ = (
        Index("ix_appearances_by_source", "source_id", "sort_at"),
        Index("ix_appearances_by_time", "sort_at", "source_id", "claims"),
    )

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    claims: Mapped[int]
    relayed: Mapped[int]
    sort_at: Mapped[datetime]


class Merge(Base):
    """Somebody decided that an entry stands for another one as well."""

    __tablename__ = "merges"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)


class Ruling(Base):
    """Somebody decided whom a form stands for, where it was read as naming `entry_id`.

    Without an entry: wherever it is a surname alone. With a doubt: where it was linked with that.
    """

    __tablename__ = "rulings"
    __table_args__ = (Index("ix_rulings_by_form", "alias_key", "entry_id", "doubt", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    alias_key: Mapped[str]
    doubt: Mapped[Doubt | None]
    to_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)


class Event(Base):
    """What somebody decided; never deleted, and changed only where an article is purged, whose words
    it may repeat. An event is undone by another one.

    `before` and `after` hold "facts" (facts.py) and "words", which tell people the same.
    `subject_id` is a row of the table that `subject_kind` names, and so is `other_id`.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_by_subject", "subject_kind", "subject_id"),
        Index("ix_events_by_other", "subject_kind", "other_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    action: Mapped[str] = mapped_column(String(16))
    subject_kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int | None]
    other_id: Mapped[int | None]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("events.id"), index=True)
