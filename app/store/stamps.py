"""Whether anything was written: what was made of a database holds as long as its stamp is the same."""

from threading import Lock

from sqlalchemy import Connection, Engine, text


class Stamps:
    """Safe to use from several threads. SQLite counts, for each connection, what others have committed:
    here one that never writes asks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock()
        self._watching: Connection | None = None

    def now(self) -> str:
        """Another one after each commit, by whichever process. Raises Unavailable."""
        if self._engine.dialect.name != "sqlite":
            with self._engine.connect() as connection:
                # Which transactions are finished: equal snapshots see the same rows.
                return str(connection.scalar(text("SELECT pg_current_snapshot()")))
        with self._turn:
            if self._watching is None:
                self._watching = self._engine.connect()
                self._watching.detach()  # the pool's connections are for those who read and write
            version = self._watching.scalar(text("PRAGMA data_version"))
            self._watching.rollback()
            return str(version)

    def close(self) -> None:
        with self._turn:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
