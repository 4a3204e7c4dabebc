"""The orders in which sources are listed, each with the place where its next page begins."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, or_, select, tuple_
from sqlalchemy.orm import Session

from app.store.errors import BadCursor
from app.store.queries import cursor
from app.store.tables import Source

LARGEST_COUNT = 2**31 - 1


class SourceOrder(StrEnum):
    NAME = "name"
    CLAIMS = "claims"  # most first
    LATEST = "latest"  # heard last, first


def sources_in_order(
    session: Session,
    where: list[ColumnElement[bool]],
    order: SourceOrder,
    *,
    after: str | None,
    limit: int,
) -> tuple[list[Source], str | None]:
    """A page of those who speak or are relayed, and where the next one begins. Raises BadCursor."""
    statement = ORDERED[order](after).where(*where).limit(limit + 1)
    found = session.execute(statement).all()
    sources = [source for source, _ in found[:limit]]
    if len(found) <= limit:
        return sources, None
    source, key = found[limit - 1]
    return sources, cursor.write(key, source.id)


def _by_name(after: str | None) -> Select[Source, Any]:
    statement = select(Source, Source.sort_key).order_by(Source.sort_key, Source.id)
    return statement if after is None else statement.where(_comes_after(*cursor.read_name(after)))


def _by_claims(after: str | None) -> Select[Source, Any]:
    key = Source.claims.cast(String).concat(" ").concat(Source.sort_key)
    statement = select(Source, key).order_by(Source.claims.desc(), Source.sort_key, Source.id)
    if after is None:
        return statement
    count, name, id_ = _read_count(after)
    beyond = and_(Source.claims == count, _comes_after(name, id_))
    # The first condition says nothing new; by it an index is entered at the right place.
    return statement.where(Source.claims <= count, or_(Source.claims < count, beyond))


def _by_latest(after: str | None) -> Select[Source, Any]:
    statement = select(Source, Source.last_at).order_by(Source.last_at.desc(), Source.id.desc())
    if after is None:
        return statement
    return statement.where(tuple_(Source.last_at, Source.id) < tuple_(*cursor.read_moment(after)))


def _comes_after(name: str, id_: int) -> ColumnElement[bool]:
    return tuple_(Source.sort_key, Source.id) > tuple_(name, id_)


def _read_count(after: str) -> tuple[int, str, int]:
    name, id_ = cursor.read_name(after)
    count, _, sort_key = name.partition(" ")
    if not (count.isascii() and count.isdigit()) or len(count) > 10 or int(count) > LARGEST_COUNT:
        raise BadCursor(f"“{after[:80]}” is no place in this list.")
    return int(count), sort_key, id_


ORDERED: Mapping[SourceOrder, Callable[[str | None], Select[Source, Any]]] = {
    SourceOrder.NAME: _by_name,
    SourceOrder.CLAIMS: _by_claims,
    SourceOrder.LATEST: _by_latest,
}
