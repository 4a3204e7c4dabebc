"""Forms that put a claim right, say that it is right, take it away, or add one."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.actions import Done
from app.domain import SourcelightError, SourceType, Standing
from app.present.words import SHOWN, paragraphs_of
from app.store import queries
from app.store.correction_pages import ClaimState
from app.store.errors import Refused, Stale
from app.store.pages import ArticlePage
from app.store.session import Session
from app.web.claim_form import ClaimForm, Long, Unknown
from app.web.deps import ArticleId, DbSession, Key, Pipe
from app.web.people import Who
from app.web.render import render, wants_fragment
from app.web.sides import Sides

router = APIRouter(include_in_schema=False)

Sent = Annotated[ClaimForm, Form()]
Back = Annotated[Long, Query(description="the address of the view that the form is opened on")]
# The form takes its own place in the page, wherever it was opened.
IN_PLACE = {
    "HX-Retarget": "#edit",
    "HX-Reselect": "#edit",
    "HX-Reswap": "outerHTML show:none",
    "HX-Push-Url": "false",
}
ADD = "add"
MARKED = "“{}”: these words are marked now in place of the ones before. Look at them, and save again."
SAFE = "/?&=%+,;:@!$'()*-._~"  # may stand in an address as they are


@router.api_route("/claims/{key}/edit", methods=["GET", "HEAD"])
def edit(request: Request, session: DbSession, key: Key, back: Back = "") -> Response:
    """Raises Gone for a claim that was removed."""
    state = queries.claim_state(session, key)
    if state.standing is Standing.REMOVED:
        queries.claim_page(session, key)
    return _show(request, ClaimForm.of(state, back=back), state)


@router.post("/claims/{key}/edit")
def put_right(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, key: Key, sent: Sent
) -> Response:
    """To where the form was opened once it is done; else the form again, with what was typed."""
    engine, by = pipeline.engine, {"seen": sent.seen, "who": who, "reason": sent.reason}
    state = queries.claim_state(session, key)

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
        if sent.do not in acts:
            return _show(request, sent.stepped(state.text), state)
        _require_fresh(sent, state)
        if sent.do == "save" and sent.words.strip():
            return _show_marked(request, sent, state)
        done = acts[sent.do]()
    except Stale:
        session.rollback()  # what was read here before somebody else saved is out of date
        return _show_both(request, session, key, sent)
    except SourcelightError as error:
        return _show(request, sent, state, problem=error)
    if done.article and sent.do != "confirm":
        pipeline.relate(done.article)
    there = _without_claim(sent.back, done.event) if sent.do == "remove" else ""
    return _lead_back(request, there or sent.back, state.article.id, "" if there else key)


def _require_fresh(sent: ClaimForm, state: ClaimState) -> None:
    """Raises Stale where the claim is not what the form was made of: names and places may be others now."""
    if sent.seen and sent.seen != state.seen:
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
        return _show(request, form, page, problem=error)
    return _show(request, found, page)


@router.post("/articles/{article_id}/claims/new")
def add(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, article_id: ArticleId, sent: Sent
) -> Response:
    page = queries.article_page(session, article_id)
    try:
        if sent.do != ADD:
            return _show(request, sent.stepped(page.text), page)
        if sent.words.strip():
            return _show_marked(request, sent, page)
        wanted = sent.wanted(session, page.text)
        done = actions.add(
            pipeline.engine, article_id, sent.version or page.version, wanted, who=who, reason=sent.reason
        )
    except SourcelightError as error:
        return _show(request, sent, page, problem=error)
    pipeline.relate(article_id)
    there = f"/articles/{article_id}?{urlencode({'claim': done.claim})}"
    return _lead_back(request, there, article_id, done.claim)


def _show_marked(request: Request, sent: ClaimForm, of: ClaimState | ArticlePage) -> Response:
    """The form with the words that were chosen last: none are saved that nobody has seen marked.

    Raises WordsError.
    """
    form = sent.using(of.text)
    words = " ".join(form.spans[0].of(of.text).split())
    return _show(request, form, of, problem=MARKED.format(words[:SHOWN]))


def _show_both(request: Request, session: Session, key: str, sent: ClaimForm) -> Response:
    """What was sent beside what is there now, and the form with the same changes of that."""
    state = queries.claim_state(session, key)
    text = state.text
    if sent.version and sent.version != state.version:
        text = queries.article_page(session, state.article.id, version=sent.version).text
    try:
        form, problem = sent.on_top_of(state, text), ""
    except SourcelightError as error:
        form, problem = ClaimForm.of(state, back=sent.back, reason=sent.reason), str(error)
    sides = Sides.of(sent, text, state, queries.claim_history(session, key))
    return _show(request, form, state, problem=problem, sides=sides)


def _show(
    request: Request,
    form: ClaimForm,
    of: ClaimState | ArticlePage,
    *,
    problem: SourcelightError | str = "",
    sides: Sides | None = None,
) -> Response:
    claim = of.claim if isinstance(of, ClaimState) else None
    path = f"/claims/{quote(claim.id)}" if claim else f"/articles/{of.article.id}"
    hedges = claim.hedge_spans if claim else ()
    response = render(
        request,
        "edit",
        fragment="edit",
        status=409 if sides else 422 if problem else 200,
        article=of.article,
        claim=claim,
        form=form,
        action=f"{path}/edit" if claim else f"{path}/claims/new",
        spans=tuple((span, span.of(of.text)) for span in form.spans),
        paragraphs=paragraphs_of(of.text, form.spans, hedges) if form.spans else (),
        back=_back(form.back, of.article.id, claim.id if claim else ""),
        in_place=_is_open(request, form.back),
        problem=str(problem),
        asks_type=isinstance(problem, Unknown),
        sides=sides,
        types=tuple(SourceType),
    )
    if request.method == "POST" and wants_fragment(request):
        response.headers.update(IN_PLACE)
    return response


def _back(back: str, article: int, key: str) -> str:
    """Where a form leads in the end: to its article or the queue, where it was opened, or to the claim."""
    page, address = back.partition("?")[0], quote(back, safe=SAFE)
    if page == "/review":
        return address
    if page == f"/articles/{article}":
        return f"{address}#c-{quote(key)}" if key else address
    return f"/claims/{quote(key)}" if key else f"/articles/{article}"


def _without_claim(back: str, event: int) -> str:
    """Where its article was open, the view with nothing chosen, and the event that removed the claim."""
    page, _, query = back.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name not in ("claim", "removed")]
    is_article = page.startswith("/articles/")
    return f"{page}?{urlencode([*kept, ('removed', event)])}" if is_article else ""


def _is_open(request: Request, back: str) -> bool:
    """Whether the form stands in the page that it leads back to, rather than on one of its own."""
    try:
        shown = urlsplit(request.headers.get("HX-Current-URL", "")).path
    except ValueError:  # no address at all
        return False
    return bool(shown) and shown == back.partition("?")[0]


def _lead_back(request: Request, back: str, article: int, key: str) -> Response:
    """A page has its own stylesheets: one on which the form does not stand is loaded as a whole."""
    there = _back(back, article, key)
    if "HX-Request" in request.headers and not _is_open(request, back):
        return Response(headers={"HX-Redirect": there})
    return RedirectResponse(there, 303)
