"""People and bodies by name: full and short, with titles, acronyms, capitals, several in one mention."""

from app.domain import SourceType


def test_surname_and_title_stand_for_the_full_name(who):
    text = """[Ada Orland] said the bridge was safe.

[Ms Orland] said so twice. [Orland] then left."""
    assert who(text) == ["Ada Orland"] * 3


def test_full_name_may_stand_anywhere(who):
    text = """[Orland] <says> bridge is safe

The town gave the work to Ada J. Orland in May, and [Mrs. Orland] <accepted>."""
    assert who(text) == ["Ada J. Orland"] * 2


def test_two_people_of_one_surname_are_kept_apart(who):
    text = """[Tom Vesk] said the mill would open. His sister, [Ada Vesk], said it would not.

[Ms. Vesk] pointed at the roof, but [Mr. Vesk] laughed."""
    assert who(text) == ["Tom Vesk", "Ada Vesk", "Ada Vesk", "Tom Vesk"]


def test_family_name_first(who):
    text = "[Seo Min-jun], a lawmaker, spoke first. The ships were late, [Mr Seo] said."
    assert who(text) == ["Seo Min-jun"] * 2


def test_bracketed_acronym(who):
    text = """[The Orsinian Flood Office (OFO)] warned of rain. Later [the OFO] took it back.

[The O.F.O.] did not explain."""
    assert who(text) == ["Orsinian Flood Office"] * 3


def test_directory_alias_joins_description_and_name(who, resolved, directory):
    text = "[Orsinia’s harbour agency] said two ships sank. [The Harbour Watch Service (HWS)] named neither."
    assert who(text, directory) == ["Harbour Watch Service"] * 2
    source = resolved(text, directory).sources[0]
    assert source.slug == "harbour-watch"
    assert source.mentions == ("Harbour Watch Service", "HWS", "Orsinia’s harbour agency")


def test_capital_stands_for_its_government(who, directory):
    text = "[Strelsau and Washington both] confirmed it. Then [Ruritania] denied it."
    assert who(text, directory) == ["Ruritania; United States", "Ruritania"]


def test_person_named_like_a_capital_stays_a_person(who, directory):
    assert who("[Lena Washington] smiled. [Washington] said no.", directory) == ["Lena Washington"] * 2


def test_adjective_of_a_country_is_the_country(who):
    text = """[Ukraine’s harbour inspection service] saw nothing. [The Ukrainian harbour inspection agency]
looked again. [Ukraine’s harbour inspection agency] gave up."""
    assert len(set(who(text))) == 1


def test_several_in_one_mention(who):
    assert who("[Both the US and Ukraine] agreed.") == ["US; Ukraine"]
    assert who("[Ada Orland, Tom Vesk and Lena Marsh] agreed.") == ["Ada Orland; Tom Vesk; Lena Marsh"]
    assert who("[Ada and Tom Orland] agreed.") == ["Ada Orland; Tom Orland"]
    assert who("[Federal and state officials] agreed.") == ["federal officials; state officials"]
    assert who("[Ukraine’s interior and foreign ministries] agreed.") == [
        "Ukraine’s interior ministry; Ukraine’s foreign ministry"
    ]


def test_names_that_hold_and_or_of_stay_whole(who):
    text = "[The Department of Food and Fisheries] agreed. [The Centre for Tidal Studies at Vesk] did too."
    assert who(text) == ["Department of Food and Fisheries", "Centre for Tidal Studies"]


def test_title_before_and_role_after_are_not_the_name(who):
    text = """[Harbour workers’ spokesman Tom Vesk] spoke. [State Del. Ada “Addie” Orland (L-Vesk)] listened.

[The company’s chief executive, Lena Marsh,] left."""
    assert who(text) == ["Tom Vesk", "Ada “Addie” Orland", "Lena Marsh"]


def test_role_affiliation_country_and_type(resolved):
    text = "[Ada Orland, a tidal science professor at the Lake University in Peru], said. [Analysts] agreed."
    professor, analysts = resolved(text).sources
    assert (professor.type, professor.role) == (SourceType.PERSON, "tidal science professor")
    assert professor.affiliation == "Lake University"
    assert (analysts.name, analysts.type) == ("analysts", SourceType.GROUP)


def test_country_is_the_code_that_the_directory_has(resolved, directory):
    assert resolved("[Seo Min-jun, a Ukrainian lawmaker], said.", directory).sources[0].country == "UA"
    assert resolved("[A Ukrainian official] said so.", directory).sources[0].country == "UA"
    assert resolved("[Kyiv] said so.", directory).sources[0].country == "UA"
    assert resolved("[Seo Min-jun, a lawmaker], said.", directory).sources[0].country == ""


def test_names_in_a_heading_where_every_word_is_capitalised(who):
    text = """[Ada Orland] <Calls> Tom Vesk A Menace To Every Harbour

[Orland] <criticised> Tom Vesk on Monday. [She] <added> little. Ada Orland is a fisherman."""
    assert who(text) == ["Ada Orland"] * 3


def test_a_long_description_comes_to_its_name_at_last(who):
    text = "[The lawyer for the mill, Petra Lindqvar], said no. [Ms Lindqvar] <left>."
    assert who(text) == ["Petra Lindqvar"] * 2
