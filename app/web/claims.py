"""Pages of claims: the list across articles, and a claim's own page."""

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from app.present.layout import lay_out
from app.store import queries
from app.store.session import Session
from app.web.deps import Claims, Cursor, DbSession, Key
from app.web.render import render
from app.web.terms import terms

router = APIRouter(include_in_schema=False)


@router.api_route("/claims", methods=["GET", "HEAD"])
def claims(request: Request, session: DbSession, query: Claims, after: Cursor = None) -> Response:
    query = query.as_it_stands(session)
    page = queries.claims_page(session, query.filter, after=after)
    here = query.address("/claims")
    return render(
        request,
        "claims",
        fragment="claims",
        page=page,
        here=here,
        after=after,
        terms=terms(here, (*page.sources, *page.relayed)),
        called=queries.called(session, query.filter.q),
    )


@router.api_route("/claims/{key}", methods=["GET", "HEAD"])
def claim(request: Request, session: DbSession, key: Key) -> Response:
    response = show(request, session, key)
    response.headers["Link"] = f'</api/v1/claims/{quote(key)}>; rel="alternate"; type="application/ld+json"'
    return response


def show(
    request: Request, session: Session, key: str, *, problem: str = "", other: str = "", reason: str = ""
) -> Response:
    """A claim's page; with a problem, why no verdict could be given on its cross-reference to `other`."""
    page = queries.claim_page(session, key)
    return render(
        request,
        "claim",
        status=422 if problem else 200,
        page=page,
        claim=page.claim,
        layout=lay_out(page.text, page.neighbours, page.offset),
        references=queries.cross_references(session, key),
        problem=problem,
        other=other,
        reason=reason,
    )
