"""Forms that correct the directory: each leads to the page that shows what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.actions import Done, typed
from app.domain import SourcelightError, SourceType
from app.store import queries
from app.store.errors import Refused
from app.store.session import Session
from app.web.bodies import Correction
from app.web.claims import show as show_claim
from app.web.deps import MAX_ID, DbSession, Pipe, Slug
from app.web.desk import Desk
from app.web.desks import page_after, show_again
from app.web.people import Who
from app.web.review import Trouble, show_queue
from app.web.sources import show
from app.web.upkeep import show as show_upkeep

router = APIRouter(include_in_schema=False)

Sent = Annotated[Correction, Form()]
EventId = Annotated[int, Path(ge=1, le=MAX_ID)]


@dataclass(frozen=True, slots=True)
class SourceDesk(Desk):
    """Where one source is corrected: what was sent, and the way to answer."""

    slug: Slug
    sent: Sent

    @property
    def by(self) -> dict[str, str]:
        return {"who": self.who, "reason": self.sent.reason}

    def other(self) -> str:
        """The slug of the source that was typed in. Raises NotFound and Refused."""
        return queries.slug_named(self.session, self.sent.into)

    def type(self) -> SourceType:
        """Raises Refused where none was chosen."""
        if not self.sent.type:
            raise Refused("No type was chosen.")
        return typed.one_of(self.sent.type, SourceType, "type of a source")

    def answer(self, act: Callable[[], Done]) -> Response:
        """The source's page: afresh once it is done; else as it was, with the reason and what was typed."""
        try:
            done = act()
        except SourcelightError as error:
            [slug] = queries.current_slugs(self.session, [self.slug])
            return show(self.request, self.session, slug, problem=str(error), typed=self.sent)
        return RedirectResponse(f"/sources/{done.slug}#history", 303)


AtDesk = Annotated[SourceDesk, Depends()]


@router.post("/sources/{slug}/rename")
def rename(desk: AtDesk) -> Response:
    sent, engine, by = desk.sent, desk.pipeline.engine, desk.by
    return desk.answer(lambda: actions.rename(engine, desk.slug, sent.name, **by))


@router.post("/sources/{slug}/type")
def change_type(desk: AtDesk) -> Response:
    engine, by = desk.pipeline.engine, desk.by
    return desk.answer(lambda: actions.change_type(engine, desk.slug, desk.type(), **by))


@router.post("/sources/{slug}/merge")
def merge(desk: AtDesk) -> Response:
    engine, by = desk.pipeline.engine, desk.by
    return desk.answer(lambda: actions.merge(engine, desk.other(), desk.slug, **by))


@router.post("/sources/{slug}/split")
def split(desk: AtDesk) -> Response:
    sent, engine, by = desk.sent, desk.pipeline.engine, desk.by
    return desk.answer(lambda: actions.split(engine, desk.slug, sent.alias, sent.name, **by))


@router.post("/sources/{slug}/move")
def move(desk: AtDesk) -> Response:
    sent, engine, by = desk.sent, desk.pipeline.engine, desk.by
    alias = "".join(sent.alias[:1])
    return desk.answer(lambda: actions.move_alias(engine, alias, desk.slug, desk.other(), **by))


@router.post("/events/{event}/undo")
def undo(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, event: EventId, sent: Sent
) -> Response:
    """Leads back to the page that it was asked for on: a source's, a claim's, an article's, or the queue."""
    try:
        done = actions.undo(pipeline.engine, event, who=who, reason=sent.reason)
    except SourcelightError as error:
        if sent.desk:
            return show_again(request, session, sent.desk, who, str(error))
        return _not_undone(request, session, who, sent, str(error))
    if done.article:
        pipeline.relate(done.article)  # the claims of an article that comes back have no links
    return RedirectResponse(_page_after(done, sent), 303)


def _page_after(done: Done, sent: Correction) -> str:
    if page := page_after(done, sent.desk):
        return page
    if done.claim:
        place = f"x-{quote(sent.other)}" if sent.other else "history"
        return f"/claims/{quote(sent.claim or done.claim)}#{place}"
    if done.article:
        return f"/articles/{done.article}/upkeep#history"
    return f"/sources/{done.slug}#history" if sent.page else "/review"


def _not_undone(request: Request, session: Session, who: str, sent: Correction, problem: str) -> Response:
    if sent.article:
        return show_upkeep(request, session, sent.article, problem=problem)
    if sent.claim:
        return show_claim(request, session, sent.claim, problem=problem, other=sent.other)
    if sent.page:
        [page] = queries.current_slugs(session, [sent.page])
        return show(request, session, page, problem=problem, typed=sent)
    return show_queue(request, session, who, trouble=Trouble(problem))
