"""Whether a view that somebody wants to keep is one that can be shown."""

from urllib.parse import urlsplit

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params, request_params_to_args
from fastapi.params import Query
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.datastructures import QueryParams

from app.actions.filters import view_of
from app.domain import SourcelightError
from app.store import queries
from app.store.errors import NotFound, Refused
from app.store.session import Session
from app.web.deps import get_days
from app.web.problems import sentence, wrong_field

NOT_SHOWN = "This view cannot be shown, and so not be saved. {}"


def showable(request: Request, session: Session, address: str) -> str:
    """The view's path and query. Raises Refused for what is no view of this site, or one whose values the
    page would refuse, or that is of something which is not there."""
    view = view_of(address)
    parts = urlsplit(view)
    routes = (each for each in iter_route_contexts(request.app.routes) if "GET" in (each.methods or ()))
    route = next(each.original_route for each in routes if each.path_regex.match(parts.path))
    known = get_flat_params(route.dependant) if isinstance(route, APIRoute) else []
    fields = [field for field in known if isinstance(field.field_info, Query)]
    values, errors = request_params_to_args(fields, QueryParams(parts.query))
    if errors:
        raise Refused(NOT_SHOWN.format(sentence([wrong_field(error) for error in errors]) + "."))
    try:
        get_days(values.get("first"), values.get("last"))
        _require(session, parts.path, values.get("claim"), values.get("version"))
    except SourcelightError as error:
        raise Refused(NOT_SHOWN.format(error)) from error
    return view


def _require(session: Session, path: str, claim: object, version: object) -> None:
    """Raises NotFound and Gone."""
    match path.split("/")[1:]:
        case ["articles", number]:
            queries.article_page(session, int(number), version=version if isinstance(version, int) else None)
        case ["sources", slug]:
            if not queries.source_names(session, queries.current_slugs(session, [slug])):
                raise NotFound(f"There is no source {slug}.")
        case ["compare", key]:
            queries.matter_page(session, key)
        case ["compare"] if isinstance(claim, str) and claim:
            queries.claim_page(session, claim)
