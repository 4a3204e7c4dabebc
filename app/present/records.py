"""Rows of lists as lines of a table: a name and a value for each column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain import Precision
from app.present.dates import machine_readable
from app.present.voices import NO_SOURCE
from app.store.list_pages import Line
from app.store.pages import ArticleRef, ArticleRow, Chip, ClaimRow, SourceRow, When

Row = TypeVar("Row")
Record = dict[str, object]
WHO = ("source", "source_id", "source_type")
WHERE = ("outlet", "article", "author", "published", "article_id", "original")


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """`record` makes the cells of a row; links in it begin with the base URL that it is given."""

    columns: tuple[str, ...]
    record: Callable[[Row, str], Record]


def claim_record(row: ClaimRow, base_url: str) -> Record:
    """A claim in its sentence; several sources stand in one cell."""
    claim = row.claim
    return {
        "claim_id": claim.id,
        **_who(claim.sources),
        "citing": _names(claim.relay),
        "claim": claim.quote,
        "kind": claim.kind,
        "act": claim.act,
        "hedges": "; ".join(claim.hedges),
        "inside_claim": claim.nested_in or "",
        "standing": claim.standing,
        "before": row.before,
        "after": row.after,
        **_article(row.article),
        "address": f"{base_url}/claims/{claim.id}",
    }


def line_record(line: Line, base_url: str) -> Record:
    """A place where a claim's sentence has the words that were asked for."""
    return {
        "claim_id": line.claim,
        **_who(line.sources),
        "before": line.before,
        "words": line.words,
        "after": line.after,
        **_article(line.article),
        "address": f"{base_url}/claims/{line.claim}",
    }


def article_record(row: ArticleRow, base_url: str) -> Record:
    return {
        **_article(row.article),
        "language": row.article.language,
        "claims": row.claims,
        "main_sources": _names(row.sources),
        "main_source_ids": _slugs(row.sources),
        "address": f"{base_url}/articles/{row.article.id}",
    }


def source_record(row: SourceRow, base_url: str) -> Record:
    return {
        "source_id": row.source.slug,
        "source": row.source.name,
        "type": row.source.type,
        "role": row.role,
        "affiliation": row.affiliation,
        "country": row.country,
        "claims": row.claims,
        "claims_relayed": row.relayed,
        "articles": row.articles,
        "first": _day(row.first),
        "last": _day(row.last),
        "address": f"{base_url}/sources/{row.source.slug}",
    }


def _who(sources: Sequence[Chip]) -> Record:
    return {
        "source": _names(sources) or NO_SOURCE.name,
        "source_id": _slugs(sources),
        "source_type": "; ".join(chip.type for chip in sources),
    }


def _article(article: ArticleRef) -> Record:
    return {
        "outlet": article.outlet,
        "article": article.title,
        "author": article.author,
        "published": _day(article.published),
        "article_id": article.id,
        "original": article.url,
    }


def _day(when: When | None) -> str:
    """A date that nobody gave is not made up."""
    return "" if when is None or when.precision is Precision.NONE else machine_readable(when)


def _names(chips: Iterable[Chip]) -> str:
    return "; ".join(chip.name for chip in chips)


def _slugs(chips: Iterable[Chip]) -> str:
    return "; ".join(chip.slug for chip in chips)


CLAIMS = Table(
    (
        *("claim_id", *WHO, "citing", "claim", "kind", "act", "hedges", "inside_claim", "standing"),
        *("before", "after", *WHERE, "address"),
    ),
    claim_record,
)
LINES = Table(("claim_id", *WHO, "before", "words", "after", *WHERE, "address"), line_record)
ARTICLES = Table(
    (*WHERE, "language", "claims", "main_sources", "main_source_ids", "address"),
    article_record,
)
SOURCES = Table(
    (
        *("source_id", "source", "type", "role", "affiliation", "country"),
        *("claims", "claims_relayed", "articles", "first", "last", "address"),
    ),
    source_record,
)
