"""The text of bytes whose encoding is stated, or must be found out."""

import codecs
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE

from charset_normalizer import from_bytes

# Python's names of the encodings that the web knows; others, such as UTF-7 or Base64, are never used.
SINGLE = [f"cp125{number}" for number in range(9)] + ["koi8_r", "koi8_u", "cp866", "cp874", "mac_roman"]
ISO = [f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
EASTERN = ["gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"]
KNOWN = frozenset(codecs.lookup(name).name for name in ["utf-8", *SINGLE, *ISO, *EASTERN])
# What these names mean on the web (WHATWG Encoding Standard): the larger set, which holds more than they say.
MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
WESTERN = "cp1252"
FEW = 0.15  # share of bytes beyond ASCII up to which a text is taken to be Western: “quotes” and a few names
SAMPLE = 20_000  # bytes that are enough to tell
META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
HEAD = 4096  # bytes in which a page states its encoding


def marked(data: bytes) -> str:
    """The encoding that the first bytes (the byte order mark) say; empty where they say none."""
    if data.startswith(BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and not data.startswith(BOM_UTF32_LE):
        return "utf-16"
    return ""


def known(label: str) -> str:
    """The encoding meant by a label, as Python names it; empty for one that the web does not know."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # ValueError: a label with NUL
        return ""
    name = MEANT.get(name, name)
    return name if codecs.lookup(name).name in KNOWN else ""


def guessed(data: bytes) -> str:
    """The encoding that bytes which are no UTF-8 seem to be in; empty where none fits."""
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if beyond <= FEW * len(data):
        try:
            data.decode(WESTERN)
        except UnicodeDecodeError:
            pass
        else:
            return WESTERN
    sample = data[:SAMPLE].rpartition(b"\n")[0] or data[:SAMPLE]  # a cut within a character would mislead
    best = from_bytes(sample, cp_isolation=[*SINGLE, *EASTERN]).best()
    return best.encoding if best else ""


def decode_page(data: bytes, stated: str = "") -> str:
    """The text of a page or a feed: by its mark, as UTF-8 where it is that, as stated, or as it seems.

    `stated` is what the server says; the page itself may say it too. What fits nothing is read as
    Western, with signs of replacement.
    """
    if marked(data):
        return data.decode(marked(data), "replace")
    inside = META.search(data[:HEAD]) or XML.match(data[:HEAD])
    for label in ("utf-8", stated, inside[1].decode("ascii") if inside else "", guessed(data)):
        if name := known(label):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
    return data.decode(WESTERN, "replace")
