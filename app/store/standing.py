"""Who stands for whom: what was read, seen through what people decided.

A naming was linked to an entry. A ruling may say that this form of this entry stands for another
one, and merges lead from there to the entry that is shown. What was read is never changed, so
that reading again loses no decision, and taking a decision back loses no claim.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, select, text, update
from sqlalchemy.orm import Session

from app.domain import Doubt
from app.store import repeats
from app.store.errors import NotFound
from app.store.keys import legal
from app.store.tables import Claim, ClaimSource, Merge, Naming, Ruling, Source, Voice

IN_PART = (Doubt.UNLINKED, Doubt.SURNAME)  # a surname, which rulings without an entry are about
NEW = (Doubt.UNLINKED, Doubt.NAMESAKE, Doubt.PART)  # the doubt is whether the entry should be there

AT_ONCE = 5_000  # entries in one statement; databases take some ten thousand


class Form(NamedTuple):
    """A form as it was read: all namings that share it stand for the same."""

    entry_id: int
    alias_key: str
    doubt: Doubt


def form_of(naming: Naming) -> Form:
    return Form(naming.entry_id, naming.alias_key, naming.doubt)


def shown(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Entry -> the one that it was merged into in the end, or itself."""
    found = {each: each for each in ids}
    for part in _parts(ids):
        found.update(_merged(session, part))
    return found


def _merged(session: Session, ids: Collection[int]) -> dict[int, int]:
    path = select(Merge.source_id, Merge.into_id).where(Merge.source_id.in_(ids)).cte(recursive=True)
    path = path.union(select(path.c.source_id, Merge.into_id).join(Merge, Merge.source_id == path.c.into_id))
    ends = select(path).where(path.c.into_id.not_in(select(Merge.source_id)))
    return dict(session.execute(ends).all())


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """AT_ONCE at a time, in order."""
    listed = sorted(ids)
    return (listed[first : first + AT_ONCE] for first in range(0, len(listed), AT_ONCE))


def shown_slugs(session: Session, slugs: Collection[str]) -> dict[str, str]:
    """Slug -> that of the source which stands for it, where that is another one; one query, or three."""
    merged = dict(
        session.execute(
            select(Source.id, Source.slug)
            .join(Merge, Merge.source_id == Source.id)
            .where(Source.slug.in_(slugs))
        ).all()
    )
    if not merged:
        return {}
    ends = shown(session, merged)
    named = dict(session.execute(select(Source.id, Source.slug).where(Source.id.in_(ends.values()))).all())
    return {slug: named[ends[id_]] for id_, slug in merged.items()}


def path(session: Session, source_id: int) -> list[int]:
    """The entry, the one that it was merged into, and so on to the one that is shown."""
    found = [source_id]
    while (into := session.scalar(select(Merge.into_id).where(Merge.source_id == found[-1]))) is not None:
        found.append(into)
    return found


def source_of(session: Session, slug: str) -> Source:
    """The source that a slug stands for now. Raises NotFound."""
    entry = session.scalar(select(Source).where(Source.slug == legal(slug)))
    if entry is None:
        raise NotFound(f"There is no source {slug[:80]}.")
    return session.get_one(Source, shown(session, [entry.id])[entry.id])


def merged_with(session: Session, source_id: int) -> set[int]:
    """The entry, and all that were merged into it."""
    merged = select(Merge.source_id).where(Merge.into_id == source_id).cte(recursive=True)
    merged = merged.union(select(Merge.source_id).join(merged, Merge.into_id == merged.c.source_id))
    return {source_id, *session.scalars(select(merged.c.source_id))}


def stands_for(session: Session, forms: Collection[Form]) -> dict[Form, int]:
    """Whom each form stands for now: the id of an entry that is shown."""
    if not forms:
        return {}
    keys = {form.alias_key for form in forms}
    rulings = {
        (ruling.entry_id, ruling.alias_key, ruling.doubt): ruling.to_id
        for ruling in session.scalars(select(Ruling).where(Ruling.alias_key.in_(keys)))
    }

    def target(form: Form) -> int:
        entry, key, doubt = form
        surname = rulings.get((None, key, None)) if doubt in IN_PART else None
        return rulings.get((entry, key, doubt)) or rulings.get((entry, key, None)) or surname or entry

    targets = {form: target(form) for form in forms}
    ends = shown(session, set(targets.values()))
    return {form: ends[to] for form, to in targets.items()}


