"""Share links as those who share rely on them: for a time, taken back at once, and showing what was meant."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import TypeAdapter
from sqlalchemy import Engine, select

from app import actions
from app.domain import Act, Draft, ShareKind, Span
from app.store import events, facts, queries, shares
from app.store.errors import Gone, NotFound, Refused
from app.store.pages import ClaimFilter
from app.store.session import make_engine, read_session, write_session
from app.store.share_pages import SharedClaim, SharePage, ShareRow, Since, ToShare
from app.store.tables import Claim, Event, Share
from app.store.tables import SharedClaim as Row
from app.store.versions import add_version
from app.store.write import store_article
from tests.web.sample import BRIDGE, READING, TEXT

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
FERRY = "“The ferry can carry the commuters,” … “but it cannot carry the timber.”"
PIER = "a third pier “might not last the winter”"


@dataclass(frozen=True)
class Office:
    """An article with its claims, and somebody who shares."""

    engine: Engine
    article: int

    def key(self, quote: str = PIER) -> str:
        with read_session(self.engine) as session:
            return session.scalars(select(Claim.key).where(Claim.quote == quote)).one()

    def claim(self, quote: str = PIER, *, whole: bool = False) -> ToShare:
        with read_session(self.engine) as session:
            return queries.claim_to_share(session, self.key(quote), whole=whole)

    def text(self, *left_out: str, whole: bool = False) -> ToShare:
        with read_session(self.engine) as session:
            page = queries.article_page(session, self.article)
            return queries.article_to_share(page, left_out, f"/articles/{self.article}", whole=whole)

    def share(self, wanted: ToShare, days: int = 7, **more: str) -> str:
        return actions.share(self.engine, wanted, days=days, at=NOW, **more).token

    def open(self, token: str, at: datetime = NOW) -> SharePage:
        with read_session(self.engine) as session:
            return queries.share_page(session, token, at=at)

    def list(self, at: datetime = NOW) -> tuple[ShareRow, ...]:
        with read_session(self.engine) as session:
            return queries.shares_page(session, at=at).rows

    def rewrite(self, text: str) -> None:
        with write_session(self.engine) as session:
            add_version(session, self.article, replace(BRIDGE, text=text), None, extractor="1", known=())


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    engine = make_engine(database_url)
    with write_session(engine) as session:
        article = store_article(session, BRIDGE, READING, extractor="1", known=())
    yield Office(engine, article)
    engine.dispose()


def test_a_link_shows_the_claim_its_source_and_its_sentence(office: Office) -> None:
    page = office.open(office.share(office.claim()))
    [held] = page.claims
    assert held.shared.row.claim.quote == PIER
    assert held.since == ()
    assert page.text.startswith("Tobias Renn, who chairs their union, said that")
    assert page.text.endswith("citing the dive firm Deepline.")
    assert TEXT[page.offset :].startswith(page.text)
    assert page.article.outlet == "Kestle Courier"
    assert page.is_newest


def test_a_source_in_the_sentence_before_is_shown_too(office: Office) -> None:
    claim = "repairs could cost about 14 million crowns and would take at least five months"
    assert office.open(office.share(office.claim(claim))).text.startswith("She told reporters")


def test_the_whole_article_is_shown_where_that_was_asked_for(office: Office) -> None:
    assert office.open(office.share(office.claim(whole=True))).text == TEXT
    assert office.open(office.share(office.text(whole=True))).text == TEXT
    assert office.open(office.share(office.text())).text == ""


def test_of_an_article_the_claims_that_a_filter_leaves_are_shown(office: Office) -> None:
    out = [office.key(), office.key(FERRY)]
    shown = [held.shared.row.claim.id for held in office.open(office.share(office.text(*out))).claims]
    assert len(shown) == 9
    assert not set(out) & set(shown)
    whole = office.open(office.share(office.text(*out, whole=True))).claims
    assert [held.shared.row.claim.id for held in whole if held.shared.left_out] == out


def test_a_token_is_long_random_and_kept_as_a_digest_alone(office: Office) -> None:
    tokens = {office.share(office.claim()) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) * 6 >= 128 for token in tokens)
    with read_session(office.engine) as session:
        kept = {column for share in session.scalars(select(Share)) for column in vars(share).values()}
        told = [(event.before, event.after, event.reason) for event in session.scalars(select(Event))]
    assert not tokens & {str(each) for each in kept}
    assert not any(token in str(told) for token in tokens)


@pytest.mark.parametrize("token", ["", "x", "A" * 32, "\0", "\ud800", "%00", "ä" * 40])
def test_a_guess_finds_nothing(office: Office, token: str) -> None:
    office.share(office.claim())
    with pytest.raises(NotFound):
        office.open(token)


def test_a_link_works_until_its_time_is_over(office: Office) -> None:
    token = office.share(office.claim(), days=1)
    last = NOW + timedelta(days=1) - timedelta(seconds=1)
    assert office.open(token, last).claims
    assert office.list(last)[0].is_open
    with pytest.raises(Gone, match="over"):
        office.open(token, NOW + timedelta(days=1))
    assert not office.list(NOW + timedelta(days=1))[0].is_open


def test_a_revoked_link_leads_nowhere_and_never_will_again(office: Office) -> None:
    token = office.share(office.claim())
    other = office.share(office.claim())
    [_, row] = office.list()
    done = actions.revoke(office.engine, row.id, who="Ada")
    with pytest.raises(Gone, match="taken back"):
        office.open(token)
    assert office.open(other).claims
    with pytest.raises(Refused, match="already"):
        actions.revoke(office.engine, row.id)
    with pytest.raises(Refused, match="not undone"):
        actions.undo(office.engine, done.event)
    with pytest.raises(Refused, match="stays so"), write_session(office.engine) as session:
        facts.write(session, {facts.of_share(row.id): None})
    with pytest.raises(Gone):
        office.open(token)


def test_sharing_and_revoking_stand_in_the_one_log(office: Office) -> None:
    made = actions.share(office.engine, office.claim(), days=30, who="Ada")
    actions.revoke(office.engine, made.share, who="Bo", reason="wrong hands")
    with read_session(office.engine) as session:
        of_shares = Event.subject_kind == events.SHARE
        told = [
            (event.action, event.who, event.subject_id, event.reason)
            for event in session.scalars(select(Event).where(of_shares).order_by(Event.id))
        ]
    assert told == [("share", "Ada", made.share, ""), ("revoke", "Bo", made.share, "wrong hands")]
    with pytest.raises(Refused):
        actions.undo(office.engine, made.event)


def test_the_list_says_what_was_shared_with_which_note_and_how_often_it_was_opened(office: Office) -> None:
    made = actions.share(office.engine, office.claim(), days=30, note=" for Ines ", who="Ada", at=NOW)
    later = NOW + timedelta(hours=3)
    actions.note_opening(office.engine, made.share, NOW)
    actions.note_opening(office.engine, made.share, later)
    [row] = office.list()
    assert (row.kind, row.title, row.note, row.who) == (ShareKind.CLAIM, PIER, "for Ines", "Ada")
    assert (row.openings, row.opened_at, row.expires_at) == (2, later, NOW + timedelta(days=30))


def test_a_long_list_goes_on(office: Office) -> None:
    for _ in range(5):
        office.share(office.claim())
    with read_session(office.engine) as session:
        first = queries.shares_page(session, at=NOW, limit=3)
        rest = queries.shares_page(session, at=NOW, limit=3, after=first.next)
    ids = [row.id for row in (*first.rows, *rest.rows)]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 5
    assert rest.next is None


@pytest.mark.parametrize(("days", "note"), [(0, ""), (366, ""), (-1, ""), (7, "n" * 201)])
def test_what_cannot_be_meant_is_refused(office: Office, days: int, note: str) -> None:
    with pytest.raises(Refused):
        actions.share(office.engine, office.claim(), days=days, note=note)
    assert office.list() == ()


def test_a_view_without_claims_is_not_shared(office: Office) -> None:
    with pytest.raises(Refused, match="no claim"):
        office.share(replace(office.text(), claims=()))


def test_what_was_shared_stays_as_it_was_and_says_what_became_of_it(office: Office) -> None:
    token = office.share(office.claim())
    with read_session(office.engine) as session:
        slug = queries.claim_page(session, office.key()).claim.sources[0].slug
    actions.rename(office.engine, slug, "T. A. Renn")
    [held] = office.open(token).claims
    assert held.shared.row.claim.sources[0].name == "Tobias Renn"
    assert held.since == (Since.SOURCES,)


def test_corrections_are_told_and_a_confirmation_is_none(office: Office) -> None:
    key, token = office.key(), office.share(office.claim())
    actions.confirm(office.engine, key)
    assert office.open(token).claims[0].since == ()
    content = (Span(TEXT.index(PIER), TEXT.index(PIER) + len("a third pier")),)
    actions.correct(office.engine, key, actions.Wanted(content=content, act=Act.BELIEVES))
    [held] = office.open(token).claims
    assert held.shared.row.claim.quote == PIER
    assert {Since.WORDS, Since.ACT} <= set(held.since)
    removed = actions.remove(office.engine, key)
    [held] = office.open(token).claims
    assert (held.since, held.shared.row.claim.quote) == ((Since.REMOVED,), PIER)
    actions.undo(office.engine, removed.event)
    assert Since.REMOVED not in office.open(token).claims[0].since


def test_another_text_is_told_and_the_old_one_shown(office: Office) -> None:
    claim, article = office.share(office.claim()), office.share(office.text(whole=True))
    office.rewrite("Nothing is known of the bridge.")
    page = office.open(claim)
    assert page.claims[0].since == (Since.GONE,)
    assert not page.is_newest
    assert page.text.startswith("Tobias Renn, who chairs their union")
    assert office.open(article).text == TEXT


def test_an_earlier_version_can_be_shared_as_it_was(office: Office) -> None:
    office.rewrite(f"{TEXT}\nIt was measured in May.")
    with read_session(office.engine) as session:
        page = queries.article_page(session, office.article, version=1)
    token = office.share(queries.article_to_share(page, (), "/articles/1?version=1", whole=True))
    shown = office.open(token)
    assert (shown.text, shown.version, shown.is_newest) == (TEXT, 1, False)
    assert len(shown.claims) == 11


def test_nothing_of_a_withdrawn_article_is_shown(office: Office) -> None:
    tokens = [
        office.share(office.claim()),
        office.share(office.text()),
        office.share(office.text(whole=True)),
    ]
    done = actions.withdraw(office.engine, office.article, reason="a secret")
    for token in tokens:
        with pytest.raises(Gone, match="withdrawn") as gone:
            office.open(token)
        assert "secret" not in str(gone.value)
    actions.undo(office.engine, done.event)
    assert office.open(tokens[0]).claims


def test_a_list_goes_on_without_the_claims_of_withdrawn_articles(office: Office) -> None:
    with write_session(office.engine) as session:
        other = store_article(
            session, Draft(TEXT, title="Elsewhere", outlet="Post"), READING, extractor="1", known=()
        )
    with read_session(office.engine) as session:
        page = queries.compare_page(session, ClaimFilter(q="ferry"))
        shown = queries.claims_page(session, ClaimFilter(q="ferry")).rows
    wanted = queries.comparison_to_share(page, "“ferry”", "/compare?q=ferry")
    wanted = replace(wanted, claims=tuple(SharedClaim(row) for row in shown))
    token = office.share(wanted)
    assert len(office.open(token).claims) == 2
    actions.withdraw(office.engine, other)
    left = office.open(token)
    assert (len(left.claims), left.missing) == (1, 1)
    actions.withdraw(office.engine, office.article)
    with pytest.raises(Gone):
        office.open(token)


def test_a_purge_leaves_no_words_in_what_was_shared(office: Office) -> None:
    token = office.share(office.claim(whole=True), note="mine")
    actions.withdraw(office.engine, office.article)
    actions.purge(office.engine, office.article)
    [row] = office.list()
    assert (row.title, row.note, row.claims) == ("(purged)", "mine", 0)
    with pytest.raises(Gone):
        office.open(token)
    with read_session(office.engine) as session:
        assert session.scalars(select(Row)).all() == []


def test_what_was_stored_long_ago_can_still_be_read() -> None:
    """A field may be added with a value to go by; none may be renamed: links that were made would break."""
    chip = {"slug": "lee", "name": "Ann Lee", "label": "LEE", "type": "person", "ink": 1, "line": 2}
    claim = {
        "id": "abcdefghij", "quote": "it holds", "kind": "indirect", "act": "states", "hedges": ["could"],
        "sources": [chip], "relay": [], "mention": "Lee", "cue": "said", "source_spans": [[0, 3]],
        "cue_spans": [[4, 8]], "content_spans": [[9, 17]], "hedge_spans": [],
        "nested_in": None, "margin": 1.5,
    }  # fmt: skip
    article = {
        "id": 1, "title": "T", "outlet": "O", "author": "", "url": "", "language": "en",
        "published": {"at": "2031-01-05T00:00:00Z", "precision": "date"},
    }  # fmt: skip
    row = {"claim": claim, "article": article, "before": "Lee said ", "after": "."}
    read = shares.SHOWN.validate_python({"row": row, "relation": "differs", "why": "So."})
    assert read.row.claim.sources[0].name == "Ann Lee"
    assert read.row.claim.content_spans[0].end == 17
    assert TypeAdapter(SharedClaim).validate_python(shares.SHOWN.dump_python(read, mode="json")) == read
