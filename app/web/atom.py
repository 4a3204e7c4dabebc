"""Lists to follow: what came in last of each, as an Atom feed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b

from fastapi import APIRouter, Request, Response

from app.present.atom import MEDIA_TYPE, Arrived, Feed, atom
from app.store import queries
from app.store.list_pages import ArticleFilter, SourceFilter
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.attachments import READ
from app.web.conditional import is_named
from app.web.deps import ClaimQuery, Claims, DayRange, DbSession, Setting, Slug, Text, Types, Values
from app.web.downloads import of_source
from app.web.terms import OF_TYPE, Term, terms

router = APIRouter(include_in_schema=False)


@router.api_route("/claims.atom", methods=READ)
def claims(request: Request, session: DbSession, settings: Setting, query: Claims) -> Response:
    query = query.as_it_stands(session)
    return _claims(request, session, query, query.address("/claims"), settings.base_url)


@router.api_route("/sources/{slug}.atom", methods=READ)
def claims_of_source(
    request: Request, session: DbSession, settings: Setting, slug: Slug, query: Claims
) -> Response:
    """The claims on a source's page."""
    chip = queries.source_named(session, slug)
    query = of_source(query, chip.slug).as_it_stands(session)
    here = query.address(f"/sources/{chip.slug}").without("source")
    return _claims(request, session, query, here, settings.base_url)


@router.api_route("/articles.atom", methods=READ)
def articles(
    *,
    request: Request,
    session: DbSession,
    settings: Setting,
    outlet: Values,
    days: DayRange,
    q: Text = "",
) -> Response:
    q = q.strip()
    here = Address("/", pairs_of({"outlet": outlet}, {"q": q, **days.values}))
    chosen = ArticleFilter(q, tuple(outlet), days.since, days.until)
    found = queries.articles_arrived(session, chosen)
    return _answer(request, _title("Articles", terms(here)), here, found, settings.base_url)


@router.api_route("/sources.atom", methods=READ)
def sources(request: Request, session: DbSession, settings: Setting, type: Types, q: Text = "") -> Response:
    """Those first whose first claim came in last."""
    q = q.strip()
    here = Address("/sources", pairs_of({"type": type}, {"q": q}))
    found = queries.sources_arrived(session, SourceFilter(q, tuple(type)))
    return _answer(request, _title("Sources", terms(here, types=OF_TYPE)), here, found, settings.base_url)


def _claims(request: Request, session: Session, query: ClaimQuery, here: Address, base_url: str) -> Response:
    chosen = query.filter
    names = queries.source_names(session, (*chosen.sources, *chosen.without, *chosen.relayed))
    title = _title("Claims", terms(query.address("/claims"), names))
    return _answer(request, title, here, queries.claims_arrived(session, chosen), base_url)


def _title(what: str, found: Iterable[Term]) -> str:
    """As in "Claims by Ann Lee, direct, in the Courier"."""
    return what + "".join(f"{term.joint or ' '}{term.text}" for term in found)


def _answer(
    request: Request, title: str, here: Address, arrived: Sequence[Arrived], base_url: str
) -> Response:
    """The feed, or that nothing has changed since the client's copy."""
    feed = Feed(title, str(here), str(here.form("atom")), arrived)
    document = atom(feed, base_url)
    headers = {
        "ETag": f'W/"{blake2b(document, digest_size=16).hexdigest()}"',
        "Last-Modified": format_datetime(feed.updated, usegmt=True),
    }
    if _is_there(request, headers["ETag"], feed.updated):
        return Response(status_code=304, headers=headers)
    return Response(document, media_type=MEDIA_TYPE, headers=headers)


def _is_there(request: Request, tag: str, updated: datetime) -> bool:
    """Whether the client has it: the hash decides before the date does (RFC 9110, 13.2.2)."""
    if tags := request.headers.get("if-none-match"):
        return is_named(tag, tags)
    try:
        return updated <= parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, TypeError):  # no date, or one without a zone
        return False
