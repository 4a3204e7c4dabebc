"""How rows of a list stand together."""

from collections.abc import Iterable
from itertools import groupby

from app.present.voices import speakers
from app.store.link_pages import Difference
from app.store.pages import ArticleRef, ClaimRow

Report = tuple[ArticleRef, tuple[ClaimRow, ...]]


def by_article(rows: Iterable[ClaimRow]) -> tuple[Report, ...]:
    """Claims of one article that follow each other, under that article once."""
    return tuple((article, tuple(group)) for article, group in groupby(rows, key=lambda row: row.article))


def each_pair_once(found: Iterable[Difference], limit: int) -> tuple[Difference, ...]:
    """The first difference between any two sources, however many articles tell it."""
    pairs: dict[frozenset[str], Difference] = {}
    for each in found:
        chips = (*speakers(each.row.claim), *speakers(each.other.claim))
        pairs.setdefault(frozenset(chip.slug for chip in chips), each)
    return tuple(pairs.values())[:limit]
