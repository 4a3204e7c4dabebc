"""Who says what: the comparison, the same for a spreadsheet, and the figures of one matter."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from app.present.cards import card_of_comparison, card_of_matter
from app.present.compare import heading, table
from app.present.plot import plots
from app.present.spreadsheet import as_csv
from app.store import queries
from app.store.link_pages import ComparePage
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.attachments import attachment, file_name
from app.web.deps import MAX_ID, MAX_VALUES, ClaimQuery, Claims, DbSession, Key, Setting, Value
from app.web.render import render

router = APIRouter(include_in_schema=False)

ArticleNumber = Annotated[int, Field(ge=1, le=MAX_ID)]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared: claims that pass the filters, of these articles, or about what one claim says."""

    query: ClaimQuery
    articles: tuple[int, ...]
    claim: str

    def address(self, path: str) -> Address:
        numbers = [str(number) for number in self.articles]
        return Address(path, (*self.query.pairs, *pairs_of({"article": numbers}, {"claim": self.claim})))

    def page(self, session: Session) -> ComparePage:
        """Raises NotFound and Gone for a claim that is not there."""
        return queries.compare_page(session, self.query.filter, articles=self.articles, claim=self.claim)


def get_choice(
    query: Claims,
    article: Annotated[list[ArticleNumber], Query(max_length=MAX_VALUES, default_factory=list)],
    claim: Annotated[Value, Query(max_length=64)] = "",
) -> Choice:
    return Choice(query, tuple(dict.fromkeys(article)), claim)


Chosen = Annotated[Choice, Depends(get_choice)]


@router.api_route("/compare", methods=["GET", "HEAD"])
def compare(request: Request, session: DbSession, choice: Chosen) -> Response:
    page = choice.page(session)
    here = choice.address("/compare")
    title = heading(page, choice.query.filter, choice.articles, choice.claim)
    return render(
        request,
        "compare",
        page=page,
        card=card_of_comparison(page, title),
        picture=choice.address("/compare/preview.png"),
        table=table(page),
        here=here,
        csv=choice.address("/compare.csv"),
        listed=choice.query.address("/claims"),
        heading=title,
        articles=page.articles if here.pairs else queries.comparable(session),
    )


@router.api_route("/compare.csv", methods=["GET", "HEAD"])
def compare_csv(request: Request, session: DbSession, settings: Setting, choice: Chosen) -> Response:
    written = as_csv(choice.page(session), settings.base_url)
    name = file_name("who-says-what", *(value for _, value in choice.address("").pairs))
    return attachment(request, iter((written,)), name, "csv", "text/csv; charset=utf-8")


@router.api_route("/compare/{key}", methods=["GET", "HEAD"])
def matter(request: Request, session: DbSession, key: Key) -> Response:
    page = queries.matter_page(session, key)
    with_figure = {point.row.claim.id for point in page.points}
    return render(
        request,
        "matter",
        page=page,
        card=card_of_matter(page),
        plots=plots(page.points),
        without_figure=[row for row in page.claims if row.claim.id not in with_figure],
    )
