"""Pages of sources: the list, and a source with its claims and what was decided of it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from app.domain import SourceType
from app.present.cards import card_of_source
from app.present.timeline import timeline
from app.store import queries
from app.store.pages import ClaimFilter
from app.store.queries import SourceOrder
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.bodies import Correction
from app.web.deps import ClaimQuery, Claims, Cursor, DbSession, Slug, Text, Types
from app.web.render import render
from app.web.terms import OF_TYPE, terms

router = APIRouter(include_in_schema=False)

ORDERS = (
    (SourceOrder.NAME, "By name"),
    (SourceOrder.CLAIMS, "Most claims"),
    (SourceOrder.LATEST, "Heard last"),
)
UNFILTERED = ClaimQuery(ClaimFilter(), ())


@router.api_route("/sources", methods=["GET", "HEAD"])
def sources(
    *,
    request: Request,
    session: DbSession,
    type: Types,
    q: Text = "",
    order: Annotated[SourceOrder, Query()] = SourceOrder.NAME,
    after: Cursor = None,
) -> Response:
    q = q.strip()
    page = queries.sources_page(session, q=q, types=tuple(type), order=order, after=after)
    by_order = "" if order is SourceOrder.NAME else order
    here = Address("/sources", pairs_of({"type": type}, {"q": q, "order": by_order}))
    return render(
        request,
        "sources",
        fragment="sources",
        page=page,
        here=here,
        after=after,
        order=order,
        orders=ORDERS,
        terms=terms(here, types=OF_TYPE),
    )


@router.api_route("/names", methods=["GET", "HEAD"])
def names(
    *,
    request: Request,
    session: DbSession,
    into: Text = "",
    source: Text = "",
    relay: Text = "",
    by: Annotated[Literal["slug", "name"], Query(description="what a choice types into the field")] = "slug",
) -> Response:
    """Sources to choose from while a name is typed into a field, which gives the parameter its name."""
    named = queries.names_like(session, into or source or relay)
    return render(request, None, fragment="names", named=named, by=by)


@router.api_route("/sources/{slug}", methods=["GET", "HEAD"])
def source(request: Request, session: DbSession, slug: Slug, query: Claims, after: Cursor = None) -> Response:
    return show(request, session, slug, query, after)


def show(
    request: Request,
    session: Session,
    slug: str,
    query: ClaimQuery = UNFILTERED,
    after: str | None = None,
    *,
    problem: str = "",
    typed: Correction | None = None,
) -> Response:
    """A source's page; with a problem, the reason why what was typed into a form could not be done."""
    found = queries.source_page(session, slug, query.filter, after=after)
    here = query.address(f"/sources/{found.row.source.slug}").without("source", "without", "type", "named")
    return render(
        request,
        "source",
        fragment="claims",
        status=422 if problem else 200,
        found=found,
        card=card_of_source(found),
        page=found.claims,
        timeline=timeline(found.timeline),
        here=here,
        after=after,
        terms=terms(here),
        called=(),
        types=tuple(SourceType),
        problem=problem,
        typed=typed or Correction(),
        attempted=request.url.path.rpartition("/")[2] if problem else "",
    )
