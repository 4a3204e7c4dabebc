"""What the judge found, as rows to store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import Relation, Spans
from app.relate.claim import Claim, Link
from app.relate.figures import Figure, figures_of
from app.relate.origins import near_verbatim
from app.relate.prepared import Prepared
from app.store.links import FigureFound, Side, Stored, Tie
from app.told import Told

RELATED = "They are about the same matter."

There = Stored | int  # a stored claim, or the place of one in the same article


@dataclass(frozen=True, slots=True)
class Found:
    """A link from a claim of the article, by its place in it."""

    here: int
    there: There
    link: Link
    verbatim: bool


def shown(link: Link) -> Relation:
    """Where it is not clear that two claims differ, they are merely related: a wrong alarm costs trust."""
    return Relation.RELATED if link.relation is Relation.DIFFERS and not link.clear else link.relation


def is_verbatim(a: Prepared, b: Prepared, link: Link) -> bool:
    """Whether two claims are the same words but for a few; another figure is another claim."""
    agree = link.relation is Relation.AGREES and a.digits == b.digits
    return agree and near_verbatim(a.claim.text, b.claim.text)


def tie(found: Found, ids: Sequence[int], told: Sequence[Told], at: datetime) -> Tie:
    """ids: of the article's claims, which were told. at: of the article."""
    link, there = found.link, found.there
    if isinstance(there, Stored):
        other, text, later = there.id, there.quote, max(at, there.at)
    else:
        other, text, later = ids[there], told[there].claim.text, at
    a, b = link.figures or (None, None)
    relation = shown(link)
    return Tie(
        sides=(
            _side(ids[found.here], link.shared_a, a, told[found.here].claim.text),
            _side(other, link.shared_b, b, text),
        ),
        relation=relation,
        score=link.score,
        verbatim=found.verbatim,
        why=link.why if relation is link.relation else RELATED,
        at=later,
    )


def _side(claim_id: int, shared: Spans, figure: Figure | None, text: str) -> Side:
    if figure is None:
        return Side(claim_id, shared)
    return Side(claim_id, shared, figure.phrase.of(text), figure.period.of(text))


def figure_rows(claim: Claim) -> tuple[FigureFound, ...]:
    return tuple(
        FigureFound(
            phrase=each.phrase.of(claim.text),
            what=each.what.of(claim.text),
            period=each.period.of(claim.text),
            unit=each.unit,
            low=each.stated[0],
            high=each.stated[1],
            counted=tuple(sorted(each.counted | each.events)),
            at=each.at,
        )
        for each in figures_of(claim.text, claim.published_at)
    )
