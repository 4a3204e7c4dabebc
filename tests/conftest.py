"""What the whole suite shares: databases of both kinds, and saying what could not run here.

SOURCELIGHT_TEST_POSTGRES   address of a PostgreSQL server to use instead of starting one
SOURCELIGHT_STOCK_SQLITE=1  Python's own SQLite, also where pysqlite3 is installed
SOURCELIGHT_REQUIRE_ALL=1   what cannot run is a failure, not a skip
SOURCELIGHT_SOAK=1          the long forms: tests marked `soak`, ten times the examples
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import CodeType
from typing import NoReturn

import pytest
from hypothesis import settings as hypothesis_settings
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from app.store.session import make_engine
from tests.databases import Databases, PostgresDatabases, SqliteDatabases

# For a server whose data nobody will miss: its many databases are not looked after, nor written twice.
HASTY = ("autovacuum=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")
SOAK = os.environ.get("SOURCELIGHT_SOAK") == "1"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: long form of a fault or fuzz test, run by make soak")
    hypothesis_settings.register_profile("house", deadline=None, max_examples=1000 if SOAK else 100)
    hypothesis_settings.load_profile("house")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """More than there are processors: tests wait too, for browsers and for databases."""
    return 3 * (os.cpu_count() or 1) // 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if SOAK:
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = (report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))
    for reason in dict.fromkeys(reasons):
        terminalreporter.write_line(f"NOT RUN: {reason.removeprefix('Skipped: ')}", yellow=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Engines of one kind share a dialect and what it compiled: else a quarter of the suite is compiling."""
    firsts: dict[object, Engine] = {}

    def create_shared(*given: object, **options: object) -> Engine:
        engine = create_engine(*given, **options)
        kind = engine.dialect.name, engine.dialect.dbapi
        if not hasattr(firsts.get(kind, engine).dialect, "default_isolation_level"):
            firsts[kind] = engine  # a dialect is ready only once its first engine has connected
        first = firsts[kind]
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.store.session.create_engine", create_shared)
        if os.environ.get("SOURCELIGHT_STOCK_SQLITE") == "1":
            patch.setattr("app.store.driver.newest", lambda: sqlite3)
        yield


class _Compiled(BytecodeCache):
    """What Jinja made of each template."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.made[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Each application has templates of its own; compiling them took a quarter of the suite too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.web.render.Environment", partial(Environment, bytecode_cache=_Compiled()))
        yield


@pytest.fixture(scope="session")
def require_or_skip() -> Callable[..., NoReturn]:
    """Call it with the reason why something cannot run here; the reason is told once at the end.

    What nobody can install, such as gold data, is never a failure.
    """

    def stop(reason: str, *, installable: bool = True) -> NoReturn:
        if installable and os.environ.get("SOURCELIGHT_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)

    return stop


@pytest.fixture(scope="session")
def postgres(require_or_skip: Callable[[str], NoReturn]) -> Iterator[URL]:
    """The address of a PostgreSQL server, of one started for these tests if none is given."""
    if given := os.environ.get("SOURCELIGHT_TEST_POSTGRES"):
        yield make_url(given)
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(each) for each in (shutil.which("initdb"),) if each
    ]
    if not found:
        require_or_skip("PostgreSQL: set SOURCELIGHT_TEST_POSTGRES, or install a server (initdb)")
    as_postgres: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="sourcelight-postgres-"))
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            shutil.chown(folder, "postgres", "postgres")
        except LookupError:
            folder.rmdir()
            require_or_skip("PostgreSQL: it does not run as root, and there is no user postgres")
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_postgres, str(found[-1].with_name(program)), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = ["listen_addresses=127.0.0.1", *HASTY]
    options = f"-F -p {port} -k {folder} " + " ".join(f"-c {each}" for each in settings)
    try:
        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        try:
            yield URL.create("postgresql", username="postgres", host="127.0.0.1", port=port)
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def make_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """Makes fresh migrated databases, one at each call, and gives their addresses."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield SqliteDatabases(tmp_path_factory.mktemp("databases"))
        else:
            yield PostgresDatabases(request.getfixturevalue("postgres"), stack)


@pytest.fixture
def database_url(make_database: Databases) -> Iterator[str]:
    """An empty migrated database for one test alone: what is committed stays in it until the test ends."""
    url = make_database()
    yield url
    make_database.give_back(url)


@pytest.fixture
def own_engine(database_url: str) -> Iterator[Engine]:
    """For one test alone, as database_url."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def engine(make_database: Callable[[], str]) -> Iterator[Engine]:
    """One database for all tests that use `session`."""
    engine = make_engine(make_database())
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on an empty database; whatever a test does, commits too, is rolled back."""
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture
def queries(session: Session) -> Callable[[], object]:
    """`with queries() as statements:` lists the SQL statements run inside."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        statements: list[str] = []
        connection = session.connection()

        def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
            statements.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(connection, "before_cursor_execute", note)

    return listening
