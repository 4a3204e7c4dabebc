"""An article set out with its claims."""

from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Query, Request, Response

from app.present.cards import card_of_article
from app.present.layout import Layout, lay_out
from app.present.notes import notes
from app.present.sieve import sift
from app.present.tally import tally
from app.present.text_fragments import original_link
from app.store import queries
from app.store.pages import ArticlePage, Claim
from app.store.review_pages import Decided
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.deps import MAX_ID, ArticleId, Claims, DbSession, Value
from app.web.kept import Kept
from app.web.render import render, wants_fragment
from app.web.terms import terms

router = APIRouter(include_in_schema=False, route_class=Kept)


@router.api_route("/articles/{article_id}", methods=["GET", "HEAD"])
def article(
    *,
    request: Request,
    session: DbSession,
    article_id: ArticleId,
    asked: Claims,
    voice: Literal["own", ""] = "",
    claim: Annotated[Value | None, Query(max_length=64)] = None,
    version: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    removed: Annotated[int, Query(ge=0, le=MAX_ID, description="the event that removed a claim here")] = 0,
) -> Response:
    page = queries.article_page(session, article_id, version=version)
    is_newest = page.version == page.versions[0].number
    asked = asked.as_it_stands(session)
    whole = Address(f"/articles/{article_id}", pairs_of({}, {"version": version}))
    rest = pairs_of({}, {"voice": voice, "claim": claim})
    here = Address(whole.path, (*asked.pairs, *rest, *whole.pairs))
    sieve = sift(page, asked.filter, own=bool(voice))
    chosen = _claim_named(page, claim)
    layout = lay_out(page.text, page.claims)
    is_choice = wants_fragment(request) and request.headers.get("HX-Target") == "story"
    return render(
        request,
        "article",
        fragment="choice" if is_choice else "reading",
        page=page,
        card=card_of_article(page),
        layout=layout,
        tally=tally(page),
        notes=notes(page),
        sieve=sieve,
        whole=whole,
        here=here,
        terms=terms(here, sieve.sources),
        chosen=chosen,
        original=original_link(page.article.url, page.text, chosen.content_spans) if chosen else "",
        references=queries.cross_references(session, chosen.id) if chosen and is_newest else None,
        beside=queries.beside(session, chosen.id) if chosen and is_newest else None,
        is_newest=is_newest,
        removed=_removed(session, article_id, removed) if removed else None,
        missing=claim if claim and chosen is None else None,
        changed=_changed(request, page, layout, chosen) if is_choice else (),
    )


def _removed(session: Session, article_id: int, event: int) -> Decided | None:
    """What can be brought back at once: a claim of this article."""
    decided = queries.decided(session, event)
    is_here = decided is not None and decided.article == article_id
    return decided if decided and is_here and decided.action == "remove" else None


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
