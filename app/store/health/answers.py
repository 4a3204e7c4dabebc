"""Whether those who are shown to answer for claims are those who were read, after what people decided."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select

from app.store import standing
from app.store.health.finding import Finding, Trouble, Walk, few
from app.store.tables import Alias, Claim, ClaimSource, Merge, Naming, Sighting, Source, Voice

BACKUP = "Bring back a backup from before (“sourcelight restore”)"
FORMS = Naming.entry_id, Naming.alias_key, Naming.doubt


def _refresh(walk: Walk) -> None:
    """As after a decision about each form that stands for somebody else than it should."""
    if any(merges_lead_somewhere(walk)):
        return
    for part in few(_astray(walk)):
        standing.refresh(walk.session, sources=(), alias_keys={form.alias_key for form, _, _ in part})
    _answer_anew(walk)


def _answer_anew(walk: Walk) -> None:
    """Of claims that were heard; of one that was not nothing would be left."""
    ids = {claim_id for claim_id, *_ in walk.rows(_unanswered())} | {row[0] for row in walk.rows(_unread())}
    for part in few(iter(sorted(ids))):
        heard = walk.session.scalars(select(Claim.id).where(Claim.id.in_(part), _is_heard())).all()
        walk.session.execute(delete(ClaimSource).where(ClaimSource.claim_id.in_(heard)))
        standing.show_answers(walk.session, Voice.claim_id.in_(heard))


ASTRAY = Trouble(
    "Sources of articles that stand for others than people decided",
    "“--repair” follows the decisions again.",
    _refresh,
)
DRIFTED = Trouble(
    "Claims whose sources are not those that were read of them",
    "“--repair” takes them from what was read.",
    _answer_anew,
)
SILENT = Trouble("Claims with sources of which nothing says that they were read", f"{BACKUP}.")
MERGED = Trouble(
    "Sources that were merged into others, and still have claims",
    "“--repair” follows the decisions again.",
    _refresh,
)
ROUND = Trouble(
    "Sources that were merged in a circle",
    f"{BACKUP}; or undo one of the merges (“sourcelight undo EVENT”).",
)
FOREIGN = Trouble(
    "Forms that were seen of a source which they do not belong to",
    f"{BACKUP}. Nothing but lists of forms is wrong meanwhile.",
)


def namings_follow_decisions(walk: Walk) -> Iterator[Finding]:
    for form, now, right in _astray(walk):
        yield Finding(
            ASTRAY, f"“{form.alias_key}”, read as source {form.entry_id}: stands for {now}, not {right}"
        )


def claims_have_those_who_were_read(walk: Walk) -> Iterator[Finding]:
    for _, key, source_id, is_heard in walk.rows(_unread()):
        told = f"Claim {key}: source {source_id}"
        yield Finding(DRIFTED if is_heard else SILENT, f"{told} answers for it, and nobody read so")
    for _, key, source_id in walk.rows(_unanswered()):
        yield Finding(DRIFTED, f"Claim {key}: source {source_id} was read, and does not answer for it")


def merged_sources_have_no_claims(walk: Walk) -> Iterator[Finding]:
    statement = (
        select(Source.slug, Merge.into_id, func.count())
        .join(Merge, Merge.source_id == Source.id)
        .join(ClaimSource, ClaimSource.source_id == Source.id)
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(Claim.gone_at.is_(None))
        .group_by(Source.slug, Merge.into_id)
    )
    for slug, into, claims in walk.rows(statement):
        yield Finding(MERGED, f"{slug}: merged into source {into}, and answers for {claims} claims")


def merges_lead_somewhere(walk: Walk) -> Iterator[Finding]:
    into: dict[int, int] = dict(walk.session.execute(select(Merge.source_id, Merge.into_id)).all())
    for source, first in into.items():
        seen, at = {source}, first
        while at in into and at not in seen:
            seen.add(at)
            at = into[at]
        if at == source:
            yield Finding(ROUND, f"Source {source}: merged into {first}")


def sightings_are_of_their_source(walk: Walk) -> Iterator[Finding]:
    statement = (
        select(Alias.id, Alias.alias, Alias.source_id, Naming.id, Naming.entry_id)
        .join(Sighting, Sighting.alias_id == Alias.id)
        .join(Naming, Naming.id == Sighting.naming_id)
        .where(Alias.source_id != Naming.entry_id)
    )
    for alias_id, alias, source_id, naming_id, entry_id in walk.rows(statement):
        told = f"Alias {alias_id}, “{alias}”, of source {source_id}"
        yield Finding(FOREIGN, f"{told}: seen in naming {naming_id}, of source {entry_id}")


def _astray(walk: Walk) -> Iterator[tuple[standing.Form, int, int]]:
    """Forms with whom they stand for, and should."""
    for part in few(walk.rows(select(*FORMS, Naming.source_id).distinct())):
        forms = [(standing.Form(entry, key, doubt), now) for entry, key, doubt, now in part]
        right = standing.stands_for(walk.session, {form for form, _ in forms})
        yield from ((form, now, right[form]) for form, now in forms if now != right[form])


def _unread() -> Select[int, str, int, bool]:
    """Who answers for a claim that stands, and is none of its voices; and whether it was heard."""
    position = (
        select(func.min(Voice.position))
        .join(Naming, Naming.id == Voice.naming_id)
        .where(
            Voice.claim_id == ClaimSource.claim_id,
            Voice.part == ClaimSource.part,
            Naming.source_id == ClaimSource.source_id,
        )
        .scalar_subquery()
    )
    return (
        select(Claim.id, Claim.key, ClaimSource.source_id, _is_heard())
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(Claim.gone_at.is_(None), ClaimSource.position.is_distinct_from(position))
    )


def _is_heard() -> ColumnElement[bool]:
    """True of claims with voices of which it is known whose they are."""
    voices = select(Voice.claim_id).where(Voice.claim_id == Claim.id)
    unknown = voices.where(~exists().where(Naming.id == Voice.naming_id))
    return and_(voices.exists(), ~unknown.exists())


def _unanswered() -> Select[int, str, int]:
    """Voices of claims that stand, which are not among those who answer for them."""
    shown = exists().where(
        ClaimSource.claim_id == Voice.claim_id,
        ClaimSource.part == Voice.part,
        ClaimSource.source_id == Naming.source_id,
    )
    return (
        select(Claim.id, Claim.key, Naming.source_id)
        .join(Voice, Voice.claim_id == Claim.id)
        .join(Naming, Naming.id == Voice.naming_id)
        .where(Claim.gone_at.is_(None), ~shown)
    )
