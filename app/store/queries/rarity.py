"""Which traits claims have, and whether many claims have them."""

from collections.abc import Collection
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.queries.filters import ALL, Span, within
from app.store.tables import Claim

RARE = 30_000  # claims; fewer are sorted sooner than they are met with among a million others


class Rarity:
    """What was asked once is not asked again: what is common stays so with other traits beside it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._answers: list[tuple[Span, frozenset[int], bool]] = []

    @cached_property
    def traits(self) -> tuple[int, ...]:
        """All that any claim has: some hundred; one query that looks up one after the other."""
        least = select(func.min(Claim.traits)).where(ALL.stands)
        found = select(least.scalar_subquery().label("traits")).cte(recursive=True)
        following = least.where(Claim.traits > found.c.traits).scalar_subquery()
        found = found.union_all(select(following).where(found.c.traits.is_not(None)))
        return tuple(self.session.scalars(select(found.c.traits).where(found.c.traits.is_not(None))))

    def are_common(self, traits: Collection[int], span: Span) -> bool:
        """Whether at least RARE claims of a span of time have one of these; one query at most."""
        asked = frozenset(traits)
        for its_span, known, common in self._answers:
            if span == its_span and (known <= asked if common else known >= asked):
                return common
        some = (
            select(Claim.id)
            .where(Claim.traits.in_(traits), ALL.stands, *within(ALL, span))
            .limit(RARE)
            .subquery()
        )
        common = self.session.scalar(select(func.count()).select_from(some)) == RARE
        self._answers.append((span, asked, common))
        return common
