"""The JSON API: the same questions as the pages, answered with the same dataclasses."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from app.present.annotation import MEDIA_TYPE, annotation
from app.store import queries
from app.store.list_pages import Concordance
from app.store.pages import ArticlePage, ArticlesPage, ClaimPage, ClaimsPage, SourcePage, SourcesPage
from app.store.queries import LineOrder, SourceOrder
from app.web import examples
from app.web.bodies import NewArticle
from app.web.conditional import ApiRouter, From
from app.web.deps import (
    ArticleId,
    Claims,
    DayRange,
    DbSession,
    Fetch,
    Key,
    Pipe,
    Setting,
    Slug,
    Text,
    Types,
    Values,
)
from app.web.documented import MOVED, Answers, read, written
from app.web.left import THERE_OR_LEFT, asked_for, left_to_workers
from app.web.origin import require_json
from app.web.people import Who

router = ApiRouter(prefix="/api/v1")

Limit = Annotated[int, Query(ge=1, le=500, description="rows of a page")]
LINKED = "application/ld+json"


def _claim_answers() -> Answers:
    """A claim has two forms."""
    answers = read(examples.CLAIM_PAGE, 404, 410)
    linked = annotation(examples.CLAIM_PAGE, "https://desk.example")
    answers[200]["content"][LINKED] = {"schema": {"type": "object"}, "example": linked}
    return answers


@router.get(
    "/articles",
    summary="List articles",
    tags=["articles"],
    responses=read(examples.ARTICLES, is_list=True),
)
def articles(
    *, session: DbSession, outlet: Values, days: DayRange, q: Text = "", place: From, limit: Limit = 30
) -> ArticlesPage:
    """Articles, newest first: all of them, or those whose title and text hold the words of `q`."""
    page = queries.articles_page(
        session,
        after=place.after,
        limit=limit,
        q=q.strip(),
        outlet=tuple(outlet),
        since=days.since,
        until=days.until,
    )
    place.lead_on(page.next)
    return page


@router.post(
    "/articles",
    status_code=201,
    summary="Store an article and read it for claims",
    tags=["articles"],
    dependencies=[Depends(require_json)],
    response_model=ArticlePage,
    responses=written(201, "Stored and read", examples.ARTICLE_PAGE) | THERE_OR_LEFT,
)
def add_article(
    *, new: NewArticle, pipeline: Pipe, fetcher: Fetch, session: DbSession, who: Who, response: Response
) -> ArticlePage | Response:
    """Takes the article's text, or the HTML or the address of its page. The same article is the same text
    from the same outlet, or the same address; it is stored once."""
    draft = new.draft(fetcher)
    if (left := left_to_workers(pipeline, draft, who)) is not None:
        return asked_for(left)
    ingested = pipeline.ingest(draft)
    response.status_code = 201 if ingested.created else 200
    response.headers["Location"] = f"/api/v1/articles/{ingested.article_id}"
    return queries.article_page(session, ingested.article_id)


@router.get(
    "/articles/{article_id}",
    summary="Read an article with its claims",
    tags=["articles"],
    responses=read(examples.ARTICLE_PAGE, 404, 410),
)
def article(session: DbSession, article_id: ArticleId) -> ArticlePage:
    """The text of its newest version, its claims in reading order, and who speaks in it."""
    return queries.article_page(session, article_id)


@router.get("/claims", summary="List claims", tags=["claims"], responses=read(examples.CLAIMS, is_list=True))
def claims(session: DbSession, query: Claims, place: From, limit: Limit = 50) -> ClaimsPage:
    """Claims of all articles that pass the filters, newest first, with the counts of each filter's values."""
    page = queries.claims_page(session, query.filter, after=place.after, limit=limit)
    place.lead_on(page.next)
    return page


@router.get(
    "/concordance",
    summary="Line up the words around a search",
    tags=["claims"],
    responses=read(examples.CONCORDANCE),
)
def concordance(
    session: DbSession, query: Claims, order: LineOrder = LineOrder.AFTER, limit: Limit = 300
) -> Concordance:
    """Each place where a claim holds what q asks for, with the words around it; the newest claims alone."""
    return queries.concordance(session, query.filter, order=order, limit=limit)


@router.get(
    "/claims/{key}",
    summary="Read a claim in its paragraph",
    tags=["claims"],
    response_model=ClaimPage,
    responses=_claim_answers(),
)
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


@router.get(
    "/sources", summary="List sources", tags=["sources"], responses=read(examples.SOURCES, is_list=True)
)
def sources(
    *,
    session: DbSession,
    type: Types,
    q: Text = "",
    order: SourceOrder = SourceOrder.NAME,
    place: From,
    limit: Limit = 100,
) -> SourcesPage:
    """Sources of the directory and how many claims each makes; `q` looks in all their names."""
    page = queries.sources_page(
        session, q=q.strip(), types=tuple(type), order=order, after=place.after, limit=limit
    )
    place.lead_on(page.next)
    return page


@router.get(
    "/sources/{slug}",
    summary="Read a source and its claims",
    tags=["sources"],
    responses=read(examples.SOURCE_PAGE, 404, is_list=True) | MOVED,
)
def source(session: DbSession, slug: Slug, query: Claims, place: From, limit: Limit = 50) -> SourcePage:
    """A source, its aliases and those of its claims that pass the filters. The pages are of its claims."""
    page = queries.source_page(session, slug, query.filter, after=place.after, limit=limit)
    place.lead_on(page.claims.next)
    return page
