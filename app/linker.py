"""Holds the claims of an article against those that are stored, and against each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.domain import Draft, Reading, Relation
from app.relate.claim import Claim
from app.relate.embedding import SIZE
from app.relate.nearest import from_int8, nearest
from app.relate.prepared import SEARCH, Prepared
from app.relate.relater import Relater
from app.store import links, relinking
from app.store.links import Stored, Worded
from app.store.session import read_session
from app.store.vectors import Searched, VectorFile, day_of, folder_of
from app.ties import Found, There, figure_rows, is_verbatim, shown, tie
from app.told import Told, tell

NEAREST = 12  # claims that a claim is held against
LEAST = 0.4  # cosine: what is further apart is about something else
LIKELY = 0.25  # score: what is merely related is worth showing from here on
MOST = {Relation.AGREES: 24, Relation.DIFFERS: 24, Relation.RELATED: 8}  # links that a new claim brings
AT_ONCE = 256  # claims of one article that are searched for together
MANY = 250_000  # stored claims, above which only those of NEAR days are looked at
NEAR = 45  # days


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the claims of an article are linked with. `last`: the embedding up to which was searched."""

    told: tuple[Told, ...]
    found: tuple[Found, ...]
    last: int


class Linker:
    """Shared by all threads of a process."""

    def __init__(self, relater: Relater, engine: Engine, data: Path) -> None:
        self.relater = relater
        self.engine = engine
        self.version = relater.version
        self.file = VectorFile(folder_of(engine, data), version=self.version, width=SIZE)

    def tell(self, draft: Draft, reading: Reading) -> tuple[Told, ...]:
        return tell(draft, reading, self.relater)

    def propose(self, told: Sequence[Told], at: datetime, article_id: int | None = None) -> Proposal:
        """Links with everything that is stored; takes no lock. `article_id`: where it is read again."""
        searched = self.file.refresh(self.engine)
        with read_session(self.engine) as session:
            own: set[int] = set()
            if article_id is not None:
                own = {claim.id for claim in links.live_claims(session, article_id)}
            full = self._prepared(told)
            here = _alone(full)
            rows = list(_near(here, searched.vectors, _allowed(searched, at, own)))
            stored = links.stored(session, {int(searched.embeddings[row]) for _, row in rows})
        there = {id_: self._prepare(each) for id_, each in stored.items()}
        pairs = [
            (place, stored[id_], here[place], there[id_])
            for place, id_ in ((place, int(searched.embeddings[row])) for place, row in rows)
            if id_ in stored
        ]
        found = [*self._judge(pairs), *self._within(told, full)]
        return Proposal(tuple(told), tuple(_best(found)), searched.last)

    def settle(self, session: Session, article_id: int, proposal: Proposal) -> None:
        """Store the links of an article's claims, in the transaction that stored the claims."""
        relinking.leave_out_gone(session, article_id)
        claims = links.live_claims(session, article_id)
        known = links.digests(session, self.version, [claim.id for claim in claims])
        ids = [claim.id for claim in claims]
        new = {
            id_: each for id_, each in zip(ids, proposal.told, strict=True) if known.get(id_) != each.digest
        }
        if not new:
            return
        relinking.hand_over(session, [id_ for id_ in new if id_ in known])
        relinking.forget(session, new)
        found = [*proposal.found, *self._meanwhile(session, proposal, article_id)]
        at = claims[0].sort_at
        worded = {
            id_: Worded(each.digest, each.vectors, figure_rows(each.claim)) for id_, each in new.items()
        }
        links.add_wordings(session, self.version, worded, at)
        relinking.join(session, new)
        there = {each.there.id for each in found if isinstance(each.there, Stored)}
        leading = links.leading(session, {*ids, *there})
        ties = (tie(each, ids, proposal.told, at) for each in _best(found))
        links.add_links(
            session,
            [
                each
                for each in ties
                if all(side.claim_id in leading for side in each.sides)
                and any(side.claim_id in new for side in each.sides)
            ],
        )

    def _meanwhile(self, session: Session, proposal: Proposal, article_id: int) -> list[Found]:
        """Links with what others stored since the search."""
        since = links.stored_since(session, self.version, proposal.last)
        stored = [each for each in since.values() if each.article_id != article_id]
        if not stored:
            return []
        here = _alone(self._prepared(proposal.told))
        vectors = np.stack([np.frombuffer(each.vectors[:SIZE], np.int8) for each in stored])
        near = list(_near(here, vectors, None))
        there = {row: self._prepare(stored[row]) for row in {row for _, row in near}}
        return self._judge([(place, stored[row], here[place], there[row]) for place, row in near])

    def _prepared(self, told: Sequence[Told]) -> dict[int, Prepared]:
        """By place in the article, of the claims that have vectors."""
        return {
            place: self.relater.preparer.with_vectors(each.claim, from_int8(each.vectors))
            for place, each in enumerate(told)
            if each.vectors is not None
        }

    def _prepare(self, stored: Stored) -> Prepared:
        claim = Claim(stored.quote, stored.mention, stored.cue, "", stored.published_at)
        return self.relater.preparer.with_vectors(claim, from_int8(stored.vectors))

    def _within(self, told: Sequence[Told], here: Mapping[int, Prepared]) -> Iterator[Found]:
        """Links between claims of one article. What one voice says twice may agree, and no more."""
        if len(here) < 2:
            return
        places = list(here)
        vectors = np.stack([np.frombuffer(_search_vector(told[place]), np.int8) for place in places])
        near = {
            (min(place, places[row]), max(place, places[row])) for place, row in _near(here, vectors, None)
        }
        met = [(a, b) for a, b in sorted(near) if a != b and told[a].may_meet(told[b])]
        one_voice = {(a, b) for a, b in met if told[a].voices & told[b].voices}
        for found in self._judge([(a, b, here[a], here[b]) for a, b in met]):
            if (found.here, found.there) not in one_voice or found.link.relation is Relation.AGREES:
                yield found

    def _judge(self, pairs: Sequence[tuple[int, There, Prepared, Prepared]]) -> list[Found]:
        judged = self.relater.judge([(here, there) for _, _, here, there in pairs])
        return [
            Found(place, where, link, is_verbatim(here, there, link))
            for (place, where, here, there), link in zip(pairs, judged, strict=True)
            if link.relation is not Relation.NONE
        ]


