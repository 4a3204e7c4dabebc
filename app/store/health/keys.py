"""Whether what names things to people and programs is well formed."""

import re
from collections.abc import Iterator

from sqlalchemy import select

from app.store.health.finding import Finding, Trouble, Walk
from app.store.keys import ALPHABET
from app.store.tables import (
    Article,
    Claim,
    Collection,
    EarlierClaim,
    Feed,
    FeedEntry,
    Login,
    LoginAttempt,
    ResetLink,
    Share,
    Source,
    Token,
    Version,
)

KEY = re.compile(f"[{ALPHABET}]{{10}}")
DIGEST = re.compile("[0-9a-f]{64}")
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
FORMS = (
    (Claim.key, KEY),
    (EarlierClaim.key, KEY),
    (Collection.key, KEY),
    (Source.slug, SLUG),
    (Article.text_hash, DIGEST),
    (Article.url_key, DIGEST),
    (Version.text_hash, DIGEST),
    (Feed.url_key, DIGEST),
    (FeedEntry.key, DIGEST),
    (Login.secret, DIGEST),
    (LoginAttempt.key, DIGEST),
    (Token.secret, DIGEST),
    (ResetLink.secret, DIGEST),
    (Share.token_hash, DIGEST),
)
MALFORMED = Trouble(
    "Keys that are none",
    "Links to what has such a key do not work. Bring back a backup from before (“sourcelight restore”).",
)
ALTERED = Trouble(
    "Claims with another key in an earlier version of their article",
    "Bring back a backup from before (“sourcelight restore”): one of the two permalinks was changed.",
)


def keys_are_well_formed(walk: Walk) -> Iterator[Finding]:
    for column, form in FORMS:
        table = column.class_.__table__
        for *_, key in walk.rows(select(*table.primary_key, column).where(column.is_not(None))):
            if not form.fullmatch(key):
                yield Finding(MALFORMED, f"{table.name}: its {column.key} is “{key[:80]}”")


def keys_are_permanent(walk: Walk) -> Iterator[Finding]:
    statement = (
        select(Claim.key, EarlierClaim.key)
        .join(Claim, Claim.id == EarlierClaim.claim_id)
        .where(Claim.key != EarlierClaim.key)
    )
    for key, earlier in walk.rows(statement):
        yield Finding(ALTERED, f"Claim {key}, which was {earlier}")
