"""The orders in which sources are listed, each with the place where its next page begins."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from app.store.errors import BadCursor
from app.store.queries import cursor
from app.store.tables import Claim, ClaimSource, Part, Source

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
    is_by = case((ClaimSource.part == Part.BY, 1))
    said = _said(func.count(is_by).label("claims")).subquery()
    statement = (
        select(Source, said.c.claims.cast(String).concat(" ").concat(Source.sort_key))
        .join(said, said.c.source_id == Source.id)
        .order_by(said.c.claims.desc(), Source.sort_key, Source.id)
    )
    if after is None:
        return statement
    count, name, id_ = _read_count(after)
    beyond = and_(said.c.claims == count, _comes_after(name, id_))
    return statement.where(or_(said.c.claims < count, beyond))


def _by_latest(after: str | None) -> Select[Source, Any]:
    said = _said(func.max(Claim.sort_at).label("last")).subquery()
    statement = (
        select(Source, said.c.last)
        .join(said, said.c.source_id == Source.id)
        .order_by(said.c.last.desc(), Source.id.desc())
    )
    if after is None:
        return statement
    return statement.where(tuple_(said.c.last, Source.id) < tuple_(*cursor.read_moment(after)))


def _said(what: ColumnElement[Any]) -> Select[int, Any]:
    """What each source has to show for its claims and those that it stands behind."""
    return (
        select(ClaimSource.source_id, what)
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(Claim.gone_at.is_(None))
        .group_by(ClaimSource.source_id)
    )


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
