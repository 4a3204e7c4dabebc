"""What people decide, as facts: a name and a value each, so that one log can hold any decision
and take it back.

    source/12/name          a column of entry 12
    merge/12                the entry that 12 was merged into, or None
    ruling/7//lund          whom "lund", read as entry 7, stands for, or None
    ruling/7/role/ada lund  the same where it was linked to entry 7 with this doubt
    ruling///lund           the same where it is a surname alone
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Doubt, SourceType
from app.store import standing
from app.store.keys import alias_key
from app.store.tables import Merge, Ruling, Source

Value = str | int | None
Facts = Mapping[str, Value]


def of_source(source: Source, column: str) -> str:
    return f"source/{source.id}/{column}"


def of_merge(source_id: int) -> str:
    return f"merge/{source_id}"


def of_ruling(alias_key: str, entry_id: int | None, doubt: Doubt | None = None) -> str:
    return f"ruling/{entry_id or ''}/{doubt or ''}/{alias_key}"


def read(session: Session, names: Iterable[str]) -> dict[str, Value]:
    """What the facts are now."""
    return {name: _read(session, *name.split("/", 1)) for name in names}


def write(session: Session, facts: Facts) -> None:
    """Make the facts so, and show all claims as they stand then.

    Merges must lead somewhere: no ring() of them.
    """
    touched: set[int] = set()
    keys: set[str] = set()
    for name, value in facts.items():
        kind, rest = name.split("/", 1)
        if kind == "source":
            _write_source(session, rest, value)
        elif kind == "merge":
            touched.update(standing.shown(session, [int(rest)]).values())
            _write_merge(session, int(rest), value)
        else:
            keys.add(rest.split("/", 2)[2])
            _write_ruling(session, rest, value)
    session.flush()
    if touched or keys:
        standing.refresh(session, sources=touched, alias_keys=keys)


def ring(session: Session, facts: Facts) -> list[str]:
    """The merges there are that would come round to their beginning if these were added."""
    for name, into in facts.items():
        if name.startswith("merge/") and into is not None:
            path = standing.path(session, int(into))
            source_id = int(name.removeprefix("merge/"))
            if source_id in path:
                return [of_merge(each) for each in path[: path.index(source_id)]]
    return []


def _read(session: Session, kind: str, rest: str) -> Value:
    if kind == "source":
        id_, column = rest.split("/")
        value: Value = getattr(session.get_one(Source, int(id_)), column)
        return value
    if kind == "merge":
        merge = session.get(Merge, int(rest))
        return merge.into_id if merge else None
    ruling = _ruling(session, rest)
    return ruling.to_id if ruling else None


def _write_source(session: Session, rest: str, value: Value) -> None:
    id_, column = rest.split("/")
    source = session.get_one(Source, int(id_))
    is_type = column in ("type", "read_type") and value is not None
    setattr(source, column, SourceType(str(value)) if is_type else value)
    if column == "name":
        source.sort_key = alias_key(source.name)[:100]


def _write_merge(session: Session, source_id: int, into: Value) -> None:
    merge = session.get(Merge, source_id)
    if merge is not None:
        session.delete(merge)
        session.flush()
    if into is None:
        return
    session.add(Merge(source_id=source_id, into_id=int(into)))
    session.flush()


def _parts(rest: str) -> tuple[int | None, Doubt | None, str]:
    entry, doubt, key = rest.split("/", 2)
    return int(entry) if entry else None, Doubt(doubt) if doubt else None, key


def _ruling(session: Session, rest: str) -> Ruling | None:
    entry_id, doubt, key = _parts(rest)
    statement = select(Ruling).where(
        Ruling.alias_key == key,
        Ruling.entry_id == entry_id,  # None is compared by IS
        Ruling.doubt == doubt,
    )
    return session.scalar(statement)


def _write_ruling(session: Session, rest: str, to: Value) -> None:
    ruling = _ruling(session, rest)
    if to is None:
        if ruling is not None:
            session.delete(ruling)
    elif ruling is not None:
        ruling.to_id = int(to)
    else:
        entry_id, doubt, key = _parts(rest)
        session.add(Ruling(alias_key=key, entry_id=entry_id, doubt=doubt, to_id=int(to)))
    session.flush()
