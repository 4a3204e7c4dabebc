"""Collections: their list, each one's page, and gathering claims in them."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request, Response

from app import actions
from app.actions import Done
from app.actions.collections import LONGEST_COMMENT, LONGEST_DESCRIPTION
from app.store import queries
from app.store.keys import legal
from app.store.session import Session
from app.web.deps import DbSession, Key, Pipe
from app.web.desk import NONE, Line, Refusal, Typed, answer, led_back, require_colleague
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False, dependencies=[Depends(require_colleague)])

By = Annotated[Literal["up", "down"], Form()]
PLACES = {"up": -1, "down": 1}


@router.api_route("/collections", methods=["GET", "HEAD"])
def collections(request: Request, session: DbSession) -> Response:
    return show_all(request, session)


@router.post("/collections")
def create(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    name: Line = "",
    description: Typed = "",
) -> Response:
    return answer(
        lambda: actions.create_collection(pipeline.engine, name, description, who=who),
        _page,
        lambda refusal: show_all(request, session, refusal, name=name, description=description),
    )


@router.api_route("/collections/{key}", methods=["GET", "HEAD"])
def collection(request: Request, session: DbSession, key: Key) -> Response:
    return show(request, session, key)


@router.post("/collections/{key}/edit")
def edit(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    key: Key,
    name: Line = "",
    description: Typed = "",
    seen: Line = "",
) -> Response:
    typed = {"name": legal(name), "description": legal(description)}
    return answer(
        lambda: actions.edit_collection(pipeline.engine, key, name, description, seen=seen, who=who),
        _page,
        lambda refusal: show(request, session, key, refusal, typed=typed),
    )


@router.post("/collections/{key}/delete")
def delete(request: Request, session: DbSession, pipeline: Pipe, who: Who, key: Key) -> Response:
    return answer(
        lambda: actions.delete_collection(pipeline.engine, key, who=who),
        lambda done: "/collections#history",
        lambda refusal: show(request, session, key, refusal),
    )


@router.post("/collections/{key}/claims/{claim}/move")
def move(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    key: Key,
    claim: Key,
    by: By,
    seen: Line = "",
) -> Response:
    return answer(
        lambda: actions.move_in(pipeline.engine, key, claim, PLACES[by], seen=seen, who=who),
        lambda done: f"{_page(done)}#g-{quote(claim)}",
        lambda refusal: show(request, session, key, refusal),
    )


@router.post("/collections/{key}/claims/{claim}/remove")
def remove(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, key: Key, claim: Key
) -> Response:
    return answer(
        lambda: actions.remove_from(pipeline.engine, key, claim, who=who),
        lambda done: f"{_page(done)}#history",
        lambda refusal: show(request, session, key, refusal),
    )


@router.post("/collections/{key}/claims/{claim}/comment")
def comment(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    key: Key,
    claim: Key,
    comment: Line = "",
    seen: Line = "",
) -> Response:
    return answer(
        lambda: actions.comment_on(pipeline.engine, key, claim, comment, seen=seen, who=who),
        lambda done: f"{_page(done)}#g-{quote(claim)}",
        lambda refusal: show(request, session, key, refusal, claim=claim, typed={"comment": legal(comment)}),
    )


@router.api_route("/claims/{key}/gather", methods=["GET", "HEAD"])
def choose(request: Request, session: DbSession, key: Key) -> Response:
    """In which collections a claim is, and to which it can be added."""
    return show_gathering(request, session, key)


@router.post("/claims/{key}/gather")
def gather(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    key: Key,
    collection: Line = "",
    name: Line = "",
    back: Line = "",
) -> Response:
    """A name stands for a new collection, whatever is chosen beside it."""
    chosen = "" if name.strip() else collection
    return answer(
        lambda: actions.gather(pipeline.engine, key, chosen, name=name, who=who),
        lambda done: led_back(back, f"{_page(done)}#g-{quote(key)}"),
        lambda refusal: show_gathering(request, session, key, refusal, name=name),
    )


def _page(done: Done) -> str:
    return f"/collections/{quote(done.collection)}"


def show_all(
    request: Request,
    session: Session,
    refusal: Refusal = NONE,
    *,
    name: str = "",
    description: str = "",
) -> Response:
    return render(
        request,
        "collections",
        status=refusal.status,
        page=queries.collections_page(session),
        problem=refusal.problem,
        name=legal(name),
        description=legal(description),
        longest=LONGEST_DESCRIPTION,
    )


def show(
    request: Request,
    session: Session,
    key: str,
    refusal: Refusal = NONE,
    *,
    claim: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    """A collection's page; after a refusal with what was typed, of the claim if one is named."""
    return render(
        request,
        "collection",
        status=refusal.status,
        page=queries.collection_page(session, key),
        problem=refusal.problem,
        at=claim,
        typed=typed or {},
        longest=LONGEST_DESCRIPTION,
        longest_comment=LONGEST_COMMENT,
        shared_path=f"/collections/{key}",
    )


def show_gathering(
    request: Request, session: Session, key: str, refusal: Refusal = NONE, *, name: str = ""
) -> Response:
    return render(
        request,
        "gather",
        status=refusal.status,
        about=queries.about_claim(session, key),
        beside=queries.beside(session, key),
        problem=refusal.problem,
        name=legal(name),
    )
