"""The JSON API of how articles come in: files, imports of many addresses, feeds."""

from typing import Annotated

from fastapi import Depends, Path, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from app import actions
from app.actions.feeds import LONGEST, SHORTEST, USUAL
from app.actions.imports import MOST
from app.read import read_upload
from app.store import queries
from app.store.intake_pages import FeedsPage, ImportPage, ImportsPage
from app.store.pages import ArticlePage
from app.web import examples
from app.web.conditional import ApiRouter, From
from app.web.deps import MAX_ID, DbSession, Pipe, Work
from app.web.documented import read, written
from app.web.left import THERE_OR_LEFT, Asked, asked_for, left_to_workers
from app.web.origin import require_json
from app.web.people import Who

router = ApiRouter(prefix="/api/v1", tags=["intake"])

Number = Annotated[int, Path(ge=1, le=MAX_ID)]
IsJson = [Depends(require_json)]


class NewImport(BaseModel):
    """Addresses of articles, read in the background."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"urls": ["https://courier.example/a", "https://courier.example/b"]}]
        },
    )

    urls: list[Annotated[str, Field(max_length=2000)]] = Field(min_length=1, max_length=MOST)


class NewFeed(BaseModel):
    """A feed to follow; `every` is in minutes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"url": "https://courier.example/feed", "every": 30}]},
    )

    url: str = Field(max_length=2000)
    every: int = Field(USUAL, ge=SHORTEST, le=LONGEST)


@router.post(
    "/articles/file",
    status_code=201,
    summary="Store the article in a file",
    response_model=ArticlePage,
    responses=written(201, "Stored and read", examples.ARTICLE_PAGE) | THERE_OR_LEFT,
)
def add_file(
    file: UploadFile, pipeline: Pipe, session: DbSession, who: Who, response: Response
) -> ArticlePage | Response:
    """Takes .txt, .html, .pdf, .docx and .eml, as multipart/form-data."""
    draft = read_upload(file.filename or "the file", file.content_type or "", file.file.read())
    if (left := left_to_workers(pipeline, draft, who)) is not None:
        return asked_for(left)
    ingested = pipeline.ingest(draft)
    response.status_code = 201 if ingested.created else 200
    response.headers["Location"] = f"/api/v1/articles/{ingested.article_id}"
    return queries.article_page(session, ingested.article_id)


@router.get("/imports", summary="List imports", responses=read(examples.IMPORTS, is_list=True))
def imports(session: DbSession, place: From) -> ImportsPage:
    """Articles that were asked for at once, the newest import first, and how far each is."""
    page = queries.imports_page(session, after=place.after)
    place.lead_on(page.next)
    return page


@router.post(
    "/imports",
    status_code=202,
    summary="Have many addresses read in the background",
    dependencies=IsJson,
    responses=written(202, "Asked for", Asked(3, "/api/v1/imports/3")),
)
def add_import(new: NewImport, pipeline: Pipe, worker: Work, who: Who, response: Response) -> Asked:
    """Answers at once; `status` is the address that tells how far it is."""
    number = actions.import_urls(pipeline.engine, new.urls, who=who)
    worker.wake()
    response.headers["Location"] = status = f"/api/v1/imports/{number}"
    return Asked(number, status)


@router.get(
    "/imports/{import_id}",
    summary="See how far an import is",
    responses=read(examples.IMPORT_PAGE, 404, is_list=True),
)
def one_import(session: DbSession, import_id: Number, place: From) -> ImportPage:
    """What became of each of its articles, failed ones first."""
    page = queries.import_page(session, import_id, after=place.after)
    place.lead_on(page.next)
    return page


@router.get("/feeds", summary="List feeds", responses=read(examples.FEEDS))
def feeds(session: DbSession) -> FeedsPage:
    """The feeds that are followed, and how they fare."""
    return queries.feeds_page(session)


@router.post(
    "/feeds",
    status_code=201,
    summary="Follow a feed",
    dependencies=IsJson,
    responses=written(201, "Followed", examples.FOLLOWED),
)
def add_feed(new: NewFeed, pipeline: Pipe, worker: Work, who: Who) -> actions.Done:
    """It is visited soon, and then every so many minutes. Answers with the event that says so in the log."""
    done = actions.add_feed(pipeline.engine, new.url, new.every, who=who)
    worker.wake()
    return done


@router.delete(
    "/feeds/{feed_id}",
    summary="Follow a feed no more",
    responses=written(200, "Removed", examples.FOLLOWED, 404),
)
def remove_feed(feed_id: Number, pipeline: Pipe, who: Who) -> actions.Done:
    """Its articles stay."""
    return actions.remove_feed(pipeline.engine, feed_id, who=who)
