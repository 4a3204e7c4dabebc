"""The list of articles, and an article with its claims."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from app.store import pages
from app.store.keys import legal
from app.store.list_pages import ArticleFilter
from app.store.queries import cursor, facets, rows
from app.store.queries.dates import dates
from app.store.queries.facets import NO_SOURCE
from app.store.queries.filters import Conditions, without
from app.store.queries.versions import claims_of, find_version, version_refs
from app.store.search import finds_articles
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
    found_by = article_conditions(session, ArticleFilter(q, tuple(outlet), since, until))
    where = list(found_by.values())
    total = session.scalar(select(func.count()).select_from(Article).where(*where)) or 0
    shown, goes_on = articles_after(session, where, after, limit=limit)
    return pages.ArticlesPage(
        rows=shown,
        total=total,
        next=goes_on,
        outlets=facets.outlets(session, Article.outlet, without(found_by, "outlets"), outlet),
        dates=dates(session, Article.sort_at, without(found_by, "since", "until"), since=since, until=until),
    )


def article_conditions(session: Session, chosen: ArticleFilter) -> Conditions:
    """Keyed by the filter's field; "standing" leaves out what was withdrawn."""
    found_by: dict[str, ColumnElement[bool]] = {"standing": Article.withdrawn_at.is_(None)}
    if chosen.q.strip():
        found_by["q"] = finds_articles(session, chosen.q)
    if chosen.outlets:
        found_by["outlets"] = Article.outlet.in_([legal(each) for each in chosen.outlets])
    if chosen.since is not None:
        found_by["since"] = Article.sort_at >= chosen.since
    if chosen.until is not None:
        found_by["until"] = Article.sort_at < chosen.until
    return found_by


def articles_after(
    session: Session, where: Sequence[ColumnElement[bool]], after: str | None, *, limit: int
) -> tuple[tuple[pages.ArticleRow, ...], str | None]:
    """A page of the list without its counts, and where the next one begins; three queries."""
    statement = (
        select(Article).where(*where).order_by(Article.sort_at.desc(), Article.id.desc()).limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(tuple_(Article.sort_at, Article.id) < tuple_(*cursor.read_moment(after)))
    found = session.scalars(statement).all()
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
