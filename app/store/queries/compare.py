"""Who says what: matters as rows, sources as columns."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import Verdict
from app.store.link_pages import ComparedClaim, ComparePage, Matter, MatterPage
from app.store.link_tables import Link
from app.store.pages import ArticleRef, Chip, ClaimFilter, ClaimRow
from app.store.queries import rows
from app.store.queries.claims import claim_rows
from app.store.queries.cursor import LARGEST_ID
from app.store.queries.edges import BEARING, Edge, added, articles_of, between, edges, firsts_of, touching
from app.store.queries.filters import as_they_stand, conditions
from app.store.queries.links import live_claim
from app.store.queries.matters import Figures, Group, figures_of, matters, point, quantity
from app.store.queries.origins import groups, voices_of
from app.store.queries.tallies import NOBODY
from app.store.tables import Article, Claim

CLAIMS = 300  # of those chosen that are looked at, the newest
LINKS = 4000  # between them
MATTERS, ALONE, ARTICLES = 40, 60, 30  # shown
CELL = 3  # claims of a source on a matter
NOTHING = ClaimFilter()


@dataclass(frozen=True, slots=True)
class Compared:
    """Claims that stand for all in their words, and what lies between them."""

    chosen: dict[int, int]  # chosen claim -> the first in its words
    total: int  # claims that were chosen
    edges: tuple[Edge, ...]
    rows: Mapping[int, ClaimRow]  # by the first's id; where it was not chosen, one that was
    centre: int | None = None


def compare_page(
    session: Session, chosen: ClaimFilter, *, articles: Sequence[int] = (), claim: str = ""
) -> ComparePage:
    """Claims by matter and source: those that pass the filters, and those that bear on them.

    Of two articles or more alone where these are named, of one with all that others say of its
    matters, or about what one claim says. Raises NotFound and Gone. A bounded number of queries.
    """
    if claim:
        found = _around_claim(session, live_claim(session, claim).id)
    elif articles or chosen != NOTHING:
        found = _chosen(session, as_they_stand(session, chosen), articles)
    else:
        found = _newest(session)
    shared, alone = _shared_and_alone(found)
    counts = Counter(chip for group in shared[:MATTERS] for chip in _speakers(group, found.rows))
    # Those who differ come first, so that their words stand side by side.
    apart = {
        chip
        for group in shared[:MATTERS]
        for id_ in group.differing()
        for chip in found.rows[id_].claim.sources
    }
    sources = tuple(sorted(counts, key=lambda chip: (chip not in apart, -counts[chip])))
    ids = [id_ for group in shared[:MATTERS] for id_ in group.members]
    figures, told_by = figures_of(session, ids), articles_of(session, ids)
    which = articles if len(articles) > 1 else {row.article.id for row in found.rows.values()}
    compared = _articles(session, which)
    return ComparePage(
        articles=compared[:ARTICLES],
        total_articles=len(compared),
        sources=sources,
        matters=tuple(_matter(group, sources, found.rows, figures, told_by) for group in shared[:MATTERS]),
        alone=tuple(found.rows[group.centre] for group in alone[:ALONE]),
        more_matters=max(0, len(shared) - MATTERS),
        more_alone=max(0, len(alone) - ALONE),
        more_claims=found.total - len(found.chosen),
    )


def _shared_and_alone(found: Compared) -> tuple[list[Group], list[Group]]:
    """Matters with two origins or more, those of most sources first; and those with one."""
    voices = {id_: voices_of(row.claim) for id_, row in found.rows.items()}
    shared: list[Group] = []
    alone: list[Group] = []
    for group in matters(list(found.rows), found.edges, voices, centre=found.centre):
        origins = groups(group.members, group.edges, voices, one_voice=True)
        (shared if len(origins) > 1 else alone).append(group)

    def order(group: Group) -> tuple[bool, int, int]:
        return found.centre not in group.members, -len(_speakers(group, found.rows)), -len(group.members)

    return sorted(shared, key=order), alone


def _chosen(session: Session, chosen: ClaimFilter, articles: Sequence[int]) -> Compared:
    where = conditions(session, chosen)
    if articles:
        where.append(Claim.article_id.in_([id_ for id_ in articles if 0 < id_ <= LARGEST_ID]))
    total = session.scalar(select(func.count()).select_from(Claim).where(*where)) or 0
    newest = select(Claim.id).where(*where).order_by(Claim.sort_at.desc(), Claim.id.desc()).limit(CLAIMS)
    ids = list(session.scalars(newest))
    return _compared(session, ids, total, widened=len(articles) < 2)


def _around_claim(session: Session, claim_id: int) -> Compared:
    """The claim, and all that is linked with it."""
    first = firsts_of(session, [claim_id])[claim_id]
    found = [*added(session, [first]), *edges(session, touching([first]), limit=CLAIMS)]
    ids = [claim_id, *(edge.seen_from(first)[1].id for edge in found if edge.verdict is not Verdict.REJECTED)]
    return _compared(session, ids, len(ids), widened=True, centre=first)


def _newest(session: Session) -> Compared:
    """The newest claims on which others speak."""
    statement = (
        select(Link.low_id, Link.high_id)
        .where(Link.relation.in_(BEARING), ~Link.verbatim)
        .order_by(Link.at.desc(), Link.high_id.desc())
        .limit(CLAIMS)
    )
    ids = list(dict.fromkeys(id_ for pair in session.execute(statement) for id_ in pair))
    return _compared(session, ids[:CLAIMS], len(ids[:CLAIMS]), widened=False)


def _compared(
    session: Session, ids: Sequence[int], total: int, *, widened: bool, centre: int | None = None
) -> Compared:
    """widened: with claims beyond those chosen that bear on them."""
    chosen = firsts_of(session, ids)
    firsts = set(chosen.values())
    if widened:
        bearing = edges(session, touching(firsts), Link.relation.in_(BEARING), limit=LINKS)
        bearing += [edge for edge in added(session, firsts) if edge.relation in BEARING]
        beyond = [end.id for edge in bearing for end in (edge.low, edge.high) if end.id not in firsts]
        firsts.update(list(dict.fromkeys(beyond))[:CLAIMS])
    found = [*added(session, firsts, within=True), *edges(session, between(firsts), limit=LINKS)]
    # Of claims in the same words the first is shown, unless others of them were chosen.
    shown = {first: first for first in firsts}
    shown.update({first: id_ for id_, first in reversed(chosen.items()) if chosen.get(first) != first})
    by_id = claim_rows(session, shown.values())
    return Compared(
        chosen=chosen,
        total=total,
        edges=tuple(found),
        rows={first: by_id[id_] for first, id_ in shown.items() if id_ in by_id},
        centre=centre,
    )


def _speakers(group: Group, shown: Mapping[int, ClaimRow]) -> tuple[Chip, ...]:
    return tuple(
        dict.fromkeys(chip for id_ in group.members for chip in shown[id_].claim.sources or (NOBODY,))
    )


def _matter(
    group: Group,
    sources: Sequence[Chip],
    shown: Mapping[int, ClaimRow],
    figures: Figures,
    told_by: Mapping[int, Collection[int]],
) -> Matter:
    given = quantity(group.members, figures)
    differing = group.differing()
    voices = {id_: voices_of(shown[id_].claim) for id_ in group.members}

    def compared(origin: Sequence[int]) -> ComparedClaim:
        id_ = origin[0]
        articles = set().union(*(told_by.get(each, ()) for each in origin)) | {shown[id_].article.id}
        figure = given.get(id_)
        return ComparedClaim(
            row=shown[id_],
            figure=figure.phrase if figure else "",
            differs=any(each in differing for each in origin),
            articles=len(articles),
        )

    def cell(chip: Chip) -> tuple[ComparedClaim, ...]:
        said = [id_ for id_ in group.members if chip in (shown[id_].claim.sources or (NOBODY,))]
        return tuple(compared(origin) for origin in groups(said, group.edges, voices)[:CELL])

    return Matter(
        key=shown[group.centre].claim.id,
        name=shown[group.centre].claim.quote,
        cells=tuple(cell(chip) for chip in sources),
        figures=len(given) > 1,
        differs=bool(differing),
    )


def _articles(session: Session, ids: Collection[int]) -> tuple[ArticleRef, ...]:
    statement = (
        select(Article)
        .where(Article.id.in_([id_ for id_ in ids if 0 < id_ <= LARGEST_ID]), Article.withdrawn_at.is_(None))
        .order_by(Article.sort_at.desc(), Article.id.desc())
    )
    return tuple(rows.article_ref(each) for each in session.scalars(statement))


def matter_page(session: Session, key: str) -> MatterPage:
    """What is said of the matter of a claim, with the figures. Raises NotFound and Gone."""
    claim = live_claim(session, key)
    found = _around_claim(session, claim.id)
    shared, alone = _shared_and_alone(found)
    group = next(each for each in (*shared, *alone) if found.centre in each.members)
    given = quantity(group.members, figures_of(session, group.members))
    told = sorted((found.rows[id_] for id_ in group.members), key=_moment)
    points = sorted(
        (point(figure, found.rows[id_]) for id_, figure in given.items()), key=lambda p: p.when.at
    )
    central = found.rows[group.centre].claim
    return MatterPage(
        key=central.id,
        name=central.quote,
        claims=tuple(told),
        points=tuple(points),
        differing=frozenset(found.rows[id_].claim.id for id_ in group.differing()),
    )


def _moment(row: ClaimRow) -> tuple[object, int]:
    return row.article.published.at, row.article.id


def comparable(session: Session, limit: int = 12) -> tuple[ArticleRef, ...]:
    """The newest articles that speak of a matter of which another one does; two queries."""
    newest = (
        select(Link.low_id, Link.high_id)
        .where(Link.relation.in_(BEARING), ~Link.verbatim)
        .order_by(Link.at.desc())
        .limit(20 * limit)
    ).subquery()
    low, high = (select(Claim.id, Claim.article_id).subquery() for _ in range(2))
    pairs = session.execute(
        select(low.c.article_id, high.c.article_id)
        .join_from(newest, low, low.c.id == newest.c.low_id)
        .join(high, high.c.id == newest.c.high_id)
        .where(low.c.article_id != high.c.article_id)
    )
    return _articles(session, {id_ for pair in pairs for id_ in pair})[:limit]
