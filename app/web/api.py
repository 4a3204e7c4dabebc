"""The JSON API: the same questions as the pages, answered with the same dataclasses."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from app import actions
from app.present.annotation import MEDIA_TYPE, annotation
from app.store import queries
from app.store.link_pages import CrossReferences, ReferenceCounts
from app.store.list_pages import Concordance
from app.store.pages import ArticlePage, ArticlesPage, ClaimPage, ClaimsPage, SourcePage, SourcesPage
from app.store.queries import LineOrder, SourceOrder
from app.web.bodies import NewArticle, NewVerdict
from app.web.deps import (
    MAX_ID,
    ArticleId,
    Claims,
    Cursor,
    DayRange,
    DbSession,
    Fetch,
    Key,
    ParameterError,
    Pipe,
    Setting,
    Slug,
    Text,
    Types,
    Value,
    Values,
)
from app.web.origin import require_json

router = APIRouter(prefix="/api/v1")

Limit = Annotated[int, Query(ge=1, le=500)]
LINKED = "application/ld+json"


@router.get("/articles")
def articles(
    *,
    session: DbSession,
    outlet: Values,
    days: DayRange,
    q: Text = "",
    after: Cursor = None,
    limit: Limit = 30,
) -> ArticlesPage:
    """Articles, newest first. What an answer gives as next is the after of the following page."""
    return queries.articles_page(
        session,
        after=after,
        limit=limit,
        q=q.strip(),
        outlet=tuple(outlet),
        since=days.since,
        until=days.until,
    )


@router.post("/articles", status_code=201, dependencies=[Depends(require_json)])
def add_article(
    new: NewArticle, pipeline: Pipe, fetcher: Fetch, session: DbSession, response: Response
) -> ArticlePage:
    """Store an article and read it for claims: 201, or 200 where the same article was there already."""
    ingested = pipeline.ingest(new.draft(fetcher))
    response.status_code = 201 if ingested.created else 200
    response.headers["Location"] = f"/api/v1/articles/{ingested.article_id}"
    return queries.article_page(session, ingested.article_id)


@router.get("/articles/{article_id}")
def article(session: DbSession, article_id: ArticleId) -> ArticlePage:
    """An article's text with its claims. Spans are code points into the text, half-open."""
    return queries.article_page(session, article_id)


@router.get("/claims")
def claims(session: DbSession, query: Claims, after: Cursor = None, limit: Limit = 50) -> ClaimsPage:
    """Claims of all articles that pass the filters, with the counts of each filter's values."""
    return queries.claims_page(session, query.filter, after=after, limit=limit)


@router.get("/concordance")
def concordance(
    session: DbSession, query: Claims, order: LineOrder = LineOrder.AFTER, limit: Limit = 300
) -> Concordance:
    """Each place where a claim holds what q asks for, with the words around it; the newest claims alone."""
    return queries.concordance(session, query.filter, order=order, limit=limit)


@router.get("/claims/{key}", response_model=ClaimPage, responses={200: {"content": {LINKED: {}}}})
def claim(
    request: Request, session: DbSession, settings: Setting, key: Key, response: Response
) -> ClaimPage | Response:
    """A claim in its paragraph; as a W3C Web Annotation where Accept asks for application/ld+json."""
    page = queries.claim_page(session, key)
    response.headers["Vary"] = "Accept"
    if LINKED in request.headers.get("accept", ""):
        linked = annotation(page, settings.base_url)
        return JSONResponse(linked, media_type=MEDIA_TYPE, headers={"Vary": "Accept"})
    return page


@router.get("/sources")
def sources(
    *,
    session: DbSession,
    type: Types,
    q: Text = "",
    order: SourceOrder = SourceOrder.NAME,
    after: Cursor = None,
    limit: Limit = 100,
) -> SourcesPage:
    """Sources with the number of their claims."""
    return queries.sources_page(
        session, q=q.strip(), types=tuple(type), order=order, after=after, limit=limit
    )


@router.get("/sources/{slug}")
def source(
    session: DbSession, slug: Slug, query: Claims, after: Cursor = None, limit: Limit = 50
) -> SourcePage:
    """A source, its aliases and those of its claims that pass the filters."""
    return queries.source_page(session, slug, query.filter, after=after, limit=limit)


@router.get("/cross-references")
def cross_references(
    session: DbSession,
    claim: Annotated[Value, Query(max_length=64, description="the id of a claim")] = "",
    article: Annotated[int | None, Query(ge=1, le=MAX_ID, description="the id of an article")] = None,
) -> CrossReferences | list[ReferenceCounts]:
    """What agrees with a claim, differs from it or is related; of an article, how many each claim has."""
    if (article is None) == (not claim):
        raise ParameterError("Name either a claim or an article: ?claim= or ?article=")
    if article is None:
        return queries.cross_references(session, claim)
    return list(queries.reference_counts(session, article))


@router.post("/cross-references/verdicts", status_code=201, dependencies=[Depends(require_json)])
def give_verdict(new: NewVerdict, pipeline: Pipe, session: DbSession) -> CrossReferences:
    """Confirm or reject the cross-reference between two claims; answers with those of the first one."""
    actions.give_verdict(pipeline.engine, new.claim, new.other, new.verdict, reason=new.reason)
    return queries.cross_references(session, new.claim)
