"""A claim's words to be pasted elsewhere: with who said them, in whose article, when, and where to look."""

import re

from app.domain import Kind, Precision
from app.present.bylines import authors
from app.present.dates import day
from app.present.voices import NO_SOURCE
from app.store.claim_words import inside_quotation
from app.store.pages import ArticleRef, Claim

QUOTED = re.compile(r"^[“\"«„](?P<inner>.*)[”\"»“]$", re.DOTALL)
PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}  # what closes each mark
CLOSING = "”»"
# Words after which whoever speaks is named, as in "according to Ann Lee".
BEFORE_NAMES = re.compile(r"(?:\b(?:by|from|according to|attributed to)|^(?:as )?per)$", re.IGNORECASE)
BEGINS = re.compile(r"(\d*)([#+=.)-])")  # what means something at the beginning of a line of Markdown
# What means something inside a line of Markdown (https://spec.commonmark.org/0.31.2/, and its dialects'
# tables, struck words and formulas).
MARKS = re.compile(r"([\\`*_\[\]<>&|~$])")
UNFIT = re.compile(r"[\s<>()\\]")  # in the address of a Markdown link


def quoted(claim: Claim) -> str:
    """The claim's words in quotation marks, which direct speech has of its own."""
    words = " ".join(claim.quote.split())
    if claim.kind is Kind.DIRECT and not QUOTED.match(words):
        words = _paired(words)
    return words if claim.kind is Kind.DIRECT and QUOTED.match(words) else f"“{inside_quotation(words)}”"


def _paired(words: str) -> str:
    """The words without marks that have lost the other one of their pair."""
    opened: list[int] = []
    stray: set[int] = set()
    for place, mark in enumerate(words):
        if opened and mark in PAIRS[words[opened[-1]]]:
            opened.pop()
        elif mark in PAIRS:
            opened.append(place)
        elif mark in CLOSING:
            stray.add(place)
    return "".join(each for place, each in enumerate(words) if place not in stray.union(opened)).strip()


def who(claim: Claim) -> str:
    """As in "Tobias Renn, citing Deepline" or "source not given"."""
    names = " and ".join(chip.name for chip in claim.sources) or NO_SOURCE.name.lower()
    behind = ", who cites ".join(chip.name for chip in claim.relay)
    return f"{names}, citing {behind}" if behind else names


def told(claim: Claim) -> str:
    """How an article has a claim's words: only direct speech is quoted, the rest is in its own words."""
    return "quoted in" if claim.kind is Kind.DIRECT else "as reported in"


def with_cue(names: str, claim: Claim) -> str:
    """Who says the claim and by which word of the article, as in "Ann Lee denied", "According to Ann Lee"."""
    cue = _cue(claim)
    if cue and BEFORE_NAMES.search(cue):
        return f"{cue[:1].upper()}{cue[1:]} {names}"
    return f"{names}{' ' if claim.sources and not claim.relay else ', '}{cue}" if cue else names


def reported(claim: Claim) -> str:
    """As in: Ann Lee denied “the accusation”. For without the cue, the words may say the opposite.

    Direct speech as in: Ann Lee: “It holds.”
    """
    if claim.kind is Kind.DIRECT:
        return f"{who(claim)}: {quoted(claim)}"
    words = with_cue(who(claim) if claim.sources else NO_SOURCE.name, claim)
    joint = ":" if not _cue(claim) else "," if BEFORE_NAMES.search(_cue(claim)) else ""
    return f"{words}{joint} {quoted(claim)}"


def _cue(claim: Claim) -> str:
    return " ".join(claim.cue.split()).strip(" ,:;.–—-")


def attributed(claim: Claim) -> str:
    """As in: “It holds.” — Ann Lee. What is not her own words is said to be the article's."""
    if claim.kind is Kind.DIRECT:
        return f"{quoted(claim)} — {who(claim)}."
    return f"{reported(claim)}, in the article’s words."


def quotation(claim: Claim, article: ArticleRef, base_url: str) -> str:
    """In one line, the claim's permalink last."""
    where = ", ".join(filter(None, (_writers(article), _titled(article), article.outlet, published(article))))
    permalink = f"{base_url}/claims/{claim.id}"
    if claim.kind is Kind.DIRECT:
        return f"{quoted(claim)} — {who(claim)}, quoted in {where}. {permalink}"
    return f"{reported(claim)}, in the words of {where}. {permalink}"


def markdown(claim: Claim, article: ArticleRef, base_url: str) -> str:
    """A block quotation (CommonMark) and the line that says whose words these are, with links."""
    title = f"[{escaped(_titled(article))}]({_address(f'{base_url}/articles/{article.id}')})"
    outlet = f"*{escaped(article.outlet)}*" if article.outlet else ""
    where = ", ".join(filter(None, (escaped(_writers(article)), title, outlet, published(article))))
    permalink = f"[claim {claim.id}]({_address(f'{base_url}/claims/{claim.id}')})"
    if claim.kind is Kind.DIRECT:
        return f"> {line(quoted(claim))}\n>\n> — {escaped(who(claim))}, quoted in {where} ({permalink})"
    return f"> {line(reported(claim))}\n>\n> — in the words of {where} ({permalink})"


def published(article: ArticleRef) -> str:
    """The day, if it is known."""
    return "" if article.published.precision is Precision.NONE else day(article.published)


def escaped(words: str) -> str:
    """The words in a line of Markdown, none of which it takes for its own signs."""
    return MARKS.sub(r"\\\1", " ".join(words.split()))


def line(words: str) -> str:
    """A line of Markdown that begins with what was read or typed."""
    plain = escaped(words)
    return BEGINS.sub(r"\1\\\2", plain, count=1) if BEGINS.match(plain) else plain


def _writers(article: ArticleRef) -> str:
    return " and ".join(name.plain for name in authors(article.author))


def _titled(article: ArticleRef) -> str:
    return f"“{inside_quotation(article.title)}”" if article.title else "an article without a title"


def _address(url: str) -> str:
    return UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", url)
