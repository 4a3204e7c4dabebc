from app.store import slots


def test_the_slots_are_64_different_pairs_of_ink_and_line() -> None:
    pairs = [slots.ink_and_line(slot) for slot in slots.SLOTS]
    assert len(set(pairs)) == 64
    assert {number for pair in pairs for number in pair} == set(range(1, 9))
    assert slots.ink_and_line(slots.GREY) == (0, 0)


def test_the_first_eight_have_line_and_ink_alike_and_then_the_line_moves_on_by_three() -> None:
    assert slots.ink_and_line(5) == (5, 5)
    assert slots.ink_and_line(8 + 5) == (5, 8)
    assert slots.ink_and_line(16 + 5) == (5, 3)


def test_eight_sources_of_an_article_have_eight_inks_and_sixty_four_are_all_different() -> None:
    taken: list[int] = []
    for _ in range(64):
        taken.append(slots.choose(taken, {}))
    assert sorted({slots.ink_and_line(slot)[0] for slot in taken[:8]}) == list(range(1, 9))
    assert len(set(taken)) == 64


def test_the_slot_used_least_is_taken_where_the_ink_is_free() -> None:
    uses = dict.fromkeys(slots.SLOTS, 5) | {9: 1, 10: 0}
    assert slots.choose([], uses) == 10
    assert slots.choose([2], uses) == 9  # 10 has ink 2, which the article uses already


def test_among_free_inks_the_one_whose_line_the_article_has_not_yet_is_taken() -> None:
    assert slots.ink_and_line(42) == (2, 1)
    assert slots.choose([42], {}) == 3  # 1 has the line of 42, and 2 its ink
