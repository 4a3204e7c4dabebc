from app.relate.polarity import denies, is_reversed, negations, opposites


def test_denials_are_told_from_the_cue() -> None:
    assert denies("has flatly denied")
    assert denies("fired back")
    assert not denies("refuses")
    assert not denies("said")


def test_negations_are_counted() -> None:
    assert negations("the bridge isn't safe, and it never was") == 2
    assert negations("the bridge is safe") == 0


def test_two_reversals_cancel() -> None:
    assert is_reversed("denied", "the bridge is safe")
    assert is_reversed("said", "the bridge isn't safe")
    assert not is_reversed("denied", "the bridge is not safe")
    assert not is_reversed("said", "the bridge is safe")


def test_opposites_stand_in_one_text_each() -> None:
    assert opposites(frozenset({"open"}), frozenset({"clos"})) == {("open", "clos")}
    assert not opposites(frozenset({"open", "clos"}), frozenset({"clos"}))
