"""What a share link shows, and the list of all that was shared."""

from collections.abc import Collection, Sequence
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import ShareKind, Standing
from app.store import pages, tables
from app.store.errors import Gone
from app.store.queries import rows
from app.store.sentences import sentences_around
from app.store.share_pages import Gathering, Held, SharedClaim, SharePage, ShareRow, SharesPage, Since
from app.store.shares import SHOWN, find_open
from app.store.tables import Article, Claim, Gathered, Share, Version
from app.store.tables import SharedClaim as Row


def share_page(session: Session, token: str, *, at: datetime) -> SharePage:
    """What a link leads to, as it stood when it was shared, and what became of it since.

    Raises NotFound, and Gone where the link is revoked or over, or nothing of it is left: an article
    that was withdrawn takes along all that was shared of it.
    """
    share = find_open(session, token, at)
    version = session.get(Version, share.version_id) if share.version_id else None
    article = session.get_one(Article, share.article_id) if share.article_id else None
    if article is not None and article.withdrawn_at is not None:
        raise Gone("What was shared here was withdrawn.", article.withdrawn_at)
    statement = (
        select(Row, Article.withdrawn_at)
        .join(Article, Article.id == Row.article_id)
        .where(Row.share_id == share.id)
        .order_by(Row.position)
    )
    found = session.execute(statement).all()
    standing = [row for row, withdrawn_at in found if withdrawn_at is None]
    if found and not standing:
        raise Gone("What was shared here was withdrawn.", max(at for _, at in found if at))
    shown = [SHOWN.validate_python(row.shown) for row in standing]
    claims = [(row, each) for row, each in zip(standing, shown, strict=True) if each.relation is None]
    held = _held(session, claims)
    text, offset = _text(share, version, held)
    return SharePage(
        id=share.id,
        kind=share.kind,
        title=share.title,
        whole=share.whole,
        made_at=share.made_at,
        expires_at=share.expires_at,
        claims=held,
        references=tuple(each for each in shown if each.relation is not None),
        article=_article(article, version, held),
        version=version.number if version else None,
        is_newest=version is None or _is_newest(session, version),
        text=text,
        offset=offset,
        own=("voice", "own") in parse_qsl(urlsplit(share.path).query),
        missing=len(found) - len(standing),
        gathering=_gathering(session, share, {row.claim_id for row, _ in found}),
    )


def _gathering(session: Session, share: Share, shared: Collection[int]) -> Gathering:
    """Claims that are gone were told of one by one; a collection goes on to hold them."""
    if share.kind is not ShareKind.COLLECTION:
        return Gathering.STANDS
    is_this = tables.Collection.key == share.path.rpartition("/")[2]
    collection = session.scalars(select(tables.Collection).where(is_this)).one()
    if collection.gone_at is not None:
        return Gathering.DELETED
    statement = (
        select(Gathered.claim_id, Claim.gone_at, Article.withdrawn_at)
        .join(Claim, Claim.id == Gathered.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(Gathered.collection_id == collection.id, Gathered.position.is_not(None))
    )
    now = session.execute(statement).all()
    shown = {claim for claim, gone_at, withdrawn_at in now if gone_at is None and withdrawn_at is None}
    is_same = shown <= set(shared) <= {claim for claim, *_ in now}
    return Gathering.STANDS if is_same else Gathering.OTHER


def _held(session: Session, claims: Sequence[tuple[Row, SharedClaim]]) -> tuple[Held, ...]:
    """Two queries, however many claims there are."""
    are_these = Claim.id.in_([row.claim_id for row, _ in claims])
    now = {claim.id: claim for claim in session.scalars(select(Claim).where(are_these))}
    speakers = rows.speakers(session, are_these)
    held = []
    for row, each in claims:
        claim = now[row.claim_id]
        if claim.gone_at is not None:
            is_removed = claim.standing is Standing.REMOVED
            held.append(Held(each, (Since.REMOVED if is_removed else Since.GONE,)))
            continue
        stands = rows.claim(claim, None, speakers.get(claim.id, rows.Speakers()))
        text = (Since.TEXT,) if claim.version_id != row.version_id else ()
        held.append(Held(each, (*text, *_since(each.row.claim, stands))))
    return tuple(held)


def _since(then: pages.Claim, now: pages.Claim) -> tuple[Since, ...]:
    changed = {
        Since.WORDS: then.quote != now.quote,
        Since.SOURCES: [chip.name for chip in then.sources] != [chip.name for chip in now.sources],
        Since.RELAY: [chip.name for chip in then.relay] != [chip.name for chip in now.relay],
        Since.KIND: then.kind is not now.kind,
        Since.ACT: then.act is not now.act,
        Since.HEDGES: then.hedges != now.hedges,
    }
    return tuple(what for what, is_so in changed.items() if is_so)


def _text(share: Share, version: Version | None, held: Sequence[Held]) -> tuple[str, int]:
    if version is None or (share.kind is ShareKind.ARTICLE and not share.whole):
        return "", 0
    if share.whole:
        return version.text, 0
    claim = held[0].shared.row.claim
    first, *parts = claim.content_spans
    around = sentences_around(version.text, first, *parts, *claim.cue_spans, *claim.source_spans)
    return around.of(version.text), around.start


def _article(
    article: Article | None, version: Version | None, held: Sequence[Held]
) -> pages.ArticleRef | None:
    """As it was called then, where a claim says so."""
    if article is None or version is None:
        return None
    return held[0].shared.row.article if held else rows.article_ref(article)


def _is_newest(session: Session, version: Version) -> bool:
    newest = select(func.max(Version.number)).where(Version.article_id == version.article_id)
    return session.scalar(newest) == version.number


def shares_page(session: Session, *, at: datetime, after: int | None = None, limit: int = 50) -> SharesPage:
    """All share links, the newest first."""
    count = select(func.count()).select_from(Row).where(Row.share_id == Share.id).scalar_subquery()
    statement = select(Share, count).order_by(Share.id.desc()).limit(limit + 1)
    if after is not None:
        statement = statement.where(Share.id < after)
    found = session.execute(statement).all()
    shown = tuple(_row(share, claims, at) for share, claims in found[:limit])
    return SharesPage(shown, shown[-1].id if len(found) > limit else None)


def _row(share: Share, claims: int, at: datetime) -> ShareRow:
    return ShareRow(
        id=share.id,
        kind=share.kind,
        path=share.path,
        title=share.title,
        note=share.note,
        who=share.who,
        whole=share.whole,
        claims=claims,
        made_at=share.made_at,
        expires_at=share.expires_at,
        revoked_at=share.revoked_at,
        opened_at=share.opened_at,
        openings=share.openings,
        is_open=share.revoked_at is None and share.expires_at > at,
    )
