"""An article's line in a bibliography, and the words that name it in a text, by the usual styles.

styles/*.csl are the rules of each for news articles, in the Citation Style Language; citeproc-py
applies them. It is imported when the first line is asked for.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from types import SimpleNamespace

from app.domain import Kind
from app.present.citation import Item
from app.present.quotation import who
from app.store.claim_words import inside_quotation
from app.store.pages import Claim

STYLES = Path(__file__).parent / "styles"
ITALIC = "\ue000", "\ue001"  # of Unicode's private use: what stands between them is set in italics
IN_A_NOTE = "In a note"  # where names stand in full
NO_MARKS = dict.fromkeys(map(ord, ITALIC))
LATER_INITIAL = re.compile(r"-\w")
TWICE = re.compile(r"([?!…])\.(?=[”\s]|$)")  # a title's own mark ends it


@dataclass(frozen=True, slots=True)
class Style:
    """`quoting` and `reporting` say whose words a claim holds, and where: of direct speech, and of other.

    `beside` is where that stands. `quotes_titles`: it has titles in quotation marks. `turns`: it writes
    names that begin with the family name as all others, as in "Kim, J.-U."; else they stand as they are
    wherever they are given in full.
    """

    id: str
    name: str
    quoting: str
    reporting: str
    quotes_titles: bool = True
    beside: str = "In the text"
    turns: bool = False


ALL = (
    Style(
        "apa",
        "APA",
        "({who}, as cited in {cited})",
        "({who}, as cited in {cited})",
        quotes_titles=False,
        turns=True,
    ),
    Style("mla", "MLA", "({who} qtd. in {cited})", "({who}, as reported in {cited})"),
    Style(
        "chicago",
        "Chicago",
        "{who}, quoted in {cited}.",
        "{who}, as reported in {cited}.",
        beside=IN_A_NOTE,
    ),
)


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    italic: bool


@dataclass(frozen=True, slots=True)
class Line:
    """`entry` is the article's line in a bibliography, `in_text` what stands beside the words quoted."""

    style: Style
    entry: tuple[Run, ...]
    in_text: tuple[Run, ...]

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.entry)


_turn = Lock()  # citeproc-py keeps what it is at in the style


def lines(item: Item, claim: Claim | None = None) -> tuple[Line, ...]:
    """The item in each style, as in the place of its only entry; with a claim, who says it."""
    with _turn:
        return tuple(_line(style, item, claim) for style in ALL)


def _line(style: Style, item: Item, claim: Claim | None) -> Line:
    named: Item = json.loads(json.dumps(item, ensure_ascii=False).translate(NO_MARKS))
    quoted = named | ({"title": inside_quotation(named["title"])} if "title" in named else {})
    entry, _ = _rendered(style.id, _ordered(quoted if style.quotes_titles else named, whole=not style.turns))
    _, cited = _rendered(style.id, _ordered(quoted, whole=style.beside == IN_A_NOTE))
    if claim is None:
        in_text = f"{cited}." if style.id == "chicago" else f"({cited})"
    else:
        form = style.quoting if claim.kind is Kind.DIRECT else style.reporting
        in_text = form.format(who=who(claim).translate(NO_MARKS), cited=cited)
    return Line(style, _runs(entry), _runs(in_text))


def _ordered(item: Item, *, whole: bool) -> Item:
    """The item, with names that begin with the family's in a form of which citeproc-py makes no other:
    whole, or with a capital for each initial."""
    authors = [_ready(name, whole=whole) for name in item.get("author", ())]
    return item | ({"author": authors} if authors else {})


def _ready(name: Item, *, whole: bool) -> Item:
    if "static-ordering" not in name:
        return name
    if whole:
        return {"literal": f"{name['family']} {name['given']}"}
    return {
        "family": name["family"],
        "given": LATER_INITIAL.sub(lambda found: found[0].upper(), name["given"]),
    }


def _rendered(style: str, item: Item) -> tuple[str, str]:
    """The entry and the citation, with marks around italics."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography  # noqa: PLC0415 - see above
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    citation = Citation([CitationItem(item["id"])])
    bibliography = CitationStylesBibliography(_loaded(style), CiteProcJSON([item]), _formatter())
    bibliography.register(citation)
    return str(bibliography.bibliography()[0]), str(bibliography.cite(citation, _missing))


@cache
def _loaded(style: str) -> object:
    from citeproc import CitationStylesStyle  # noqa: PLC0415 - see above

    return CitationStylesStyle(str(STYLES / f"{style}.csl"), validate=False)


@cache
def _formatter() -> SimpleNamespace:
    """What citeproc-py asks to set its words; all but italics stay as they are."""
    plain: dict[str, Callable[[str], str]] = dict.fromkeys(
        ("preformat", "Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str
    )
    return SimpleNamespace(**plain, Italic=lambda text: f"{ITALIC[0]}{text}{ITALIC[1]}")


def _missing(item: object) -> None:
    raise AssertionError(f"{item} was registered before it was cited")


def _runs(text: str) -> tuple[Run, ...]:
    pieces = re.split(f"([{''.join(ITALIC)}])", TWICE.sub(r"\1", text))
    return tuple(_cut(pieces))


def _cut(pieces: Sequence[str]) -> list[Run]:
    found, italic = [], False
    for piece in pieces:
        if piece in ITALIC:
            italic = piece == ITALIC[0]
        elif piece:
            found.append(Run(piece, italic))
    return found
