"""Saying of a cross-reference that it is right, or that it is not; and adding one."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.actions.events import Done
from app.domain import Relation, Verdict
from app.store import events, facts, verdicts
from app.store.errors import Linked, NotFound, Refused
from app.store.link_tables import Link
from app.store.queries.edges import firsts_of
from app.store.queries.links import live_claim
from app.store.session import write_session
from app.store.tables import Claim

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
        one, two = (live_claim(session, key) for key in (claim, other))
        link = _link(session, one, two)
        decided = verdicts.standing(session, link.low_id, link.high_id)
        if decided is not None and decided.verdict is verdict:
            raise Refused(f"This cross-reference is {verdict} already.")
        if decided is not None and decided.verdict is Verdict.ADDED:
            raise Refused("This cross-reference was added by a person: undo that to take it away.")
        # What is said of two claims again is said of those that it was said of first.
        low, high = (decided.low_id, decided.high_id) if decided else sorted((one.id, two.id))
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


def add_cross_reference(
    engine: Engine, claim: str, other: str, relation: Relation, *, who: str = "", reason: str = ""
) -> Done:
    """Say how two claims, named by their keys, bear on each other, whether the machine linked them or not.

    It stays whatever is read again; undo takes it away. Raises NotFound, Gone for a claim that is no
    longer found, Linked where the two are linked so already, and Refused where they cannot be.
    """
    if relation is Relation.NONE:
        raise Refused("Choose how the two claims bear on each other: agrees, differs or related.")
    with write_session(engine) as session:
        one, two = (live_claim(session, key) for key in (claim, other))
        _require_apart(session, one, two)
        firsts = sorted(firsts_of(session, {one.id, two.id}).values())
        if firsts[0] == firsts[1]:
            raise Refused("These two claims have the same words: each is listed with the other already.")
        _require_unlinked(session, firsts[0], firsts[1], relation, other)
        low, high = sorted((one.id, two.id))  # those that were meant, should either get other words
        event = events.append(
            session,
            "add",
            {facts.of_verdict(low, high): verdicts.fact_value(Verdict.ADDED, relation)},
            subject=low,
            other=high,
            kind=events.LINK,
            now=relation,
            by=events.Author(who, reason),
        )
        return Done(event.id, claim=claim)


def _require_apart(session: Session, one: Claim, two: Claim) -> None:
    """Raises Refused for a claim and itself, or one that stands in it."""
    if one.id == two.id:
        raise Refused("This is the link of this very claim: paste that of another one.")
    for inner, around in ((one, two), (two, one)):
        outer, seen = inner.nested_in, {inner.id}
        while outer is not None and outer not in seen:
            if outer == around.id:
                raise Refused("One of these claims stands inside the other: there is nothing to compare.")
            seen.add(outer)
            outer = session.scalar(select(Claim.nested_in).where(Claim.id == outer))


def _require_unlinked(session: Session, low: int, high: int, relation: Relation, other: str) -> None:
    """Raises Linked where these are linked so already, and Refused where somebody decided of them."""
    decided = verdicts.standing(session, low, high)
    if decided is not None and decided.verdict is Verdict.REJECTED:
        raise Refused("Somebody rejected a cross-reference between these two: undo that first.")
    if decided is not None:
        raise Refused(f"These two claims are linked already: {decided.verdict} as {decided.relation}.")
    link = session.get(Link, (low, high))
    if link is not None and link.relation is relation:
        raise Linked(f"These two claims are linked already, as {relation}: confirm that.", other)


def _link(session: Session, one: Claim, two: Claim) -> Link:
    firsts = sorted(firsts_of(session, {one.id, two.id}).values())
    link = session.get(Link, (firsts[0], firsts[-1]))
    if link is None:
        raise NotFound(f"There is no cross-reference between {one.key} and {two.key}.")
    return link
