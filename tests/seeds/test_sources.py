from pathlib import Path

import pytest

from app.domain import Known, SourcelightError
from app.read import load_known

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "sources.toml"


@pytest.fixture(scope="module")
def known() -> dict[str, Known]:
    return {source.slug: source for source in load_known(SEEDS)}


def test_seeds_are_many_and_no_two_claim_a_name(known: dict[str, Known]) -> None:
    assert len(known) >= 250  # load_known refuses shared slugs, names and aliases


def test_labels_are_unique(known: dict[str, Known]) -> None:
    labels = [source.label for source in known.values()]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_names_are_unique_without_regard_to_case_and_article(known: dict[str, Known]) -> None:
    forms = [
        form.lower().removeprefix("the ")
        for source in known.values()
        for form in {form.lower().removeprefix("the ") for form in (source.name, *source.aliases)}
    ]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize(
    ("slug", "form"),
    [
        ("national-intelligence-service", "South Korea’s spy agency"),
        ("ukraine-military-intelligence", "Ukrainian military intelligence agency"),
        ("north-korea", "North Korean government"),
        ("united-kingdom", "Britain"),
        ("us-department-of-defense", "Pentagon"),
        ("world-health-organization", "WHO"),
    ],
)
def test_forms_of_newspapers(known: dict[str, Known], slug: str, form: str) -> None:
    assert form in known[slug].aliases


@pytest.mark.parametrize(
    ("slug", "capital"), [("ukraine", "Kyiv"), ("north-korea", "Pyongyang"), ("united-states", "Washington")]
)
def test_capitals_stand_for_governments(known: dict[str, Known], slug: str, capital: str) -> None:
    assert capital in known[slug].capitals


def test_what_needs_its_article_is_nobody_s_alias(known: dict[str, Known]) -> None:
    forms = {form.lower() for source in known.values() for form in (source.name, *source.aliases)}
    assert not forms & {"the spy agency", "spy agency", "the agency", "the ministry", "the army", "congress"}


ENTRY = '[[source]]\nslug = "pier-board"\nname = "Pier Board"\ntype = "organization"\n'


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("[[source]\n", "Expected"),
        ("title = 'x'\n", "no \\[\\[source\\]\\] tables"),
        (
            '[[source]]\nname = "Pier Board"\ntype = "organization"\n',
            r"source 1 \(Pier Board\): 'slug' is missing",
        ),
        (ENTRY.replace("pier-board", "Pier Board"), "slug 'Pier Board' must be"),
        (ENTRY.replace("organization", "anonymous"), "'anonymous' is no type of a named source"),
        (ENTRY.replace("organization", "club"), "'club' is no type"),
        (ENTRY + 'label = "PIERS"\n', "label 'PIERS' has more than 4"),
        (ENTRY + 'country = "Norway"\n', "country 'Norway'"),
        (ENTRY + 'aliases = "the board"\n', "'aliases' must be a list of strings"),
        (ENTRY + 'aliases = [""]\n', "'aliases' must be a list of strings"),
        (ENTRY + "role = 3\n", "'role' must be a string"),
        (ENTRY + 'motto = "x"\n', "unknown field 'motto'"),
        (ENTRY + ENTRY, r"source 2: slug 'pier-board' is that of .*source 1 as well"),
        (ENTRY + ENTRY.replace("pier-board", "board"), "'Pier Board' is claimed by .*source 1 as well"),
    ],
)
def test_malformed_seeds_are_named(tmp_path: Path, toml: str, reason: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(SourcelightError, match=rf"sources\.toml.*{reason}"):
        load_known(path)


def test_missing_seeds_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourcelightError, match=r"none\.toml: the file cannot be read"):
        load_known(tmp_path / "none.toml")
