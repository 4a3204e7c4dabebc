"""The directory's pages: who speaks, and one source with its claims."""

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain import SourceType
from app.store import pages, standing
from app.store.errors import Moved, NotFound
from app.store.keys import alias_key, legal
from app.store.list_pages import SourceFilter
from app.store.queries import facets, rows
from app.store.queries.aliases import aliases
from app.store.queries.claims import claims_of_source
from app.store.queries.events import history
from app.store.queries.filters import with_source
from app.store.queries.orders import SourceOrder, sources_in_order
from app.store.queries.tallies import Tally, source_row, tallies, unsourced_row
from app.store.queries.timeline import timeline
from app.store.tables import Alias, Article, Claim, ClaimSource, Naming, Part, Source


def sources_page(
    session: Session,
    *,
    q: str = "",
    types: Sequence[SourceType] = (),
    order: SourceOrder = SourceOrder.NAME,
    after: str | None = None,
    limit: int = 100,
) -> pages.SourcesPage:
    """Everybody who speaks or is relayed; `q` is a part of a name or alias. Raises BadCursor."""
    where = source_conditions(SourceFilter(q))
    counts = dict(
        session.execute(select(Source.type, func.count()).where(*where).group_by(Source.type)).all()
    )
    if types:
        where.append(Source.type.in_(types))
    shown, goes_on = sources_in_order(session, where, order, after=after, limit=limit)
    is_all = len(where) == 1 and after is None
    return pages.SourcesPage(
        rows=source_rows(session, shown),
        total=sum(count for type_, count in counts.items() if not types or type_ in types),
        next=goes_on,
        types=tuple(
            pages.Facet(type_.value, type_.value, counts.get(type_, 0), type_ in types)
            for type_ in SourceType
        ),
        unsourced=unsourced_row(session) if is_all else None,
    )


def source_conditions(chosen: SourceFilter) -> list[ColumnElement[bool]]:
    where = [_speaks()]
    if part := alias_key(legal(chosen.q)):
        where.append(_goes_by(lambda key: key.contains(part, autoescape=True)))
    if chosen.types:
        where.append(Source.type.in_(chosen.types))
    return where


def source_rows(session: Session, sources: Sequence[Source]) -> tuple[pages.SourceRow, ...]:
    """Sources as lists show them."""
    tally_of = tallies(session, [source.id for source in sources])
    return tuple(source_row(source, tally_of.get(source.id, Tally())) for source in sources)


def called(session: Session, q: str, *, limit: int = 6) -> tuple[pages.SourceRow, ...]:
    """Those who speak or are relayed with a name or alias of which a word begins so, most claims first."""
    part = alias_key(legal(q))
    if not part:
        return ()
    where = [_speaks(), _goes_by(lambda key: _has_word(key, part))]
    found, _ = sources_in_order(session, where, SourceOrder.CLAIMS, after=None, limit=limit)
    return source_rows(session, found)


def _has_word(key: InstrumentedAttribute[str], start: str) -> ColumnElement[bool]:
    return or_(key.startswith(start, autoescape=True), key.contains(f" {start}", autoescape=True))


def _speaks() -> ColumnElement[bool]:
    """It makes a claim, or stands behind one."""
    return (
        exists()
        .where(ClaimSource.source_id == Source.id)
        .where(Claim.id == ClaimSource.claim_id, Claim.gone_at.is_(None))
    )


def _goes_by(fits: Callable[[InstrumentedAttribute[str]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Its name or an alias fits: its own, or of an entry that it stands for somewhere."""
    named = select(Alias.source_id).where(fits(Alias.alias_key))
    stands_for = select(Naming.source_id).where(Naming.entry_id.in_(named))
    return Source.id.in_(stands_for) | fits(Source.sort_key)


def source_named(session: Session, slug: str) -> pages.Chip:
    """Raises NotFound, and Moved for a source that was merged into another."""
    return rows.chip(_find(session, slug)[0])


def _find(session: Session, slug: str) -> tuple[Source, Article | None]:
    """A source, and the article that it belongs to alone, if it stands."""
    statement = (
        select(Source, Article)
        .outerjoin(Article, (Article.id == Source.article_id) & Article.withdrawn_at.is_(None))
        .where(Source.slug == legal(slug))
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotFound(f"There is no source {slug[:80]}.")
    source, article = row
    if (stands_for := standing.shown(session, [source.id])[source.id]) != source.id:
        raise Moved(session.get_one(Source, stands_for).slug)
    return source, article


def source_page(
    session: Session,
    slug: str,
    chosen: pages.ClaimFilter,
    *,
    after: str | None = None,
    limit: int = 50,
) -> pages.SourcePage:
    """A source and its claims, filtered by all of `chosen` but its sources.

    Raises NotFound, BadCursor, and Moved for a source that was merged into another.
    """
    source, article = _find(session, slug)
    entries = standing.merged_with(session, source.id)
    live = Claim.gone_at.is_(None)
    behind = [live, with_source([source.slug], Part.RELAY)]
    by = [live, with_source([source.slug], Part.BY)]
    return pages.SourcePage(
        row=source_row(source, tallies(session, [source.id]).get(source.id, Tally())),
        aliases=aliases(session, source, entries),
        article=rows.article_ref(article) if article is not None else None,
        claims=claims_of_source(session, source.slug, chosen, after=after, limit=limit),
        timeline=timeline(session, source.id),
        relayed_by=tuple(facets.in_part(session, Part.BY, behind)),
        relays=tuple(facets.in_part(session, Part.RELAY, by)),
        events=history(session, entries),
    )
