"""The forms by which the sources of the directory are known."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Reason, Source, SourceType
from app.store.keys import alias_key
from app.store.labels import surname_of
from app.store.tables import Alias, Form, Naming, Sighting

PRONOUNS = frozenset(
    """
    he she it they we you i him her them us me his hers its their theirs our ours your yours my mine
    himself herself itself themselves ourselves myself yourself who whom whose which that this these those
    one ones another others both all some many several
    """.split()  # noqa: SIM905 - a list of them would be as long as this file
)


def last_word(name: str, type_: SourceType) -> str:
    """What is left where a name is cut short: a surname, or the last word."""
    word = surname_of(name) if type_ is SourceType.PERSON and name.strip() else name
    return (alias_key(word).split() or [""])[-1]


def record_mentions(session: Session, namings: Sequence[Naming], sources: Sequence[Source]) -> None:
    """Add the forms that an article uses to the entries that its sources were linked to."""
    there: dict[int, dict[str, Alias]] = {naming.entry_id: {} for naming in namings}
    for alias in session.scalars(select(Alias).where(Alias.source_id.in_(there), Alias.form != Form.CAPITAL)):
        there[alias.source_id][alias.alias_key] = alias
    for naming, source in zip(namings, sources, strict=True):
        forms = there[naming.entry_id]
        acronyms = [each for each in source.mentions if each.isupper() and len(each) > 2]
        # A surname that was linked to somebody is the name of others too.
        names = () if naming.reason is Reason.SURNAME else (source.name, *acronyms)
        record(session, naming.entry_id, forms, names, Form.NAME, type_=source.type)
        record(session, naming.entry_id, forms, (source.name, *source.mentions), Form.MENTION)
    session.flush()
    session.add_all(
        Sighting(alias_id=there[naming.entry_id][key].id, naming_id=naming.id)
        for naming, source in zip(namings, sources, strict=True)
        for key in dict.fromkeys(map(alias_key, (source.name, *source.mentions)))
        if key in there[naming.entry_id]
    )


def record(
    session: Session,
    source_id: int,
    there: dict[str, Alias],
    forms: Iterable[str],
    form: Form,
    *,
    type_: SourceType | None = None,
) -> None:
    """Add the forms that are not `there`, and put them there; a mention may turn out to be a name.

    Names have the `type_` of their source.
    """
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
        if type_ is not None:
            there[key].last_word = last_word(alias, type_)
