"""Saved filters: views of this site alone, under names, with merged sources followed."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import actions
from app.actions.filters import VIEWS, view_of
from app.store import desk_pages, queries
from app.store.errors import NotFound, Refused, Stale
from app.store.session import read_session
from tests.actions.conftest import Desk, person


def views(desk: Desk) -> dict[str, str]:
    return {view.name: view.address for view in page(desk).rows}


def page(desk: Desk) -> desk_pages.FiltersPage:
    with read_session(desk.engine) as session:
        return queries.filters_page(session)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", "/"),
        ("/claims?kind=direct&after=xyz", "/claims?kind=direct"),
        ("/claims?source=&q=%E6%9D%8E", "/claims?source=&q=%E6%9D%8E"),
        ("/articles/7?hedged=yes#c-abc", "/articles/7?hedged=yes"),
        ("/sources/ann-lee?act=intends", "/sources/ann-lee?act=intends"),
        ("/compare?article=1&article=2", "/compare?article=1&article=2"),
        ("/concordance?q=a&order=date", "/concordance?q=a&order=date"),
    ],
)
def test_views_of_this_site_are_kept_from_their_first_page(address: str, kept: str) -> None:
    assert view_of(address) == kept


@pytest.mark.parametrize(
    "address",
    [
        "",
        "claims",
        "https://elsewhere.example/claims",
        "//elsewhere.example/claims",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "/claims\r\nSet-Cookie: a=b",
        "/claims/../feeds",
        "/review",
        "/articles/0",
        "/articles/7/purge",
        "/logout",
        "/claims?q=%00",
        "/claims?q=" + "x" * 5000,
        "/claims?" + "q=1&" * 600,
        "http://[/claims",
    ],
)
def test_anything_else_is_refused(desk: Desk, address: str) -> None:
    with pytest.raises(Refused, match="no view of this site"):
        actions.save_filter(desk.engine, "Mine", address)
    assert views(desk) == {}


@given(st.text() | st.from_regex(r"/{0,2}[a-z./\\]{0,12}\??[a-z=&%#0-9]{0,20}", fullmatch=True))
def test_whatever_is_kept_is_a_path_of_this_site(address: str) -> None:
    try:
        kept = view_of(address)
    except Refused:
        return
    parts = urlsplit(kept)
    assert not parts.scheme
    assert not parts.netloc
    assert VIEWS.fullmatch(parts.path)
    assert kept.isascii()
    assert view_of(kept) == kept


def test_kept_renamed_deleted_and_brought_back(desk: Desk) -> None:
    saved = actions.save_filter(desk.engine, " Direct ", "/claims?kind=direct", who="Bo").filter
    assert views(desk) == {"Direct": "/claims?kind=direct"}
    with pytest.raises(Refused, match="called “DIRECT” already"):
        actions.save_filter(desk.engine, "DIRECT", "/claims?kind=mixed")
    seen = page(desk).rows[0].seen
    renamed = actions.rename_filter(desk.engine, saved, "Quoted", seen=seen)
    with pytest.raises(Stale, match="“Quoted” now"):
        actions.rename_filter(desk.engine, saved, "Spoken", seen=seen)
    with pytest.raises(Refused, match="its name already"):
        actions.rename_filter(desk.engine, saved, "Quoted")
    deleted = actions.delete_filter(desk.engine, saved)
    assert views(desk) == {}
    with pytest.raises(NotFound):
        actions.rename_filter(desk.engine, saved, "Gone")
    assert actions.undo(desk.engine, renamed.event).filter == saved
    actions.undo(desk.engine, deleted.event)
    assert views(desk) == {"Direct": "/claims?kind=direct"}
    assert [event.action for event in page(desk).events] == ["delete", "rename", "delete", "rename", "save"]


def test_merged_sources_are_followed(desk: Desk) -> None:
    desk.read(person("Ann Lee"), person("Anna Lee"))
    actions.save_filter(
        desk.engine, "Lees", "/claims?source=anna-lee&source=ann-lee&without=anna-lee&act=states"
    )
    actions.save_filter(desk.engine, "Page", "/sources/anna-lee?act=states")
    merged = actions.merge(desk.engine, "ann-lee", "anna-lee")
    assert views(desk) == {
        "Lees": "/claims?source=ann-lee&without=ann-lee&act=states",
        "Page": "/sources/ann-lee?act=states",
    }
    assert [facet.name for facet in page(desk).rows[0].sources] == ["Ann Lee"]
    actions.undo(desk.engine, merged.event)
    assert "source=anna-lee" in views(desk)["Lees"]


def test_the_title_of_a_withdrawn_article_is_not_told(desk: Desk) -> None:
    article = desk.read(person("Ann Lee"))
    actions.edit_article(desk.engine, article, {"title": "Late ferries"})
    actions.save_filter(desk.engine, "Ferries", f"/articles/{article}?kind=direct")
    assert page(desk).rows[0].title == "Late ferries"
    actions.withdraw(desk.engine, article)
    assert page(desk).rows[0].title == ""


def test_the_list_takes_few_queries(desk: Desk, count_queries) -> None:
    desk.read(person("Ann Lee"), person("Anna Lee"))
    actions.merge(desk.engine, "ann-lee", "anna-lee")
    for number in range(9):
        actions.save_filter(desk.engine, f"Number {number}", f"/claims?source=anna-lee&q={number}")
        actions.save_filter(desk.engine, f"Article {number}", f"/articles/{number + 1}?q=a")
    with read_session(desk.engine) as session:
        assert count_queries(session, queries.filters_page) <= 9
