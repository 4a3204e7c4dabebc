"""The tables. What is searched in full text lies beside them (search.py)."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from app.domain import Act, Kind, Precision, SourceType

SpanList = list[list[int]]  # [[start, end], ...], code points


class Origin(StrEnum):
    """Who brought an entry or an alias into the directory."""

    SEED = "seed"
    READ = "read"


class Form(StrEnum):
    """What an alias is: known beforehand, a capital that stands for its government, the fullest
    form of some article, or only a mention, which names its source within one article."""

    SEED = "seed"
    CAPITAL = "capital"
    NAME = "name"
    MENTION = "mention"


class Part(StrEnum):
    """Whether a source makes a claim, or stands behind it."""

    BY = "by"
    RELAY = "relay"


class UtcDateTime(TypeDecorator[datetime]):
    """Aware moments only, in UTC; SQLite keeps none of the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _words(enum: type[StrEnum]) -> TypeEngine[Any]:
    return Enum(
        enum, native_enum=False, length=16, values_callable=lambda members: [each.value for each in members]
    )


WORDS: dict[Any, TypeEngine[Any]] = {
    enum: _words(enum) for enum in (Act, Form, Kind, Origin, Part, Precision, SourceType)
}


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        str: Text,
        datetime: UtcDateTime,
        list[str]: JSON,
        SpanList: JSON,
        **WORDS,
    }


class Article(Base):
    """`sort_at` is `published_at`, or `added_at` where nothing is known."""

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("text_hash", "outlet_key"),
        Index("ix_articles_by_time", "sort_at", "id"),
        Index("ix_articles_by_outlet", "outlet", "sort_at", "id"),
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


class Version(Base):
    """`extractor` is the version of the extractor that read this text; null before it does."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    text: Mapped[str]
    text_hash: Mapped[str] = mapped_column(String(64), index=True)
    added_at: Mapped[datetime]
    extractor: Mapped[str | None]


class Source(Base):
    """An entry of the directory. `article_id` is set where it belongs to one article alone."""

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
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    origin: Mapped[Origin]

    __table_args__ = (Index("ix_sources_by_name", "sort_key", "id"),)


class Alias(Base):
    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("source_id", "alias_key", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    alias: Mapped[str]
    alias_key: Mapped[str] = mapped_column(index=True)
    form: Mapped[Form]


LIVE = text("gone_at IS NULL")


def _live_index(name: str, *columns: str) -> Index:
    return Index(f"ix_claims_{name}", *columns, sqlite_where=LIVE, postgresql_where=LIVE)


class Claim(Base):
    """`start` and `end` are where its first words begin and its last end; `prefix` and `suffix`
    are the 32 code points before and after. `outlet` and `sort_at` repeat the article's."""

    __tablename__ = "claims"
    __table_args__ = (
        _live_index("by_time", "sort_at", "id"),
        _live_index("by_outlet", "outlet", "sort_at", "id"),
        _live_index("by_kind", "kind", "sort_at", "id"),
        _live_index("by_act", "act", "sort_at", "id"),
        Index("ix_claims_by_article", "article_id", "ordinal"),
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
    outlet: Mapped[str]
    sort_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("claims.id"), index=True)


class ClaimSource(Base):
    __tablename__ = "claim_sources"
    __table_args__ = (Index("ix_claim_sources_by_source", "source_id", "part", "claim_id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(primary_key=True)
    position: Mapped[int]
