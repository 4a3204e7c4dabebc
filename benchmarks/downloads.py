"""A list of a million claims taken away whole: rows a processor-second of the server, and the most memory
that it holds.

    python -m benchmarks.downloads [--claims 1000000] [--datasette PATH]

The claims are copies of an article of 20, in SQLite. A server of its own answers over the loopback; the
client throws away what it gets and looks at the server's memory meanwhile (Linux). Nothing is compressed.
With --datasette, Datasette streams its table of claims, which is the nearest that it does, in the same run.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from sqlalchemy import text

from app.extract.extractor import Extractor
from app.main import create_app
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.session import make_engine, migrate, write_session
from app.store.tables import Article, Base, Claim, ClaimSource, Version
from app.store.write import store_article
from benchmarks.relate import CLAIMS, article

# Rows for each stored claim; of SUBJECTS, one in five is the ferry.
OURS = {
    "/claims.csv": 1.0,
    "/claims.json": 1.0,
    "/claims.ris": 1 / CLAIMS,
    "/articles.csv": 1 / CLAIMS,
    "/claims.csv?q=ferry": 0.2,
    "/concordance.csv?q=ferry": 0.2,
}
# What a copy has of its own; `copy.n` counts the copies.
CHANGES: dict[type[Base], dict[str, str]] = {
    Article: {
        "id": "id + copy.n",
        "text_hash": "printf('%064d', copy.n)",
        "sort_at": "strftime('%Y-%m-%d %H:%M:%S.000000', sort_at, '-' || copy.n || ' minutes')",
    },
    Version: {"id": "id + copy.n", "article_id": "article_id + copy.n"},
    Claim: {
        "id": f"id + copy.n * {CLAIMS}",
        "key": f"printf('%010d', id + copy.n * {CLAIMS})",
        "article_id": "article_id + copy.n",
        "version_id": "version_id + copy.n",
        "sort_at": "strftime('%Y-%m-%d %H:%M:%S.000000', sort_at, '-' || copy.n || ' minutes')",
    },
    ClaimSource: {"claim_id": f"claim_id + copy.n * {CLAIMS}"},
}


def fill(url: str, claims: int) -> None:
    """An article read by hand, and copies of its rows."""
    engine = make_engine(url)
    migrate(engine)
    with write_session(engine) as session:
        store_article(session, *article(), extractor="by hand", known=())
    copies = "WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < :copies)"
    with write_session(engine) as session:
        for table, changes in CHANGES.items():
            names = [f'"{column.name}"' for column in table.__table__.columns]
            values = [changes.get(name.strip('"'), name) for name in names]
            statement = (
                f"INSERT INTO {table.__tablename__} ({', '.join(names)}) "  # noqa: S608 - names of ours
                f"{copies} SELECT {', '.join(values)} FROM {table.__tablename__}, copy"
            )
            session.execute(text(statement), {"copies": claims // CLAIMS - 1})
        session.execute(
            text("INSERT INTO claim_words (rowid, words) SELECT id, lower(quote) FROM claims WHERE id > :n"),
            {"n": CLAIMS},
        )
    engine.dispose()


def serve(url: str, port: int) -> None:
    settings = Settings(database_url=url)
    pipeline = Pipeline(make_engine(url), Extractor(settings.model), ())
    uvicorn.run(create_app(settings, pipeline), port=port, log_level="error")


def memory(pid: int) -> float:
    """Megabytes in use, without the pages of mapped files."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"RssAnon:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else float("nan")


def spent(pid: int) -> float:
    """Seconds of processor time."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(command: list[str], port: int) -> Iterator[int]:
    """Its process's id, once it answers."""
    process = subprocess.Popen(command)  # noqa: S603
    try:
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def measure(name: str, url: str, pid: int, rows: int) -> None:
    before, most, size, began = memory(pid), 0.0, 0, spent(pid)
    looked = time.monotonic()
    with httpx.stream("GET", url, headers={"Accept-Encoding": "identity"}, timeout=None) as answer:  # noqa: S113
        answer.raise_for_status()
        for part in answer.iter_bytes(1 << 20):
            size += len(part)
            if time.monotonic() - looked > 0.2:
                most, looked = max(most, memory(pid)), time.monotonic()
    seconds = spent(pid) - began
    print(
        f"{name:26} {rows:9,} rows {size / 1e6:6.0f} MB {rows / seconds:7,.0f} rows a processor-second"
        f"   held before {before:4.0f} MB, at most {most:4.0f} MB",
        flush=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--only", action="append", choices=OURS, help="one list; may be given several times")
    parser.add_argument("--datasette", help="the program, where it is installed")
    parser.add_argument("--serve", nargs=2, metavar=("URL", "PORT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve[0], int(options.serve[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "archive.db"
        began = time.monotonic()
        fill(f"sqlite:///{file}", options.claims)
        print(f"{options.claims:,} claims stored in {time.monotonic() - began:.0f} s", flush=True)
        port = free_port()
        command = [sys.executable, "-m", "benchmarks.downloads", "--serve", f"sqlite:///{file}", str(port)]
        with server(command, port) as pid:
            for path in options.only or OURS:
                measure(path, f"http://127.0.0.1:{port}{path}", pid, round(OURS[path] * options.claims))
        if options.datasette:
            port = free_port()
            command = [options.datasette, "serve", str(file), "-p", str(port), "--setting", "max_csv_mb", "0"]
            with server(command, port) as pid:
                measure(
                    "Datasette", f"http://127.0.0.1:{port}/archive/claims.csv?_stream=on", pid, options.claims
                )


if __name__ == "__main__":
    main()
