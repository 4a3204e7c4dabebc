"""What the tables are made of: the types of their columns, and the words that some of them hold."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from app.domain import (
    Act,
    Doubt,
    FeedState,
    ItemState,
    Kind,
    Precision,
    Reason,
    Relation,
    Role,
    Scope,
    ShareKind,
    SourceType,
    Standing,
    Verdict,
)

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
    enum: _words(enum)
    for enum in (
        Act,
        Doubt,
        FeedState,
        Form,
        ItemState,
        Kind,
        Origin,
        Part,
        Precision,
        Reason,
        Relation,
        Role,
        Scope,
        ShareKind,
        SourceType,
        Standing,
        Verdict,
    )
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
        dict[str, Any]: JSON,
        dict[str, str]: JSON,
        SpanList: JSON,
        **WORDS,
    }
