"""The forms that stand for a source, and where each was seen."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from app.store import pages
from app.store.keys import alias_key
from app.store.plain import plain
from app.store.queries import rows
from app.store.tables import Alias, Article, Form, Naming, Ruling, Sighting, Source

MOST = 200
LATEST = 1_000

RULED = (Ruling.alias_key == Alias.alias_key) & (Ruling.entry_id == Alias.source_id) & Ruling.doubt.is_(None)


class Seen(NamedTuple):
    alias: str
    form: Form
    articles: int = 0
    first: int | None = None
    can_move: int = 0


def aliases(session: Session, source: Source, entries: Collection[int]) -> tuple[pages.Alias, ...]:
    """The MOST seen of them, most articles first, but not its name; `entries` are those merged into it.

    Of a source in more than LATEST articles its latest are looked at; where a form came first is then
    not told. Three queries.
    """
    found = _known(session, entries) | _seen(session, source, entries)
    found.pop(alias_key(source.name), None)
    is_long = source.articles > LATEST
    articles = {
        article.id: rows.article_ref(article)
        for article in session.scalars(
            select(Article).where(Article.id.in_({each.first for each in found.values() if each.first}))
        )
        if not is_long
    }
    return tuple(
        pages.Alias(
            alias=each.alias,
            origin=each.form.value,
            articles=each.articles,
            first=articles.get(each.first or 0),
            can_move=bool(each.can_move),
            at_least=is_long and bool(each.articles),
        )
        for each in sorted(found.values(), key=lambda each: (-each.articles, each.alias))
    )


def _seen(session: Session, source: Source, entries: Collection[int]) -> dict[str, Seen]:
    latest = select(Naming.id).where(Naming.source_id == source.id).order_by(Naming.id.desc()).limit(LATEST)
    looked_at = (
        Naming.id.in_(latest.subquery().select())
        if source.articles > LATEST
        else Naming.source_id == source.id
    )
    articles = func.count(Naming.article_id.distinct())
    known = Alias.form.in_((Form.SEED, Form.NAME)) & _leads_to(entries)
    statement = (
        select(
            Alias.alias_key,
            func.min(plain(Alias.alias)),
            func.max(Alias.form),  # a seed before a name, and a name before a mention
            articles,
            func.min(Naming.article_id),
            func.max(case((Naming.alias_key == Alias.alias_key, 1), (known, 1), else_=0)),
        )
        .join(Sighting, Sighting.alias_id == Alias.id)
        .join(Naming, Naming.id == Sighting.naming_id)
        .join(Article, (Article.id == Naming.article_id) & Article.withdrawn_at.is_(None))
        .outerjoin(Ruling, RULED)
        .where(looked_at)
        .group_by(Alias.alias_key)
        .order_by(articles.desc(), plain(Alias.alias_key))
        .limit(MOST)
    )
    return {key: Seen(*rest) for key, *rest in session.execute(statement)}


def _leads_to(entries: Collection[int]) -> ColumnElement[bool]:
    """True of aliases that stand for one of the entries, as people ruled since."""
    return func.coalesce(Ruling.to_id, Alias.source_id).in_(entries)


def _known(session: Session, entries: Collection[int]) -> dict[str, Seen]:
    """Forms known beforehand."""
    statement = (
        select(Alias.alias_key, Alias.alias, Alias.form)
        .outerjoin(Ruling, RULED)
        .where(Alias.form.in_((Form.SEED, Form.CAPITAL)), _leads_to(entries))
        .order_by(Alias.id)
        .limit(MOST)
    )
    return {
        key: Seen(alias, form, can_move=form is not Form.CAPITAL)
        for key, alias, form in session.execute(statement)
    }
