"""A Word document (.docx) -> a draft."""

from app.domain import Draft
from app.read.checks import UNSTORABLE, ReadError
from app.read.drafts import make_draft
from app.read.process import read_apart


def read_docx(data: bytes, name: str) -> Draft:
    """Draft of a Word document's bytes; raises ReadError where it is damaged, locked or empty."""
    found = read_apart("docx", data, name, what="the Word document")
    title, author = (UNSTORABLE.sub("", found[field]) for field in ("title", "author"))
    blocks = [UNSTORABLE.sub("", block) for block in found["paragraphs"]]
    if not blocks:
        raise ReadError(f"{name}: the Word document holds no text.")
    if len(blocks) > 1 and blocks[0].casefold() == title.strip().casefold():
        del blocks[0]
    captions = tuple(UNSTORABLE.sub("", caption) for caption in found["captions"])
    return make_draft("\n\n".join(blocks), name, title=title, author=author, captions=captions)
