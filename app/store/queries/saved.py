"""Saved filters, each as the view that it leads to now."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from app.store import desk_pages as pages
from app.store import events, standing
from app.store.desk_facts import token
from app.store.pages import Facet
from app.store.plain import plain
from app.store.queries import cursor, rows
from app.store.queries.desk_events import desk_events
from app.store.tables import Article, SavedFilter, Source

AT_ONCE = 50
OF_SOURCES = ("source", "without", "relayed")
ARTICLE, SOURCE = "/articles/", "/sources/"


class View(NamedTuple):
    path: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def slugs(self) -> set[str]:
        named = {value for name, value in self.pairs if name in OF_SOURCES}
        return named | ({self.path.removeprefix(SOURCE)} if self.path.startswith(SOURCE) else set())

    def followed(self, merged: Mapping[str, str]) -> "View":
        """The same view, with the slugs of those that stand for merged sources now, each once."""
        path = self.path
        if path.startswith(SOURCE):
            slug = path.removeprefix(SOURCE)
            path = f"{SOURCE}{merged.get(slug, slug)}"
        told = (
            (name, merged.get(value, value) if name in OF_SOURCES else value) for name, value in self.pairs
        )
        return View(path, tuple(dict.fromkeys(told)))

    def __str__(self) -> str:
        return f"{self.path}?{urlencode(self.pairs)}" if self.pairs else self.path


def filters_page(
    session: Session, *, after: str | None = None, limit: int = AT_ONCE, history: bool = True
) -> pages.FiltersPage:
    """Saved filters by name, and (`history`) what was decided of them. Eight queries at most.

    Raises BadCursor.
    """
    name = func.lower(plain(SavedFilter.name))
    statement = (
        select(SavedFilter, name)
        .where(SavedFilter.gone_at.is_(None))
        .order_by(name, SavedFilter.id)
        .limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(tuple_(name, SavedFilter.id) > tuple_(*cursor.read_name(after)))
    found = session.execute(statement).all()
    return pages.FiltersPage(
        rows=_rows(session, [saved for saved, _ in found[:limit]]),
        next=cursor.write(found[limit - 1][1], found[limit - 1][0].id) if len(found) > limit else None,
        events=desk_events(session, events.FILTER) if history else (),
    )


def view(session: Session, address: str) -> pages.SavedView:
    """A view that is not saved yet, as it would be."""
    return _rows(session, [SavedFilter(id=0, name="", address=address)])[0]


def _rows(session: Session, saved: Sequence[SavedFilter]) -> tuple[pages.SavedView, ...]:
    views = [_view(each.address) for each in saved]
    asked = set[str]().union(*(view.slugs for view in views))
    merged = standing.shown_slugs(session, asked) if asked else {}
    views = [view.followed(merged) for view in views]
    facets = _facets(session, set[str]().union(*(view.slugs for view in views)))
    titles = _titles(session, views)
    return tuple(
        pages.SavedView(
            id=each.id,
            name=each.name,
            seen=token(each.name),
            address=str(view),
            path=view.path,
            pairs=view.pairs,
            sources=tuple(facets[slug] for slug in sorted(view.slugs) if slug in facets),
            title=titles.get(view.path) or _source_title(view, facets),
        )
        for each, view in zip(saved, views, strict=True)
    )


def _view(address: str) -> View:
    parts = urlsplit(address)
    return View(parts.path, tuple(parse_qsl(parts.query, keep_blank_values=True)))


def _facets(session: Session, slugs: Iterable[str]) -> dict[str, Facet]:
    found = session.scalars(select(Source).where(Source.slug.in_(set(slugs))))
    return {each.slug: Facet(each.slug, each.name, 0, True, rows.chip(each)) for each in found}


def _titles(session: Session, views: Iterable[View]) -> dict[str, str]:
    """Path -> the title of the article that it is of, unless that was withdrawn."""
    ids = {view.path.removeprefix(ARTICLE) for view in views if view.path.startswith(ARTICLE)}
    numbers = [int(each) for each in ids if int(each) < 2**31]
    statement = select(Article.id, Article.title).where(
        Article.id.in_(numbers), Article.withdrawn_at.is_(None)
    )
    return {f"{ARTICLE}{id_}": title for id_, title in session.execute(statement)}


def _source_title(view: View, facets: Mapping[str, Facet]) -> str:
    found = facets.get(view.path.removeprefix(SOURCE)) if view.path.startswith(SOURCE) else None
    return found.name if found else ""
