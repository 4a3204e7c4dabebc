"""Processes that do the jobs of the queue, one a core, on any number of machines."""

import logging.config
import signal
import threading
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

from app.intake import Intake, ways_through
from app.logs import configuration
from app.main import make_pipeline
from app.queue import do_jobs
from app.read import Fetcher
from app.settings import Settings
from app.store.errors import Unavailable

LOOK = 0.5  # seconds between looks whether to stop
PAUSE = 5.0  # seconds before a process that died is replaced
log = logging.getLogger(__name__)


def run(settings: Settings, processes: int) -> None:
    """Keep so many processes at work until this one is told to stop (SIGTERM, SIGINT).

    Each finishes the job in hand then. One that dies is replaced.
    """
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    at_work = [_start(settings) for _ in range(processes)]
    while not stopping.is_set():
        wait([process.sentinel for process in at_work], timeout=LOOK)
        for place, process in enumerate(at_work):
            if not process.is_alive() and not stopping.is_set():
                log.error("A worker ended with %s; another takes its place.", process.exitcode)
                stopping.wait(PAUSE)
                at_work[place] = _start(settings)
    for process in at_work:
        process.terminate()
    for process in at_work:
        process.join()


def _start(settings: Settings) -> SpawnProcess:
    process = get_context("spawn").Process(target=_one, args=(settings,), name="worker")
    process.start()
    return process


def _one(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, to all at once: the first process tells
    logging.config.dictConfig(configuration(settings))
    try:
        do_jobs(lambda: Intake(make_pipeline(settings, threads=1), ways_through(Fetcher())))
    except Unavailable as error:
        log.error("A worker could not begin: %s", error)  # noqa: TRY400 - how it came to that is no news
        raise SystemExit(1) from error
