"""Notes: those that are open, those beside a claim, and writing them."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app import actions
from app.actions import Done
from app.actions.notes import LONGEST
from app.store import queries
from app.store.keys import legal
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.deps import MAX_ID, Cursor, DbSession, Key, Value
from app.web.desk import NONE, AtDesk, Refusal, Typed, answer, led_back, require_colleague
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False, dependencies=[Depends(require_colleague)])

NoteId = Annotated[int, Path(ge=1, le=MAX_ID)]
CHANGES = {
    "settle": actions.settle_note,
    "reopen": actions.reopen_note,
    "take-back": actions.take_back_note,
}


@router.api_route("/notes", methods=["GET", "HEAD"])
def notes(
    *,
    request: Request,
    session: DbSession,
    who: Annotated[Value | None, Query(max_length=200)] = None,
    state: Literal["settled", ""] = "",
    after: Cursor = None,
) -> Response:
    chosen = {} if who is None else {"who": [who]}
    return render(
        request,
        "notes",
        page=queries.notes_page(session, who=who, settled=bool(state), after=after),
        here=Address("/notes", pairs_of(chosen, {"state": state})),
        state=state,
        after=after,
    )


@router.api_route("/claims/{key}/notes", methods=["GET", "HEAD"])
def claim_notes(request: Request, session: DbSession, key: Key, who: Who) -> Response:
    """Also of a claim that is gone: its own page says why it is."""
    return show(request, session, key, who)


@router.post("/claims/{key}/notes")
def add_note(at: AtDesk, key: Key, text: Typed = "", back: Typed = "") -> Response:
    return answer(
        lambda: actions.add_note(at.pipeline.engine, key, text, who=at.who),
        lambda done: led_back(back, f"{_page(done)}#n-{done.note}"),
        lambda refusal: show(at.request, at.session, key, at.who, refusal, typed=text),
    )


@router.post("/notes/{note}/edit")
def edit_note(at: AtDesk, note: NoteId, text: Typed = "", seen: Typed = "", claim: Typed = "") -> Response:
    return answer(
        lambda: actions.edit_note(at.pipeline.engine, note, text, seen=seen, who=at.who),
        lambda done: f"{_page(done)}#n-{note}",
        lambda refusal: show(at.request, at.session, claim, at.who, refusal, typed=text, note=note),
    )


@router.post("/notes/{note}/{change}")
def change_note(
    at: AtDesk,
    note: NoteId,
    change: Literal["settle", "reopen", "take-back"],
    claim: Typed = "",
    back: Typed = "",
) -> Response:
    return answer(
        lambda: CHANGES[change](at.pipeline.engine, note, who=at.who),
        lambda done: led_back(back, f"{_page(done)}#noted"),
        lambda refusal: show(at.request, at.session, claim, at.who, refusal),
    )


def _page(done: Done) -> str:
    return f"/claims/{quote(done.claim)}/notes"


def show(
    request: Request,
    session: Session,
    key: str,
    who: str,
    refusal: Refusal = NONE,
    *,
    typed: str = "",
    note: int = 0,
) -> Response:
    """The notes of a claim; after a refusal with what was `typed`, as a new one or as the words of `note`."""
    return render(
        request,
        "claim_notes",
        status=refusal.status,
        page=queries.claim_notes(session, key),
        who=who,
        problem=refusal.problem,
        typed=legal(typed),
        edited=note,
        longest=LONGEST,
    )
