"""What people do to claims: put them right, confirm, remove and add them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions.events import Done
from app.actions.wanted import Wanted, changes, of_new
from app.domain import Standing
from app.store import claim_rows, claim_words, corrections, details, events, facts, withdrawals
from app.store.errors import Refused, Stale
from app.store.events import Author
from app.store.queries.gone import why_gone
from app.store.session import write_session
from app.store.tables import Claim
from app.store.takes import take_shown

__all__ = ["Wanted", "add", "confirm", "correct", "remove"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim that somebody wants to decide something of."""

    session: Session
    claim: Claim
    by: Author

    def decide(self, action: str, decided: dict[str, Any]) -> Done:
        change = {facts.of_claim(self.claim.id, name): value for name, value in decided.items()}
        event = events.append(
            self.session, action, change, subject=self.claim.id, kind=events.CLAIM, by=self.by
        )
        return Done(event.id, claim=self.claim.key, article=self.claim.article_id)


def correct(
    engine: Engine, claim: str, wanted: Wanted, *, seen: str = "", who: str = "", reason: str = ""
) -> Done:
    """Put a claim right; what is corrected stays so whatever is read later.

    `seen` is ClaimState.seen, or empty to correct it however it stands. Raises NotFound, Gone for a
    claim that is gone, Stale where it is no longer as it was seen, and Refused where it is all of
    this already, or cannot be it.
    """
    with write_session(engine) as session:
        asked = _asked(session, claim, seen, Author(who, reason))
        return asked.decide("correct", changes(session, asked.claim, wanted))


def confirm(engine: Engine, claim: str, *, seen: str = "", who: str = "", reason: str = "") -> Done:
    """Say that a claim is right as it stands: it stays so whatever is read later.

    Raises NotFound, Gone, Stale, and Refused where somebody has said so, or put it right, before.
    """
    with write_session(engine) as session:
        asked = _asked(session, claim, seen, Author(who, reason))
        if asked.claim.standing is not Standing.MACHINE:
            raise Refused(f"A person has reviewed this claim already: it is {asked.claim.standing}.")
        return asked.decide("confirm", {corrections.CONFIRMED: take_shown(session, asked.claim).json()})


def remove(engine: Engine, claim: str, *, seen: str = "", who: str = "", reason: str = "") -> Done:
    """Say that there is no such claim: its page tells so, and no later reading brings it back.

    Raises NotFound, Gone where it is gone already, and Stale.
    """
    with write_session(engine) as session:
        asked = _asked(session, claim, seen, Author(who, reason))
        return asked.decide("remove", {corrections.REMOVED: datetime.now(UTC).isoformat()})


def add(
    engine: Engine, article: int, version: int, wanted: Wanted, *, who: str = "", reason: str = ""
) -> Done:
    """Add a claim that the machine did not find; `content` is needed. Done.claim is its key.

    What is not given is as the machine would have it: the kind by its quotation marks, its hedges by
    their words. Raises NotFound, Gone for a withdrawn article, and Refused where `version` is not the
    newest, or the content cannot be it.
    """
    with write_session(engine) as session:
        row = withdrawals.find_article(session, article)
        withdrawals.require_standing(session, row)
        newest = details.newest(session, article)
        if newest.number != version:
            raise Refused(
                f"The text changed: version {newest.number} is the newest now, not {version}. "
                "Look at it, and mark the words there."
            )
        decided = of_new(session, row, newest, wanted)
        claim = claim_rows.empty(session, row, newest)
        return _Asked(session, claim, Author(who, reason)).decide("add", decided)


def _asked(session: Session, key: str, seen: str, by: Author) -> _Asked:
    claim, article = claim_rows.find(session, key)
    withdrawals.require_standing(session, article)
    removed = claim.standing is Standing.REMOVED
    if seen and (claim.gone_at is None or removed) and seen != claim_words.seen(session, claim):
        raise Stale("Somebody has changed this claim since; look at it as it is now.", claim.key)
    if claim.gone_at is not None:
        raise why_gone(session, claim, article)
    return _Asked(session, claim, by)
