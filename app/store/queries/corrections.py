"""What people made of claims: how one stands, where they differ from the machine, how much they reviewed."""

from collections.abc import Collection, Sequence

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.domain import Standing
from app.store import claim_words, details, pages, standing
from app.store.correction_pages import FIELDS, ClaimState, Difference, MachineClaim, Reviewed
from app.store.errors import NotFound
from app.store.keys import legal
from app.store.places import joined
from app.store.queries import rows
from app.store.queries.gone import why_gone
from app.store.queries.versions import find_version
from app.store.tables import Article, Claim, Source, Version
from app.store.takes import FOUND, take_of
from app.store.withdrawals import require_standing


def claim_state(session: Session, key: str) -> ClaimState:
    """A claim as it can be corrected; also one that people removed.

    Raises NotFound, and Gone for one that is gone otherwise.
    """
    statement = (
        rows.with_outer(Article, Version)
        .join(Article, Article.id == Claim.article_id)
        .join(Version, Version.id == Claim.version_id)
        .where(Claim.key == legal(key))
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotFound(f"There is no claim {key[:80]}.")
    claim, article, version, nested_in = row
    require_standing(session, article)
    if claim.gone_at is not None and claim.standing is not Standing.REMOVED:
        raise why_gone(session, claim, article)
    page = rows.claim(
        claim, nested_in, rows.speakers(session, Claim.id == claim.id).get(claim.id, rows.Speakers())
    )
    newest = details.newest(session, article.id).text
    return ClaimState(
        claim=page,
        article=rows.article_ref(article),
        version=version.number,
        text=version.text,
        seen=claim_words.seen(session, claim),
        standing=claim.standing,
        machine=_machines(session, [claim], newest).get(claim.id) if claim.as_read else _as_shown(page),
        changed=tuple(field for field in FIELDS if field in claim.decided),
    )


def article_diff(session: Session, article_id: int) -> tuple[Difference, ...]:
    """Where people and the machine differ, in the order of the text. Raises NotFound and Gone."""
    article, newest = find_version(session, article_id, None)
    require_standing(session, article)
    here = (Claim.article_id == article_id, Claim.standing != Standing.MACHINE)
    stands = Claim.gone_at.is_(None) | (Claim.standing == Standing.REMOVED)
    statement = rows.with_outer().where(*here, stands).order_by(Claim.start, Claim.id)
    claims = session.execute(statement).all()
    speakers = rows.speakers(session, *here)
    machines = _machines(session, [claim for claim, _ in claims], newest.text)
    found = []
    for claim, nested_in in claims:
        page = rows.claim(claim, nested_in, speakers.get(claim.id, rows.Speakers()))
        machine, removed = machines.get(claim.id), claim.standing is Standing.REMOVED
        differs = () if removed or machine is None else _differing(page, machine)
        if removed and machine is None:  # both say that there is no such claim
            continue
        if removed or machine is None or differs:
            found.append(Difference(page, claim.standing, machine, None if removed else page, differs))
    return tuple(found)


def corrected_articles(session: Session, *, in_part: bool = False) -> list[int]:
    """Articles of which people have reviewed every claim; or (`in_part`) some of them. One query."""
    left = aliased(Claim)
    unseen = exists().where(
        left.article_id == Claim.article_id, left.gone_at.is_(None), left.standing == Standing.MACHINE
    )
    statement = (
        select(Claim.article_id)
        .join(Article, Article.id == Claim.article_id)
        .where(Claim.standing != Standing.MACHINE, Article.withdrawn_at.is_(None))
        .distinct()
        .order_by(Claim.article_id)
    )
    return list(session.scalars(statement if in_part else statement.where(~unseen)))


def reviewed(session: Session, article_ids: Collection[int]) -> dict[int, Reviewed]:
    """How much of each article people have looked at; one query."""
    looked_at = func.sum(case((Claim.standing != Standing.MACHINE, 1), else_=0))
    statement = (
        select(Claim.article_id, looked_at, func.count())
        .where(Claim.article_id.in_(article_ids), Claim.gone_at.is_(None))
        .group_by(Claim.article_id)
    )
    found = {id_: Reviewed(int(done), total) for id_, done, total in session.execute(statement)}
    return {id_: found.get(id_, Reviewed(0, 0)) for id_ in article_ids}


def _machines(session: Session, claims: Sequence[Claim], text: str) -> dict[int, MachineClaim]:
    """What the machine reads of claims that people touched; `text` is that in which it was read."""
    takes = {
        claim.id: take
        for claim in claims
        if claim.as_read.get(FOUND) and (take := take_of(claim.as_read)) is not None
    }
    forms = {form for take in takes.values() for form in (*take.by, *take.relay)}
    ids = standing.stands_for(session, forms)
    entries = session.scalars(select(Source).where(Source.id.in_(ids.values())))
    chips = {entry.id: rows.chip(entry) for entry in entries}

    def of(forms: Sequence[standing.Form]) -> tuple[pages.Chip, ...]:
        """Two forms may be one source."""
        return tuple(dict.fromkeys(chips[ids[form]] for form in forms))

    return {
        id_: MachineClaim(
            quote=joined(take.content, text),
            kind=take.kind,
            act=take.act,
            hedges=tuple(span.of(text) for span in take.hedges),
            content_spans=take.content,
            hedge_spans=take.hedges,
            sources=of(take.by),
            relay=of(take.relay),
        )
        for id_, take in takes.items()
    }


def _as_shown(claim: pages.Claim) -> MachineClaim:
    return MachineClaim(
        claim.quote,
        claim.kind,
        claim.act,
        claim.hedges,
        claim.content_spans,
        claim.hedge_spans,
        claim.sources,
        claim.relay,
    )


def _differing(people: pages.Claim, machine: MachineClaim) -> tuple[str, ...]:
    pairs = (
        (people.content_spans, machine.content_spans),
        (people.sources, machine.sources),
        (people.relay, machine.relay),
        (people.kind, machine.kind),
        (people.act, machine.act),
        (people.hedge_spans, machine.hedge_spans),
    )
    return tuple(field for field, (now, read) in zip(FIELDS, pairs, strict=True) if now != read)
