"""How long the fuzzers run: seconds each on the build server, minutes each in `make soak`."""

import os

from hypothesis import HealthCheck, settings

SOAK = os.environ.get("SOURCELIGHT_SOAK") == "1"


def examples(short: int, long: int) -> settings:
    """Settings for a fuzzer that tries `short` inputs, or `long` ones in `make soak`."""
    return settings(
        max_examples=long if SOAK else short, deadline=None, suppress_health_check=list(HealthCheck)
    )


def told(error: Exception, name: str) -> None:
    """Assert that a refusal begins with the name of the thing and can be shown."""
    assert str(error).startswith(f"{name}: " if name else "")
    assert str(error).encode()
