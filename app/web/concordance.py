"""Claims as lines around the words that were asked for."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.store import queries
from app.store.queries import LineOrder
from app.web.deps import Claims, DbSession
from app.web.render import render
from app.web.terms import terms

router = APIRouter(include_in_schema=False)

ORDERS = (
    (LineOrder.SOURCE, "Source"),
    (LineOrder.BEFORE, "Before"),
    (LineOrder.AFTER, "After"),
    (LineOrder.DATE, "Newest first"),
)


@router.api_route("/concordance", methods=["GET", "HEAD"])
def concordance(
    request: Request,
    session: DbSession,
    query: Claims,
    order: Annotated[LineOrder, Query()] = LineOrder.AFTER,
) -> Response:
    query = query.as_it_stands(session)
    found = queries.concordance(session, query.filter, order=order)
    here = query.address("/concordance")
    if order is not LineOrder.AFTER:
        here = here.given("order", order)
    return render(
        request,
        "concordance",
        fragment="concordance",
        found_lines=found.lines,
        page=found.page,
        here=here,
        order=order,
        orders=ORDERS,
        terms=terms(here, (*found.page.sources, *found.page.relayed)),
        called=queries.called(session, query.filter.q),
    )
