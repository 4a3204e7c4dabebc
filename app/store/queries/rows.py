"""Rows of the tables -> the dataclasses of the pages."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session, aliased

from app.domain import Span, Spans
from app.store import pages, slots
from app.store.tables import Article, Claim, ClaimSource, EarlierClaim, Part, Source, SpanList, Version

OUTER = aliased(Claim, name="outer_claim")
OF_CHIP = (Source.slug, Source.name, Source.label, Source.type, Source.slot)


class Speakers(NamedTuple):
    by: tuple[pages.Chip, ...] = ()
    relay: tuple[pages.Chip, ...] = ()


def chip(source: Source | Row[*tuple[Any, ...]]) -> pages.Chip:
    """Of a source, or of a row with what OF_CHIP names, which is read sooner."""
    ink, line = slots.ink_and_line(source.slot)
    return pages.Chip(source.slug, source.name, source.label, source.type, ink, line)


def article_ref(article: Article) -> pages.ArticleRef:
    return pages.ArticleRef(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        url=article.url,
        published=when(article),
        language=article.language,
    )


def when(article: Article) -> pages.When:
    return pages.When(article.sort_at, article.precision)


def _spans(listed: SpanList) -> Spans:
    return tuple(Span(start, end) for start, end in listed)


def claim(row: Claim | EarlierClaim, nested_in: str | None, speakers: Speakers) -> pages.Claim:
    return pages.Claim(
        id=row.key,
        quote=row.quote,
        kind=row.kind,
        act=row.act,
        hedges=tuple(row.hedges),
        sources=speakers.by,
        relay=speakers.relay,
        mention=row.mention,
        cue=row.cue,
        source_spans=_spans(row.source_spans),
        cue_spans=_spans(row.cue_spans),
        content_spans=_spans(row.content_spans),
        hedge_spans=_spans(row.hedge_spans),
        nested_in=nested_in,
        margin=row.margin,
        standing=row.standing,
    )


def with_outer(*columns: type[Article] | type[Version] | ColumnElement[Any]) -> Select[Any]:
    """A select of claims with the id of the claim that each is nested in, last."""
    return select(Claim, *columns, OUTER.key).outerjoin(OUTER, OUTER.id == Claim.nested_in)


def speakers(session: Session, *conditions: ColumnElement[bool]) -> Mapping[int, Speakers]:
    """Who speaks in the claims that the conditions pick, by their row id; one query."""
    statement = (
        select(ClaimSource.claim_id, ClaimSource.part, *OF_CHIP)
        .join(Source, Source.id == ClaimSource.source_id)
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(*conditions)
        .order_by(ClaimSource.claim_id, ClaimSource.position)
    )
    found: dict[int, dict[Part, list[pages.Chip]]] = {}
    for row in session.execute(statement):
        found.setdefault(row.claim_id, {Part.BY: [], Part.RELAY: []})[row.part].append(chip(row))
    return {
        claim_id: Speakers(tuple(parts[Part.BY]), tuple(parts[Part.RELAY]))
        for claim_id, parts in found.items()
    }
