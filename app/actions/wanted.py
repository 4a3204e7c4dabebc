"""What somebody wants a claim to be, checked, as decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from app.actions import typed
from app.domain import Act, Doubt, Kind, SourceType, Span, Spans
from app.extract.hedges import hedges_of
from app.extract.kind import kind_of
from app.paragraphs import paragraph_spans
from app.store import claim_rows, corrections, directory, standing
from app.store.correction_pages import ACT, CONTENT, HEDGES, KIND, RELAY, SOURCES
from app.store.errors import Refused
from app.store.seeds import slot_uses
from app.store.standing import Form
from app.store.tables import Article, Claim, Version
from app.store.takes import Take, around, listed, take_shown

MOST_SOURCES = 8
MOST_SPANS = 16
MOST_PARAGRAPHS = 3
LONGEST_CLAIM = 10_000  # code points from its first word to its last


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a claim is to be. None leaves a thing as it is.

    Sources and relay are slugs; "new:NAME", or "new:TYPE:NAME", makes a new source of this name.
    Without sources, () says that the text gives none. Spans are code points into the newest text.
    """

    sources: tuple[str, ...] | None = None
    relay: tuple[str, ...] | None = None  # nearest first
    content: Spans | None = None
    kind: Kind | None = None
    act: Act | None = None
    hedges: Spans | None = None


def changes(session: Session, claim: Claim, wanted: Wanted) -> dict[str, Any]:
    """What is to be decided of a claim that stands in its article's newest text.

    Raises NotFound for an unknown source, and Refused where nothing differs or something cannot be.
    """
    version = session.get_one(Version, claim.version_id)
    article, now = session.get_one(Article, claim.article_id), take_shown(session, claim)
    decided: dict[str, Any] = {}
    content = now.content
    if wanted.content is not None:
        content = _content(version.text, wanted.content)
        if content != now.content:
            claim_rows.require_none(claim_rows.at(session, claim.article_id, content))
            decided[CONTENT] = _in(version, content)
    if wanted.hedges is not None:
        hedges = _hedges(version.text, wanted.hedges, content)
        if hedges != now.hedges:
            decided[HEDGES] = _in(version, hedges)
    if wanted.kind not in (None, now.kind):
        decided[KIND] = str(wanted.kind)
    if wanted.act not in (None, now.act):
        decided[ACT] = str(wanted.act)
    decided |= _speakers(session, article, wanted, now)
    if not decided:
        raise Refused("Nothing was changed: the claim is like this already.")
    return decided


def of_new(session: Session, article: Article, version: Version, wanted: Wanted) -> dict[str, Any]:
    """What is to be decided of a claim that is not there yet. Raises as changes() does."""
    if wanted.content is None:
        raise Refused("Which words are the claim? None were marked.")
    text, content = version.text, _content(version.text, wanted.content)
    claim_rows.require_none(claim_rows.at(session, article.id, content))
    if wanted.hedges is None:
        room = around(text, content)
        hedges = tuple(each for each in hedges_of(text, (), content) if _within(each, room))
    else:
        hedges = _hedges(text, wanted.hedges, content)
    decided = {
        corrections.ADDED: True,
        CONTENT: _in(version, content),
        KIND: str(wanted.kind or kind_of(text, content)),
        ACT: str(wanted.act or Act.STATES),
        HEDGES: _in(version, hedges),
        SOURCES: [],
        RELAY: [],
    }
    return decided | _speakers(session, article, wanted, Take(version.number, content))


def _in(version: Version, spans: Spans) -> dict[str, Any]:
    return {"version": version.number, "spans": listed(spans)}


def _within(span: Span, room: Span) -> bool:
    return room.start <= span.start and span.end <= room.end


