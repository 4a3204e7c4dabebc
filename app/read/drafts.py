"""The one place where drafts are made, so that all of them are checked and have their language told."""

from app.domain import Draft, Precision
from app.read.checks import ReadError, check_address, check_characters, check_text
from app.read.dates import parse_date
from app.read.language import language_of

MAX_FIELD = 1000  # code points of a title, an outlet, an author: more is no name of anything
MAX_CAPTIONS = 200


def _one_line(field: str) -> str:
    line = " ".join(field.split())
    return line if len(line) <= MAX_FIELD else f"{line[: MAX_FIELD - 1]}…"


def make_draft(
    text: str,
    name: str,
    *,
    title: str = "",
    outlet: str = "",
    author: str = "",
    url: str = "",
    date: str = "",
    captions: tuple[str, ...] = (),
) -> Draft:
    """A draft of the text, word for word. `date` is ISO 8601 or empty.

    Raises ReadError, whose message begins with `name`, where the text cannot be stored or
    the date cannot be read.
    """
    published_at, precision = None, Precision.NONE
    if date.strip():
        try:
            published_at, precision = parse_date(date)
        except ValueError as error:
            raise ReadError(
                f"{name}: “{date}” is no date; write it like 2025-03-31 or 2025-03-31T18:30+01:00."
            ) from error
    check_text(text, name)
    check_address(url.strip(), name)
    for field in (title, outlet, author, url, *captions):
        check_characters(field, name)
    return Draft(
        text,
        title=_one_line(title),
        outlet=_one_line(outlet),
        author=_one_line(author),
        url=url.strip(),
        published_at=published_at,
        precision=precision,
        captions=tuple(map(_one_line, captions[:MAX_CAPTIONS])),
        language=language_of(text),
    )
