"""An article to cite, and claims in it, made by hand."""

from dataclasses import replace
from datetime import date

from app.domain import Kind
from app.present.citation import Item, item
from app.store.pages import ArticleRef, Claim
from tests.present.links import LEE, RENN, on, row

SITE = "https://desk.example"
TODAY = date(2031, 2, 3)
ARTICLE = ArticleRef(
    7,
    "Mill “shut” for good",
    "Kestle Courier",
    "By Wren Abara and Bo Voss",
    "https://courier.example/mill",
    on("2031-01-05"),
    "en",
)
DIRECT = replace(row("k3v9", "“It holds,”", LEE).claim, kind=Kind.DIRECT)
REPORTED = replace(row("m4w8", "a pier “might” fall", LEE).claim, relay=(RENN,))


def cited(article: ArticleRef = ARTICLE, *claims: Claim, alone: bool = False) -> Item:
    return item(article, SITE, TODAY, claims, alone=alone)
