"""The list of articles, and an article with its claims."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, func, select, tuple_
from sqlalchemy.orm import Session

from app.store import pages
from app.store.keys import legal
from app.store.list_pages import ArticleFilter
from app.store.queries import cursor, dates, facets, rows, windows
from app.store.queries.cursor import end_before
from app.store.queries.facets import NO_SOURCE
from app.store.queries.moments import counts_in, month_of
from app.store.queries.versions import claims_of, find_version, version_refs
from app.store.queries.windows import Window
from app.store.search import ARTICLES, Found, Listed, finds_articles, newest_rows
from app.store.tables import Article, Claim, ClaimSource, Part, Source
from app.store.withdrawals import require_standing

MAIN = 8  # sources that a list names of an article


def articles_page(
    session: Session,
    *,
    after: str | None = None,
    limit: int = 30,
    q: str = "",
    outlet: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> pages.ArticlesPage:
    """Articles, newest first, from `since` to before `until`; `q` is looked for in titles and texts.

    Raises BadCursor.
    """
    chosen = ArticleFilter(q, tuple(outlet), since, until)
    whole = _window(session, chosen)
    of_any_outlet = _window(session, replace(chosen, outlets=())) if chosen.outlets else whole
    shown, goes_on = articles_after(session, chosen, after, limit=limit)
    return pages.ArticlesPage(
        rows=shown,
        total=whole.size,
        next=goes_on,
        outlets=facets.outlets(of_any_outlet.counts["outlet"], chosen.outlets, at_least=of_any_outlet.more),
        dates=_dates(session, chosen, whole),
        at_least=whole.more,
    )


def _window(session: Session, chosen: ArticleFilter) -> Window:
    """The newest that pass, which are counted (windows.py)."""
    values = {"outlet": Article.outlet, "month": month_of(session, Article.sort_at)}

    def look(columns: Sequence[str], limit: int) -> tuple[Mapping[str, Sequence[str]], bool]:
        asked: Select[*tuple[Any, ...]] = select(*[values[name].label(name) for name in columns])
        found = _newest(session, chosen, asked, limit, partly=True)
        return {name: [row[place] for row in found.rows] for place, name in enumerate(columns)}, found.is_cut

    return windows.window_of(session, chosen, list(values), look)


def _dates(session: Session, chosen: ArticleFilter, whole: Window) -> tuple[pages.Period, ...]:
    at_any_time = replace(chosen, since=None, until=None)
    window = whole if at_any_time == chosen else _window(session, at_any_time)

    def count(span: CTE) -> ScalarSelect[int]:
        inside = Article.sort_at >= span.c.since, Article.sort_at < span.c.until
        found = select(Article.id).where(*_passing(at_any_time), *inside)
        some = found.limit(windows.CAP + 1).correlate(span).subquery()
        return select(func.count()).select_from(some).scalar_subquery()

    oldest = select(func.min(Article.sort_at)).where(*_passing(at_any_time))
    return dates.facet(
        session,
        chosen,
        window,
        lambda: session.scalar(oldest),
        lambda spans: counts_in(session, spans, count),
    )


def article_conditions(session: Session, chosen: ArticleFilter) -> list[ColumnElement[bool]]:
    """What a row of articles passes."""
    found = _passing(chosen)
    return [*found, finds_articles(session, chosen.q)] if chosen.q.strip() else found


def _passing(chosen: ArticleFilter) -> list[ColumnElement[bool]]:
    """What a row passes of all but the question (q)."""
    found: list[ColumnElement[bool]] = [Article.withdrawn_at.is_(None)]
    if chosen.outlets:
        found.append(Article.outlet.in_([legal(each) for each in chosen.outlets]))
    if chosen.since is not None:
        found.append(Article.sort_at >= chosen.since)
    if chosen.until is not None:
        found.append(Article.sort_at < chosen.until)
    return found


def _newest(
    session: Session,
    chosen: ArticleFilter,
    what: Select[*tuple[Any, ...]],
    limit: int,
    place: tuple[datetime, int] | None = None,
    *,
    partly: bool = False,
) -> Found:
    """The newest that pass, of those after a place in the list."""
    statement = what.where(*_passing(chosen)).order_by(Article.sort_at.desc(), Article.id.desc())
    if place is not None:
        statement = statement.where(tuple_(Article.sort_at, Article.id) < tuple_(*place))
    if not chosen.q.strip():
        return Found(list(session.execute(statement.limit(limit)).all()))
    return newest_rows(
        session,
        ARTICLES,
        chosen.q,
        statement,
        limit,
        listed=Listed(Article.id, Article.sort_at),
        since=chosen.since,
        before=end_before(chosen.until, place),
        partly=partly,
    )


def articles_after(
    session: Session, chosen: ArticleFilter, after: str | None, *, limit: int
) -> tuple[tuple[pages.ArticleRow, ...], str | None]:
    """A page of the list without its counts, and where the next one begins; three queries, more with a q."""
    place = cursor.read_moment(after) if after is not None else None
    found = [article for (article,) in _newest(session, chosen, select(Article), limit + 1, place).rows]
    shown = found[:limit]
    goes_on = cursor.write(shown[-1].sort_at, shown[-1].id) if len(found) > limit else None
    return article_rows(session, shown), goes_on


def article_rows(session: Session, articles: Sequence[Article]) -> tuple[pages.ArticleRow, ...]:
    """Articles as lists show them; two queries."""
    ids = [article.id for article in articles]
    claims, main = _claim_counts(session, ids), _main_sources(session, ids)
    return tuple(
        pages.ArticleRow(rows.article_ref(each), main.get(each.id, ()), claims.get(each.id, 0))
        for each in articles
    )


def _claim_counts(session: Session, ids: Sequence[int]) -> Mapping[int, int]:
    statement = (
        select(Claim.article_id, func.count())
        .where(Claim.article_id.in_(ids), Claim.gone_at.is_(None))
        .group_by(Claim.article_id)
    )
    return dict(session.execute(statement).all())


def _main_sources(session: Session, ids: Sequence[int]) -> Mapping[int, tuple[pages.Chip, ...]]:
    """Per article at most MAIN sources, most claims first, then as they first speak."""
    statement = (
        select(Claim.article_id, Source)
        .join(ClaimSource, (ClaimSource.claim_id == Claim.id) & (ClaimSource.part == Part.BY))
        .join(Source, Source.id == ClaimSource.source_id)
        .where(Claim.article_id.in_(ids), Claim.gone_at.is_(None))
        .group_by(Claim.article_id, Source.id)
        .order_by(Claim.article_id, func.count().desc(), func.min(Claim.start))
    )
    chips: dict[int, list[pages.Chip]] = {}
    for article_id, source in session.execute(statement):
        chips.setdefault(article_id, []).append(rows.chip(source))
    return {article_id: tuple(each[:MAIN]) for article_id, each in chips.items()}


def article_page(session: Session, id: int, *, version: int | None = None) -> pages.ArticlePage:
    """An article's newest text, or that of a version, with its claims and legend.

    Raises NotFound, and Gone where it was withdrawn.
    """
    article, shown = find_version(session, id, version)
    require_standing(session, article)
    listed = version_refs(session, id)
    claims = claims_of(session, shown)
    return pages.ArticlePage(
        article=rows.article_ref(article),
        version=shown.number,
        text=shown.text,
        captions=tuple(article.captions) if shown.number == listed[0].number else (),
        read_for_claims=shown.extractor is not None,
        claims=claims,
        legend=_legend(claims),
        versions=listed,
    )


def _legend(claims: Iterable[pages.Claim]) -> tuple[pages.Facet, ...]:
    counts = Counter(chip for claim in claims for chip in (claim.sources or (None,)))
    return tuple(
        pages.Facet("", NO_SOURCE, count, False)
        if chip is None
        else pages.Facet(chip.slug, chip.name, count, False, chip)
        for chip, count in counts.items()
    )
