"""Pages of sources: the list, and a source with its claims."""

from fastapi import APIRouter, Request, Response

from app.store import queries
from app.web.address import Address, pairs_of
from app.web.deps import Claims, Cursor, DbSession, Slug, Text, Types
from app.web.render import render

router = APIRouter(include_in_schema=False)


@router.api_route("/sources", methods=["GET", "HEAD"])
def sources(
    request: Request, session: DbSession, type: Types, q: Text = "", after: Cursor = None
) -> Response:
    q = q.strip()
    page = queries.sources_page(session, q=q, types=tuple(type), after=after)
    here = Address("/sources", pairs_of({"type": type}, {"q": q}))
    return render(request, "sources", fragment="sources", page=page, here=here, after=after)


@router.api_route("/sources/{slug}", methods=["GET", "HEAD"])
def source(request: Request, session: DbSession, slug: Slug, query: Claims, after: Cursor = None) -> Response:
    found = queries.source_page(session, slug, query.filter, after=after)
    return render(
        request,
        "source",
        fragment="claims",
        found=found,
        page=found.claims,
        here=query.address(f"/sources/{found.row.source.slug}").without("source"),
        after=after,
    )
