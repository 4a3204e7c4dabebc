"""The list of claims, and a claim's own page."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, defer

from app.paragraphs import paragraph_spans
from app.store import pages
from app.store.errors import NotFound
from app.store.keys import legal
from app.store.queries import cursor, facets, rows
from app.store.queries.filters import as_they_stand
from app.store.queries.gone import why_gone
from app.store.queries.postings import Postings, postings_of
from app.store.queries.windows import Windows
from app.store.sentences import REACH, rest_after, rest_before
from app.store.tables import Article, Claim, Source, Version

UNSEEN = (Claim.decided, Claim.as_read, Article.captions, Article.as_read)


def claims_page(
    session: Session, chosen: pages.ClaimFilter, *, after: str | None = None, limit: int = 50
) -> pages.ClaimsPage:
    """Claims of all articles, newest article first, with the counts of every filter, capped (windows.py).

    Raises BadCursor.
    """
    windows = Windows(session, as_they_stand(session, chosen))
    page = page_of(windows, after=after, limit=limit)
    sources, relayed = facets.sources_and_relayed(windows)
    return replace(page, sources=sources, relayed=relayed, types=facets.types(windows))


def windows_of_source(session: Session, source: Source, chosen: pages.ClaimFilter) -> Windows:
    """Of the claims of one source alone."""
    alone = replace(chosen, sources=(), without=(), types=(), named=None)
    chosen = replace(as_they_stand(session, alone), sources=(source.slug,))
    return Windows(session, chosen, {source.slug: source.id} if not chosen.relayed else None)


def page_of(windows: Windows, *, after: str | None, limit: int) -> pages.ClaimsPage:
    """Without the counts of sources and their types. Raises BadCursor."""
    chosen, whole = windows.chosen, windows.whole
    outlets = windows.but(["outlets"], "outlet")
    if chosen.q and after is None and (len(whole.first) > limit or not whole.more):
        shown, goes_on = _rows(windows.session, whole.first[: limit + 1], limit)
    else:
        shown, goes_on = _rows_after(windows.postings(), after, limit)
    return pages.ClaimsPage(
        rows=shown,
        total=whole.size,
        next=goes_on,
        sources=(),
        kinds=facets.kinds(windows),
        acts=facets.acts(windows),
        outlets=facets.outlets(outlets.counts["outlet"], chosen.outlets, at_least=outlets.more),
        hedged=facets.hedged(windows),
        nested=facets.nested(windows),
        dates=facets.dates(windows),
        at_least=whole.more,
    )


def claims_after(
    session: Session, chosen: pages.ClaimFilter, after: str | None, *, limit: int
) -> tuple[tuple[pages.ClaimRow, ...], str | None]:
    """A page of the list without its counts, and where the next one begins; six queries at most."""
    return _rows_after(postings_of(session, chosen), after, limit)


def _rows_after(
    postings: Postings, after: str | None, limit: int
) -> tuple[tuple[pages.ClaimRow, ...], str | None]:
    place = cursor.read_moment(after) if after is not None else None
    found = postings.newest(["id"], limit + 1, after=place)
    return _rows(postings.session, [row.id for row in found], limit)


def _rows(session: Session, ids: Sequence[int], limit: int) -> tuple[tuple[pages.ClaimRow, ...], str | None]:
    """The first of these claims, in their order, and where the next page begins if there are more."""
    shown = claim_rows(session, ids[:limit])
    listed = tuple(shown[id_] for id_ in ids[:limit])
    goes_on = cursor.write(listed[-1].article.published.at, ids[limit - 1]) if len(ids) > limit else None
    return listed, goes_on


def claim_rows(session: Session, ids: Collection[int]) -> dict[int, pages.ClaimRow]:
    """Claims as lists show them, by their row id; two queries at most."""
    if not ids:
        return {}
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
