"""For whoever watches the server: does it live, can it be used, how much is it used.

The first two are asked often, by machines that know no password, and also while the database is away:
they pass no guard, and say nothing that is anybody's.
"""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.routing import BaseRoute, Route

from app.pipeline import Pipeline
from app.store.errors import Unavailable
from app.store.session import is_up_to_date
from app.web.desk import require_colleague
from app.web.metrics import UNGUARDED, Metrics

FINE = "ok"

router = APIRouter(include_in_schema=False)


def alive(request: Request) -> Response:
    """The process answers; nothing else is asked."""
    return PlainTextResponse("ok\n")


def ready(request: Request) -> Response:
    """What a request needs, each “ok” or what is wrong; 503 where anything is."""
    found = state_of(request.app.state.pipeline)
    is_ready = all(each == FINE for each in found.values())
    return JSONResponse(found, 200 if is_ready else 503, headers={} if is_ready else {"Retry-After": "5"})


def state_of(pipeline: Pipeline) -> dict[str, str]:
    model = getattr(pipeline.extractor, "tagger", pipeline.extractor)  # loaded now, if it was not needed yet
    found = {"database": FINE, "tables": FINE, "model": FINE if model else "not loaded"}
    try:
        with pipeline.session() as session:
            if not is_up_to_date(session):
                found["tables"] = "not in the form that this version needs: sourcelight migrate"
    except Unavailable as error:
        found |= {"database": str(error), "tables": "not known"}
    return found


@router.api_route("/metrics", methods=["GET", "HEAD"], dependencies=[Depends(require_colleague)])
def metrics(request: Request) -> Response:
    """For Prometheus, which shows a token; not for the public, also where it may read everything else."""
    kept: Metrics = request.app.state.metrics
    body, media_type = kept.written(request.headers.get("accept", ""))
    return Response(body, media_type=media_type, headers={"Cache-Control": "no-store"})


def unguarded_routes() -> tuple[BaseRoute, ...]:
    return tuple(Route(path, page) for path, page in zip(UNGUARDED, (alive, ready), strict=True))
