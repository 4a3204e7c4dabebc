"""The style guide: tokens and components, each live and made of the same partials as the pages."""

from typing import Literal

from fastapi import APIRouter, Request, Response

from app.present import specimens
from app.store.list_pages import Heard
from app.web.address import Address
from app.web.render import render
from app.web.terms import terms

router = APIRouter(include_in_schema=False)

THEMES = (("", "As the system"), ("light", "Light"), ("dark", "Dark"))


@router.api_route("/styleguide", methods=["GET", "HEAD"])
def styleguide(request: Request, theme: Literal["", "light", "dark"] = "") -> Response:
    here = Address("/styleguide", (("source", specimens.HALLORAN.slug), ("kind", "direct")))
    month = specimens.DATES[0]
    return render(
        request,
        "styleguide",
        theme=theme,
        themes=THEMES,
        here=here,
        terms=terms(here, specimens.FACETS),
        heard=Heard(month.since, month.until, specimens.FACETS[:3]),
        specimens=specimens,
    )
