"""Rows, links and comparisons made by hand, without a database."""

from dataclasses import replace
from datetime import UTC, datetime

from app.domain import Precision, Relation, Verdict
from app.store.link_pages import (
    ComparedClaim,
    ComparePage,
    CrossReferences,
    FigurePoint,
    LinkedClaim,
    Matter,
)
from app.store.pages import ArticleRef, Chip, ClaimRow, When
from tests.present.claims import chip, claim

LEE = chip("ann-lee", name="Ann Lee", ink=1)
RENN = chip("bo-renn", name="Bo Renn", ink=2)


def on(day: str) -> When:
    return When(datetime.fromisoformat(day).replace(tzinfo=UTC), Precision.DATE)


def article(
    id_: int = 1, *, day: str = "2031-01-05", title: str = "Mill shut", outlet: str = "Courier"
) -> ArticleRef:
    return ArticleRef(id_, title, outlet, "", "", on(day), "en")


def row(key: str, quote: str, *by: Chip, about: ArticleRef | None = None) -> ClaimRow:
    return ClaimRow(claim(key, (0, len(quote)), by=by, quote=quote), about or article(), "", "")


def linked(relation: Relation, there: ClaimRow, **changes: object) -> LinkedClaim:
    plain = LinkedClaim(
        relation=relation,
        score=0.5,
        why="They are about the same matter.",
        claim=there.claim,
        article=there.article,
        shared_here=(),
        shared_there=(),
        figure_here="",
        figure_there="",
        when_here="",
        when_there="",
        articles=1,
        same_origin=False,
        verdict=Verdict.NONE,
        decided=None,
    )
    return replace(plain, **changes)


def references(*links: LinkedClaim, repeated: tuple[ClaimRow, ...] = (), more: int = 0) -> CrossReferences:
    """The links under their relation; those that people rejected apart."""

    def having(relation: Relation) -> tuple[LinkedClaim, ...]:
        return tuple(x for x in links if x.relation is relation and x.verdict is not Verdict.REJECTED)

    agrees = having(Relation.AGREES)
    rejected = tuple(link for link in links if link.verdict is Verdict.REJECTED)
    return CrossReferences(
        "here",
        agrees,
        having(Relation.DIFFERS),
        having(Relation.RELATED),
        repeated,
        rejected,
        len(agrees),
        more,
    )


def matter(name: str, *cells: tuple[ClaimRow, ...], figures: bool = False) -> Matter:
    told = tuple(tuple(ComparedClaim(each, "", differs=False, articles=1) for each in cell) for cell in cells)
    key = next(each.row.claim.id for cell in told for each in cell)
    return Matter(key, name, told, figures, differs=False)


def comparison(*matters: Matter, sources: tuple[Chip, ...], alone: tuple[ClaimRow, ...] = ()) -> ComparePage:
    return ComparePage((article(),), 1, sources, matters, alone, 0, 0, 0)


def point(
    there: ClaimRow, words: str, low: float | None, high: float | None, day: str, **changes: object
) -> FigurePoint:
    plain = FigurePoint(there, words, "", "", low, high, on(day), "")
    return replace(plain, **changes)
