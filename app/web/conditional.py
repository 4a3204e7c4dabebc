"""Answers that need not be sent twice, and lists that lead on: ETag, 304 and Link."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute

from app.web.attachments import READ
from app.web.deps import Cursor

KEPT = frozenset({"cache-control", "date", "etag", "link", "vary"})  # what a 304 repeats


class Conditional(APIRoute):
    """A route whose GET answers carry a hash of their body, and are 304 where the client has that body.

    The hash is a weak validator (RFC 9110): the bytes differ with the compression, what they say does not.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await handle(request)
            if request.method not in READ or response.status_code != 200 or not response.body:
                return response
            tag = f'W/"{blake2b(response.body, digest_size=16).hexdigest()}"'
            response.headers["ETag"] = tag
            if not is_named(tag, request.headers.get("if-none-match", "")):
                return response
            kept = {name: value for name, value in response.headers.items() if name in KEPT}
            return Response(status_code=304, headers=kept, background=response.background)

        return answer


class ApiRouter(APIRouter):
    """Routes that are conditional, and answer HEAD where they answer GET; the document tells of GET alone."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as FastAPI has them
        super().__init__(**options, route_class=Conditional)

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401
        super().add_api_route(path, endpoint, **options)
        if options["methods"] == ["GET"]:
            hidden = {"methods": ["HEAD"], "include_in_schema": False}
            super().add_api_route(path, endpoint, **options | hidden)


def is_named(tag: str, if_none_match: str) -> bool:
    """Whether a list of validators holds this one; strong and weak ones count alike."""
    given = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return tag.removeprefix("W/") in given or given == {"*"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page of a list that is asked for begins."""

    request: Request
    response: Response
    after: Cursor = None

    def lead_on(self, after: str | None) -> None:
        """Name the following page in the Link header (RFC 8288)."""
        if after:
            following = self.request.url.include_query_params(after=after)
            self.response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'


From = Annotated[Place, Depends()]
