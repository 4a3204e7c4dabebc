"""Where an undo leads that was asked for at the desk: notes, collections, filters, an article's history."""

from urllib.parse import quote

from fastapi import Request, Response

from app.actions import Done
from app.store.session import Session
from app.web import collections, filters, history, notes
from app.web.desk import Refusal
from app.web.returning import own_path


def page_after(done: Done, desk: str) -> str | None:
    """None where something else was undone."""
    if desk:
        return own_path(desk if "#" in desk else f"{desk}#history")
    if done.note:
        return f"/claims/{quote(done.claim)}/notes#history"
    if done.collection:
        return f"/collections/{quote(done.collection)}#history"
    return "/filters#history" if done.filter else None


def show_again(request: Request, session: Session, desk: str, who: str, problem: str) -> Response:
    """The page as it is, and why nothing was undone."""
    refusal = Refusal(422, problem)
    match desk.partition("?")[0].split("/")[1:]:
        case ["claims", key, "notes"]:
            return notes.show(request, session, key, who, refusal)
        case ["collections", key]:
            return collections.show(request, session, key, refusal)
        case ["collections"]:
            return collections.show_all(request, session, refusal)
        case ["articles", number, *_] if number.isdecimal():
            return history.show(request, session, int(number), problem=problem)
        case _:
            return filters.show(request, session, refusal)
