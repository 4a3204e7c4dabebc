"""Servers on the loopback that are asked, and what their answers cost."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.downloads import free_port, server, spent

HEADERS = {"Accept-Encoding": "gzip"}


class UnansweredError(Exception):
    """The server gave no page."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds: as a client sees them, half and 95 of a hundred answers at most; and of a processor,
    an answer on average."""

    half: float
    most: float
    processor: float


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def cost(self, paths: Sequence[str]) -> Cost:
        """Of one after the other, over a connection that stays open."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        seconds, began = [], spent(self.pid)
        for path in paths:
            asked = time.perf_counter()
            _ask(connection, path)
            seconds.append(time.perf_counter() - asked)
        processor = (spent(self.pid) - began) / len(paths)
        seconds.sort()
        return Cost(
            1000 * seconds[len(seconds) // 2],
            1000 * seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))],
            1000 * processor,
        )

    def rate(self, paths: Sequence[str], *, clients: int = 8) -> tuple[float, float]:
        """Answers a second that so many clients get at once, and answers a processor-second."""
        began, used = time.perf_counter(), spent(self.pid)
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(self._ask_all, [paths[start::clients] for start in range(clients)]))
        seconds = time.perf_counter() - began
        return len(paths) / seconds, len(paths) / (spent(self.pid) - used)

    def read(self, text: str) -> None:
        """Have an article read and stored."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        body = json.dumps({"text": text})
        connection.request("POST", "/api/v1/articles", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (http.client.OK, http.client.CREATED):
            raise SystemExit(f"An article was not read: {answer.status}")

    def resident(self) -> float:
        """Megabytes, pages of mapped files with them."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else float("nan")

    def _ask_all(self, paths: Sequence[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        for path in paths:
            _ask(connection, path)


def _ask(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path, headers=HEADERS)
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise UnansweredError(f"{path}: {answer.status}")


@contextmanager
def sourcelight(url: str) -> Iterator[tuple[Server, float]]:
    """`sourcelight serve`, and the seconds from the command until the first page had come."""
    port = free_port()
    command = [sys.executable, "-c", "from app.cli import app; app()", "serve", "--port", str(port)]
    environment = {**os.environ, "SOURCELIGHT_DATABASE_URL": url}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.005)
        _ask(http.client.HTTPConnection("127.0.0.1", port), "/sources")
        yield Server(port, process.pid), time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()


@contextmanager
def datasette(program: str, file: Path) -> Iterator[Server]:
    port = free_port()
    command = ["sh", "-c", 'exec "$@" > /dev/null 2>&1', "sh", program, "serve", str(file), "-p", str(port)]
    with server(command, port) as pid:
        yield Server(port, pid)
