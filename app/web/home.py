"""The front page: the newest articles, who is heard in them, and where claims differ."""

from fastapi import APIRouter, Request, Response

from app.present.lists import each_pair_once
from app.store import queries
from app.web.address import Address, pairs_of
from app.web.deps import Cursor, DayRange, DbSession, Text, Values
from app.web.desk import is_colleague
from app.web.people import Asking
from app.web.render import render
from app.web.terms import terms

router = APIRouter(include_in_schema=False)

DIFFERING = 3  # pairs of claims
VIEWS = 8  # saved filters


@router.api_route("/", methods=["GET", "HEAD"])
def home(
    *,
    request: Request,
    session: DbSession,
    asker: Asking,
    outlet: Values,
    days: DayRange,
    q: Text = "",
    after: Cursor = None,
) -> Response:
    q = q.strip()
    page = queries.articles_page(
        session, after=after, q=q, outlet=tuple(outlet), since=days.since, until=days.until
    )
    here = Address("/", pairs_of({"outlet": outlet}, {"q": q, **days.values}))
    is_front = not here.pairs and after is None
    return render(
        request,
        "articles",
        fragment="articles",
        page=page,
        here=here,
        after=after,
        terms=terms(here),
        heard=queries.heard(session) if is_front else None,
        views=queries.filters_page(session, limit=VIEWS, history=False).rows
        if is_front and is_colleague(asker)
        else (),
        differing=each_pair_once(queries.differing_claims(session), DIFFERING) if is_front else (),
    )
