"""Whatever people decide in whatever order: no claim is lost, and undoing everything gives back the start."""

import contextlib
import os
from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app import actions
from app.domain import SourceType
from app.store import queries
from app.store.pages import Chip
from app.store.queries import Refused
from app.store.session import read_session
from tests.actions.conftest import Desk, body, person

PEOPLE = (
    person("Ada Lund", role="harbour master", mentions=("Ada Lund", "Lund")),
    person("Ada Lund", role="goalkeeper", affiliation="FC Sudmark"),
    person("Lund", role="harbour master"),
    person("Lund"),
    person("Bo Vik"),
    body("Harbour Safety Board", mentions=("HSB",)),
    body("HSB"),
    body("Safety Board"),
    person("officials of the port"),
)
ARTICLES = ((0, 4, 5), (1, 2), (3, 6), (3, 7, 8), (0, 6), (2, 5))
SOAK = os.environ.get("SOURCELIGHT_SOAK") == "1"
numbers = st.integers(0, 10_000)


class Decisions(RuleBasedStateMachine):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.events: list[int] = []
        self.articles: list[tuple[int, tuple[int, ...]]] = []

    @initialize()
    def read_articles(self) -> None:
        for who in ARTICLES:
            self.read(who)
        for article, who in self.articles:  # by now, all roles are known
            self.desk.read_again(article, *(PEOPLE[each] for each in who))
        self.start = self.seen()

    def read(self, who: tuple[int, ...]) -> None:
        self.articles.append((self.desk.read(*(PEOPLE[each] for each in who)), who))

    def seen(self) -> list[tuple[Chip, ...]]:
        """Who makes the claims of the first articles."""
        with read_session(self.desk.engine) as session:
            pages = [queries.article_page(session, article) for article, _ in self.articles[: len(ARTICLES)]]
        return [claim.sources for page in pages for claim in page.claims]

    def decide(self, act: Callable[[], actions.Done]) -> None:
        with contextlib.suppress(Refused):
            self.events.append(act().event)

    def source(self, number: int) -> str:
        slugs = self.desk.list()
        return slugs[number % len(slugs)]

    @rule(one=numbers, other=numbers)
    def merge(self, one: int, other: int) -> None:
        self.decide(lambda: actions.merge(self.desk.engine, self.source(one), self.source(other)))

    @rule(one=numbers, name=st.sampled_from(("Bo Vik", "Ada Lund", "Wave Office", "Cy Dal")))
    def rename(self, one: int, name: str) -> None:
        self.decide(lambda: actions.rename(self.desk.engine, self.source(one), name))

    @rule(one=numbers, type_=st.sampled_from(SourceType))
    def change_type(self, one: int, type_: SourceType) -> None:
        self.decide(lambda: actions.change_type(self.desk.engine, self.source(one), type_))

    @rule(one=numbers, other=numbers, alias=numbers)
    def move_alias(self, one: int, other: int, alias: int) -> None:
        slug = self.source(one)
        page = self.desk.page(slug)
        forms = [page.row.source.name, *(each.alias for each in page.aliases)]
        form = forms[alias % len(forms)]
        self.decide(lambda: actions.move_alias(self.desk.engine, form, slug, self.source(other)))

    @rule(one=numbers, count=st.integers(1, 3))
    def split(self, one: int, count: int) -> None:
        slug = self.source(one)
        forms = [each.alias for each in self.desk.page(slug).aliases if each.can_move]
        if forms:  # then nothing stands in the way
            self.events.append(actions.split(self.desk.engine, slug, forms[:count], "Split Office").event)

    @rule(one=numbers, to=numbers, new=st.booleans())
    def settle(self, one: int, to: int, new: bool) -> None:
        rows = self.desk.doubts().rows
        if rows:
            key = rows[one % len(rows)].key
            self.decide(lambda: actions.settle(self.desk.engine, key, "new" if new else self.source(to)))

    @precondition(lambda self: self.events)
    @rule(which=numbers)
    def undo(self, which: int) -> None:
        event = self.events[which % len(self.events)]
        self.decide(lambda: actions.undo(self.desk.engine, event))

    @rule(which=numbers)
    def read_again(self, which: int) -> None:
        article, who = self.articles[which % len(self.articles)]
        before = self.desk.who(article)
        self.desk.read_again(article, *(PEOPLE[each] for each in who))
        assert self.desk.who(article) == before

    @rule(which=st.sampled_from(ARTICLES))
    def read_new(self, which: tuple[int, ...]) -> None:
        self.read(which)

    @invariant()
    def no_claim_is_lost(self) -> None:
        claims = sum(len(who) for _, who in self.articles)
        with read_session(self.desk.engine) as session:
            rows = queries.sources_page(session).rows
        assert sum(row.claims for row in rows) == claims

    def teardown(self) -> None:
        for slug in self.desk.list():
            page = self.desk.page(slug)
            assert page.claims.total == page.row.claims == sum(period.claims for period in page.timeline)
        for event in reversed(self.events):
            actions.undo(self.desk.engine, event)
        if self.articles:
            assert self.seen() == self.start
        self.desk.engine.dispose()


def test_no_claim_is_lost_and_everything_can_be_undone(desk_on: Callable[[], Desk]) -> None:
    run_state_machine_as_test(
        lambda: Decisions(desk_on()),
        settings=settings(
            max_examples=200 if SOAK else 10,
            stateful_step_count=30 if SOAK else 10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
