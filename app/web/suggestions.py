"""Sources to choose from while a question is typed."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from app.store import queries
from app.web.deps import Claims, DbSession
from app.web.render import render

router = APIRouter(include_in_schema=False)

LISTS = ("/claims", "/concordance")  # where a choice narrows what is there; elsewhere it leads to the first


@router.api_route("/suggestions", methods=["GET", "HEAD"])
def suggestions(request: Request, session: DbSession, query: Claims) -> Response:
    shown = urlsplit(request.headers.get("HX-Current-URL", "")).path
    here = query.address(shown if shown in LISTS else LISTS[0]).without("q")
    return render(
        request,
        None,
        fragment="suggestions",
        rows=queries.called(session, query.filter.q),
        here=here,
        is_narrowing=shown in LISTS,
    )
