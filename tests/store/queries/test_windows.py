"""Lists and their counts, held against a count of all claims one by one."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.domain import Act, Kind, SourceType
from app.store.pages import ClaimFilter, ClaimsPage, Facet
from app.store.queries import articles_page, claims_page, rarity, sources_page, windows
from app.store.recall import Recall
from app.store.repeats import repeat
from app.store.session import alembic_config, make_engine, migrate, read_session, write_session
from app.store.stamps import Stamps
from app.store.tables import Appearance, Article, Claim, ClaimSource, Part, Source
from benchmarks.corpus import Corpus

ARTICLES = 30


@dataclass(frozen=True)
class Told:
    """A claim as a filter sees it."""

    key: str
    claim: Claim
    by: frozenset[str]
    types: frozenset[SourceType]
    relayed: frozenset[str]


@pytest.fixture(scope="module")
def house(make_database: Callable[[], str]) -> Iterator[Engine]:
    engine = make_engine(make_database())
    for _ in Corpus(ARTICLES).fill(engine):
        pass
    with write_session(engine) as session:
        for claim in session.scalars(select(Claim).where(Claim.id % 17 == 0)):
            claim.gone_at = datetime(2031, 1, 2, tzinfo=UTC)
        repeat(session, range(1, ARTICLES + 1))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def corpus(house: Engine) -> Iterator[Session]:
    with read_session(house) as session:
        yield session


@pytest.fixture(scope="module")
def told(corpus: Session) -> tuple[Told, ...]:
    """All that stand, newest first."""
    speaking: dict[int, list[tuple[Part, Source]]] = {}
    statement = select(ClaimSource.claim_id, ClaimSource.part, Source).join(
        Source, Source.id == ClaimSource.source_id
    )
    for id_, part, source in corpus.execute(statement):
        speaking.setdefault(id_, []).append((part, source))
    standing = select(Claim).where(Claim.gone_at.is_(None))
    return tuple(
        Told(
            claim.key,
            claim,
            frozenset(source.slug for part, source in speaking.get(claim.id, ()) if part is Part.BY),
            frozenset(source.type for part, source in speaking.get(claim.id, ()) if part is Part.BY),
            frozenset(source.slug for part, source in speaking.get(claim.id, ()) if part is Part.RELAY),
        )
        for claim in corpus.scalars(standing.order_by(Claim.sort_at.desc(), Claim.id.desc()))
    )


def passes(told: Told, chosen: ClaimFilter) -> bool:
    claim = told.claim

    def made_by(slugs: tuple[str, ...]) -> bool:
        return bool(told.by & {*slugs}) or ("" in slugs and not told.by)

    return all(
        (
            not chosen.sources or made_by(chosen.sources),
            not chosen.without or not made_by(chosen.without),
            not chosen.relayed or bool(told.relayed & {*chosen.relayed}),
            not chosen.kinds or claim.kind in chosen.kinds,
            not chosen.acts or claim.act in chosen.acts,
            not chosen.types or bool(told.types & {*chosen.types}),
            not chosen.outlets or claim.outlet in chosen.outlets,
            chosen.since is None or claim.sort_at >= chosen.since,
            chosen.until is None or claim.sort_at < chosen.until,
            chosen.hedged in (None, bool(claim.hedges)),
            chosen.nested in (None, claim.nested_in is not None),
            chosen.named is None
            or (bool(told.types) and chosen.named is any(not each.is_unnamed for each in told.types)),
        )
    )


@pytest.fixture(scope="module")
def filters(corpus: Session, told: tuple[Told, ...]) -> st.SearchStrategy[ClaimFilter]:
    """Up to three, of values that many claims have, of some that few have, and of some that none has."""
    slugs = [slug for slug, _ in Counter(slug for each in told for slug in each.by).most_common()]
    outlets = [outlet for outlet, _ in Counter(each.claim.outlet for each in told).most_common()]
    days = st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 2), timezones=st.just(UTC))

    def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)

    values = {
        "sources": some(["", "nobody-known", *slugs[:6], slugs[-1]]),
        "without": some(["", "nobody-known", *slugs[:3]]),
        "relayed": some(["nobody-known", *slugs[:4]]),
        "kinds": some(list(Kind)),
        "acts": some(list(Act)),
        "types": some(list(SourceType)),
        "outlets": some(["Nowhere Post", *outlets[:4], outlets[-1]]),
        "since": days,
        "until": days,
        "hedged": st.booleans(),
        "nested": st.booleans(),
        "named": st.booleans(),
    }
    names = st.lists(st.sampled_from(sorted(values)), max_size=3, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: values[name] for name in chosen})).map(
        lambda chosen: ClaimFilter(**chosen)
    )


def counted(facets: tuple[Facet, ...]) -> dict[str, int]:
    return {facet.value: facet.count for facet in facets if facet.count}


def in_facets(page: ClaimsPage) -> dict[str, dict[str, int]]:
    names = ("sources", "relayed", "types", "kinds", "acts", "outlets", "hedged", "nested")
    return {name: counted(getattr(page, name)) for name in names}


def expected(told: tuple[Told, ...], chosen: ClaimFilter, cap: int) -> dict[str, dict[str, int]]:
    """Each facet counted in the newest `cap` that pass all filters but its own."""

    def newest(*but: str) -> list[Told]:
        rest = replace(chosen, **{field: windows.NOT_ASKED[field] for field in but})
        return [each for each in told if passes(each, rest)][:cap]

    yes_no = {True: "yes", False: "no"}
    return {
        "sources": Counter(
            slug for each in newest("sources", "without") for slug in each.by or frozenset({""})
        ),
        "relayed": Counter(slug for each in newest("relayed") for slug in each.relayed),
        "types": Counter(type_.value for each in newest("types") for type_ in each.types),
        "kinds": Counter(each.claim.kind.value for each in newest("kinds")),
        "acts": Counter(each.claim.act.value for each in newest("acts")),
        "outlets": Counter(each.claim.outlet for each in newest("outlets")),
        "hedged": Counter(yes_no[bool(each.claim.hedges)] for each in newest("hedged")),
        "nested": Counter(yes_no[each.claim.nested_in is not None] for each in newest("nested")),
    }


def shown_of(counts: dict[str, int], facets: tuple[Facet, ...]) -> dict[str, int]:
    """Open facets show some values alone: those that they show have these counts."""
    return {value: counts[value] for value in {facet.value for facet in facets if facet.count}}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.data())
def test_counts_and_lists_are_those_of_all_claims_looked_at_one_by_one(
    house: Engine,
    corpus: Session,
    told: tuple[Told, ...],
    filters: st.SearchStrategy[ClaimFilter],
    data: st.DataObject,
) -> None:
    """Also of lists that were asked for after another: what was counted for that one is not counted again."""
    chosen, other = data.draw(filters), data.draw(filters)
    differs = data.draw(st.sampled_from([field.name for field in fields(ClaimFilter)]))
    cap, rare = data.draw(st.tuples(st.sampled_from([7, 40, 10_000]), st.sampled_from([0.0, 0.15, 2.0])))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "CAP", cap)
        patch.setattr(rarity, "COMMON", rare)
        Recall(Stamps(house)).lend(corpus)
        claims_page(corpus, replace(chosen, **{differs: getattr(other, differs)}), limit=9)
        page = claims_page(corpus, chosen, limit=9)
        passing = [each for each in told if passes(each, chosen)]
        assert (page.total, page.at_least) == (min(cap, len(passing)), len(passing) > cap)
        everywhere = expected(told, chosen, cap)
        for name, counts in in_facets(page).items():
            assert counts == shown_of(everywhere[name], getattr(page, name)), name
            assert len(counts) == min(len(everywhere[name]), len(counts) if len(counts) >= 30 else 10_000), (
                name
            )
        keys = [row.claim.id for row in page.rows]
        while page.next is not None:
            page = claims_page(corpus, chosen, after=page.next, limit=150)
            keys += [row.claim.id for row in page.rows]
        assert keys == [each.key for each in passing]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(st.data())
def test_periods_hold_at_most_the_cap_and_leave_no_time_out(
    corpus: Session,
    told: tuple[Told, ...],
    filters: st.SearchStrategy[ClaimFilter],
    data: st.DataObject,
) -> None:
    chosen, cap = data.draw(filters), data.draw(st.sampled_from([7, 40, 10_000]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "CAP", cap)
        corpus.info.clear()
        periods = claims_page(corpus, chosen, limit=1).dates
    days = [
        each.claim.sort_at.date() for each in told if passes(each, replace(chosen, since=None, until=None))
    ]
    assert all(any(period.since <= day <= period.until for period in periods) for day in days)
    for period in periods:
        inside = sum(period.since <= day <= period.until for day in days)
        assert (period.claims, period.at_least) == (min(cap, inside), inside > cap)


def test_lists_of_articles_and_sources_are_capped(corpus: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.info.clear()
    monkeypatch.setattr(windows, "CAP", 10)
    page = articles_page(corpus, limit=40)
    assert (page.total, page.at_least, len(page.rows)) == (10, True, ARTICLES)
    assert sum(facet.count for facet in page.outlets) == 10
    assert all(facet.at_least for facet in page.outlets)
    assert page.dates[-1].since <= min(row.article.published.at for row in page.rows).date()
    listed = sources_page(corpus)
    assert (listed.total, listed.at_least) == (10, True)
    assert {facet.count for facet in listed.types if facet.at_least} == {10}
    assert listed.unsourced is not None
    assert (listed.unsourced.claims, listed.unsourced.at_least) == (10, True)


def test_sources_say_how_much_they_said(corpus: Session, told: tuple[Told, ...]) -> None:
    rows = sources_page(corpus, limit=500).rows
    by = Counter(slug for each in told for slug in each.by)
    relayed = Counter(slug for each in told for slug in each.relayed)
    assert {row.source.slug: row.claims for row in rows if row.claims} == by
    assert {row.source.slug: row.relayed for row in rows if row.relayed} == relayed
    for row in rows:
        heard = [each.claim for each in told if row.source.slug in each.by | each.relayed]
        assert row.articles == len({claim.article_id for claim in heard})
        assert row.first is not None
        assert row.last is not None
        assert (row.first.at, row.last.at) == (
            min(claim.sort_at for claim in heard),
            max(claim.sort_at for claim in heard),
        )


def repeated(engine: Engine) -> list[list[tuple[object, ...]]]:
    sums = (Source.id, Source.claims, Source.relayed, Source.articles, Source.first_at, Source.last_at)
    of_sources = (ClaimSource.sort_at, ClaimSource.traits, ClaimSource.outlet, ClaimSource.speakers)
    statements = (
        select(Claim.id, Claim.traits, Claim.speakers).order_by(Claim.id),
        select(*of_sources).order_by(ClaimSource.claim_id, ClaimSource.source_id, ClaimSource.part),
        select(*sums).order_by(Source.id),
        select(*Appearance.__table__.c).order_by(Appearance.article_id, Appearance.source_id),
    )
    with read_session(engine) as session:
        return [[tuple(row) for row in session.execute(each)] for each in statements]


def test_what_is_repeated_twice_is_the_same(house: Engine, corpus: Session) -> None:
    corpus.close()  # for as long as it reads, PostgreSQL lets nobody change tables
    before = repeated(house)
    with write_session(house) as session:
        repeat(session, select(Article.id))
        repeat(session, [1, 2])
    assert repeated(house) == before


def test_a_migration_repeats_what_was_there_before(house: Engine, corpus: Session) -> None:
    corpus.close()
    before = repeated(house)
    with house.begin() as connection:
        command.downgrade(alembic_config(connection), "0009")
    migrate(house)
    assert repeated(house) == before
