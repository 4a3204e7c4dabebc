import gzip
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.read import ReadError, archive_reader, read_path, read_upload
from tests.read.documents import make_docx, make_pdf, paragraph
from tests.read.test_html import PAGE

TEXT = b"The harbour board closed the north pier on Monday, it said."


def test_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "Pier.TXT"
    path.write_bytes(TEXT)
    assert read_path(path).text == TEXT.decode()
    assert read_path(str(path)) == read_path(path)


def test_gzipped_file_is_read_as_what_it_holds() -> None:
    assert read_upload("pier.txt.gz", "", gzip.compress(TEXT)).text == TEXT.decode()
    assert read_upload("pier.txt", "", gzip.compress(TEXT)).text == TEXT.decode()
    assert read_upload("pier.gz", "", gzip.compress(make_pdf([TEXT.decode()]))).text == TEXT.decode()


MAIL = EmailMessage()
MAIL["From"] = "Ida Rem <ida@courier.example>"
MAIL["Subject"] = "Pier"
MAIL.set_content(TEXT.decode())
KINDS = {
    "PDF": make_pdf([TEXT.decode()]),
    "Word": make_docx(paragraph(TEXT.decode())),
    "mail": bytes(MAIL),
    "mail of a mailbox": b"From ida@courier.example Mon Mar 31 2025\n" + bytes(MAIL),
    "page": f"<!DOCTYPE html><html><body><article><p>{TEXT.decode()}</p></article></body></html>".encode(),
    "page with a mark": b"\xef\xbb\xbf<!-- saved --><html><body><p>" + TEXT + b"</p></body></html>",
}


@pytest.mark.parametrize(
    "name", ["pier.txt", "pier.html", "pier.pdf", "pier.docx", "pier.eml", "pier", "pier.xyz"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_file_is_shows_in_it_whatever_it_is_called(kind: str, name: str) -> None:
    assert read_upload(name, "application/octet-stream", KINDS[kind]).text == TEXT.decode()


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("pier", "text/plain"),
        ("pier.txt", ""),
        ("pier.txt", "text/plain; charset=utf-8"),
        ("pier.txt", "x/unknown"),
    ],
)
def test_plain_text_is_told_by_name_or_media_type(name: str, content_type: str) -> None:
    assert read_upload(name, content_type, TEXT).text == TEXT.decode()


def test_piece_of_a_page_is_told_by_name_or_media_type() -> None:
    piece = PAGE[PAGE.index("<article>") : PAGE.index("<footer>")].encode()
    assert read_upload("pier.html", "", piece).text == read_upload("pier", "text/html", piece).text
    assert "<article>" in read_upload("pier.txt", "text/plain", piece).text


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (TEXT, "pier.docx", "this is no Word document, though it is called one"),
        (TEXT, "pier.pdf", "this is no PDF, though it is called one"),
        (TEXT, "pier", "this kind of file is not read"),
        (TEXT, "pier.xyz", "this kind of file is not read"),
        (TEXT, "pier.txt.gz", "this is no gzipped file, though it is called one"),
        (gzip.compress(TEXT, mtime=0)[:-9], "pier.txt.gz", "gzipped, but damaged"),
        (gzip.compress(bytes(30 * 1024 * 1024), mtime=0), "pier.html.gz", "at most 20 MB"),
        (gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0), "pier.txt.gz", "gzipped twice"),
        (gzip.compress(b"", mtime=0), "pier.html.gz", "empty"),
        (b"", "pier.html", "empty"),
        (bytes(21 * 1024 * 1024), "pier.pdf", "at most 20 MB"),
        (b"{\\rtf1 The pier}", "pier.rtf", "an RTF file"),
        (b"\x89PNG\r\n\x1a\n", "pier.txt", "a picture"),
        (b"\xff\xd8\xff\xe0", "pier.pdf", "a picture"),
        (b"WARC/1.0\r\n", "pier.txt", "a web archive"),
        (b'<?xml version="1.0"?><?xml-stylesheet a?><rss version="2.0"></rss>', "pier.html", "a feed"),
        (b"\x7fELF\0\0", "pier.txt", "not a text file"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^{name}: .*{reason}"):
        read_upload(name, "", data)


@pytest.mark.parametrize(
    "start", [b"<!---->" * 2500, b"<?a?>" * 4000, b" " * 20_000, b"<!--" * 5000, b"a:\n" * 6000]
)
def test_what_a_file_is_shows_at_once(start: bytes) -> None:
    began = time.process_time()
    assert read_upload("pier.txt", "", start + b"The pier is shut.")
    assert time.process_time() - began < 2


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: the file cannot be read \(No such file"):
        read_path(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="cannot be read"):
        read_path(tmp_path)
    with pytest.raises(ReadError, match="cannot be read"):
        read_path("pier\0.txt")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.warc", "a.warc.gz", "a.b.warc.gz"])
def test_archives_are_told_by_their_names(name: str) -> None:
    assert archive_reader(f"/news/{name}")
    assert archive_reader(f"https://news.example/{name}") is None


def test_other_files_are_no_archives() -> None:
    assert not any(map(archive_reader, ["a.txt", "a.html.gz", "jsonl", "a.gz", ""]))
