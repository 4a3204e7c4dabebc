"""A bulk ingest that is killed loses nothing that it acknowledged, and leaves nothing half done."""

import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

import pytest
from sqlalchemy import Engine, text

from app.bulk import Outcome
from app.domain import Draft, ItemState
from app.intake import store_many
from app.pipeline import Pipeline, read_draft
from app.store import pages, queries
from app.store.session import make_engine, read_session
from tests.plain_reader import PlainReader

ROUNDS = 100 if os.environ.get("SOURCELIGHT_SOAK") == "1" else 10  # on each database
AT_ONCE = 16  # articles that each round would store
MOST = 7  # acknowledgements that are waited for
LONGEST = 0.1  # seconds from the last of them to the kill


def _draft(number: int) -> Draft:
    """Each tenth is another text of the address before it."""
    url = f"https://courier.example/{number - (number % 10 == 9)}"
    said = "\n\n".join(f"Ada Lund said number {number}.{part} stands." for part in range(1 + number % 4))
    return Draft(f"{said}\n\nIt rained.", title=f"Number {number}", url=url, outlet="The Courier")


def _outcomes(numbers: range, acknowledge: Connection) -> Iterator[Outcome]:
    """What is read from a file; whoever asks for the next one has stored the one before."""
    outcomes = [
        Outcome(str(each), _draft(each), read_draft(_draft(each), PlainReader(), ())) for each in numbers
    ]
    acknowledge.send(-1)
    for number, outcome in zip(numbers, outcomes, strict=True):
        yield outcome
        acknowledge.send(number)


def _ingest(url: str, numbers: range, acknowledge: Connection) -> None:
    pipeline = Pipeline(make_engine(url), PlainReader(), ())
    store_many(pipeline, "bulk", _outcomes(numbers, acknowledge), print)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes that have this file loaded when they begin."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _kill_one(processes: ForkServerContext, url: str, numbers: range, chance: random.Random) -> set[int]:
    """The numbers that were acknowledged before the process was killed."""
    receive, send = processes.Pipe(duplex=False)
    process = processes.Process(target=_ingest, args=(url, numbers, send))
    process.start()
    send.close()
    acknowledged = {receive.recv() for _ in range(chance.randrange(1, MOST))}
    time.sleep(chance.uniform(0, LONGEST))
    process.kill()
    process.join()
    try:
        while True:
            acknowledged.add(receive.recv())
    except EOFError:
        return acknowledged - {-1}


def _check(engine: Engine, acknowledged: set[int], *, limit: int) -> None:
    """The newest articles are whole, and those that were acknowledged are among them."""
    engine.dispose()  # FTS5 holds its files against what a connection remembers of them from before
    with read_session(engine) as session:
        rows = queries.articles_page(session, limit=limit).rows
        found: set[int] = set()
        for row in rows:
            page = queries.article_page(session, row.article.id)
            for version in page.versions:
                number = int(version.title.removeprefix("Number "))
                found.add(number)
                as_it_was = queries.article_page(session, row.article.id, version=version.number)
                draft = _draft(number)
                assert as_it_was.text == draft.text
                assert [claim.quote for claim in as_it_was.claims] == [
                    span.of(draft.text) for each in PlainReader().extract(draft.text) for span in each.content
                ]
                assert {chip.name for claim in as_it_was.claims for chip in claim.sources} == {"Ada Lund"}
            for claim in page.claims:
                words = claim.quote.removesuffix(" stands.")
                assert queries.claims_page(session, pages.ClaimFilter(q=f"“{words}”")).total == 1
        assert acknowledged <= found
        told = session.execute(text("SELECT count(*) FROM import_items WHERE state <> 'there'")).scalar()
        assert told == session.execute(text("SELECT count(*) FROM versions")).scalar()
        if engine.dialect.name == "sqlite":
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_nothing_is_lost_and_nothing_half_done(
    make_database: Callable[[], str], processes: ForkServerContext
) -> None:
    chance = random.Random(5)  # noqa: S311 - the same moments each time, as far as a machine allows
    url = make_database()
    engine = make_engine(url)
    acknowledged: set[int] = set()
    for _ in range(ROUNDS):
        first = max(acknowledged, default=0)  # it is there already
        first += first % 10 == 8  # its address may have the next one's text by now
        acknowledged |= _kill_one(processes, url, range(first, first + AT_ONCE), chance)
        _check(engine, {each for each in acknowledged if each > first - 2}, limit=AT_ONCE)
    assert len(acknowledged) > ROUNDS
    _check(engine, acknowledged, limit=len(acknowledged) + AT_ONCE)
    counts = store_many(
        Pipeline(engine, PlainReader(), ()),
        "the rest",
        (Outcome(str(n), _draft(n), None) for n in sorted(acknowledged) if n % 10 not in (8, 9)),
        print,
    )
    assert set(counts) == {ItemState.THERE}
    engine.dispose()
