"""What people do to the directory: merge, split, rename, move an alias, change a type."""

from collections.abc import Sequence

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions import typed
from app.actions.events import Done, done
from app.domain import SourceType
from app.store import directory, events, facts, forms, slots, standing, tables
from app.store.errors import Refused
from app.store.events import Author
from app.store.keys import legal
from app.store.labels import label_of
from app.store.seeds import slot_uses
from app.store.session import write_session


def merge(engine: Engine, into: str, merged: str, *, who: str = "", reason: str = "") -> Done:
    """Let one source stand for another as well; the slug of the merged one then leads to it.

    Slugs may be of sources merged before. Raises NotFound, and Refused for two that are one.
    """
    with write_session(engine) as session:
        source, other = standing.source_of(session, merged), standing.source_of(session, into)
        if source is other:
            raise Refused(f"{merged} and {into} are one source already.")
        change = {facts.of_merge(source.id): other.id}
        by = Author(who, reason)
        return done(
            session, events.append(session, "merge", change, subject=source.id, other=other.id, by=by)
        )


def split(
    engine: Engine, source: str, aliases: Sequence[str], name: str, *, who: str = "", reason: str = ""
) -> Done:
    """Make a new source of some aliases of another, with the claims of articles that name it so.

    Raises NotFound, and Refused without aliases or name and for an alias that cannot move
    (pages.Alias.can_move).
    """
    with write_session(engine) as session:
        old = standing.source_of(session, source)
        if not aliases:
            raise Refused(f"Which aliases of {old.name} are another source? None was chosen.")
        rulings = [fact for alias in aliases for fact in _leading_to(session, old, alias)]
        new = directory.new_entry(
            session, _name(name), old.type, article_id=old.article_id, uses=slot_uses(session)
        )
        # Without the split, it would be a part of the old one: then that is where its slug leads.
        facts.write(session, {facts.of_merge(new.id): old.id})
        change: facts.Facts = dict.fromkeys(rulings, new.id) | {facts.of_merge(new.id): None}
        event = events.append(
            session,
            "split",
            change,
            subject=old.id,
            other=new.id,
            was=", ".join(map(_tidy, aliases)),
            now=new.name,
            by=Author(who, reason),
        )
        return Done(event.id, new.slug)


def rename(engine: Engine, source: str, name: str, *, who: str = "", reason: str = "") -> Done:
    """Give a source another name; its slug stays. Raises NotFound, and Refused for no name or the same."""
    with write_session(engine) as session:
        old, new = standing.source_of(session, source), _name(name)
        if old.name == new:
            raise Refused(f"{new} is its name already.")
        change: facts.Facts = {
            facts.of_source(old, "name"): new,
            facts.of_source(old, "read_name"): old.read_name or old.name,
            **_labels(old, new, old.type),
        }
        by = Author(who, reason)
        event = events.append(session, "rename", change, subject=old.id, was=old.name, now=new, by=by)
        return done(session, event)


def move_alias(engine: Engine, alias: str, source: str, to: str, *, who: str = "", reason: str = "") -> Done:
    """Let an alias of a source stand for another one, with the claims of articles that name it so.

    Raises NotFound, and Refused for an alias that cannot move (pages.Alias.can_move) and for two
    that are one.
    """
    with write_session(engine) as session:
        old, new = standing.source_of(session, source), standing.source_of(session, to)
        if old is new:
            raise Refused(f"{source} and {to} are one source: the alias is there already.")
        change = dict.fromkeys(_leading_to(session, old, alias), new.id)
        by = Author(who, reason)
        event = events.append(session, "move", change, subject=old.id, other=new.id, now=_tidy(alias), by=by)
        return Done(event.id, new.slug)


def change_type(engine: Engine, source: str, type: SourceType, *, who: str = "", reason: str = "") -> Done:
    """Raises NotFound, and Refused where it has this type."""
    with write_session(engine) as session:
        old = standing.source_of(session, source)
        if old.type is type:
            raise Refused(f"{old.name} is of the type {type} already.")
        change = {
            facts.of_source(old, "type"): type.value,
            facts.of_source(old, "read_type"): (old.read_type or old.type).value,
            facts.of_source(old, "slot"): _slot(session, old, type),
        }
        event = events.append(
            session,
            "type",
            change | _labels(old, old.name, type),
            subject=old.id,
            was=old.type.value,
            now=type.value,
            by=Author(who, reason),
        )
        return done(session, event)


def _tidy(name: str) -> str:
    return " ".join(legal(name).split())


def _name(name: str) -> str:
    tidy = typed.name(name)
    if not tidy:
        raise Refused("A source needs a name.")
    return tidy


def _leading_to(session: Session, source: tables.Source, alias: str) -> list[str]:
    found = forms.leading_to(session, source.id, alias)
    if not found:
        raise Refused(
            f"“{_tidy(alias)[:80]}” cannot be taken from {source.name}: "
            "no article calls the source by this name alone."
        )
    return found


def _labels(source: tables.Source, name: str, type_: SourceType) -> dict[str, facts.Value]:
    """A label that was made from name and type goes with them; others stay."""
    if source.label != label_of(source.name, source.type):
        return {}
    return {facts.of_source(source, "label"): label_of(name, type_)}


def _slot(session: Session, source: tables.Source, type_: SourceType) -> int:
    if type_.is_unnamed:
        return slots.GREY
    return source.slot if source.slot != slots.GREY else slots.choose((), slot_uses(session))
