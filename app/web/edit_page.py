"""What the forms of claims are answered with: the form again, or the page that it leads back to."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.domain import SourcelightError, SourceType
from app.present.finding import SHOWN
from app.present.words import paragraphs_of
from app.store import queries
from app.store.correction_pages import ClaimState
from app.store.errors import NotFound
from app.store.pages import ArticlePage
from app.store.session import Session
from app.web.claim_form import ClaimForm, Unknown
from app.web.render import render, wants_fragment
from app.web.sides import Sides

# The form takes its own place in the page, wherever it was opened.
IN_PLACE = {
    "HX-Retarget": "#edit",
    "HX-Reselect": "#edit",
    "HX-Reswap": "outerHTML show:none",
    "HX-Push-Url": "false",
}
MARKED = "“{}”: these words are marked now in place of the ones before. Look at them, and save again."
NEWER = "The text changed: version {} is the newest now, not {}. Nothing was added yet. {}"
AGAIN = "What you had marked is marked there. Look at it, and add the claim."
LOST = "These words are not in it any more, or stand there several times: {}."
SAFE = "/?&=%+,;:@!$'()*-._~"  # may stand in an address as they are


def show_marked(request: Request, sent: ClaimForm, of: ClaimState | ArticlePage) -> Response:
    """The form with the words that were chosen last: none are saved that nobody has seen marked.

    Raises WordsError.
    """
    form = sent.using(of.text)
    words = " ".join(form.spans[0].of(of.text).split())
    return show(request, form, of, problem=MARKED.format(words[:SHOWN]))


def show_both(request: Request, session: Session, key: str, sent: ClaimForm) -> Response:
    """What was sent beside what is there now, and the form with the same changes of that."""
    state = queries.claim_state(session, key)
    text = text_of(session, state.article.id, sent.version or state.version)
    form, lost = sent.on_top_of(state, text)
    sides = Sides.of(sent, text, state, queries.claim_history(session, key))
    return show(request, form, state, problem=_told(lost) if lost else "", sides=sides)


def show_newer(request: Request, session: Session, sent: ClaimForm, page: ArticlePage) -> Response:
    """The form for a claim to add, with its words where they stand in the text that came meanwhile."""
    old = text_of(session, page.article.id, sent.version)
    form, lost = sent.in_text(page.text, page.version, old)
    what = _told(lost) if lost else AGAIN if form.span else ""
    problem = NEWER.format(page.version, sent.version, what).strip()
    return show(request, form, page, problem=problem, status=409)


def text_of(session: Session, article_id: int, version: int) -> str:
    """The text of a version that a form names; nothing for one that there is not."""
    try:
        return queries.article_page(session, article_id, version=version).text
    except NotFound:
        return ""


def _told(lost: tuple[str, ...]) -> str:
    return LOST.format(", ".join(f"“{words[:SHOWN]}”" for words in lost))


def show(
    request: Request,
    form: ClaimForm,
    of: ClaimState | ArticlePage,
    *,
    problem: SourcelightError | str = "",
    sides: Sides | None = None,
    status: int = 0,
) -> Response:
    """With a problem, the form says it, and nothing was done."""
    claim = of.claim if isinstance(of, ClaimState) else None
    path = f"/claims/{quote(claim.id)}" if claim else f"/articles/{of.article.id}"
    hedges = claim.hedge_spans if claim else ()
    response = render(
        request,
        "edit",
        fragment="edit",
        status=status or (409 if sides else 422 if problem else 200),
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


def without_claim(back: str, event: int) -> str:
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


def lead_back(request: Request, back: str, article: int, key: str) -> Response:
    """A page has its own stylesheets: one on which the form does not stand is loaded as a whole."""
    there = _back(back, article, key)
    if "HX-Request" in request.headers and not _is_open(request, back):
        return Response(headers={"HX-Redirect": there})
    return RedirectResponse(there, 303)
