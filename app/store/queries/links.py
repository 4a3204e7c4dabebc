"""What others say of the matter of a claim."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Relation, Span, Spans, Verdict
from app.store import pages
from app.store.errors import NotFound
from app.store.keys import legal
from app.store.link_pages import CrossReferences, Decision, Difference, LinkedClaim
from app.store.link_tables import Link, Wording
from app.store.queries.claims import claim_rows
from app.store.queries.edges import (
    BEARING,
    Edge,
    added,
    articles_of,
    between,
    decisions,
    edges,
    firsts_of,
    touching,
)
from app.store.queries.gone import why_gone
from app.store.queries.origins import groups, is_one_origin, voices_of
from app.store.tables import Article, Claim

SHOWN = 20  # rows beside a claim
READ = 200  # links of a claim that are looked at, the likeliest
WORD = re.compile(r"\w+")


def live_claim(session: Session, key: str) -> Claim:
    """Raises NotFound, and Gone for a claim that a later reading no longer found, or that was withdrawn."""
    claim = session.scalar(select(Claim).where(Claim.key == legal(key)))
    if claim is None:
        raise NotFound(f"There is no claim {key[:80]}.")
    if claim.gone_at is not None:
        raise why_gone(session, claim, session.get_one(Article, claim.article_id))
    return claim


@dataclass(frozen=True, slots=True)
class Around:
    """Everything that is linked with one claim, in the order of likelihood."""

    first: int  # has the links of all claims in the claim's words
    found: tuple[Edge, ...]
    rows: Mapping[int, pages.ClaimRow]  # by row id, the claim and its first included
    among: tuple[Edge, ...]  # links between the others
    articles: Mapping[int, set[int]]
    decided: Mapping[tuple[int, int], Decision]


def cross_references(session: Session, key: str) -> CrossReferences:
    """The links of a claim, one row an origin. Raises NotFound and Gone. A bounded number of queries."""
    claim = live_claim(session, key)
    around = _around(session, claim)
    voices = {id_: voices_of(row.claim) for id_, row in around.rows.items()}
    repeated: list[Edge] = []
    by_relation: dict[Relation, list[Edge]] = {relation: [] for relation in Relation}
    for edge in around.found:
        (repeated if _repeats(edge, voices) else by_relation[edge.relation]).append(edge)
    linked: dict[Relation, list[LinkedClaim]] = {}
    rejected: list[LinkedClaim] = []
    for relation, found in by_relation.items():
        origins = _origins(around, found, voices)
        # What people say of one claim they say of its origin: it would come back as the next one's.
        no = [each for each in origins if any(edge.verdict is Verdict.REJECTED for edge in each)]
        rejected += [_linked(around, claim.id, each) for each in no]
        left = [edge for each in origins if each not in no for edge in each]
        # What somebody added stands by itself, so that it can be taken away.
        alone = [[edge] for edge in left if edge.verdict is Verdict.ADDED]
        left = [edge for edge in left if edge.verdict is not Verdict.ADDED]
        origins = [*alone, *_origins(around, left, voices, one_voice=relation is Relation.AGREES)]
        linked[relation] = [_linked(around, claim.id, each) for each in origins]
    shown = _shown(linked)
    copies = _copies(session, claim, around.first)
    others = (around.rows[edge.seen_from(around.first)[1].id] for edge in repeated)
    return CrossReferences(
        claim=claim.key,
        agrees=shown[Relation.AGREES],
        differs=shown[Relation.DIFFERS],
        related=shown[Relation.RELATED],
        repeated=tuple([*copies, *others][:SHOWN]),
        rejected=tuple(rejected[:SHOWN]),
        origins=sum(not each.same_origin for each in linked[Relation.AGREES]),
        more=sum(map(len, linked.values())) - sum(map(len, shown.values())),
    )


def _repeats(edge: Edge, voices: Mapping[int, frozenset[str]]) -> bool:
    return edge.verdict not in (Verdict.REJECTED, Verdict.ADDED) and is_one_origin(edge, voices)


def _around(session: Session, claim: Claim) -> Around:
    first = firsts_of(session, [claim.id])[claim.id]
    found = [*added(session, [first]), *edges(session, touching([first]), limit=READ)]
    others = {edge.seen_from(first)[1].id for edge in found}
    return Around(
        first=first,
        found=tuple(found),
        rows=claim_rows(session, {claim.id, first, *others}),
        among=tuple(edges(session, between(others), Link.relation == Relation.AGREES, limit=10 * READ)),
        articles=articles_of(session, others),
        decided=decisions(session, found),
    )


def _origins(
    around: Around, found: Sequence[Edge], voices: Mapping[int, frozenset[str]], *, one_voice: bool = False
) -> list[list[Edge]]:
    """The links by origin of the other claim, those that people decided of first, then the likeliest."""
    ranked = sorted(found, key=lambda edge: (not edge.verdict, -edge.score))
    by_id = {edge.seen_from(around.first)[1].id: edge for edge in ranked}
    return [
        [by_id[id_] for id_ in group]
        for group in groups(list(by_id), around.among, voices, one_voice=one_voice)
    ]


def _linked(around: Around, claim_id: int, group: Sequence[Edge]) -> LinkedClaim:
    """A row for an origin: its first claim. `claim_id`: from which it is seen."""
    edge = group[0]
    here, there = edge.seen_from(around.first)
    own, row = around.rows[claim_id], around.rows[there.id]
    first = around.rows[around.first].claim.quote
    told_by = set().union(*(around.articles.get(each.seen_from(around.first)[1].id, set()) for each in group))
    return LinkedClaim(
        relation=edge.relation,
        score=edge.score,
        why=edge.why,
        claim=row.claim,
        article=row.article,
        shared_here=_carried(here.shared, first, own.claim.quote),
        shared_there=there.shared,
        figure_here=here.figure,
        figure_there=there.figure,
        when_here=here.when,
        when_there=there.when,
        articles=len(told_by | {row.article.id}),
        same_origin=bool(voices_of(own.claim) & voices_of(row.claim)),
        verdict=edge.verdict,
        decided=around.decided.get((edge.low.id, edge.high.id)),
    )


def _carried(spans: Spans, quote: str, other: str) -> Spans:
    """The same words in another quote of the same words, which may be spaced or quoted otherwise."""
    if quote == other:
        return spans
    places = {match.start(): number for number, match in enumerate(WORD.finditer(quote))}
    words = [Span(*match.span()) for match in WORD.finditer(other)]
    numbers = (places.get(span.start) for span in spans)
    return tuple(words[number] for number in numbers if number is not None and number < len(words))


def _shown(linked: Mapping[Relation, list[LinkedClaim]]) -> dict[Relation, tuple[LinkedClaim, ...]]:
    """SHOWN in all: what people added, then those that bear on the same proposition, then the others."""
    found = (each for relation in (*BEARING, Relation.RELATED) for each in linked[relation])

    def rank(link: LinkedClaim) -> tuple[bool, bool, float]:
        is_bearing = link.relation in BEARING
        return link.verdict is not Verdict.ADDED, not is_bearing, -link.score if is_bearing else 0

    chosen = sorted(found, key=rank)[:SHOWN]
    return {relation: tuple(each for each in chosen if each.relation is relation) for relation in Relation}


def _copies(session: Session, claim: Claim, first: int) -> list[pages.ClaimRow]:
    """Other claims in the same words."""
    statement = (
        select(Wording.claim_id)
        .join(Claim, Claim.id == Wording.claim_id)
        .where(Wording.first_id == first, Claim.gone_at.is_(None), Wording.claim_id != claim.id)
        .order_by(Wording.claim_id)
        .limit(SHOWN)
    )
    ids = session.scalars(statement).all()
    found = claim_rows(session, ids) if ids else {}
    return [found[id_] for id_ in ids]


def differing_claims(session: Session, limit: int = 10) -> tuple[Difference, ...]:
    """The newest claims that differ from another, each once; a bounded number of queries."""
    newest = (
        select(Link.low_id, Link.high_id)
        .where(Link.relation == Relation.DIFFERS)
        .order_by(Link.at.desc(), Link.high_id.desc())
        .limit(8 * limit)
    ).subquery()
    chosen = Link.high_id == newest.c.high_id
    found = edges(session, Link.low_id == newest.c.low_id, chosen, limit=8 * limit)
    return tuple(_differences(session, [e for e in found if e.verdict is not Verdict.REJECTED])[:limit])


def _differences(session: Session, found: Sequence[Edge]) -> list[Difference]:
    ids: Collection[int] = {end.id for edge in found for end in (edge.low, edge.high)}
    rows = claim_rows(session, ids)
    articles, decided = articles_of(session, ids), decisions(session, found)

    def newer(edge: Edge) -> int:
        """The claim of the article that appeared later."""
        return max((edge.low.id, edge.high.id), key=lambda id_: (rows[id_].article.published.at, id_))

    differences: dict[int, Difference] = {}
    for edge in found:
        id_ = newer(edge)
        here = Around(id_, (edge,), rows, (), articles, decided)
        differences.setdefault(id_, Difference(rows[id_], _linked(here, id_, [edge])))
    return sorted(differences.values(), key=lambda each: each.row.article.published.at, reverse=True)
