"""The way in by the browser: give an article, look at what was read and mend it, store it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from app import actions
from app.domain import Draft, SourcelightError
from app.present.dates import stored_form
from app.read import ReadError, is_url, make_draft, read_html, read_upload, read_url
from app.settings import MAX_UPLOAD
from app.web.deps import Fetch, Pipe, Text, Work
from app.web.left import left_to_workers
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False)

MAX_FILES = 100
MAX_FIELDS = 16 + 200  # the fields, and the captions
FIELDS = ("title", "outlet", "author", "published", "url")


async def sent_form(request: Request) -> FormData:
    """The fields of a form. A page's HTML or a long text is larger than a field may be by default."""
    return await request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_UPLOAD)


Sent = Annotated[FormData, Depends(sent_form)]


def _field(sent: FormData, name: str) -> str:
    """A text field's value; browsers send every line's end as CR LF."""
    value = sent.get(name, "")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


@router.api_route("/add", methods=["GET", "HEAD"])
def ask(request: Request, url: Text = "", text: Text = "", title: Text = "") -> Response:
    """Also what a phone shares a page to; some put its address into the text."""
    shared = next((word for word in (url, *text.split(), *title.split()) if is_url(word)), "")
    return _ask(request, {"url": shared})


@router.api_route("/add/page", methods=["GET", "HEAD"])
def ask_opener(request: Request) -> Response:
    """Where the bookmarklet hands over the page that it was used on; so this page may know its opener."""
    response = render(request, "handed")
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response


@router.post("/add/read")
def read(*, request: Request, pipeline: Pipe, fetcher: Fetch, worker: Work, who: Who, sent: Sent) -> Response:
    """What would be stored, to be looked at and mended; nothing is stored yet.

    Several files or addresses are an import, which is read in the background.
    """
    files = [each for each in sent.getlist("file") if isinstance(each, UploadFile) and each.filename]
    urls = _field(sent, "urls").split()
    try:
        if len(files) > 1 or urls:
            engine = pipeline.engine
            named = [(file.filename or "a file", file.file.read()) for file in files]
            if files:
                number = actions.import_files(engine, named, who=who)
            else:
                number = actions.import_urls(engine, urls, who=who)
            worker.wake()
            return RedirectResponse(f"/imports/{number}", 303)
        draft = _draft(sent, files, fetcher)
    except SourcelightError as error:
        typed = {name: _field(sent, name) for name in ("url", "urls", "text")}
        return _ask(request, typed, problem=str(error))
    fields = {
        "title": draft.title,
        "outlet": draft.outlet,
        "author": draft.author,
        "published": stored_form(draft.published_at, draft.precision),
        "url": draft.url,
    }
    return _preview(request, draft, fields)


def _draft(sent: FormData, files: Sequence[UploadFile], fetcher: Fetch) -> Draft:
    """Raises ReadError."""
    url, html, text = (_field(sent, name).strip(" \n") for name in ("url", "html", "text"))
    for file in files:
        return read_upload(file.filename or "the file", file.content_type or "", file.file.read())
    if html:
        return replace(read_html(html, url or "the page", url=url), url=url)
    if text:
        return make_draft(text, "the text", url=url)
    if url:
        return read_url(url, fetcher)
    raise ReadError("There is nothing to read: give an address, a file or a text.")


@router.post("/add")
def store(request: Request, pipeline: Pipe, who: Who, sent: Sent) -> Response:
    """Store what was looked at. Where that cannot be, the page comes back with all that was typed.

    Where there are workers, they read it: the page tells when they have.
    """
    fields = {name: _field(sent, name).strip() for name in FIELDS}
    text = _field(sent, "text")
    captions = tuple(each for each in sent.getlist("caption") if isinstance(each, str))
    try:
        draft = make_draft(
            text,
            "The article",
            title=fields["title"],
            outlet=fields["outlet"],
            author=fields["author"],
            url=fields["url"],
            date=fields["published"],
            captions=captions,
        )
        if (left := left_to_workers(pipeline, draft, who)) is not None:
            return RedirectResponse(f"/imports/{left}", 303)
        ingested = pipeline.ingest(draft)
    except SourcelightError as error:
        return _preview(request, Draft(text, captions=captions), fields, problem=str(error))
    if not ingested.created:
        return _preview(request, draft, fields, there=ingested.article_id)
    return RedirectResponse(f"/articles/{ingested.article_id}", 303)


def _ask(request: Request, typed: dict[str, str], *, problem: str = "") -> Response:
    return render(
        request,
        "add",
        status=422 if problem else 200,
        typed={"text": "", "urls": "", **typed},
        problem=problem,
    )


def _preview(
    request: Request, draft: Draft, fields: dict[str, str], *, problem: str = "", there: int | None = None
) -> Response:
    return render(
        request,
        "preview",
        status=422 if problem else 200,
        draft=draft,
        fields=fields,
        problem=problem,
        there=there,
    )
