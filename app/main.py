"""Puts the application together."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.extract.extractor import Extractor
from app.intake import Intake, ways_through
from app.linker import Linker
from app.pipeline import Pipeline
from app.present.painter import Painter
from app.read import Fetcher, load_known
from app.relate.relater import Relater
from app.settings import MAX_UPLOAD, Settings
from app.store.driver import warning_of
from app.store.recall import Recall
from app.store.session import close, make_engine
from app.store.stamps import Stamps
from app.turns import step_of
from app.web import errors
from app.web.body_limit import BodyLimit
from app.web.documented import DESCRIPTION, GROUPS, Documented
from app.web.headers import SecurityHeaders
from app.web.health import unguarded_routes
from app.web.hosts import OwnHosts
from app.web.kept import LEVEL, LITTLE, PAGES
from app.web.metrics import Metrics
from app.web.provider import Provider
from app.web.rates import Purses
from app.web.render import make_templates
from app.web.request_log import RequestLog
from app.web.routes import all_routes
from app.worker import Worker

log = logging.getLogger(__name__)
GRACE = 20  # seconds that requests in hand, and then the worker's step, have to end when the server does


def make_pipeline(settings: Settings, *, threads: int = 0) -> Pipeline:
    """A pipeline over a database that is up to date and holds the known sources.

    threads: of its models; 0 lets them use every core.
    """
    known = load_known(settings.seeds / "sources.toml")
    engine = make_engine(settings.database_url)
    linker = Linker(Relater(settings.model / "tokenizer.json", threads=threads), engine, settings.data)
    pipeline = Pipeline(engine, Extractor(settings.model, threads=threads), known, linker)
    pipeline.prepare()
    return pipeline


def create_app(settings: Settings, pipeline: Pipeline, fetcher: Fetcher | None = None) -> FastAPI:
    """The pages and the API over one database; every object that they share is made here or given.

    While it is served, a worker reads what was asked for and visits feeds. Tests hand in a fetcher
    with a resolver and a transport of their own.
    """
    fetcher = fetcher or Fetcher()
    worker = Worker(step_of(Intake(pipeline, ways_through(fetcher))))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if warning := warning_of(pipeline.engine.dialect.loaded_dbapi):
            log.warning(warning)
        worker.start()
        yield
        await run_in_threadpool(worker.stop, GRACE)
        await run_in_threadpool(app.state.stamps.close)
        await run_in_threadpool(close, pipeline.engine)

    app = Documented(
        lifespan=lifespan,
        title="Sourcelight",
        summary="Who says so?",
        description=DESCRIPTION,
        openapi_tags=GROUPS,
        version="1",
        # The interactive pages of FastAPI need scripts from elsewhere and inline ones. /api lists the
        # routes in a page that the site's own policy allows; tools read /openapi.json.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # the framework's redirect repeats the Host header; errors.py has ours
        form_limits={"max_files": 1},  # several are taken by /add alone, which has limits of its own
    )
    app.state.settings = settings
    app.state.pipeline = pipeline
    app.state.fetcher = fetcher
    app.state.worker = worker
    app.state.purses = Purses()
    app.state.provider = Provider(settings) if settings.oidc_issuer else None
    app.state.templates = make_templates(settings)
    app.state.painter = Painter()
    app.state.stamps = Stamps(pipeline.engine)
    app.state.shelf = Recall(app.state.stamps, PAGES)
    app.state.recall = Recall(app.state.stamps)
    app.state.metrics = Metrics(pipeline)
    app.state.now = lambda: datetime.now(UTC)
    app.add_middleware(BodyLimit, limit=MAX_UPLOAD)
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(GZipMiddleware, minimum_size=LITTLE, compresslevel=LEVEL)
    app.add_middleware(OwnHosts, settings=settings)
    app.add_middleware(RequestLog, metrics=app.state.metrics)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    errors.install(app)
    app.router.routes.extend((*unguarded_routes(), *all_routes()))
    app.mount("/static", StaticFiles(directory=settings.static), name="static")
    return app
