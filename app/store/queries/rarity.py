"""Which traits claims have, and how far back one has to go to meet enough claims with some of them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import MINYEAR, UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import column, func, select, values
from sqlalchemy.orm import Session

from app.store.queries.filters import ALL, Span, within
from app.store.recall import recalled
from app.store.tables import Claim

NEWEST = 10_000  # claims by which it is told how common traits are
COMMON = 0.15  # of them; claims with these are met sooner among all than by putting them in order
LONGEST = 2**15  # days that one goes back; each time twice as far as before


class Way(NamedTuple):
    """How the newest with some traits are found: on a walk through all, or by putting those in order that
    were made `since`."""

    is_walk: bool
    since: datetime | None = None


IN_ORDER = Way(is_walk=False)


class Rarity:
    """What was asked once is not asked again until something is stored (recall.py)."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def oldest(self) -> Mapping[int, datetime]:
        """All traits that any claim has, some hundred, and when the oldest with them was made; one query."""

        def ask() -> dict[int, datetime]:
            least = select(func.min(Claim.traits)).where(ALL.stands)
            found = select(least.scalar_subquery().label("traits")).cte(recursive=True)
            following = least.where(Claim.traits > found.c.traits).scalar_subquery()
            found = found.union_all(select(following).where(found.c.traits.is_not(None)))
            first = select(func.min(Claim.sort_at)).where(ALL.stands, Claim.traits == found.c.traits)
            each = select(found.c.traits, first.scalar_subquery()).where(found.c.traits.is_not(None))
            return dict(self.session.execute(each).all())

        return recalled(self.session, "oldest", dict, ask)

    def way(self, traits: Collection[int], span: Span, before: datetime | None, limit: int | None) -> Way:
        """To the newest `limit` claims of a span that have one of these and were made before a moment; to
        all, without a limit.

        Three queries at most.
        """

        def ask() -> Way:
            newest = self._newest(span)
            if sum(newest[each] for each in traits) >= COMMON * newest.total():
                return Way(is_walk=True)
            if limit is None:
                return IN_ORDER
            return Way(is_walk=False, since=self._since(traits, (span[0], before), limit))

        return recalled(self.session, (frozenset(traits), span, before, limit), Way, ask, 1)

    def _newest(self, span: Span) -> Counter[int]:
        """How many of the newest claims have which traits."""
        newest = (
            select(Claim.traits)
            .where(ALL.stands, *within(ALL, span))
            .order_by(Claim.sort_at.desc(), Claim.id.desc())
            .limit(NEWEST)
        )
        return recalled(
            self.session, ("newest", span), Counter, lambda: Counter(self.session.scalars(newest))
        )

    def _since(self, traits: Collection[int], span: Span, limit: int) -> datetime | None:
        """A moment since which enough have them, the first of those tried; None where they are fewer."""
        last = select(func.max(Claim.sort_at)).where(ALL.stands, *within(ALL, span))
        moments = [*_back(self.session.scalar(last))]
        if not moments:
            return None
        tried = values(column("since", Claim.sort_at.type)).data([(each,) for each in moments]).cte("tried")
        enough = (
            select(Claim.id)
            .where(Claim.traits.in_(traits), ALL.stands, *within(ALL, span), Claim.sort_at >= tried.c.since)
            .offset(limit - 1)
            .limit(1)
            .exists()
        )
        # They are tried in this order, on both databases; with any other the result would be as right.
        return self.session.scalar(select(tried.c.since).where(enough).limit(1))


def _back(last: datetime | None) -> Iterator[datetime]:
    """Moments before the last one, ever further back."""
    days = 1
    while last is not None and days <= LONGEST and (last - datetime(MINYEAR, 1, 1, tzinfo=UTC)).days > days:
        yield last - timedelta(days=days)
        days *= 2
