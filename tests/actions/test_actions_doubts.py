import pytest
from sqlalchemy.orm import Session

from app import actions
from app.domain import (
    Attribution,
    Doubt,
    Draft,
    Known,
    Reading,
    Reason,
    Resolution,
    Source,
    SourceType,
    Span,
    Voice,
)
from app.store import pages
from app.store.queries import BadCursor, NotFound, doubts_page
from app.store.write import store_article
from tests.actions.conftest import Desk, body, person

LUND = person("Ada Lund", role="harbour master", affiliation="Port of Norby")


def row(desk: Desk, form: str) -> pages.DoubtRow:
    return next(each for each in desk.doubts().rows if each.form == form)


def test_a_surname_alone_is_in_the_queue_with_who_it_could_be(desk: Desk) -> None:
    desk.read(LUND, person("Bo Lund"), body("Lund"))
    articles = [desk.read(person("Lund", role="sailor")) for _ in range(4)]
    found = row(desk, "Lund")
    assert (found.doubt, found.reason, found.source) == (Doubt.UNLINKED, Reason.ARTICLE, None)
    assert (found.claims, found.articles, found.role) == (4, 4, "sailor")
    assert [chip.slug for chip in found.candidates] == ["ada-lund", "bo-lund"]
    assert [each.article.id for each in found.examples] == articles[:0:-1]


def test_settling_a_surname_is_for_all_articles_and_those_to_come(desk: Desk) -> None:
    desk.read(LUND)
    articles = [desk.read(person("Lund")), desk.read(person("Lund"))]
    key = row(desk, "Lund").key
    done = actions.settle(desk.engine, key, "ada-lund")
    assert (done.slug, desk.doubts().total) == ("ada-lund", 0)
    articles.append(desk.read(person("Lund")))
    desk.read_again(articles[0], person("Lund"))
    assert [desk.who(each) for each in articles] == [["ada-lund"]] * 3
    assert desk.doubts().rows == ()
    with pytest.raises(NotFound, match="in doubt no longer"):
        actions.settle(desk.engine, key, "ada-lund")
    event = desk.page("ada-lund").events[0]
    assert (event.action, event.now, event.source, event.other.slug) == ("settle", "Lund", None, "ada-lund")
    actions.undo(desk.engine, done.event)
    assert row(desk, "Lund").articles == 3
    assert len({desk.who(each)[0] for each in articles} - {"ada-lund"}) == 3


def test_what_was_settled_of_a_surname_is_not_about_somebody_of_another_role(desk: Desk) -> None:
    desk.read(LUND)
    desk.read(person("Lund"))
    actions.settle(desk.engine, row(desk, "Lund").key, "ada-lund")
    article = desk.read(person("Lund", role="goalkeeper", affiliation="FC Sudmark"))
    assert desk.who(article) != ["ada-lund"]
    found = row(desk, "Lund")
    assert (found.doubt, found.articles) == (Doubt.ROLE, 1)
    actions.settle(desk.engine, found.key, "ada-lund")
    desk.read_again(article, person("Lund", role="goalkeeper", affiliation="FC Sudmark"))
    assert desk.who(article) == ["ada-lund"]
    assert desk.doubts().rows == ()


def test_settling_as_somebody_new(desk: Desk) -> None:
    articles = [desk.read(person("New")), desk.read(person("New"))]
    done = actions.settle(desk.engine, row(desk, "New").key, "new")
    assert [desk.who(each) for each in articles] == [[done.slug]] * 2
    assert desk.page(done.slug).row.source.name == "New"
    assert desk.who(desk.read(person("New"))) == [done.slug]


def test_a_surname_of_like_role_is_linked_with_doubt(desk: Desk) -> None:
    desk.read(LUND)
    article = desk.read(person("Lund", role="the harbour master"))
    assert desk.who(article) == ["ada-lund"]
    found = row(desk, "Lund")
    assert (found.doubt, found.reason, found.source.slug) == (Doubt.SURNAME, Reason.SURNAME, "ada-lund")
    actions.settle(desk.engine, found.key, "ada-lund")
    desk.read(person("Lund", role="harbour master"))
    assert desk.doubts().total == 0


def test_two_of_one_surname_and_role_are_not_guessed_between(desk: Desk) -> None:
    desk.read(LUND, person("Bo Lund", role="harbour master"))
    desk.read(person("Lund", role="harbour master"))
    assert row(desk, "Lund").doubt is Doubt.UNLINKED


