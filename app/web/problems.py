"""What is wrong with a request, in words, and as the API says it: problem details (RFC 9457)."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.store.keys import legal

MEDIA_TYPE = "application/problem+json"
QUOTED = 100  # code points of a wrong value that are repeated to the one who sent it

# The name of each kind of problem and what a page says above the reason. Python's own phrases differ
# from version to version.
NAMES = {
    400: ("bad-request", "Not understood"),
    401: ("not-signed-in", "Not signed in"),
    403: ("forbidden", "Not allowed"),
    404: ("not-found", "Not found"),
    405: ("method-not-allowed", "Not allowed"),
    406: ("not-acceptable", "Not to be had in that form"),
    409: ("conflict", "Changed meanwhile"),
    410: ("gone", "Gone"),
    413: ("too-large", "Too large"),
    415: ("unsupported-type", "Not understood"),
    422: ("unprocessable", "Not understood"),
    429: ("too-many-requests", "Too many requests"),
    500: ("internal-error", "Something went wrong"),
    503: ("unavailable", "Not now"),
}
ELSE = ("error", "Error")

# By pydantic's name of the error; the values in braces are what it knows of it.
WORDS = {
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "is too large a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must have at least {min_length} characters",
    "string_type": "must be text",
    "string_unicode": "must be text",
    "too_long": "may hold at most {max_length}",
    "too_short": "must hold at least {min_length}",
    "string_pattern_mismatch": "is not of the form that it must have",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
}


class WrongField(BaseModel):
    """A value that does not fit: `field` is the parameter or the path to it in the body."""

    field: str
    detail: str


class Problem(BaseModel):
    """Problem details as RFC 9457 has them. `type` leads to where the API's page explains it."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(json_schema_extra={"format": "uri"})]
    title: str
    status: int
    detail: str
    errors: list[WrongField] | None = Field(None, description="where single values do not fit")
    replaced_by: str | None = Field(None, description="with 410: the claim that stands in its place")


def wrong_field(problem: dict[str, Any]) -> WrongField:
    """One of pydantic's errors in words, as in kind: must be 'direct' or 'mixed', not 'loud'."""
    place, *names = problem["loc"]
    if problem["type"] == "json_invalid":
        reason = str(problem.get("ctx", {}).get("error", "it ends too soon"))
        return WrongField(field="body", detail=f"is not JSON: {reason}, at character {names[0]}")
    counts = [name + 1 for name in names if isinstance(name, int)]
    field = ".".join(str(name) for name in names if not isinstance(name, int)) or str(place)
    which = f"number {counts[0]} " if counts and place == "body" else ""
    return WrongField(field=legal(field), detail=legal(which + _words(problem)))


def _words(problem: dict[str, Any]) -> str:
    message = problem["msg"].removeprefix("Value error, ")
    if message.startswith("Expected UploadFile"):
        return "must be a file"
    known = WORDS.get(problem["type"], message[:1].lower() + message[1:])
    words = known.format(**problem["ctx"]) if problem["type"] in WORDS and "ctx" in problem else known
    given = problem.get("input")
    is_told = words.startswith("must be") and isinstance(given, str | int) and len(str(given)) < QUOTED
    return f"{words}, not '{given}'" if is_told else words


def sentence(wrong: Sequence[WrongField]) -> str:
    return "; ".join(f"{each.field}: {each.detail}" for each in wrong)


def problem_answer(
    request: Request, status: int, detail: str, wrong: Sequence[WrongField], replaced_by: str | None
) -> JSONResponse:
    name, title = NAMES.get(status, ELSE)
    problem = Problem(
        type=f"{request.app.state.settings.base_url}/api#{name}",
        title=title,
        status=status,
        detail=detail,
        errors=list(wrong) or None,
        replaced_by=replaced_by,
    )
    return JSONResponse(problem.model_dump(exclude_none=True), status, media_type=MEDIA_TYPE)
