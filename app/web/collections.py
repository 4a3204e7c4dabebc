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
from app.web.address import Address
from app.web.deps import Cursor, DbSession, Key
from app.web.desk import NONE, AtDesk, Refusal, Typed, answer, led_back, require_colleague
from app.web.render import render

router = APIRouter(include_in_schema=False, dependencies=[Depends(require_colleague)])

By = Annotated[Literal["up", "down"], Form()]
PLACES = {"up": -1, "down": 1}


@router.api_route("/collections", methods=["GET", "HEAD"])
def collections(request: Request, session: DbSession, after: Cursor = None) -> Response:
    return show_all(request, session, after=after)


@router.post("/collections")
def create(at: AtDesk, name: Typed = "", description: Typed = "") -> Response:
    return answer(
        lambda: actions.create_collection(at.pipeline.engine, name, description, who=at.who),
        _page,
        lambda refusal: show_all(at.request, at.session, refusal, name=name, description=description),
    )


@router.api_route("/collections/{key}", methods=["GET", "HEAD"])
def collection(request: Request, session: DbSession, key: Key) -> Response:
    return show(request, session, key)


@router.post("/collections/{key}/edit")
def edit(at: AtDesk, key: Key, name: Typed = "", description: Typed = "", seen: Typed = "") -> Response:
    typed = {"name": legal(name), "description": legal(description)}
    return answer(
        lambda: actions.edit_collection(at.pipeline.engine, key, name, description, seen=seen, who=at.who),
        _page,
        lambda refusal: show(at.request, at.session, key, refusal, typed=typed),
    )


@router.post("/collections/{key}/delete")
def delete(at: AtDesk, key: Key) -> Response:
    return answer(
        lambda: actions.delete_collection(at.pipeline.engine, key, who=at.who),
        lambda done: "/collections#history",
        lambda refusal: show(at.request, at.session, key, refusal),
    )


@router.post("/collections/{key}/claims/{claim}/move")
def move(at: AtDesk, key: Key, claim: Key, by: By, seen: Typed = "") -> Response:
    return answer(
        lambda: actions.move_in(at.pipeline.engine, key, claim, PLACES[by], seen=seen, who=at.who),
        lambda done: f"{_page(done)}#g-{quote(claim)}",
        lambda refusal: show(at.request, at.session, key, refusal),
    )


@router.post("/collections/{key}/claims/{claim}/remove")
def remove(at: AtDesk, key: Key, claim: Key) -> Response:
    return answer(
        lambda: actions.remove_from(at.pipeline.engine, key, claim, who=at.who),
        lambda done: f"{_page(done)}#history",
        lambda refusal: show(at.request, at.session, key, refusal),
    )


@router.post("/collections/{key}/claims/{claim}/comment")
def comment(at: AtDesk, key: Key, claim: Key, comment: Typed = "", seen: Typed = "") -> Response:
    return answer(
        lambda: actions.comment_on(at.pipeline.engine, key, claim, comment, seen=seen, who=at.who),
        lambda done: f"{_page(done)}#g-{quote(claim)}",
        lambda refusal: show(
            at.request, at.session, key, refusal, claim=claim, typed={"comment": legal(comment)}
        ),
    )


@router.api_route("/claims/{key}/gather", methods=["GET", "HEAD"])
def choose(request: Request, session: DbSession, key: Key) -> Response:
    """In which collections a claim is, and to which it can be added."""
    return show_gathering(request, session, key)


@router.post("/claims/{key}/gather")
def gather(at: AtDesk, key: Key, collection: Typed = "", name: Typed = "", back: Typed = "") -> Response:
    """A name stands for a new collection, whatever is chosen beside it."""
    chosen = "" if name.strip() else collection
    return answer(
        lambda: actions.gather(at.pipeline.engine, key, chosen, name=name, who=at.who),
        lambda done: led_back(back, f"{_page(done)}#g-{quote(key)}"),
        lambda refusal: show_gathering(at.request, at.session, key, refusal, name=name),
    )


def _page(done: Done) -> str:
    return f"/collections/{quote(done.collection)}"


def show_all(
    request: Request,
    session: Session,
    refusal: Refusal = NONE,
    *,
    after: str | None = None,
    name: str = "",
    description: str = "",
) -> Response:
    return render(
        request,
        "collections",
        status=refusal.status,
        page=queries.collections_page(session, after=after),
        here=Address("/collections", ()),
        after=after,
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
