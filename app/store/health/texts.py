"""Whether claims stand in the texts that they were read in, with the words that they have."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, exists, select, update
from sqlalchemy.orm import aliased

from app.store.doubtful import doubt_of
from app.store.health.finding import Finding, Trouble, Walk, few
from app.store.keys import text_hash
from app.store.places import joined, place_at
from app.store.tables import Article, Claim, EarlierClaim, Version
from app.store.takes import spans_of

TEXTS = 20  # in memory, of a million code points at most
AGAIN = (
    "Bring back a backup from before (“sourcelight restore”). Where nobody has decided anything of its "
    "claims, the article can also be purged and added again."
)
COMMON = ("quote", "start", "end", "mention", "cue", "hedges")
SPANS = ("content_spans", "source_spans", "cue_spans", "hedge_spans")
OF_CLAIMS = ("article_id", "prefix", "suffix", "gone_at", "margin", "doubt")


def _mend(walk: Walk) -> None:
    for version, claims in _read(walk, Claim, OF_CLAIMS):
        for claim in claims:
            if _is_at_its_place(claim, version.text) and (values := _stale(claim, version.text)):
                walk.session.execute(update(Claim).where(Claim.id == claim.id).values(values))


CHANGED = Trouble("Texts that are not the ones that were stored", AGAIN)
OUTSIDE = Trouble("Claims that do not stand in their text", AGAIN)
ELSEWHERE = Trouble("Claims whose words are not those at their place in the text", AGAIN)
OLD = Trouble("Claims that stand, but not in their article's newest text", AGAIN)
AROUND = Trouble(
    "Claims with other surroundings, or another doubt, than their place in the text gives them",
    "“--repair” takes them from the text.",
    _mend,
)


def texts_are_as_stored(walk: Walk) -> Iterator[Finding]:
    for version in _versions(walk):
        if text_hash(version.text) != version.text_hash:
            yield Finding(CHANGED, f"Version {version.number} of article {version.article_id}")


def claims_stand_in_their_texts(walk: Walk) -> Iterator[Finding]:
    for version, claims in _read(walk, Claim, OF_CLAIMS):
        for claim in claims:
            name = f"Claim {claim.key} of article {claim.article_id}"
            if claim.article_id != version.article_id:
                yield Finding(OUTSIDE, f"{name}: its text is one of article {version.article_id}")
            elif claim.gone_at is None and not version.is_newest:
                yield Finding(OLD, f"{name}: it stands in version {version.number}")
            if claim.gone_at is not None and not claim.content_spans:
                continue  # nobody ever said where it stands
            yield from _of_words(claim, version, name)
            if _is_at_its_place(claim, version.text) and (stale := _stale(claim, version.text)):
                yield Finding(AROUND, f"{name}: its {', '.join(stale)}")


def earlier_claims_stand_in_their_texts(walk: Walk) -> Iterator[Finding]:
    for version, claims in _read(walk, EarlierClaim):
        for claim in claims:
            name = f"Claim {claim.key} of article {version.article_id}, version {version.number}"
            yield from _of_words(claim, version, name)


def _of_words(claim: Row[Any], version: Row[Any], name: str) -> Iterator[Finding]:
    length = len(version.text)
    spans = [span for column in SPANS for span in getattr(claim, column)]
    if not claim.content_spans or any(not 0 <= start < end <= length for start, end in spans):
        yield Finding(OUTSIDE, f"{name}: its text has {length} characters, its spans are {_told(claim)}")
        return
    words = {
        "quote": joined(spans_of(claim.content_spans), version.text),
        "mention": joined(spans_of(claim.source_spans), version.text),
        "cue": joined(spans_of(claim.cue_spans), version.text),
        "hedges": [span.of(version.text) for span in spans_of(claim.hedge_spans)],
    }
    for column, there in words.items():
        if getattr(claim, column) != there:
            yield Finding(
                ELSEWHERE, f"{name}: its {column} is “{getattr(claim, column)}”, there stands “{there}”"
            )


def _told(claim: Row[Any]) -> str:
    return ", ".join(f"{start}–{end}" for column in SPANS for start, end in getattr(claim, column)) or "none"


def _is_at_its_place(claim: Row[Any], text: str) -> bool:
    content = spans_of(claim.content_spans)
    return bool(content) and joined(content, text) == claim.quote


def _stale(claim: Row[Any], text: str) -> dict[str, object]:
    """What follows from where a claim stands, as far as it is not so."""
    content, source, cue = (spans_of(getattr(claim, name)) for name in SPANS[:3])
    place = place_at(content, text)
    doubt = doubt_of(claim.margin, claim.quote, source, cue, content)
    values: dict[str, object] = {name: getattr(place, name) for name in ("prefix", "suffix", "start", "end")}
    return {
        name: value for name, value in (values | {"doubt": doubt}).items() if getattr(claim, name) != value
    }


def _versions(walk: Walk) -> Iterator[Row[Any]]:
    """All but those that were purged."""
    later = aliased(Version)
    is_newest = ~exists().where(later.article_id == Version.article_id, later.number > Version.number)
    columns = Version.id, Version.article_id, Version.number, Version.text, Version.text_hash
    statement = (
        select(*columns, is_newest.label("is_newest"))
        .join(Article, Article.id == Version.article_id)
        .where(Article.purged_at.is_(None))
    )
    return walk.rows(statement, TEXTS)


def _read(
    walk: Walk, table: type[Claim] | type[EarlierClaim], more: Sequence[str] = ()
) -> Iterator[tuple[Row[Any], list[Row[Any]]]]:
    """Each text with what was read in it."""
    names = ("version_id", "key", *COMMON, *SPANS, *more)
    columns = [getattr(table, name) for name in names] + ([Claim.id] if table is Claim else [])
    for versions in few(_versions(walk), TEXTS):
        of_version: defaultdict[int, list[Row[Any]]] = defaultdict(list)
        ids = [version.id for version in versions]
        for claim in walk.rows(select(*columns).where(table.version_id.in_(ids))):
            of_version[claim.version_id].append(claim)
        yield from ((version, of_version[version.id]) for version in versions)
