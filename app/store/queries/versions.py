"""The versions of an article: which there are, and their claims."""

from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store import pages, standing
from app.store.errors import NotFound
from app.store.queries import rows
from app.store.queries.cursor import LARGEST_ID
from app.store.tables import Article, Claim, EarlierClaim, Part, Source, Version
from app.store.withdrawals import find_article


def version_refs(session: Session, article_id: int) -> tuple[pages.VersionRef, ...]:
    """Newest first; one query."""
    statement = (
        select(Version.number, Version.title, Version.added_at)
        .where(Version.article_id == article_id)
        .order_by(Version.number.desc())
    )
    return tuple(pages.VersionRef(*row) for row in session.execute(statement))


def find_version(session: Session, article_id: int, number: int | None) -> tuple[Article, Version]:
    """An article and the version of this number, or its newest. Raises NotFound."""
    statement = (
        select(Article, Version)
        .join(Version, Version.article_id == Article.id)
        .where(Article.id == article_id)
        .order_by(Version.number.desc())
        .limit(1)
    )
    if number is not None:
        statement = statement.where(Version.number == number)
    row = session.execute(statement).first() if max(article_id, number or 0) <= LARGEST_ID else None
    if row is None:
        find_article(session, article_id)
        raise NotFound(f"Article {article_id} has no version {number}.")
    article, version = row
    return article, version


def claims_of(session: Session, version: Version) -> tuple[pages.Claim, ...]:
    """The claims of a version as they stand in it, in reading order; two to four queries."""
    live = (Claim.version_id == version.id, Claim.gone_at.is_(None))
    statement = rows.with_outer().where(*live).order_by(Claim.start, Claim.ordinal)
    if found := session.execute(statement).all():
        speakers = rows.speakers(session, *live)
        return tuple(
            rows.claim(claim, nested_in, speakers.get(claim.id, rows.Speakers()))
            for claim, nested_in in found
        )
    of_version = select(EarlierClaim).where(EarlierClaim.version_id == version.id)
    earlier = session.scalars(of_version.order_by(EarlierClaim.start, EarlierClaim.ordinal)).all()
    voices = {claim.claim_id: _voices(claim) for claim in earlier}
    ids = standing.stands_for(session, {form for _, form in chain(*voices.values())})
    chips = {
        source.id: rows.chip(source)
        for source in session.scalars(select(Source).where(Source.id.in_(ids.values())))
    }
    spoken = {id_: [(part, chips[ids[form]]) for part, form in each] for id_, each in voices.items()}
    return tuple(rows.claim(each, each.nested_in, _speakers(spoken[each.claim_id])) for each in earlier)


def _voices(claim: EarlierClaim) -> list[tuple[Part, standing.Form]]:
    return [(Part(part), standing.Form(*form)) for part, *form in claim.voices]


def _speakers(voices: list[tuple[Part, pages.Chip]]) -> rows.Speakers:
    """Two voices may be one source: it answers for the claim once."""
    by, relay = (
        tuple(dict.fromkeys(chip for each, chip in voices if each is part)) for part in (Part.BY, Part.RELAY)
    )
    return rows.Speakers(by, relay)