def _alone(prepared: Mapping[int, Prepared]) -> dict[int, Prepared]:
    """Without the words around them, which are not at hand for stored claims.

    So a pair is judged alike whichever of the two came first.
    """
    return {place: each.alone() for place, each in prepared.items()}


def _search_vector(told: Told) -> bytes:
    return (told.vectors or b"")[:SIZE]


def _allowed(searched: Searched, at: datetime, own: set[int]) -> npt.NDArray[np.bool_] | None:
    """Which rows may be found; None for all."""
    allowed = None
    if len(searched.claims) > MANY:
        allowed = np.abs(searched.days - day_of(at)) <= NEAR
    if own:
        others = ~np.isin(searched.claims, list(own))
        allowed = others if allowed is None else allowed & others
    return allowed


def _near(
    here: Mapping[int, Prepared], vectors: npt.NDArray[np.int8], allowed: npt.NDArray[np.bool_] | None
) -> Iterator[tuple[int, int]]:
    """Each claim with the rows of the NEAREST vectors that are no further apart than LEAST."""
    places = list(here)
    for start in range(0, len(places) if len(vectors) else 0, AT_ONCE):
        part = places[start : start + AT_ONCE]
        queries = np.stack([here[place].vectors[SEARCH] for place in part])
        near = nearest(queries, vectors, NEAREST, allowed=allowed)
        for place, rows, cosines in zip(part, near.rows, near.cosines, strict=True):
            yield from (
                (place, int(row)) for row, cosine in zip(rows, cosines, strict=True) if cosine >= LEAST
            )


def _best(found: Sequence[Found]) -> Iterator[Found]:
    """The likeliest links of each claim, at most MOST of a relation."""
    counts: Counter[tuple[int, Relation]] = Counter()
    for each in sorted(found, key=lambda each: -each.link.score):
        relation = shown(each.link)
        if relation is Relation.RELATED and each.link.score < LIKELY:
            continue
        counts[each.here, relation] += 1
        if counts[each.here, relation] <= MOST[relation]:
            yield each
