"""Storing what was read. Nothing here commits; the pipeline owns the transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Draft, Known, Reading, SourcelightError
from app.store import search
from app.store.errors import NotFound
from app.store.keys import LONGEST, outlet_key, text_hash, url_key
from app.store.readings import write_reading
from app.store.seeds import known, load_seeds
from app.store.tables import Article, Version

__all__ = ["find_article", "is_empty", "known", "load_seeds", "replace_reading", "store_article"]


def is_empty(session: Session) -> bool:
    """Whether no article was ever stored."""
    return session.scalar(select(Article.id).limit(1)) is None


def find_article(session: Session, draft: Draft) -> int | None:
    """The id of the same article: of the same URL, or with the same text from the same outlet."""
    same = (Version.text_hash == text_hash(draft.text)) & (Article.outlet_key == outlet_key(draft.outlet))
    by_text = select(Article.id).join(Version, Version.article_id == Article.id).where(same)
    by_url = Article.url_key == url_key(draft.url) if draft.url.strip() else None
    if by_url is not None and (found := session.scalar(select(Article.id).where(by_url))) is not None:
        return found
    return session.scalar(by_text.order_by(Article.id).limit(1))


def store_article(
    session: Session,
    draft: Draft,
    reading: Reading | None,
    *,
    extractor: str,
    known: Sequence[Known],
) -> int:
    """Store an article that is not there yet (find_article) and its claims; the id of the article.

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
    )
    session.add(article)
    session.flush()
    version = Version(
        article_id=article.id, number=1, text=draft.text, text_hash=article.text_hash, added_at=now
    )
    session.add(version)
    session.flush()
    search.index(session, search.ARTICLES, [(article.id, f"{draft.title}\n{draft.text}")])
    if reading is not None:
        write_reading(session, article, version, reading, extractor=extractor, seeds=known)
    return article.id


def replace_reading(
    session: Session, article_id: int, reading: Reading, *, extractor: str, known: Sequence[Known]
) -> None:
    """Make the claims of an article's newest version those of this reading.

    Claims that it finds again keep their id; the others are gone, and say so. Raises NotFound.
    """
    newest = (
        select(Article, Version)
        .join(Version, Version.article_id == Article.id)
        .where(Article.id == article_id)
        .order_by(Version.number.desc())
        .limit(1)
    )
    row = session.execute(newest).first()
    if row is None:
        raise NotFound(f"There is no article {article_id}.")
    write_reading(session, *row, reading, extractor=extractor, seeds=known)
