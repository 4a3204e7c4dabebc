"""Which entry of the directory a source of an article is, why, and what speaks against it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import Doubt, Reason, Source, SourceType
from app.store import tables
from app.store.aliases import last_word
from app.store.keys import alias_key
from app.store.tables import Alias, Form, Origin

BODIES = frozenset((SourceType.ORGANIZATION, SourceType.GOVERNMENT, SourceType.PUBLICATION))


class Link(NamedTuple):
    """The entry, or None where a new one has to be made."""

    entry: tables.Source | None
    reason: Reason
    doubt: Doubt = Doubt.NONE


Named = dict[str, list[tables.Source]]


def is_surname(source: Source) -> bool:
    """True of a person named by a single word."""
    return source.type is SourceType.PERSON and len(source.name.split()) == 1 and not source.name.islower()


def belongs_to_article(source: Source) -> bool:
    """True of the unnamed, of nominals ("company"), and of people without a full name.

    What another article calls so may be somebody else.
    """
    if source.type.is_unnamed or source.name.islower():
        return True
    words = source.name.split()
    return source.type is SourceType.PERSON and (len(words) < 2 or words[-1].islower())


def _read_as(entry: tables.Source) -> SourceType:
    """A person may have changed the type; articles go on as they did."""
    return entry.read_type or entry.type


def _compatible(one: SourceType, entry: tables.Source) -> bool:
    other = _read_as(entry)
    return one is other or (one in BODIES and other in BODIES)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


def _apart(one: str, other: str) -> bool:
    """Both are known, and they have no word in common."""
    first, second = _words(one), _words(other)
    return bool(first and second) and not first & second


def is_another(source: Source, entry: tables.Source) -> bool:
    """Two people of one name: the roles have nothing in common, nor have institutions or countries."""
    if source.type is not SourceType.PERSON or not _apart(source.role, entry.role):
        return False
    elsewhere = bool(source.country and entry.country) and source.country != entry.country
    return elsewhere or _apart(source.affiliation, entry.affiliation)


def link(session: Session, article_id: int, sources: Sequence[Source]) -> list[Link]:
    """A link for each source of an article, in order.

    A source with a known slug is that entry; a named one is the entry of that name and a
    compatible type; a person named by a surname is whoever has it and a like role; the others
    belong to the article, where an earlier reading's entries are taken up again.
    """
    slugs = {source.slug for source in sources if source.slug}
    known = {
        entry.slug: entry
        for entry in session.scalars(select(tables.Source).where(tables.Source.slug.in_(slugs)))
    }
    named = _named(session, article_id, sources)
    found: list[Link | None] = []
    for source in sources:
        if (entry := known.get(source.slug or "")) is not None:
            found.append(Link(entry, Reason.SEED))
            continue
        taken = [each.entry for each in found if each is not None]
        found.append(_by_name(source, article_id, named.get(alias_key(source.name), ()), taken))
    left = [source for source, each in zip(sources, found, strict=True) if each is None]
    longer = _longer(session, left)
    return [each or _otherwise(source, named, longer) for source, each in zip(sources, found, strict=True)]


def _by_name(
    source: Source, article_id: int, entries: Iterable[tables.Source], taken: Sequence[tables.Source | None]
) -> Link | None:
    local = belongs_to_article(source)
    for entry in entries:
        if (entry.article_id == article_id) != local or not _compatible(source.type, entry):
            continue
        # Two groups of one name in one article are two.
        if is_another(source, entry) or (entry.article_id and entry in taken):
            continue
        if local:
            return Link(entry, Reason.ARTICLE, Doubt.UNLINKED if is_surname(source) else Doubt.NONE)
        return _by_full_name(source, entry)
    return None


def _by_full_name(source: Source, entry: tables.Source) -> Link:
    # A name that a person gave makes no difference here: else what was settled would be lost with it.
    if alias_key(entry.read_name or entry.name) == alias_key(source.name):
        reason, doubt = Reason.NAME, entry.doubt or Doubt.NONE
    elif source.name.isupper() and len(source.name.split()) == 1:
        known = entry.origin is Origin.SEED
        reason, doubt = Reason.ACRONYM, Doubt.NONE if known else Doubt.ACRONYM
    else:
        reason, doubt = Reason.ALIAS, entry.doubt or Doubt.NONE
    if source.type is SourceType.PERSON and _apart(source.role, entry.role):
        doubt = Doubt.ROLE
    return Link(entry, reason, doubt)


def _otherwise(source: Source, named: Named, longer: Named) -> Link:
    """The link of a source that no entry has the name of."""
    key = alias_key(source.name)
    if is_surname(source):
        alike = {entry.id: entry for entry in longer.get(key, ()) if _agrees(source, entry)}
        if len(alike) == 1:
            return Link(next(iter(alike.values())), Reason.SURNAME, Doubt.SURNAME)
        return Link(None, Reason.ARTICLE, Doubt.UNLINKED)
    if belongs_to_article(source):
        return Link(None, Reason.ARTICLE)
    if any(entry.article_id is None and _compatible(source.type, entry) for entry in named.get(key, ())):
        return Link(None, Reason.NEW, Doubt.NAMESAKE)
    part = any(_compatible(source.type, entry) for entry in longer.get(key, ()))
    return Link(None, Reason.NEW, Doubt.PART if part else Doubt.NONE)


def _agrees(source: Source, entry: tables.Source) -> bool:
    """A person of like role, or else of like affiliation."""
    if _read_as(entry) is not SourceType.PERSON or is_another(source, entry):
        return False
    return bool(
        _words(source.role) & _words(entry.role) or _words(source.affiliation) & _words(entry.affiliation)
    )


def _named(session: Session, article_id: int, sources: Sequence[Source]) -> Named:
    """alias_key -> entries that go by this name everywhere, or in this article; seeds first."""
    keys = {alias_key(source.name) for source in sources}
    # Nobody's or this article's; told by OR, SQLite walks all that are nobody's.
    here = func.coalesce(tables.Source.article_id, article_id) == article_id
    order = (tables.Source.origin != Origin.SEED), tables.Source.id
    by_alias = (
        select(Alias.alias_key, tables.Source)
        .join(tables.Source, tables.Source.id == Alias.source_id)
        .where(Alias.alias_key.in_(keys), Alias.form.in_((Form.SEED, Form.NAME)), here)
        .order_by(*order)
    )
    by_name = (  # a person may have given it this one
        select(tables.Source.sort_key, tables.Source)
        .where(tables.Source.sort_key.in_(keys), here)
        .order_by(*order)
    )
    found: Named = {}
    for statement in (by_alias, by_name):
        for key, entry in session.execute(statement):
            if entry not in found.setdefault(key, []):
                found[key].append(entry)
    return found


def _longer(session: Session, sources: Sequence[Source]) -> Named:
    """alias_key of a source -> entries of the whole directory whose name ends so."""
    words = {
        alias_key(source.name): last_word(source.name, source.type)
        for source in sources
        if is_surname(source) or not belongs_to_article(source)
    }
    ids = whose_name_ends(session, words)
    statement = select(tables.Source).where(
        tables.Source.id.in_({each for of_key in ids.values() for each in of_key}),
        tables.Source.article_id.is_(None),
    )
    entries = {entry.id: entry for entry in session.scalars(statement)}
    return {key: [entries[each] for each in sorted(of_key) if each in entries] for key, of_key in ids.items()}


def whose_name_ends(session: Session, words: Mapping[str, str]) -> dict[str, set[int]]:
    """alias_key -> ids of the entries with a name that ends so, or this surname; by its last word."""
    keys: dict[str, set[str]] = {}
    for key, word in words.items():
        keys.setdefault(word, set()).add(key)
    statement = (
        select(Alias.last_word, Alias.alias_key, Alias.source_id)
        .where(Alias.last_word.in_(keys.keys() - {""}), Alias.form.in_((Form.SEED, Form.NAME)))
        .distinct()
    )
    found: dict[str, set[int]] = {}
    for last, name, source_id in session.execute(statement):
        for key in keys[last or ""]:
            if f" {name}".endswith(f" {key}") or last == key:
                found.setdefault(key, set()).add(source_id)
    return found
