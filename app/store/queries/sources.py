"""The directory's pages: who speaks, and one source with its claims."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, exists, func, select, tuple_
from sqlalchemy.orm import Session

from app.domain import SourceType
from app.store import pages
from app.store.errors import NotFound
from app.store.keys import alias_key, legal
from app.store.queries import cursor, rows
from app.store.queries.claims import claims_of_source
from app.store.tables import Alias, Article, Claim, ClaimSource, Part, Source


class Tally(NamedTuple):
    claims: int = 0
    relayed: int = 0
    articles: int = 0
    first: pages.When | None = None
    last: pages.When | None = None


def sources_page(
    session: Session,
    *,
    q: str = "",
    types: Sequence[SourceType] = (),
    after: str | None = None,
    limit: int = 100,
) -> pages.SourcesPage:
    """Everybody who speaks or is relayed, by name; `q` is a part of a name or alias. Raises BadCursor."""
    speaks = (
        exists()
        .where(ClaimSource.source_id == Source.id)
        .where(Claim.id == ClaimSource.claim_id, Claim.gone_at.is_(None))
    )
    where: list[ColumnElement[bool]] = [speaks]
    if part := alias_key(legal(q)):
        named = select(Alias.source_id).where(Alias.alias_key.contains(part, autoescape=True))
        where.append(Source.id.in_(named))
    counts = dict(
        session.execute(select(Source.type, func.count()).where(*where).group_by(Source.type)).all()
    )
    if types:
        where.append(Source.type.in_(types))
    statement = select(Source).where(*where).order_by(Source.sort_key, Source.id).limit(limit + 1)
    if after is not None:
        statement = statement.where(tuple_(Source.sort_key, Source.id) > tuple_(*cursor.read_name(after)))
    found = session.scalars(statement).all()
    shown = found[:limit]
    tallies = _tallies(session, [source.id for source in shown])
    return pages.SourcesPage(
        rows=tuple(_row(source, tallies.get(source.id, Tally())) for source in shown),
        total=sum(count for type_, count in counts.items() if not types or type_ in types),
        next=cursor.write(shown[-1].sort_key, shown[-1].id) if len(found) > limit else None,
        types=tuple(
            pages.Facet(type_.value, type_.value, counts.get(type_, 0), type_ in types)
            for type_ in SourceType
        ),
    )


def _tallies(session: Session, ids: Sequence[int]) -> Mapping[int, Tally]:
    """What each source has said and when first and last, by its row id; two queries."""
    is_by = ClaimSource.part == Part.BY
    spoken = (
        select(
            ClaimSource.source_id,
            func.count(case((is_by, 1))),
            func.count(case((~is_by, 1))),
            func.count(Claim.article_id.distinct()),
            func.min(Claim.sort_at),
            func.max(Claim.sort_at),
        )
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(ClaimSource.source_id.in_(ids), Claim.gone_at.is_(None))
        .group_by(ClaimSource.source_id)
    )
    found = session.execute(spoken).all()
    ends = {moment for *_, first, last in found for moment in (first, last)}
    dated = (
        select(ClaimSource.source_id, Claim.sort_at, Article.precision)
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(ClaimSource.source_id.in_(ids), Claim.gone_at.is_(None), Claim.sort_at.in_(ends))
        .distinct()
    )
    known = {(id_, at): pages.When(at, precision) for id_, at, precision in session.execute(dated)}
    return {
        id_: Tally(by, relayed, articles, known[id_, first], known[id_, last])
        for id_, by, relayed, articles, first, last in found
    }


def _row(source: Source, tally: Tally) -> pages.SourceRow:
    return pages.SourceRow(
        source=rows.chip(source),
        role=source.role,
        affiliation=source.affiliation,
        country=source.country,
        claims=tally.claims,
        relayed=tally.relayed,
        articles=tally.articles,
        first=tally.first,
        last=tally.last,
    )


def source_page(
    session: Session,
    slug: str,
    chosen: pages.ClaimFilter,
    *,
    after: str | None = None,
    limit: int = 50,
) -> pages.SourcePage:
    """A source and its claims, filtered by all of `chosen` but its sources.

    Raises NotFound, BadCursor.
    """
    statement = (
        select(Source, Article)
        .outerjoin(Article, Article.id == Source.article_id)
        .where(Source.slug == legal(slug))
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotFound(f"There is no source {slug[:80]}.")
    source, article = row
    aliases = session.scalars(
        select(Alias.alias).where(Alias.source_id == source.id, Alias.alias != source.name).order_by(Alias.id)
    )
    return pages.SourcePage(
        row=_row(source, _tallies(session, [source.id]).get(source.id, Tally())),
        aliases=tuple(dict.fromkeys(aliases)),
        article=rows.article_ref(article) if article is not None else None,
        claims=claims_of_source(session, source.slug, chosen, after=after, limit=limit),
    )
