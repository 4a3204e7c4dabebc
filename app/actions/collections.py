"""Collections: claims gathered under a name, in an order."""

from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions import typed
from app.actions.desk import decide, free_name
from app.actions.events import Done, done
from app.store import desk_facts, events, facts, gathering, notes, tables
from app.store.errors import NotFound, Refused, Stale
from app.store.queries import rows
from app.store.session import write_session
from app.store.tables import Claim, Collection, Gathered

WHAT = "collection"
LONGEST_DESCRIPTION = 2000  # code points
LONGEST_COMMENT = 500
MOST = 500  # claims in one collection, which is one page


def create_collection(engine: Engine, name: str, description: str = "", *, who: str = "") -> Done:
    """Raises Refused without a name, and for one that another collection has."""
    with write_session(engine) as session:
        return done(session, _create(session, name, description, who))


def edit_collection(
    engine: Engine, key: str, name: str, description: str, *, seen: str = "", who: str = ""
) -> Done:
    """Change name and description. `seen` is CollectionPage.seen of the state that was changed.

    Raises NotFound, Gone, Stale where somebody else changed them meanwhile, and Refused.
    """
    with write_session(engine) as session:
        collection = gathering.find(session, key)
        was = (collection.name, collection.description)
        if seen and seen != desk_facts.token(*was):
            raise Stale(
                "Name or description were changed meanwhile: what they are now stands beside what you wrote."
            )
        now = (free_name(session, Collection, name, WHAT, collection), _description(description))
        if now == was:
            raise Refused("Nothing was changed: the collection is like this already.")
        change = {
            desk_facts.of_collection(collection.id, "name"): now[0],
            desk_facts.of_collection(collection.id, "description"): now[1],
        }
        return decide(
            session, events.COLLECTION, collection.id, "edit", change, was=was[0], now=now[0], who=who
        )


def delete_collection(engine: Engine, key: str, *, who: str = "") -> Done:
    """Take a collection away; undo brings it back with all that is in it. Raises NotFound and Gone."""
    with write_session(engine) as session:
        collection = gathering.find(session, key)
        change = {desk_facts.of_collection(collection.id, "gone_at"): datetime.now(UTC).isoformat()}
        return decide(
            session, events.COLLECTION, collection.id, "delete", change, was=collection.name, who=who
        )


def gather(engine: Engine, claim: str, key: str = "", *, name: str = "", who: str = "") -> Done:
    """Add a claim at the end of a collection, or of a new one of this name where no key is given.

    Raises NotFound, Gone, and Refused where it is in there already, or the collection is full.
    """
    with write_session(engine) as session:
        about = notes.find_claim(session, claim)
        if key:
            collection = gathering.find(session, key)
        else:
            created = _create(session, name, "", who)
            collection = session.get_one(Collection, created.subject_id)
        row, order = gathering.place(session, collection, about), gathering.in_order(session, collection)
        if row.position is not None:
            raise Refused(f"The claim is in “{collection.name}” already.")
        if len(order) >= MOST:
            raise Refused(f"“{collection.name}” holds {MOST} claims, which is the most: begin another one.")
        row.quote, row.speakers = about.quote, _speakers(session, about)
        change = {_fact(row, "position"): gathering.at_the_end(order)}
        return decide(session, events.COLLECTION, collection.id, "add", change, claim=about.id, who=who)


def remove_from(engine: Engine, key: str, claim: str, *, who: str = "") -> Done:
    """Raises NotFound, also where the claim is not in the collection, and Gone."""
    with write_session(engine) as session:
        collection = gathering.find(session, key)
        row = _gathered(session, collection, claim)
        change = {_fact(row, "position"): None}
        return decide(
            session, events.COLLECTION, collection.id, "remove", change, claim=row.claim_id, who=who
        )


def move_in(engine: Engine, key: str, claim: str, by: int, *, seen: str = "", who: str = "") -> Done:
    """Move a claim by so many places, up where it is negative. `seen` is CollectionPage.order.

    Raises NotFound, Gone, Stale where the order is another one by now, and Refused at either end.
    """
    with write_session(engine) as session:
        collection = gathering.find(session, key)
        row, order = _gathered(session, collection, claim), gathering.in_order(session, collection)
        if seen and seen != gathering.order_token(order):
            raise Stale("The order was changed meanwhile: it is shown as it is now, and nothing was moved.")
        index = order.index(row)
        to = index + by
        if not by or not 0 <= to < len(order):
            raise Refused("The claim stands at this end of the collection already.")
        change = gathering.moved(order, index, to)
        return decide(
            session,
            events.COLLECTION,
            collection.id,
            "move",
            change,
            claim=row.claim_id,
            now="up" if by < 0 else "down",
            who=who,
        )


def comment_on(engine: Engine, key: str, claim: str, comment: str, *, seen: str = "", who: str = "") -> Done:
    """Say something of a claim in a collection; nothing takes it away. `seen` is GatheredClaim.seen.

    Raises NotFound, Gone, Stale where somebody else changed it meanwhile, and Refused.
    """
    with write_session(engine) as session:
        collection = gathering.find(session, key)
        row = _gathered(session, collection, claim)
        if seen and seen != desk_facts.token(row.comment):
            raise Stale("This comment was changed meanwhile: what it is now stands beside what you wrote.")
        said = typed.line(comment, "The comment", LONGEST_COMMENT)
        if said == row.comment:
            raise Refused("Nothing was changed: the comment is this already.")
        change = {_fact(row, "comment"): said}
        return decide(
            session,
            events.COLLECTION,
            collection.id,
            "comment",
            change,
            claim=row.claim_id,
            was=row.comment,
            now=said,
            who=who,
        )


def _create(session: Session, name: str, description: str, who: str) -> tables.Event:
    tidy, told = free_name(session, Collection, name, WHAT), _description(description)
    collection = gathering.enter(session)
    change: facts.Facts = {
        desk_facts.of_collection(collection.id, "name"): tidy,
        desk_facts.of_collection(collection.id, "description"): told,
        desk_facts.of_collection(collection.id, "gone_at"): None,
    }
    return events.append(
        session,
        "create",
        change,
        kind=events.COLLECTION,
        subject=collection.id,
        now=tidy,
        by=events.Author(who),
    )


def _description(description: str) -> str:
    return typed.text(description, "The description", LONGEST_DESCRIPTION)


def _gathered(session: Session, collection: Collection, claim: str) -> Gathered:
    row = session.get(Gathered, (collection.id, notes.find_claim(session, claim).id))
    if row is None or row.position is None:
        raise NotFound(f"The claim {claim[:80]} is not in “{collection.name}”.")
    return row


def _speakers(session: Session, claim: Claim) -> str:
    found = rows.speakers(session, Claim.id == claim.id).get(claim.id, rows.Speakers())
    return ", ".join(chip.name for chip in found.by)


def _fact(row: Gathered, column: str) -> str:
    return desk_facts.of_gathered(row.collection_id, column, row.claim_id)
