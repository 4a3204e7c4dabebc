"""A mail (.eml) -> a draft: its text or its page, and of its headers what an article has."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from app.domain import Draft
from app.read.charset import decode_page
from app.read.checks import UNSTORABLE, ReadError
from app.read.dates import parse_date
from app.read.drafts import make_draft
from app.read.html import read_html

MULTIPART = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
MAX_MULTIPARTS = 50  # parts of parts; a forwarded thread has a dozen
DESCRIPTION = re.compile(rb"^content-[\w-]+:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
MAX_DESCRIPTION = 5000  # bytes of a header that describes a part: reading one takes the square of its length
MAX_HEADER = 2000  # code points of a header that is read
FORWARDED = re.compile(r"\s*(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.IGNORECASE)
FLOWED = re.compile(r" \n(?=[^\s>])")  # RFC 3676: a line that ends in a space goes on in the next
SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)
FEW = 200  # code points; a shorter text beside a page only says where to see it


def _header(message: Message, name: str) -> str:
    """A header in words, empty where there is none or it is garbled."""
    written = str(message.get(name, ""))[:MAX_HEADER]
    with suppress(MessageError, LookupError, ValueError):
        written = str(make_header(decode_header(written)))
    return UNSTORABLE.sub("", " ".join(written.split()))


def _date(message: Message) -> str:
    try:
        written = parsedate_to_datetime(_header(message, "Date")).isoformat()
        parse_date(written)
    except ValueError:
        return ""
    return written


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that have no parts; a mail within the mail is an attachment."""
    if message.is_multipart() and message.get_content_maintype() == "multipart":
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    stated = part.get_param("charset", "")
    text = decode_page(data, stated if isinstance(stated, str) else "") if isinstance(data, bytes) else ""
    return UNSTORABLE.sub("", text.replace("\r\n", "\n"))


def _plain(part: Message) -> str:
    text = _decoded(part)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = FLOWED.sub(" ", text)
    return SIGNATURE.sub("", text).strip()


def _body(leaves: list[Message], name: str) -> tuple[Draft | None, list[Message]]:
    """The text as a draft, and the parts that are no part of it."""
    shown = [part for part in leaves if part.get_content_disposition() != "attachment"]
    plain = next((part for part in shown if part.get_content_type() == "text/plain"), None)
    page = next((part for part in shown if part.get_content_type() == "text/html"), None)
    others = [part for part in leaves if part is not plain and part is not page]
    text = _plain(plain) if plain else ""
    if page is not None and len(text) < FEW:
        try:
            return read_html(_decoded(page), name), others
        except ReadError:
            if not text:
                raise
    return make_draft(text, name) if text else None, others


def read_eml(data: bytes, name: str) -> Draft:
    """Draft of a mail: subject as title, the sender's name as author, the day it was sent.

    Attachments stay out, and a note says which. Raises ReadError where there is no text.
    """
    if len(MULTIPART.findall(data)) > MAX_MULTIPARTS:
        raise ReadError(
            f"{name}: the mail has parts within more than {MAX_MULTIPARTS} parts; it is not read."
        )
    if any(len(found[0]) > MAX_DESCRIPTION for found in DESCRIPTION.finditer(data)):
        raise ReadError(
            f"{name}: a header of the mail has more than {MAX_DESCRIPTION:,} bytes; it is not read."
        )
    message = message_from_bytes(data)
    body, others = _body(list(_leaves(message)), name)
    if body is None:
        raise ReadError(f"{name}: the mail holds no text, only attachments. Save the article and give that.")
    sender, _ = parseaddr(_header(message, "From"))
    left_out = [part.get_filename() or part.get_content_type() for part in others]
    draft = make_draft(
        body.text,
        name,
        title=FORWARDED.sub("", _header(message, "Subject"), count=1) or body.title,
        outlet=body.outlet,
        author=body.author or sender,
        url=body.url,
        date=_date(message),
        captions=body.captions,
    )
    note = f"{name}: read without what is attached to it ({', '.join(left_out)})."
    return replace(draft, notes=(UNSTORABLE.sub("", note),)) if left_out else draft
