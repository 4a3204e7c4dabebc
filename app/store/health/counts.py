"""Whether what is repeated and counted so that lists are quick (repeats.py) is what it repeats."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import case, func, select, update

from app.store import repeats, traits
from app.store.health.finding import Finding, Trouble, Walk, few
from app.store.tables import Appearance, Article, Claim, ClaimSource, Source

OF_SOURCE = ("claims", "relayed", "articles", "first_at", "last_at")


def _mend(walk: Walk) -> None:
    for part in few(walk.rows(select(Article.id).order_by(Article.id))):
        repeats.repeat(walk.session, [row.id for row in part])
    for part in few(walk.rows(select(Source.id).order_by(Source.id))):
        ids = [row.id for row in part]
        sums = _sums(walk, ids)
        for id_ in ids:
            walk.session.execute(
                update(Source).where(Source.id == id_).values(dict(zip(OF_SOURCE, sums[id_], strict=True)))
            )


DRIFTED = Trouble(
    "Counts and copies for lists that are not what they repeat", "“--repair” makes them anew.", _mend
)


def claims_repeat_their_traits(walk: Walk) -> Iterator[Finding]:
    columns = Claim.key, Claim.traits, traits.packed(), Claim.speakers, repeats.speakers()
    differs = (Claim.traits != traits.packed()) | (Claim.speakers != repeats.speakers())
    for key, packed, right, speakers, answer in walk.rows(select(*columns).where(differs)):
        if packed != right or _unordered(speakers) != _unordered(answer):
            yield Finding(DRIFTED, f"Claim {key}: its traits or speakers")


def sources_repeat_their_claims(walk: Walk) -> Iterator[Finding]:
    moment = case((Claim.gone_at.is_(None), Claim.sort_at))
    differs = (
        ClaimSource.sort_at.is_distinct_from(moment)
        | (ClaimSource.traits != Claim.traits)
        | (ClaimSource.outlet != Claim.outlet)
        | (ClaimSource.speakers != Claim.speakers)
    )
    statement = select(Claim.key, ClaimSource.source_id).join(Claim, Claim.id == ClaimSource.claim_id)
    for key, source_id in walk.rows(statement.where(differs)):
        yield Finding(DRIFTED, f"Claim {key}: what is repeated of it beside source {source_id}")


def appearances_count_claims(walk: Walk) -> Iterator[Finding]:
    for part in few(walk.rows(select(Article.id).order_by(Article.id))):
        ids = [row.id for row in part]
        right = _counted(walk.session.execute(repeats.appearances(ids)))
        columns = [getattr(Appearance, name) for name in repeats.COLUMNS]
        there = _counted(walk.session.execute(select(*columns).where(Appearance.article_id.in_(ids))))
        for article, source in sorted({pair for pair, _ in there.items() ^ right.items()}):
            yield Finding(DRIFTED, f"Article {article}: how often source {source} appears in it")


def sources_count_appearances(walk: Walk) -> Iterator[Finding]:
    columns = [getattr(Source, name) for name in OF_SOURCE]
    for part in few(walk.rows(select(Source.id, Source.slug, *columns).order_by(Source.id))):
        sums = _sums(walk, [row.id for row in part])
        for id_, slug, *there in part:
            if tuple(there) != sums[id_]:
                yield Finding(DRIFTED, f"Source {slug}: how often and when it appears")


def _counted(rows: Any) -> dict[tuple[int, int], tuple[Any, ...]]:  # noqa: ANN401 - rows of a select
    """By article and source."""
    return {(article, source): tuple(rest) for article, source, *rest in rows}


def _sums(walk: Walk, sources: Collection[int]) -> dict[int, tuple[Any, ...]]:
    statement = (
        select(
            Appearance.source_id,
            func.sum(Appearance.claims),
            func.sum(Appearance.relayed),
            func.count(),
            func.min(Appearance.sort_at),
            func.max(Appearance.sort_at),
        )
        .where(Appearance.source_id.in_(sources))
        .group_by(Appearance.source_id)
    )
    found = {id_: tuple(rest) for id_, *rest in walk.session.execute(statement)}
    return {id_: found.get(id_, (0, 0, 0, None, None)) for id_ in sources}


def _unordered(speakers: str) -> list[list[str]]:
    """ "12 57|33": in which order the ids of a part stand, the database chooses."""
    return [sorted(part.split()) for part in speakers.split("|")]
