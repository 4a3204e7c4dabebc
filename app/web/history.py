"""What people decided of an article's claims: the log, and how it differs from the machine's reading."""

from fastapi import APIRouter, Request, Response

from app.present.differing import differing
from app.store import queries
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.deps import ArticleId, Cursor, DbSession
from app.web.render import render

router = APIRouter(include_in_schema=False)


@router.api_route("/articles/{article_id}/history", methods=["GET", "HEAD"])
def history(request: Request, session: DbSession, article_id: ArticleId, after: Cursor = None) -> Response:
    return show(request, session, article_id, after)


@router.api_route("/articles/{article_id}/corrections", methods=["GET", "HEAD"])
def corrections(request: Request, session: DbSession, article_id: ArticleId) -> Response:
    """The machine's reading and the people's, wherever the two differ."""
    page = queries.article_page(session, article_id)
    return render(
        request,
        "corrections",
        article=page.article,
        reviewed=queries.reviewed(session, [article_id])[article_id],
        differences=differing(page.text, queries.article_diff(session, article_id)),
    )


def show(
    request: Request, session: Session, article_id: int, after: str | None = None, *, problem: str = ""
) -> Response:
    """The log; with a problem, the reason why something in it could not be undone."""
    return render(
        request,
        "history",
        status=422 if problem else 200,
        article=queries.article_page(session, article_id).article,
        page=queries.article_history(session, article_id, after),
        here=Address(f"/articles/{article_id}/history", pairs_of({}, {"after": after})),
        after=after,
        problem=problem,
    )
