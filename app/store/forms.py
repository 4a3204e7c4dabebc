"""Which forms lead to a source, and can be made to lead to another one."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import Doubt
from app.store import facts, standing, tables
from app.store.errors import NotFound
from app.store.keys import alias_key, legal
from app.store.tables import Alias, Form, Naming, Ruling


def leading_to(session: Session, source_id: int, alias: str) -> list[str]:
    """The facts that say, or could say, that an alias stands for this source.

    None at all where no article and no seed knows the source by this alias alone.
    """
    key = alias_key(legal(alias))
    entries = standing.merged_with(session, source_id)
    rulings = session.scalars(select(Ruling).where(Ruling.alias_key == key)).all()
    names = {
        facts.of_ruling(key, ruling.entry_id, ruling.doubt) for ruling in rulings if ruling.to_id in entries
    }
    ruled = {(ruling.entry_id, ruling.doubt) for ruling in rulings}
    known = select(Alias.source_id).where(
        Alias.alias_key == key, Alias.source_id.in_(entries), Alias.form.in_((Form.SEED, Form.NAME))
    )
    names |= {facts.of_ruling(key, each) for each in session.scalars(known) if (each, None) not in ruled}
    read = select(Naming.entry_id, Naming.doubt).where(Naming.alias_key == key, Naming.source_id == source_id)
    for entry, doubt in session.execute(read.distinct()):
        is_ruled = not ruled.isdisjoint({(entry, None), (entry, doubt)})
        if not is_ruled and not (doubt in standing.IN_PART and (None, None) in ruled):
            names.add(facts.of_ruling(key, entry))
    return sorted(names)


def doubtful_key(entry_slug: str, doubt: Doubt, alias_key: str) -> str:
    """What names a form in doubt to people's browsers; without a slug, one that was linked to nobody."""
    return f"{entry_slug}/{doubt}/{alias_key}"


def in_doubt(session: Session, key: str) -> tuple[tables.Source | None, str, Naming]:
    """The entry of a form in doubt (None: linked to nobody), its fact, and a naming that has it.

    Raises NotFound, also for a form that is in doubt no longer.
    """
    slug, doubt, form = ([*legal(key).split("/", 2), "", ""])[:3]
    statement = (
        select(Naming, tables.Source)
        .join(tables.Source, tables.Source.id == Naming.entry_id)
        .where(standing.in_doubt(), Naming.alias_key == form, Naming.doubt.in_(_doubts(doubt)))
        .order_by(func.length(Naming.role).desc(), Naming.id)
        .limit(1)
    )
    if slug:
        statement = statement.where(tables.Source.slug == slug)
    row = session.execute(statement).first()
    if row is None or bool(slug) == (row[0].doubt is Doubt.UNLINKED):
        raise NotFound(f"“{form[:80] or key[:80]}” is in doubt no longer.")
    naming, entry = row
    if naming.doubt is Doubt.UNLINKED:
        return None, facts.of_ruling(form, None), naming
    return entry, facts.of_ruling(form, entry.id, naming.doubt), naming


def _doubts(word: str) -> list[Doubt]:
    return [each for each in Doubt if each.value == word and each]
