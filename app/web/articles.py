"""Pages of articles: the list, and one article set out with its claims."""

from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Query, Request, Response

from app.present.inks import paint_article
from app.present.layout import Layout, dimmed, lay_out, tally
from app.store import queries
from app.store.pages import ArticlePage, Claim
from app.web.address import Address, pairs_of
from app.web.deps import ArticleId, Cursor, DbSession, Text, Value, Values
from app.web.render import render, wants_fragment

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
def articles(
    request: Request, session: DbSession, outlet: Values, q: Text = "", after: Cursor = None
) -> Response:
    q = q.strip()
    page = queries.articles_page(session, after=after, q=q, outlet=tuple(outlet))
    here = Address("/", pairs_of({"outlet": outlet}, {"q": q}))
    return render(request, "articles", fragment="articles", page=page, here=here, after=after)


@router.api_route("/articles/{article_id}", methods=["GET", "HEAD"])
def article(
    *,
    request: Request,
    session: DbSession,
    article_id: ArticleId,
    source: Values,
    voice: Literal["own", ""] = "",
    claim: Annotated[Value | None, Query(max_length=64)] = None,
) -> Response:
    page = paint_article(queries.article_page(session, article_id))
    chosen = _claim_named(page, claim)
    slugs = queries.current_slugs(session, source)
    layout = lay_out(page.text, page.claims)
    is_choice = wants_fragment(request) and request.headers.get("HX-Target") == "story"
    return render(
        request,
        "article",
        fragment="choice" if is_choice else "reading",
        page=page,
        layout=layout,
        tally=tally(page),
        here=Address(
            f"/articles/{article_id}", pairs_of({"source": slugs}, {"voice": voice, "claim": claim})
        ),
        slugs=slugs,
        own=bool(voice),
        filtered=bool(slugs or voice),
        dimmed=dimmed(page.claims, frozenset(slugs), own=bool(voice)),
        chosen=chosen,
        missing=claim if claim and chosen is None else None,
        changed=_changed(request, page, layout, chosen) if is_choice else (),
    )


def _claim_named(page: ArticlePage, key: str | None) -> Claim | None:
    return next((claim for claim in page.claims if claim.id == key), None)


def _changed(request: Request, page: ArticlePage, layout: Layout, chosen: Claim | None) -> tuple[int, ...]:
    """Numbers of the paragraphs that look different once a claim is chosen or let go in the browser.

    Those are where the claim is, and where the one is that was chosen before.
    """
    try:
        shown = parse_qs(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    except ValueError:  # no address at all
        shown = {}
    before = _claim_named(page, shown.get("claim", [None])[0])
    claims = [claim for claim in (before, chosen) if claim is not None]
    return tuple(
        paragraph.number for paragraph in layout.paragraphs if any(paragraph.holds(claim) for claim in claims)
    )
