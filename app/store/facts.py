"""What people decide, as facts: a name and a value each, so that one log can hold any decision
and take it back.

    source/12/name          a column of entry 12
    merge/12                the entry that 12 was merged into, or None
    ruling/7//lund          whom "lund", read as entry 7, stands for, or None
    ruling/7/role/ada lund  the same where it was linked to entry 7 with this doubt
    ruling///lund           the same where it is a surname alone
    verdict/3/8             whether claims 3 and 8 are linked: "confirmed agrees", "rejected differs", or None
    article/5/title         what people decided of this detail of article 5, or None: as it was read
    article/5/withdrawn     when it was withdrawn (or purged), or None
    feed/2/state            whether feed 2 is followed
    claim/12/kind           what people decided of claim 12 (corrections.py), or None
    share/4/revoked         when share link 4 was taken away for good, or None
    note/…, collection/…, filter/…: desk_facts.py
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Doubt, FeedState, SourceType
from app.store import claim_words, corrections, desk_facts, details, shares, standing, verdicts, withdrawals
from app.store.keys import alias_key
from app.store.repeats import repeat_claims
from app.store.tables import Article, Claim, ClaimSource, Feed, Merge, Ruling, Source

Value = Any  # JSON: a text, a number or None; of claims also lists and objects
Facts = Mapping[str, Value]


def of_source(source: Source, column: str) -> str:
    return f"source/{source.id}/{column}"


def of_merge(source_id: int) -> str:
    return f"merge/{source_id}"


def of_article(article_id: int, name: str) -> str:
    """`name` is one of details.FIELDS, withdrawals.WITHDRAWN or withdrawals.PURGED."""
    return f"article/{article_id}/{name}"


def of_feed(feed_id: int) -> str:
    return f"feed/{feed_id}/state"


def of_share(share_id: int) -> str:
    return f"share/{share_id}/revoked"


def of_ruling(alias_key: str, entry_id: int | None, doubt: Doubt | None = None) -> str:
    return f"ruling/{entry_id or ''}/{doubt or ''}/{alias_key}"


def of_claim(claim_id: int, name: str) -> str:
    """`name` is one of correction_pages.FIELDS, or corrections.CONFIRMED, ADDED, REMOVED."""
    return f"claim/{claim_id}/{name}"


def of_verdict(low_id: int, high_id: int) -> str:
    return f"verdict/{low_id}/{high_id}"


def read(session: Session, names: Iterable[str]) -> dict[str, Value]:
    """What the facts are now."""
    return {name: _read(session, *name.split("/", 1)) for name in names}


def write(session: Session, facts: Facts) -> None:
    """Make the facts so, and show all claims as they stand then.

    Merges must lead somewhere: no ring() of them.
    """
    touched: set[int] = set()
    keys: set[str] = set()
    claims: dict[int, dict[str, Value]] = {}
    for name, value in facts.items():
        kind, rest = name.split("/", 1)
        if kind == "source":
            _write_source(session, rest, value)
        elif kind == "merge":
            touched.update(standing.shown(session, [int(rest)]).values())
            _write_merge(session, int(rest), value)
        elif kind == "verdict":
            verdicts.write(session, *_pair(rest), None if value is None else str(value))
        elif kind == "article":
            _write_article(session, rest, value)
        elif kind == "feed":
            session.get_one(Feed, int(rest.split("/")[0])).state = FeedState(str(value))
        elif kind == "claim":
            id_, field = _column(rest)
            claims.setdefault(id_, {})[field] = value
        elif kind == "share":
            shares.write(session, int(rest.split("/")[0]), None if value is None else str(value))
        elif kind in desk_facts.KINDS:
            desk_facts.write(session, kind, rest, value)
        else:
            keys.add(rest.split("/", 2)[2])
            _write_ruling(session, rest, value)
    session.flush()
    if touched or keys:
        standing.refresh(session, sources=touched, alias_keys=keys)
    for id_, decided in claims.items():
        _write_claim(session, id_, decided)


def told(session: Session, names: Iterable[str]) -> str:
    """What facts of a claim are now, in words; of all others nothing."""
    fields: dict[int, list[str]] = {}
    for name in names:
        kind, rest = name.split("/", 1)
        if kind == "claim":
            id_, field = _column(rest)
            fields.setdefault(id_, []).append(field)
    return "; ".join(claim_words.told(session, id_, each) for id_, each in fields.items())


def ring(session: Session, facts: Facts) -> list[str]:
    """The merges there are that would come round to their beginning if these were added."""
    for name, into in facts.items():
        if name.startswith("merge/") and into is not None:
            path = standing.path(session, int(into))
            source_id = int(name.removeprefix("merge/"))
            if source_id in path:
                return [of_merge(each) for each in path[: path.index(source_id)]]
    return []


def _read(session: Session, kind: str, rest: str) -> Value:
    if kind in desk_facts.KINDS:
        return desk_facts.read(session, kind, rest)
    return READERS[kind](session, rest)


def _read_source(session: Session, rest: str) -> Value:
    id_, column = _column(rest)
    return getattr(session.get_one(Source, id_), column)


def _read_merge(session: Session, rest: str) -> Value:
    merge = session.get(Merge, int(rest))
    return merge.into_id if merge else None


def _read_article(session: Session, rest: str) -> Value:
    id_, name = _column(rest)
    article = session.get_one(Article, id_)
    is_detail = name in details.FIELDS
    return details.decided(article, name) if is_detail else withdrawals.read(article, name)


def _read_feed(session: Session, rest: str) -> Value:
    return session.get_one(Feed, _column(rest)[0]).state.value


def _read_ruling(session: Session, rest: str) -> Value:
    ruling = _ruling(session, rest)
    return ruling.to_id if ruling else None


READERS: Mapping[str, Callable[[Session, str], Value]] = {
    "source": _read_source,
    "merge": _read_merge,
    "ruling": _read_ruling,
    "verdict": lambda session, rest: verdicts.read(session, *_pair(rest)),
    "article": _read_article,
    "feed": _read_feed,
    "claim": lambda session, rest: corrections.read(session, *_column(rest)),
    "share": lambda session, rest: shares.read(session, _column(rest)[0]),
}


def _pair(rest: str) -> tuple[int, int]:
    low, high = rest.split("/")
    return int(low), int(high)


def _column(rest: str) -> tuple[int, str]:
    """The id of a row, and what of it."""
    id_, name = rest.split("/")
    return int(id_), name


def _write_claim(session: Session, id: int, decided: Mapping[str, Value]) -> None:
    """Raises Gone where its article was withdrawn."""
    article = session.get_one(Article, session.get_one(Claim, id).article_id)
    withdrawals.require_standing(session, article)
    corrections.decide(session, id, decided)


def _write_article(session: Session, rest: str, value: Value) -> None:
    id_, name = rest.split("/")
    article = session.get_one(Article, int(id_))
    told = None if value is None else str(value)
    if name in details.FIELDS:
        withdrawals.require_words(article)
        details.decide(session, article, name, told)
    else:
        withdrawals.write(session, article, name, told)


def _write_source(session: Session, rest: str, value: Value) -> None:
    id_, column = rest.split("/")
    source = session.get_one(Source, int(id_))
    is_type = column in ("type", "read_type") and value is not None
    setattr(source, column, SourceType(str(value)) if is_type else value)
    if column == "name":
        source.sort_key = alias_key(source.name)[:100]
    if column == "type":
        spoken = select(ClaimSource.claim_id).where(ClaimSource.source_id == source.id)
        repeat_claims(session, Claim.id.in_(spoken))


def _write_merge(session: Session, source_id: int, into: Value) -> None:
    merge = session.get(Merge, source_id)
    if merge is not None:
        session.delete(merge)
        session.flush()
    if into is None:
        return
    session.add(Merge(source_id=source_id, into_id=int(into)))
    session.flush()


def _parts(rest: str) -> tuple[int | None, Doubt | None, str]:
    entry, doubt, key = rest.split("/", 2)
    return int(entry) if entry else None, Doubt(doubt) if doubt else None, key


def _ruling(session: Session, rest: str) -> Ruling | None:
    entry_id, doubt, key = _parts(rest)
    statement = select(Ruling).where(
        Ruling.alias_key == key,
        Ruling.entry_id == entry_id,  # None is compared by IS
        Ruling.doubt == doubt,
    )
    return session.scalar(statement)


def _write_ruling(session: Session, rest: str, to: Value) -> None:
    ruling = _ruling(session, rest)
    if to is None:
        if ruling is not None:
            session.delete(ruling)
    elif ruling is not None:
        ruling.to_id = int(to)
    else:
        entry_id, doubt, key = _parts(rest)
        session.add(Ruling(alias_key=key, entry_id=entry_id, doubt=doubt, to_id=int(to)))
    session.flush()
