"""Pronouns, relatives and attributions that name nobody."""

from app.domain import Attribution, Span
from app.resolve import resolve


def test_he_and_she_agree_with_name_title_and_role(who):
    text = """[Ada Orland] met the fisherman Tom Vesk on Monday. “The quay is rotten,” [she] said.

“It is not,” [he] said. [Spokeswoman Kim Tarn] sighed. “Both are right,” [she] added."""
    assert who(text) == ["Ada Orland", "Ada Orland", "Tom Vesk", "Kim Tarn", "Kim Tarn"]


def test_he_is_the_speaker_not_whom_the_quotation_is_about(who):
    text = """[Tom Vesk] said the mayor, Carl Lund, was wrong.

{“Carl Lund never listens,”} [he] <said>."""
    assert who(text)[1] == "Tom Vesk"


def test_subject_that_follows(who):
    assert who("Before [he] <agreed>, Tom Vesk rang his brother.") == ["Tom Vesk"]


def test_it_is_a_body(who):
    text = """[The Harbour Ministry] spoke to Tom Vesk. The ships are late, [it] added.

[Tom Vesk] shrugged. [It] later <apologised>."""
    assert who(text)[1] == who(text)[3] == "Harbour Ministry"


def test_they_are_those_who_spoke_together(who):
    text = "[Ada Orland and Tom Vesk] sent a letter. “Open the quay,” [they] wrote. [Both] <were> angry."
    assert who(text) == ["Ada Orland; Tom Vesk"] * 3
    assert who("[Fishermen] said the sea rose. [They] <feared> the next tide.") == ["fishermen"] * 2


def test_i_is_who_speaks_the_quotation_or_the_author(who):
    text = "“We are late, and [I] <think> it is the fog,” said [Ada Orland]. [I] <doubt> it."
    assert who(text, author="Lena Marsh") == ["", "Ada Orland", "Lena Marsh"]
    assert who("[I] <doubt> it.") == ["author"]


def test_i_in_a_nested_attribution_is_the_outer_speaker():
    text = "“I think it may complicate things,” Ada Orland said."
    outer = Attribution((Span(36, 46),), (Span(47, 51),), (Span(0, 35),))
    nested = Attribution((Span(1, 2),), (Span(3, 8),), (Span(9, 33),), nested_in=0)
    resolution = resolve(text, [outer, nested])
    assert resolution.voices[1] == resolution.voices[0]
    assert resolution.sources[0].name == "Ada Orland"


def test_who_is_the_one_just_before(who):
    text = "A tape was shown by Tom Vesk, the town’s mayor, [who] <called> it a lie to voters [who] <asked>."
    assert who(text) == ["Tom Vesk", "voters"]


def test_nobody_is_invented(who):
    text = "[Tom Vesk] spoke. The mill []<was accused> of fraud. It has []<reportedly> closed."
    assert who(text) == ["Tom Vesk", "", ""]


def test_the_same_speaker_goes_on(who):
    text = "{“They hide it,”} [Tom Vesk] <said>, before []<adding>: {“They burn it.”}"
    assert who(text) == ["Tom Vesk", "Tom Vesk"]


def test_this_newspaper(who):
    assert who("[This newspaper] <reported> it first.", outlet="The Vesk Courier") == ["The Vesk Courier"]
