"""The JSON API of how articles come in: files, imports of many addresses, feeds."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from app import actions
from app.actions.feeds import LONGEST, SHORTEST, USUAL
from app.actions.imports import MOST
from app.read import read_upload
from app.store import queries
from app.store.intake_pages import FeedsPage, ImportPage, ImportsPage
from app.store.pages import ArticlePage
from app.web.deps import MAX_ID, Cursor, DbSession, Pipe, Work
from app.web.origin import require_json

router = APIRouter(prefix="/api/v1")

Number = Annotated[int, Path(ge=1, le=MAX_ID)]
IsJson = [Depends(require_json)]


class NewImport(BaseModel):
    """Addresses of articles, read in the background."""

    model_config = ConfigDict(extra="forbid")

    urls: list[Annotated[str, Field(max_length=2000)]] = Field(min_length=1, max_length=MOST)


class NewFeed(BaseModel):
    """A feed to follow; `every` is in minutes."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(max_length=2000)
    every: int = Field(USUAL, ge=SHORTEST, le=LONGEST)


@router.post("/articles/file", status_code=201)
def add_file(file: UploadFile, pipeline: Pipe, session: DbSession, response: Response) -> ArticlePage:
    """Store the article in a file (.txt, .html, .pdf, .docx, .eml), sent as multipart/form-data: 201, or 200
    where the same article was there already."""
    draft = read_upload(file.filename or "the file", file.content_type or "", file.file.read())
    ingested = pipeline.ingest(draft)
    response.status_code = 201 if ingested.created else 200
    response.headers["Location"] = f"/api/v1/articles/{ingested.article_id}"
    return queries.article_page(session, ingested.article_id)


@router.get("/imports")
def imports(session: DbSession, after: Cursor = None) -> ImportsPage:
    """Imports, the newest first."""
    return queries.imports_page(session, after=after)


@router.post("/imports", status_code=202, dependencies=IsJson)
def add_import(new: NewImport, pipeline: Pipe, worker: Work, response: Response) -> dict[str, Any]:
    """Have many addresses read in the background: 202, with the address that tells how far it is."""
    number = actions.import_urls(pipeline.engine, new.urls)
    worker.wake()
    response.headers["Location"] = status = f"/api/v1/imports/{number}"
    return {"id": number, "status": status}


@router.get("/imports/{import_id}")
def one_import(session: DbSession, import_id: Number, after: Cursor = None) -> ImportPage:
    """What became of each article of an import, failed ones first."""
    return queries.import_page(session, import_id, after=after)


@router.get("/feeds")
def feeds(session: DbSession) -> FeedsPage:
    """The feeds that are followed, and how they fare."""
    return queries.feeds_page(session)


@router.post("/feeds", status_code=201, dependencies=IsJson)
def add_feed(new: NewFeed, pipeline: Pipe, worker: Work) -> dict[str, Any]:
    """Follow a feed."""
    done = actions.add_feed(pipeline.engine, new.url, new.every)
    worker.wake()
    return asdict(done)


@router.delete("/feeds/{feed_id}")
def remove_feed(feed_id: Number, pipeline: Pipe) -> dict[str, Any]:
    """Follow a feed no more; its articles stay."""
    return asdict(actions.remove_feed(pipeline.engine, feed_id))
