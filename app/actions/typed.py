"""What people type into a field, made ready to be kept."""

from app.store.errors import Refused
from app.store.keys import LONGEST, legal


def line(typed: str, what: str, longest: int = LONGEST) -> str:
    """One line without space around it. `what` names the field, as in "The name".

    Raises Refused for a NUL and for more characters than `longest`.
    """
    return _checked(" ".join(typed.split()), what, longest)


def text(typed: str, what: str, longest: int) -> str:
    """The same in several lines, as they were typed."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _checked("\n".join(each.rstrip() for each in lines).strip("\n"), what, longest)


def _checked(tidy: str, what: str, longest: int) -> str:
    if "\0" in tidy:
        raise Refused(f"{what} holds a NUL character, which no text here does.")
    if len(tidy) > longest:
        raise Refused(f"{what} has {len(tidy):,} characters; {longest:,} is the most.")
    return legal(tidy)
