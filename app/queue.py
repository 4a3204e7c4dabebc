"""What the workers do on PostgreSQL: the tasks of its queue, and one process that does them."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import parent_process

import psycopg
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.app import WorkerOptions
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.worker import Worker
from sqlalchemy import Engine

from app.intake import Intake
from app.parcels import Loader, StoppedError, never
from app.store import feeds, jobs
from app.store.errors import Unavailable
from app.store.session import read_session

PAUSE = 5.0  # seconds before the database is tried again
LONGEST = 600  # seconds before a job that failed is tried again
NOTHING_MORE: WorkerOptions = {}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds. `look` is when (as cron has it, with seconds) stalled jobs and due feeds are looked for."""

    heartbeat: float = 5.0  # between signs of life of a process
    stalled: float = 20.0  # without one, until its job is given to another
    look: str = "* * * * * */10"
    poll: float = 5.0  # should the database's notice of a new job be lost
    again: int = 5  # before a job that failed is tried again; so much longer each time


USUAL = Timing()


class Later(BaseRetryStrategy):
    """A job that failed is tried again after so many seconds, so much longer each time; one that gave
    way, at once."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        wait = 0 if isinstance(exception, StoppedError) else self.seconds * (job.attempts + 1)
        return RetryDecision(retry_in={"seconds": min(wait, LONGEST)})


def make_queue(
    intake: Intake,
    timing: Timing = USUAL,
    *,
    keeps_time: bool = True,
    is_stopping: Callable[[], bool] = never,
) -> App:
    """The tasks of the queue. Nothing is connected yet.

    keeps_time: whoever works with it also looks for stalled jobs and due feeds every so often.
    is_stopping: whether what is left of a job of many articles is to be done another time.

    A job that fails is tried again, later each time; how often, is counted where it is known what it is
    about (imports.take_one, parcels.take). So no job is lost, and none is tried for ever.
    """

    def gives_way() -> bool:
        with read_session(intake.pipeline.engine) as session:
            return is_stopping() or jobs.is_urgent(session)

    loader = Loader(intake.pipeline, gives_way)
    queue = App(connector=_connector(intake.pipeline.engine))
    later = Later(timing.again)

    @queue.task(name=jobs.READ, queue=jobs.QUEUE, retry=later)
    def read(number: int) -> None:
        intake.read(number)

    @queue.task(name=jobs.LOAD, queue=jobs.QUEUE, retry=later)
    def load(number: int) -> None:
        loader.load(number)

    @queue.task(
        name=jobs.RESCUE,
        queue=jobs.QUEUE,
        queueing_lock=jobs.RESCUE,
        priority=jobs.FIRST,
        pass_context=True,
    )
    async def rescue(context: JobContext, timestamp: int) -> None:
        await rescue_stalled(context.app, timing)

    @queue.task(name=jobs.VISIT, queue=jobs.QUEUE, queueing_lock=jobs.VISIT, priority=jobs.FIRST)
    def visit(timestamp: int) -> None:
        with read_session(intake.pipeline.engine) as session:
            is_due = feeds.is_due(session, datetime.now(UTC))
        if is_due:
            intake.visit_one()

    if keeps_time:
        queue.periodic(cron=timing.look)(rescue)
        queue.periodic(cron=timing.look)(visit)
    return queue


def _connector(engine: Engine) -> PsycopgConnector:
    _, address = engine.dialect.create_connect_args(engine.url)

    async def reach(connection: psycopg.AsyncConnection) -> None:
        await connection.execute(jobs.REACH.format(for_now="false"))
        await connection.commit()

    return PsycopgConnector(kwargs=address, min_size=1, max_size=4, configure=reach)


async def rescue_stalled(queue: App, timing: Timing = USUAL) -> None:
    """Give jobs of processes that show no sign of life to others."""
    manager = queue.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=timing.stalled):
        with contextlib.suppress(ConnectorException):  # it has ended meanwhile after all
            if job.queueing_lock:  # the next of its kind is waiting already
                await manager.finish_job(job, Status.FAILED, delete_job=True)
            else:
                await manager.retry_job(job)


async def _one_job(process: Callable[[], Awaitable[object]], context: JobContext, worker: Worker) -> object:
    try:
        return await process()
    finally:
        worker.stop()  # type: ignore[no-untyped-call]


async def do_one(queue: App, timing: Timing = USUAL) -> None:
    """Do the next job, if there is one; jobs of those who are gone may be it. Raises Unavailable."""
    worker = _worker(queue, timing, {"wait": False, "listen_notify": False, "worker_middleware": [_one_job]})
    try:
        async with queue.open_async():
            await rescue_stalled(queue, timing)
            await worker.run()  # type: ignore[no-untyped-call]
    except ConnectorException as error:
        raise Unavailable("The queue cannot be reached.") from error


async def work(queue: App, stopping: asyncio.Event, timing: Timing = USUAL) -> None:
    """Do jobs until told to stop; the job in hand is finished. Outlasts a database that is away."""
    while not stopping.is_set():
        try:
            await _work(queue, stopping, timing)
        except (ConnectorException, psycopg.Error) as error:
            log.warning("The queue cannot be reached; it is tried again: %s", error.__cause__ or error)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), PAUSE)


async def _work(queue: App, stopping: asyncio.Event, timing: Timing) -> None:
    async with queue.open_async():
        worker = _worker(queue, timing)
        working = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        worker.stop()  # type: ignore[no-untyped-call]
        beating = asyncio.create_task(_beat(queue, worker, timing))
        try:
            await working
        finally:
            beating.cancel()


async def _beat(queue: App, worker: Worker, timing: Timing) -> None:
    """Signs of life while the last job is finished: a worker that stops gives none by itself."""
    while worker.worker_id is not None:
        await queue.job_manager.update_heartbeat(worker.worker_id)
        await asyncio.sleep(timing.heartbeat)


def _worker(queue: App, timing: Timing, more: WorkerOptions = NOTHING_MORE) -> Worker:
    options: WorkerOptions = {
        "queues": [jobs.QUEUE],
        "delete_jobs": DeleteJobCondition.SUCCESSFUL,
        "install_signal_handlers": False,
        "fetch_job_polling_interval": timing.poll,
        "update_heartbeat_interval": timing.heartbeat,
        "stalled_worker_timeout": timing.stalled,
    }
    return Worker(queue, **(options | more))


def do_jobs(make: Callable[[], Intake], timing: Timing = USUAL) -> None:
    """Do jobs in this process until SIGTERM, or until the process that started it is gone."""

    async def until_told() -> None:
        stopping, loop = asyncio.Event(), asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, stopping.set)
        if (parent := parent_process()) is not None:
            loop.add_reader(parent.sentinel, stopping.set)
        await work(make_queue(make(), timing, is_stopping=stopping.is_set), stopping, timing)

    asyncio.run(until_told())
