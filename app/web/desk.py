"""What the pages of notes, collections and saved filters share: who may see them, and the way back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from fastapi import Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from app.actions import Done
from app.domain import Role, SourcelightError
from app.store import queries
from app.store.errors import Gone, NotFound, Stale
from app.store.pages import ClaimRow
from app.store.session import Session
from app.web.deps import DbSession, Pipe
from app.web.people import Asker, Asking, Who
from app.web.returning import own_path

Typed = Annotated[str, Form()]  # what is too long is refused by the action, and the form comes back with it


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody keeps something: who asks, and what for."""

    request: Request
    session: DbSession
    pipeline: Pipe
    who: Who


AtDesk = Annotated[Desk, Depends()]


class Refusal(NamedTuple):
    """Why what was typed was not done, and the status that says so; the usual one where nothing was typed."""

    status: int = 200
    problem: str = ""


NONE = Refusal()


def is_colleague(asker: Asker) -> bool:
    """Not so the public, where reading is open to all."""
    return asker.person is not None or asker.may(Role.EDITOR)


def require_colleague(asker: Asking) -> None:
    """What colleagues keep is for them alone. Raises HTTPException: 401 where signing in may help, or 403."""
    if not is_colleague(asker):
        raise HTTPException(401 if asker.has_accounts else 403, "This is for those who work here alone.")


def open_notes(session: Session, asker: Asker, rows: Iterable[ClaimRow]) -> Mapping[str, int]:
    """How many open notes stand beside the claims of a list, by the claims' ids."""
    return queries.open_notes(session, [row.claim.id for row in rows]) if is_colleague(asker) else {}


def led_back(back: str, otherwise: str) -> str:
    """Where a form leads back to: the page of this site on which it stood, as far as it says so."""
    return own_path(back) if back else otherwise


def answer(
    act: Callable[[], Done], then: Callable[[Done], str], show: Callable[[Refusal], Response]
) -> Response:
    """The page that shows what came of it; else the form once more, with the reason.

    Raises NotFound and Gone.
    """
    try:
        done = act()
    except (NotFound, Gone):
        raise
    except SourcelightError as error:
        return show(Refusal(409 if isinstance(error, Stale) else 422, str(error)))
    return RedirectResponse(then(done), 303)
