"""Rows of claims that somebody is about to decide something of."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Act, Kind, Spans
from app.store.errors import NotFound, Refused
from app.store.keys import claim_key, legal
from app.store.tables import Article, Claim, Version
from app.store.takes import FOUND, listed

WORDS = ("quote", "prefix", "suffix", "mention", "cue")
LISTS = ("hedges", "source_spans", "cue_spans", "content_spans", "hedge_spans")


def find(session: Session, key: str) -> tuple[Claim, Article]:
    """A claim, which may be gone, and its article. Raises NotFound."""
    statement = select(Claim, Article).join(Article, Article.id == Claim.article_id)
    row = session.execute(statement.where(Claim.key == legal(key))).first()
    if row is None:
        raise NotFound(f"There is no claim {key[:80]}.")
    claim, article = row
    return claim, article


def at(session: Session, article_id: int, content: Spans, *, but: int | None = None) -> Claim | None:
    """The live claim of the article that has just these words; `but` is the row id of another one."""
    start = min(content).start
    live = select(Claim).where(Claim.article_id == article_id, Claim.gone_at.is_(None), Claim.start == start)
    found = (each for each in session.scalars(live) if each.content_spans == listed(content))
    return next((each for each in found if each.id != but), None)


def require_none(other: Claim | None) -> None:
    """Raises Refused where a claim has the words that another one is to have."""
    if other is not None:
        raise Refused(f"These words are a claim already: {other.key}.")


def empty(session: Session, article: Article, version: Version) -> Claim:
    """A claim that nobody reads, and that is gone until something is decided of it."""
    claim = Claim(
        key=claim_key(),
        article_id=article.id,
        version_id=version.id,
        ordinal=0,
        kind=Kind.INDIRECT,
        act=Act.STATES,
        start=0,
        end=0,
        margin=0.0,
        outlet=article.outlet,
        sort_at=article.sort_at,
        gone_at=datetime.now(UTC),
        as_read={FOUND: False},
        **dict.fromkeys(WORDS, ""),
        **{name: [] for name in LISTS},
    )
    session.add(claim)
    session.flush()
    return claim
