"""Saying of a cross-reference that it is right, or that it is not."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions.events import Done
from app.domain import Verdict
from app.store import events, facts, verdicts
from app.store.errors import NotFound, Refused
from app.store.link_tables import Link
from app.store.queries.edges import firsts_of
from app.store.queries.links import live_claim
from app.store.session import write_session

DONE = {Verdict.CONFIRMED: "confirm", Verdict.REJECTED: "reject"}


def give_verdict(
    engine: Engine, claim: str, other: str, verdict: Verdict, *, who: str = "", reason: str = ""
) -> Done:
    """Confirm or reject the link between two claims, which are named by their keys.

    The verdict stays whatever is read again. Raises NotFound, Gone for a claim that is no longer
    found, and Refused where the verdict is this one already; undo takes a verdict back.
    """
    if verdict not in DONE:
        raise Refused("A cross-reference is confirmed or rejected; undo takes that back.")
    with write_session(engine) as session:
        link = _link(session, claim, other)
        decided = verdicts.standing(session, link.low_id, link.high_id)
        if decided is not None and decided.verdict is verdict:
            raise Refused(f"This cross-reference is {verdict} already.")
        # What is said of two claims again is said of those that it was said of first.
        low, high = (decided.low_id, decided.high_id) if decided else (link.low_id, link.high_id)
        relation = decided.relation if decided else link.relation
        event = events.append(
            session,
            DONE[verdict],
            {facts.of_verdict(low, high): verdicts.fact_value(verdict, relation)},
            subject=low,
            other=high,
            kind=events.LINK,
            was=decided.verdict if decided else "",
            now=relation,
            by=events.Author(who, reason),
        )
        return Done(event.id, claim=claim)


def _link(session: Session, claim: str, other: str) -> Link:
    ids = {live_claim(session, key).id for key in (claim, other)}
    firsts = sorted(firsts_of(session, ids).values())
    link = session.get(Link, (firsts[0], firsts[-1]))
    if link is None:
        raise NotFound(f"There is no cross-reference between {claim[:80]} and {other[:80]}.")
    return link
