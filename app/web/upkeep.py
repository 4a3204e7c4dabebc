"""An article's upkeep: its details, its versions, and taking it away."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.actions import Done
from app.domain import SourcelightError
from app.store import queries
from app.store.session import Session
from app.web.access import Access, open_to
from app.web.deps import MAX_ID, ArticleId, DbSession, Pipe
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False)

Number = Annotated[int | None, Query(ge=1, le=MAX_ID)]  # of a version
# What is too long is refused by the action, and the form comes back with it.
Sent = Annotated[str | None, Form()]
Reason = Annotated[str, Form()]


@router.api_route("/articles/{article_id}/upkeep", methods=["GET", "HEAD"])
def upkeep(request: Request, session: DbSession, article_id: ArticleId) -> Response:
    return show(request, session, article_id)


@router.post("/articles/{article_id}/edit")
def edit(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    article_id: ArticleId,
    title: Sent = None,
    outlet: Sent = None,
    author: Sent = None,
    url: Sent = None,
    published: Sent = None,
    reason: Reason = "",
) -> Response:
    """What was not sent stays as it is."""
    sent = {"title": title, "outlet": outlet, "author": author, "url": url, "published": published}
    typed = {name: value for name, value in sent.items() if value is not None}
    return _answer(
        request,
        session,
        article_id,
        lambda: actions.edit_article(pipeline.engine, article_id, typed, who=who, reason=reason),
        typed=typed,
        kept={"edit": reason},
    )


@router.post("/articles/{article_id}/withdraw")
def withdraw(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    article_id: ArticleId,
    reason: Reason = "",
) -> Response:
    """Its page then says that it was withdrawn, and why, as this one does."""
    return _answer(
        request,
        session,
        article_id,
        lambda: actions.withdraw(pipeline.engine, article_id, who=who, reason=reason),
        kept={"withdraw": reason},
    )


@router.post("/articles/{article_id}/purge")
@open_to(Access.ADMIN)
def purge(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    article_id: ArticleId,
    reason: Reason = "",
    sure: Annotated[bool, Form()] = False,
) -> Response:
    if not sure:
        problem = "Nothing was erased: tick the box that says that you are sure."
        return show(request, session, article_id, problem=problem, kept={"purge": reason})

    def erase() -> Done:
        done = actions.purge(pipeline.engine, article_id, who=who, reason=reason)
        pipeline.scrub()
        return done

    return _answer(request, session, article_id, erase, kept={"purge": reason})


@router.api_route("/articles/{article_id}/changes", methods=["GET", "HEAD"])
def changes(
    request: Request,
    session: DbSession,
    article_id: ArticleId,
    old: Number = None,
    new: Number = None,
) -> Response:
    """What changed between two versions; the newest and the one before where none are named."""
    versions = queries.upkeep_page(session, article_id).versions
    new = new or versions[0].number
    page = queries.version_changes(session, article_id, old or max(1, new - 1), new)
    return render(request, "changes", page=page, versions=versions)


def _answer(
    request: Request,
    session: Session,
    article_id: int,
    act: Callable[[], Done],
    *,
    typed: dict[str, str] | None = None,
    kept: dict[str, str],
) -> Response:
    """The page afresh once it is done; else as it was, with what is wrong and what was typed.

    `kept` are the reasons that were typed, by the forms.
    """
    try:
        act()
    except SourcelightError as error:
        return show(request, session, article_id, problem=str(error), typed=typed, kept=kept)
    return RedirectResponse(f"/articles/{article_id}/upkeep#history", 303)


def show(
    request: Request,
    session: Session,
    article_id: int,
    *,
    problem: str = "",
    typed: dict[str, str] | None = None,
    kept: dict[str, str] | None = None,
) -> Response:
    return render(
        request,
        "upkeep",
        status=422 if problem else 200,
        page=queries.upkeep_page(session, article_id),
        problem=problem,
        typed=typed,
        kept=kept or {},
    )
