"""Lists to take away, whole: as tables for spreadsheets, as JSON, and for reference managers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response

from app.present.citation import Item
from app.present.collection import as_csv, as_json, as_markdown
from app.present.exchange import FORMS, cited_articles, cited_claims
from app.present.json_array import json_array
from app.present.records import ARTICLES, CLAIMS, LINES, SOURCES, Table
from app.present.spreadsheet import written
from app.store import queries
from app.store.desk_pages import CollectionPage
from app.store.list_pages import ArticleFilter, SourceFilter
from app.store.pages import ClaimRow
from app.store.queries import LineOrder, SourceOrder
from app.web.address import Pairs, pairs_of
from app.web.attachments import Form, attachment, file_name, in_forms, today
from app.web.deps import ClaimQuery, Claims, DayRange, Key, Pipe, Setting, Slug, Text, Types, Values
from app.web.desk import require_colleague

router = APIRouter(include_in_schema=False)

TABLES = ("csv", "json")
ALL = (*TABLES, *FORMS)

Row = TypeVar("Row")

OF_COLLECTIONS: Mapping[str, tuple[Callable[[CollectionPage, str], Iterator[str]], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
    "md": (as_markdown, "text/markdown; charset=utf-8"),
}


@in_forms(router, "/claims", ALL)
def claims(request: Request, pipeline: Pipe, settings: Setting, query: Claims, form: Form) -> Response:
    with pipeline.session() as session:
        query = query.as_it_stands(session)
    batches = queries.claim_batches(pipeline.session, query.filter)
    return _claims(request, batches, form, settings.base_url, "claims", *_values(query.pairs))


@in_forms(router, "/sources/{slug}", ALL)
def claims_of_source(
    *, request: Request, pipeline: Pipe, settings: Setting, slug: Slug, query: Claims, form: Form
) -> Response:
    """The claims on a source's page."""
    with pipeline.session() as session:
        chip = queries.source_named(session, slug)
        query = of_source(query, chip.slug).as_it_stands(session)
    batches = queries.claim_batches(pipeline.session, query.filter)
    return _claims(request, batches, form, settings.base_url, "claims", *_values(query.pairs))


def of_source(query: ClaimQuery, slug: str) -> ClaimQuery:
    """The query with this as its only source, as a source's page has it."""
    kept = [pair for pair in query.pairs if pair[0] not in ("source", "without", "type", "named")]
    chosen = replace(query.filter, sources=(slug,), without=(), types=(), named=None)
    return ClaimQuery(chosen, (("source", slug), *kept))


@in_forms(router, "/concordance", TABLES)
def concordance(
    *,
    request: Request,
    pipeline: Pipe,
    settings: Setting,
    query: Claims,
    order: Annotated[LineOrder, Query()] = LineOrder.AFTER,
    form: Form,
) -> Response:
    """The lines of all claims that fit, in the order of the page."""
    with pipeline.session() as session:
        query = query.as_it_stands(session)
    batches = queries.line_batches(pipeline.session, query.filter, order)
    name = file_name("concordance", *_values(query.pairs))
    return _table(request, LINES, batches, form, settings.base_url, name)


@in_forms(router, "/articles", ALL)
def articles(
    *,
    request: Request,
    pipeline: Pipe,
    settings: Setting,
    outlet: Values,
    days: DayRange,
    q: Text = "",
    form: Form,
) -> Response:
    chosen = ArticleFilter(q.strip(), tuple(outlet), days.since, days.until)
    batches = queries.article_batches(pipeline.session, chosen)
    name = file_name("articles", *_values(pairs_of({"outlet": outlet}, {"q": q, **days.values})))
    if form in FORMS:
        return _references(request, cited_articles(batches, settings.base_url, today()), form, name)
    return _table(request, ARTICLES, batches, form, settings.base_url, name)


@in_forms(router, "/sources", TABLES)
def sources(
    *,
    request: Request,
    pipeline: Pipe,
    settings: Setting,
    type: Types,
    q: Text = "",
    order: Annotated[SourceOrder, Query()] = SourceOrder.NAME,
    form: Form,
) -> Response:
    batches = queries.source_batches(pipeline.session, SourceFilter(q.strip(), tuple(type)), order)
    name = file_name("sources", *_values(pairs_of({"type": type}, {"q": q})))
    return _table(request, SOURCES, batches, form, settings.base_url, name)


@in_forms(router, "/collections/{key}", (*OF_COLLECTIONS, *FORMS), dependencies=[Depends(require_colleague)])
def collection(*, request: Request, pipeline: Pipe, settings: Setting, key: Key, form: Form) -> Response:
    """As a table, what is gone or changed too; else the claims that stand. Notes are in none of them."""
    with pipeline.session() as session:
        page = queries.collection_page(session, key)
    if form in OF_COLLECTIONS:
        make, media_type = OF_COLLECTIONS[form]
        name = file_name("collection", page.name)
        return attachment(request, make(page, settings.base_url), name, form, media_type)
    rows = tuple(each.row for each in page.claims if each.row is not None)
    return _claims(request, [rows], form, settings.base_url, "collection", page.name)


def _claims(
    request: Request, batches: Iterable[tuple[ClaimRow, ...]], form: str, base_url: str, *parts: str
) -> Response:
    if form in FORMS:
        return _references(request, cited_claims(batches, base_url, today()), form, file_name(*parts))
    return _table(request, CLAIMS, batches, form, base_url, file_name(*parts))


def _table(  # noqa: PLR0917 - each is of another type
    request: Request,
    table: Table[Row],
    batches: Iterable[tuple[Row, ...]],
    form: str,
    base_url: str,
    name: str,
) -> Response:
    if form == "json":
        return attachment(request, json_array(batches), name, form, "application/json")
    lines = written(table.columns, ([table.record(row, base_url) for row in batch] for batch in batches))
    return attachment(request, lines, name, form, "text/csv; charset=utf-8")


def _references(request: Request, items: Iterator[list[Item]], form: str, name: str) -> Response:
    return attachment(request, FORMS[form].write(items), name, form, FORMS[form].media_type)


def _values(pairs: Pairs) -> list[str]:
    return [value for _, value in pairs]
