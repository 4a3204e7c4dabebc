import pytest

from app.domain import Act, Span
from app.extract.act import act_of


@pytest.mark.parametrize(
    ("cue", "after", "act"),
    [
        ("said", " that the bridge was shut", Act.STATES),
        ("According to", " the harbour board", Act.STATES),
        ("accused", " the board of delay", Act.STATES),
        ("denied", " wanting the post", Act.STATES),
        ("declined", " to comment on the report", Act.STATES),
        ("refused to say", " how many were hurt", Act.STATES),
        ("announced plans", " for a new pier", Act.STATES),
        ("appeared to show", " a broken rail", Act.STATES),
        ("agreed", " that the rail was broken", Act.STATES),
        (":", " “Nobody was hurt.”", Act.STATES),
        ("", "", Act.STATES),
        ("thinks", " the rail was broken", Act.BELIEVES),
        ("fears", " more of the same", Act.BELIEVES),
        ("is expected", " to resign", Act.BELIEVES),
        ("has long believed", " in the scheme", Act.BELIEVES),
        ("knew", " the rail was broken", Act.BELIEVES),
        ("worried", " that it might break", Act.BELIEVES),
        ("expressed concern", " about the rail", Act.BELIEVES),
        ("hopes", " that the pier will open", Act.BELIEVES),
        ("don’t like", " the scheme", Act.BELIEVES),
        ("has embraced", " the scheme", Act.BELIEVES),
        ("had reservations about", " the scheme", Act.BELIEVES),
        ("appeared to believe", " the report", Act.BELIEVES),
        ("hopes to", " open the pier", Act.INTENDS),
        ("hopes", " to open the pier", Act.INTENDS),
        ("is planning", " an inspection", Act.INTENDS),
        ("vowed", " to stay", Act.INTENDS),
        ("wants", " a new pier", Act.INTENDS),
        ("doesn’t want", " to lose the pier", Act.INTENDS),
        ("would like", " a new pier", Act.INTENDS),
        ("refused", " to pay for it", Act.INTENDS),
        ("denies", " it", Act.STATES),
        ("are trying", " to open the pier", Act.INTENDS),
        ("agreed", " to pay for it", Act.INTENDS),
        ("sought", " a delay", Act.INTENDS),
    ],
)
def test_act_by_cue(cue: str, after: str, act: Act) -> None:
    text = f"Ms Orrin {cue}{after}."
    start = len("Ms Orrin ")
    assert act_of(text, (Span(start, start + len(cue)),)) is act


def test_first_telling_word_of_a_broken_cue_decides() -> None:
    text = "He wanted, he said, to leave."
    assert act_of(text, (Span(3, 9), Span(14, 18))) is Act.INTENDS
