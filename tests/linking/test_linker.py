"""What stands beside a claim once its article and others were read."""

from app.domain import Relation
from app.pipeline import read_draft
from app.store.session import write_session
from app.store.write import store_article
from tests.linking.conftest import Newsroom

FORTY = "Ann Lee said that at least 40 people were injured when the ferry struck the pier of Tarnholm."
NINE = "Bo Vik said that nine people were injured when the ferry struck the pier of Tarnholm."
ALSO_FORTY = "Cleo Marr said that 40 people or more were injured when the ferry hit the pier of Tarnholm."


def test_figures_that_cannot_both_hold_differ_and_the_link_says_how(newsroom: Newsroom) -> None:
    forty = newsroom.read(FORTY, "Courier")
    nine = newsroom.read(NINE, "Post")
    (link,) = newsroom.beside(forty).differs
    assert link.claim.id == nine
    assert link.article.outlet == "Post"
    assert "40" in link.figure_here
    assert "nine" in link.figure_there
    assert link.why
    (back,) = newsroom.beside(nine).differs
    assert (back.claim.id, back.figure_here, back.figure_there) == (
        forty,
        link.figure_there,
        link.figure_here,
    )


def test_shared_words_are_spans_of_the_quotes(newsroom: Newsroom) -> None:
    forty = newsroom.read(FORTY, "Courier")
    newsroom.read(NINE, "Post")
    (link,) = newsroom.beside(forty).differs
    (claim,) = newsroom.claims(1)
    here = {span.of(claim.quote) for span in link.shared_here}
    assert {"ferry", "pier", "Tarnholm"} <= here
    assert {"ferry", "pier", "Tarnholm"} <= {span.of(link.claim.quote) for span in link.shared_there}


def test_one_report_in_many_papers_confirms_nothing(newsroom: Newsroom) -> None:
    first = newsroom.read(FORTY, "Courier")
    for outlet in ("Post", "Ledger", "Echo"):
        newsroom.read(f"{FORTY} It rained in {outlet}.", outlet)
    found = newsroom.beside(first)
    assert found.origins == 0
    assert found.agrees == ()
    assert [row.article.outlet for row in found.repeated] == ["Post", "Ledger", "Echo"]


def test_another_source_to_the_same_effect_is_one_origin_however_often_it_is_printed(
    newsroom: Newsroom,
) -> None:
    first = newsroom.read(FORTY, "Courier")
    for outlet in ("Post", "Ledger"):
        newsroom.read(f"{ALSO_FORTY} It rained in {outlet}.", outlet)
    found = newsroom.beside(first)
    assert found.origins == 1
    (link,) = found.agrees
    assert link.claim.sources[0].name == "Cleo Marr"
    assert link.articles == 2


def test_a_copy_has_the_links_of_the_first(newsroom: Newsroom) -> None:
    newsroom.read(FORTY, "Courier")
    copy = newsroom.read(f"{FORTY} It rained.", "Post")
    newsroom.read(NINE, "Ledger")
    found = newsroom.beside(copy)
    assert [link.article.outlet for link in found.differs] == ["Ledger"]
    assert [row.article.outlet for row in found.repeated] == ["Courier"]


def test_a_source_that_says_it_twice_in_one_article_repeats_itself(newsroom: Newsroom) -> None:
    again = "Ann Lee said that 40 or more people were injured when the ferry struck the pier."
    found = newsroom.beside(newsroom.read(f"{FORTY}\n\nThe sea was calm.\n\n{again}"))
    assert found.agrees == ()
    assert found.origins == 0
    assert [row.claim.sources[0].name for row in found.repeated] == ["Ann Lee"]


def test_two_sources_of_one_article_are_linked(newsroom: Newsroom) -> None:
    (link,) = newsroom.beside(newsroom.read(f"{FORTY}\n\n{NINE}")).differs
    assert link.claim.sources[0].name == "Bo Vik"


def test_the_same_voice_in_the_same_paragraph_is_not_linked_with_itself(newsroom: Newsroom) -> None:
    again = (
        "Ann Lee said that the injured people had stood on deck when the ferry struck the pier of Tarnholm."
    )
    found = newsroom.beside(newsroom.read(f"{FORTY} {again}"))
    assert (found.agrees, found.differs, found.related, found.repeated) == ((), (), (), ())


def test_what_has_nothing_to_do_with_it_is_not_linked(newsroom: Newsroom) -> None:
    first = newsroom.read(FORTY)
    newsroom.read("Ivo Sand said that the orchestra would play two symphonies in the spring.", "Post")
    found = newsroom.beside(first)
    assert (found.agrees, found.differs, found.related) == ((), (), ())


def test_what_was_stored_while_an_article_was_read_is_linked_with_it(newsroom: Newsroom) -> None:
    linker, pipeline = newsroom.linker, newsroom.pipeline
    draft = newsroom.draft(FORTY, "Courier")
    reading = read_draft(draft, pipeline.extractor, pipeline.known)
    proposal = linker.propose(linker.tell(draft, reading), draft.published_at)
    nine = newsroom.read(NINE, "Post")
    with write_session(newsroom.engine) as session:
        article = store_article(session, draft, reading, extractor="only said", known=())
        linker.settle(session, article, proposal)
    assert [link.relation for link in newsroom.beside(nine).differs] == [Relation.DIFFERS]


def test_an_older_database_is_linked_afterwards_and_once(newsroom: Newsroom) -> None:
    pipeline = newsroom.pipeline
    pipeline.linker, linker = None, pipeline.linker
    forty, nine = newsroom.read(FORTY, "Courier"), newsroom.read(NINE, "Post")
    assert newsroom.beside(forty).differs == ()
    pipeline.linker = linker
    assert pipeline.unlinked() == [1, 2]
    for article in pipeline.unlinked():
        pipeline.relate(article)
    assert [link.claim.id for link in newsroom.beside(forty).differs] == [nine]
    assert pipeline.unlinked() == []
    before = newsroom.beside(nine)
    pipeline.relate(2)
    assert newsroom.beside(nine) == before
