"""Each command of docs/api.md does what it says."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.browser.conftest import serving

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = BLOCK.findall(PAGE.read_text())
HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder to work in and the address of an application; the commands build on each other."""
    folder = tmp_path_factory.mktemp("walk")
    with serving(folder) as (_, url):
        yield folder, url


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_each_command_works(
    served: tuple[Path, str], require_or_skip: Callable[[str], NoReturn], number: int
) -> None:
    folder, url = served
    language, command = BLOCKS[number]
    if language == "sh" and shutil.which("curl") is None:
        require_or_skip("the walk through the API: install curl")
    script = folder / f"step.{language}"
    script.write_text(command.replace(HERE, url))
    run = [sys.executable, script] if language == "python" else ["bash", "-eu", "-o", "pipefail", script]
    environment = {**os.environ, "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(  # noqa: S603
        run, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout, "each shows something"


def test_the_page_has_commands_of_both_kinds() -> None:
    assert {language for language, _ in BLOCKS} == {"sh", "python"}
    assert len(BLOCKS) > 5
