"""Mending the details of articles, and taking articles back."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app import actions
from app.domain import Draft, Precision
from app.pipeline import Pipeline
from app.store import pages, queries
from app.store.queries import Gone, NotFound, Refused
from app.store.session import make_engine, read_session
from tests.plain_reader import PlainReader

URL = "https://courier.example/ferry"
TEXT = "Ada Lund said the zanderling ferry sank.\n\nA quiet night-watchman said nobody saw it."


@pytest.fixture
def engine(own_engine: Engine) -> Engine:
    return own_engine


@pytest.fixture
def pipeline(engine: Engine) -> Pipeline:
    return Pipeline(engine, PlainReader(), ())


@pytest.fixture
def article(pipeline: Pipeline) -> int:
    draft = Draft(TEXT, title="Ferry sank", outlet="The Courier", url=URL)
    return pipeline.ingest(draft).article_id


def _page(engine: Engine, article: int, **which: int) -> pages.ArticlePage:
    with read_session(engine) as session:
        return queries.article_page(session, article, **which)


def _counts(engine: Engine, q: str = "") -> tuple[int, int, int]:
    """Articles, claims and sources, of which the articles and claims hold these words."""
    with read_session(engine) as session:
        return (
            queries.articles_page(session, q=q).total,
            queries.claims_page(session, pages.ClaimFilter(q=q)).total,
            queries.sources_page(session).total,
        )


def test_details_are_mended_and_mended_back(engine: Engine, article: int) -> None:
    before = _page(engine, article).article
    changes = {"title": " Ferry  rose ", "outlet": "The Mirror", "published": "2031-01-05", "author": ""}
    done = actions.edit_article(engine, article, changes, who="ed", reason="misread")
    assert done.article == article
    page = _page(engine, article).article
    assert (page.title, page.outlet, page.published.precision) == ("Ferry rose", "The Mirror", Precision.DATE)
    assert page.published.at.isoformat() == "2031-01-05T00:00:00+00:00"
    assert _counts(engine, "rose")[:1] == (1,)
    with read_session(engine) as session:
        assert queries.claims_page(session, pages.ClaimFilter(outlets=("The Mirror",))).total == 2
        (event,) = queries.article_events(session, article)
    assert (event.action, event.who, event.reason) == ("edit", "ed", "misread")
    assert event.was == "title: Ferry sank; outlet: The Courier; published: none"
    assert event.now == "title: Ferry rose; outlet: The Mirror; published: 2031-01-05"
    assert actions.undo(engine, done.event).article == article
    assert _page(engine, article).article == before
    assert _counts(engine, "rose")[:1] == (0,)


def test_no_later_reading_overwrites_what_people_decided(
    engine: Engine, pipeline: Pipeline, article: int
) -> None:
    done = actions.edit_article(engine, article, {"title": "Ours"})
    pipeline.ingest(Draft("Ada Lund said it rose.", title="Ferry rose", author="C. Writer", url=URL))
    pipeline.re_extract(article)
    page = _page(engine, article)
    assert (page.article.title, page.article.author) == ("Ours", "C. Writer")
    assert [each.title for each in page.versions] == ["Ferry rose", "Ferry sank"]
    actions.undo(engine, done.event)
    assert _page(engine, article).article.title == "Ferry rose"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "Ferry sank"}, "Nothing was changed"),
        ({}, "Nothing was changed"),
        ({"published": "yesterday"}, "“yesterday” is no date"),
        ({"url": "javascript:alert(1)"}, "is no web address"),
        ({"outlet": "o" * 201}, "201 characters; 200 is the most"),
        ({"colour": "red"}, "“colour” is no detail"),
        ({"outlet": "The Mirror"}, "this would be article 2 once more"),
        ({"url": "https://mirror.example/1"}, "this would be article 2 once more"),
    ],
)
def test_what_cannot_be_is_refused(engine, pipeline, article, changes: dict[str, str], reason: str) -> None:
    pipeline.ingest(Draft(TEXT, outlet="The Mirror", url="https://mirror.example/1"))
    before = _page(engine, article)
    with pytest.raises(Refused, match=reason):
        actions.edit_article(engine, article, changes)
    assert _page(engine, article) == before


def test_a_withdrawn_article_leaves_everything_and_says_why(
    engine: Engine, pipeline: Pipeline, article: int
) -> None:
    keys = [claim.id for claim in _page(engine, article).claims]
    assert _counts(engine) == (1, 2, 2)
    done = actions.withdraw(engine, article, reason="mixed up with another ferry")
    assert _counts(engine) == (0, 0, 0)
    with read_session(engine) as session:
        for ask in (
            lambda: queries.article_page(session, article),
            lambda: queries.article_page(session, article, version=1),
            lambda: queries.version_changes(session, article, 1, 1),
            lambda: queries.claim_page(session, keys[0]),
        ):
            with pytest.raises(Gone, match=r"was withdrawn on \d\d \w+ \d{4}: mixed up with") as gone:
                ask()
            assert gone.value.reason == "mixed up with another ferry"
        assert queries.doubts_page(session).total == 0
    for again in (Draft(TEXT, outlet="The Courier"), Draft("Another text.", url=URL)):
        with pytest.raises(Gone, match="withdrawn"):
            pipeline.ingest(again)
    with pytest.raises(Gone):
        pipeline.re_extract(article)
    with pytest.raises(Gone):
        actions.withdraw(engine, article)
    with pytest.raises(Gone):
        actions.edit_article(engine, article, {"title": "New"})
    assert actions.undo(engine, done.event).article == article
    assert [claim.id for claim in _page(engine, article).claims] == keys
    assert _counts(engine) == (1, 2, 2)
    assert _counts(engine, "zanderling") == (1, 1, 2)


def test_claims_that_were_gone_before_stay_gone_when_a_withdrawal_is_undone(
    engine, pipeline, article
) -> None:
    lost = _page(engine, article).claims[1].id
    pipeline.ingest(Draft("Ada Lund said the zanderling ferry sank.", url=URL))
    done = actions.withdraw(engine, article)
    actions.undo(engine, done.event)
    assert len(_page(engine, article).claims) == 1
    with read_session(engine) as session, pytest.raises(Gone, match="in version 1, and no longer"):
        queries.claim_page(session, lost)


def _words_anywhere(engine: Engine, *words: str) -> list[str]:
    """Tables in which one of the words stands, in whatever column."""
    found = []
    with engine.connect() as connection:
        tables = text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\'"
        )
        if engine.dialect.name == "postgresql":
            tables = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in connection.execute(tables).all():
            rows = connection.execute(text(f"SELECT * FROM {name}")).all()  # noqa: S608
            if any(word in str(row).lower() for row in rows for word in words):
                found.append(name)
    return found


def test_a_purged_article_leaves_no_word_behind(engine: Engine, pipeline: Pipeline, article: int) -> None:
    pipeline.ingest(Draft("Ada Lund said the zanderling rose.", title="Zanderling", url=URL))
    other = pipeline.ingest(Draft("Ada Lund said the quay is shut.", outlet="The Mirror")).article_id
    keys = [claim.id for number in (1, 2) for claim in _page(engine, article, version=number).claims]
    assert _words_anywhere(engine, "zanderling", "watchman")
    actions.purge(engine, article, reason="a court ordered it")
    assert _words_anywhere(engine, "zanderling", "watchman", "courier.example") == []
    with read_session(engine) as session:
        for key in keys:
            with pytest.raises(Gone, match="a court ordered it"):
                queries.claim_page(session, key)
        assert [event.action for event in queries.article_events(session, article)] == ["purge"]
    assert [chip.name for claim in _page(engine, other).claims for chip in claim.sources] == ["Ada Lund"]
    assert _counts(engine) == (1, 1, 1)
    with pytest.raises(Gone):
        pipeline.ingest(Draft(TEXT, url=URL))


def test_a_purge_is_for_good(engine: Engine, article: int) -> None:
    edit = actions.edit_article(engine, article, {"title": "Ours"})
    undone = actions.undo(engine, edit.event)
    withdrawn = actions.withdraw(engine, article, reason="first")
    purged = actions.purge(engine, article, reason="then")
    for event in (undone, withdrawn, purged):
        with pytest.raises(Refused):
            actions.undo(engine, event.event)
    with pytest.raises(Refused, match="purged"):
        actions.purge(engine, article)
    with read_session(engine) as session, pytest.raises(Gone, match="then"):
        queries.article_page(session, article)


def test_sqlite_keeps_no_trace_of_a_purge_in_its_files(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'news.db'}")
    pipeline = Pipeline(engine, PlainReader(), ())
    pipeline.prepare()
    for number in range(20):
        pipeline.ingest(Draft(f"Bo Vik said that {number} boats left.", outlet=str(number)))
    article = pipeline.ingest(Draft(TEXT * 50, title="The zanderling", url=URL)).article_id

    def holds(word: bytes) -> bool:
        return any(word in path.read_bytes().lower() for path in tmp_path.iterdir())

    assert holds(b"zanderling")
    assert holds(b"watchman")
    actions.purge(engine, article)
    assert not holds(b"zanderling")
    assert not holds(b"watchman")
    engine.dispose()


@pytest.mark.parametrize(
    "act", [actions.withdraw, actions.purge, lambda *who: actions.edit_article(*who, {})]
)
def test_there_is_no_such_article(engine: Engine, act) -> None:
    for article in (0, 7, 2**40):
        with pytest.raises(NotFound, match="no article"):
            act(engine, article)
