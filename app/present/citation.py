"""An article, with words that somebody says in it, as an item of the Citation Style Language.

The item is CSL-JSON (https://docs.citationstyles.org, csl-data.json 1.0.2): styles, BibTeX and RIS are
all made of it, so that they cannot say different things.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain import Precision
from app.present.bylines import Name, authors
from app.present.quotation import attributed
from app.store.pages import ArticleRef, Claim

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

Item = dict[str, Any]


def item(
    article: ArticleRef, base_url: str, accessed: date, claims: Sequence[Claim] = (), *, alone: bool = False
) -> Item:
    """What is not known is not there. `alone`: it cites the one claim, by its own permalink.

    `URL` is where the article was published, `archive_location` where it can be read here; without the
    former the latter takes its place.
    """
    here = f"{base_url}/claims/{claims[0].id}" if alone else f"{base_url}/articles/{article.id}"
    url = web_address(article.url)
    found: Item = {
        "id": _key(article, claims[0] if alone else None),
        "type": "article-newspaper",
        "author": [_name(name) for name in authors(article.author)],
        "title": article.title,
        "container-title": article.outlet,
        "issued": None if article.published.precision is Precision.NONE else _date(article.published.at),
        "accessed": _date(accessed),
        "URL": url or here,
        "archive": "Sourcelight" if url else "",
        "archive_location": here if url else "",
        "language": article.language,
        "note": "\n".join(f"{attributed(claim)} {base_url}/claims/{claim.id}" for claim in claims),
    }
    return {name: value for name, value in found.items() if value}


def web_address(url: str) -> str:
    """The address, if it is one of a page that a link may lead to; else nothing."""
    return url if url.startswith(("https://", "http://")) else ""


def _date(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _name(name: Name) -> dict[str, str | bool]:
    """`static-ordering`: it begins with the family name however it is used."""
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    found: dict[str, str | bool] = {part: value for part, value in parts.items() if value}
    return found | {"static-ordering": True} if name.is_family_first else found


def _key(article: ArticleRef, claim: Claim | None) -> str:
    """As in "abara2024-7", or "abara2024-7-k3v9" of a claim: unlike any other of this installation."""
    named = next(iter(authors(article.author)), None)
    name = _plain((named.family or named.literal) if named else "") or _plain(article.outlet) or "article"
    year = "" if article.published.precision is Precision.NONE else str(article.published.at.year)
    return "-".join((f"{name}{year}", str(article.id), *([claim.id] if claim else ())))


def _plain(words: str) -> str:
    """The letters of the first words in ASCII: what every program takes in a key."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]", "", letters)[:24]
