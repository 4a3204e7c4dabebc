"""No page breaks the content security policy, and nothing that is stored runs, whatever it says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Error as PlaywrightError
from sqlalchemy import Engine, String, Text, cast, literal, select, update

from app import actions
from app.actions import accounts
from app.domain import Draft, Relation, Role, Scope
from app.pipeline import Pipeline
from app.store import queries
from app.store.session import read_session, write_session
from app.store.tables import Base, Claim
from tests.browser.conftest import Reader, Site, serving
from tests.browser.walk import Get, addresses
from tests.web.people import NAMES, add_people, open_session

HOSTILE = (
    "\"'`--></title></textarea></style></script><script>alert(1)</script><img src=x onerror=alert(2)>"
    "<svg onload=alert(3)>{{7*7191}}${7*7191}<b hx-get=/ hx-trigger=load hx-on::load=alert(4)>"
)
# Every column that holds words which somebody outside wrote, or people here did.
WORDS = {
    "accounts": ["name", "email"],
    "articles": ["title", "outlet", "author"],
    "claim_sources": ["outlet"],
    "claims": ["quote", "mention", "cue", "outlet"],
    "collections": ["name", "description"],
    "earlier_claims": ["quote", "mention", "cue"],
    "events": ["who", "reason"],
    "feeds": ["url", "title", "error"],
    "figures": ["phrase", "what", "unit", "period"],
    "gathered": ["comment", "quote", "speakers"],
    "import_items": ["name", "error"],
    "imports": ["name", "who"],
    "links": ["why", "low_figure", "high_figure", "low_when", "high_when"],
    "logins": ["agent"],
    "aliases": ["alias"],
    "namings": ["name", "role"],
    "notes": ["who", "text", "settled_by"],
    "saved_filters": ["name"],
    "shares": ["title", "note", "who"],
    "sources": ["name", "role", "affiliation", "country", "label", "read_name"],
    "tokens": ["name"],
    "versions": ["title"],
}
# What the program itself writes there: addresses of its own, keys, hashes, names of things.
OURS = {
    *("action", "address", "agent", "alias_key", "digest", "etag", "extractor", "issuer", "key", "language"),
    *("last_word", "modified", "name_key", "nested_in", "outlet_key", "password", "path", "prefix"),
    *(
        "published",
        "relater",
        "secret",
        "slug",
        "sort_key",
        "speakers",
        "subject",
        "subject_kind",
        "suffix",
        "text",
    ),
    *("text_hash", "token_hash", "url", "url_key"),
}
WATCH = """
  window.broken = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


def say_everywhere(engine: Engine, words: str) -> None:
    """Put the words into every column that holds any, with the row's number, and below every text."""
    tables = Base.metadata.tables
    in_address = f"https://elsewhere.example/{words.replace(' ', '+')}"
    with write_session(engine) as session:
        for name, columns in WORDS.items():
            table = tables[name]
            said = literal(words) + (cast(table.c.id, Text) if "id" in table.c else "")
            session.execute(update(table).values(dict.fromkeys(columns, said)))
        versions = tables["versions"]
        session.execute(update(versions).values(text=versions.c.text + f"\n\n{words}"))
        session.execute(update(tables["articles"]).values(url=in_address))


def fill_desk(pipeline: Pipeline) -> dict[Role, int]:
    """Two articles of one matter, one that was withdrawn, and something of all that people can do."""
    engine = pipeline.engine
    for title in ("Mill", "Weir", "Lock"):
        text = f"Ann Lee said that the {title} is closed. Bo Renn said that the mill was sold for 30 crowns."
        pipeline.ingest(Draft(text, title=title, outlet=f"{title} Courier", author="Wren Abara"))
    with read_session(engine) as session:
        keys = session.scalars(select(Claim.key).order_by(Claim.id)).all()
    article = 1
    actions.rename(engine, "bo-renn", HOSTILE[:80], who="Ada Moss", reason="Spelt so.")
    actions.confirm(engine, keys[0], who="Ada Moss", reason="Heard it.")
    actions.remove(engine, keys[1], who="Ada Moss", reason="Nobody said it.")
    actions.add_cross_reference(engine, keys[0], keys[2], Relation.AGREES, who="Ada Moss", reason="The same.")
    actions.add_note(engine, keys[0], "Call the mill.", who="Ada Moss")
    key = actions.create_collection(engine, "Mills", "All of them.", who="Ada Moss").collection
    actions.gather(engine, keys[0], key, who="Ada Moss")
    actions.comment_on(engine, key, keys[0], "Look here.", who="Ada Moss")
    actions.save_filter(engine, "Mill", "/claims?q=mill", who="Ada Moss")
    actions.add_feed(engine, "https://elsewhere.example/feed", who="Ada Moss")
    actions.import_urls(engine, ["https://elsewhere.example/a"], who="Ada Moss")
    actions.edit_article(engine, article, {"author": "Wren Abara Moss"}, who="Ada Moss", reason="Married.")
    actions.withdraw(engine, 3, who="Ada Moss", reason="It names a child.")
    people = add_people(engine)
    accounts.make_token(engine, people[Role.ADMIN], "Night shift", Scope.READ)
    return people


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[tuple[Pipeline, str]]:
    with serving(tmp_path) as (pipeline, url):
        fill_desk(pipeline)
        yield pipeline, url


