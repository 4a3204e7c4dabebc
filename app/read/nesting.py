"""How deep and how large a marked-up text is, told before a tree is made of it.

Whatever walks the tree of a page recurses; a page of a million open elements would end it. So the parser
that makes the trees is first run without making one, and stopped where it goes too deep: what it sees is
what is counted, however broken the markup is.
"""

from lxml import etree

from app.read.checks import ReadError

MAX_DEPTH = 512  # elements of a page
ADDED = 2  # html and body, which the parser of HTML adds around them
MAX_TAGS = 200_000  # the largest pages of newspapers have some ten thousand
PIECE = 1 << 14  # bytes; the parser stops only between two pieces


class _Depth:
    """Is told by the parser what begins and what ends."""

    def __init__(self, name: str, limit: int) -> None:
        self.name = name
        self.limit = limit
        self.depth = 0

    def start(self, tag: str, attributes: object) -> None:
        self.depth += 1
        if self.depth > self.limit:
            raise ReadError(
                f"{self.name}: elements are nested more than {MAX_DEPTH} deep; no page is built so."
            )

    def end(self, tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """Nothing was made."""


def check_nesting(text: str, name: str, *, xml: bool = False) -> None:
    """Raise ReadError where elements are nested deeper than 512, or there are more than 200,000 tags."""
    if text.count("<") > MAX_TAGS:
        raise ReadError(f"{name}: there are more than {MAX_TAGS:,} tags in it, too many for an article.")
    parser = (
        etree.XMLParser(target=_Depth(name, MAX_DEPTH), encoding="utf-8", recover=True, huge_tree=True)
        if xml
        else etree.HTMLParser(target=_Depth(name, MAX_DEPTH + ADDED), encoding="utf-8", huge_tree=True)
    )
    data = text.encode("utf-8", "replace")
    try:
        for place in range(0, len(data), PIECE):
            parser.feed(data[place : place + PIECE])
        parser.close()
    except etree.XMLSyntaxError:
        return  # what is wrong with it is told by whoever reads it
