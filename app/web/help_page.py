"""A page that lists the routes of the API and the problems that it may answer."""

from fastapi import APIRouter, Request, Response

from app.web.documented import REASONS
from app.web.problems import NAMES
from app.web.render import render

router = APIRouter(include_in_schema=False)


@router.api_route("/api", methods=["GET", "HEAD"])
def help_page(request: Request) -> Response:
    operations = [
        (method.upper(), path, operation)
        for path, methods in request.app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]
    problems = [(status, NAMES[status][0], reason) for status, reason in REASONS.items()]
    return render(request, "api", operations=operations, problems=problems)
