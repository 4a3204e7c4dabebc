"""What is written twice so that lists of a million claims are quick: in rows that one index holds.

    claims.traits, claims.speakers                            all that a list of claims is narrowed by
    claim_sources.sort_at, traits, outlet, speakers           the same, of the claims of one source
    appearances                                               claims counted by article and source
    sources.claims, relayed, articles, first_at, last_at      sums of a source's appearances

Everything follows from claims, claim_sources and sources.type, and can be written anew at any time.
Whatever changes those, or an article's outlet or date, ends with repeat() of the articles concerned,
or, where they may be many, with repeat_claims() and count() of what changed alone.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from app.store import traits
from app.store.tables import Appearance, Claim, ClaimSource, Part, Source

AS_IT_IS = {"synchronize_session": False}
COLUMNS = ("article_id", "source_id", "claims", "relayed", "sort_at")

Articles = Collection[int] | Select[int]  # ids


class Sums(NamedTuple):
    claims: int = 0
    relayed: int = 0
    articles: int = 0


def repeat(session: Session, articles: Articles) -> None:
    """Write anew what is repeated of the claims of these articles; eight statements."""
    repeat_claims(session, Claim.article_id.in_(articles))
    count(session, articles)


def count(session: Session, articles: Articles) -> None:
    """Count anew who appears in these articles."""
    before = _sums(session, articles)
    of_articles = Appearance.article_id.in_(articles)
    session.execute(delete(Appearance).where(of_articles), execution_options=AS_IT_IS)
    session.execute(insert(Appearance).from_select(list(COLUMNS), appearances(articles)))
    _add_up(session, before, _sums(session, articles))


def repeat_claims(session: Session, which: ColumnElement[bool]) -> None:
    """Write anew what these claims repeat, and what is repeated of them."""
    session.flush()
    values = {"traits": traits.packed(), "speakers": speakers()}
    session.execute(update(Claim).where(which).values(values), execution_options=AS_IT_IS)
    repeated = {
        "sort_at": case((Claim.gone_at.is_(None), Claim.sort_at)),
        "traits": Claim.traits,
        "outlet": Claim.outlet,
        "speakers": Claim.speakers,
    }
    session.execute(
        update(ClaimSource).where(ClaimSource.claim_id == Claim.id, which).values(repeated),
        execution_options=AS_IT_IS,
    )


def speakers() -> ColumnElement[str]:
    """ "12 57|33", and "12 57" where it is not relayed."""
    by, relay = (
        select(func.coalesce(func.aggregate_strings(cast(ClaimSource.source_id, String), " "), ""))
        .where(ClaimSource.claim_id == Claim.id, ClaimSource.part == part)
        .correlate(Claim)
        .scalar_subquery()
        for part in (Part.BY, Part.RELAY)
    )
    return by + case((relay != "", "|" + relay), else_="")


def appearances(articles: Articles) -> Select[int, int, int, int, datetime]:
    is_by = ClaimSource.part == Part.BY
    return (
        select(
            Claim.article_id,
            ClaimSource.source_id,
            func.count(case((is_by, 1))),
            func.count(case((~is_by, 1))),
            func.max(Claim.sort_at),  # they have one
        )
        .join(ClaimSource, ClaimSource.claim_id == Claim.id)
        .where(Claim.article_id.in_(articles), Claim.gone_at.is_(None))
        .group_by(Claim.article_id, ClaimSource.source_id)
    )


def _sums(session: Session, articles: Articles) -> Mapping[int, Sums]:
    """By source."""
    statement = (
        select(Appearance.source_id, func.sum(Appearance.claims), func.sum(Appearance.relayed), func.count())
        .where(Appearance.article_id.in_(articles))
        .group_by(Appearance.source_id)
    )
    return {id_: Sums(*sums) for id_, *sums in session.execute(statement)}


def _add_up(session: Session, before: Mapping[int, Sums], after: Mapping[int, Sums]) -> None:
    """What changed is added, not counted anew: a source may have a hundred thousand claims."""
    touched = sorted({*before, *after})
    if not touched:
        return
    of_source = Appearance.source_id == Source.id
    first, last = (
        select(each(Appearance.sort_at)).where(of_source).correlate(Source).scalar_subquery()
        for each in (func.min, func.max)
    )
    statement = (
        update(Source)
        .where(Source.id == bindparam("source"))
        .values(
            {name: getattr(Source, name) + bindparam(f"more_{name}") for name in Sums._fields}
            | {"first_at": first, "last_at": last}
        )
    )
    session.connection().execute(
        statement,
        [{"source": id_} | _more(before.get(id_, Sums()), after.get(id_, Sums())) for id_ in touched],
    )


def _more(before: Sums, after: Sums) -> dict[str, int]:
    return {f"more_{name}": now - was for name, was, now in zip(Sums._fields, before, after, strict=True)}
