"""Pages of claims: the list across articles, and a claim's own page."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from app.present.cards import card_of_claim
from app.present.layout import lay_out
from app.store import queries
from app.store.errors import Gone
from app.store.session import Session
from app.web.deps import Claims, Cursor, DbSession, Key, Version
from app.web.desk import open_notes
from app.web.pasted import NOTHING, Pasted
from app.web.people import Asking
from app.web.pinned import pinned
from app.web.render import render
from app.web.terms import terms
from app.web.ways import ways_on

router = APIRouter(include_in_schema=False)


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
def claim(request: Request, session: DbSession, key: Key, version: Version = None) -> Response:
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
        return show_gone(request, session, key, gone, problem)
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
        then = pinned(session, key, version)
    except Gone as gone:
        return show_gone(request, session, key, gone)
    page = then.page
    return render(
        request,
        "claim",
        page=page,
        claim=page.claim,
        card=then.card,
        layout=lay_out(page.text, page.neighbours, page.offset),
        references=None,
        events=(),
        beside=None,
        pinned={"gone": then.gone, "changed": then.changed},
        problem="",
        other="",
        reason="",
    )


def show_gone(
    request: Request,
    session: Session,
    key: str,
    gone: Gone,
    problem: str = "",
    *,
    sent: Mapping[str, str] | None = None,
) -> Response:
    """`sent` is what was sent to put the claim right, by the names of the fields: it is not lost."""
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
        sent=sent or {},
    )
