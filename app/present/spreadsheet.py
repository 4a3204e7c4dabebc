"""Who says what, as rows for a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from app.domain import Precision
from app.present.dates import machine_readable
from app.present.records import Record
from app.present.voices import speakers
from app.store.link_pages import ComparePage
from app.store.pages import Chip, ClaimRow

# What a spreadsheet takes for a formula begins so; some pass over what cannot be seen before it.
RUNS = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200f\u2060\x00-\x1f]*[=+\-@＝＋－＠﹢﹣−]")
BYTE_ORDER_MARK = "\ufeff"
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
    """A line for each claim of a source on a matter; then the claims of one source alone, of no matter."""
    return "".join(written(COLUMNS, [_lines(page, base_url)]))


def written(columns: Sequence[str], batches: Iterable[Iterable[Record]]) -> Iterator[str]:
    """The lines of a table, the columns' names first; each batch as one text.

    The mark at the very beginning tells spreadsheets that this is UTF-8. What one would run is made text by
    an apostrophe before it. All cells are in quotation marks, for programs that take the semicolon or the
    tab for a border, too.
    """
    lines = StringIO()
    lines.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(lines, columns, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for batch in batches:
        for record in batch:
            writer.writerow({name: defused(str(value)) for name, value in record.items()})
        yield lines.getvalue()
        lines.seek(0)
        lines.truncate()


def _lines(page: ComparePage, base_url: str) -> Iterator[Record]:
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


def _line(row: ClaimRow, chip: Chip, base_url: str) -> Record:
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
    return f"'{value}" if RUNS.match(value) else value
