"""What people type into a field, made ready to be kept."""

import unicodedata
from enum import StrEnum
from typing import TypeVar

from app.store.errors import Refused
from app.store.keys import LONGEST, TURNING, legal

Choice = TypeVar("Choice", bound=StrEnum)

# Unseen, and yet part of how some scripts are written.
JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c")
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that leave no ink
SEEN = "LNPS"  # the categories of what does


def line(typed: str, what: str, longest: int = LONGEST) -> str:
    """One line without space around it. `what` names the field, as in "The name".

    Raises Refused for a NUL and for more characters than `longest`.
    """
    return _checked(" ".join(typed.split()), what, longest)


def text(typed: str, what: str, longest: int) -> str:
    """The same in several lines, as they were typed."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _checked("\n".join(each.rstrip() for each in lines).strip("\n"), what, longest)


def name(typed: str, what: str = "The name") -> str:
    """One line that a reader can see and tell apart; "" where nothing was typed.

    Raises Refused as line() does, and for characters that cannot be seen.
    """
    tidy = line(typed, what)
    for letter in tidy:
        if letter in TURNING:
            raise Refused(
                f"{what} holds the character {_number(letter)}, which turns the direction of what stands "
                "around it: type it without."
            )
        if unicodedata.category(letter) in ("Cc", "Cf") and letter not in JOINERS:
            raise Refused(
                f"{what} holds a character that cannot be seen, {_number(letter)}: type it without."
            )
    if tidy and not any(map(_is_seen, tidy)):
        raise Refused(f"{what} holds nothing that can be seen.")
    return tidy


def one_of(typed: str, among: type[Choice], what: str) -> Choice:
    """Raises Refused where it is none. `what` names one of them, as in "type of a source"."""
    try:
        return among(typed)
    except ValueError as error:
        raise Refused(f"“{typed[:40]}” is no {what}. Choose one of these: {', '.join(among)}.") from error


def require_short(typed: str, what: str, longest: int) -> None:
    """Raises Refused for more characters than `longest`."""
    if len(typed) > longest:
        raise Refused(f"{what} has {len(typed):,} characters; {longest:,} is the most.")


def _checked(tidy: str, what: str, longest: int) -> str:
    if "\0" in tidy:
        raise Refused(f"{what} holds a NUL character, which no text here does.")
    require_short(tidy, what, longest)
    return legal(tidy)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] in SEEN and letter not in BLANKS


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"
