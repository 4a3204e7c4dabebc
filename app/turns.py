"""How the process that serves the pages works on what came in, where nobody else does."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from app.intake import Intake
from app.store import feeds, jobs
from app.store.session import read_session
from app.store.turn import turn


def step_of(intake: Intake, *, waits: bool = False) -> Callable[[], bool]:
    """A step that says whether there was anything to do; no two processes do the same.

    On SQLite they take turns (`waits`: wait for it). On PostgreSQL the queue tells who does what; while
    there are workers, this process leaves everything to them.
    """
    engine = intake.pipeline.engine
    if jobs.has_queue(engine):
        return _of_queue(intake)

    def step() -> bool:
        with turn(engine, waits=waits) as is_ours:
            return is_ours and intake.step()

    return step


def _of_queue(intake: Intake) -> Callable[[], bool]:
    from app.queue import USUAL, do_one, make_queue  # noqa: PLC0415 - SQLite starts sooner without

    queue = make_queue(intake, keeps_time=False)

    def step() -> bool:
        now = datetime.now(UTC)
        with read_session(intake.pipeline.engine) as session:
            work = jobs.work(session, stalled=USUAL.stalled)
            is_due = feeds.is_due(session, now)
        if work.workers or not (work.is_waiting or work.is_running or is_due):
            return False
        if work.is_waiting or work.is_running:
            asyncio.run(do_one(queue))
        return work.is_waiting or (is_due and intake.visit_one())

    return step
