"""A news page -> a draft: the body by trafilatura, without headline and captions, and what is known of it."""

import re
from typing import TYPE_CHECKING, Any

from app.domain import Draft, Precision
from app.read.charset import decode_page
from app.read.checks import REPLACEMENT, UNSTORABLE, ReadError, check_characters
from app.read.dates import parse_date
from app.read.drafts import make_draft
from app.read.nesting import check_nesting
from app.read.pitches import is_pitch

if TYPE_CHECKING:
    from trafilatura.settings import Document

Tree = Any  # lxml's HtmlElement; lxml has no types
WORD = re.compile(r"\w+")
CAPTION_CLASSES = ("caption", "image-caption", "photo-caption", "wp-caption-text")
CAPTIONS = "//figcaption | " + " | ".join(
    f"//*[self::p or self::div or self::span][contains(concat(' ', @class, ' '), ' {name} ')]"
    for name in CAPTION_CLASSES
)
MAX_CAPTION = 600  # code points; what is longer holds more than a caption
MOMENTS = (
    "//meta[@property='article:published_time']/@content | //meta[@itemprop='datePublished']/@content"
    " | //time/@datetime"
)
LINKED_MOMENT = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
TAG = re.compile(r"<[a-z][a-z0-9]*[\s>]", re.IGNORECASE)
FRAME = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
OWN_URL = re.compile(r"https?://\S{1,2000}")
TOP = 3  # blocks among which the headline may be repeated


def load_html(page: str) -> Tree | None:
    """The page as a tree; None for what is none."""
    import trafilatura  # noqa: PLC0415 - a quarter of a second, which showing pages does not need

    return trafilatura.load_html(page)


def _tree(page: str) -> Tree | None:
    """The page as a tree whose root is html, also where it is a piece of a page; None for what is no page."""
    piece = TAG.search(page) and not FRAME.search(page)
    tree = None if piece else load_html(page)
    if tree is None or tree.tag != "html":  # of a short page the parser may give the one element in it
        tree = load_html(f"<html><body>{page}</body></html>") if TAG.search(page) else None
    return tree if tree is not None and tree.tag == "html" else None


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _take_captions(tree: Tree) -> tuple[str, ...]:
    """Cut the captions out of the tree; return those of the article itself, each once."""
    found: dict[str, None] = {}
    anywhere = not tree.xpath("//article | //main")
    for element in tree.xpath(CAPTIONS):
        caption = " ".join(element.text_content().split())
        if len(caption) > MAX_CAPTION or element.getparent() is None:
            continue
        if caption and (anywhere or any(True for _ in element.iterancestors("article", "main"))):
            found[caption] = None
        element.drop_tree()
    return tuple(found)


def _extract(tree: Tree, url: str) -> "Document | None":
    """The precise reading; where that finds nothing, the ordinary one."""
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    for precise in (True, False):
        page = bare_extraction(
            tree, url=url or None, with_metadata=True, include_comments=False, favor_precision=precise
        )
        if isinstance(page, Document) and page.text:
            return page
    return None


def _paragraphs(page: "Document", headlines: list[list[str]]) -> list[str]:
    blocks = [line.strip() for line in (page.text or "").splitlines() if line.strip()]
    return [
        block
        for place, block in enumerate(blocks)
        if (place >= TOP or _words(block) not in headlines) and not is_pitch(block)
    ]


def _date(tree: Tree, day: str) -> str:
    """The moment of that day which the page gives with its time zone; otherwise the day."""
    linked = LINKED_MOMENT.findall(" ".join(tree.xpath("//script[@type='application/ld+json']/text()")))
    for moment in [*tree.xpath(MOMENTS), *linked]:
        if day and moment.startswith(day):
            try:
                if parse_date(moment)[1] is Precision.TIME:
                    return str(moment)
            except ValueError:
                continue
    return day


def read_html(page: bytes | str, name: str, *, url: str = "", charset: str = "") -> Draft:
    """Draft of a page as served, `charset` being what the server says of its bytes.

    Raises ReadError where no article's text is found in it, or elements are nested deeper than 512.
    """
    if isinstance(page, str):
        check_characters(page, name)
    else:
        page = UNSTORABLE.sub(REPLACEMENT, decode_page(page, charset))
    check_nesting(page, name)
    tree = _tree(page)
    captions = _take_captions(tree) if tree is not None else ()
    found = _extract(tree, url) if tree is not None else None
    if tree is None or found is None:
        raise ReadError(f"{name}: no article was found in the page. Save its text as a .txt file instead.")
    outlet = found.sitename or found.hostname or ""
    title = re.sub(rf"\s[|–—-]\s{re.escape(outlet)}$", "", found.title or "", flags=re.IGNORECASE)
    headlines = [_words(headline) for headline in (title, *(h1.text_content() for h1 in tree.iter("h1")))]
    return make_draft(
        "\n\n".join(_paragraphs(found, headlines)),
        name,
        title=title,
        outlet=outlet,
        author=(found.author or "").replace("; ", ", "),
        url=url or (found.url if found.url and OWN_URL.fullmatch(found.url) else ""),
        date=_date(tree, found.date or ""),
        captions=captions,
    )
