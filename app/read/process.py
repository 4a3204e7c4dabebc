"""Reads a hostile file in a process of its own, which its limits end, and nothing else."""

import json
import subprocess  # nosec
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.read.checks import ReadError

APART = Path(__file__).with_name("apart")
SECONDS = 30


def read_apart(kind: str, data: bytes, name: str, *, what: str) -> dict[str, Any]:
    """What the parser app/read/apart/`kind`.py says of a file's bytes.

    The process may take 30 seconds and 512 MB; it sees no environment and none of our code. Raises
    ReadError with what the parser gives as the reason, or where it came to its end.
    """
    with tempfile.TemporaryFile() as output:  # a file, so that the process's own limit bounds its size
        try:
            done = subprocess.run(  # noqa: S603 - no word of the command comes from outside # nosec
                [sys.executable, "-I", APART, kind],
                input=data,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ReadError(f"{name}: {what} was not read in {SECONDS} seconds; it is left alone.") from error
        output.seek(0)
        written = output.read()
    try:
        found = json.loads(written) if done.returncode == 0 else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ReadError(
            f"{name}: {what} cannot be read: it takes more memory or time than a document needs, or it is "
            "damaged in a way that ends its reader. Save its text as a .txt file instead."
        )
    if reason := found.get("error"):
        raise ReadError(f"{name}: {reason}.")
    return found
