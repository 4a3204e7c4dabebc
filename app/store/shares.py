"""Share links: made, found by their token, taken away for good."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.domain import ShareKind
from app.store.errors import Gone, NotFound, Refused
from app.store.keys import legal
from app.store.share_pages import SharedClaim as Shown
from app.store.share_pages import ToShare
from app.store.tables import Claim, Share, SharedClaim, Version

SHOWN = TypeAdapter(Shown)
TOKEN_BYTES = 24  # 192 bits
ERASED = "(purged)"


def new_token() -> str:
    """What stands in the link. It is told to whoever makes the link, once, and kept nowhere."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What is kept of a token. It is random and long, so that a plain hash cannot be searched through."""
    return hashlib.sha256(legal(token).encode()).hexdigest()


def create(
    session: Session,
    wanted: ToShare,
    token: str,
    *,
    note: str,
    who: str,
    made_at: datetime,
    expires_at: datetime,
) -> Share:
    """Store a share and its claims as they stand. Claims that are not there are left out."""
    version_id = None
    if wanted.article is not None:
        statement = select(Version.id).where(
            Version.article_id == wanted.article, Version.number == wanted.version
        )
        version_id = session.scalars(statement).one()
    share = Share(
        token_hash=digest(token),
        kind=wanted.kind,
        path=legal(wanted.path),
        title=legal(wanted.title),
        note=legal(note),
        who=legal(who),
        article_id=wanted.article,
        version_id=version_id,
        whole=wanted.whole,
        made_at=made_at,
        expires_at=expires_at,
        openings=0,
    )
    session.add(share)
    session.flush()
    rows = list(_rows(session, share, wanted.claims))
    if rows:
        session.execute(insert(SharedClaim), rows)
    return share


def _rows(session: Session, share: Share, claims: Iterable[Shown]) -> Iterable[dict[str, object]]:
    """The version of a share of one article holds for the claims of it; others stand in their newest one."""
    claims = tuple(claims)
    keys = {each.row.claim.id for each in claims}
    found = {claim.key: claim for claim in session.scalars(select(Claim).where(Claim.key.in_(keys)))}
    for position, each in enumerate(claims):
        claim = found.get(each.row.claim.id)
        if claim is None:
            continue
        is_own = share.version_id is not None and claim.article_id == share.article_id
        yield {
            "share_id": share.id,
            "position": position,
            "claim_id": claim.id,
            "article_id": claim.article_id,
            "version_id": share.version_id if is_own else claim.version_id,
            "shown": SHOWN.dump_python(each, mode="json"),
        }


def find(session: Session, share_id: int) -> Share:
    """Raises NotFound."""
    share = session.get(Share, share_id) if 0 < share_id < 2**31 else None
    if share is None:
        raise NotFound(f"There is no share link {share_id}.")
    return share


def open_of(session: Session, maker: str, at: datetime) -> Sequence[Share]:
    """The links that somebody made and that still work."""
    still_work = (Share.who == maker, Share.revoked_at.is_(None), Share.expires_at > at)
    return session.scalars(select(Share).where(*still_work).order_by(Share.id)).all()


def find_open(session: Session, token: str, at: datetime) -> Share:
    """The share that a link leads to. Raises NotFound, and Gone for a link that is revoked or over.

    It is looked up by its digest, so that how long this takes says nothing of tokens that there are.
    """
    share = session.scalar(select(Share).where(Share.token_hash == digest(token)))
    if share is None:
        raise NotFound("There is nothing at this address.")
    if share.revoked_at is not None:
        raise Gone("This link was taken back by whoever shared it.", share.revoked_at)
    if share.expires_at <= at:
        raise Gone("This link was for a time, and that time is over.", share.expires_at)
    return share


def note_opening(session: Session, share_id: int, at: datetime) -> None:
    session.execute(
        update(Share).where(Share.id == share_id).values(opened_at=at, openings=Share.openings + 1)
    )


def read(session: Session, share_id: int) -> str | None:
    """The fact share/…/revoked."""
    moment = session.get_one(Share, share_id).revoked_at
    return moment.isoformat() if moment else None


def write(session: Session, share_id: int, value: str | None) -> None:
    """Raises Refused where a link that was revoked would work again: it may be in wrong hands."""
    share = session.get_one(Share, share_id)
    if value is None and share.revoked_at is not None:
        raise Refused("A share link that was revoked stays so: share it anew, with a new link.")
    share.revoked_at = datetime.fromisoformat(value) if value else None


def forget(session: Session, article_id: int) -> None:
    """Leave no words of an article in what was shared. Names of collections are people's own."""
    own = select(Share.id).where(Share.article_id == article_id)
    holding = select(SharedClaim.share_id).where(SharedClaim.article_id == article_id)
    is_named_by_it = (Share.kind == ShareKind.COMPARISON) & Share.id.in_(holding)
    named = or_(Share.article_id == article_id, is_named_by_it)
    session.execute(update(Share).where(named).values(title=ERASED))
    # A reason why two claims are linked repeats words of both.
    session.execute(
        delete(SharedClaim).where(or_(SharedClaim.article_id == article_id, SharedClaim.share_id.in_(own)))
    )
