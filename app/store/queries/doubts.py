"""The queue of forms that were linked to nobody, or with doubt."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, Subquery, case, func, null, select, tuple_
from sqlalchemy.orm import Session

from app.domain import Doubt, SourceType
from app.store import forms, pages, standing
from app.store.aliases import last_word
from app.store.errors import BadCursor
from app.store.linking import whose_name_ends
from app.store.queries import cursor, rows
from app.store.queries.claims import claim_rows
from app.store.tables import Claim, Naming, Source, Voice

EXAMPLES = 3
CANDIDATES = 9

Group = tuple[int | None, str, Doubt]  # entry (None: linked to nobody), alias_key, doubt


def doubts_page(session: Session, *, after: str | None = None, limit: int = 20) -> pages.DoubtsPage:
    """Doubtful forms, those with most claims first. Raises BadCursor."""
    voices = _doubtful_voices()
    groups = (
        select(
            voices.c.entry,
            voices.c.alias_key,
            voices.c.doubt,
            func.count(voices.c.claim.distinct()).label("claims"),
            func.count(voices.c.article.distinct()).label("articles"),
            func.min(voices.c.naming).label("first"),
        )
        .group_by(voices.c.entry, voices.c.alias_key, voices.c.doubt)
        .subquery()
    )
    total = session.scalar(select(func.count()).select_from(groups)) or 0
    statement = select(groups).order_by(groups.c.claims.desc(), groups.c.first).limit(limit + 1)
    if after is not None:
        statement = statement.where(tuple_(-groups.c.claims, groups.c.first) > tuple_(*_place(after)))
    found = session.execute(statement).all()
    shown = found[:limit]
    return pages.DoubtsPage(
        rows=_rows(session, voices, shown),
        total=total,
        next=cursor.write(str(-shown[-1].claims), shown[-1].first) if len(found) > limit else None,
    )


def _place(after: str) -> tuple[int, int]:
    number, id_ = cursor.read_name(after)
    try:
        return int(number), id_
    except ValueError as error:
        raise BadCursor(f"“{after[:80]}” is no place in this list.") from error


def _doubtful_voices() -> Subquery:
    return (
        select(
            case((Naming.doubt == Doubt.UNLINKED, null()), else_=Naming.entry_id).label("entry"),
            Naming.alias_key,
            Naming.doubt,
            Naming.article_id.label("article"),
            Naming.id.label("naming"),
            Voice.claim_id.label("claim"),
        )
        .join(Voice, Voice.naming_id == Naming.id)
        .join(Claim, Claim.id == Voice.claim_id)
        .where(standing.in_doubt(), Claim.gone_at.is_(None))
        .subquery()
    )


def _rows(session: Session, voices: Subquery, groups: Sequence[Row[Any]]) -> tuple[pages.DoubtRow, ...]:
    """Six queries."""
    entry = select(Source).where(Source.id.in_(select(Naming.entry_id).where(Naming.id.in_(_firsts(groups)))))
    entries = {each.id: each for each in session.scalars(entry)}
    statement = select(Naming, Source).join(Source, Source.id == Naming.source_id)
    namings = {
        naming.id: (naming, source)
        for naming, source in session.execute(statement.where(Naming.id.in_(_firsts(groups))))
    }
    examples = _examples(session, voices, {group.alias_key for group in groups})
    claims = claim_rows(session, [each for ids in examples.values() for each in ids])
    candidates = _candidates(session, [(naming, entries[naming.entry_id]) for naming, _ in namings.values()])
    found = []
    for group in groups:
        naming, source = namings[group.first]
        linked = group.entry is not None
        entry_slug = entries[naming.entry_id].slug if linked else ""
        others = [each for each in candidates[naming.id] if not linked or each is not source]
        found.append(
            pages.DoubtRow(
                key=forms.doubtful_key(entry_slug, group.doubt, group.alias_key),
                form=naming.name,
                doubt=naming.doubt,
                reason=naming.reason,
                source=rows.chip(source) if linked else None,
                type=source.type,
                role=naming.role,
                claims=group.claims,
                articles=group.articles,
                examples=tuple(claims[each] for each in examples[group.entry, group.alias_key, group.doubt]),
                candidates=tuple(rows.chip(each) for each in others[:CANDIDATES]),
            )
        )
    return tuple(found)


def _firsts(groups: Sequence[Row[Any]]) -> list[int]:
    return [group.first for group in groups]


def _examples(session: Session, voices: Subquery, keys: Collection[str]) -> dict[Group, list[int]]:
    """The first claim of at most EXAMPLES articles each, newest article first."""
    group = voices.c.entry, voices.c.alias_key, voices.c.doubt
    firsts = (
        select(*group, voices.c.article, func.max(voices.c.claim).label("claim"))
        .where(voices.c.alias_key.in_(keys))
        .group_by(*group, voices.c.article)
        .subquery()
    )
    of_group = [firsts.c.entry, firsts.c.alias_key, firsts.c.doubt]
    number = func.row_number().over(partition_by=of_group, order_by=firsts.c.article.desc()).label("number")
    numbered = select(*of_group, firsts.c.claim, number).subquery()
    statement = select(numbered).where(numbered.c.number <= EXAMPLES).order_by(numbered.c.number)
    found: dict[Group, list[int]] = {}
    for entry, key, doubt, claim, _ in session.execute(statement):
        found.setdefault((entry, key, doubt), []).append(claim)
    return found


def _candidates(session: Session, namings: Sequence[tuple[Naming, Source]]) -> dict[int, list[Source]]:
    """By naming: who in the directory has this name, or a name that ends so; only people for a surname."""
    words = {naming.alias_key: last_word(naming.name, entry.type) for naming, entry in namings}
    named = whose_name_ends(session, words)
    ends = standing.shown(session, {each for ids in named.values() for each in ids})
    statement = select(Source).where(Source.id.in_(ends.values()), Source.article_id.is_(None))
    sources = {source.id: source for source in session.scalars(statement)}
    found: dict[int, list[Source]] = {}
    for naming, _ in namings:
        ids = sorted({ends[each] for each in named.get(naming.alias_key, ())})
        fitting = [sources[each] for each in ids if each in sources]
        found[naming.id] = [
            each for each in fitting if each.type is SourceType.PERSON or naming.doubt not in standing.IN_PART
        ]
    return found
