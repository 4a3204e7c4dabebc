"""A collection to be taken away: as a table, as JSON, as Markdown. What is gone or changed says so."""

from collections.abc import Iterable, Iterator

from pydantic_core import to_json

from app.present.quotation import escaped, line, markdown
from app.present.records import CLAIMS, Record
from app.present.spreadsheet import written
from app.store.claim_words import inside_quotation
from app.store.desk_pages import CollectionPage, GatheredClaim

COLUMNS = ("place", "state", *CLAIMS.columns, "comment", "claim_when_added", "source_when_added")


def as_csv(page: CollectionPage, base_url: str) -> Iterator[str]:
    return written(COLUMNS, [_records(page.claims, base_url)])


def as_json(page: CollectionPage, base_url: str) -> Iterator[str]:
    """An object with the collection's name and its claims in order."""
    told = {
        "id": page.key,
        "name": page.name,
        "description": page.description,
        "address": f"{base_url}/collections/{page.key}",
        "claims": list(_records(page.claims, base_url)),
    }
    yield to_json(told, indent=1).decode() + "\n"


def as_markdown(page: CollectionPage, base_url: str) -> Iterator[str]:
    """The claims as block quotations (CommonMark), each under its number."""
    name = escaped(page.name).replace("#", r"\#")  # some at the end would close the heading
    parts = [f"# {name}"]
    if page.description:
        parts.append("  \n".join(line(each) for each in page.description.splitlines()))
    for place, each in enumerate(page.claims, start=1):
        parts += [f"**{place}.**", _quotation(each, base_url)]
        if each.changed:
            parts.append(f"Changed since it was added; then {_then(each)}")
        if each.comment:
            parts.append(f"Comment: {escaped(each.comment)}")
    yield "\n\n".join(parts) + "\n"


def state(each: GatheredClaim) -> str:
    if each.row is None:
        return "withdrawn" if each.is_withdrawn else "gone"
    return "changed" if each.changed else "as added"


def _records(claims: Iterable[GatheredClaim], base_url: str) -> Iterator[Record]:
    for place, each in enumerate(claims, start=1):
        address = {"claim_id": each.claim, "address": f"{base_url}/claims/{each.claim}"}
        yield {
            "place": place,
            "state": state(each),
            **(CLAIMS.record(each.row, base_url) if each.row else address),
            "comment": each.comment,
            "claim_when_added": each.was_quote,
            "source_when_added": each.was_by,
        }


def _quotation(each: GatheredClaim, base_url: str) -> str:
    if each.row is not None:
        return markdown(each.row.claim, each.row.article, base_url)
    permalink = f"[claim {each.claim}]({base_url}/claims/{each.claim})"
    if each.is_withdrawn:
        return f"> Its article was withdrawn ({permalink})."
    return f"> {_then(each)}\n>\n> — when it was added; the claim is gone ({permalink})"


def _then(each: GatheredClaim) -> str:
    """Who said what when the claim was added."""
    return escaped(f"{each.was_by or 'no source given'}: “{inside_quotation(each.was_quote)}”")
