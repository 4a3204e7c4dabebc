"""A desk where articles come in, read by hand, and people put the directory in order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.domain import Attribution, Draft, Known, Reading, Resolution, Source, SourceType, Span, Voice
from app.store import pages, queries
from app.store.session import make_engine, read_session, write_session
from app.store.write import load_seeds, replace_reading, store_article

ALL = pages.ClaimFilter()


def person(name: str, **more: object) -> Source:
    return Source(name, SourceType.PERSON, **more)


def body(name: str, **more: object) -> Source:
    return Source(name, SourceType.ORGANIZATION, **more)


@dataclass(frozen=True)
class Desk:
    engine: Engine
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def know(self, *known: Known) -> None:
        with write_session(self.engine) as session:
            load_seeds(session, known)

    def read(self, *sources: Source, relay: Sequence[Source] = ()) -> int:
        """The id of a new article, in which each source makes a claim, citing those in `relay`."""
        number = next(self.numbers)
        text = " ".join(f"Claim {number}.{each} stands." for each in range(len(sources)))
        with write_session(self.engine) as session:
            return store_article(
                session, Draft(text=text), _reading(text, sources, relay), extractor="1", known=()
            )

    def read_again(self, article: int, *sources: Source, relay: Sequence[Source] = ()) -> None:
        """As many sources as before: the claims stay the same."""
        with write_session(self.engine) as session:
            text = queries.article_page(session, article).text
            replace_reading(session, article, _reading(text, sources, relay), extractor="2", known=())

    def who(self, article: int) -> list[str]:
        """The slugs of those who make the claims of an article, one after the other."""
        with read_session(self.engine) as session:
            claims = queries.article_page(session, article).claims
        return [chip.slug for claim in claims for chip in claim.sources]

    def page(self, slug: str, chosen: pages.ClaimFilter = ALL) -> pages.SourcePage:
        with read_session(self.engine) as session:
            return queries.source_page(session, slug, chosen)

    def list(self, **which: object) -> list[str]:
        with read_session(self.engine) as session:
            return [row.source.slug for row in queries.sources_page(session, **which).rows]

    def claims(self, **chosen: object) -> int:
        with read_session(self.engine) as session:
            return queries.claims_page(session, pages.ClaimFilter(**chosen)).total

    def doubts(self, **which: object) -> pages.DoubtsPage:
        with read_session(self.engine) as session:
            return queries.doubts_page(session, **which)


def _reading(text: str, sources: Sequence[Source], relay: Sequence[Source]) -> Reading:
    ends = [index + 1 for index, letter in enumerate(text) if letter == "." and text[index - 1] == "s"]
    starts = [0, *(end + 1 for end in ends)]
    found = tuple(Attribution((), (), (Span(start, end),)) for start, end in zip(starts, ends, strict=False))
    behind = tuple(range(len(sources), len(sources) + len(relay)))
    voices = tuple(Voice((index,), behind) for index in range(len(sources)))
    return Reading(found, Resolution((*sources, *relay), voices))


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    engine = make_engine(database_url)
    yield Desk(engine)
    engine.dispose()


@pytest.fixture
def desk_on(make_database: Callable[[], str]) -> Callable[[], Desk]:
    """Makes a desk with an empty database; for tests that need many."""
    return lambda: Desk(make_engine(make_database()))


@pytest.fixture
def count_queries() -> Callable[..., int]:
    """Calls something with a session; how many SQL statements that took."""

    def count_them(session: Session, ask: Callable[[Session], object]) -> int:
        statements: list[str] = []

        def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
            statements.append(statement)

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        try:
            ask(session)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(statements)

    return count_them