def _tidy(text: str, spans: Sequence[Span], what: str) -> Spans:
    """The spans in order, without the white space at their ends. Raises Refused."""
    if len(spans) > MOST_SPANS:
        raise Refused(f"The {what} has {len(spans)} parts; {MOST_SPANS} is the most.")
    found = []
    for start, end in spans:
        if not 0 <= start <= end <= len(text):
            raise Refused(f"The {what} reaches from {start} to {end}; the text has {len(text):,} characters.")
        words = text[start:end]
        if not any(map(str.isalnum, words)):
            raise Refused(f"The {what} needs a letter or a digit; “{words[:40]}” has none.")
        found.append(Span(end - len(words.lstrip()), start + len(words.rstrip())))
    found.sort()
    for one, other in pairwise(found):
        if other.start < one.end:
            raise Refused(f"Two parts of the {what} overlap: “{other.of(text)[:40]}” is in both.")
    return tuple(found)


def _content(text: str, spans: Sequence[Span]) -> Spans:
    if not spans:
        raise Refused("Which words are the claim? None were marked.")
    content = _tidy(text, spans, "claim")
    if (length := content[-1].end - content[0].start) > LONGEST_CLAIM:
        raise Refused(f"The claim is {length:,} characters long; {LONGEST_CLAIM:,} is the most.")
    held = [
        any(span.start < end and start < span.end for span in content) for start, end in paragraph_spans(text)
    ]
    first, last = held.index(True), len(held) - held[::-1].index(True)
    if last - first > MOST_PARAGRAPHS or not all(held[first:last]):
        raise Refused(
            f"A claim stands in one paragraph, or in up to {MOST_PARAGRAPHS} that follow each other; "
            "mark what lies further apart as claims of their own."
        )
    return content


def _hedges(text: str, spans: Sequence[Span], content: Spans) -> Spans:
    hedges, room = _tidy(text, spans, "hedge"), around(text, content)
    for hedge in hedges:
        if not _within(hedge, room):
            raise Refused(f"The hedge “{hedge.of(text)[:40]}” stands in another paragraph than the claim.")
    return hedges


def _speakers(session: Session, article: Article, wanted: Wanted, now: Take) -> dict[str, Any]:
    decided: dict[str, Any] = {}
    shown: dict[str, tuple[int, ...]] = {}
    for name, slugs, forms in ((SOURCES, wanted.sources, now.by), (RELAY, wanted.relay, now.relay)):
        standing_for = standing.stands_for(session, forms)
        before = tuple(dict.fromkeys(standing_for[form] for form in forms))
        shown[name] = before if slugs is None else _ids(session, article, slugs, name)
        if shown[name] != before:
            decided[name] = listed(Form(id_, corrections.SAID, Doubt.NONE) for id_ in shown[name])
    if decided and set(shown[SOURCES]) & set(shown[RELAY]):
        raise Refused("Nobody both makes a claim and stands behind whoever makes it: choose one of the two.")
    return decided


def _ids(session: Session, article: Article, slugs: Sequence[str], what: str) -> tuple[int, ...]:
    if len(slugs) > MOST_SOURCES:
        raise Refused(f"{len(slugs)} sources in {what}; {MOST_SOURCES} is the most.")
    return tuple(dict.fromkeys(_source(session, article, slug) for slug in slugs))


def _source(session: Session, article: Article, slug: str) -> int:
    """The id of the entry that a slug stands for, or of a new one. Raises NotFound and Refused."""
    if slug.startswith(f"{directory.NEW}:"):
        return _new(session, article, slug.partition(":")[2])
    source = standing.source_of(session, slug)
    if source.article_id not in (None, article.id):
        raise Refused(
            f"{source.name} belongs to article {source.article_id} alone. Whom this article means may be "
            "somebody else: make a new source."
        )
    return source.id


def _new(session: Session, article: Article, wanted: str) -> int:
    before, colon, after = wanted.partition(":")
    is_type = bool(colon) and before in list(SourceType)
    type_ = SourceType(before) if is_type else SourceType.PERSON
    name = typed.name(after if is_type else wanted)
    if not any(map(str.isalnum, name)):
        raise Refused("A new source needs a name.")
    local = article.id if type_.is_unnamed else None
    return directory.new_entry(session, name, type_, article_id=local, uses=slot_uses(session)).id
