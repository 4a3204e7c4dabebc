"""Whether two figures measure the same, and whether both can hold."""

from app.relate.figures import Figure


def same_quantity(a: Figure, b: Figure) -> bool:
    """Whether two figures measure the same: one unit, and the same counted or the same outcome."""
    if a.unit != b.unit or (a.names and b.names and not a.names & b.names):
        return False
    one_kind = bool(a.counted & b.counted)
    unsaid = not a.counted or not b.counted
    if a.events or b.events:
        return bool(a.events & b.events) and (one_kind or unsaid)
    return one_kind or (bool(a.unit) and unsaid)


def can_both_hold(a: Figure, b: Figure, *, grows: bool = True) -> bool:
    """Whether two figures for the same quantity can both be true.

    A part never exceeds its whole: 30 killed and 100 killed or wounded can both hold, 100 killed
    and 30 killed or wounded cannot. grows: whether a count may have grown from one to the other,
    so that the later of two dates may have the more. Measures of other days, such as shares, are
    no rivals.
    """
    apart = a.at is not None and b.at is not None and a.at != b.at
    if apart and a.unit and (_names_period(a) or _names_period(b)):
        return True
    if apart and grows and not a.unit:
        earlier, later = (a, b) if a.at < b.at else (b, a)  # type: ignore[operator]
        return earlier.low <= later.high or later.events < earlier.events
    if a.events < b.events:
        return a.low <= b.high
    if b.events < a.events:
        return b.low <= a.high
    return a.low <= b.high and b.low <= a.high


def _names_period(figure: Figure) -> bool:
    return figure.period.start < figure.period.end


def rivals(
    a: tuple[Figure, ...], b: tuple[Figure, ...], *, grows: bool = True
) -> tuple[Figure, Figure] | None:
    """The first two figures for one quantity that cannot both hold, unless two others can."""
    pairs = [(x, y) for x in a for y in b if same_quantity(x, y)]
    apart = [pair for pair in pairs if not can_both_hold(*pair, grows=grows)]
    return apart[0] if apart and len(apart) == len(pairs) else None
