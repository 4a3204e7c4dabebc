"""Groups of claims about one matter: a central claim, and those that are linked with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Precision, Relation, Verdict
from app.store.link_pages import FigurePoint
from app.store.link_tables import Figure
from app.store.pages import ClaimRow, When
from app.store.queries.edges import AT_ONCE, BEARING, Edge

MEMBERS = 30  # of a matter
WEAKLY = 8  # merely related ones among them
NEAR = 0.4  # score from which related claims may join

Neighbours = Mapping[int, Mapping[int, Edge]]


@dataclass(frozen=True, slots=True)
class Group:
    """`members` begin with the central claim. `edges` lie between them."""

    members: tuple[int, ...]
    edges: tuple[Edge, ...]

    @property
    def centre(self) -> int:
        return self.members[0]

    def differing(self) -> set[int]:
        """Members that differ from some other."""
        apart = (edge for edge in self.edges if edge.relation is Relation.DIFFERS)
        return {end.id for edge in apart for end in (edge.low, edge.high)}


def matters(
    ids: Collection[int],
    found: Iterable[Edge],
    voices: Mapping[int, frozenset[str]],
    *,
    centre: int | None = None,
) -> list[Group]:
    """Every claim in one group, the groups with most voices first.

    Groups are stars, not chains: a claim belongs to a central one that it bears on, or to one that
    agrees with such a claim. Merely related claims join where they would be alone otherwise.
    """
    standing = [edge for edge in found if edge.verdict is not Verdict.REJECTED]
    bearing = _neighbours(ids, (edge for edge in standing if edge.relation in BEARING))
    related = _neighbours(ids, (edge for edge in standing if edge.relation is Relation.RELATED))

    def weight(id_: int) -> tuple[int, float, int]:
        around = bearing[id_]
        heard = set().union(voices.get(id_, frozenset()), *(voices.get(each, frozenset()) for each in around))
        return len(heard), sum(edge.score for edge in around.values()), -id_

    order = sorted(ids, key=weight, reverse=True)
    if centre is not None:
        order = [centre, *(id_ for id_ in order if id_ != centre)]
    taken: dict[int, int] = {}  # claim -> the central claim of its group
    stars: dict[int, list[int]] = {}
    for id_ in order:
        if id_ not in taken:
            stars[id_] = _star(id_, bearing, taken)
    _join_alone(stars, related, taken)
    groups = [Group(tuple(star), tuple(_within(star, bearing))) for star in stars.values()]
    return sorted(groups, key=lambda group: group.members[0] != centre)


def _neighbours(ids: Collection[int], found: Iterable[Edge]) -> dict[int, dict[int, Edge]]:
    """Claim -> others by likelihood."""
    around: dict[int, dict[int, Edge]] = {id_: {} for id_ in ids}
    for edge in sorted(found, key=lambda edge: -edge.score):
        if edge.low.id in around and edge.high.id in around:
            around[edge.low.id][edge.high.id] = edge
            around[edge.high.id][edge.low.id] = edge
    return around


def _star(centre: int, bearing: Neighbours, taken: dict[int, int]) -> list[int]:
    star = [centre]
    taken[centre] = centre
    for id_ in bearing[centre]:
        _take(id_, star, taken)
    for member in star[1:]:
        for id_, edge in bearing[member].items():
            if edge.relation is Relation.AGREES:
                _take(id_, star, taken)
    return star


def _take(id_: int, star: list[int], taken: dict[int, int]) -> None:
    if id_ not in taken and len(star) < MEMBERS:
        star.append(id_)
        taken[id_] = star[0]


def _join_alone(stars: dict[int, list[int]], related: Neighbours, taken: dict[int, int]) -> None:
    joined: dict[int, int] = {}
    for id_ in [id_ for id_, star in stars.items() if len(star) == 1]:
        for other, edge in related[id_].items():
            star = stars.get(taken[other])
            if edge.score < NEAR or star is None or len(star) < 2 or star[0] == id_:
                continue
            if other == star[0] and joined.get(other, 0) < WEAKLY and len(star) < MEMBERS:
                joined[other] = joined.get(other, 0) + 1
                star.append(id_)
                del stars[id_]
                break


def _within(star: Sequence[int], bearing: Neighbours) -> Iterable[Edge]:
    members = set(star)
    return {
        (edge.low.id, edge.high.id): edge
        for id_ in star
        for other, edge in bearing[id_].items()
        if other in members
    }.values()


Figures = Mapping[int, Sequence[Figure]]


def figures_of(session: Session, claim_ids: Collection[int]) -> dict[int, list[Figure]]:
    """Claim -> its figures in order; one query for each 500 claims."""
    found: dict[int, list[Figure]] = {}
    listed = sorted(claim_ids)
    for start in range(0, len(listed), AT_ONCE):
        statement = (
            select(Figure)
            .where(Figure.claim_id.in_(listed[start : start + AT_ONCE]))
            .order_by(Figure.claim_id, Figure.position)
        )
        for figure in session.scalars(statement):
            found.setdefault(figure.claim_id, []).append(figure)
    return found


def _is_same(a: Figure, b: Figure) -> bool:
    """Whether two figures tell of one quantity."""
    counted = bool(set(a.counted) & set(b.counted))
    return a.unit == b.unit and (counted or (bool(a.unit) and not (a.counted and b.counted)))


def quantity(members: Sequence[int], figures: Figures) -> dict[int, Figure]:
    """Of each claim its figure for the quantity that most of the claims give."""
    best: dict[int, Figure] = {}
    for id_ in members:
        for figure in figures.get(id_, ()):
            same = {
                other: match
                for other in members
                if (match := next((each for each in figures.get(other, ()) if _is_same(figure, each)), None))
            } | {id_: figure}
            if len(same) > len(best):
                best = same
    return best


def point(figure: Figure, row: ClaimRow) -> FigurePoint:
    when = row.article.published
    if figure.at is not None:
        when = When(datetime.combine(figure.at, time(), UTC), Precision.DATE)
    return FigurePoint(
        row=row,
        words=figure.phrase,
        counted=figure.what,
        unit=figure.unit,
        low=figure.low,
        high=figure.high,
        when=when,
        period=figure.period,
    )
