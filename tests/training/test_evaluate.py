from pathlib import Path

import pytest

from training.evaluate import BelowFloor, check, pin, read_floors
from training.score import Counts

TEXT = "Ms Ode said the ferry was late. “It sank,” he claimed."
ODE = {"source": [[0, 6]], "cue": [[7, 11]], "content": [[12, 30]]}
HE = {"source": [[43, 45]], "cue": [[46, 53]], "content": [[32, 42]]}


def figures(predicted: list[dict]) -> dict[str, float]:
    counts = Counts()
    counts.add(TEXT, [ODE, HE], predicted)
    return counts.figures()


def test_what_is_right_is_a_hundred() -> None:
    assert set(figures([ODE, HE]).values()) == {100.0, 0.0}  # nothing is mixed here
    assert figures([ODE, HE])["attribution"] == 100.0


def test_a_wrong_source_costs_the_attribution_but_not_the_content() -> None:
    found = figures([{**ODE, "source": []}, HE])
    assert (found["contents"], found["source"], found["attribution"]) == (100.0, 50.0, 50.0)


def test_a_content_counts_from_half_its_words() -> None:
    assert figures([{**ODE, "content": [[16, 26]]}])["contents"] == pytest.approx(66.7)
    assert figures([{**ODE, "content": [[12, 15]]}])["contents"] == 0.0


def test_recall_is_told_by_kind_and_nested_ones_are_left_out() -> None:
    found = figures([HE, {**ODE, "nested_in": 0}])
    assert (found["direct"], found["indirect"]) == (100.0, 0.0)


def test_floors_hold_and_go_down_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("# why\nattribution = 70.0\n")
    with pytest.raises(BelowFloor, match=r"attribution 69\.9 < 70\.0"):
        check({"attribution": 69.9}, read_floors(path))
    pin({"attribution": 60.0}, path=path)
    assert read_floors(path) == {"attribution": 70.0}
    pin({"attribution": 72.0}, path=path)
    assert read_floors(path) == {"attribution": 72.0}
    pin({"attribution": 60.0}, path=path, lower=True)
    assert read_floors(path) == {"attribution": 60.0}
    assert path.read_text().startswith("# why")
