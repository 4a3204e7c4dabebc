import io
import zipfile

import pytest

from app.read import ReadError, read_upload
from tests.read.documents import make_docx, paragraph

FIRST = "The harbour board closed the north pier on Monday, it said in a letter."
SECOND = "“Nobody is in danger,” said Ida Rem & her deputy."


def test_paragraphs_title_author_and_captions() -> None:
    document = make_docx(
        paragraph("Pier shut for a year", "Title"),
        paragraph(FIRST),
        paragraph("Boats at the pier.", "Caption"),
        paragraph(""),
        paragraph(SECOND),
        author="Hanne Lund",
    )
    draft = read_upload("pier.docx", "", document)
    assert draft.text == f"{FIRST}\n\n{SECOND}"
    assert (draft.title, draft.author) == ("Pier shut for a year", "Hanne Lund")
    assert draft.captions == ("Boats at the pier.",)


def test_title_of_the_properties_is_not_repeated_in_the_text() -> None:
    document = make_docx(paragraph("Pier shut"), paragraph(FIRST), title="Pier shut")
    draft = read_upload("pier.docx", "", document)
    assert (draft.title, draft.text) == ("Pier shut", FIRST)


def test_what_was_deleted_and_what_word_keeps_twice_stays_out() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{paragraph('In a box.')}</mc:Choice><mc:Fallback>{paragraph('In a box.')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = (
        f"<w:p>{run.format('The pier is ')}<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        f"<w:moveFrom>{run.format('elsewhere ')}</w:moveFrom><w:ins>{run.format('shut')}</w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>now.</w:t></w:r></w:p>"
        f"<w:p><w:r>{alternate}</w:r></w:p>"
    )
    assert read_upload("pier.docx", "", make_docx(body)).text == "The pier is shut\tnow.\n\nIn a box."


def test_tables_are_read_cell_by_cell() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('One.')}</w:tc><w:tc>{paragraph('Two.')}</w:tc></w:tr></w:tbl>"
    assert read_upload("pier.docx", "", make_docx(table)).text == "One.\n\nTwo."


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


ENTITIES = b"""<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:p><w:r><w:t>&c;&d;</w:t></w:r></w:p></w:document>"""
PAGES = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>A page.</w:t></w:r></w:p>" * 300


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"plain words", "this is no Word document, though it is called one"),
        (make_docx(paragraph(FIRST))[:200], "the Word document cannot be read"),
        (zipped(**{"content.xml": b"<office/>"}), "this archive is no Word document"),
        (zipped(**{"word/document.xml": b"<w:document"}), "the Word document cannot be read"),
        (zipped(**{"word/document.xml": b"<a>" * 300}), "the Word document cannot be read"),
        (zipped(**{"word/document.xml": ENTITIES}), "declares a document type"),
        (zipped(**{"word/document.xml": bytes(70 * 1024 * 1024)}), "the Word document cannot be read"),
        (zipped(**{"word/document.xml": b"<a>" + b" " * 70 * 1024 * 1024}), "unpacks to more than 64 MB"),
        (make_docx(PAGES), "the document has more than 300 pages"),
        (make_docx(), "the Word document holds no text"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^pier\.docx: .*{reason}"):
        read_upload("pier.docx", "", data)


def test_what_stands_beside_the_text_is_not_unpacked() -> None:
    document = make_docx(paragraph(FIRST), **{"word/media/1.png": bytes(80 * 1024 * 1024)})
    assert read_upload("pier.docx", "", document).text == FIRST


def test_older_word_files_are_named() -> None:
    with pytest.raises(ReadError, match=r"^pier\.doc: this is an Office file of the older kind"):
        read_upload("pier.doc", "application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
