"""Quotation marks of other hands and countries, set as the network has learnt them."""

import re

UNFAMILIAR = re.compile(r"[„«»]|(?<!\S)”(?=\w)")
MARK = re.compile(r"[„“”«»]")


def familiar(paragraph: str) -> str:
    """The paragraph with “ and ” for „ and “, « and », » and « and a turned ”, code point for code point.

    Which side of a quotation a guillemet stands on depends on the country, so place decides: one
    after a space opens unless a quotation is open already, and any other closes.
    """
    if not UNFAMILIAR.search(paragraph):
        return paragraph
    opened = ""

    def side(match: re.Match[str]) -> str:
        nonlocal opened
        mark, at = match[0], match.start()
        before, after = paragraph[at - 1 : at] if at else " ", paragraph[at + 1 : at + 2]
        if mark == "„" or (before.isspace() and after.isalnum()):
            opens = True
        elif opened:
            opens = mark == "“" and opened != "„"
        else:
            opens = mark == "“" or not (before.isalnum() or before in ".,;:?!…)")
        opened = mark if opens else ""
        return "“" if opens else "”"

    return MARK.sub(side, paragraph)
