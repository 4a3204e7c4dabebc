"""The claims that pass a filter, newest first, each read from one index that holds all that is asked of it.

A filter by sources walks what each of them said (claim_sources), one by outlets what each of them printed,
any other all claims by time or, where few have the traits that it asks for, by traits. Whatever else is
asked is tested on the way, for these rows repeat it (app/store/repeats.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import CTE, JSON, Row, ScalarSelect, Select, SQLColumnExpression, func, select, tuple_, union
from sqlalchemy.orm import Session

from app.store import search, traits
from app.store.keys import legal
from app.store.pages import ClaimFilter
from app.store.queries.cursor import Place, end_before
from app.store.queries.filters import ALL, OF_SOURCE, Bound, Condition, Ids, Posting, ids_of, passing, within
from app.store.queries.moments import Span, counts_in, month_of
from app.store.queries.rarity import IN_ORDER, Rarity, Way
from app.store.tables import Claim, ClaimSource, Part

NO_TRAITS: Mapping[str, Any] = {
    **dict.fromkeys(("sources", "kinds", "acts", "types"), ()),
    **dict.fromkeys(("hedged", "nested", "named")),
}


class Branch(NamedTuple):
    """Claims that one index has in the order of time."""

    of: Posting
    where: Sequence[Condition]

    def within(self, span: tuple[Bound, Bound]) -> "Branch":
        return self._replace(where=[*self.where, *within(self.of, span)])

    def select(self, *columns: SQLColumnExpression[Any]) -> Select[Any]:
        return select(*columns).where(*self.where)


def _count(branches: Sequence[Select[int]], most: int) -> ScalarSelect[int]:
    parts = [each.subquery() for each in branches]
    ids = parts[0] if len(parts) == 1 else union(*map(select, parts)).limit(most).subquery()
    return select(func.count()).select_from(ids).scalar_subquery()


def _with_keys(columns: Sequence[str]) -> tuple[str, ...]:
    """By which several branches are put in order."""
    return (*columns, *(key for key in ("id", "sort_at") if key not in columns))


@dataclass(frozen=True)
class Postings:
    """The claims that pass a filter; `ids` are of all sources that it names."""

    session: Session
    chosen: ClaimFilter
    ids: Ids
    rarity: Rarity

    def newest(self, columns: Sequence[str], limit: int, *, after: Place | None = None) -> Sequence[Row[Any]]:
        """The newest that pass and come after a place in the list: of each, fields of Posting, or "month"."""
        branches = self._branches(self.chosen, after, newest=limit)
        if not self.chosen.q:
            return self.session.execute(self._merged(branches, columns, limit)).all() if branches else ()
        return self._asked(branches, columns, limit, after).rows

    def columns(self, columns: Sequence[str], limit: int) -> tuple[Mapping[str, Sequence[Any]], bool]:
        """The same of the newest by column, which is quicker; in no order.

        Whether other hits of a question were not looked at comes with them.
        """
        branches = self._branches(self.chosen, newest=limit)
        if self.chosen.q or not branches:
            found = self._asked(branches, columns, limit, partly=True)
            values = {name: [row[place] for row in found.rows] for place, name in enumerate(columns)}
            return values, found.is_cut
        newest = self._merged(branches, columns, limit).subquery()
        is_sqlite = self.session.get_bind().dialect.name == "sqlite"
        listed = func.json_group_array if is_sqlite else func.json_agg
        row = self.session.execute(select(*(listed(newest.c[name], type_=JSON) for name in columns))).one()
        return {name: values or () for name, values in zip(columns, row, strict=True)}, False

    def _merged(self, branches: Sequence[Branch], columns: Sequence[str], limit: int) -> Select[Any]:
        if len(branches) == 1:
            return self._in_order(branches[0], columns).limit(limit)
        parts = [self._in_order(each, _with_keys(columns)).limit(limit).subquery() for each in branches]
        every = union(*(select(*part.c) for part in parts)).subquery()
        in_order = select(*(every.c[name] for name in columns))
        return in_order.order_by(every.c.sort_at.desc(), every.c.id.desc()).limit(limit)

    def oldest(self) -> datetime | None:
        """When the first was made that passes all but the question (q)."""
        if not any(self.chosen.sources) and replace(self.chosen, q="", **NO_TRAITS) == ClaimFilter():
            asked = self.rarity.oldest if self._traits is None else self._traits
            return min((self.rarity.oldest[each] for each in asked), default=None)
        firsts = [
            self.session.scalar(each.select(each.of.sort_at).order_by(each.of.sort_at).limit(1))
            for each in self._branches(self.chosen)
        ]
        return min((moment for moment in firsts if moment is not None), default=None)

    def counts(self, spans: Sequence[Span], most: int) -> list[int]:
        """How many pass all but the question (q) in each span of time, at most so many. One query."""
        branches = self._branches(replace(self.chosen, since=None, until=None), in_order=False)

        def count(span: CTE) -> ScalarSelect[int]:
            inside = [each.within((span.c.since, span.c.until)) for each in branches]
            ids = [each.select(each.of.id.label("id")).limit(most).correlate(span) for each in inside]
            return _count(ids, most)

        return counts_in(self.session, spans, count) if branches else [0] * len(spans)

    def _asked(
        self,
        branches: Sequence[Branch],
        columns: Sequence[str],
        limit: int,
        after: Place | None = None,
        *,
        partly: bool = False,
    ) -> search.Found:
        """What the question finds of several branches, or of one."""
        keys = columns if len(branches) == 1 else _with_keys(columns)
        parts = [self._hits(each, keys, limit, after, partly=partly) for each in branches]
        if len(parts) == 1:
            return parts[0]
        found = {row.id: row for part in parts for row in part.rows}
        rows = sorted(found.values(), key=lambda row: (row.sort_at, row.id), reverse=True)
        return search.Found(rows[:limit], any(part.is_cut for part in parts))

    def _hits(
        self, branch: Branch, columns: Sequence[str], limit: int, after: Place | None, *, partly: bool
    ) -> search.Found:
        return search.newest_rows(
            self.session,
            search.CLAIMS,
            self.chosen.q,
            self._in_order(branch, columns),
            limit,
            listed=search.Listed(branch.of.id, branch.of.sort_at),
            since=self.chosen.since,
            before=end_before(self.chosen.until, after),
            partly=partly,
        )

    def _in_order(self, branch: Branch, columns: Sequence[str]) -> Select[Any]:
        moment = branch.of.sort_at
        values = {name: getattr(branch.of, name) for name in columns if name != "month"}
        if "month" in columns:
            values["month"] = month_of(self.session, moment)
        statement = branch.select(*(values[name].label(name) for name in columns))
        return statement.order_by(moment.desc(), branch.of.id.desc())

    def _branches(
        self,
        chosen: ClaimFilter,
        after: Place | None = None,
        *,
        in_order: bool = True,
        newest: int | None = None,
    ) -> list[Branch]:
        """Together all that pass, or at least so many of the newest; a claim of two sources is in the
        branches of both."""

        def branch(of: Posting, rest: ClaimFilter, *where: Condition) -> Branch:
            behind = [tuple_(of.sort_at, of.id) < tuple_(*after)] if after else []
            return Branch(of, [*where, *passing(of, rest, self.ids), *behind])

        if chosen.article is not None:
            return [branch(ALL, chosen)]
        slugs, part = (chosen.relayed, Part.RELAY) if chosen.relayed else (chosen.sources, Part.BY)
        if any(slugs):
            rest = replace(chosen, relayed=()) if chosen.relayed else replace(chosen, sources=())
            found = [
                branch(OF_SOURCE, rest, ClaimSource.source_id == self.ids[slug], ClaimSource.part == part)
                for slug in map(legal, slugs)
                if slug in self.ids
            ]
            if "" in slugs and part is Part.BY:
                found.append(branch(ALL, replace(rest, sources=("",))))
        elif chosen.outlets:
            rest = replace(chosen, outlets=())
            found = [branch(ALL, rest, Claim.outlet == legal(outlet)) for outlet in chosen.outlets]
        else:
            found = [branch(ALL, chosen)]
            if self._traits is not None and not chosen.q:
                # Of those with some traits that somebody made, others make up an unknown share.
                most = newest if not chosen.without else None
                way = self._way(self._traits, after, most) if in_order else IN_ORDER
                if not way.is_walk:
                    since = [Claim.sort_at >= way.since] if way.since else []
                    rest = replace(chosen, **NO_TRAITS)
                    found = [branch(ALL, rest, Claim.traits.in_(self._traits), *since)]
        # To ask a question (q) of each takes longer than to ask it once of all.
        return [branch(ALL, chosen)] if chosen.q and len(found) > 1 else found

    @cached_property
    def _traits(self) -> Sequence[int] | None:
        """Those of all claims that pass; None where none are asked for."""
        asked = traits.asked_of(self.chosen)
        if not asked:
            return None
        return [each for each in self.rarity.oldest if all(one.holds(each) for one in asked)]

    def _way(self, traits: Sequence[int], after: Place | None, newest: int | None) -> Way:
        span = self.chosen.since, self.chosen.until
        return self.rarity.way(traits, span, end_before(self.chosen.until, after), newest)


def postings_of(session: Session, chosen: ClaimFilter, ids: Ids | None = None) -> Postings:
    """Without the ids of the sources that it names, they are looked up."""
    known = ids_of(session, chosen) if ids is None else ids
    return Postings(session, chosen, known, Rarity(session))
