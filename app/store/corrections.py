"""Claims after what people decided of them: what was read stands beside, and neither overwrites the other.

A decision is a field of a claim (correction_pages.FIELDS) with a value, or that it was confirmed, added
or removed. A confirmed claim is as it was then, whatever is read later; a field that was corrected is
what it was corrected to; all else is as the machine reads it. What has no decision and is not found by
the machine is gone, and so is whatever has no words in the newest text; their decisions are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.domain import Act, Kind, Reason, Spans, Standing
from app.store import claim_rows, relinking, search, standing
from app.store.correction_pages import ACT, CONTENT, FIELDS, HEDGES, KIND, RELAY, SOURCES
from app.store.nesting import outer
from app.store.places import fill, searched
from app.store.repeats import repeat
from app.store.standing import Form
from app.store.tables import Claim, ClaimSource, Naming, Part, Source, Voice
from app.store.takes import FOUND, Take, Texts, around, forms_of, spans_of, take_of, take_shown

CONFIRMED, ADDED, REMOVED = "confirmed", "added", "removed"
SAID = "SAID"  # alias_key of a naming that somebody said to be an entry; no form has capitals

Decided = Mapping[str, Any]


def standing_of(decided: Decided) -> Standing:
    if REMOVED in decided:
        return Standing.REMOVED
    if ADDED in decided:
        return Standing.ADDED
    if any(field in decided for field in FIELDS):
        return Standing.CORRECTED
    return Standing.CONFIRMED if CONFIRMED in decided else Standing.MACHINE


def read(session: Session, claim_id: int, name: str) -> Any:  # noqa: ANN401 - JSON
    """What was decided, or None."""
    return session.get_one(Claim, claim_id).decided.get(name)


def decide(session: Session, claim_id: int, values: Decided) -> None:
    """Let these be decided of a claim (None: not decided), and show the claim as it stands then.

    Raises Refused where another claim of which people decided something has the words that it would have.
    """
    claim = session.get_one(Claim, claim_id)
    was_live = claim.gone_at is None
    before = take_shown(session, claim), claim.quote, claim.mention
    if was_live:
        search.forget(session, search.CLAIMS, searched([claim]))
    if not claim.as_read:
        claim.as_read = {FOUND: was_live, **before[0].json()}
    both = {**claim.decided, **values}
    claim.decided = {name: value for name, value in both.items() if value is not None}
    show(session, Texts(session, claim.article_id), [claim])
    is_live = claim.gone_at is None
    if is_live:
        search.index(session, search.CLAIMS, searched([claim]))
    after = take_shown(session, claim), claim.quote, claim.mention
    if was_live != is_live or before[0].content != after[0].content:
        if is_live:
            _take_place(session, claim, after[0].content)
        arrange(session, claim.article_id)
    if was_live and not is_live:
        relinking.leave_out_gone(session, claim.article_id)
    elif is_live and _told(*before) != _told(*after):
        relinking.reword(session, claim.id)
    repeat(session, [claim.article_id])


def _take_place(session: Session, claim: Claim, content: Spans) -> None:
    """What only the machine finds in the same words is this claim: it goes, until a later reading finds it
    beside this one. Raises Refused where people decided something of it, too."""
    other = claim_rows.at(session, claim.article_id, content, but=claim.id)
    if other is None or other.standing is not Standing.MACHINE:
        claim_rows.require_none(other)
        return
    search.forget(session, search.CLAIMS, searched([other]))
    other.gone_at, other.replaced_by = datetime.now(UTC), claim.id
    session.flush()
    relinking.leave_out_gone(session, claim.article_id)


def _told(take: Take, quote: str, mention: str) -> tuple[object, ...]:
    """What a claim is linked by."""
    return take.by, take.relay, quote, mention


def stands(claim: Claim, texts: Texts) -> Take | None:
    """A claim that people decided something of, in the newest text, also if they removed it.

    None where its words are not in the text, and where there is nothing but a decision about it.
    """
    decided = claim.decided
    base = take_of(decided.get(CONFIRMED, {})) or take_of(claim.as_read)
    if CONTENT in decided:
        content = _moved(decided[CONTENT], texts)
        if not content:
            return None
        base = texts.around(base, content) if base else Take(texts.newest.number, content)
    elif base is not None:
        base = texts.now(base)
    return base and _corrected(base, decided, texts)


def _moved(value: Mapping[str, Any], texts: Texts) -> Spans | None:
    return texts.move(value["version"]).spans(spans_of(value["spans"]))


def _corrected(take: Take, decided: Decided, texts: Texts) -> Take:
    changes: dict[str, Any] = {}
    if KIND in decided:
        changes["kind"] = Kind(decided[KIND])
    if ACT in decided:
        changes["act"] = Act(decided[ACT])
    if HEDGES in decided:
        hedges, room = decided[HEDGES], around(texts.newest.text, take.content)
        changes["hedges"] = texts.move(hedges["version"]).some(spans_of(hedges["spans"]), room)
    if RELAY in decided:
        changes["relay"] = forms_of(decided[RELAY])
    if SOURCES in decided:
        changes["by"] = forms_of(decided[SOURCES])
        if not decided[SOURCES]:  # nobody is named, so no words name anybody
            changes["source"] = ()
    return replace(take, **changes)


def is_held(claim: Claim) -> bool:
    """Whether there is such a claim: the machine finds it, or people said so; and nobody removed it."""
    decided = claim.decided
    said = any(name in decided for name in (CONFIRMED, ADDED, *FIELDS))
    return REMOVED not in decided and bool(claim.as_read.get(FOUND) or said)


def show(session: Session, texts: Texts, claims: Sequence[Claim]) -> None:
    """Let claims of an article that people touched be as they stand now."""
    for claim in claims:
        take = stands(claim, texts)
        claim.standing = standing_of(claim.decided)
        if take is not None:
            fill(claim, take.attribution(), texts.newest)
        if take is not None and is_held(claim):
            claim.gone_at = claim.replaced_by = None
        elif REMOVED in claim.decided:
            claim.gone_at = datetime.fromisoformat(claim.decided[REMOVED])
        else:
            claim.gone_at = claim.gone_at or datetime.now(UTC)
        session.flush()
        if take is not None:
            _answer(session, claim, take)
        if not claim.decided and claim.as_read.get(FOUND):
            claim.as_read = {}
    _forget_unsaid(session, texts.article_id)
    session.flush()


def _answer(session: Session, claim: Claim, take: Take) -> None:
    """Store who answers for a claim."""
    for table in (ClaimSource, Voice):
        session.execute(delete(table).where(table.claim_id == claim.id))
    voices = [
        {
            "claim_id": claim.id,
            "part": part,
            "position": position,
            "naming_id": _naming(session, claim.article_id, form),
        }
        for part, forms in ((Part.BY, take.by), (Part.RELAY, take.relay))
        for position, form in enumerate(forms)
    ]
    standing.write(session, voices, [claim.id])


def _naming(session: Session, article_id: int, form: Form) -> int:
    """The naming of an article that has this form, or one that somebody said."""
    same = select(Naming.id).where(
        Naming.article_id == article_id,
        Naming.entry_id == form.entry_id,
        Naming.alias_key == form.alias_key,
        Naming.doubt == form.doubt,
    )
    found = session.scalar(same.order_by(Naming.id).limit(1))
    if found is not None:
        return found
    naming = Naming(
        article_id=article_id,
        entry_id=form.entry_id,
        source_id=standing.stands_for(session, [form])[form],
        name=session.get_one(Source, form.entry_id).name,
        alias_key=form.alias_key,
        role="",
        reason=Reason.PERSON,
        doubt=form.doubt,
    )
    session.add(naming)
    session.flush()
    return naming.id


def _forget_unsaid(session: Session, article_id: int) -> None:
    """Leave out namings that somebody said, where no claim has them any longer."""
    unused = ~exists().where(Voice.naming_id == Naming.id)
    of_people = (Naming.article_id == article_id, Naming.reason == Reason.PERSON)
    session.execute(delete(Naming).where(*of_people, unused))


def arrange(session: Session, article_id: int) -> None:
    """Put the claims of an article in the order of the text, and say anew which lies in which."""
    live = session.scalars(select(Claim).where(Claim.article_id == article_id, Claim.gone_at.is_(None))).all()
    claims = sorted(live, key=lambda claim: (_begins(claim), claim.start, -claim.end, claim.id))
    nested = outer([spans_of(claim.content_spans) for claim in claims])
    for ordinal, (claim, index) in enumerate(zip(claims, nested, strict=True)):
        claim.ordinal = ordinal
        claim.nested_in = None if index is None else claims[index].id
    session.flush()


def _begins(claim: Claim) -> int:
    return min(start for start, _ in (*claim.content_spans, *claim.cue_spans, *claim.source_spans))


def is_touched(session: Session, article_id: int) -> bool:
    """Whether people decided something of a claim of an article."""
    decided = (Claim.article_id == article_id, Claim.standing != Standing.MACHINE)
    return session.scalar(select(Claim.id).where(*decided).limit(1)) is not None
