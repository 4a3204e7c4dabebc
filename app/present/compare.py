"""Who says what, set out as a table that a page can hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.present.quotes import as_name
from app.store.link_pages import ComparedClaim, ComparePage, Matter
from app.store.pages import Chip, ClaimFilter

WIDEST = 6  # sources with a column of their own

Cell = tuple[ComparedClaim, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A matter. `cells` are as the table's columns; `others` is what those without a column say."""

    matter: Matter
    cells: tuple[Cell, ...]
    others: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """`others` counts the sources that share the last column; without any there is none."""

    columns: tuple[Chip, ...]
    rows: tuple[Row, ...]
    others: int


def table(page: ComparePage) -> Table:
    """The matters as rows. Sources beyond WIDEST share the last column, where one would not do."""
    count = WIDEST if len(page.sources) > WIDEST + 1 else len(page.sources)
    return Table(
        columns=page.sources[:count],
        rows=tuple(
            Row(matter, matter.cells[:count], _each_once(matter.cells[count:])) for matter in page.matters
        ),
        others=len(page.sources) - count,
    )


def _each_once(cells: Iterable[Cell]) -> Cell:
    """A claim of two sources stands in two cells."""
    return tuple({each.row.claim.id: each for cell in cells for each in cell}.values())


def heading(page: ComparePage, chosen: ClaimFilter, articles: Sequence[int], claim: str) -> str:
    """What was chosen, in a line; empty where nothing was."""
    alone = [chip for row in page.alone for chip in row.claim.sources]
    names = {chip.slug: chip.name for chip in (*page.sources, *alone)}
    titles = [article.title or "Without a title" for article in page.articles if article.id in articles]
    parts = [
        next((as_name(matter.name) for matter in page.matters), "One claim") if claim else "",
        f"“{chosen.q}”" if chosen.q else "",
        " and ".join(names.get(slug, slug) for slug in chosen.sources),
        titles[0] if len(articles) == 1 and titles else f"{len(articles)} articles" if articles else "",
        " and ".join(chosen.outlets),
    ]
    return " · ".join(filter(None, parts)) or ("" if chosen == ClaimFilter() else "Chosen claims")
