"""A claim's words to be pasted elsewhere: with who said them, in whose article, when, and where to look."""

import re

from app.domain import Kind, Precision
from app.present.bylines import authors
from app.present.dates import day
from app.present.voices import NO_SOURCE
from app.store.pages import ArticleRef, Claim

QUOTED = re.compile(r"^[“\"«„](?P<inner>.*)[”\"»“]$", re.DOTALL)
# Double marks within a quotation become single ones.
SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›", '"': "'"})
# What means something inside a line of Markdown (https://spec.commonmark.org/0.31.2/, and its dialects'
# tables, struck words and formulas). No line here begins with what was read.
MARKS = re.compile(r"([\\`*_\[\]<>&|~$])")
UNFIT = re.compile(r"[\s<>()\\]")  # in the address of a Markdown link


def quoted(claim: Claim) -> str:
    """The claim's words in quotation marks, which direct speech has of its own."""
    words = " ".join(claim.quote.split())
    return words if claim.kind is Kind.DIRECT and QUOTED.match(words) else f"“{inside_quotation(words)}”"


def inside_quotation(words: str) -> str:
    """The words as they stand between double quotation marks."""
    return words.translate(SINGLE)


def who(claim: Claim) -> str:
    """As in "Tobias Renn, citing Deepline" or "source not given"."""
    names = " and ".join(chip.name for chip in claim.sources) or NO_SOURCE.name.lower()
    behind = ", who cites ".join(chip.name for chip in claim.relay)
    return f"{names}, citing {behind}" if behind else names


def told(claim: Claim) -> str:
    """How an article has a claim's words: only direct speech is quoted, the rest is in its own words."""
    return "quoted in" if claim.kind is Kind.DIRECT else "as reported in"


def attributed(claim: Claim) -> str:
    """As in: “It holds.” — Ann Lee."""
    return f"{quoted(claim)} — {who(claim)}."


def quotation(claim: Claim, article: ArticleRef, base_url: str) -> str:
    """In one line, the claim's permalink last."""
    where = ", ".join(filter(None, (_writers(article), _titled(article), article.outlet, published(article))))
    return f"{quoted(claim)} — {who(claim)}, {told(claim)} {where}. {base_url}/claims/{claim.id}"


def markdown(claim: Claim, article: ArticleRef, base_url: str) -> str:
    """A block quotation (CommonMark) and the line that says whose words these are, with links."""
    title = f"[{escaped(_titled(article))}]({_address(f'{base_url}/articles/{article.id}')})"
    outlet = f"*{escaped(article.outlet)}*" if article.outlet else ""
    where = ", ".join(filter(None, (escaped(_writers(article)), title, outlet, published(article))))
    permalink = f"[claim {claim.id}]({_address(f'{base_url}/claims/{claim.id}')})"
    return f"> {escaped(quoted(claim))}\n>\n> — {escaped(who(claim))}, {told(claim)} {where} ({permalink})"


def published(article: ArticleRef) -> str:
    """The day, if it is known."""
    return "" if article.published.precision is Precision.NONE else day(article.published)


def escaped(words: str) -> str:
    """The words in a line of Markdown, none of which it takes for its own signs."""
    return MARKS.sub(r"\\\1", " ".join(words.split()))


def _writers(article: ArticleRef) -> str:
    return " and ".join(name.plain for name in authors(article.author))


def _titled(article: ArticleRef) -> str:
    return f"“{inside_quotation(article.title)}”" if article.title else "an article without a title"


def _address(url: str) -> str:
    return UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", url)
