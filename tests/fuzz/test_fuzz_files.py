"""Files: whatever the bytes are, there is a draft that can be stored, or a sentence."""

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from app.read import ReadError, read_feed, read_upload
from tests.fuzz.soak import examples, told
from tests.read.documents import WORDS, make_docx, make_pdf, paragraph
from tests.read.test_feed import ATOM, JSON, RSS

TEXT = "The harbour board closed the north pier on Monday, it said."
NAMES = ["any.txt", "any.html", "any.pdf", "any.docx", "any.eml", "any.gz", "any", "any.doc"]
TYPES = ["", "text/plain", "text/html", "application/pdf", "message/rfc822", "a/b;c", ";"]
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"From: a@b\nMIME-Version: 1.0\n",
    b"<html>",
    b"<rss>",
]


def read(data: bytes, name: str = "any.txt", content_type: str = "") -> None:
    try:
        draft = read_upload(name, content_type, data)
    except ReadError as error:
        told(error, name)
        return
    assert draft.text.strip()
    for field in (draft.text, draft.title, draft.author, draft.url, *draft.captions, *draft.notes):
        assert "\0" not in field
        field.encode()


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """The file with one to five places overwritten, left out or put in."""
    change = st.tuples(st.integers(0, len(whole)), st.integers(0, 30), st.binary(max_size=30))

    def apply(changes: list[tuple[int, int, bytes]]) -> bytes:
        data = whole
        for start, length, scrap in changes:
            data = data[:start] + scrap + data[start + length :]
        return data

    return st.lists(change, min_size=1, max_size=5).map(apply)


@examples(200, 20_000)
@given(
    st.sampled_from([*STARTS[4:], b""]),
    st.binary(max_size=300),
    st.sampled_from(NAMES),
    st.sampled_from(TYPES),
)
def test_any_bytes_under_any_name(start: bytes, data: bytes, name: str, content_type: str) -> None:
    read(start + data, name, content_type)


@examples(10, 1000)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_that_begin_as_a_file_of_a_kind(start: bytes, data: bytes) -> None:
    read(start + data, "any.pdf")


@examples(100, 10_000)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252", "koi8-r", "euc-kr"]))
def test_any_text_in_any_encoding(text: str, encoding: str) -> None:
    read(text.encode(encoding, "replace"))


@examples(10, 1000)
@given(damaged(make_pdf([TEXT, "", TEXT], [TEXT], title="Pier")))
def test_any_damaged_pdf(data: bytes) -> None:
    read(data, "any.pdf")


OPERATORS = [
    "BT",
    "ET",
    "Tj",
    "TJ",
    "Tf",
    "Td",
    "T*",
    "Tm",
    "cm",
    "q",
    "Q",
    "Do",
    "re",
    "f",
    "(a\\\\)",
    "<41>",
    "[",
    "]",
    "/F1",
    "0",
    "1",
    "-1",
    "1e38",
    "99999999999999999999",
    "<<",
    ">>",
    "BI",
    "ID",
    "EI",
    "'",
    '"',
]


@examples(10, 1000)
@given(st.lists(st.sampled_from(OPERATORS), max_size=60))
def test_any_page_of_a_pdf(operators: list[str]) -> None:
    read(make_pdf([f"{TEXT}) Tj {' '.join(operators)} (end"]), "any.pdf")


@examples(10, 1000)
@given(damaged(make_docx(paragraph(TEXT), title="Pier", author="Ida Rem")))
def test_any_damaged_word_document(data: bytes) -> None:
    read(data, "any.docx")


ELEMENTS = [
    "p",
    "r",
    "t",
    "tab",
    "br",
    "del",
    "ins",
    "tbl",
    "tc",
    "pPr",
    "pStyle",
    "body",
    "instrText",
    "sectPr",
]
xml = st.recursive(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="<&\0"), max_size=20),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(ELEMENTS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@examples(10, 1000)
@given(st.lists(xml, max_size=5))
def test_any_word_document(parts: list[str]) -> None:
    read(make_docx(*parts), "any.docx")


@examples(10, 500)
@given(damaged(f'<w:document xmlns:w="{WORDS}"><w:body>{paragraph(TEXT)}</w:body></w:document>'.encode()))
def test_any_damaged_text_in_a_word_document(data: bytes) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", data)
    read(written.getvalue(), "any.docx")


MAIL = EmailMessage()
MAIL["From"] = "Hanne Lünd <hanne@courier.example>"
MAIL["Subject"] = "Pier shut — für ein Jahr"
MAIL["Date"] = "Mon, 31 Mar 2025 18:30:00 +0100"
MAIL.set_content(TEXT)
MAIL.add_alternative(f"<html><body><p>{TEXT}</p></body></html>", subtype="html")
MAIL.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="brief — ü.pdf")


@examples(150, 15_000)
@given(damaged(bytes(MAIL)))
def test_any_damaged_mail(data: bytes) -> None:
    read(data, "any.eml")


LINES = [
    "From:",
    "Subject: =?utf-8?q?=ff?=",
    "Date: Mon, 99 Foo 0000 99:99:99 +9999",
    "Date: x",
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: multipart/alternative",
    "--b",
    "--b--",
    "",
    "Content-Type: message/rfc822",
    "Content-Type: text/plain; charset=x",
    "Content-Type: text/html",
    " folded",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable",
    "=",
    "=ZZ",
    "====",
    "Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*1=b",
    "Content-Type: ;;=",
    TEXT,
    "\0",
    "Content-Transfer-Encoding: x-uuencode",
    "begin 644 a",
    "Subject: =?x?b?====?=",
    "From: <a<b>(((((" + "(" * 50,
]


@examples(150, 15_000)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=40))
def test_any_lines_of_a_mail(lines: list[str]) -> None:
    read("\n".join(lines).encode("utf-8", "replace"), "any.eml", "message/rfc822")


def visit(data: bytes) -> None:
    try:
        feed = read_feed(data, "any", url="https://news.example/feed")
    except ReadError as error:
        told(error, "any")
        return
    for entry in feed.entries:
        assert entry.url.startswith(("http://", "https://"))
        assert entry.id
        f"{feed.title}{entry.id}{entry.title}{entry.url}".encode()


@examples(150, 15_000)
@given(st.sampled_from([RSS, ATOM, JSON]).flatmap(damaged))
def test_any_damaged_feed(data: bytes) -> None:
    visit(data)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["version", "title", "items", "id", "url", "external_url", "date_published", "authors"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@examples(100, 10_000)
@given(values, values)
def test_any_json_feed(items: object, title: object) -> None:
    visit(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}).encode()
    )
    visit(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [items]}).encode())


@examples(20, 1000)
@given(damaged(gzip.compress(TEXT.encode())))
def test_any_damaged_gzip(data: bytes) -> None:
    read(data, "any.txt.gz")
