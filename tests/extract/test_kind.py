import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Kind, Span, Spans
from app.extract.kind import kind_of


def spans(text: str, *parts: str) -> Spans:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“The weir is sound,” Ms Orrin said.", ["“The weir is sound,”"], Kind.DIRECT),
        ("“The weir is sound,” Ms Orrin said.", ["The weir is sound"], Kind.DIRECT),
        ('"The weir is sound," Ms Orrin said.', ['"The weir is sound,"'], Kind.DIRECT),
        ("„Das Wehr hält“, said Ms Orrin.", ["Das Wehr hält"], Kind.DIRECT),
        ("Ms Orrin said: «The weir is sound.»", ["«The weir is sound.»"], Kind.DIRECT),
        ("Ms Orrin said: »The weir is sound.«", ["»The weir is sound.«"], Kind.DIRECT),
        ("Ms Orrin called it ‘a settled matter’.", ["‘a settled matter’"], Kind.DIRECT),
        ("Ms Orrin called it 'a settled matter'.", ["'a settled matter'"], Kind.DIRECT),
        ("''The weir is sound,'' Ms Orrin said.", ["''The weir is sound,''"], Kind.DIRECT),
        ("“The weir,” Ms Orrin said, “is sound.”", ["“The weir,”", "“is sound.”"], Kind.DIRECT),
        ("Ms Orrin said the weir was “perfectly sound”.", ["the weir was “perfectly sound”"], Kind.MIXED),
        ("Ms Orrin said the weir was ‘perfectly sound’.", ["the weir was ‘perfectly sound’"], Kind.MIXED),
        ("Ms Orrin called it “sound” and “dry”.", ["“sound” and “dry”"], Kind.MIXED),
        ("Ms Orrin said the weir was sound.", ["the weir was sound"], Kind.INDIRECT),
        ("Ms Orrin said the keepers’ hut wasn’t sound.", ["the keepers’ hut wasn’t sound"], Kind.INDIRECT),
        ("Ms Orrin said the keepers' hut wasn't sound.", ["the keepers' hut wasn't sound"], Kind.INDIRECT),
        ("“We waited,” she said, adding that nobody came.", ["nobody came"], Kind.INDIRECT),
    ],
)
def test_kind_by_quotation_marks(text: str, content: list[str], kind: Kind) -> None:
    assert kind_of(text, spans(text, *content)) is kind


def test_plural_possessive_does_not_end_a_quotation_in_single_marks() -> None:
    text = "Ms Orrin called it ‘the keepers’ last word,’ and left."
    assert kind_of(text, spans(text, "the keepers’ last word")) is Kind.DIRECT


def test_nested_quotation_does_not_end_the_outer_one() -> None:
    text = "“They told us ‘wait’ and then “go” and then nothing,” Ms Orrin said."
    assert kind_of(text, spans(text, "and then nothing")) is Kind.DIRECT


def test_quotation_over_several_paragraphs() -> None:
    text = "Ms Orrin said: “The weir is sound.\n\n“It will stand for years.”\n\nNobody answered."
    assert kind_of(text, spans(text, "The weir is sound.\n\n“It will stand for years.")) is Kind.DIRECT
    assert kind_of(text, spans(text, "Nobody answered")) is Kind.INDIRECT


def test_second_paragraph_of_a_quotation_without_its_own_opening_mark() -> None:
    text = "“The weir is sound.\n\nIt will stand for years,” Ms Orrin said, leaving early."
    assert kind_of(text, spans(text, "It will stand for years")) is Kind.DIRECT
    assert kind_of(text, spans(text, "leaving early")) is Kind.INDIRECT


def test_mixed_marks_of_a_careless_typist() -> None:
    text = '“The weir is sound," Ms Orrin said. She would not say why.'
    assert kind_of(text, spans(text, "The weir is sound")) is Kind.DIRECT
    assert kind_of(text, spans(text, "She would not say why")) is Kind.INDIRECT


def test_quotation_around_the_cue_belongs_to_somebody_else() -> None:
    text = "“The engineer told me the weir was ‘sound’ and dry,” Ms Orrin said."
    cue = spans(text, "told")
    assert kind_of(text, spans(text, "dry"), cue) is Kind.INDIRECT
    assert kind_of(text, spans(text, "the weir was ‘sound’ and dry"), cue) is Kind.MIXED


@given(st.text(alphabet="ab ’‘“”\"'„«»\n.,", max_size=60), st.data())
def test_any_marks_in_any_order_give_a_kind(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert kind_of(text, (Span(start, end),)) in Kind
