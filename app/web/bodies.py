"""What programs and forms send."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.domain import Draft, Relation, SourcelightError, Verdict
from app.read import Fetcher, make_draft, read_html, read_url
from app.web.deps import without_nul

Line = Annotated[str, Field(max_length=500), AfterValidator(without_nul)]


class ArticleError(SourcelightError):
    """The body does not say which text to store."""


class NewArticle(BaseModel):
    """An article's text, or the HTML or the address of its page; the rest is what is known of it besides."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "The ferry will stop in May, the Marrow Port Authority said on Tuesday.",
                    "title": "Ferry to stop in May",
                    "outlet": "Kestle Courier",
                    "published_at": "2031-01-05",
                },
                {"url": "https://courier.example/ferry"},
            ]
        },
    )

    text: str | None = Field(None, description="the body in paragraphs, stored word for word")
    html: str | None = Field(None, description="the page; its body, title and date are found in it")
    title: str = Field("", max_length=1000)
    outlet: str = Field("", max_length=300)
    author: str = Field("", max_length=300)
    published_at: str = Field("", max_length=40, description="a date or a time, ISO 8601")
    url: str = Field("", max_length=2000, pattern="^([hH][tT][tT][pP][sS]?://|$)")

    def draft(self, fetcher: Fetcher) -> Draft:
        """The article as read, fetched from its address where only that is given.

        Raises ArticleError unless there is exactly one of text and html, and ReadError where that
        holds nothing that can be stored.
        """
        if self.text is not None and self.html is not None:
            raise ArticleError("Send either text or html, not both.")
        if self.text is not None:
            return self._stated(Draft(self.text))
        if self.html is not None:
            return self._stated(read_html(self.html, "html", url=self.url))
        if self.url:
            return self._stated(read_url(self.url, fetcher))
        raise ArticleError("There is no article: send its text, its html or its url.")

    def _stated(self, found: Draft) -> Draft:
        """With what is known besides in place of what was found in the page."""
        draft = make_draft(
            found.text,
            "article",
            title=self.title or found.title,
            outlet=self.outlet or found.outlet,
            author=self.author or found.author,
            url=self.url or found.url,
            date=self.published_at,
            captions=found.captions,
        )
        if self.published_at:
            return draft
        return replace(draft, published_at=found.published_at, precision=found.precision)


class Correction(BaseModel):
    """What the forms that correct the directory send; each has some of these fields. What is too long, or
    none of what can be chosen, is refused by the action, and the form comes back with it.

    `into` is another source, by its slug or by a name that it alone has. `page` is the slug of the
    source on whose page an undo was asked for, `claim` the id of such a claim; empty on any other page.
    `other` is the claim that this one is linked to, `article` an article whose upkeep this is, `desk` the
    path of a page of notes, collections or saved filters.
    """

    name: str = ""
    into: str = ""
    alias: Annotated[list[str], Field(max_length=1000)] = []
    type: str = ""
    page: str = ""
    claim: str = ""
    other: str = ""
    desk: str = ""
    article: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    reason: str = ""


class NewVerdict(BaseModel):
    """What a person says of the cross-reference between two claims, named by their ids."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"claim": "k7m2pqx4vd", "other": "w3t9hbn6rz", "verdict": "confirmed"}]
        },
    )

    claim: Line
    other: Line
    verdict: Literal[Verdict.CONFIRMED, Verdict.REJECTED]
    reason: Line = ""


class NewCrossReference(BaseModel):
    """How two claims bear on each other, as a person says. `other` may be a link as well as an id."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"claim": "k7m2pqx4vd", "other": "w3t9hbn6rz", "relation": "differs"}]
        },
    )

    claim: Line
    other: Line
    relation: Literal[Relation.AGREES, Relation.DIFFERS, Relation.RELATED]
    reason: Line = ""
