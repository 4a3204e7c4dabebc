"""Forms that put a claim right, say that it is right, take it away, or add one."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response

from app import actions
from app.actions import Done
from app.domain import SourcelightError, Standing
from app.store import queries
from app.store.correction_pages import ClaimState
from app.store.errors import Gone, Refused, Stale
from app.web.claim_fields import Typed
from app.web.claim_form import ClaimForm
from app.web.claims import show_gone
from app.web.deps import ArticleId, DbSession, Key, Pipe
from app.web.edit_page import lead_back, show, show_both, show_marked, show_newer, text_of, without_claim
from app.web.people import Who
from app.web.sides import told

router = APIRouter(include_in_schema=False)

Sent = Annotated[ClaimForm, Form()]
Long = Annotated[Typed, Query(max_length=20_000)]
Back = Annotated[Typed, Query(max_length=20_000, description="the view that the form is opened on")]
ADD = "add"


@router.api_route("/claims/{key}/edit", methods=["GET", "HEAD"])
def edit(request: Request, session: DbSession, key: Key, back: Back = "") -> Response:
    """Raises Gone for a claim that was removed."""
    state = queries.claim_state(session, key)
    if state.standing is Standing.REMOVED:
        queries.claim_page(session, key)
    return show(request, ClaimForm.of(state, back=back), state)


@router.post("/claims/{key}/edit")
def put_right(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, key: Key, sent: Sent
) -> Response:
    """To where the form was opened once it is done; else the form again, with what was typed."""
    engine, by = pipeline.engine, {"seen": sent.seen, "who": who, "reason": sent.reason}
    try:
        state = queries.claim_state(session, key)
    except Gone as gone:
        article = gone.article or 0
        typed = told(sent, text_of(session, article, sent.version)) if article else {}
        return show_gone(request, session, key, gone, sent={**typed, "Reason": sent.reason})

    def save() -> Done:
        chips = (*state.claim.sources, *state.claim.relay)
        return actions.correct(engine, key, sent.wanted(session, state.text, chips), **by)

    def confirm() -> Done:
        if sent.touched or sent.words.strip():
            raise Refused(
                "Something was changed in the form: save it, or cancel and say then that it is right."
            )
        return actions.confirm(engine, key, **by)

    acts: dict[str, Callable[[], Done]] = {
        "save": save,
        "confirm": confirm,
        "remove": lambda: actions.remove(engine, key, **by),
    }
    try:
        sent.check()
        _require_fresh(sent, state)
        if sent.do not in acts:
            return show(request, sent.stepped(state.text), state)
        if sent.do == "save" and sent.words.strip():
            return show_marked(request, sent, state)
        done = acts[sent.do]()
    except Stale:
        session.rollback()  # what was read here before somebody else saved is out of date
        return show_both(request, session, key, sent)
    except SourcelightError as error:
        return show(request, sent, state, problem=error)
    if done.article and sent.do != "confirm":
        pipeline.relate(done.article)
    there = without_claim(sent.back, done.event) if sent.do == "remove" else ""
    return lead_back(request, there or sent.back, state.article.id, "" if there else key)


def _require_fresh(sent: ClaimForm, state: ClaimState) -> None:
    """Raises Stale where the claim is not what the form was made of: names and places may be others now."""
    is_older = sent.version and sent.version != state.version
    if is_older or (sent.seen and sent.seen != state.seen):
        raise Stale("Somebody else changed this claim meanwhile.", state.claim.id)


@router.api_route("/articles/{article_id}/claims/new", methods=["GET", "HEAD"])
def new(
    *,
    request: Request,
    session: DbSession,
    article_id: ArticleId,
    words: Annotated[Long, Query(description="the words, as they stand in the text")] = "",
    before: Annotated[Long, Query(description="some words before them")] = "",
    back: Back = "",
) -> Response:
    page = queries.article_page(session, article_id)
    form = ClaimForm(version=page.version, words=words, before=before, back=back, do="use")
    try:
        found = form.stepped(page.text) if words else form
    except SourcelightError as error:
        return show(request, form, page, problem=error)
    return show(request, found, page)


@router.post("/articles/{article_id}/claims/new")
def add(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, article_id: ArticleId, sent: Sent
) -> Response:
    page = queries.article_page(session, article_id)
    try:
        sent.check()
        if sent.version and sent.version != page.version:
            return show_newer(request, session, sent, page)
        if sent.do != ADD:
            return show(request, sent.stepped(page.text), page)
        if sent.words.strip():
            return show_marked(request, sent, page)
        wanted = sent.wanted(session, page.text)
        done = actions.add(
            pipeline.engine, article_id, sent.version or page.version, wanted, who=who, reason=sent.reason
        )
    except SourcelightError as error:
        return show(request, sent, page, problem=error)
    pipeline.relate(article_id)
    there = f"/articles/{article_id}?{urlencode({'claim': done.claim})}"
    return lead_back(request, there, article_id, done.claim)
