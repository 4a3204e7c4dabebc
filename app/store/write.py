"""Storing what was read. Nothing here commits; the pipeline owns the transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Draft, Known, Reading, SourcelightError
from app.store import details, search
from app.store.keys import LONGEST, outlet_key, text_hash, url_key
from app.store.readings import write_reading
from app.store.seeds import known, load_seeds
from app.store.tables import Article, Version
from app.store.withdrawals import find_article, require_standing

__all__ = ["is_empty", "known", "load_seeds", "replace_reading", "store_article"]


def is_empty(session: Session) -> bool:
    """Whether no article was ever stored."""
    return session.scalar(select(Article.id).limit(1)) is None


def store_article(
    session: Session,
    draft: Draft,
    reading: Reading | None,
    *,
    extractor: str,
    known: Sequence[Known],
) -> int:
    """Store an article that is not there yet (identity.find) and its claims; the id of the article.

    `reading` None means that it is not read for claims. `known` are the seeds that the reading's
    slugs may name. Raises SourcelightError if the outlet's name is too long.
    """
    if len(draft.outlet) > LONGEST:
        raise SourcelightError(
            f"The outlet's name has {len(draft.outlet)} characters; {LONGEST} is the most."
        )
    now = datetime.now(UTC)
    article = Article(
        title=draft.title,
        outlet=draft.outlet,
        outlet_key=outlet_key(draft.outlet),
        author=draft.author,
        url=draft.url,
        url_key=url_key(draft.url),
        text_hash=text_hash(draft.text),
        published_at=draft.published_at,
        precision=draft.precision,
        added_at=now,
        sort_at=draft.published_at or now,
        language=draft.language,
        read_for_claims=reading is not None,
        captions=list(draft.captions),
        as_read={},
    )
    session.add(article)
    session.flush()
    version = Version(
        article_id=article.id,
        number=1,
        title=draft.title,
        text=draft.text,
        text_hash=article.text_hash,
        added_at=now,
    )
    session.add(version)
    session.flush()
    search.index(session, search.ARTICLES, details.searched(article, draft.text))
    if reading is not None:
        write_reading(session, article, version, reading, extractor=extractor, seeds=known)
    return article.id


def replace_reading(
    session: Session,
    article_id: int,
    reading: Reading,
    *,
    extractor: str,
    known: Sequence[Known],
    version: int | None = None,
) -> bool:
    """Make the claims of an article's newest version those of this reading.

    Claims that it finds again keep their id; the others are gone, and say so. A reading of a
    `version` that is no longer the newest changes nothing, and the answer is False. Raises
    NotFound, and Gone for an article that was withdrawn.
    """
    article = find_article(session, article_id)
    require_standing(session, article)
    newest = details.newest(session, article_id)
    if version not in (None, newest.number):
        return False
    write_reading(session, article, newest, reading, extractor=extractor, seeds=known)
    return True
