"""Articles that are left to the workers to read, where there are any."""

from dataclasses import dataclass

from fastapi.responses import JSONResponse

from app import actions
from app.domain import Draft
from app.pipeline import Pipeline
from app.store import queries
from app.web.documented import LOCATION, Answers


@dataclass(frozen=True, slots=True)
class Asked:
    """An import that has begun; `status` is where to look how far it is."""

    id: int
    status: str


THERE_OR_LEFT: Answers = {
    200: {"description": "The same article was there already"},
    202: {
        "description": "Left to workers to read; `status` tells when they have",
        "headers": LOCATION,
        "model": Asked,
    },
}


def left_to_workers(pipeline: Pipeline, draft: Draft, who: str) -> int | None:
    """The import by which workers read a draft; None where there are none, or the article is there.

    Raises Gone where it was withdrawn.
    """
    with pipeline.session() as session:  # not the request's: that is to see what is stored next
        has_workers = queries.has_workers(session)
    if not has_workers or pipeline.is_there(draft):
        return None
    return actions.import_draft(pipeline.engine, draft, who=who)


def asked_for(number: int) -> JSONResponse:
    status = f"/api/v1/imports/{number}"
    return JSONResponse({"id": number, "status": status}, 202, {"Location": status})
