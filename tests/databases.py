"""Databases for tests: fresh and migrated, of both kinds."""

import os
import shutil
import uuid
from contextlib import ExitStack
from pathlib import Path

import psycopg
from psycopg import sql
from pytest_postgresql.janitor import DatabaseJanitor
from sqlalchemy import URL, make_url

from app.store.session import make_engine, migrate


class Databases:
    """Fresh migrated databases of one kind: a call makes one and gives its address."""

    def __call__(self) -> str:
        raise NotImplementedError

    def give_back(self, url: str) -> None:
        """It is needed no more."""


class SqliteDatabases(Databases):
    def __init__(self, folder: Path) -> None:
        self.folder, self.template = folder, folder / "template.db"
        _migrated(f"sqlite:///{self.template}")

    def __call__(self) -> str:
        return f"sqlite:///{shutil.copy(self.template, self.folder / f'{uuid.uuid4().hex}.db')}"

    def give_back(self, url: str) -> None:
        for file in self.folder.glob(f"{Path(make_url(url).database or '').name}*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()


# Who made or changed any table, index, trigger or constraint last, in one word.
FORM = """SELECT md5(string_agg(was, ',' ORDER BY was)) FROM (
        SELECT concat(oid, ' ', xmin) FROM pg_class WHERE relnamespace::regnamespace::text !~ '^pg_'
        UNION ALL SELECT concat(oid, ' ', xmin) FROM pg_trigger
        UNION ALL SELECT concat(oid, ' ', xmin) FROM pg_constraint
    ) AS every (was)"""
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
FROM_ONE = "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences"
OURS = (
    "SELECT schemaname, tablename FROM pg_tables"
    " WHERE schemaname !~ '^(pg_|information_schema)' AND tablename <> 'alembic_version'"
)


class PostgresDatabases(Databases):
    """To make one takes a tenth of a second, so that those given back are emptied and given again."""

    def __init__(self, server: URL, stack: ExitStack) -> None:
        self.server, self.stack = server, stack
        self.empty: list[str] = []
        self.template = self._make(None)
        _migrated(self.template)
        with psycopg.connect(self.template) as connection:
            self.form = connection.execute(FORM).fetchone()
            self.tables = [sql.Identifier(*each) for each in connection.execute(OURS)]

    def __call__(self) -> str:
        return self.empty.pop() if self.empty else self._make(make_url(self.template).database)

    def give_back(self, url: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute(OTHERS)
            if connection.execute(FORM).fetchone() == self.form:  # else the test was about other tables
                connection.execute("SET session_replication_role = replica")  # in any order
                for each in self.tables:
                    connection.execute(sql.SQL("DELETE FROM {}").format(each))
                connection.execute(FROM_ONE)
                self.empty.append(url)

    def _make(self, template: str | None) -> str:
        janitor = DatabaseJanitor(
            user=self.server.username or "postgres",
            password=self.server.password,
            host=str(self.server.host or self.server.query.get("host") or "127.0.0.1"),
            port=self.server.port or 5432,
            dbname=f"sourcelight_{uuid.uuid4().hex}",
            template_dbname=template,
        )
        janitor.init()
        # A server of our own is thrown away as a whole; dropping hundreds of databases takes minutes.
        if "SOURCELIGHT_TEST_POSTGRES" in os.environ:
            self.stack.callback(janitor.drop)
        return self.server.set(database=janitor.dbname).render_as_string(hide_password=False)


def _migrated(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
