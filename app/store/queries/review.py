"""The queue of claims whose reading is doubtful, and how far people have come with it."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, distinct, exists, func, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from app.domain import Doubt, Span
from app.store import events, standing
from app.store.claim_words import seen_of
from app.store.correction_pages import Reviewed
from app.store.doubtful import LEAST, signals
from app.store.errors import BadCursor
from app.store.pages import Chip
from app.store.queries import cursor, rows
from app.store.queries.corrections import reviewed
from app.store.review_pages import Decided, DoubtfulClaim, Progress, ReviewFilter, ReviewPage
from app.store.sentences import REACH, rest_before, sentences_around
from app.store.tables import Article, Claim, ClaimSource, Event, Naming, Part, Source, Version, Voice
from app.store.withdrawals import find_article, require_standing

COUNTED = 10_000  # claims; nobody needs to know how many more there are
OTHERS = 6  # sources of an article that are offered
AROUND = 2 * REACH  # code points that are read on either side of a claim

# As the index on them has it.
TO_REVIEW = text("claims.gone_at IS NULL AND claims.standing = 'machine'")


def review_page(
    session: Session, chosen: ReviewFilter, *, after: str | None = None, limit: int = 10
) -> ReviewPage:
    """The most doubtful claims first, the newest of those that are equally so; nine queries.

    Raises BadCursor, and NotFound and Gone for the article that is chosen.
    """
    article = None if chosen.article is None else find_article(session, chosen.article)
    if article is not None:
        require_standing(session, article)
    where = _conditions(chosen)
    place = Claim.doubt, Claim.id
    statement = _in_context().where(*where).order_by(*(each.desc() for each in place)).limit(limit + 1)
    if after is not None:
        statement = statement.where(tuple_(*place) < tuple_(*_place(after)))
    found = session.execute(statement).all()
    shown = found[:limit]
    articles = {row.Article.id for row in shown} | ({article.id} if article is not None else set())
    done = reviewed(session, articles)
    last = shown[-1].Claim if len(found) > limit else None
    return ReviewPage(
        rows=_rows(session, shown, done),
        total=_count(session, where),
        next=None if last is None else cursor.write(str(last.doubt), last.id),
        article=None if article is None else rows.article_ref(article),
        reviewed=None if article is None else done.get(article.id, Reviewed(0, 0)),
    )


def _conditions(chosen: ReviewFilter) -> list[Any]:
    where: list[Any] = [TO_REVIEW]
    where.append(Claim.doubt >= LEAST if chosen.article is None else Claim.article_id == chosen.article)
    if chosen.outlet:
        where.append(Claim.outlet == chosen.outlet)
    return where


def _count(session: Session, where: Collection[Any]) -> int:
    some = select(Claim.id).where(*where).limit(COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _place(after: str) -> tuple[int, int]:
    number, id_ = cursor.read_name(after)
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise BadCursor(f"“{after[:80]}” is no place in this list.")
    return int(number), id_


def _in_context() -> Select[Any]:
    first = case((Claim.start > AROUND, Claim.start - AROUND), else_=0)
    around: ColumnElement[str] = func.substr(Version.text, first + 1, Claim.end - first + AROUND)
    return (
        rows.with_outer(Article, first.label("offset"), around.label("around"))
        .join(Article, Article.id == Claim.article_id)
        .join(Version, Version.id == Claim.version_id)
    )


def _rows(session: Session, found: Collection[Any], done: dict[int, Reviewed]) -> tuple[DoubtfulClaim, ...]:
    ids = [row.Claim.id for row in found]
    speakers = rows.speakers(session, Claim.id.in_(ids))
    links, seen = _doubtful_links(session, ids), seen_of(session, [row.Claim for row in found])
    others = _speakers_of(session, {row.Article.id for row in found})
    listed = []
    for claim, article, offset, around, outer in found:
        shown = rows.claim(claim, outer, speakers.get(claim.id, rows.Speakers()))
        span = _sentences(around, claim, offset)
        listed.append(
            DoubtfulClaim(
                claim=shown,
                article=rows.article_ref(article),
                reviewed=done.get(article.id, Reviewed(0, 0)),
                text=span.of(around),
                offset=offset + span.start,
                seen=seen[claim.id],
                signals=signals(
                    shown.margin, shown.quote, shown.source_spans, shown.cue_spans, shown.content_spans
                ),
                links=tuple(links.get(claim.id, ())),
                others=tuple(each for each in others.get(article.id, ()) if each not in shown.sources)[
                    :OTHERS
                ],
            )
        )
    return tuple(listed)


def _sentences(around: str, claim: Claim, offset: int) -> Span:
    """From the sentence before the claim's to the end of its own, in the text around it."""
    parts = [
        Span(start - offset, end - offset)
        for start, end in (*claim.cue_spans, *claim.source_spans)
        if start >= offset and end <= offset + len(around)
    ]
    own = sentences_around(around, Span(claim.start - offset, claim.end - offset), *parts)
    before = around[: own.start].rstrip()
    return Span(len(before) - len(rest_before(before)), own.end)


