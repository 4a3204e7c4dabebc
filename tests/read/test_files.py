import gzip
from pathlib import Path

import pytest

from app.read import ReadError, read_bytes, read_path

TEXT = b"The harbour board closed the north pier on Monday, it said."


def test_file_is_read_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "Pier.TXT"
    path.write_bytes(TEXT)
    assert read_path(path).text == TEXT.decode()
    assert read_path(str(path)) == read_path(path)


def test_gzipped_file_is_read_as_what_it_holds() -> None:
    assert read_bytes(gzip.compress(TEXT), "pier.txt.gz").text == TEXT.decode()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (TEXT, "pier.docx", "this kind of file is not read"),
        (TEXT, "pier", "this kind of file is not read"),
        (TEXT, "pier.txt.gz", "not gzipped"),
        (gzip.compress(TEXT)[:-9], "pier.txt.gz", "not gzipped, or is damaged"),
        (gzip.compress(bytes(30 * 1024 * 1024)), "pier.html.gz", "at most 20 MB"),
        (gzip.compress(b""), "pier.html.gz", "empty"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^{name}: .*{reason}"):
        read_bytes(data, name)


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: the file cannot be read \(No such file"):
        read_path(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="cannot be read"):
        read_path(tmp_path)


def test_addresses_are_not_fetched() -> None:
    with pytest.raises(ReadError, match="fetching addresses is not available yet"):
        read_path("https://example.org/pier.html")