def in_doubt() -> ColumnElement[bool]:
    """True of the namings that were linked to nobody or with doubt, and that nobody settled."""
    same_form = and_(
        Ruling.alias_key == Naming.alias_key,
        Ruling.entry_id == Naming.entry_id,
        Ruling.doubt.is_(None) | (Ruling.doubt == Naming.doubt),
    )
    surname = and_(Ruling.alias_key == Naming.alias_key, Ruling.entry_id.is_(None), Naming.doubt.in_(IN_PART))
    merged = and_(Merge.source_id == Naming.entry_id, Naming.doubt.in_(NEW))
    doubtful = text("namings.doubt <> ''")  # as the index on it has it
    return and_(doubtful, ~exists().where(same_form), ~exists().where(surname), ~exists().where(merged))


def refresh(session: Session, *, sources: Collection[int], alias_keys: Collection[str]) -> None:
    """After a decision: show the namings of these sources and forms as they stand now, and their claims."""
    session.flush()
    statement = (
        select(Naming.entry_id, Naming.alias_key, Naming.doubt, Naming.source_id)
        .where(Naming.source_id.in_(sources) | Naming.alias_key.in_(alias_keys))
        .distinct()
    )
    before = {Form(entry, key, doubt): to for entry, key, doubt, to in session.execute(statement)}
    now = stands_for(session, before)
    moved: dict[tuple[str, Doubt, int | None], list[int]] = {}
    for form, to in now.items():
        if to != before[form]:
            itself = to == form.entry_id
            moved.setdefault((form.alias_key, form.doubt, None if itself else to), []).append(form.entry_id)
    found = [
        (target, _namings(key, doubt, part))
        for (key, doubt, target), entries in moved.items()
        for part in _parts(entries)
    ]
    for target, namings in found:
        source = Naming.entry_id if target is None else target
        session.execute(update(Naming).where(namings).values(source_id=source))
    for _, namings in found:
        spoken = select(Voice.claim_id).join(Naming, Naming.id == Voice.naming_id).where(namings)
        session.execute(delete(ClaimSource).where(ClaimSource.claim_id.in_(spoken)))
        show_answers(session, Voice.claim_id.in_(spoken))
        repeats.repeat_claims(session, Claim.id.in_(spoken))
    for _, namings in found:
        repeats.count(session, select(Naming.article_id).where(namings))
    session.expire_all()


def _namings(alias_key: str, doubt: Doubt, entries: Collection[int]) -> ColumnElement[bool]:
    return and_(Naming.alias_key == alias_key, Naming.doubt == doubt, Naming.entry_id.in_(entries))


def show_answers(session: Session, voices: ColumnElement[bool]) -> None:
    """Two voices of a claim may be one source: it answers for the claim once."""
    voices_now = (
        select(Voice.claim_id, Naming.source_id, Voice.part, func.min(Voice.position))
        .join(Naming, Naming.id == Voice.naming_id)
        .where(voices)
        .group_by(Voice.claim_id, Naming.source_id, Voice.part)
    )
    columns = [ClaimSource.claim_id, ClaimSource.source_id, ClaimSource.part, ClaimSource.position]
    session.execute(insert(ClaimSource).from_select(columns, voices_now, include_defaults=True))


def forget(session: Session, article_id: int) -> None:
    """Leave out who answers for the claims of an article that are not gone, before it is read again.

    Who answered for claims that are gone stays as it was.
    """
    live = select(Claim.id).where(Claim.article_id == article_id, Claim.gone_at.is_(None))
    of_article = select(Claim.id).where(Claim.article_id == article_id)
    session.execute(delete(ClaimSource).where(ClaimSource.claim_id.in_(live)))
    session.execute(delete(Voice).where(Voice.claim_id.in_(of_article)))


def write(session: Session, voices: Iterable[Mapping[str, object]], claim_ids: Collection[int]) -> None:
    """Store who answers for the claims of an article, and show it as it stands now."""
    if rows := list(voices):
        session.execute(insert(Voice), rows)
        show_answers(session, Voice.claim_id.in_(claim_ids))