def _doubtful_links(session: Session, ids: Collection[int]) -> dict[int, list[tuple[Chip, Doubt]]]:
    statement = (
        select(Voice.claim_id, Naming.doubt, Source)
        .join(Naming, Naming.id == Voice.naming_id)
        .join(Source, Source.id == Naming.source_id)
        .where(Voice.claim_id.in_(ids), Voice.part == Part.BY, standing.in_doubt())
        .order_by(Voice.claim_id, Voice.position)
    )
    found: dict[int, list[tuple[Chip, Doubt]]] = {}
    for claim_id, doubt, source in session.execute(statement):
        found.setdefault(claim_id, []).append((rows.chip(source), doubt))
    return found


def _speakers_of(session: Session, article_ids: Collection[int]) -> dict[int, list[Chip]]:
    """Who speaks in the articles, most claims first; one query."""
    statement = (
        select(Claim.article_id, Source)
        .join(ClaimSource, ClaimSource.claim_id == Claim.id)
        .join(Source, Source.id == ClaimSource.source_id)
        .where(Claim.article_id.in_(article_ids), Claim.gone_at.is_(None), ClaimSource.part == Part.BY)
        .group_by(Claim.article_id, Source.id)
        .order_by(func.count().desc(), Source.id)
    )
    found: dict[int, list[Chip]] = {}
    for article_id, source in session.execute(statement):
        found.setdefault(article_id, []).append(rows.chip(source))
    return {article_id: chips[: 2 * OTHERS] for article_id, chips in found.items()}


def progress(session: Session, who: str) -> Progress:
    """Two queries. What was taken back does not count."""
    undo = aliased(Event)
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    today = select(func.count(distinct(Event.subject_id))).where(
        Event.subject_kind == events.CLAIM,
        Event.at >= midnight,
        Event.who == who,
        Event.undoes.is_(None),
        ~exists().where(undo.undoes == Event.id),
    )
    decided = select(func.count()).select_from(Claim).where(text("claims.standing <> 'machine'"))
    return Progress(today=session.scalar(today) or 0, all=session.scalar(decided) or 0)


def decided(session: Session, event: int) -> Decided | None:
    """What an event decided of a claim, if it did and was not taken back; two queries."""
    statement = (
        select(Event, Claim)
        .join(Claim, Claim.id == Event.subject_id)
        .where(Event.id == event, Event.subject_kind == events.CLAIM, Event.undoes.is_(None))
    )
    row = session.execute(statement).first()
    if row is None or events.undone_by(session, [event]):
        return None
    found, claim = row
    return Decided(
        found.id, found.at, found.action, claim.key, claim.article_id, claim.quote, found.after["words"]
    )
