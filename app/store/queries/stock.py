"""How much there is, for whoever watches the server."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.tables import Article, Claim, Source


@dataclass(frozen=True, slots=True)
class Stock:
    """Rows, also of what was withdrawn, is gone or was merged."""

    articles: int
    claims: int
    sources: int


def stock(session: Session) -> Stock:
    """Counts every row: some tenths of a second where there are millions."""
    counts = (session.scalar(select(func.count()).select_from(table)) for table in (Article, Claim, Source))
    return Stock(*(count or 0 for count in counts))


def sizes(session: Session) -> dict[str, int]:
    """Bytes by part: of SQLite the file and the journal beside it, of PostgreSQL the database."""
    engine = session.get_bind()
    if engine.dialect.name != "sqlite":
        return {"database": session.scalar(select(func.pg_database_size(func.current_database()))) or 0}
    name = engine.engine.url.database or ""
    files = {"database": Path(name), "journal": Path(f"{name}-wal")}
    return {part: file.stat().st_size for part, file in files.items() if name and file.is_file()}
