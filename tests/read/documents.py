"""Small files of the kinds that are read, made to order."""

import io
import zipfile
from xml.sax.saxutils import escape


def make_pdf(*pages: list[str], title: str = "", locked: bool = False, step: int = 14) -> bytes:
    """A PDF whose pages hold the given lines, one below the other; an empty line leaves a gap."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "\n".join(f"({line}) Tj T*" if line else "T*" for line in lines)
        stream = f"BT /F1 11 Tf {step} TL 40 780 Td\n{shown}\nET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    document, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(document))
        document += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    key = "00" * 32  # which no password fits
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    trailer = (
        f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R {lock if locked else ''} >>\n"
        f"startxref\n{len(document)}\n%%EOF\n"
    )
    return (document + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = """<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>"""


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a Word document, as XML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def make_docx(*paragraphs: str, title: str = "", author: str = "", **parts: bytes) -> bytes:
    """A Word document of these paragraphs (XML); `parts` stand beside them, by their names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = f'<w:document xmlns:w="{WORDS}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
        if title or author:
            archive.writestr("docProps/core.xml", CORE.format(escape(title), escape(author)))
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()
