from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy.orm import Session

from app.domain import Draft, Known, Resolution, Source, SourceType, Voice
from app.store import pages
from app.store.queries import article_page, source_page, sources_page
from app.store.write import known, load_seeds, store_article

SEEDS = (
    Known(
        "norland", "Norland", SourceType.GOVERNMENT, label="NRL", aliases=("Norlandic",), capitals=("Norby",)
    ),
    Known("coast-guard", "Norland Coast Guard", SourceType.ORGANIZATION, aliases=("NCG", "the guard")),
    Known("siv-aas", "Siv Aas", SourceType.PERSON, role="minister", country="Norland"),
    Known("harbour", "Harbour", SourceType.GOVERNMENT, aliases=(), capitals=("Harbour",)),
)
ANYTHING = pages.ClaimFilter()
NUMBERS = count(1)


def store(press, *sources: Source, known: Sequence[Known] = ()) -> list[pages.Chip]:
    """An article in which each source speaks once; the sources' entries in order."""
    claims = [f"Claim {next(NUMBERS)} stands." for _ in sources]
    said = [{"content": claim} for claim in claims]
    reading = press.reading(text := " ".join(claims), said, sources)
    voices = tuple(Voice(sources=(index,)) for index in range(len(sources)))
    reading = replace(reading, resolution=Resolution(sources, voices))
    article = store_article(press.session, Draft(text=text), reading, extractor="1", known=known)
    return [claim.sources[0] for claim in article_page(press.session, article).claims]


def person(name: str, **more: object) -> Source:
    return Source(name, SourceType.PERSON, **more)


def body(name: str, **more: object) -> Source:
    return Source(name, SourceType.ORGANIZATION, **more)


def test_seeds_come_back_as_they_were_and_load_once(session: Session) -> None:
    load_seeds(session, SEEDS)
    load_seeds(session, SEEDS)
    labels = {"norland": "NRL", "coast-guard": "NCG", "siv-aas": "AAS", "harbour": "HAR"}
    assert [(each.slug, each.name, each.type, each.role, each.country) for each in known(session)] == [
        (each.slug, each.name, each.type, each.role, each.country) for each in SEEDS
    ]
    assert {each.slug: each.label for each in known(session)} == labels
    assert [each.capitals for each in known(session)] == [each.capitals for each in SEEDS]
    assert [each.aliases for each in known(session)] == [each.aliases for each in SEEDS]


def test_a_name_turns_nothing_around_it(press) -> None:
    turned, plain = (
        store(press, person("Eva \u202eNesral", mentions=("\u2067Nesral",))),
        store(press, person("Eva Nesral")),
    )
    assert (turned[0].name, turned[0].slug) == ("Eva Nesral", plain[0].slug)


def test_what_was_read_is_not_given_to_the_resolver_as_known(session: Session, press) -> None:
    load_seeds(session, SEEDS)
    before = known(session)
    store(press, body("Pier Keepers"), body("Norland Coast Guard", role="rescuers", mentions=("sea police",)))
    assert known(session) == before


def test_a_slug_names_its_entry_even_before_the_seeds_are_loaded(press) -> None:
    chips = store(press, body("the guard", slug="coast-guard"), known=SEEDS)
    assert (chips[0].slug, chips[0].name) == ("coast-guard", "Norland Coast Guard")


def test_named_sources_are_the_same_across_articles(press) -> None:
    first = store(press, body("Harbour Safety Board", mentions=("HSB",)), person("Ada Lund"))
    again = store(press, person("Ada  LUND"), Source("the Harbour Safety Board", SourceType.GOVERNMENT))
    acronym = store(press, body("HSB"))
    assert [chip.slug for chip in again] == ["ada-lund", "harbour-safety-board"]
    assert first == again[::-1]
    assert acronym[0] == first[0]


def test_seeds_are_found_by_name_and_alias(session: Session, press) -> None:
    load_seeds(session, SEEDS)
    chips = store(press, body("NCG"), person("Siv Aas"), person("Norland"))
    assert [chip.slug for chip in chips[:2]] == ["coast-guard", "siv-aas"]
    assert chips[2].slug.startswith("norland-")  # a person is no government


@pytest.mark.parametrize(
    "source",
    [
        Source("analysts", SourceType.GROUP),
        Source("official", SourceType.ANONYMOUS),
        body("company"),
        person("Lund"),
        person("Norlandic lawmaker"),
    ],
)
def test_who_has_no_full_name_belongs_to_the_article(session: Session, press, source: Source) -> None:
    one, other = store(press, source)[0], store(press, source)[0]
    assert one.slug != other.slug
    page = source_page(session, one.slug, ANYTHING)
    assert page.article is not None
    assert one.slug.endswith(f"-{page.article.id}")


def test_unnamed_sources_are_grey(press) -> None:
    chips = store(press, Source("analysts", SourceType.GROUP), body("Pier Keepers"))
    assert [(chip.ink, chip.line, chip.label) for chip in chips] == [(0, 0, "unnamed"), (1, 1, "PK")]


def test_two_groups_of_one_name_in_one_article_are_two(press) -> None:
    chips = store(press, Source("officials", SourceType.GROUP), Source("officials", SourceType.GROUP))
    assert chips[0].slug != chips[1].slug


def test_two_people_of_one_name_with_other_offices_are_two(press) -> None:
    one = person("Jan Vik", role="harbour master", country="Norland", mentions=("Jan Vik",))
    other = person("Jan Vik", role="goalkeeper", country="Sudmark")
    same = person("Jan Vik", role="former master of the port", country="Norland")
    first, second, third = (store(press, each)[0] for each in (one, other, same))
    assert [first.slug, second.slug, third.slug] == ["jan-vik", "jan-vik-2", "jan-vik"]
    assert store(press, other)[0] == second


def test_a_source_keeps_its_ink_and_new_ones_take_others(press) -> None:
    names = [f"Board of {name}" for name in ("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Oak")]
    chips = store(press, *(body(name) for name in names))
    assert sorted(chip.ink for chip in chips) == list(range(1, 9))
    later = store(press, body("Guild of Sailors"), body(names[2]))
    assert later[1] == chips[2]
    assert later[0].ink != later[1].ink


def test_forms_seen_are_recorded_but_no_pronouns(session: Session, press) -> None:
    forms = ("Ada Lund", "Ms Lund", "she", "She", "her", "the chair", "US")
    chip = store(press, person("Ada Lund", mentions=forms))[0]
    store(press, person("Ada Lund", mentions=("Lund", "ms lund")))
    seen = [(alias.alias, alias.articles) for alias in source_page(session, chip.slug, ANYTHING).aliases]
    assert seen == [("Ms Lund", 2), ("Lund", 1), ("US", 1), ("the chair", 1)]


def test_names_of_any_length_and_script_are_entered(session: Session, press) -> None:
    sources = [body("Board " * 400), person("陳 小明"), body("Ø"), person("…"), body("ﷺ" * 150)]
    assert len({chip.slug for chip in store(press, *sources)}) == len(sources)
    assert sources_page(session).total == len(sources)


def test_an_unnamed_source_found_again_keeps_its_page(session: Session, press) -> None:
    article = press.store()
    before = sources_page(session)
    press.read_again(article, press.ferry_said)
    assert sources_page(session) == before
