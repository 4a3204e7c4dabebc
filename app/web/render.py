"""Templates, and the choice between a whole page and the fragment that htmx swaps in."""

import base64
import hashlib
from collections.abc import Callable

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.domain import Role
from app.present import about, browsers, dates, lists, quotes, references, shared, standing, taking, voices
from app.settings import Settings
from app.store.claim_words import inside_quotation
from app.web.attachments import today
from app.web.headers import HTMX, HTMX_FILE, usual_caching
from app.web.people import known_asker
from app.web.returning import sign_in_address

HTMX_CONFIG = {
    # What the content security policy forbids is not tried.
    "includeIndicatorStyles": False,
    "allowEval": False,
    "allowScriptTags": False,
    "selfRequestsOnly": True,
    # What is swapped in works at once: a link pressed in a pause would be followed past htmx.
    "defaultSettleDelay": 0,
    # Every attribute that htmx carries over for a moment but style, which the policy forbids to set.
    "attributesToSettle": ["class", "width", "height"],
    # Going back asks for the page that the address stands for, not for a fragment of it; nothing that
    # was read is kept in the browser, where the next person at it would find it.
    "historyRestoreAsHxRequest": False,
    "historyCacheSize": 0,
    # An error takes the place of the page's main part, where htmx would leave the page as it is.
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "[45]..", "swap": True, "error": True, "target": "#main", "swapOverride": "outerHTML"},
    ],
}


def make_templates(settings: Settings) -> Jinja2Templates:
    """Templates that escape everything and stumble over what is not there."""
    environment = Environment(
        loader=FileSystemLoader(settings.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # or each part of each page asks the file system whether it has changed
    )
    address = _static_addresses(settings)
    environment.globals.update(
        static=address,
        htmx=address(HTMX_FILE) if settings.htmx_from_site else HTMX,
        htmx_integrity=None if settings.htmx_from_site else _integrity(settings),
        htmx_config=HTMX_CONFIG,
        base_url=settings.base_url,
        days_in_words=dates.days_in_words,
        no_source=voices.NO_SOURCE,
        signs=references.SIGNS,
        speakers=voices.speakers,
        take=lambda article, claim: taking.take(article, claim, settings.base_url, today()),
    )
    environment.filters.update(
        about=about.about,
        by_article=lists.by_article,
        in_words=dates.in_words,
        inside_quotation=inside_quotation,
        machine_readable=dates.machine_readable,
        moment=dates.moment,
        span_of_time=dates.span_of_time,
        standing=standing.standing,
        runs=quotes.runs,
        around_number=quotes.around_number,
        as_name=quotes.as_name,
        browser_in_words=browsers.browser_in_words,
        by_relation=references.by_relation,
        shared_by_relation=shared.by_relation,
        since_in_words=shared.since_in_words,
        gathering_in_words=shared.GATHERINGS.__getitem__,
        articles_that_agree=references.articles_that_agree,
        label=voices.label,
        cited=voices.cited,
        description=voices.description,
        number=lambda count: f"{count:,}",
    )
    return Jinja2Templates(env=environment)


def _integrity(settings: Settings) -> str:
    digest = hashlib.sha384((settings.static / HTMX_FILE).read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def _static_addresses(settings: Settings) -> Callable[[str], str]:
    """The address of each static file with a hash of its content, so that browsers may keep it for good."""
    hashes = {
        path.relative_to(settings.static).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in settings.static.rglob("*")
        if path.is_file()
    }
    return lambda name: f"/static/{name}?v={hashes[name]}"


def wants_fragment(request: Request) -> bool:
    """htmx asks for a part of the page; but when it restores a page from history it needs the whole."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def render(
    request: Request,
    template: str | None,
    *,
    fragment: str | None = None,
    status: int = 200,
    **context: object,
) -> Response:
    """The page as a whole, or its fragment alone where htmx asks for it or there is no page around it."""
    alone = template is None or (fragment is not None and wants_fragment(request))
    name = f"partials/_{fragment}.html" if alone else f"pages/{template}.html"
    # A browser must not show a kept fragment as a page, whatever it makes of Vary.
    headers = {"Vary": "HX-Request", "Cache-Control": "no-store" if alone else usual_caching(request.scope)}
    templates: Jinja2Templates = request.app.state.templates
    asker = known_asker(request)
    context |= {
        "status": status,
        "is_fragment": alone,
        "has_accounts": asker.has_accounts,
        "person": asker.person,
        "sign_in": sign_in_address(request),
        "may_write": asker.may(Role.EDITOR),
        "may_admin": asker.may(Role.ADMIN),
    }
    return templates.TemplateResponse(request, name, context, status_code=status, headers=headers)
