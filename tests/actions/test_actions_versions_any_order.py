"""However an article changes, is read again, withdrawn and brought back: every permalink answers, and
every claim's words are the words at its place."""

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
from app.domain import Attribution, Draft
from app.pipeline import Pipeline
from app.store import pages, queries
from app.store.queries import Gone, Refused
from app.store.session import Session, make_engine, read_session
from tests.plain_reader import PlainReader

URL = "https://courier.example/ferry"
LINES = (
    "Ada Lund said the ferry sank.",
    "Bo Vik said the ferry sank.",
    "Bo Vik said, no, the quay is shut.",
    "Harbour Safety Board said the quay is shut on Monday.",
    "It rained.",
)
SOAK = os.environ.get("SOURCELIGHT_SOAK") == "1"
texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=6).map("\n\n".join)
numbers = st.integers(0, 1000)


class FickleReader(PlainReader):
    """Overlooks every n-th claim."""

    overlooks = 0

    def extract(self, text: str) -> tuple[Attribution, ...]:
        found = super().extract(text)
        return tuple(
            each for index, each in enumerate(found) if not self.overlooks or (index + 1) % self.overlooks
        )


def _claim_page(session: Session, key: str) -> pages.ClaimPage | Gone:
    try:
        return queries.claim_page(session, key)
    except Gone as gone:
        return gone


class Histories(RuleBasedStateMachine):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.engine = make_engine(url)
        self.reader = FickleReader()
        self.pipeline = Pipeline(self.engine, self.reader, ())
        self.texts: list[str] = []
        self.keys: set[str] = set()
        self.events: list[int] = []
        self.withdrawn = False

    @initialize(text=texts)
    def first(self, text: str) -> None:
        self.article = self.pipeline.ingest(Draft(text, url=URL, title="Ferry")).article_id
        self.texts.append(text)

    @rule(text=texts)
    def change(self, text: str) -> None:
        if self.withdrawn:
            with contextlib.suppress(Gone):
                self.pipeline.ingest(Draft(text, url=URL))
                raise AssertionError("a withdrawn article took another text")
            return
        ingested = self.pipeline.ingest(Draft(text, url=URL))
        assert (ingested.article_id, ingested.created) == (self.article, False)
        assert ingested.changed == (text != self.texts[-1])
        if ingested.changed:
            self.texts.append(text)

    @rule(overlooks=st.integers(0, 3))
    def read_again(self, overlooks: int) -> None:
        self.reader.overlooks = overlooks
        with contextlib.suppress(Gone):
            self.pipeline.re_extract(self.article)

    @rule()
    def withdraw(self) -> None:
        with contextlib.suppress(Gone):
            self.events.append(actions.withdraw(self.engine, self.article, reason="wrong").event)
            self.withdrawn = True

    @rule(title=st.sampled_from(("One", "Two", "Three")))
    def rename(self, title: str) -> None:
        with contextlib.suppress(Gone, Refused):
            self.events.append(actions.edit_article(self.engine, self.article, {"title": title}).event)

    @precondition(lambda self: self.events)
    @rule(which=numbers)
    def undo(self, which: int) -> None:
        with contextlib.suppress(Refused):
            self.events.append(actions.undo(self.engine, self.events[which % len(self.events)]).event)
            self.withdrawn = self._is_withdrawn()

    def _is_withdrawn(self) -> bool:
        with read_session(self.engine) as session:
            try:
                queries.article_page(session, self.article)
            except Gone:
                return True
        return False

    @invariant()
    def every_version_is_as_it_was(self) -> None:
        with read_session(self.engine) as session:
            if not self.texts or self.withdrawn:
                return
            for number, text in enumerate(self.texts, start=1):
                page = queries.article_page(session, self.article, version=number)
                assert (page.text, len(page.versions)) == (text, len(self.texts))
                for claim in page.claims:
                    self.keys.add(claim.id)
                    assert " … ".join(span.of(text) for span in claim.content_spans) == claim.quote
                assert len({claim.id for claim in page.claims}) == len(page.claims)
            live = {claim.id for claim in page.claims}
            assert queries.claims_page(session, pages.ClaimFilter()).total == len(live)

    @invariant()
    def every_permalink_answers(self) -> None:
        with read_session(self.engine) as session:
            for key in self.keys:
                page = _claim_page(session, key)
                if isinstance(page, Gone):
                    assert page.reason == ("wrong" if self.withdrawn else "")
                    assert page.replaced_by is None or page.replaced_by in self.keys
                    continue
                assert not self.withdrawn
                spans = [(start - page.offset, end - page.offset) for start, end in page.claim.content_spans]
                assert " … ".join(page.text[start:end] for start, end in spans) == page.claim.quote

    def teardown(self) -> None:
        if self.withdrawn:
            with read_session(self.engine) as session:
                assert queries.articles_page(session).total == 0
                assert queries.claims_page(session, pages.ClaimFilter()).total == 0
                assert queries.sources_page(session).total == 0
        self.engine.dispose()


def test_permalinks_hold_and_claims_are_in_their_places(make_database: Callable[[], str]) -> None:
    run_state_machine_as_test(
        lambda: Histories(make_database()),
        settings=settings(
            max_examples=200 if SOAK else 6,
            stateful_step_count=30 if SOAK else 12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
