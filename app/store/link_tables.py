"""The tables of cross-references. The lower id of a pair of claims is always the first."""

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app import domain
from app.store.base import Base, SpanList

VERSION = String(16)  # of the relater that made a row


class Wording(Base):
    """A claim that was held against the others, and the digest of its source, cue and content.

    Claims of one digest are one utterance in the same words. The first of them, `first_id`, has
    the links of all. `embedding_id` is its vectors; claims too short to be told apart have none.
    """

    __tablename__ = "wordings"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    embedding_id: Mapped[int | None] = mapped_column(ForeignKey("embeddings.id"))
    digest: Mapped[str] = mapped_column(String(32), index=True)
    relater: Mapped[str] = mapped_column(VERSION)


class Embedding(Base):
    """The vectors of a claim in int8, one row of them after the other.

    Rows are only ever added, so that a copy of the table beside the database (vectors.py) grows as
    it does; those that no wording names any longer count for nothing.
    """

    __tablename__ = "embeddings"
    __table_args__ = (Index("ix_embeddings_by_relater", "relater", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    at: Mapped[datetime]  # of the claim's article
    relater: Mapped[str] = mapped_column(VERSION)
    vectors: Mapped[bytes] = mapped_column(LargeBinary)


class Link(Base):
    """How two claims bear on each other, as the machine sees it. `at` is the later article's.

    `verbatim` says that they are the same words but for a few. Shared words are spans of the quotes.
    """

    __tablename__ = "links"
    __table_args__ = (
        Index("ix_links_by_high", "high_id", "low_id"),
        Index("ix_links_by_time", "relation", "at"),
    )

    low_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    high_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    relation: Mapped[domain.Relation]
    score: Mapped[float] = mapped_column(Float)
    verbatim: Mapped[bool]
    why: Mapped[str]
    low_shared: Mapped[SpanList]
    high_shared: Mapped[SpanList]
    low_figure: Mapped[str]
    high_figure: Mapped[str]
    low_when: Mapped[str]
    high_when: Mapped[str]
    at: Mapped[datetime]


class Figure(Base):
    """A figure in a claim. `low` and `high` are as stated, null where open; `counted` are stems."""

    __tablename__ = "figures"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    phrase: Mapped[str]
    what: Mapped[str]
    period: Mapped[str]
    unit: Mapped[str]
    low: Mapped[float | None] = mapped_column(Float)
    high: Mapped[float | None] = mapped_column(Float)
    counted: Mapped[list[str]]
    at: Mapped[date | None]


class LinkVerdict(Base):
    """What somebody decided of a link, and how its claims bear on each other then.

    `low_id` and `high_id` are what it was decided about; `now_low_id` and `now_high_id` are the
    claims that have their links now: those in their place, where a later reading of an article
    replaced them, or the first in their words.
    """

    __tablename__ = "verdicts"
    __table_args__ = (
        Index("ix_verdicts_by_low", "now_low_id", "now_high_id"),
        Index("ix_verdicts_by_high", "now_high_id"),
    )

    low_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    high_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    now_low_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    now_high_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    verdict: Mapped[domain.Verdict]
    relation: Mapped[domain.Relation]
