"""What is known of an article besides its text: title, outlet, author, address, date.

What people decided of these stands beside what was read: a later reading changes only what was
read, and a decision that is taken back gives way to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain import Draft, Precision
from app.store import search
from app.store.errors import Refused
from app.store.keys import outlet_key, url_key
from app.store.places import searched as searched_claims
from app.store.repeats import repeat
from app.store.search import Entry
from app.store.tables import Article, Claim, Version

FIELDS = TITLE, OUTLET, AUTHOR, URL, PUBLISHED = "title", "outlet", "author", "url", "published"


def told(article: Article | Draft) -> dict[str, str]:
    """The details as words; a date as 2031-01-05, a moment as 2031-01-05T18:30:00+00:00."""
    at = article.published_at
    published = "" if at is None or article.precision is Precision.NONE else at.isoformat()
    if at is not None and article.precision is Precision.DATE:
        published = at.date().isoformat()
    return {
        TITLE: article.title,
        OUTLET: article.outlet,
        AUTHOR: article.author,
        URL: article.url,
        PUBLISHED: published,
    }


def decided(article: Article, field: str) -> str | None:
    """What people decided of a detail; None where it is as it was read."""
    return told(article)[field] if field in article.as_read else None


def decide(session: Session, article: Article, field: str, value: str | None) -> None:
    """Let a detail be what people decided, or (None) what was last read.

    Raises Refused where it would make the article the same as another one.
    """
    as_read = dict(article.as_read)
    if value is None:
        value = as_read.pop(field, told(article)[field])
    else:
        as_read.setdefault(field, told(article)[field])
    if other := _same(session, article, field, value):
        raise Refused(f"With the {field} “{value}”, this would be article {other} once more.")
    article.as_read = as_read
    _set(session, article, field, value)


def read_again(session: Session, article: Article, draft: Draft) -> None:
    """Take over what a later reading tells: title and author, and whatever was not known before."""
    now = told(article)
    for field, value in told(draft).items():
        if not value or value == now[field]:
            continue
        if field in article.as_read:
            article.as_read = article.as_read | {field: value}
        elif (field in (TITLE, AUTHOR) or not now[field]) and not _same(session, article, field, value):
            _set(session, article, field, value)


def searched(article: Article, text: str) -> list[Entry]:
    """What an article is found by."""
    return [Entry(article.id, article.sort_at, f"{article.title}\n{text}")]


def newest(session: Session, article_id: int) -> Version:
    """The version that an article is shown in."""
    statement = (
        select(Version).where(Version.article_id == article_id).order_by(Version.number.desc()).limit(1)
    )
    return session.scalars(statement).one()


def _same(session: Session, article: Article, field: str, value: str) -> int | None:
    """Another article that would be the same one (identity.py) with this value."""
    if field == URL and value:
        same = Article.url_key == url_key(value)
    elif field == OUTLET:
        same = (Article.text_hash == article.text_hash) & (Article.outlet_key == outlet_key(value))
    else:
        return None
    return session.scalar(select(Article.id).where(same, Article.id != article.id).limit(1))


def _set(session: Session, article: Article, field: str, value: str) -> None:
    if field == TITLE:
        with _found_anew(session, article):
            article.title = value
    elif field == OUTLET:
        article.outlet, article.outlet_key = value, outlet_key(value)
        _repeat(session, article, outlet=value)
    elif field == URL:
        article.url, article.url_key = value, url_key(value)
    elif field == PUBLISHED:
        with _found_anew(session, article), _claims_found_anew(session, article):
            article.published_at, article.precision = _moment(value)
            article.sort_at = article.published_at or article.added_at
            _repeat(session, article, sort_at=article.sort_at)
    else:
        article.author = value


@contextmanager
def _found_anew(session: Session, article: Article) -> Iterator[None]:
    """Around a change of what the article is found by, or where."""
    text = newest(session, article.id).text
    search.forget(session, search.ARTICLES, searched(article, text))
    yield
    search.index(session, search.ARTICLES, searched(article, text))


@contextmanager
def _claims_found_anew(session: Session, article: Article) -> Iterator[None]:
    """The same for its claims; those of a withdrawn article wait to come back."""
    is_kept = Claim.gone_at.is_(None) | (Claim.gone_at == article.withdrawn_at)
    claims = session.scalars(select(Claim).where(Claim.article_id == article.id, is_kept)).all()
    search.forget(session, search.CLAIMS, searched_claims(claims))
    yield
    search.index(session, search.CLAIMS, searched_claims(claims))


def _repeat(session: Session, article: Article, **values: object) -> None:
    """What claims repeat of their article."""
    session.execute(update(Claim).where(Claim.article_id == article.id).values(values))
    repeat(session, [article.id])


def _moment(value: str) -> tuple[datetime | None, Precision]:
    """The inverse of what told() says of a date."""
    if not value:
        return None, Precision.NONE
    precision = Precision.TIME if "T" in value else Precision.DATE
    return datetime.fromisoformat(value).replace(tzinfo=UTC), precision
