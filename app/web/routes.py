"""All routes, in the order in which they are asked, behind the guards that hold for each."""

from functools import cache

from fastapi import APIRouter, Depends
from starlette.routing import BaseRoute

from app.web import (
    account,
    accounts,
    add,
    api,
    api_intake,
    api_references,
    articles,
    atom,
    cite,
    claims,
    collections,
    compare,
    concordance,
    corrections,
    downloads,
    edit,
    feeds,
    filters,
    health,
    help_page,
    history,
    home,
    imports,
    login,
    merges,
    notes,
    oembed,
    previews,
    queue,
    review,
    reviewing,
    shared,
    shares,
    sign_on,
    sources,
    styleguide,
    suggestions,
    upkeep,
    verdicts,
)
from app.web.access import require_access
from app.web.origin import require_own_site
from app.web.rates import require_tokens

GUARDS = (Depends(require_own_site), Depends(require_access), Depends(require_tokens))


@cache
def all_routes() -> tuple[BaseRoute, ...]:
    """Made once: what FastAPI works out for each takes a second in all, and is the same in every app."""
    router = APIRouter(dependencies=GUARDS)
    for family in (
        home,
        atom,  # with the next two before the pages: an address with a full stop is no page's
        downloads,
        cite,
        add,
        imports,
        queue,
        feeds,
        articles,
        upkeep,
        history,
        edit,
        claims,
        concordance,
        verdicts,
        notes,
        collections,
        filters,
        previews,
        shares,
        shared,
        oembed,
        compare,
        sources,
        suggestions,
        corrections,
        merges,
        review,
        reviewing,
        login,
        sign_on,
        account,
        accounts,
        help_page,
        styleguide,
        health,
        api_intake,
        api,
        api_references,
    ):
        router.include_router(family.router)
    return tuple(router.routes)
