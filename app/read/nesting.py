"""How deep and how large a marked-up text is, told before any parser sees it.

Parsers, and whatever walks the trees that they build, recurse; a page of a million open elements would
end them. So the tags are counted here with one pattern, in time linear in the text. What is text and
what a tag, HTML says; where pages leave elements open, this counts as libxml2 does, or higher.
"""

import re
from collections import defaultdict

from app.read.checks import ReadError

MAX_DEPTH = 512
HIDDEN = 32  # elements that a quotation left open at the end of a text can hide from the count
MAX_TAGS = 200_000  # the largest pages of newspapers have some ten thousand
REST = r"(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*+)"
HTML = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/[^a-z])[^>]*"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s>])(?:\"[^\"]*\"|'[^']*'|[^\"'<>/])*+>.*?(?:</(?P=raw)(?=[\s/>])|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/><]*)" + REST,
    re.IGNORECASE | re.DOTALL,
)
XML = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?P<end>/?)(?P<name>[^\s/><!?]+)" + REST, re.DOTALL
)
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
CELLS = frozenset({"td", "th", "p"})
# Elements that may be left open: the start of one of these ends those named after it.
ENDS: dict[str, frozenset[str]] = {
    "p": frozenset({"p"}),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dd", "p"}),
    "dd": frozenset({"dt", "p"}),
    "option": frozenset({"option"}),
    **dict.fromkeys(("td", "th"), CELLS),
    "tr": CELLS | {"tr"},
    "tbody": CELLS | {"tr", "tbody", "thead", "tfoot"},
    "tfoot": CELLS | {"tr", "tbody", "thead"},
    **dict.fromkeys(("div", "ul", "ol", "dl", "table", "blockquote"), frozenset({"p"})),
}
# An end closes what is open inside its element too, unless that weighs more (libxml2's priorities).
WEIGHT = {"div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5}
HEAVIEST = 7
WEIGHT |= {"head": 6, "body": 6, "html": HEAVIEST}


class _Open:
    """The elements that are open at one place of a text."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.places: defaultdict[str | int, list[int]] = defaultdict(list)  # by name, and by weight

    def _pop(self) -> None:
        name = self.stack.pop()
        self.places[name].pop()
        self.places[WEIGHT.get(name, 0)].pop()

    def start(self, name: str) -> None:
        ended = ENDS.get(name, ())
        while self.stack and self.stack[-1] in ended:
            self._pop()
        for key in (name, WEIGHT.get(name, 0)):
            self.places[key].append(len(self.stack))
        self.stack.append(name)

    def end(self, name: str) -> None:
        if not self.places.get(name):
            return
        place = self.places[name][-1]
        heavier = range(WEIGHT.get(name, 0) + 1, HEAVIEST + 1)
        if any(self.places[weight] and self.places[weight][-1] > place for weight in heavier):
            return
        while len(self.stack) > place:
            self._pop()


def check_nesting(text: str, name: str, *, xml: bool = False) -> None:
    """Raise ReadError where elements are nested deeper than 512, or there are more than 200,000 tags."""
    tags = 0
    opened = _Open()
    for token in (XML if xml else HTML).finditer(text):
        if token["name"] is None:  # a comment, a script, a style sheet
            continue
        tags += 1
        if tags > MAX_TAGS:
            raise ReadError(f"{name}: there are more than {MAX_TAGS:,} tags in it, too many for an article.")
        element = token["name"] if xml else token["name"].lower()
        if token["end"]:
            opened.end(element)
        elif not token["rest"].endswith("/") and (xml or element not in VOID):
            opened.start(element)
            if len(opened.stack) > MAX_DEPTH - HIDDEN:
                raise ReadError(
                    f"{name}: elements are nested more than {MAX_DEPTH} deep; no page is built so."
                )
