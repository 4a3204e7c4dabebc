"""The directory's pages: who speaks, and one source with its claims."""

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain import SourceType
from app.store import pages, standing
from app.store.errors import Moved, NotFound
from app.store.keys import alias_key, legal
from app.store.list_pages import SourceFilter
from app.store.queries import facets, rows, windows
from app.store.queries.aliases import aliases
from app.store.queries.claims import page_of, windows_of_source
from app.store.queries.events import history
from app.store.queries.orders import SourceOrder, sources_in_order
from app.store.queries.tallies import source_rows, unsourced_row
from app.store.queries.timeline import timeline
from app.store.recall import recalled
from app.store.tables import Alias, Article, Naming, Part, Source

Fits = Callable[[InstrumentedAttribute[str]], ColumnElement[bool]]  # whether a name, as a key, does


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
    where = source_conditions(SourceFilter(q, tuple(types)), order)
    counts = _by_type(session, q)
    shown, goes_on = sources_in_order(session, where, order, after=after, limit=limit)
    of_types = [count for type_, count in counts.items() if not types or type_ in types]
    is_all = not q and not types and after is None
    return pages.SourcesPage(
        rows=source_rows(session, shown),
        total=min(sum(of_types), windows.CAP),
        next=goes_on,
        types=tuple(
            pages.Facet(
                type_.value,
                type_.value,
                min(count, windows.CAP),
                type_ in types,
                at_least=count > windows.CAP,
            )
            for type_, count in counts.items()
        ),
        unsourced=recalled(session, "unsourced", tuple, lambda: (unsourced_row(session),))[0]
        if is_all
        else None,
        at_least=sum(of_types) > windows.CAP,
    )


def _by_type(session: Session, q: str) -> dict[SourceType, int]:
    """How many pass of each type, without a name to look for at most one more than CAP; one query."""
    where = source_conditions(SourceFilter(q), SourceOrder.NAME)
    if alias_key(legal(q)):  # all are looked at, and so they are looked at once
        of_each = (func.count().filter(Source.type == type_) for type_ in SourceType)
        return dict(zip(SourceType, session.execute(select(*of_each).where(*where)).one(), strict=True))
    found = [
        select(Source.id).where(*where, Source.type == type_).limit(windows.CAP + 1).subquery()
        for type_ in SourceType
    ]
    counts = select(*(select(func.count()).select_from(each).scalar_subquery() for each in found))

    def ask() -> dict[SourceType, int]:
        return dict(zip(SourceType, session.execute(counts).one(), strict=True))

    return recalled(session, "types of sources", dict, ask)


def source_conditions(
    chosen: SourceFilter, order: SourceOrder = SourceOrder.LATEST
) -> list[ColumnElement[bool]]:
    """For a list in this order: where an index holds it with the names, they are tested on the way."""
    where: list[ColumnElement[bool]] = [Source.last_at.is_not(None)]
    if part := alias_key(legal(chosen.q)):

        def fits(key: InstrumentedAttribute[str]) -> ColumnElement[bool]:
            return key.contains(part, autoescape=True)

        is_walked = order is not SourceOrder.LATEST
        by_alias = Source.id.in_(union_all(*_by_aliases(fits)))
        where.append(or_(fits(Source.sort_key), by_alias) if is_walked else _goes_by(fits))
    if chosen.types:
        where.append(Source.type.in_(chosen.types))
    return where


def called(session: Session, q: str, *, limit: int = 6) -> tuple[pages.SourceRow, ...]:
    """Those who speak or are relayed with a name or alias of which a word begins so, most claims first.

    Whoever belongs to one article alone is not offered.
    """
    part = alias_key(legal(q))
    if not part:
        return ()
    where = [
        Source.last_at.is_not(None),
        Source.article_id.is_(None),
        _goes_by(
            lambda key: (literal(" ") + key).contains(f" {part}", autoescape=True),
            Source.article_id.is_(None),
        ),
    ]
    found, _ = sources_in_order(session, where, SourceOrder.CLAIMS, after=None, limit=limit)
    return source_rows(session, found)


def _goes_by(fits: Fits, *of_source: ColumnElement[bool]) -> ColumnElement[bool]:
    """Its name or an alias fits."""
    heard = (
        select(Source.id)
        .where(Source.last_at.is_not(None), *of_source, fits(Source.sort_key))
        .correlate(None)
    )
    return Source.id.in_(union_all(*_by_aliases(fits), heard))


def _by_aliases(fits: Fits) -> tuple[Select[int], Select[int]]:
    """The ids of those with an alias that fits: its own, or of an entry that it stands for somewhere."""
    named = select(Alias.source_id).where(fits(Alias.alias_key)).cte("named")
    named = named.prefix_with("MATERIALIZED")  # or all are looked at twice
    entries = select(named.c.source_id)
    return entries, select(Naming.source_id).where(
        Naming.entry_id.in_(entries), Naming.source_id != Naming.entry_id
    )


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
    said = windows_of_source(session, source, chosen)
    by = said.of(pages.ClaimFilter(sources=(source.slug,)), "speakers")
    behind = said.of(pages.ClaimFilter(relayed=(source.slug,)), "speakers")
    relayed_by, relays = facets.in_parts(
        session, facets.Speaking(behind, Part.BY), facets.Speaking(by, Part.RELAY)
    )
    return pages.SourcePage(
        row=source_rows(session, [source])[0],
        aliases=aliases(session, source, entries),
        article=rows.article_ref(article) if article is not None else None,
        claims=page_of(said, after=after, limit=limit),
        timeline=timeline(session, source),
        relayed_by=relayed_by,
        relays=relays,
        events=history(session, entries),
    )
