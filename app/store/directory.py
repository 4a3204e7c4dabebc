"""The sources of an article -> entries of the directory, old ones or new."""

import re
from collections.abc import Sequence
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Known, Source, SourceType
from app.store import slots, tables
from app.store.aliases import record_mentions
from app.store.keys import alias_key, slug_of
from app.store.labels import label_of
from app.store.seeds import load_seeds, slot_uses
from app.store.tables import Alias, Form, Origin

BODIES = frozenset((SourceType.ORGANIZATION, SourceType.GOVERNMENT, SourceType.PUBLICATION))


def belongs_to_article(source: Source) -> bool:
    """True of the unnamed, of nominals ("company"), and of people without a full name.

    What another article calls so may be somebody else.
    """
    if source.type.is_unnamed or source.name.islower():
        return True
    words = source.name.split()
    return source.type is SourceType.PERSON and (len(words) < 2 or words[-1].islower())


def _compatible(one: SourceType, other: SourceType) -> bool:
    return one is other or (one in BODIES and other in BODIES)


def _apart(one: str, other: str) -> bool:
    """Both are known, and they have no word in common."""
    first, second = (set(re.findall(r"\w{3,}", each.casefold())) for each in (one, other))
    return bool(first and second) and not first & second


def _is_another(source: Source, entry: tables.Source) -> bool:
    """Two people of one name: the roles have nothing in common, nor have institutions or countries."""
    if source.type is not SourceType.PERSON or not _apart(source.role, entry.role):
        return False
    return _apart(source.affiliation, entry.affiliation) or _apart(source.country, entry.country)


def enter(session: Session, article_id: int, sources: Sequence[Source], seeds: Sequence[Known]) -> list[int]:
    """The ids of the entries that the sources of an article stand for, in order.

    A source with a known slug is that entry; a named one is the entry of that name and a
    compatible type; the others belong to the article, where an earlier reading's entries are
    taken up again. Whoever is left becomes a new entry. Forms seen are recorded as aliases.
    """
    found = _find(session, article_id, sources, seeds)
    taken = [entry.slot for entry in found if entry is not None]
    uses = slot_uses(session) if None in found else {}
    entries = []
    for source, old in zip(sources, found, strict=True):
        entry = old or _create(session, article_id, source, taken, uses)
        if old is None:
            taken.append(entry.slot)
            uses[entry.slot] = uses.get(entry.slot, 0) + 1
        elif old.origin is Origin.READ:
            old.role = old.role or source.role
            old.affiliation = old.affiliation or source.affiliation
            old.country = old.country or source.country
        entries.append(entry)
    record_mentions(session, entries, sources)
    return [entry.id for entry in entries]


def _find(
    session: Session, article_id: int, sources: Sequence[Source], seeds: Sequence[Known]
) -> list[tables.Source | None]:
    slugs = {source.slug for source in sources if source.slug}
    load_seeds(session, [seed for seed in seeds if seed.slug in slugs])
    statement = select(tables.Source).where(tables.Source.slug.in_(slugs))
    by_slug = {entry.slug: entry for entry in session.scalars(statement)}
    candidates = _candidates(session, article_id, sources)
    found: list[tables.Source | None] = []
    for source in sources:
        fitting = (
            entry
            for entry in candidates.get(alias_key(source.name), ())
            if (entry.article_id == article_id) == belongs_to_article(source)
            # Two groups of one name in one article are two.
            and not (entry.article_id and entry in found)
            and _compatible(source.type, entry.type)
            and not _is_another(source, entry)
        )
        found.append(by_slug.get(source.slug or "") or next(fitting, None))
    return found


def _candidates(
    session: Session, article_id: int, sources: Sequence[Source]
) -> dict[str, list[tables.Source]]:
    """alias_key -> entries that go by this name everywhere, or in this article; seeds first."""
    statement = (
        select(Alias.alias_key, tables.Source)
        .join(tables.Source, tables.Source.id == Alias.source_id)
        .where(
            Alias.alias_key.in_({alias_key(source.name) for source in sources}),
            Alias.form.in_((Form.SEED, Form.NAME)),
            tables.Source.article_id.is_(None) | (tables.Source.article_id == article_id),
        )
        .order_by((tables.Source.origin != Origin.SEED), tables.Source.id)
    )
    found: dict[str, list[tables.Source]] = {}
    for key, entry in session.execute(statement):
        found.setdefault(key, []).append(entry)
    return found


def _create(
    session: Session, article_id: int, source: Source, taken: Sequence[int], uses: dict[int, int]
) -> tables.Source:
    local = belongs_to_article(source)
    stem = slug_of(source.name) + (f"-{article_id}" if local else "")
    entry = tables.Source(
        slug=_free_slug(session, stem),
        name=source.name,
        sort_key=alias_key(source.name)[:100],
        type=source.type,
        role=source.role,
        affiliation=source.affiliation,
        country=source.country,
        label=label_of(source.name, source.type),
        slot=slots.GREY if source.type.is_unnamed else slots.choose(taken, uses),
        article_id=article_id if local else None,
        origin=Origin.READ,
    )
    session.add(entry)
    session.flush()
    return entry


def _free_slug(session: Session, stem: str) -> str:
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    taken = select(tables.Source.id)
    return next(slug for slug in numbered if session.scalar(taken.where(tables.Source.slug == slug)) is None)
