"""Storing how claims bear on each other. Nothing here commits; the pipeline owns the transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, insert, select, tuple_
from sqlalchemy.orm import Session

from app.domain import Relation, Spans
from app.store.link_tables import Embedding, Figure, Link, Wording
from app.store.tables import Article, Claim

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Stored:
    """A claim that others are held against. `vectors` are bytes as an Embedding has them."""

    id: int
    article_id: int
    quote: str
    mention: str
    cue: str
    published_at: datetime | None
    at: datetime  # of its article
    vectors: bytes


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A row of figures (link_tables.Figure)."""

    phrase: str
    what: str
    period: str
    unit: str
    low: float | None
    high: float | None
    counted: tuple[str, ...]
    at: date | None


@dataclass(frozen=True, slots=True)
class Worded:
    """A claim as it was held against the others: one row of wordings, and its figures.

    vectors: bytes, None for a claim too short to be told apart.
    """

    digest: str
    vectors: bytes | None
    figures: tuple[FigureFound, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two claims of a link, and what the link says of it."""

    claim_id: int
    shared: Spans = ()
    figure: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link to be stored, its sides in any order."""

    sides: tuple[Side, Side]
    relation: Relation
    score: float
    verbatim: bool
    why: str
    at: datetime


def stored(session: Session, embedding_ids: Collection[int]) -> dict[int, Stored]:
    """Embedding -> the claim that it stands for, where there is still such a claim."""
    listed = sorted(embedding_ids)
    found: dict[int, Stored] = {}
    for start in range(0, len(listed), AT_ONCE):
        found |= _stored(session, Embedding.id.in_(listed[start : start + AT_ONCE]))
    return found


def stored_since(session: Session, relater: str, last: int) -> dict[int, Stored]:
    """The same for all that came after an embedding."""
    return _stored(session, Embedding.id > last, Embedding.relater == relater)


def _stored(session: Session, *which: ColumnElement[bool]) -> dict[int, Stored]:
    statement = (
        select(
            Embedding.id,
            Claim.id,
            Claim.article_id,
            Claim.quote,
            Claim.mention,
            Claim.cue,
            Article.published_at,
            Claim.sort_at,
            Embedding.vectors,
        )
        .join(Wording, (Wording.claim_id == Embedding.claim_id) & (Wording.embedding_id == Embedding.id))
        .join(Claim, Claim.id == Wording.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(*which, Claim.gone_at.is_(None))
    )
    return {row[0]: Stored(*row[1:]) for row in session.execute(statement).all()}


def unlinked(session: Session, relater: str) -> list[int]:
    """Articles with claims that were not held against the others yet, by this version."""
    done = exists().where(Wording.claim_id == Claim.id, Wording.relater == relater)
    statement = select(Claim.article_id).where(Claim.gone_at.is_(None), ~done).distinct()
    return sorted(session.scalars(statement))


def live_claims(session: Session, article_id: int) -> Sequence[Claim]:
    """In reading order."""
    return session.scalars(
        select(Claim)
        .where(Claim.article_id == article_id, Claim.gone_at.is_(None))
        .order_by(Claim.ordinal, Claim.id)
    ).all()


def digests(session: Session, relater: str, claim_ids: Collection[int]) -> dict[int, str]:
    """Of the claims that were held against the others, by this version."""
    statement = select(Wording.claim_id, Wording.digest)
    return dict(
        session.execute(statement.where(Wording.claim_id.in_(claim_ids), Wording.relater == relater)).all()
    )


def leading(session: Session, claim_ids: Collection[int]) -> set[int]:
    """Those that have links: the first in their words, and with vectors."""
    listed = sorted(claim_ids)
    found: set[int] = set()
    for start in range(0, len(listed), AT_ONCE):
        statement = select(Wording.claim_id).where(
            Wording.claim_id.in_(listed[start : start + AT_ONCE]),
            Wording.first_id == Wording.claim_id,
            Wording.embedding_id.is_not(None),
        )
        found.update(session.scalars(statement))
    return found


def _copies(session: Session, relater: str, worded: Mapping[int, Worded]) -> dict[int, int]:
    """Claim -> the one that was there before it in the same words."""
    statement = select(Wording.digest, Wording.first_id).where(
        Wording.digest.in_({each.digest for each in worded.values()}),
        Wording.relater == relater,
        Wording.claim_id == Wording.first_id,
    )
    firsts = dict(session.execute(statement).all())
    found = {id_: firsts.setdefault(each.digest, id_) for id_, each in worded.items()}
    return {id_: first for id_, first in found.items() if first != id_}


def add_wordings(session: Session, relater: str, worded: Mapping[int, Worded], at: datetime) -> None:
    """Claim -> its words. at: of their article."""
    copies = _copies(session, relater, worded)
    vectors = [
        {"claim_id": id_, "at": at, "relater": relater, "vectors": each.vectors}
        for id_, each in worded.items()
        if each.vectors is not None and id_ not in copies
    ]
    added = insert(Embedding).returning(Embedding.claim_id, Embedding.id)
    embeddings = dict(session.execute(added, vectors).all()) if vectors else {}
    wordings = [
        {
            "claim_id": id_,
            "first_id": copies.get(id_, id_),
            "embedding_id": embeddings.get(id_),
            "digest": each.digest,
            "relater": relater,
        }
        for id_, each in worded.items()
    ]
    if wordings:
        session.execute(insert(Wording), wordings)
    rows = [
        {
            "claim_id": id_,
            "position": position,
            **{name: getattr(figure, name) for name in FigureFound.__dataclass_fields__},
            "counted": list(figure.counted),
        }
        for id_, each in worded.items()
        for position, figure in enumerate(each.figures)
    ]
    if rows:
        session.execute(insert(Figure), rows)
    session.flush()


def add_links(session: Session, ties: Iterable[Tie]) -> None:
    """A link that is there already is replaced."""
    rows: dict[tuple[int, int], dict[str, object]] = {}
    for tie in ties:
        low, high = sorted(tie.sides, key=lambda side: side.claim_id)
        rows[low.claim_id, high.claim_id] = {
            "low_id": low.claim_id,
            "high_id": high.claim_id,
            "relation": tie.relation,
            "score": tie.score,
            "verbatim": tie.verbatim,
            "why": tie.why,
            "low_shared": [list(span) for span in low.shared],
            "high_shared": [list(span) for span in high.shared],
            "low_figure": low.figure,
            "high_figure": high.figure,
            "low_when": low.when,
            "high_when": high.when,
            "at": tie.at,
        }
    pairs = list(rows)
    for start in range(0, len(pairs), AT_ONCE):
        replaced = tuple_(Link.low_id, Link.high_id).in_(pairs[start : start + AT_ONCE])
        session.execute(delete(Link).where(replaced).execution_options(synchronize_session=False))
    if rows:
        session.execute(insert(Link), list(rows.values()))
