"""Connects to the addresses that were checked, and to no others, until a moment that was set.

A request carries both as extensions: `addresses`, strings of IP addresses, tried in their order,
and `deadline`, a moment of time.monotonic(). Names are not resolved here, so that nobody can change
what a name means between the check and the connection. Host and the name asked for in TLS (SNI, and
the name on the certificate) remain those of the URL.
"""

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import httpcore
import httpx

CONNECT_TIMEOUT = 5.0  # seconds for one address, so that a second one gets its turn
TIMEOUTS = (httpcore.TimeoutException,)
FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, ssl.SSLError)


@contextmanager
def _named_as_httpx_does() -> Iterator[None]:
    try:
        yield
    except TIMEOUTS as error:
        raise httpx.ReadTimeout(str(error)) from error
    except FAILURES as error:
        raise httpx.NetworkError(str(error)) from error


class _Stream(httpcore.NetworkStream):
    """A connection on which every step ends at the deadline: no server holds it by sending slowly."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._left())
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as in httpcore
        return self._stream.get_extra_info(info)


class _Pinned(httpcore.NetworkBackend):
    """Whatever host is asked for, connects to one of these addresses."""

    def __init__(self, backend: httpcore.NetworkBackend, addresses: Iterable[str], deadline: float) -> None:
        self._backend = backend
        self._addresses = tuple(addresses)
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: httpcore.NetworkError | httpcore.TimeoutException
        failure = httpcore.ConnectError("there is no address to connect to")
        for address in self._addresses:
            left = min(CONNECT_TIMEOUT, self._deadline - time.monotonic())
            if left <= 0:
                raise httpcore.ConnectTimeout("the time is up")
            try:
                stream = self._backend.connect_tcp(address, port, left, None, socket_options)
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._response = response
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        with _named_as_httpx_does():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
        self._pool.close()


class PinnedTransport(httpx.BaseTransport):
    """One connection a request, never through a proxy; nothing is taken from the environment."""

    def __init__(self, backend: httpcore.NetworkBackend | None = None) -> None:
        self._backend = backend or httpcore.SyncBackend()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when something is fetched: the certificates of all authorities take a while to read."""
        return httpx.create_ssl_context(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        extensions = request.extensions
        pinned = _Pinned(self._backend, extensions["addresses"], extensions["deadline"])
        pool = httpcore.ConnectionPool(ssl_context=self._tls, network_backend=pinned, max_connections=1)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw)
        try:
            with _named_as_httpx_does():
                answer = pool.handle_request(asked)
        except httpx.TransportError:
            pool.close()
            raise
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer, pool))
