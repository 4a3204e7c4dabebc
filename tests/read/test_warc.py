import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from app.read import ReadError, Record, read_warc
from tests.read.test_html import PAGE


def archive(
    path: Path,
    *pages: tuple[str, str, bytes, str],
    gzip: bool = True,
    encoding: str = "",
    chunked: bool = False,
) -> Path:
    """An archive of (URL, media type, body, status) answers."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip)
        for url, content_type, body, status in pages:
            headers = [("Content-Type", content_type)]
            headers += [("Content-Encoding", encoding)] if encoding else []
            headers += [("Transfer-Encoding", "chunked")] if chunked else []
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                )
            )
        writer.write_record(writer.create_warc_record("urn:notes", "metadata", payload=io.BytesIO(b"a: b")))
    return path


URL = "https://courier.example/pier"
HTML = "text/html; charset=windows-1252"


@pytest.mark.parametrize("gzip", [True, False])
def test_pages_are_read_and_the_rest_is_passed_over(tmp_path: Path, gzip: bool) -> None:
    path = archive(
        tmp_path / "news.warc.gz",
        (URL, HTML, PAGE.encode("windows-1252"), "200 OK"),
        ("https://courier.example/pier.jpg", "image/jpeg", b"\xff\xd8\xff", "200 OK"),
        ("https://courier.example/gone", HTML, PAGE.encode(), "404 Not Found"),
        gzip=gzip,
    )
    [record] = read_warc(path)
    assert isinstance(record, Record)
    assert (record.id, record.draft.url) == (URL, URL)
    assert "“Nobody is in danger,”" in record.draft.text


def test_packed_and_chunked_bodies(tmp_path: Path) -> None:
    body = PAGE.encode()
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    [record] = read_warc(archive(tmp_path / "a.warc", (URL, "text/html", chunked, "200 OK"), chunked=True))
    assert record.draft.title == "North pier closes for a year"


def test_a_page_without_an_article_loses_no_other(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "news.warc",
        ("https://courier.example/", HTML, b"<html><body></body></html>", "200 OK"),
        (URL, HTML, PAGE.encode(), "200 OK"),
    )
    records = read_warc(path)
    assert next(records).id == URL
    with pytest.raises(ReadError, match=r"news\.warc, https://courier\.example/: no article was found"):
        next(records)


def test_a_page_that_unpacks_to_too_much_is_named(tmp_path: Path) -> None:
    import gzip

    bomb = gzip.compress(bytes(40 * 1024 * 1024))
    path = archive(tmp_path / "bomb.warc", (URL, HTML, bomb, "200 OK"), encoding="gzip")
    with pytest.raises(ReadError, match="the page has more than 15 MB"):
        next(read_warc(path))


@pytest.mark.parametrize("content", [b"no archive at all", b"WARC/1.0\r\nbroken", b"\x1f\x8b\x08broken"])
def test_what_is_no_archive_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.warc"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"broken\.warc"):
        list(read_warc(path))


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        list(read_warc(tmp_path / "none.warc"))
