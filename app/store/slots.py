"""Which ink and line a source is drawn in.

Slots 1 to 64 are the pairs of eight inks and eight lines; slot 0 is grey, for whoever has no name
or has not spoken yet. Each round of eight slots has every ink once, with the lines moved on by three.
A source gets its slot in the first article that it speaks in, and keeps it on every page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

GREY = 0
SLOTS = range(1, 65)


def ink_and_line(slot: int) -> tuple[int, int]:
    """Both 1 to 8, or (0, 0) for slot 0."""
    if slot == GREY:
        return 0, 0
    turn, ink = divmod(slot - 1, 8)
    return ink + 1, (ink + 3 * turn) % 8 + 1


def choose(in_article: Iterable[int], uses: Mapping[int, int]) -> int:
    """The slot for a new source: an ink its article uses least, then such a line, then the rarest slot.

    `in_article` holds the slots of the article's other sources, `uses` how many sources have a slot.
    """
    others = [slot for slot in in_article if slot != GREY]
    inks = Counter(ink_and_line(slot)[0] for slot in others)
    lines = Counter(ink_and_line(slot)[1] for slot in others)

    def cost(slot: int) -> tuple[int, bool, int, int, int]:
        ink, line = ink_and_line(slot)
        return inks[ink], slot in others, lines[line], uses.get(slot, 0), slot

    return min(SLOTS, key=cost)
