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
from app.web import examples
from app.web.bodies import NewArticle, NewCrossReference, NewVerdict
from app.web.conditional import Conditional, lead_on
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
from app.web.documented import MOVED, Answers, read, written
from app.web.origin import require_json
from app.web.pasted import claim_pasted, own_hosts
from app.web.people import Who

router = APIRouter(prefix="/api/v1", route_class=Conditional)

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
    *,
    request: Request,
    response: Response,
    session: DbSession,
    outlet: Values,
    days: DayRange,
    q: Text = "",
    after: Cursor = None,
    limit: Limit = 30,
) -> ArticlesPage:
    """Articles, newest first: all of them, or those whose title and text hold the words of `q`."""
    page = queries.articles_page(
        session,
        after=after,
        limit=limit,
        q=q.strip(),
        outlet=tuple(outlet),
        since=days.since,
        until=days.until,
    )
    lead_on(request, response, page.next)
    return page


@router.post(
    "/articles",
    status_code=201,
    summary="Store an article and read it for claims",
    tags=["articles"],
    dependencies=[Depends(require_json)],
    responses=written(201, "Stored and read", examples.ARTICLE_PAGE)
    | {200: {"description": "The same article was there already"}},
)
def add_article(
    new: NewArticle, pipeline: Pipe, fetcher: Fetch, session: DbSession, response: Response
) -> ArticlePage:
    """Takes the article's text, or the HTML or the address of its page. The same article is the same text
    from the same outlet, or the same address; it is stored once."""
    ingested = pipeline.ingest(new.draft(fetcher))
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
def claims(
    *,
    request: Request,
    response: Response,
    session: DbSession,
    query: Claims,
    after: Cursor = None,
    limit: Limit = 50,
) -> ClaimsPage:
    """Claims of all articles that pass the filters, newest first, with the counts of each filter's values."""
    page = queries.claims_page(session, query.filter, after=after, limit=limit)
    lead_on(request, response, page.next)
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
    request: Request,
    response: Response,
    session: DbSession,
    type: Types,
    q: Text = "",
    order: SourceOrder = SourceOrder.NAME,
    after: Cursor = None,
    limit: Limit = 100,
) -> SourcesPage:
    """Sources of the directory and how many claims each makes; `q` looks in all their names."""
    page = queries.sources_page(
        session, q=q.strip(), types=tuple(type), order=order, after=after, limit=limit
    )
    lead_on(request, response, page.next)
    return page


@router.get(
    "/sources/{slug}",
    summary="Read a source and its claims",
    tags=["sources"],
    responses=read(examples.SOURCE_PAGE, 404, is_list=True) | MOVED,
)
def source(
    *,
    request: Request,
    response: Response,
    session: DbSession,
    slug: Slug,
    query: Claims,
    after: Cursor = None,
    limit: Limit = 50,
) -> SourcePage:
    """A source, its aliases and those of its claims that pass the filters. The pages are of its claims."""
    page = queries.source_page(session, slug, query.filter, after=after, limit=limit)
    lead_on(request, response, page.claims.next)
    return page


@router.get(
    "/cross-references",
    summary="See what others say of a claim’s matter",
    tags=["cross-references"],
    responses=read(examples.CROSS_REFERENCES, 404, 410),
)
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


@router.post(
    "/cross-references",
    status_code=201,
    summary="Add a cross-reference",
    tags=["cross-references"],
    dependencies=[Depends(require_json)],
    responses=written(201, "Added", examples.CROSS_REFERENCES, 404, 410),
)
def add_cross_reference(
    *,
    new: NewCrossReference,
    request: Request,
    pipeline: Pipe,
    settings: Setting,
    who: Who,
    session: DbSession,
) -> CrossReferences:
    """Says how two claims bear on each other that the machine did not link so; answers with the
    cross-references of the first one. It stands in the log, outlasts later readings and can be undone."""
    other = claim_pasted(new.other, own_hosts(request, settings))
    actions.add_cross_reference(pipeline.engine, new.claim, other, new.relation, who=who, reason=new.reason)
    return queries.cross_references(session, new.claim)


@router.post(
    "/cross-references/verdicts",
    status_code=201,
    summary="Confirm or reject a cross-reference",
    tags=["cross-references"],
    dependencies=[Depends(require_json)],
    responses=written(201, "Decided", examples.CROSS_REFERENCES, 404, 410),
)
def give_verdict(new: NewVerdict, pipeline: Pipe, who: Who, session: DbSession) -> CrossReferences:
    """Says whether two claims do bear on each other; answers with the cross-references of the first one.
    What was decided stands in the log and can be undone."""
    actions.give_verdict(pipeline.engine, new.claim, new.other, new.verdict, who=who, reason=new.reason)
    return queries.cross_references(session, new.claim)
