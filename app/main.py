"""Puts the application together."""

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from app.pipeline import Pipeline
from app.settings import MAX_UPLOAD, Settings
from app.web import api, articles, claims, corrections, errors, help_page, merges, review, sources
from app.web.headers import SecurityHeaders
from app.web.origin import require_own_site
from app.web.render import make_templates


def create_app(settings: Settings, pipeline: Pipeline) -> FastAPI:
    """The pages and the API over one database; every object that they share is made here or given."""
    app = FastAPI(
        title="Sourcelight",
        summary="Who says so?",
        version="1",
        # The interactive pages of FastAPI need scripts from elsewhere and inline ones. /api lists the
        # routes in a page that the site's own policy allows; tools read /openapi.json.
        docs_url=None,
        redoc_url=None,
        max_body_size=MAX_UPLOAD,
        dependencies=[Depends(require_own_site)],
    )
    app.state.settings = settings
    app.state.pipeline = pipeline
    app.state.templates = make_templates(settings)
    app.add_middleware(SecurityHeaders, settings=settings)
    errors.install(app)
    for family in (articles, claims, sources, corrections, merges, review, help_page, api):
        app.include_router(family.router)
    app.mount("/static", StaticFiles(directory=settings.static), name="static")
    return app
