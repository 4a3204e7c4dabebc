"""Passwords: what may be one, and how it is kept (Argon2id)."""

import re
import threading
import unicodedata
from functools import cache

from pwdlib import PasswordHash

from app.store.errors import Refused
from app.store.keys import legal

# NIST SP 800-63B-4, 3.1.1.2: length counts, rules of composition do not, and what everybody guesses
# first is refused. Any character is taken, and long phrases are.
SHORTEST, LONGEST = 12, 256
GUESSED = re.compile(
    "sourcelight|passwor[dt]|motdepasse|qwert[yz](?:uiop)?|asdfgh(?:jkl)?|zxcvbnm?|letmein|welcome|iloveyou|"
    "admin(?:istrator)?|changeme|monkey|dragon|0?1234(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?|987654321|abc(?:def(?:gh)?)?"
)
OWN = 4  # different characters that a password has besides those words and the account's name
AT_ONCE = 4  # each takes 64 MiB while it is reckoned


@cache
def _hasher() -> tuple[PasswordHash, threading.Semaphore]:
    return PasswordHash.recommended(), threading.BoundedSemaphore(AT_ONCE)


def _normal(password: str) -> str:
    """The same however a keyboard composes the same characters."""
    return unicodedata.normalize("NFKC", legal(password))


def hashed(password: str) -> str:
    hasher, turn = _hasher()
    with turn:
        return hasher.hash(_normal(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the one that was kept; it takes as long where none was."""
    normal = _normal(password)[: LONGEST + 1]  # longer ones are no password of anybody
    if kept is None:
        hashed(normal)
        return False
    hasher, turn = _hasher()
    with turn:
        return hasher.verify(normal, kept)


def check(password: str, name: str) -> None:
    """Raises Refused for a password that is too short, or the first that somebody would try."""
    normal = _normal(password)
    if len(normal) < SHORTEST:
        raise Refused(f"A password has at least {SHORTEST} characters; several words make a good one.")
    if len(normal) > LONGEST:
        raise Refused(f"A password has at most {LONGEST} characters.")
    rest = normal.casefold()
    names = _normal(name).casefold()
    for word in (names, *names.split()):
        rest = rest.replace(word, "") if len(word) > 2 else rest
    if len(set(GUESSED.sub("", rest))) < OWN:
        raise Refused(
            "This password is among the first that somebody would try: take words that nobody expects."
        )
