"""Sources by what somebody typed: a part of a name to choose from, or a whole name or slug."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from app.store import pages
from app.store.errors import NotFound, Refused
from app.store.keys import alias_key, legal
from app.store.queries import rows
from app.store.standing import shown
from app.store.tables import Alias, Form, Source

MOST_NAMED = 5  # sources that a refusal names
NAMES = Alias.form.in_((Form.SEED, Form.NAME))  # a mention names its source within one article only


def names_like(session: Session, typed: str, *, limit: int = 12) -> tuple[pages.Named, ...]:
    """Sources of which a name or alias holds what was typed, the shortest first; each once."""
    part = alias_key(legal(typed))
    if not part:
        return ()
    length = func.length(Alias.alias_key)
    names = union_all(
        select(Alias.source_id, Alias.alias, length.label("length")).where(
            Alias.alias_key.contains(part, autoescape=True), NAMES
        ),
        # A name that a person gave is no alias.
        select(Source.id, Source.name, func.length(Source.sort_key)).where(
            Source.sort_key.contains(part, autoescape=True)
        ),
    ).subquery()
    statement = (
        select(names.c.source_id, names.c.alias)
        .order_by(names.c.length, names.c.source_id)
        .limit(4 * limit)  # several aliases of one source may fit
    )
    aliases = session.execute(statement).all()
    now = shown(session, {source_id for source_id, _ in aliases})
    sources = {
        source.id: source for source in session.scalars(select(Source).where(Source.id.in_(now.values())))
    }
    found: dict[int, pages.Named] = {}
    for source_id, alias in aliases:
        found.setdefault(now[source_id], pages.Named(alias, rows.chip(sources[now[source_id]])))
    return tuple(found.values())[:limit]


def source_names(session: Session, slugs: Collection[str]) -> tuple[pages.Facet, ...]:
    """The names that go with slugs, as a list's filters have them."""
    statement = select(Source).where(Source.slug.in_([legal(slug) for slug in slugs]))
    found = session.scalars(statement) if slugs else ()
    return tuple(pages.Facet(each.slug, each.name, 0, True, rows.chip(each)) for each in found)


def slug_named(session: Session, typed: str) -> str:
    """The slug of the source that was typed as its slug, or by a name that it alone has.

    Raises NotFound, and Refused where nothing was typed or several have the name.
    """
    typed = legal(typed).strip()
    if not typed:
        raise Refused("Nobody was named: type a source's name or slug.")
    if slug := session.scalar(select(Source.slug).where(Source.slug == typed)):
        return slug
    key = alias_key(typed)
    named = session.scalars(
        union_all(
            select(Alias.source_id).where(Alias.alias_key == key, NAMES),
            select(Source.id).where(Source.sort_key == key[:100]),
        )
    )
    now = shown(session, set(named)).values()
    slugs = session.scalars(select(Source.slug).where(Source.id.in_(now)).order_by(Source.slug)).all()
    if len(slugs) == 1:
        return slugs[0]
    if slugs:
        raise Refused(f"{typed[:80]} is the name of several sources; type the slug of one: {_listed(slugs)}.")
    raise NotFound(f"There is no source called {typed[:80]}.")


def _listed(slugs: Sequence[str]) -> str:
    return ", ".join(slugs[:MOST_NAMED]) + (", …" if len(slugs) > MOST_NAMED else "")
