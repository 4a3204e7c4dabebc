import pytest

from app.relate.polls import Lead, lead_of, leads_differ


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Alder leads Birch by 43 percent to 38 percent", Lead("Alder", 5)),
        ("that Ms. Alder is leading Mr. Birch 47.1% to 41.7%", Lead("Alder", 5.4)),
        ("Birch trails Alder by 4 points among likely voters", Lead("Alder", 4, "likely voters")),
        ("Birch trails by 4 points", None),
        ("the harbour has 43 berths", None),
    ],
)
def test_who_leads_and_by_how_much(text: str, lead: Lead | None) -> None:
    assert lead_of(text) == lead


def test_polls_contradict_each_other_beyond_sampling() -> None:
    assert leads_differ(Lead("Alder", 5), Lead("Birch", 2)) is True
    assert leads_differ(Lead("Alder", 9), Lead("Alder", 2)) is True
    assert leads_differ(Lead("Alder", 5), Lead("Alder", 3)) is False


def test_polls_of_other_people_do_not_bear_on_each_other() -> None:
    assert leads_differ(Lead("Alder", 5, "women"), Lead("Birch", 2, "men")) is None
