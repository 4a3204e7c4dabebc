"""What a reader or a program is told when a request cannot be met."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from app.domain import SourcelightError
from app.store.errors import Gone, Moved, NotFound, Unavailable
from app.store.keys import legal
from app.web.headers import security_headers
from app.web.origin import SAFE
from app.web.render import render
from app.web.ways import ADVICE, ways_on

# What the API calls each status and what a page says above the reason. Python's own phrases differ
# from version to version.
NAMES = {
    400: ("bad_request", "Not understood"),
    403: ("forbidden", "Not allowed"),
    404: ("not_found", "Not found"),
    405: ("method_not_allowed", "Not allowed"),
    410: ("gone", "Gone"),
    413: ("too_large", "Too large"),
    415: ("unsupported_type", "Not understood"),
    422: ("unprocessable", "Not understood"),
    429: ("too_many_requests", "Too many requests"),
    500: ("internal_error", "Something went wrong"),
    503: ("unavailable", "Not now"),
}


def install(app: FastAPI) -> None:
    app.add_exception_handler(SourcelightError, _refused)
    app.add_exception_handler(Moved, _moved)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def _refused(request: Request, error: Exception) -> Response:
    status = {NotFound: 404, Gone: 410, Unavailable: 503}.get(type(error), 422)
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, Unavailable) else None
    return _answer(
        request, status, str(error), gone=error if isinstance(error, Gone) else None, headers=headers
    )


def _moved(request: Request, error: Exception) -> Response:
    """To the source that stands for this one now: the same page of it, with the same filters."""
    if not isinstance(error, Moved):
        raise error
    if request.method not in SAFE:
        return RedirectResponse(f"/sources/{quote(error.slug)}", 303)
    path = f"{request.url.path.rpartition('/')[0]}/{quote(error.slug)}"
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 308)


def _invalid(request: Request, error: Exception) -> Response:
    """Values that do not fit. A path that cannot name anything is a page that is not there."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    if any(problem["loc"][0] == "path" for problem in problems):
        return _answer(request, 404, "There is nothing at this address.")
    return _answer(request, 422, "; ".join(_problem(problem) for problem in problems))


def _problem(problem: dict[str, Any]) -> str:
    """As in "kind: Input should be 'direct', 'mixed' or 'indirect', not 'loud'"."""
    names = [str(part) for part in problem["loc"][1:]]
    name = ".".join(names) or str(problem["loc"][0])
    message = problem["msg"].removeprefix("Value error, ")
    given = problem.get("input")
    return (
        f"{name}: {message}, not '{given}'"
        if isinstance(given, str) and len(given) < 100
        else f"{name}: {message}"
    )


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    detail = "There is nothing at this address." if error.detail == "Not Found" else str(error.detail)
    return _answer(request, error.status_code, detail, headers=error.headers)


def _broken(request: Request, error: Exception) -> Response:
    """The server logs the reason. This answer is made outside the middleware that adds headers."""
    headers = security_headers(request.app.state.settings)
    return _answer(request, 500, "Something went wrong here; the log says what.", headers=headers)


def _answer(
    request: Request,
    status: int,
    message: str,
    *,
    gone: Gone | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    code, name = NAMES.get(status, ("error", "Error"))
    message = legal(message)  # it may repeat what was sent
    if request.url.path.startswith("/api/"):
        error = {"code": code, "message": message}
        if gone is not None and gone.replaced_by:
            error["replaced_by"] = gone.replaced_by
        response: Response = JSONResponse({"error": error}, status)
    else:
        response = render(
            request,
            "error",
            fragment="error",
            status=status,
            name=name,
            message=message,
            gone=gone,
            advice=ADVICE.get(status, ""),
            retry_after=(headers or {}).get("Retry-After", ""),
            ways=ways_on(request, status),
        )
    response.headers.update(headers or {})
    return response
