"""Pages of claims: the list across articles, and a claim's own page."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from app.present.cards import card_of_claim
from app.present.layout import lay_out
from app.present.pinned import changed_since, claim_in
from app.store import queries
from app.store.errors import Gone, NotFound
from app.store.session import Session
from app.web.deps import MAX_ID, Claims, Cursor, DbSession, Key
from app.web.desk import open_notes
from app.web.pasted import NOTHING, Pasted
from app.web.people import Asking
from app.web.render import render
from app.web.terms import terms
from app.web.ways import ways_on

router = APIRouter(include_in_schema=False)

Number = Annotated[int | None, Query(ge=1, le=MAX_ID, description="of a version of its article")]


@router.api_route("/claims", methods=["GET", "HEAD"])
def claims(
    request: Request, session: DbSession, asker: Asking, query: Claims, after: Cursor = None
) -> Response:
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
        noted=open_notes(session, asker, page.rows),
    )


@router.api_route("/claims/{key}", methods=["GET", "HEAD"])
def claim(request: Request, session: DbSession, key: Key, version: Number = None) -> Response:
    """The claim as it stands; with a version, as it stood in that one."""
    response = show(request, session, key) if version is None else _pinned(request, session, key, version)
    response.headers["Link"] = f'</api/v1/claims/{quote(key)}>; rel="alternate"; type="application/ld+json"'
    return response


def show(
    request: Request,
    session: Session,
    key: str,
    *,
    problem: str = "",
    other: str = "",
    reason: str = "",
    pasted: Pasted = NOTHING,
) -> Response:
    """A claim's page; with a problem, why something could not be done: of its cross-reference to `other`."""
    try:
        page = queries.claim_page(session, key)
    except Gone as gone:
        return _gone(request, session, key, gone, problem)
    return render(
        request,
        "claim",
        status=422 if problem else 200,
        page=page,
        claim=page.claim,
        card=card_of_claim(page.claim, page.article),
        layout=lay_out(page.text, page.neighbours, page.offset),
        references=queries.cross_references(session, key),
        events=queries.claim_history(session, key),
        beside=queries.beside(session, key),
        pinned=None,
        problem=problem,
        other=other,
        reason=reason,
        pasted=pasted,
    )


def _pinned(request: Request, session: Session, key: str, version: int) -> Response:
    """Raises NotFound for a version that does not have the claim."""
    try:
        now = queries.claim_page(session, key)
        gone, article = None, now.article.id
    except Gone as error:
        if error.article is None:
            return _gone(request, session, key, error)
        now, gone, article = None, error, error.article
    page = claim_in(queries.article_page(session, article, version=version), key)
    if page is None and gone is not None:
        return _gone(request, session, key, gone)
    if page is None:
        raise NotFound(f"Version {version} of its article does not have the claim {key[:80]}.")
    return render(
        request,
        "claim",
        page=page,
        claim=page.claim,
        card=card_of_claim(page.claim, page.article),
        layout=lay_out(page.text, page.neighbours, page.offset),
        references=None,
        events=(),
        beside=None,
        pinned={"gone": gone, "changed": changed_since(page.claim, now.claim) if now else ()},
        problem="",
        other="",
        reason="",
    )


def _gone(request: Request, session: Session, key: str, gone: Gone, problem: str = "") -> Response:
    return render(
        request,
        "gone",
        fragment="gone",
        status=422 if problem else 410,
        gone=gone,
        problem=problem,
        key=key,
        noted=bool(queries.notes_of(session, [key])),
        events=queries.claim_history(session, key),
        ways=ways_on(request, 410),
    )
