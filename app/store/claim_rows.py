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


def require_no_other(session: Session, article_id: int, content: Spans, claim_id: int | None = None) -> None:
    """Raises Refused where another live claim of the article has just these words."""
    start = min(content).start
    live = select(Claim).where(Claim.article_id == article_id, Claim.gone_at.is_(None), Claim.start == start)
    for other in session.scalars(live):
        if other.id != claim_id and other.content_spans == listed(content):
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
