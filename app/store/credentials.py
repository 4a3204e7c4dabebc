"""Secrets that are shown once and kept as a hash."""

import hashlib
import secrets

BITS = 256


def new_secret() -> str:
    """256 random bits, in 43 characters that an address or a header takes."""
    return secrets.token_urlsafe(BITS // 8)


def hashed(secret: str) -> str:
    """What is kept of a secret. It is random throughout, so that a plain SHA-256 cannot be guessed at."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
