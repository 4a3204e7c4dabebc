"""Who asks: the person whose name stands in the log beside what they decide."""

import getpass
from typing import Annotated

from fastapi import Depends, Request


def get_who(request: Request) -> str:
    """Without accounts it is the one who runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry among the system's
        return ""


Who = Annotated[str, Depends(get_who)]
