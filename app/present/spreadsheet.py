"""Who says what, as rows for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO

from app.domain import Precision
from app.present.dates import machine_readable
from app.present.voices import speakers
from app.store.link_pages import ComparePage
from app.store.pages import Chip, ClaimRow

RUNNING = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for a formula begins so
COLUMNS = (
    "matter",
    "matter_id",
    "source",
    "source_id",
    "claim",
    "figure",
    "hedges",
    "kind",
    "act",
    "citing",
    "differs",
    "outlet",
    "article",
    "published",
    "articles_of_this_origin",
    "address",
)


def as_csv(page: ComparePage, base_url: str) -> str:
    """A line for each claim of a source on a matter; then the claims of one source alone, of no matter.

    What a spreadsheet would run is made text by an apostrophe before it.
    """
    written = StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    for line in _lines(page, base_url):
        writer.writerow({name: defused(str(value)) for name, value in line.items()})
    return written.getvalue()


def _lines(page: ComparePage, base_url: str) -> Iterator[dict[str, object]]:
    for matter in page.matters:
        about = {"matter": matter.name, "matter_id": matter.key}
        for chip, cell in zip(page.sources, matter.cells, strict=True):
            for each in cell:
                told = {
                    "figure": each.figure,
                    "differs": "yes" if each.differs else "no",
                    "articles_of_this_origin": each.articles,
                }
                yield about | _line(each.row, chip, base_url) | told
    for row in page.alone:
        for chip in speakers(row.claim):
            yield _line(row, chip, base_url)


def _line(row: ClaimRow, chip: Chip, base_url: str) -> dict[str, object]:
    claim, article = row.claim, row.article
    is_dated = article.published.precision is not Precision.NONE
    return {
        "source": chip.name,
        "source_id": chip.slug,
        "claim": claim.quote,
        "hedges": "; ".join(claim.hedges),
        "kind": claim.kind,
        "act": claim.act,
        "citing": "; ".join(each.name for each in claim.relay),
        "outlet": article.outlet,
        "article": article.title,
        "published": machine_readable(article.published) if is_dated else "",
        "address": f"{base_url}/claims/{claim.id}",
    }


def defused(value: str) -> str:
    return f"'{value}" if value.lstrip(" ").startswith(RUNNING) else value
