"""An article or a claim to take away: as lines to copy, for reference managers, and as annotations."""

import json

from fastapi import APIRouter, Request, Response

from app.present import annotation
from app.present.citation import Item, item
from app.present.exchange import FORMS
from app.store import queries
from app.web.attachments import READ, Form, attachment, file_name, in_forms, today
from app.web.deps import ArticleId, DbSession, Key, Setting, Version
from app.web.render import render

router = APIRouter(include_in_schema=False)


@router.api_route("/claims/{key}/cite", methods=READ)
def cite_claim(request: Request, session: DbSession, key: Key) -> Response:
    page = queries.claim_page(session, key)
    return render(request, "cite", article=page.article, claim=page.claim)


@router.api_route("/articles/{article_id}/cite", methods=READ)
def cite_article(request: Request, session: DbSession, article_id: ArticleId) -> Response:
    page = queries.article_page(session, article_id)
    return render(request, "cite", article=page.article, claim=None)


@router.api_route("/claims/{key}.jsonld", methods=READ)
def claim_annotation(session: DbSession, settings: Setting, key: Key) -> Response:
    linked = annotation.annotation(queries.claim_page(session, key), settings.base_url)
    return _linked(linked)


@router.api_route("/articles/{article_id}.jsonld", methods=READ)
def article_annotations(session: DbSession, settings: Setting, article_id: ArticleId) -> Response:
    return _linked(annotation.annotations(queries.article_page(session, article_id), settings.base_url))


def _linked(document: dict[str, object]) -> Response:
    return Response(json.dumps(document, ensure_ascii=False), media_type=annotation.MEDIA_TYPE)


@router.api_route("/articles/{article_id}.txt", methods=READ)
def article_text(session: DbSession, article_id: ArticleId, version: Version = None) -> Response:
    """The text alone, to which the positions of annotations refer."""
    page = queries.article_page(session, article_id, version=version)
    return Response(page.text, media_type="text/plain; charset=utf-8")


@in_forms(router, "/claims/{key}", FORMS)
def claim_reference(
    request: Request, session: DbSession, settings: Setting, key: Key, form: Form
) -> Response:
    """The article, with the claim as quotation."""
    page = queries.claim_page(session, key)
    cited = item(page.article, settings.base_url, today(), [page.claim], alone=True)
    return _reference(request, cited, form, "claim", key)


@in_forms(router, "/articles/{article_id}", FORMS)
def article_reference(
    request: Request, session: DbSession, settings: Setting, article_id: ArticleId, form: Form
) -> Response:
    page = queries.article_page(session, article_id)
    cited = item(page.article, settings.base_url, today())
    return _reference(request, cited, form, "article", page.article.title or str(article_id))


def _reference(request: Request, cited: Item, form: str, *name: str) -> Response:
    parts = FORMS[form].write([[cited]])
    return attachment(request, parts, file_name(*name), form, FORMS[form].media_type)
