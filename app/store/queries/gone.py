"""What is to be told of a claim that is gone: when, why, by whom, and what stands in its place."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Standing
from app.store import details, events, facts
from app.store.corrections import ADDED, REMOVED
from app.store.errors import Gone, Why
from app.store.match import share
from app.store.tables import Article, Claim, EarlierClaim, Event, Version
from app.store.takes import spans_of
from app.store.withdrawals import gone

INSTEAD = 0.5  # the share of two places from which on one claim stands in the place of another


def why_gone(session: Session, claim: Claim, article: Article) -> Gone:
    """The error to raise for a claim with a `gone_at`."""
    at = claim.gone_at or article.added_at
    if article.withdrawn_at is not None:
        return gone(session, article, f"The claim {claim.key}, with its article,")
    if claim.standing is Standing.REMOVED and (event := _last(session, claim, REMOVED)):
        return _decided(session, claim, event, Why.REMOVED)
    is_left = claim.standing is Standing.MACHINE and claim.as_read  # nobody finds it, nobody says so any more
    if is_left and (event := _last(session, claim, ADDED)):
        return _decided(session, claim, event, Why.TAKEN_BACK)
    version = _still_in(session, claim)
    why, lost = Why.READING, "a later reading of its article no longer finds it"
    if version is not None or claim.decided:
        why, lost = Why.TEXT, "the text of its article changed, and does not have these words any more"
    if version is not None:
        lost = f"its article has it in version {version}, and no longer"
    return Gone(
        f"The claim {claim.key} is gone: {lost}.",
        at,
        _successor(session, claim),
        why=why,
        article=article.id,
        version=version,
    )


def _last(session: Session, claim: Claim, name: str) -> Event | None:
    """The event by which this came to be decided of the claim, or to be decided no more."""
    fact = facts.of_claim(claim.id, name)
    about = select(Event).where(Event.subject_kind == events.CLAIM, Event.subject_id == claim.id)
    found = [event for event in session.scalars(about.order_by(Event.id)) if fact in event.after["facts"]]
    # Of a removal that was taken back and made again, the first tells who removed it, and why.
    first = (event for event in found if event.after["facts"][fact] == claim.decided.get(name))
    return next(first, None) if name in claim.decided else found[-1] if found else None


def _decided(session: Session, claim: Claim, event: Event, why: Why) -> Gone:
    done = f"The claim {claim.key} was {why} on {event.at:%d %B %Y}"
    message = f"{done} by {event.who}" if event.who else done
    return Gone(
        f"{message}: {event.reason}" if event.reason else f"{message}.",
        event.at,
        _in_its_place(session, claim),
        why=why,
        by=event.who,
        reason=event.reason,
        article=claim.article_id,
        version=_still_in(session, claim),
    )


def _still_in(session: Session, claim: Claim) -> int | None:
    """The last earlier version in which the claim can be read."""
    statement = (
        select(Version.number)
        .join(EarlierClaim, EarlierClaim.version_id == Version.id)
        .where(EarlierClaim.claim_id == claim.id)
        .order_by(Version.number.desc())
        .limit(1)
    )
    return session.scalar(statement)


def _successor(session: Session, claim: Claim) -> str | None:
    """The claim that was found in its place, or in that one's, and is still there."""
    while claim.gone_at is not None and claim.replaced_by is not None:
        claim = session.get_one(Claim, claim.replaced_by)
    return claim.key if claim.gone_at is None else None


def _in_its_place(session: Session, claim: Claim) -> str | None:
    """The live claim that has most of the words that a removed one had."""
    if claim.version_id != details.newest(session, claim.article_id).id:
        return None
    live = session.scalars(select(Claim).where(Claim.version_id == claim.version_id, Claim.gone_at.is_(None)))
    spans = spans_of(claim.content_spans)
    shares = [(share(spans, spans_of(each.content_spans)), each.key) for each in live]
    much, key = max(shares, default=(0.0, None))
    return key if much >= INSTEAD else None
