"""The list of articles, and an article with its claims."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from app.store import pages
from app.store.errors import NotFound
from app.store.keys import legal
from app.store.queries import cursor, rows
from app.store.queries.facets import NO_SOURCE
from app.store.search import finds_articles
from app.store.tables import Article, Claim, ClaimSource, Part, Source, Version

MAIN = 8  # sources that a list names of an article


def articles_page(
    session: Session,
    *,
    after: str | None = None,
    limit: int = 30,
    q: str = "",
    outlet: Sequence[str] = (),
) -> pages.ArticlesPage:
    """Articles, newest first; `q` is looked for in titles and texts. Raises BadCursor."""
    where: list[ColumnElement[bool]] = [finds_articles(session, q)] if q.strip() else []
    if outlet:
        where.append(Article.outlet.in_([legal(each) for each in outlet]))
    total = session.scalar(select(func.count()).select_from(Article).where(*where)) or 0
    statement = (
        select(Article).where(*where).order_by(Article.sort_at.desc(), Article.id.desc()).limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(tuple_(Article.sort_at, Article.id) < tuple_(*cursor.read_moment(after)))
    found = session.scalars(statement).all()
    shown = found[:limit]
    ids = [article.id for article in shown]
    claims, main = _claim_counts(session, ids), _main_sources(session, ids)
    return pages.ArticlesPage(
        rows=tuple(
            pages.ArticleRow(rows.article_ref(each), main.get(each.id, ()), claims.get(each.id, 0))
            for each in shown
        ),
        total=total,
        next=cursor.write(shown[-1].sort_at, shown[-1].id) if len(found) > limit else None,
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


def article_page(session: Session, id: int) -> pages.ArticlePage:
    """An article's newest text with its claims and legend. Raises NotFound."""
    newest = (
        select(Article, Version)
        .join(Version, Version.article_id == Article.id)
        .where(Article.id == id)
        .order_by(Version.number.desc())
        .limit(1)
    )
    row = session.execute(newest).first() if 0 < id <= cursor.LARGEST_ID else None
    if row is None:
        raise NotFound(f"There is no article {id}.")
    article, version = row
    live = (Claim.version_id == version.id, Claim.gone_at.is_(None))
    speakers = rows.speakers(session, *live)
    claims = tuple(
        rows.claim(claim, nested_in, speakers.get(claim.id, rows.Speakers()))
        for claim, nested_in in session.execute(
            rows.with_outer().where(*live).order_by(Claim.start, Claim.ordinal)
        )
    )
    return pages.ArticlePage(
        article=rows.article_ref(article),
        version=version.number,
        text=version.text,
        captions=tuple(article.captions),
        read_for_claims=article.read_for_claims,
        claims=claims,
        legend=_legend(claims),
    )


def _legend(claims: Iterable[pages.Claim]) -> tuple[pages.Facet, ...]:
    counts = Counter(chip for claim in claims for chip in (claim.sources or (None,)))
    return tuple(
        pages.Facet("", NO_SOURCE, count, False)
        if chip is None
        else pages.Facet(chip.slug, chip.name, count, False, chip)
        for chip, count in counts.items()
    )
