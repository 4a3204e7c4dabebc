"""Imports and feeds, worked on one article after the other, with sites that are told what to answer."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from app import actions
from app.domain import Draft, FeedState, ImportState, ItemState, Precision
from app.intake import Intake, Ways
from app.pipeline import Pipeline
from app.read import ReadError
from app.read.feed import Entry, Feed
from app.read.online import Visit
from app.read.urls import FetchError
from app.store import feeds, imports, pages, queries
from app.store.intake_pages import FeedRow, ImportPage
from app.store.queries import BadCursor, NotFound, Refused
from app.store.session import read_session, write_session
from app.worker import Worker
from tests.plain_reader import PlainReader

SITE = "https://courier.example/"
FEED = f"{SITE}feed"


@dataclass
class Site:
    """A newspaper: the text of each page, and the feed that announces some. `asked` is what was fetched."""

    pages: dict[str, str] = field(default_factory=dict)
    announced: list[str] = field(default_factory=list)
    error: FetchError | None = None
    asked: list[str] = field(default_factory=list)

    def publish(self, *names: str) -> None:
        for name in names:
            self.pages[SITE + name] = f"Ada Lund said {name}."
            self.announced.insert(0, SITE + name)

    def read_url(self, url: str) -> Draft:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError(f"{url}: the server answers 404.", status=404)
        return Draft(self.pages[url], title=url.removeprefix(SITE), url=url, outlet="The Courier")

    def visit(self, url: str, etag: str, modified: str) -> Visit:
        self.asked.append(f"{url} {etag}".strip())
        if self.error is not None:
            raise self.error
        now = str(len(self.announced))
        if etag == now:
            return Visit(url, None, etag, modified)
        entries = tuple(
            Entry(each, each, published_at=datetime(2031, 1, 5, tzinfo=UTC), precision=Precision.DATE)
            for each in self.announced
        )
        return Visit(FEED, Feed("The Courier", entries), now)


def _read_file(name: str, data: bytes) -> Draft:
    if not data:
        raise ReadError(f"{name}: the file is empty.")
    return Draft(data.decode(), title=name)


@pytest.fixture
def engine(own_engine: Engine) -> Engine:
    return own_engine


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def intake(engine: Engine, site: Site) -> Intake:
    ways = Ways(site.read_url, _read_file, site.visit)
    return Intake(Pipeline(engine, PlainReader(), ()), ways, manners=0)


def _import(engine: Engine, id: int, **which: object) -> ImportPage:
    with read_session(engine) as session:
        return queries.import_page(session, id, **which)


def _feed(engine: Engine) -> FeedRow:
    with read_session(engine) as session:
        (row,) = queries.feeds_page(session).rows
    return row


def _titles(engine: Engine) -> list[str]:
    with read_session(engine) as session:
        return [row.article.title for row in queries.articles_page(session).rows]


def _work(intake: Intake) -> int:
    """How many steps there were to do."""
    steps = 0
    while intake.step():
        steps += 1
    return steps


def _let_time_pass(engine: Engine) -> None:
    with write_session(engine) as session:
        for feed in session.query(feeds.Feed):
            feed.due_at = datetime.now(UTC) - timedelta(seconds=1)


def test_files_are_read_one_by_one_and_what_became_of_each_is_told(engine: Engine, intake: Intake) -> None:
    files = [("a.txt", b"Ada said A."), ("b.txt", b""), ("c.txt", b"Ada said A."), ("d.txt", b"Bo said D.")]
    asked = actions.import_files(engine, files, who="ed")
    row = _import(engine, asked).row
    assert (row.name, row.who, row.state, row.total, row.left) == (
        "a.txt and 3 more",
        "ed",
        ImportState.WAITING,
        4,
        4,
    )
    intake.step()
    row = _import(engine, asked).row
    assert (row.state, row.stored, row.left, row.finished_at) == (ImportState.RUNNING, 1, 3, None)
    assert _work(intake) == 3
    page = _import(engine, asked)
    row = page.row
    assert (row.state, row.stored, row.there, row.failed, row.left) == (ImportState.FINISHED, 2, 1, 1, 0)
    assert row.rate > 0
    assert row.finished_at >= row.asked_at
    failed, first, same, last = page.items
    assert (failed.name, failed.state, failed.error) == (
        "b.txt",
        ItemState.FAILED,
        "b.txt: the file is empty.",
    )
    assert (first.title, same.state, last.state) == ("a.txt", ItemState.THERE, ItemState.STORED)
    assert first.article == same.article
    with write_session(engine) as session:
        assert all(item.data is None for item in session.query(imports.ImportItem))


def test_addresses_are_fetched_each_once_and_again_where_they_failed(
    engine: Engine, intake: Intake, site: Site
) -> None:
    site.publish("one")
    asked = actions.import_urls(engine, [f"{SITE}one", f" {SITE}one ", f"{SITE}two", ""])
    _work(intake)
    assert site.asked == [f"{SITE}one", f"{SITE}two"]
    assert [item.error for item in _import(engine, asked).items] == [
        f"{SITE}two: the server answers 404.",
        "",
    ]
    site.publish("two")
    assert actions.retry_import(engine, asked) == 1
    assert _import(engine, asked).row.state is not ImportState.FINISHED
    _work(intake)
    assert _import(engine, asked).row.stored == 2
    with pytest.raises(Refused, match="No address failed"):
        actions.retry_import(engine, asked)


def test_a_page_that_changed_is_told(engine: Engine, intake: Intake, site: Site) -> None:
    site.publish("one")
    actions.import_urls(engine, [f"{SITE}one"])
    _work(intake)
    site.pages[f"{SITE}one"] = "Ada Lund said otherwise."
    asked = actions.import_urls(engine, [f"{SITE}one"])
    _work(intake)
    assert _import(engine, asked).row.changed == 1


def test_a_withdrawn_article_does_not_come_back(engine: Engine, intake: Intake, site: Site) -> None:
    site.publish("one")
    first = actions.import_urls(engine, [f"{SITE}one"])
    _work(intake)
    (item,) = _import(engine, first).items
    actions.withdraw(engine, item.article, reason="libel")
    asked = actions.import_urls(engine, [f"{SITE}one"])
    _work(intake)
    (item,) = _import(engine, asked).items
    assert item.state is ItemState.FAILED
    assert "withdrawn" in item.error
    assert _import(engine, first).items[0].title == ""


def test_an_import_goes_on_where_the_process_ended(engine: Engine, intake: Intake) -> None:
    asked = actions.import_files(engine, [(f"{each}.txt", f"Ada said {each}.".encode()) for each in "abc"])
    intake.step()
    with write_session(engine) as session:
        imports.take(session)  # and then the process ends
    assert _import(engine, asked).items[1].state is ItemState.RUNNING
    _work(intake)
    assert _import(engine, asked).row.stored == 3


def test_what_ends_the_process_again_and_again_is_left_out(engine: Engine, intake: Intake) -> None:
    asked = actions.import_files(engine, [("bomb.pdf", b"Ada said b."), ("a.txt", b"Ada said a.")])
    for _ in range(imports.MOST_TRIES):
        with write_session(engine) as session:
            assert imports.take(session).name == "bomb.pdf"
    _work(intake)
    page = _import(engine, asked)
    assert (page.row.state, page.row.failed, page.row.stored) == (ImportState.FINISHED, 1, 1)
    assert "broke off 3 times" in page.items[0].error


def test_an_import_that_nobody_works_on_is_interrupted(engine: Engine, intake: Intake) -> None:
    asked = actions.import_files(engine, [("a.txt", b"Ada said a."), ("b.txt", b"Ada said b.")])
    intake.step()
    with write_session(engine) as session:
        session.get_one(imports.Import, asked).touched_at -= timedelta(minutes=6)
    assert _import(engine, asked).row.state is ImportState.INTERRUPTED
    _work(intake)
    assert _import(engine, asked).row.state is ImportState.FINISHED


def test_imports_and_their_articles_are_listed_in_parts(engine: Engine, intake: Intake) -> None:
    ids = [actions.import_files(engine, [(f"{each}{n}.txt", b"" if n else b"A said b.") for n in range(3)])
           for each in "abc"]  # fmt: skip
    _work(intake)
    with read_session(engine) as session:
        first = queries.imports_page(session, limit=2)
        second = queries.imports_page(session, limit=2, after=first.next)
        assert [row.id for row in (*first.rows, *second.rows)] == ids[::-1]
        assert (first.total, second.next) == (3, None)
        with pytest.raises(BadCursor):
            queries.import_page(session, ids[0], after="x")
        for id_ in (0, 99, 2**40):
            with pytest.raises(NotFound, match="no import"):
                queries.import_page(session, id_)
    part = _import(engine, ids[0], limit=2)
    rest = _import(engine, ids[0], limit=2, after=part.next)
    assert [item.name for item in (*part.items, *rest.items)] == ["a1.txt", "a2.txt", "a0.txt"]


@pytest.mark.parametrize("files", [[], [("a.txt", b"a")] * 501])
def test_nothing_or_too_much_is_refused(engine: Engine, files) -> None:
    with pytest.raises(Refused):
        actions.import_files(engine, files)


def test_a_feed_brings_its_articles_once(engine: Engine, intake: Intake, site: Site) -> None:
    site.publish("one", "two")
    actions.add_feed(engine, FEED, who="ed")
    assert _work(intake) == 3
    assert _titles(engine) == ["two", "one"]
    row = _feed(engine)
    assert (row.title, row.state, row.articles, row.failures, row.error) == (
        "The Courier",
        FeedState.FOLLOWED,
        2,
        0,
        "",
    )
    with read_session(engine) as session:
        assert queries.import_page(session, row.latest).row.feed == row.id
    site.asked.clear()
    assert _work(intake) == 0  # it is not due yet
    _let_time_pass(engine)
    assert _work(intake) == 1
    site.publish("three")
    _let_time_pass(engine)
    assert _work(intake) == 2
    assert site.asked == [f"{FEED} 2", f"{FEED} 2", f"{SITE}three"]
    assert _titles(engine) == ["three", "two", "one"]


def test_a_page_without_a_date_has_the_one_that_the_feed_gives(
    engine: Engine, intake: Intake, site: Site
) -> None:
    site.publish("one")
    actions.add_feed(engine, FEED)
    _work(intake)
    with read_session(engine) as session:
        (row,) = queries.articles_page(session).rows
    assert row.article.published == pages.When(datetime(2031, 1, 5, tzinfo=UTC), Precision.DATE)


def test_the_feed_that_a_page_names_is_visited_itself_from_then_on(
    engine: Engine, intake: Intake, site: Site
) -> None:
    feed = actions.add_feed(engine, SITE).feed
    _work(intake)
    _let_time_pass(engine)
    _work(intake)
    assert site.asked == [SITE, f"{FEED} 0"]
    for address in (SITE, FEED):
        with pytest.raises(Refused, match="followed already"):
            actions.add_feed(engine, address)
    assert _feed(engine).id == feed


def test_what_came_another_way_is_not_fetched_by_the_feed(engine: Engine, intake: Intake, site: Site) -> None:
    site.publish("one")
    actions.import_urls(engine, [f"{SITE}one"])
    actions.add_feed(engine, FEED)
    _work(intake)
    assert site.asked == [f"{SITE}one", FEED]
    assert _feed(engine).latest is None


def test_a_feed_that_fails_is_visited_more_and_more_seldom(
    engine: Engine, intake: Intake, site: Site
) -> None:
    actions.add_feed(engine, FEED, every=60)
    waits = []
    for failures in range(1, 8):
        site.error = FetchError(f"{FEED}: the server answers 503.", status=503)
        _let_time_pass(engine)
        assert _work(intake) == 1
        row = _feed(engine)
        assert (row.failures, row.error) == (failures, f"{FEED}: the server answers 503.")
        waits.append((row.due_at - row.checked_at) / timedelta(hours=1))
    for wait, usual in zip(waits, (2, 4, 8, 16, 24, 24, 24), strict=True):
        assert 0.89 * usual < wait < 1.11 * usual
    site.error = None
    _let_time_pass(engine)
    _work(intake)
    row = _feed(engine)
    assert (row.failures, row.error) == (0, "")
    assert 0.89 < (row.due_at - row.checked_at) / timedelta(hours=1) < 1.11


def test_a_server_that_asks_to_wait_is_heard(engine: Engine, intake: Intake, site: Site) -> None:
    site.error = FetchError("Too many.", status=429, retry_after=7 * 3600)
    actions.add_feed(engine, FEED, every=5)
    _work(intake)
    assert _feed(engine).due_at - datetime.now(UTC) > timedelta(hours=6.9)


def test_feeds_are_paused_removed_and_followed_again(engine: Engine, intake: Intake, site: Site) -> None:
    site.publish("one")
    feed = actions.add_feed(engine, FEED).feed
    with pytest.raises(Refused, match="followed already"):
        actions.add_feed(engine, f"{FEED}#top")
    paused = actions.pause_feed(engine, feed)
    assert _work(intake) == 0
    assert _feed(engine).state is FeedState.PAUSED
    actions.undo(engine, paused.event)
    assert _work(intake) == 2
    actions.remove_feed(engine, feed)
    with read_session(engine) as session:
        assert queries.feeds_page(session).rows == ()
    assert _titles(engine) == ["one"]
    assert actions.add_feed(engine, FEED).feed == feed
    site.asked.clear()
    _work(intake)
    assert site.asked == [f"{FEED} 1"]
    with pytest.raises(NotFound, match="no feed 99"):
        actions.pause_feed(engine, 99)


@pytest.mark.parametrize(
    ("url", "every"), [("ftp://courier.example/", 30), ("", 30), (FEED, 4), (FEED, 20_000), ("x" * 3000, 30)]
)
def test_what_is_no_feed_is_refused(engine: Engine, url: str, every: int) -> None:
    with pytest.raises(Refused):
        actions.add_feed(engine, url, every)


def test_the_worker_works_until_it_is_stopped(engine: Engine, intake: Intake, site: Site) -> None:
    site.publish("one")
    asked = actions.import_urls(engine, [f"{SITE}one"])
    worker = Worker(intake.step, idle=60)
    worker.start()
    _wait(lambda: _import(engine, asked).row.state is ImportState.FINISHED)
    site.publish("two")
    asked = actions.import_urls(engine, [f"{SITE}two"])
    worker.wake()
    _wait(lambda: _import(engine, asked).row.state is ImportState.FINISHED)
    worker.stop()


def _wait(until) -> None:
    moment = threading.Event()
    for _ in range(500):
        if until():
            return
        moment.wait(0.02)
    raise AssertionError("nothing happened for ten seconds")


def test_an_error_of_ours_does_not_end_the_worker(engine: Engine, intake: Intake, site: Site, caplog) -> None:
    site.publish("one")

    def break_off(name: str, data: bytes) -> Draft:
        raise ZeroDivisionError(name)

    ways = Ways(site.read_url, break_off, site.visit)
    broken = actions.import_files(engine, [("a.txt", b"a")])
    fine = actions.import_urls(engine, [f"{SITE}one"])
    worker = Worker(Intake(intake.pipeline, ways, manners=0).step, idle=0.01)
    worker.start()
    _wait(lambda: _import(engine, fine).row.state is ImportState.FINISHED)
    worker.stop()
    assert "broke off 3 times" in _import(engine, broken).items[0].error
    assert "ZeroDivisionError" in caplog.text


def test_two_at_once_give_one_article(engine: Engine) -> None:
    pipeline = Pipeline(engine, PlainReader(), ())
    start = threading.Barrier(4)
    found: list[tuple[int, bool, bool]] = []

    def ingest(text: str) -> None:
        start.wait()
        came = pipeline.ingest(Draft(text, url=f"{SITE}same", outlet="The Courier"))
        found.append((came.article_id, came.created, came.changed))

    for texts in (["Ada Lund said so."] * 4, ["Ada Lund said otherwise."] * 4):
        threads = [threading.Thread(target=ingest, args=(text,)) for text in texts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {article for article, _, _ in found} == {found[0][0]}
    assert sorted(created for _, created, _ in found[:4]) == [False, False, False, True]
    assert sorted(changed for _, _, changed in found[4:]) == [False, False, False, True]
    with read_session(engine) as session:
        page = queries.article_page(session, found[0][0])
        assert [version.number for version in page.versions] == [2, 1]
        assert queries.claims_page(session, pages.ClaimFilter()).total == 1
