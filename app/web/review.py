"""The queue of what is doubtful: claims first, then names; each is settled by one click or key."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.domain import SourcelightError
from app.present.doubts import DOUBTS, REASONS
from app.present.review import deed, laid_out, why
from app.present.sentence import sentence
from app.store import queries
from app.store.review_pages import ReviewFilter
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.deps import MAX_ID, Cursor, DbSession, Pipe, Text
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False)

EventId = Annotated[int, Query(ge=0, le=MAX_ID, description="the event of the last decision")]


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the queue is looked at. Every decision leads back to it."""

    of: Annotated[Literal["names", ""], Query(description="names: those in doubt, before all claims")] = ""
    article: Annotated[int, Query(ge=0, le=MAX_ID, description="its claims, doubtful or not")] = 0
    outlet: Text = ""
    after: Cursor = None

    @property
    def chosen(self) -> ReviewFilter:
        return ReviewFilter(self.article or None, self.outlet)

    @property
    def address(self) -> Address:
        """Of its first page."""
        return Address(
            "/review", pairs_of({}, {"of": self.of, "article": self.article, "outlet": self.outlet})
        )

    def at(self, path: str, **more: object) -> Address:
        """This very view, for what is sent from it to lead back to it."""
        return Address(path, (*self.address.pairs, *pairs_of({}, {"after": self.after, **more})))

    def led_back(self, **done: object) -> RedirectResponse:
        return RedirectResponse(str(self.at("/review", **done)), 303)


Here = Annotated[View, Depends()]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something could not be settled: the claim or name that it was about, and what was typed for it."""

    problem: str = ""
    key: str = ""
    into: str = ""
    status: int = 422
    is_unknown: bool = False  # whether there is no source of the name that was typed


@router.api_route("/review", methods=["GET", "HEAD"])
def review(
    *, request: Request, session: DbSession, who: Who, here: Here, settled: EventId = 0, source: Text = ""
) -> Response:
    return show_queue(request, session, who, here, settled=settled, source=source)


@router.post("/review")
def settle(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    here: Here,
    key: Annotated[str, Form()] = "",
    to: Annotated[str, Form(description="a slug, or new")] = "",
    into: Annotated[str, Form(description="a slug or a name that was typed")] = "",
) -> Response:
    try:
        done = actions.settle(pipeline.engine, key, to or queries.slug_named(session, into), who=who)
    except SourcelightError as error:
        return show_queue(request, session, who, here, Trouble(str(error), key, into))
    return here.led_back(settled=done.event, source=done.slug)


@router.post("/review/undo")
def take_back(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    here: Here,
    event: Annotated[int, Form(ge=0, le=MAX_ID)] = 0,
) -> Response:
    try:
        done = actions.undo(pipeline.engine, event, who=who)
    except SourcelightError as error:
        return show_queue(request, session, who, here, Trouble(str(error)))
    if done.article:
        pipeline.relate(done.article)
    return here.led_back()


def show_queue(
    request: Request,
    session: Session,
    who: str,
    here: View = View(),
    trouble: Trouble = Trouble(),
    *,
    settled: int = 0,
    source: str = "",
) -> Response:
    """The queue; names, where nothing else is left of it or they are asked for."""
    claims = None if here.of else queries.review_page(session, here.chosen, after=here.after)
    is_done = claims is not None and not claims.total and here.address == Address("/review")
    names = queries.doubts_page(session, after=here.after) if here.of or is_done else None
    current = queries.current_slugs(session, [source] if source else [])
    last = next((each.chip for each in queries.source_names(session, current)), None)
    response = render(
        request,
        "review",
        fragment="review",
        status=trouble.status if trouble.problem else 200,
        claims=claims,
        names=names,
        progress=queries.progress(session, who),
        view=here,
        here=here.address,
        after=here.after,
        laid_out=laid_out,
        why=why,
        deed=deed,
        sentence=sentence,
        doubts=DOUBTS,
        reasons=REASONS,
        settled=settled,
        last=last,
        decided=queries.decided(session, settled) if settled and not last else None,
        trouble=trouble,
    )
    if trouble.problem:
        response.headers["HX-Push-Url"] = "false"  # the address of what was sent shows no page
    return response
