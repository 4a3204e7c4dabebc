"""Forms in which other programs take articles and their claims: BibTeX, RIS and CSL-JSON."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice

from app.present import bibtex, citation, ris
from app.present.citation import Item, item
from app.present.json_array import json_array
from app.store.pages import ArticleRow, ClaimRow

AT_ONCE = 200  # items

Write = Callable[[Iterable[Iterable[Item]]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """`write` takes items in batches and gives a text for each."""

    name: str
    media_type: str
    write: Write


def _each(one: Callable[[Item], str]) -> Write:
    return lambda batches: ("".join(map(one, batch)) for batch in batches)


FORMS = {
    "ris": Form("RIS", ris.MEDIA_TYPE, _each(ris.record)),
    "bib": Form("BibTeX", bibtex.MEDIA_TYPE, _each(bibtex.entry)),
    "csl.json": Form("CSL-JSON", citation.MEDIA_TYPE, json_array),
}


def cited_claims(batches: Iterable[Iterable[ClaimRow]], base_url: str, on: date) -> Iterator[list[Item]]:
    """Claims under their articles: an article once, with its claims that follow each other as quotations."""
    rows = chain.from_iterable(batches)
    groups = groupby(rows, key=lambda row: row.article)
    return _batched(item(article, base_url, on, [row.claim for row in group]) for article, group in groups)


def cited_articles(batches: Iterable[Iterable[ArticleRow]], base_url: str, on: date) -> Iterator[list[Item]]:
    return _batched(item(row.article, base_url, on) for row in chain.from_iterable(batches))


def _batched(items: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(islice(items, AT_ONCE)):
        yield batch
