"""A thread that works on what comes in while the pages are served."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

from app.store.errors import Unavailable

IDLE = 5.0  # seconds before it looks again whether there is something to do
log = logging.getLogger(__name__)


class Worker:
    """Repeats a step in a thread of its own. `step` says whether there was anything to do."""

    def __init__(self, step: Callable[[], bool], *, idle: float = IDLE) -> None:
        self.step = step
        self.idle = idle
        self._stopping, self._woken = Event(), Event()
        self._thread = Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look at once whether there is something to do."""
        self._woken.set()

    def stop(self, timeout: float | None = None) -> None:
        """Finish the step at hand and end; after so many seconds do not wait for it any longer.

        What is left of the step ends with the process, and is done again when it starts again.
        """
        self._stopping.set()
        self._woken.set()
        self._thread.join(timeout)
        if self._thread.is_alive():
            log.warning("A step of the worker takes longer than %g seconds: it is broken off.", timeout)

    def _run(self) -> None:
        with ThreadPoolExecutor(1, "step") as hands:
            while not self._stopping.is_set():
                step = hands.submit(self.step)
                # An error in one step must not end all those to come; whoever takes up the same
                # work again and again has to count how often.
                error = step.exception()
                if isinstance(error, Unavailable):
                    log.warning("The worker will try again: %s", error)
                elif error is not None:
                    log.error("A step of the worker failed.", exc_info=error)
                if error is not None or not step.result():
                    self._woken.wait(self.idle)
                    self._woken.clear()
