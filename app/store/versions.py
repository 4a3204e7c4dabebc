"""A page that has another text than before: a new version of its article."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.domain import Draft, Known, Reading, Resolution
from app.store import details, earlier, search
from app.store.keys import text_hash
from app.store.readings import write_reading
from app.store.tables import Article, Version

NOTHING = Reading((), Resolution((), ()))


def add_version(
    session: Session,
    article_id: int,
    draft: Draft,
    reading: Reading | None,
    *,
    extractor: str,
    known: Sequence[Known],
) -> int:
    """Store another text of an article (identity.find); the number of the new version.

    Claims that it still holds keep their permalinks; the others are gone. `reading` None means
    that the new text is not read for claims.
    """
    article = session.get_one(Article, article_id)
    before = details.newest(session, article_id)
    earlier.keep(session, before)
    search.forget(session, search.ARTICLES, details.searched(article, before.text))
    version = Version(
        article_id=article_id,
        number=before.number + 1,
        title=draft.title or before.title,
        text=draft.text,
        text_hash=text_hash(draft.text),
        added_at=datetime.now(UTC),
    )
    session.add(version)
    article.text_hash, article.language = version.text_hash, draft.language
    article.captions = list(draft.captions)
    session.flush()
    search.index(session, search.ARTICLES, details.searched(article, version.text))
    details.read_again(session, article, draft)
    write_reading(session, article, version, reading or NOTHING, extractor=extractor, seeds=known)
    if reading is None:
        article.read_for_claims, version.extractor = False, None
    return version.number
