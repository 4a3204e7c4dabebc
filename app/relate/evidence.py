"""What a person can check by eye where two claims differ: figures, polls, a yes and a no."""

from app.relate.figures import Figure
from app.relate.origins import near_verbatim
from app.relate.polls import leads_differ
from app.relate.prepared import Prepared
from app.relate.rivals import rivals
from app.relate.words import names_of, overlap, stems_of

ALL_BUT_THE_SAME = 0.7  # of all the words of both, by weight
SENTENCE = 30  # words
WEEK = 7  # days
ONE_SOURCE = 0.5  # of the shorter mention's weight
HALF_THE_SAME = 0.6  # of the shorter claim's words, by weight
NEAR = 0.75  # cosine


def rival_figures(a: Prepared, b: Prepared) -> tuple[Figure, Figure] | None:
    """The two figures that cannot both hold; shares of rivals in a poll are no such figures."""
    return None if a.lead and b.lead else rivals(a.figures, b.figures, grows=_may_grow(a, b))


def settle(a: Prepared, b: Prepared, figures: tuple[Figure, Figure]) -> bool:
    """Whether rival figures leave no doubt that they are of one thing.

    They do where they count the killed or hurt, or where each claim has one figure, names the same
    names and says otherwise nearly the same; elsewhere two figures mostly count two things.
    """
    if figures[0].events:
        return True
    if len(a.figures) > 1 or len(b.figures) > 1:
        return False
    alike = overlap(a.content, b.content).contained >= HALF_THE_SAME
    named = names_of(a.claim.text) == names_of(b.claim.text)
    return alike and named and float(a.vectors[0] @ b.vectors[0]) >= NEAR


def _may_grow(a: Prepared, b: Prepared) -> bool:
    """Whether a count may have risen from one to the other: told on another day, or by the same source.

    What two sources say in the news of one day stands side by side, whenever each of them counted.
    """
    first, second = a.claim.published_at, b.claim.published_at
    if first and second and first.date() != second.date():
        return True
    return one_source(a, b)


def one_source(a: Prepared, b: Prepared) -> bool:
    return bool(a.source and b.source) and overlap(a.source, b.source).contained >= ONE_SOURCE


def contradict(a: Prepared, b: Prepared) -> bool:
    """Whether one says yes and the other no in all but the same words, within a sentence."""
    if a.reversed == b.reversed or overlap(a.content, b.content).jaccard < ALL_BUT_THE_SAME:
        return False
    return max(len(stems_of(each.claim.text)) for each in (a, b)) <= SENTENCE


def repeats(a: Prepared, b: Prepared) -> bool:
    """Whether one says what the other says, word for word but for a few, with the same numbers."""
    if a.reversed != b.reversed or a.digits != b.digits or not a.content:
        return a.claim.text == b.claim.text and a.reversed == b.reversed
    return near_verbatim(a.claim.text, b.claim.text)


def polls_differ(a: Prepared, b: Prepared) -> bool | None:
    """Whether two polls of one week contradict each other; None where that cannot be told."""
    first, second = a.claim.published_at, b.claim.published_at
    if not (a.lead and b.lead and first and second) or abs((first.date() - second.date()).days) > WEEK:
        return None
    return leads_differ(a.lead, b.lead)
