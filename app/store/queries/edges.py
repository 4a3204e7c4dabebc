"""Links as they stand: what the machine found, seen through what people decided."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain import Relation, Span, Spans, Verdict
from app.store import events
from app.store.link_pages import Decision
from app.store.link_tables import Link, LinkVerdict, Wording
from app.store.tables import Claim, Event, SpanList

AT_ONCE = 500  # ids in one statement
BEARING = (Relation.AGREES, Relation.DIFFERS)  # on the same proposition
SAID = "A person linked the two."
STATED = (Verdict.CONFIRMED, Verdict.ADDED)  # a person says which relation it is


@dataclass(frozen=True, slots=True)
class End:
    """One of the two claims of a link."""

    id: int
    shared: Spans
    figure: str
    when: str


@dataclass(frozen=True, slots=True)
class Edge:
    low: End
    high: End
    relation: Relation  # as people say, where they confirmed one
    score: float
    verbatim: bool
    why: str
    verdict: Verdict

    def seen_from(self, claim_id: int) -> tuple[End, End]:
        """This claim's end, and the other one."""
        return (self.low, self.high) if self.low.id == claim_id else (self.high, self.low)


def touching(claim_ids: Collection[int]) -> ColumnElement[bool]:
    return or_(Link.low_id.in_(claim_ids), Link.high_id.in_(claim_ids))


def between(claim_ids: Collection[int]) -> ColumnElement[bool]:
    return and_(Link.low_id.in_(claim_ids), Link.high_id.in_(claim_ids))


def edges(session: Session, *where: ColumnElement[bool], limit: int) -> list[Edge]:
    """The likeliest of the links that the conditions pick; one query."""
    decided = and_(LinkVerdict.now_low_id == Link.low_id, LinkVerdict.now_high_id == Link.high_id)
    statement = (
        select(Link, LinkVerdict.verdict, LinkVerdict.relation)
        .outerjoin(LinkVerdict, decided)
        .where(*where)
        .order_by(Link.score.desc(), Link.low_id, Link.high_id)
        .limit(limit)
    )
    found = {
        (link.low_id, link.high_id): _edge(link, verdict or Verdict.NONE, relation)
        for link, verdict, relation in session.execute(statement)
    }
    return list(found.values())


def _edge(link: Link, verdict: Verdict, relation: Relation | None) -> Edge:
    return Edge(
        low=End(link.low_id, _spans(link.low_shared), link.low_figure, link.low_when),
        high=End(link.high_id, _spans(link.high_shared), link.high_figure, link.high_when),
        relation=relation if relation and verdict in STATED else link.relation,
        score=link.score,
        verbatim=link.verbatim,
        why=SAID if verdict is Verdict.ADDED else link.why,
        verdict=verdict,
    )


def added(session: Session, first_ids: Collection[int], *, within: bool = False) -> list[Edge]:
    """Links that people added and the machine did not find; two queries, one where there are none.

    They touch one of these claims, which are the first in their words; or lie `within` them.
    """
    in_words = select(Wording.claim_id).where(Wording.first_id.in_(first_ids))
    both = LinkVerdict.now_low_id, LinkVerdict.now_high_id
    ends = [or_(end.in_(first_ids), end.in_(in_words)) for end in both]
    low, high = aliased(Claim), aliased(Claim)
    statement = (
        select(*both, LinkVerdict.relation)
        .join(low, low.id == LinkVerdict.now_low_id)
        .join(high, high.id == LinkVerdict.now_high_id)
        .where(LinkVerdict.verdict == Verdict.ADDED, and_(*ends) if within else or_(*ends))
        .where(low.gone_at.is_(None), high.gone_at.is_(None), ~found_too())
    )
    pairs = session.execute(statement).all()
    firsts = firsts_of(session, {id_ for pair in pairs for id_ in pair[:2]}) if pairs else {}
    listed = (_added(firsts[one], firsts[other], relation) for one, other, relation in pairs)
    apart = {(edge.low.id, edge.high.id): edge for edge in listed if edge.low.id != edge.high.id}
    return list(apart.values())


def found_too() -> ColumnElement[bool]:
    """True of verdicts on a link that the machine found."""
    return exists().where(Link.low_id == LinkVerdict.now_low_id, Link.high_id == LinkVerdict.now_high_id)


def _added(one: int, other: int, relation: Relation) -> Edge:
    low, high = (End(id_, (), "", "") for id_ in sorted((one, other)))
    return Edge(low, high, relation, 1.0, verbatim=False, why=SAID, verdict=Verdict.ADDED)


def _spans(listed: SpanList) -> Spans:
    return tuple(Span(start, end) for start, end in listed)


def firsts_of(session: Session, claim_ids: Collection[int]) -> dict[int, int]:
    """Claim -> the claim that has the links of all claims in its words; one query for each 500."""
    found = {id_: id_ for id_ in claim_ids}
    listed = sorted(claim_ids)
    for start in range(0, len(listed), AT_ONCE):
        part = listed[start : start + AT_ONCE]
        statement = select(Wording.claim_id, Wording.first_id).where(Wording.claim_id.in_(part))
        found.update(session.execute(statement).all())
    return found


def articles_of(session: Session, first_ids: Collection[int], limit: int = 5000) -> dict[int, set[int]]:
    """First claim -> the articles in which its words stand; one query."""
    statement = (
        select(Wording.first_id, Claim.article_id)
        .join(Claim, Claim.id == Wording.claim_id)
        .where(Wording.first_id.in_(first_ids), Claim.gone_at.is_(None))
        .distinct()
        .limit(limit)
    )
    found: dict[int, set[int]] = {}
    for first, article in session.execute(statement):
        found.setdefault(first, set()).add(article)
    return found


def decisions(session: Session, found: Iterable[Edge]) -> Mapping[tuple[int, int], Decision]:
    """Of the pairs with a verdict: who gave it; two queries, none where there are no verdicts."""
    pairs = [(edge.low.id, edge.high.id) for edge in found if edge.verdict]
    if not pairs:
        return {}
    same = [and_(LinkVerdict.now_low_id == low, LinkVerdict.now_high_id == high) for low, high in pairs]
    about = and_(
        Event.subject_kind == events.LINK,
        Event.subject_id == LinkVerdict.low_id,
        Event.other_id == LinkVerdict.high_id,
    )
    statement = (
        select(LinkVerdict.now_low_id, LinkVerdict.now_high_id, Event)
        .join(Event, about)
        .where(or_(*same), Event.undoes.is_(None))
        .order_by(Event.id)
    )
    given = session.execute(statement).all()
    undone = events.undone_by(session, [event.id for _, _, event in given])
    return {
        (low, high): Decision(event.id, event.at, event.who, event.reason)
        for low, high, event in given
        if event.id not in undone
    }
