"""“sourcelight serve” as a process: what it says, and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from app.main import GRACE
from app.settings import ROOT
from app.store.session import make_engine, migrate
from app.worker import Worker

ARTICLE = json.dumps({"text": "The board said that the mill is closed.", "title": "Mill"}).encode()


class Server(NamedTuple):
    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=60)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Over an empty database, without sample articles, on a port that the system chooses."""
    url = f"sqlite:///{tmp_path / 'news.db'}"
    migrate(make_engine(url))
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "sources.toml").write_bytes((ROOT / "seeds" / "sources.toml").read_bytes())
    settings = {
        "SOURCELIGHT_DATABASE_URL": url,
        "SOURCELIGHT_SEEDS": str(seeds),
        "SOURCELIGHT_LOG": "json",
        "SOURCELIGHT_BASE_URL": "http://127.0.0.1:8000",
    }
    command = [sys.executable, "-c", "from app.cli import app; app()", "serve", "--port", "0"]
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=os.environ | settings, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Server(process, _port(process))
        finally:
            process.kill()


def _port(process: "subprocess.Popen[str]") -> int:
    assert process.stderr is not None
    for line in process.stderr:
        said = json.loads(line)["message"]
        if said.startswith("Uvicorn running on http://127.0.0.1:"):
            return int(said.split(":")[2].split()[0])
    pytest.fail("the server did not start")


def _begin_to_send(port: int) -> socket.socket:
    """A request whose body has still to come, after the server has asked for it."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    head = (
        "POST /api/v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(ARTICLE)}\r\nExpect: 100-continue\r\n\r\n"
    )
    connection.sendall(head.encode())
    assert connection.recv(1000).startswith(b"HTTP/1.1 100")
    return connection


def _wait_until_refused(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=60).close()
        except OSError:
            return
        time.sleep(0.02)


def test_it_ends_when_it_is_told_to_after_the_request_in_hand(server: Server, tmp_path: Path) -> None:
    assert server.get("/healthz").text == "ok\n"
    assert set(server.get("/readyz").json().values()) == {"ok"}
    assert server.get("/claims", **{"X-Request-ID": "night-7"}).headers["x-request-id"] == "night-7"
    assert 'route="/claims"' in server.get("/metrics").text
    with closing(_begin_to_send(server.port)) as connection:
        server.process.send_signal(signal.SIGTERM)
        _wait_until_refused(server.port)
        connection.sendall(ARTICLE)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 201")
    assert answer.endswith(b"}")
    log = server.process.communicate(timeout=60)[1]
    assert server.process.returncode in (0, -signal.SIGTERM)  # as systemd expects of what it has stopped
    logged = [json.loads(line) for line in log.splitlines()]
    assert [each["request"] for each in logged if each.get("path") == "/claims"] == ["night-7"]
    assert [each["status"] for each in logged if each.get("path") == "/api/v1/articles"] == [201]
    assert logged[-1]["message"].startswith("Finished server process")
    with make_engine(f"sqlite:///{tmp_path / 'news.db'}").connect() as database:
        assert database.exec_driver_sql("SELECT title FROM articles").scalars().all() == ["Mill"]
        assert database.exec_driver_sql("SELECT count(*) FROM sqlite_stat1").scalar()  # PRAGMA optimize


@pytest.mark.soak
def test_a_request_that_does_not_end_is_not_waited_for_without_end(server: Server) -> None:
    with closing(_begin_to_send(server.port)):
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        server.process.communicate(timeout=10 * GRACE)
        assert time.monotonic() - began >= GRACE


def test_a_step_of_the_worker_is_finished(caplog: pytest.LogCaptureFixture) -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def step() -> bool:
        begun.set()
        may_end.wait(60)
        ended.set()
        return False

    worker = Worker(step, idle=60)
    worker.start()
    assert begun.wait(60)
    worker.stop(0.01)
    assert "broken off" in caplog.text
    assert not ended.is_set()
    threading.Timer(0.05, may_end.set).start()
    worker.stop()
    assert ended.is_set()
