"""Answers that a browser saves as files, named by what is in them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import Annotated, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response, params
from fastapi.responses import StreamingResponse

READ = ["GET", "HEAD"]
LONGEST = 80  # letters of a file's name

Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])


def in_forms(
    router: APIRouter, path: str, forms: Iterable[str], dependencies: Sequence[params.Depends] = ()
) -> Callable[[Endpoint], Endpoint]:
    """A route for each form: the path with ".csv" and the like at its end. Its function is given the form."""

    def register(endpoint: Endpoint) -> Endpoint:
        # The longest first: of "csl.json", "json" would leave the rest to what stands before it.
        for form in sorted(forms, key=len, reverse=True):
            router.add_api_route(f"{path}.{form}", endpoint, methods=READ, dependencies=dependencies)
        return endpoint

    return register


def get_form(request: Request) -> str:
    """What the route's path ends in."""
    path: str = request.scope["route"].path
    return path.partition(".")[2]


Form = Annotated[str, Depends(get_form)]


def today() -> date:
    return datetime.now(UTC).date()


def file_name(*parts: str) -> str:
    """As in "claims-ines-halloran-direct-2031-01-05": the parts that have letters, and today's date."""
    words = re.sub(r"[\W_]+", "-", " ".join(parts)).strip("-").lower()
    return f"{words[:LONGEST].strip('-')}-{today()}"


def attachment(request: Request, parts: Iterator[str], name: str, form: str, media_type: str) -> Response:
    """The parts as they come; the first is made before the answer begins, which can then still be an error.

    The name is given twice: in ASCII for old programs, and as it is (RFC 6266).
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"-{2,}", "-", plain).strip("-")
    names = f"filename=\"{plain}.{form}\"; filename*=UTF-8''{quote(name)}.{form}"
    headers = {"Content-Disposition": f"attachment; {names}"}
    if request.method == "HEAD":
        return Response(media_type=media_type, headers=headers)
    first = next(parts, "")
    return StreamingResponse(chain((first,), parts), media_type=media_type, headers=headers)
