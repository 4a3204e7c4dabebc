"""What there is and what is done, in the form that Prometheus reads.

Everything is held by one object for each application; a request costs two additions. What only the
database knows is asked for seldom: counting millions of rows takes a while.
"""

import time
from collections.abc import Callable, Iterator
from threading import Lock

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.types import Scope

from app.pipeline import Pipeline
from app.store import queries
from app.store.errors import Unavailable
from app.store.queries.stock import Stock
from app.store.session import Session

SHARE = 0.001  # of the time that goes into counting what the database holds
LONGEST = 300.0  # seconds before it is counted again
UNGUARDED = "/healthz", "/readyz"  # no route in FastAPI's sense (health.py)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """`clock` counts seconds; tests hand in their own."""

    def __init__(self, pipeline: Pipeline, clock: Callable[[], float] = time.monotonic) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "sourcelight_requests", "Requests answered", ("route", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "sourcelight_request_seconds",
            "From the first byte of a request to the last of its answer",
            ("route", "method"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.registry.register(_Store(pipeline, clock))
        GCCollector(self.registry)
        ProcessCollector(registry=self.registry)

    def note(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        route, method = _route(scope), scope["method"] if scope["method"] in METHODS else "other"
        self.requests.labels(route, method, status).inc()
        self.seconds.labels(route, method).observe(seconds)

    def written(self, accept: str) -> tuple[bytes, str]:
        """All of it, and its media type: the one of Prometheus's that `accept` asks for."""
        encode, media_type = choose_encoder(accept)
        return encode(self.registry), media_type


def _route(scope: Scope) -> str:
    """As it is written in the code, so that there are no more of them than routes."""
    path = getattr(scope.get("route"), "path", "") or scope["path"]
    if path in UNGUARDED or "route" in scope:
        return str(path)
    return "/static" if path.startswith("/static/") else "none"


class _Store(Collector):
    """What the database holds. While it cannot be reached nothing is said of it."""

    def __init__(self, pipeline: Pipeline, clock: Callable[[], float]) -> None:
        self._pipeline, self._clock = pipeline, clock
        self._lock = Lock()
        self._stock: Stock | None = None
        self._until = 0.0

    def describe(self) -> Iterator[Metric]:
        """Nothing: else the database would be asked before there are tables."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        try:
            with self._pipeline.session() as session:
                waiting, sizes, stock = queries.waiting(session), queries.sizes(session), self._known(session)
        except Unavailable:
            return
        yield GaugeMetricFamily("sourcelight_waiting", "Articles that wait to be read", waiting)
        yield GaugeMetricFamily("sourcelight_articles", "Articles, also those withdrawn", stock.articles)
        yield GaugeMetricFamily("sourcelight_claims", "Claims, also those that are gone", stock.claims)
        yield GaugeMetricFamily(
            "sourcelight_sources", "Entries of the directory, also merged ones", stock.sources
        )
        size = GaugeMetricFamily(
            "sourcelight_store_bytes", "What the database takes on its disk", labels=["part"]
        )
        for part, count in sizes.items():
            size.add_metric([part], count)
        yield size

    def _known(self, session: Session) -> Stock:
        with self._lock:
            began = self._clock()
            if self._stock is None or began >= self._until:
                self._stock, ended = queries.stock(session), self._clock()
                self._until = ended + min((ended - began) / SHARE, LONGEST)
            return self._stock
