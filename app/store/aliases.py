"""The forms by which the sources of the directory are known."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Source
from app.store import tables
from app.store.keys import alias_key
from app.store.tables import Alias, Form

PRONOUNS = frozenset(
    """
    he she it they we you i him her them us me his hers its their theirs our ours your yours my mine
    himself herself itself themselves ourselves myself yourself who whom whose which that this these those
    one ones another others both all some many several
    """.split()  # noqa: SIM905 - a list of them would be as long as this file
)


def record_mentions(session: Session, entries: Sequence[tables.Source], sources: Sequence[Source]) -> None:
    there: dict[int, dict[str, Alias]] = {entry.id: {} for entry in entries}
    for alias in session.scalars(select(Alias).where(Alias.source_id.in_(there), Alias.form != Form.CAPITAL)):
        there[alias.source_id][alias.alias_key] = alias
    for entry, source in zip(entries, sources, strict=True):
        acronyms = [each for each in source.mentions if each.isupper() and len(each) > 2]
        record(session, entry.id, there[entry.id], (source.name, *acronyms), Form.NAME)
        record(session, entry.id, there[entry.id], source.mentions, Form.MENTION)


def record(
    session: Session, source_id: int, there: dict[str, Alias], forms: Iterable[str], form: Form
) -> None:
    """Add the forms that are not `there`, and put them there; a mention may turn out to be a name."""
    for each in forms:
        alias = " ".join(each.split())
        key = alias_key(alias)
        if not key or (key in PRONOUNS and (alias.islower() or alias.istitle())):  # "US" is no pronoun
            continue
        if key not in there:
            there[key] = Alias(source_id=source_id, alias=alias, alias_key=key, form=form)
            session.add(there[key])
        elif there[key].form is Form.MENTION:
            there[key].form = form