def test_every_column_of_words_is_tried() -> None:
    for name, table in Base.metadata.tables.items():
        texts = {each.name for each in table.columns if type(each.type) in (String, Text)}
        assert texts <= {*WORDS.get(name, ()), *OURS}, name


def open_all(reader: Reader, get: Get, url: str, *begin: str, each: int) -> list[str]:
    """Every page there is, in the browser; gives what was wrong with each."""
    page, wrong = reader.page, []
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    opened = 0
    for route, known in addresses(get, *begin, each=each).items():
        for address in known:
            answer = get(address)
            assert answer.status_code < 500, address
            if not answer.headers.get("content-type", "").startswith("text/html"):
                assert answer.headers["x-content-type-options"] == "nosniff", address
                continue
            try:
                page.goto(f"{url}{address}")
            except PlaywrightError as error:
                if "Download is starting" not in error.message:
                    raise
                continue  # a file, which is kept and not shown
            page.mouse.move(1, 1)
            broken = page.evaluate("window.broken")
            wrong += [f"{route} {address}: {each}" for each in broken]
            opened += 1
    assert opened > 20
    return wrong


def test_no_page_breaks_the_policy(make_reader: Callable[..., Reader], site: Site) -> None:
    with httpx.Client(base_url=site.url, timeout=60) as client:
        assert open_all(make_reader(), client.get, site.url, each=1) == []


def test_nothing_that_is_stored_runs(
    make_reader: Callable[..., Reader], hostile: tuple[Pipeline, str]
) -> None:
    pipeline, url = hostile
    secret = open_session(pipeline.engine, NAMES[Role.ADMIN])
    say_everywhere(pipeline.engine, HOSTILE)
    reader = make_reader()
    reader.page.context.add_cookies([{"name": "sourcelight", "value": secret, "url": url}])
    with read_session(pipeline.engine) as session:
        key = session.scalars(select(Claim.key).order_by(Claim.id)).first()
        shown = queries.claim_to_share(session, str(key), whole=True)
    token = actions.share(pipeline.engine, shown, days=7, note=HOSTILE).token
    with httpx.Client(base_url=url, cookies={"sourcelight": secret}, timeout=60) as client:
        begin = (f"/s/{token}", f"/claims/{key}", "/people", "/account", "/shares")
        assert open_all(reader, client.get, url, *begin, each=2) == []
        for address in (
            "/claims",
            f"/claims/{key}",
            "/sources",
            "/notes",
            "/collections",
            "/feeds",
            "/people",
            "/account",
        ):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert "<script>alert" not in answer.text, address
            assert "<img src=x" not in answer.text, address
            assert str(7 * 7191) not in answer.text, address
            assert "&lt;script&gt;alert(1)" in answer.text, f"{address} shows none of it"


def test_what_breaks_the_policy_would_be_noticed(make_reader: Callable[..., Reader], site: Site) -> None:
    """No script, picture, frame or style runs or is shown that is not a file of the site's own."""
    page = make_reader().page
    page.add_init_script(WATCH)
    page.goto(site.url)
    page.evaluate("""() => {
      const make = (name, more) => Object.assign(document.createElement(name), more);
      const add = (name, more) => document.body.appendChild(make(name, more));
      add("script", { textContent: "window.ran = true" });
      add("script", { src: "https://elsewhere.example/a.js" });
      add("img", { src: "https://elsewhere.example/a.png" });
      add("iframe", { src: "/" });
      add("style", { textContent: "body { color: red }" });
      const button = add("button", { textContent: "Press" });
      button.setAttribute("onclick", "window.ran = true");
      button.click();
    }""")
    page.wait_for_function("window.broken.length >= 6")
    broken = {each.split(" ")[0] for each in page.evaluate("window.broken")}
    assert broken >= {"script-src-elem", "script-src-attr", "img-src", "frame-src", "style-src-elem"}
    assert page.evaluate("window.ran") is None
