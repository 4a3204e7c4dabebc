"""Pages of claims: the list across articles, and a claim's own page."""

from fastapi import APIRouter, Request, Response

from app.present.inks import paint_claim
from app.present.layout import lay_out
from app.store import queries
from app.web.deps import Claims, Cursor, DbSession, Key
from app.web.render import render

router = APIRouter(include_in_schema=False)


@router.api_route("/claims", methods=["GET", "HEAD"])
def claims(request: Request, session: DbSession, query: Claims, after: Cursor = None) -> Response:
    page = queries.claims_page(session, query.filter, after=after)
    return render(request, "claims", fragment="claims", page=page, here=query.address("/claims"), after=after)


@router.api_route("/claims/{key}", methods=["GET", "HEAD"])
def claim(request: Request, session: DbSession, key: Key) -> Response:
    page = paint_claim(queries.claim_page(session, key))
    layout = lay_out(page.text, page.neighbours, page.offset)
    response = render(request, "claim", page=page, claim=page.claim, layout=layout)
    response.headers["Link"] = (
        f'</api/v1/claims/{page.claim.id}>; rel="alternate"; type="application/ld+json"'
    )
    return response
