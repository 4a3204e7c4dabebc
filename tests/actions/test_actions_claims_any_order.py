"""Whatever people decide of claims, in whatever order, while the machine reads otherwise, texts change and
sources are merged: no correction is lost, no permalink breaks, every claim's words are those at its place,
and when all is taken back the machine's reading is left."""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

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
from sqlalchemy import Engine

from app import actions
from app.domain import (
    Act,
    Attribution,
    Draft,
    Kind,
    Reading,
    Resolution,
    Source,
    SourceType,
    Span,
    Standing,
    Voice,
)
from app.store import pages, queries
from app.store.nesting import outer
from app.store.queries import Gone, Refused, Why
from app.store.session import Session, make_engine, read_session, write_session
from app.store.versions import add_version
from app.store.write import replace_reading, store_article

SOAK = os.environ.get("SOURCELIGHT_SOAK") == "1"
LINES = (
    "Ada Lund said the ferry sank because nobody had checked the valves in spring.",
    "“We counted forty life jackets on the upper deck,” Bo Vik told reporters.",
    "Port officials believe that the pier will reopen in May or June, Lund said.",
    "The company reportedly plans to appeal against the ruling of the court.",
    "Nobody else was heard, and it rained all week on the quays of Sudmark.",
    "No comment, the harbour board said on Friday when it met in the old town hall.",
)
CHANGES = (
    ("forty", "fourteen"),
    ("Lund", "Ms Lund"),
    ("reportedly ", ""),
    (" in May", ""),
    ("the old", "the new"),
)
NAMES = ("Ada Lund-{0}", "Bo Vik-{0}", "Harbour Board {0}", "port officials")
TYPES = (SourceType.PERSON, SourceType.PERSON, SourceType.ORGANIZATION, SourceType.GROUP)
TOGETHER = 20  # articles in one database
LONG = 25  # code points: words that are found again wherever they stand
numbers = st.integers(0, 1000)
texts = st.builds(
    lambda lines, changes: [_changed(line, changes) for line in lines],
    st.lists(st.sampled_from(LINES), unique=True, min_size=1),
    st.sets(st.sampled_from(CHANGES), max_size=2),
)


class Found(NamedTuple):
    """What the machine finds in a line: its words from one to another, and who answers for them."""

    first: int
    last: int
    by: int
    kind: Kind
    act: Act


found = st.builds(
    Found,
    st.sampled_from((0, 2, 3, 5)),
    st.sampled_from((6, 8, 99)),
    st.integers(0, 3),
    st.sampled_from(Kind),
    st.sampled_from(Act),
)
readings = st.lists(st.lists(found, max_size=2, unique_by=lambda each: each[:2]), min_size=6, max_size=6)


def _changed(line: str, changes: set[tuple[str, str]]) -> str:
    for old, new in sorted(changes):
        line = line.replace(old, new)
    return line


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _span(text: str, line: str, first: int, last: int) -> Span:
    """Words of a line, at least one."""
    at = [match.span() for match in re.finditer(r"\w+", line)]
    first = min(first, len(at) - 1)
    last = max(first, min(last, len(at) - 1))
    start = text.index(line)
    return Span(start + at[first][0], start + at[last][1])


def _read(lines: list[str], reading: list[list[Found]], names: list[str]) -> Reading:
    text = "\n\n".join(lines)
    said = {
        (_span(text, line, each.first, each.last),): each
        for line, listed in zip(lines, reading, strict=False)
        for each in listed
    }
    said = dict(sorted(said.items(), key=lambda item: (item[0][0].start, -item[0][0].end)))
    nested = outer(list(said))  # as the extractor nests: by what lies in what
    return Reading(
        tuple(
            Attribution((), (), content, each.kind, each.act, nested_in=nested_in)
            for (content, each), nested_in in zip(said.items(), nested, strict=True)
        ),
        Resolution(
            tuple(Source(name, type_, mentions=(name,)) for name, type_ in zip(names, TYPES, strict=True)),
            tuple(Voice((each.by,)) for each in said.values()),
        ),
    )


