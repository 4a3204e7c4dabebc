"""The JSON API: the same questions as the pages, answered with the same dataclasses."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from app.present.annotation import MEDIA_TYPE, annotation
from app.store import queries
from app.store.pages import ArticlePage, ArticlesPage, ClaimPage, ClaimsPage, SourcePage, SourcesPage
from app.web.bodies import NewArticle
from app.web.deps import ArticleId, Claims, Cursor, DbSession, Key, Pipe, Setting, Slug, Text, Types, Values
from app.web.origin import require_json

router = APIRouter(prefix="/api/v1")

Limit = Annotated[int, Query(ge=1, le=500)]
LINKED = "application/ld+json"


@router.get("/articles")
def articles(
    session: DbSession, outlet: Values, q: Text = "", after: Cursor = None, limit: Limit = 30
) -> ArticlesPage:
    """Articles, newest first. What an answer gives as next is the after of the following page."""
    return queries.articles_page(session, after=after, limit=limit, q=q.strip(), outlet=tuple(outlet))


@router.post("/articles", status_code=201, dependencies=[Depends(require_json)])
def add_article(new: NewArticle, pipeline: Pipe, session: DbSession, response: Response) -> ArticlePage:
    """Store an article and read it for claims: 201, or 200 where the same article was there already."""
    ingested = pipeline.ingest(new.draft())
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
    session: DbSession, type: Types, q: Text = "", after: Cursor = None, limit: Limit = 100
) -> SourcesPage:
    """Sources with the number of their claims."""
    return queries.sources_page(session, q=q.strip(), types=tuple(type), after=after, limit=limit)


@router.get("/sources/{slug}")
def source(
    session: DbSession, slug: Slug, query: Claims, after: Cursor = None, limit: Limit = 50
) -> SourcePage:
    """A source, its aliases and those of its claims that pass the filters."""
    return queries.source_page(session, slug, query.filter, after=after, limit=limit)