def test_the_same_name_with_another_role_is_settled_apart_from_the_rest(desk: Desk) -> None:
    first, unlike = desk.read(LUND), desk.read(person("Ada Lund", role="goalkeeper"))
    found = row(desk, "Ada Lund")
    assert (found.doubt, found.source.slug, found.role) == (Doubt.ROLE, "ada-lund", "goalkeeper")
    done = actions.settle(desk.engine, found.key, "new")
    assert (desk.who(first), desk.who(unlike)) == (["ada-lund"], [done.slug])
    assert desk.who(desk.read(person("Ada Lund", role="goalkeeper"))) == [done.slug]
    assert desk.who(desk.read(LUND)) == ["ada-lund"]


def test_an_acronym_is_doubtful_unless_it_was_known(desk: Desk) -> None:
    desk.know(Known("coast-guard", "Norland Coast Guard", SourceType.ORGANIZATION, aliases=("NCG",)))
    desk.read(body("Harbour Safety Board", mentions=("HSB",)))
    desk.read(body("HSB"), body("NCG"))
    (found,) = desk.doubts().rows
    assert (found.form, found.doubt, found.source.slug) == ("HSB", Doubt.ACRONYM, "harbour-safety-board")


def test_namesakes_and_parts_of_names_are_new_with_doubt_until_merged(desk: Desk) -> None:
    desk.read(LUND, body("Norland Coast Guard"))
    desk.read(person("Ada Lund", role="goalkeeper", affiliation="FC Sudmark"))
    article = desk.read(body("Coast Guard"))
    desk.read_again(article, body("Coast Guard"))
    assert {each.form: (each.doubt, each.source.slug) for each in desk.doubts().rows} == {
        "Ada Lund": (Doubt.NAMESAKE, "ada-lund-2"),
        "Coast Guard": (Doubt.PART, "coast-guard"),
    }
    assert [chip.slug for chip in row(desk, "Coast Guard").candidates] == ["norland-coast-guard"]
    assert [chip.slug for chip in row(desk, "Ada Lund").candidates] == ["ada-lund"]
    actions.settle(desk.engine, row(desk, "Ada Lund").key, "ada-lund-2")
    actions.merge(desk.engine, "norland-coast-guard", "coast-guard")
    assert desk.doubts().rows == ()


def test_the_queue_begins_with_what_is_most_frequent(desk: Desk) -> None:
    for number, name in enumerate(("Aas", "Berg", "Vik", "Dal", "Eng"), start=1):
        for _ in range(number % 4 + 1):
            desk.read(person(name))
    found, after = [], None
    for _ in range(3):
        page = desk.doubts(after=after, limit=2)
        assert page.total == 5
        found += [(each.form, each.claims) for each in page.rows]
        after = page.next
    assert after is None
    assert found == [("Vik", 4), ("Berg", 3), ("Aas", 2), ("Eng", 2), ("Dal", 1)]
    for odd in ("x", "W10"):
        with pytest.raises(BadCursor):
            desk.doubts(after=odd)


@pytest.mark.parametrize("key", ["", "/", "//", "/unlinked/nobody", "a/b/c", "nul\0", "ada-lund//ada lund"])
def test_what_is_not_in_doubt_cannot_be_settled(desk: Desk, key: str) -> None:
    desk.read(LUND, person("Berg"))
    with pytest.raises(NotFound, match="in doubt no longer"):
        actions.settle(desk.engine, key, "ada-lund")
    assert desk.doubts().total == 1


def test_the_queue_makes_the_same_few_queries_whatever_its_length(session: Session, queries) -> None:
    def store(*sources: Source) -> None:
        numbered = [f"Claim {source.name} {source.role} stands." for source in sources]
        text = " ".join(numbered)
        spans = [Span(text.index(each), text.index(each) + len(each)) for each in numbered]
        found = tuple(Attribution((), (), (span,)) for span in spans)
        voices = tuple(Voice((index,)) for index in range(len(sources)))
        reading = Reading(found, Resolution(sources, voices))
        store_article(session, Draft(text=text), reading, extractor="1", known=())

    store(LUND, person("Lund"))
    with queries() as few:
        assert doubts_page(session).total == 1
    store(*(person(f"{name}{name}") for name in "ABCDEFGH"), body("Lund"))
    session.expunge_all()
    with queries() as many:
        assert len(doubts_page(session).rows) == 9
    assert len(few) == len(many) == 10
