"""Pictures of what a link leads to, for where it is pasted. Whoever may see the page may see its picture."""

from hashlib import blake2b
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.present import cards
from app.present.cards import Card
from app.present.compare import heading
from app.present.painter import Painter
from app.store import queries
from app.store.pages import ClaimFilter
from app.web.compare import Chosen
from app.web.conditional import is_named
from app.web.deps import ArticleId, DbSession, Key, Slug, Version
from app.web.pinned import card_of

router = APIRouter(include_in_schema=False)

DRAWING = 2  # to be raised where cards are drawn otherwise


def get_painter(request: Request) -> Painter:
    painter: Painter = request.app.state.painter
    return painter


Paint = Annotated[Painter, Depends(get_painter)]


def picture(request: Request, painter: Painter, card: Card) -> Response:
    """A card's picture, which is not drawn for a client that has it already."""
    tag = f'"{blake2b(repr((DRAWING, card)).encode(), digest_size=16).hexdigest()}"'
    if is_named(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(painter.png(card), media_type="image/png", headers={"ETag": tag})


@router.api_route("/claims/{key}/preview.png", methods=["GET", "HEAD"])
def of_claim(
    request: Request, session: DbSession, painter: Paint, key: Key, version: Version = None
) -> Response:
    return picture(request, painter, card_of(session, key, version))


@router.api_route("/articles/{article_id}/preview.png", methods=["GET", "HEAD"])
def of_article(request: Request, session: DbSession, painter: Paint, article_id: ArticleId) -> Response:
    return picture(request, painter, cards.card_of_article(queries.article_page(session, article_id)))


@router.api_route("/sources/{slug}/preview.png", methods=["GET", "HEAD"])
def of_source(request: Request, session: DbSession, painter: Paint, slug: Slug) -> Response:
    return picture(request, painter, cards.card_of_source(queries.source_page(session, slug, ClaimFilter())))


@router.api_route("/compare/preview.png", methods=["GET", "HEAD"])
def of_comparison(request: Request, session: DbSession, painter: Paint, choice: Chosen) -> Response:
    page = choice.page(session)
    title = heading(page, choice.query.filter, choice.articles, choice.claim)
    return picture(request, painter, cards.card_of_comparison(page, title))


@router.api_route("/compare/{key}/preview.png", methods=["GET", "HEAD"])
def of_matter(request: Request, session: DbSession, painter: Paint, key: Key) -> Response:
    return picture(request, painter, cards.card_of_matter(queries.matter_page(session, key)))
