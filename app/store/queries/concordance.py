"""Words in their context, a line a place: what stands before them, and what after."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from sqlalchemy.orm import Session

from app.store.list_pages import Concordance, Line
from app.store.matches import places
from app.store.pages import ClaimFilter, ClaimRow
from app.store.queries.claims import claims_page
from app.store.words import words_of

MOST = 300  # claims that are looked at, the newest


class LineOrder(StrEnum):
    AFTER = "after"
    BEFORE = "before"
    SOURCE = "source"
    DATE = "date"


def concordance(
    session: Session, chosen: ClaimFilter, *, order: LineOrder = LineOrder.AFTER, limit: int = MOST
) -> Concordance:
    """The lines of the newest `limit` claims that fit, ordered by what stands beside the words.

    By source means by its name, then by what comes after. Without a question there are no lines.
    """
    page = claims_page(session, chosen, limit=limit)
    lines = [line for row in page.rows for line in lines_of(row, chosen.q)]
    if key := KEYS.get(order):
        lines.sort(key=key)
    return Concordance(page, tuple(lines))


def lines_of(row: ClaimRow, q: str) -> Iterator[Line]:
    """Where the claim's own words hold it; else, as for the name of its source, its sentence."""
    if not q.strip():
        return
    quote = row.claim.quote
    if inside := places(quote, q):
        for place in inside:
            yield _line(
                row,
                row.before + quote[: place.start],
                place.of(quote),
                quote[place.end :] + row.after,
                said=(place.start, len(quote) - place.end),
            )
        return
    sentence = f"{row.before}{quote}{row.after}"
    for place in places(sentence, q):
        yield _line(row, sentence[: place.start], place.of(sentence), sentence[place.end :], said=(0, 0))


def _line(row: ClaimRow, before: str, words: str, after: str, *, said: tuple[int, int]) -> Line:
    before, words, after = map(_on_one_line, (before, words, after))
    return Line(row.claim.id, row.claim.sources, row.article, before, words, after, *said)


def _on_one_line(text: str) -> str:
    """The same number of code points, with spaces for line ends."""
    return "".join(" " if each.isspace() else each for each in text)


def _after(line: Line) -> tuple[str, ...]:
    return tuple(words_of(line.after))


def _before(line: Line) -> tuple[str, ...]:
    return tuple(reversed(words_of(line.before)))


def _source(line: Line) -> tuple[bool, str, tuple[str, ...]]:
    name = line.sources[0].name if line.sources else ""
    return not name, name.casefold(), _after(line)


KEYS: dict[LineOrder, Callable[[Line], tuple[object, ...]]] = {
    LineOrder.AFTER: _after,
    LineOrder.BEFORE: _before,
    LineOrder.SOURCE: _source,
}
