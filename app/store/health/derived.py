"""Whether what rows repeat of others, or what follows from their own columns, is still so."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import String, cast, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.store.corrections import standing_of
from app.store.health.finding import Finding, Trouble, Walk
from app.store.keys import alias_key, outlet_key
from app.store.tables import Alias, Article, Claim, Source, Version

REPAIR = "“--repair” makes them anew."


class Derived(NamedTuple):
    """A column that is made of another one of its row."""

    column: InstrumentedAttribute[Any]
    of: InstrumentedAttribute[Any]
    make: Callable[[Any], object]


FOLLOWING = (
    Derived(Article.outlet_key, Article.outlet, outlet_key),
    Derived(Source.sort_key, Source.name, lambda name: alias_key(name)[:100]),
    Derived(Alias.alias_key, Alias.alias, alias_key),
    Derived(Claim.standing, Claim.decided, standing_of),
)


def _sort_at(walk: Walk) -> None:
    walk.session.execute(
        update(Article).values(sort_at=func.coalesce(Article.published_at, Article.added_at))
    )


def _of_article(walk: Walk) -> None:
    _sort_at(walk)  # else a date that cannot be read would be handed on
    for name in ("outlet", "sort_at"):
        now = select(getattr(Article, name)).where(Article.id == Claim.article_id).scalar_subquery()
        walk.session.execute(update(Claim).where(getattr(Claim, name) != now).values({name: now}))


def _of_version(walk: Walk) -> None:
    for article_id, digest in walk.session.execute(_newest_hashes()).all():
        _try(walk, update(Article).where(Article.id == article_id).values(text_hash=digest))


def _follow(walk: Walk) -> None:
    for each in FOLLOWING:
        table = each.column.class_
        for id_, _, right in list(_not_following(walk, each)):
            _try(walk, update(table).where(table.id == id_).values({each.column.key: right}))


def _try(walk: Walk, statement: Any) -> None:  # noqa: ANN401
    """What would make two rows the same stays as it is."""
    try:
        with walk.session.begin_nested():
            walk.session.execute(statement)
    except IntegrityError:
        return


ORDER = Trouble("Articles that lists have at another date than theirs", REPAIR, _sort_at)
REPEATED = Trouble("Claims with another outlet or date than their article's", REPAIR, _of_article)
DIGEST = Trouble("Articles with another digest than their newest text's", REPAIR, _of_version)
FOLLOWS = Trouble(
    "Rows of which one column does not follow from another",
    "“--repair” makes them anew; if one stays, it would be the same as another row.",
    _follow,
)


def articles_sort_by_their_dates(walk: Walk) -> Iterator[Finding]:
    date = func.coalesce(Article.published_at, Article.added_at)
    listed = cast(Article.sort_at, String)  # told as it stands, also where it is no date
    for id_, moment in walk.rows(select(Article.id, listed).where(Article.sort_at != date)):
        yield Finding(ORDER, f"Article {id_}: {moment}")


def claims_repeat_their_article(walk: Walk) -> Iterator[Finding]:
    differs = (Claim.outlet != Article.outlet) | (Claim.sort_at != Article.sort_at)
    statement = select(Claim.key, Article.id).join(Article, Article.id == Claim.article_id).where(differs)
    for key, article in walk.rows(statement):
        yield Finding(REPEATED, f"Claim {key} of article {article}")


def articles_have_their_digest(walk: Walk) -> Iterator[Finding]:
    for article_id, _ in walk.rows(_newest_hashes()):
        yield Finding(DIGEST, f"Article {article_id}")


def columns_follow_from_others(walk: Walk) -> Iterator[Finding]:
    for each in FOLLOWING:
        for id_, now, right in _not_following(walk, each):
            told = f"{each.column.class_.__tablename__}, id {id_}: its {each.column.key} is “{now}”"
            yield Finding(FOLLOWS, f"{told}, where “{right}” was right")


def _not_following(walk: Walk, each: Derived) -> Iterator[tuple[int, object, object]]:
    for id_, now, given in walk.rows(select(each.column.class_.id, each.column, each.of)):
        if now != (right := each.make(given)):
            yield id_, now, right


def _newest_hashes() -> Any:  # noqa: ANN401
    later = aliased(Version)
    newest = select(func.max(later.number)).where(later.article_id == Article.id).scalar_subquery()
    return (
        select(Article.id, Version.text_hash)
        .join(Version, Version.article_id == Article.id)
        .where(Version.number == newest, Version.text_hash != Article.text_hash)
    )
