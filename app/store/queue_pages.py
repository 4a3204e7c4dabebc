"""What the queries return of the queue: what waits to be read, is being read, and could not be."""

from dataclasses import dataclass

from app.store.intake_pages import ImportRow


@dataclass(frozen=True, slots=True)
class FailedItem:
    """An article that could not be read. Some cannot be tried again: files are not kept."""

    id: int
    name: str
    error: str
    import_id: int
    import_name: str
    can_retry: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """`workers` is None where this database has none, and the process that serves the pages reads.

    Numbers are of articles; `rate` is in articles a minute over the last ten, None where none was done.
    """

    workers: int | None
    waiting: int
    running: tuple[str, ...]  # names
    done: int  # within the last hour
    failed: int  # within the last hour
    rate: float | None
    imports: tuple[ImportRow, ...]  # that are not finished, the oldest first
    failures: tuple[FailedItem, ...]  # the newest first
    all_failures: int
    next: str | None
