"""Which stored article a draft is: the same address, or the same text from the same outlet."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Draft
from app.store.keys import outlet_key, text_hash, url_key
from app.store.tables import Article, Version
from app.store.withdrawals import require_standing


class Same(NamedTuple):
    """An article that is there; `is_changed` where the draft has another text than its newest version."""

    article_id: int
    is_changed: bool


def find(session: Session, draft: Draft) -> Same | None:
    """The article that a draft is; None where it is a new one.

    An address may lead to the text of another article of the outlet: then it is that one. Raises
    Gone where the article was withdrawn.
    """
    hash_ = text_hash(draft.text)
    key = url_key(draft.url) if draft.url.strip() else None
    article = session.scalar(select(Article).where(Article.url_key == key)) if key else None
    is_changed = article is not None and article.text_hash != hash_
    if article is None or is_changed:
        outlet = article.outlet_key if article and article.outlet_key else outlet_key(draft.outlet)
        other = _with_text(session, hash_, outlet, current=article is not None)
        article, is_changed = (other, False) if other else (article, is_changed)
    if article is None:
        return None
    require_standing(session, article)
    return Same(article.id, is_changed)


def _with_text(session: Session, hash_: str, outlet: str, *, current: bool) -> Article | None:
    """The first article of the outlet that has this text now, or had it once."""
    statement = select(Article).where(Article.outlet_key == outlet).order_by(Article.id).limit(1)
    if current:
        return session.scalar(statement.where(Article.text_hash == hash_))
    had = select(Version.article_id).where(Version.text_hash == hash_)
    return session.scalar(statement.where(Article.id.in_(had)))
