"""The sources of an article -> entries of the directory, old ones or new."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import count

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain import Doubt, Known, Source, SourceType
from app.store import slots, standing, tables
from app.store.aliases import record_mentions
from app.store.keys import alias_key, slug_of, unturned
from app.store.labels import label_of
from app.store.linking import Link, belongs_to_article, is_another, link
from app.store.seeds import load_seeds, slot_uses
from app.store.tables import Naming, Origin, Sighting

NEW = "new"  # no source's slug: where one is asked for, it means one that is yet to be made


def enter(
    session: Session, article_id: int, sources: Sequence[Source], seeds: Sequence[Known]
) -> list[Naming]:
    """A naming for each source of an article, in order, in place of those of an earlier reading.

    Sources that are linked to no entry become new ones. Forms seen are recorded as aliases.
    """
    _forget(session, article_id)
    sources = [_unturned(source) for source in sources]
    slugs = {source.slug for source in sources if source.slug}
    load_seeds(session, [seed for seed in seeds if seed.slug in slugs])
    links = link(session, article_id, sources)
    entries = _entries(session, article_id, sources, links)
    namings = [
        Naming(
            article_id=article_id,
            entry_id=entry.id,
            source_id=entry.id,
            name=source.name,
            alias_key=alias_key(source.name),
            role=source.role,
            reason=found.reason,
            doubt=found.doubt,
        )
        for source, entry, found in zip(sources, entries, links, strict=True)
    ]
    _see_as_they_stand(session, namings)
    _doubt_again(session, namings, sources)
    session.add_all(namings)
    session.flush()
    record_mentions(session, namings, sources)
    return namings


def _unturned(source: Source) -> Source:
    return replace(
        source,
        name=unturned(source.name),
        mentions=tuple(map(unturned, source.mentions)),
        role=unturned(source.role),
        affiliation=unturned(source.affiliation),
    )


def _doubt_again(session: Session, namings: Sequence[Naming], sources: Sequence[Source]) -> None:
    """What was settled of a surname is not about somebody of another role."""
    doubted = [
        naming
        for naming, source in zip(namings, sources, strict=True)
        if naming.doubt in standing.IN_PART
        and naming.source_id != naming.entry_id
        and is_another(source, session.get_one(tables.Source, naming.source_id))
    ]
    for naming in doubted:
        naming.doubt = Doubt.ROLE
    _see_as_they_stand(session, doubted)


def _see_as_they_stand(session: Session, namings: Sequence[Naming]) -> None:
    standing_for = standing.stands_for(session, {standing.form_of(naming) for naming in namings})
    for naming in namings:
        naming.source_id = standing_for[standing.form_of(naming)]


def _forget(session: Session, article_id: int) -> None:
    old = select(Naming.id).where(Naming.article_id == article_id)
    session.execute(delete(Sighting).where(Sighting.naming_id.in_(old)))
    session.execute(delete(Naming).where(Naming.article_id == article_id))


def _entries(
    session: Session, article_id: int, sources: Sequence[Source], links: Sequence[Link]
) -> list[tables.Source]:
    taken = [found.entry.slot for found in links if found.entry is not None]
    uses = slot_uses(session) if any(_is_silent(found.entry) for found in links) else {}
    entries = []
    for source, found in zip(sources, links, strict=True):
        entry, is_silent = found.entry, _is_silent(found.entry)
        if entry is None:
            entry = _create(session, article_id, source, taken, uses)
            entry.doubt = found.doubt or None
        elif entry.origin is Origin.READ:
            entry.role = entry.role or source.role
            entry.affiliation = entry.affiliation or source.affiliation
            entry.country = entry.country or source.country
        elif is_silent:
            entry.slot = slots.choose(taken, uses)
        if is_silent:
            taken.append(entry.slot)
            uses[entry.slot] = uses.get(entry.slot, 0) + 1
        entries.append(entry)
    return entries


def _is_silent(entry: tables.Source | None) -> bool:
    """Whether the entry is yet to be made, or was known beforehand and has spoken nowhere."""
    return entry is None or (
        entry.origin is Origin.SEED and entry.slot == slots.GREY and not entry.type.is_unnamed
    )


def _create(
    session: Session,
    article_id: int,
    source: Source,
    taken: Collection[int],
    uses: Mapping[int, int],
) -> tables.Source:
    local = article_id if belongs_to_article(source) else None
    entry = new_entry(session, source.name, source.type, article_id=local, taken=taken, uses=uses)
    entry.role, entry.affiliation, entry.country = source.role, source.affiliation, source.country
    return entry


def new_entry(
    session: Session,
    name: str,
    type_: SourceType,
    *,
    article_id: int | None = None,
    taken: Collection[int] = (),
    uses: Mapping[int, int],
) -> tables.Source:
    """An entry of this name; of one article alone, or of all. `taken`, `uses`: slots.choose()."""
    stem = slug_of(name) + (f"-{article_id}" if article_id else "")
    entry = tables.Source(
        slug=_free_slug(session, stem),
        name=name,
        sort_key=alias_key(name)[:100],
        type=type_,
        role="",
        affiliation="",
        country="",
        label=label_of(name, type_),
        slot=slots.GREY if type_.is_unnamed else slots.choose(taken, uses),
        article_id=article_id,
        origin=Origin.READ,
    )
    session.add(entry)
    session.flush()
    return entry


def _free_slug(session: Session, stem: str) -> str:
    first = 2 if stem == NEW else 1
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(first))
    taken = select(tables.Source.id)
    return next(slug for slug in numbered if session.scalar(taken.where(tables.Source.slug == slug)) is None)
