"""The sources known beforehand: into the directory, and out of it for the resolver."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import Known
from app.store import slots, tables
from app.store.aliases import record
from app.store.keys import alias_key
from app.store.labels import label_of
from app.store.tables import Alias, Form, Origin


def slot_uses(session: Session) -> dict[int, int]:
    """How many sources have each slot."""
    statement = select(tables.Source.slot, func.count()).group_by(tables.Source.slot)
    return dict(session.execute(statement).all())


def known(session: Session) -> tuple[Known, ...]:
    """The seeds, as the resolver takes them. What was merely read is matched here, by name."""
    entries = session.scalars(
        select(tables.Source).where(tables.Source.origin == Origin.SEED).order_by(tables.Source.id)
    ).all()
    forms: dict[tuple[int, Form], list[str]] = {}
    aliases = select(Alias).where(Alias.form.in_((Form.SEED, Form.CAPITAL))).order_by(Alias.id)
    for alias in session.scalars(aliases):
        forms.setdefault((alias.source_id, alias.form), []).append(alias.alias)
    return tuple(
        Known(
            slug=entry.slug,
            name=entry.name,
            type=entry.type,
            label=entry.label,
            role=entry.role,
            country=entry.country,
            aliases=tuple(each for each in forms.get((entry.id, Form.SEED), ()) if each != entry.name),
            capitals=tuple(forms.get((entry.id, Form.CAPITAL), ())),
        )
        for entry in entries
    )


def load_seeds(session: Session, seeds: Sequence[Known]) -> None:
    """Enter the seeds that are not in the directory yet; entries already there stay as they are."""
    slugs = {seed.slug for seed in seeds}
    stored = set(session.scalars(select(tables.Source.slug).where(tables.Source.slug.in_(slugs))))
    fresh = [seed for seed in seeds if seed.slug not in stored]
    entries = [
        tables.Source(
            slug=seed.slug,
            name=seed.name,
            sort_key=alias_key(seed.name)[:100],
            type=seed.type,
            role=seed.role,
            affiliation="",
            country=seed.country,
            label=seed.label or label_of(seed.name, seed.type),
            slot=slots.GREY,  # until it speaks
            origin=Origin.SEED,
        )
        for seed in fresh
    ]
    session.add_all(entries)
    session.flush()
    for seed, entry in zip(fresh, entries, strict=True):
        record(session, entry.id, {}, (seed.name, *seed.aliases), Form.SEED, type_=seed.type)
        record(session, entry.id, {}, seed.capitals, Form.CAPITAL)
