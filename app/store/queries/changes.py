"""What changed between two versions of an article."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain import Change, Span
from app.paragraphs import paragraph_spans
from app.store import pages
from app.store.changes import Pair, Piece, pairs, pieces
from app.store.intake_pages import ClaimChange, ParagraphChange, VersionChanges
from app.store.queries import rows
from app.store.queries.versions import claims_of, find_version
from app.store.tables import Claim, Version
from app.store.withdrawals import require_standing

NEXT = aliased(Claim, name="next_claim")


def version_changes(session: Session, article_id: int, old: int, new: int) -> VersionChanges:
    """Paragraphs, words and claims of one version beside those of another, which may be the older one.

    Raises NotFound, and Gone where the article was withdrawn.
    """
    article, before = find_version(session, article_id, old)
    require_standing(session, article)
    _, after = find_version(session, article_id, new)
    paired = pairs(before.text, after.text)
    was, now = claims_of(session, before), claims_of(session, after)
    found = tuple(_claims(was, now, _Paragraphs(paired, before.text, after.text), _instead(session, was)))
    return VersionChanges(
        article=rows.article_ref(article),
        old=_ref(before),
        new=_ref(after),
        paragraphs=tuple(_paragraphs(paired, before.text, after.text)),
        claims=found,
        same_claims=len(now) - sum(each.after is not None for each in found),
    )


def _ref(version: Version) -> pages.VersionRef:
    return pages.VersionRef(version.number, version.title, version.added_at)


def _paragraphs(paired: Sequence[Pair], old: str, new: str) -> Iterator[ParagraphChange]:
    before = after = 0
    for change, span, new_span in paired:
        before += span is not None
        after += new_span is not None
        if change is Change.CHANGED and span and new_span:
            made = tuple(pieces(span.of(old), new_span.of(new)))
        elif new_span:
            made = (Piece(change, new_span.of(new)),)
        else:
            made = (Piece(change, span.of(old) if span else ""),)
        yield ParagraphChange(change, before if span else None, after if new_span else None, made)


class _Paragraphs:
    """Whether a place in the old text and one in the new are in paragraphs that are one."""

    def __init__(self, paired: Sequence[Pair], old: str, new: str) -> None:
        self.old = [start for start, _ in paragraph_spans(old)]
        self.new = [start for start, _ in paragraph_spans(new)]
        self.pairs = {(pair.old.start, pair.new.start) for pair in paired if pair.old and pair.new}

    def are_one(self, before: Span, after: Span) -> bool:
        old, new = bisect_right(self.old, before.start), bisect_right(self.new, after.start)
        return bool(old and new) and (self.old[old - 1], self.new[new - 1]) in self.pairs


def _claims(
    was: Sequence[pages.Claim],
    now: Sequence[pages.Claim],
    paragraphs: _Paragraphs,
    instead: Mapping[str, str],
) -> Iterator[ClaimChange]:
    """Those that went, in the order of the old text, then the others in that of the new."""
    before, after = {claim.id: claim for claim in was}, {claim.id: claim for claim in now}
    for claim in was:
        if claim.id not in after:
            replaced_by = instead.get(claim.id)
            yield ClaimChange(Change.WENT, claim, None, replaced_by if replaced_by in after else None)
    for claim in now:
        old = before.get(claim.id)
        if old is None:
            yield ClaimChange(Change.CAME, None, claim)
        elif _said(old) != _said(claim):
            yield ClaimChange(Change.CHANGED, old, claim)
        elif not paragraphs.are_one(old.content_spans[0], claim.content_spans[0]):
            yield ClaimChange(Change.MOVED, old, claim)


def _said(claim: pages.Claim) -> tuple[object, ...]:
    sources = [chip.slug for chip in (*claim.sources, *claim.relay)]
    return claim.quote, claim.mention, claim.cue, claim.kind, claim.act, claim.hedges, sources


def _instead(session: Session, claims: Sequence[pages.Claim]) -> dict[str, str]:
    """Claims that are gone -> those that stand in their place."""
    statement = (
        select(Claim.key, NEXT.key)
        .join(NEXT, NEXT.id == Claim.replaced_by)
        .where(Claim.key.in_([claim.id for claim in claims]))
    )
    return dict(session.execute(statement).all())
