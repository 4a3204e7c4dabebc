"""The list of claims, and a claim's own page."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, tuple_
from sqlalchemy.orm import Session, defer

from app.paragraphs import paragraph_spans
from app.store import pages
from app.store.errors import NotFound
from app.store.keys import legal
from app.store.queries import cursor, facets, rows
from app.store.queries.cells import cells as cells_of
from app.store.queries.dates import dates
from app.store.queries.filters import Conditions, as_they_stand, conditions, without
from app.store.queries.gone import why_gone
from app.store.sentences import REACH, rest_after, rest_before
from app.store.tables import Article, Claim, Version

UNSEEN = (Claim.decided, Claim.as_read, Article.captions, Article.as_read)


def claims_page(
    session: Session, chosen: pages.ClaimFilter, *, after: str | None = None, limit: int = 50
) -> pages.ClaimsPage:
    """Claims of all articles, newest article first, with the counts of every filter.

    Raises BadCursor.
    """
    chosen = as_they_stand(session, chosen)
    found = conditions(session, chosen)
    page = _page(session, chosen, found, after=after, limit=limit)
    return replace(
        page,
        sources=facets.sources(session, found, chosen),
        types=facets.types(session, found, chosen),
        relayed=facets.relayed(session, found, chosen),
    )


def claims_of_source(
    session: Session, slug: str, chosen: pages.ClaimFilter, *, after: str | None, limit: int
) -> pages.ClaimsPage:
    """The same for one source alone; counts of other sources are left out."""
    alone = replace(chosen, sources=(), without=(), types=(), named=None)
    chosen = replace(as_they_stand(session, alone), sources=(slug,))
    return _page(session, chosen, conditions(session, chosen), after=after, limit=limit)


def _page(
    session: Session,
    chosen: pages.ClaimFilter,
    found: Conditions,
    *,
    after: str | None,
    limit: int,
) -> pages.ClaimsPage:
    cells = cells_of(session, found, chosen)
    shown, goes_on = _rows_after(session, list(found.values()), after=after, limit=limit)
    return pages.ClaimsPage(
        rows=shown,
        total=cells.total,
        next=goes_on,
        sources=(),
        kinds=cells.kinds(),
        acts=cells.acts(),
        outlets=facets.outlets(session, Claim.outlet, without(found, "outlets"), chosen.outlets),
        hedged=cells.hedged(),
        nested=cells.nested(),
        dates=dates(
            session,
            Claim.sort_at,
            without(found, "since", "until"),
            since=chosen.since,
            until=chosen.until,
        ),
    )


def claims_after(
    session: Session, chosen: pages.ClaimFilter, after: str | None, *, limit: int
) -> tuple[tuple[pages.ClaimRow, ...], str | None]:
    """A page of the list without its counts, and where the next one begins; two queries."""
    return _rows_after(session, list(conditions(session, chosen).values()), after=after, limit=limit)


def _rows_after(
    session: Session, where: Sequence[ColumnElement[bool]], *, after: str | None, limit: int
) -> tuple[tuple[pages.ClaimRow, ...], str | None]:
    statement = (
        _with_articles().where(*where).order_by(Claim.sort_at.desc(), Claim.id.desc()).limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(tuple_(Claim.sort_at, Claim.id) < tuple_(*cursor.read_moment(after)))
    found_rows = session.execute(statement).all()
    shown = found_rows[:limit]
    last = shown[-1][0] if len(found_rows) > limit else None
    speakers = rows.speakers(session, Claim.id.in_([row[0].id for row in shown]))
    return (
        tuple(_row(*row, speakers=speakers.get(row[0].id, rows.Speakers())) for row in shown),
        None if last is None else cursor.write(last.sort_at, last.id),
    )


def claim_rows(session: Session, ids: Collection[int]) -> dict[int, pages.ClaimRow]:
    """Claims as lists show them, by their row id; two queries."""
    found = session.execute(_with_articles().where(Claim.id.in_(ids))).all()
    speakers = rows.speakers(session, Claim.id.in_(ids))
    return {row[0].id: _row(*row, speakers=speakers.get(row[0].id, rows.Speakers())) for row in found}


def _with_articles() -> Select[Any]:
    """What _row takes."""
    return (
        rows.with_outer(Article, _around_before(), _around_after())
        .join(Article, Article.id == Claim.article_id)
        .join(Version, Version.id == Claim.version_id)
        # Lists show none of these, and long ones spend a fifth of their time on reading them.
        .options(*(defer(each, raiseload=True) for each in UNSEEN))
    )


def _around_before() -> ColumnElement[str]:
    """The REACH code points before the claim; substr counts from one in both databases."""
    first = case((Claim.start > REACH, Claim.start - REACH), else_=0)
    return func.substr(Version.text, first + 1, Claim.start - first)


def _around_after() -> ColumnElement[str]:
    return func.substr(Version.text, Claim.end + 1, REACH)


def _row(
    claim: Claim, article: Article, before: str, after: str, nested_in: str | None, *, speakers: rows.Speakers
) -> pages.ClaimRow:
    return pages.ClaimRow(
        claim=rows.claim(claim, nested_in, speakers),
        article=rows.article_ref(article),
        before=rest_before(before),
        after=rest_after(claim.quote, after),
    )


def claim_page(session: Session, key: str) -> pages.ClaimPage:
    """A claim in its paragraphs, with the other claims there.

    Raises NotFound; Gone for a claim that a later reading no longer found, or that was withdrawn.
    """
    statement = (
        select(Claim, Article, Version)
        .join(Article, Article.id == Claim.article_id)
        .join(Version, Version.id == Claim.version_id)
        .where(Claim.key == legal(key))
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotFound(f"There is no claim {key[:80]}.")
    claim, article, version = row
    if claim.gone_at is not None:
        raise why_gone(session, claim, article)
    first, last = _paragraphs(version.text, claim)
    near = (Claim.version_id == version.id, Claim.gone_at.is_(None), Claim.start < last, Claim.end > first)
    speakers = rows.speakers(session, *near)
    neighbours = tuple(
        rows.claim(each, nested_in, speakers.get(each.id, rows.Speakers()))
        for each, nested_in in session.execute(
            rows.with_outer().where(*near).order_by(Claim.start, Claim.ordinal)
        )
    )
    return pages.ClaimPage(
        claim=next(each for each in neighbours if each.id == claim.key),
        article=rows.article_ref(article),
        version=version.number,
        text=version.text[first:last],
        offset=first,
        neighbours=neighbours,
    )


def _paragraphs(text: str, claim: Claim) -> tuple[int, int]:
    """From the start of the first to the end of the last paragraph that holds a part of the claim."""
    spans = [*claim.content_spans, *claim.cue_spans, *claim.source_spans]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    held = [(start, end) for start, end in paragraph_spans(text) if start < last and end > first]
    return (held[0][0], held[-1][1]) if held else (first, last)