Decisions = dict[str, object]  # field -> what people decided


class Desk(RuleBasedStateMachine):
    def __init__(self, engine: Engine, number: int) -> None:
        """`number`: of the article; each has sources of its own, so that they share a database."""
        super().__init__()
        self.engine, self.number = engine, number
        self.names = [name.format(number) for name in NAMES]
        self.keys: dict[str, str] = {}  # every claim there ever was -> its words when it was last seen
        self.decided: dict[str, Decisions] = {}
        # event -> the claim, and what was decided of it before and after
        self.log: dict[int, tuple[str, Decisions, Decisions]] = {}
        self.events: list[int] = []

    @initialize(lines=texts, reading=readings)
    def store(self, lines: list[str], reading: list[list[Found]]) -> None:
        self.lines, self.reading = lines, reading
        with write_session(self.engine) as session:
            draft = Draft("\n\n".join(lines), outlet=f"Courier {self.number}")
            read = _read(lines, reading, self.names)
            self.article = store_article(session, draft, read, extractor="1", known=())

    @property
    def text(self) -> str:
        return "\n\n".join(self.lines)

    def page(self) -> pages.ArticlePage:
        with read_session(self.engine) as session:
            return queries.article_page(session, self.article)

    def claim(self, number: int) -> pages.Claim | None:
        claims = self.page().claims
        return claims[number % len(claims)] if claims else None

    def sources(self) -> list[str]:
        return sorted({chip.slug for claim in self.page().claims for chip in claim.sources})

    def content(self, line: int, first: int, last: int) -> tuple[Span, ...]:
        return (_span(self.text, self.lines[line % len(self.lines)], first, last),)

    def decide(self, act: Callable[[], actions.Done], decided: Decisions) -> None:
        try:
            done = act()
        except Refused:
            return
        now = self.decided.setdefault(done.claim, {})
        self.log[done.event] = (done.claim, {name: now.get(name) for name in decided}, decided)
        self.events.append(done.event)
        now |= decided

    def correct(self, number: int, decided: Decisions, **wanted: object) -> None:
        if claim := self.claim(number):
            self.decide(lambda: actions.correct(self.engine, claim.id, actions.Wanted(**wanted)), decided)

    @rule(which=numbers, kind=st.sampled_from(Kind))
    def correct_kind(self, which: int, kind: Kind) -> None:
        self.correct(which, {"kind": kind}, kind=kind)

    @rule(which=numbers, act=st.sampled_from(Act))
    def correct_act(self, which: int, act: Act) -> None:
        self.correct(which, {"act": act}, act=act)

    @rule(which=numbers, source=numbers, nobody=st.booleans())
    def correct_source(self, which: int, source: int, nobody: bool) -> None:
        slugs = () if nobody else (self.sources()[source % len(self.sources())],) if self.sources() else ()
        self.correct(which, {"sources": slugs}, sources=slugs)

    @rule(which=numbers, line=st.integers(0, 5), first=st.integers(0, 6), last=st.integers(7, 14))
    def correct_content(self, which: int, line: int, first: int, last: int) -> None:
        content = self.content(line, first, last)
        self.correct(which, {"content": content[0].of(self.text)}, content=content)

    @rule(which=numbers)
    def confirm(self, which: int) -> None:
        if claim := self.claim(which):
            as_is = {"quote": claim.quote, "kind": claim.kind, "act": claim.act}
            self.decide(lambda: actions.confirm(self.engine, claim.id), {"confirmed": as_is})

    @rule(which=numbers)
    def remove(self, which: int) -> None:
        if claim := self.claim(which):
            self.decide(lambda: actions.remove(self.engine, claim.id, who="eva"), {"removed": True})

    @rule(line=st.integers(0, 5), first=st.integers(0, 6), last=st.integers(7, 14))
    def add(self, line: int, first: int, last: int) -> None:
        content, version = self.content(line, first, last), self.page().version
        wanted = actions.Wanted(content=content, kind=Kind.MIXED)
        decided = {"added": True, "content": content[0].of(self.text), "kind": Kind.MIXED, "act": Act.STATES}
        self.decide(
            lambda: actions.add(self.engine, self.article, version, wanted), decided | {"sources": ()}
        )

    @precondition(lambda self: self.events)
    @rule(which=numbers)
    def undo(self, which: int) -> None:
        self.undo_event(self.events[which % len(self.events)])

    def undo_event(self, event: int) -> None:
        with contextlib.suppress(Refused):
            done = actions.undo(self.engine, event)
            self.events.append(done.event)
            if event in self.log:
                key, before, after = self.log[event]
                self.log[done.event] = (key, after, before)
                self.decided[key] |= before

    @rule(reading=readings)
    def read_again(self, reading: list[list[Found]]) -> None:
        self.reading = reading
        with write_session(self.engine) as session:
            read = _read(self.lines, reading, self.names)
            replace_reading(session, self.article, read, extractor="2", known=())

    @rule()
    def read_the_same_again(self) -> None:
        self.read_again(self.reading)  # finds what was left out for a claim that was taken back since
        before = self.page()
        self.read_again(self.reading)
        assert self.page() == before

    @rule(lines=texts, reading=readings)
    def change(self, lines: list[str], reading: list[list[Found]]) -> None:
        if lines == self.lines:
            return
        self.lines, self.reading = lines, reading
        with write_session(self.engine) as session:
            draft = Draft(self.text)
            read = _read(lines, reading, self.names)
            add_version(session, self.article, draft, read, extractor="2", known=())

    @rule(one=numbers, other=numbers)
    def merge(self, one: int, other: int) -> None:
        slugs = self.sources()
        with contextlib.suppress(Refused):
            if slugs:
                into, merged = slugs[one % len(slugs)], slugs[other % len(slugs)]
                self.events.append(actions.merge(self.engine, into, merged).event)

    @rule(one=numbers, other=numbers)
    def move_alias(self, one: int, other: int) -> None:
        slugs = self.sources()
        with contextlib.suppress(Refused):
            if slugs:
                name, to = self.names[one % 3], slugs[other % len(slugs)]
                for slug in slugs:
                    self.events.append(actions.move_alias(self.engine, name, slug, to).event)

    @rule(one=numbers, name=st.sampled_from(("Cy Dal", "Wave Office")))
    def rename(self, one: int, name: str) -> None:
        slugs = self.sources()
        with contextlib.suppress(Refused):
            if slugs:
                self.events.append(actions.rename(self.engine, slugs[one % len(slugs)], name).event)

    def standing(self, key: str) -> Decisions:
        return {name: value for name, value in self.decided.get(key, {}).items() if value is not None}

    @invariant()
    def no_correction_is_lost_and_no_permalink_breaks(self) -> None:
        with read_session(self.engine) as session:
            page = queries.article_page(session, self.article)
            here = {claim.id: claim for claim in page.claims}
            assert len(here) == len(page.claims)
            for claim in page.claims:
                self.keys[claim.id] = claim.quote
                self.is_at_its_place(claim, page.text, here)
                self.is_as_decided(claim, session)
            for key in self.keys.keys() - here.keys():
                try:
                    queries.claim_page(session, key)
                    raise AssertionError(f"{key} is not in its article")
                except Gone as gone:
                    self.is_rightly_gone(gone, key, here)

    def is_at_its_place(self, claim: pages.Claim, text: str, here: dict[str, pages.Claim]) -> None:
        assert " … ".join(span.of(text) for span in claim.content_spans) == claim.quote
        assert tuple(span.of(text) for span in claim.hedge_spans) == claim.hedges
        if claim.nested_in:
            [inner], [holds] = claim.content_spans, here[claim.nested_in].content_spans
            assert holds.start <= inner.start
            assert inner.end <= holds.end

    def is_as_decided(self, claim: pages.Claim, session: Session) -> None:
        stands = self.standing(claim.id)
        assert "removed" not in stands
        as_confirmed = stands.get("confirmed", {})
        for field in ("kind", "act"):
            now = getattr(claim, field)
            assert now == stands.get(field, as_confirmed.get(field, now))
        words = stands.get("content") or as_confirmed.get("quote") or claim.quote
        assert _words(words) == _words(claim.quote)
        if "sources" in stands:
            slugs = tuple(queries.current_slugs(session, stands["sources"]))
            assert tuple(chip.slug for chip in claim.sources) == slugs
        assert (claim.standing is Standing.MACHINE) == (not stands)

    def is_rightly_gone(self, gone: Gone, key: str, here: dict[str, pages.Claim]) -> None:
        stands = self.standing(key)
        assert gone.replaced_by is None or gone.replaced_by in here
        if "removed" in stands:
            assert (gone.why, gone.by) == (Why.REMOVED, "eva")
        elif stands:
            assert gone.why is Why.TEXT
            words = str(stands.get("content", self.keys[key]))
            is_there = " ".join(_words(words)) in " ".join(_words(self.text))
            assert not (is_there and len(words) >= LONG)
        else:
            assert gone.why is not Why.REMOVED

    def all_pages_agree(self) -> None:
        with read_session(self.engine) as session:
            page = queries.article_page(session, self.article)
            for claim in page.claims:
                wanted = pages.ClaimFilter(q=f"“{claim.quote}”", article=self.article)
                found = queries.claims_page(session, wanted, limit=100)
                assert claim.id in {row.claim.id for row in found.rows}
                assert queries.claim_state(session, claim.id).claim == claim
                alone = queries.claim_page(session, claim.id)
                spans = [
                    (start - alone.offset, end - alone.offset) for start, end in alone.claim.content_spans
                ]
                assert " … ".join(alone.text[start:end] for start, end in spans) == claim.quote
            here = queries.claims_page(session, pages.ClaimFilter(article=self.article))
            assert here.total == len(page.claims)
            assert sum(each.count for each in here.sources if each.value) == sum(
                len(claim.sources) for claim in page.claims
            )
            history = queries.article_history(session, self.article)
            assert [each.id for each in history.events] == sorted(self.log, reverse=True)[:50]

    def teardown(self) -> None:
        if not hasattr(self, "article"):
            return
        self.all_pages_agree()
        for event in reversed(self.events):
            actions.undo(self.engine, event)
        self.read_again(self.reading)
        now = self.page().claims
        read = _read(self.lines, self.reading, self.names)
        assert {claim.content_spans for claim in now} == {each.content for each in read.attributions}
        assert all(claim.standing is Standing.MACHINE for claim in now)
        by = {
            each.content: [self.names[index] for index in voice.sources]
            for each, voice in zip(read.attributions, read.resolution.voices, strict=True)
        }
        for claim in now:
            assert [chip.name for chip in claim.sources] == by[claim.content_spans]
        with read_session(self.engine) as session:
            assert queries.article_diff(session, self.article) == ()


def _desks(make_database: Callable[[], str]) -> Iterator[Desk]:
    """Desks with an article each. Some share a database; in one that holds a thousand, all takes longer."""
    for first in count(1, TOGETHER):
        engine = make_engine(make_database())
        yield from (Desk(engine, number) for number in range(first, first + TOGETHER))
        engine.dispose()


def test_no_correction_is_lost_and_no_permalink_breaks(make_database: Callable[[], str]) -> None:
    desks = _desks(make_database)
    most = 1000 if SOAK else 100
    if "postgresql" in make_database():  # each of its statements takes many times as long
        most //= 10
    run_state_machine_as_test(
        lambda: next(desks),
        settings=settings(
            max_examples=most,
            stateful_step_count=30 if SOAK else 8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
