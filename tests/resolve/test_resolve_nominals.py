"""Descriptions: of somebody seen before, or of somebody new."""

from app.domain import SourceType


def test_role_finds_its_bearer(who):
    text = """[Seo Min-jun, a lawmaker from Vesk,] spoke. [Gov. Ada Orland] answered. [The lawmaker] frowned.

[The governor] left. Mayor Tom Lund stayed; [the mayor] <said> nothing."""
    assert who(text) == ["Seo Min-jun", "Ada Orland", "Seo Min-jun", "Ada Orland", "Tom Lund"]


def test_former_president_is_not_the_president(who):
    text = """[Former President Tom Lund] met [President Ada Orland]. [The president] smiled.

[The former president] left."""
    assert who(text) == ["Tom Lund", "Ada Orland", "Ada Orland", "Tom Lund"]


def test_latest_body_that_fits(who):
    text = """[The Harbour Protection Agency] warned. [Orland Shipping Co.] protested.

[The agency] repeated it. [The company] did too."""
    assert who(text) == ["Harbour Protection Agency", "Orland Shipping Co."] * 2


def test_spokesperson_introduced_before(who, resolved):
    text = "[An unnamed Ruritanian harbour ministry spokesperson] blamed fog. Then [the spokesperson] left."
    assert who(text) == ["unnamed Ruritanian harbour ministry spokesperson"] * 2
    assert resolved(text).sources[0].type is SourceType.ANONYMOUS


def test_unnamed_official_is_with_the_agency_but_not_the_agency(resolved):
    text = "[The Harbour Protection Agency] warned. It is late, said [a senior official at the agency]."
    agency, official = resolved(text).sources
    assert (official.name, official.type) == ("senior official at the agency", SourceType.ANONYMOUS)
    assert official.affiliation == agency.name == "Harbour Protection Agency"


def test_two_unnamed_officials_stay_two(resolved):
    text = "[An official] said yes. [Another official] shrugged. [An official] said no. [The official] left."
    first, _, third, last = resolved(text).voices
    assert len({first.sources, third.sources}) == 2
    assert last.sources == third.sources


def test_groups(who):
    text = """[Labour-law experts] said so. [The experts] <repeated> it. [Several experts] <disagreed>.

[Some fishermen] <disagreed> too."""
    assert who(text) == ["labour-law experts", "labour-law experts", "several experts", "some fishermen"]


def test_people_who_spoke_together_by_their_role(who):
    text = "[Senators Ada Orland and Tom Vesk] wrote. [The mill] <answered>. [The senators] were not amused."
    assert who(text)[2] == "Ada Orland; Tom Vesk"


def test_owner_in_place_of_the_pronoun(who):
    assert who("[Tom Vesk] waved. [His aides] <waved> back.") == ["Tom Vesk", "Tom Vesk’s aides"]


def test_examples_are_sources_too(who):
    text = "[Critics of the dam, like Ada Orland, of Vesk, and Tom Lund,] <protested>."
    assert who(text) == ["critics of the dam; Ada Orland; Tom Lund"]


def test_publications(who, resolved):
    text = "[A study by the Lake University] found lead. [The report] <says> it is everywhere."
    assert who(text) == ["study by the Lake University"] * 2
    assert resolved(text).sources[0].type is SourceType.PUBLICATION


def test_headline_announces_somebody_named_below(who):
    text = """[Fisherman] <warns> of rising tides

[Ada Orland, a fisherman from Vesk,] <said> the tides rise.

[A harbour official] <agreed>. [The official] <left>."""
    assert who(text) == ["Ada Orland", "Ada Orland", "harbour official", "harbour official"]


def test_somebody_introduced_in_a_short_first_paragraph(who):
    text = """Tides rise, [a fisherman] <said>.

[The fisherman] <named> no cause.

Then it rained."""
    assert who(text) == ["fisherman", "fisherman"]


def test_office_of_a_country(who):
    text = """A tape was shown by Tomas Lund, Ruritania’s president, on Monday. It was old.

[Ruritania’s president] <denied> it. [His government] <did> too."""
    assert who(text) == ["Tomas Lund", "Tomas Lund’s government"]
