"""How often somebody tried to sign in of late: by name and by address, in the database, so that several
processes count together and a restart forgets nothing. Nothing here commits."""

import hashlib
import math
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.store.tables import LoginAttempt

MOST = 10
WITHIN = timedelta(minutes=5)


def key_of_name(name_key: str) -> str:
    return hashlib.sha256(f"name {name_key}".encode()).hexdigest()


def key_of_address(address: str) -> str:
    """Of IPv6 the network counts: whoever has one address there has all 2^64."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        network = address
    else:
        if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
            network = f"{int(found) >> 64:x}::"
        else:
            network = str(getattr(found, "ipv4_mapped", None) or found)
    return hashlib.sha256(f"address {network}".encode()).hexdigest()


def wait(session: Session, keys: Collection[str]) -> int:
    """Seconds until another attempt may be made; 0 for at once."""
    now = datetime.now(UTC)
    latest = 0.0
    for key in keys:
        statement = (
            select(LoginAttempt.at)
            .where(LoginAttempt.key == key, LoginAttempt.at > now - WITHIN)
            .order_by(LoginAttempt.at.desc())
            .offset(MOST - 1)
            .limit(1)
        )
        tenth = session.scalar(statement)
        if tenth is not None:
            latest = max(latest, (tenth + WITHIN - now).total_seconds())
    return math.ceil(latest)


def begin(session: Session, keys: Collection[str]) -> list[int]:
    """Count an attempt before it is decided, so that many at once are counted too; what to forget it by."""
    now = datetime.now(UTC)
    session.execute(delete(LoginAttempt).where(LoginAttempt.at <= now - WITHIN))
    rows = [LoginAttempt(key=key, at=now) for key in keys]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def forget(session: Session, ids: Collection[int]) -> None:
    """Count an attempt no longer: it succeeded."""
    session.execute(delete(LoginAttempt).where(LoginAttempt.id.in_(ids)))
