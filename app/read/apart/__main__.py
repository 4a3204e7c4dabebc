"""Runs one parser under limits: python -I app/read/apart pdf < FILE > JSON.

The limits are set before the parser is loaded, and cannot be raised again. Whatever a file does to
its parser, it ends this process and no other.
"""

import resource
import runpy
import sys
from pathlib import Path

MEMORY = 512 * 1024 * 1024  # bytes of address space, the parser and Python itself included
SECONDS = 30  # of processor time; who started this process waits no longer either
OUTPUT = 32 * 1024 * 1024  # bytes

for limit, most in {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: SECONDS,
    resource.RLIMIT_FSIZE: OUTPUT,
    resource.RLIMIT_CORE: 0,
}.items():
    resource.setrlimit(limit, (most, most))
runpy.run_path(str(Path(__file__).with_name(f"{sys.argv[1]}.py")), run_name="__main__")
