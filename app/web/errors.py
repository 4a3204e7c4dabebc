"""What a reader or a program is told when a request cannot be met."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException

from app.domain import SourcelightError
from app.store.errors import Gone, Moved, NotFound, Stale, TooMany, Unavailable
from app.store.keys import legal
from app.web.form_pages import form_page
from app.web.headers import SHARED_HEADERS, is_shared, security_headers
from app.web.origin import SAFE
from app.web.people import identified
from app.web.problems import ELSE, NAMES, WrongField, problem_answer, sentence, wrong_field
from app.web.render import render, wants_fragment
from app.web.returning import own_path, sign_in_address
from app.web.ways import AGAIN, advice_on, ways_on

log = logging.getLogger(__name__)

NO_ROUTE = "Not Found"
SAID = {  # the framework's own words, in ours
    NO_ROUTE: "There is nothing at this address.",
    "Method Not Allowed": "This address takes no such request.",
    "There was an error parsing the body": "What was sent cannot be read.",
}

# htmx sets the answer at the head of the form that was sent: what was typed into it stays.
INTO_FORM = {"HX-Retarget": "this", "HX-Reswap": "afterbegin show:none", "HX-Reselect": "p"}

FOR_PROGRAMS = ("/api/", "/oembed", "/metrics")


def install(app: FastAPI) -> None:
    app.add_exception_handler(SourcelightError, _refused)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(Moved, _moved)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def _refused(request: Request, error: Exception) -> Response:
    status = {NotFound: 404, Stale: 409, Gone: 410, TooMany: 429}.get(type(error), 422)
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else None
    return _answer(
        request, status, str(error), gone=error if isinstance(error, Gone) else None, headers=headers
    )


def _unavailable(request: Request, error: Exception) -> Response:
    """Nothing is wrong with the request, and whoever keeps the server should know what is."""
    if not isinstance(error, Unavailable):
        raise error
    path = quote(request.url.path)  # as it was sent: no line of the log is to be begun by it
    log.error("%s %s: 503. %s (%s)", request.method, path, error, error.__cause__)
    return _answer(request, 503, str(error), headers={"Retry-After": str(error.seconds)})


def _moved(request: Request, error: Exception) -> Response:
    """To the source that stands for this one now: the same page of it, with the same filters."""
    if not isinstance(error, Moved):
        raise error
    if request.method not in SAFE:
        return RedirectResponse(f"/sources/{quote(error.slug)}", 303)
    before, _, last = request.url.path.rpartition("/")
    form = last[last.index(".") :] if "." in last else ""  # of a download; no slug has a full stop
    path = f"{before}/{quote(error.slug)}{form}"
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 308)


def _invalid(request: Request, error: Exception) -> Response:
    """Values that do not fit. A path that cannot name anything is a page that is not there."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    if any(problem["loc"][0] == "path" for problem in problems):
        return _answer(request, 404, "There is nothing at this address.")
    wrong = [wrong_field(problem) for problem in problems]
    return _answer(request, 422, sentence(wrong), wrong=wrong)


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if isinstance(error.__cause__, Unavailable):  # the framework took it for a body that cannot be read
        return _unavailable(request, error.__cause__)
    if error.status_code == 401 and _is_page(request) and not _is_form_in_page(request):
        if wants_fragment(request):
            return Response(status_code=401, headers={"HX-Redirect": sign_in_address(request)})
        if request.method in SAFE:
            return RedirectResponse(sign_in_address(request), 303)
    if error.status_code == 404 and error.detail == NO_ROUTE and (address := _without_slash(request)):
        return RedirectResponse(address, 307)
    if error.status_code == 405 and request.method in SAFE and _is_page(request):
        return RedirectResponse(form_page(request), 303)
    detail = SAID.get(error.detail, error.detail)
    headers = {"Allow": _methods_here(request)} if error.status_code == 405 else error.headers
    return _answer(request, error.status_code, detail, headers=headers)


def _without_slash(request: Request) -> str:
    """The same address without slashes at its end, if there is a page; else nothing. It names no host."""
    path, query = request.url.path.rstrip("/"), request.url.query
    if request.method not in SAFE or path in ("", request.url.path):
        return ""
    routes = (each for each in iter_route_contexts(request.app.routes) if each.methods)
    is_there = any(each.path_regex.match(path) for each in routes)
    address = f"{quote(path)}?{query}" if query else quote(path)
    return address if is_there and own_path(address) == address else ""


def _methods_here(request: Request) -> str:
    """Of every route at this address; the framework names those of the first alone."""
    routes = [each for each in iter_route_contexts(request.app.routes) if each.methods]
    here = [each.methods or () for each in routes if each.path_regex.match(request.url.path)]
    return ", ".join(sorted({method for methods in here for method in methods}))


def _is_page(request: Request) -> bool:
    """What people look at; the rest is for programs: the API, and what is named as a file (/claims.csv)."""
    path = request.url.path
    return not path.startswith(FOR_PROGRAMS) and "." not in path.rpartition("/")[2]


def _is_form_in_page(request: Request) -> bool:
    """A form that htmx has sent: there is no page to go back to on which it is filled in."""
    return request.method not in SAFE and "HX-Boosted" in request.headers


def _broken(request: Request, error: Exception) -> Response:
    """The server logs the reason. This answer is made outside the middleware that adds headers."""
    headers = security_headers(request.app.state.settings)
    headers |= SHARED_HEADERS if is_shared(request.url.path) else {}
    return _answer(request, 500, "Something went wrong here; the log says what.", headers=headers)


def _answer(
    request: Request,
    status: int,
    message: str,
    *,
    wrong: Sequence[WrongField] = (),
    gone: Gone | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    message = legal(message)  # it may repeat what was sent
    if status not in (500, 503):
        # Who asks decides what stands around the message.
        with suppress(HTTPException, SourcelightError, Unavailable):
            identified(request)
    if request.url.path.startswith(FOR_PROGRAMS):
        replaced_by = gone.replaced_by if gone else None
        response: Response = problem_answer(request, status, message, wrong, replaced_by)
    elif status in (401, *AGAIN) and _is_form_in_page(request):
        retry_after = (headers or {}).get("Retry-After", "")
        response = render(
            request, None, fragment="unsent", status=status, message=message, retry_after=retry_after
        )
        response.headers.update(INTO_FORM)
    else:
        outside = is_shared(request.url.path)  # to be told nothing of the site around it
        response = render(
            request,
            "share_error" if outside else "error",
            fragment=None if outside else "error",
            status=status,
            name=NAMES.get(status, ELSE)[1],
            message=message,
            gone=gone,
            advice=advice_on(request, status),
            retry_after=(headers or {}).get("Retry-After", ""),
            ways=ways_on(request, status),
        )
    response.headers.update(headers or {})
    return response
