from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Draft, Precision
from app.read import ReadError, read_upload
from app.read.text import decode


def read(data: bytes, name: str) -> Draft:
    return read_upload(name, "", data)


BODY = "The harbour board closed the north pier, it said.\n\n“For a year,” said Hanne Lund."


def test_particulars_come_before_the_body() -> None:
    text = (
        "date 2025-03-31 Harbour board closes the pier\noutlet: Sample Courier\nauthor: Ida Rem\n"
        f"url: https://example.org/pier\n\n{BODY}\n"
    )
    draft = read(text.encode(), "pier.txt")
    assert draft.text == BODY
    assert draft.title == "Harbour board closes the pier"
    assert (draft.outlet, draft.author) == ("Sample Courier", "Ida Rem")
    assert draft.url == "https://example.org/pier"
    assert draft.published_at == datetime(2025, 3, 31, tzinfo=UTC)
    assert draft.precision is Precision.DATE
    assert draft.language == "en"


def test_title_and_moment_as_particulars() -> None:
    draft = read(f"title: Pier shut\ndate: 2025-03-31T18:30+01:00\n\n{BODY}".encode(), "pier.txt")
    assert draft.title == "Pier shut"
    assert draft.published_at == datetime(2025, 3, 31, 17, 30, tzinfo=UTC)
    assert draft.precision is Precision.TIME


def test_time_without_a_zone_counts_as_its_date() -> None:
    draft = read(f"title: Pier shut\ndate: 2025-03-31T18:30\n\n{BODY}".encode(), "pier.txt")
    assert draft.published_at == datetime(2025, 3, 31, tzinfo=UTC)
    assert draft.precision is Precision.DATE


def test_text_without_particulars_is_all_body() -> None:
    body = "Author: nobody knows.\n\nDate palms grow by the pier."
    draft = read(body.encode(), "pier.txt")
    assert draft.text == body
    assert draft.title == ""
    assert draft.published_at is None
    assert draft.precision is Precision.NONE


def test_line_that_is_no_particular_belongs_to_the_body() -> None:
    draft = read(b"date 2025-03-31 Pier shut\nnote: not ours\nThe pier is shut.", "pier.txt")
    assert draft.text == "note: not ours\nThe pier is shut."


def test_white_space_within_the_body_stays() -> None:
    draft = read(b"\r\n \r\n  The pier\tis shut.\r\n\r\n\r\nIt was old.\r\n\r\n", "pier.txt")
    assert draft.text == "  The pier\tis shut.\r\n\r\n\r\nIt was old."


def test_wrong_date_is_named() -> None:
    with pytest.raises(ReadError, match=r"pier\.txt: “2025-13-01” is no date"):
        read(b"date 2025-13-01 Pier shut\n\nThe pier is shut.", "pier.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    text = "“We were lucky,” said Mr Übel, the café’s owner – and nobody was hurt."
    assert decode(text.encode(encoding), "pier.txt") == text


def test_an_encoding_that_cannot_be_told_is_named() -> None:
    with pytest.raises(ReadError, match=r"pier\.txt: the text is not in UTF-8 \(byte 0x80 at position 0\)"):
        decode(bytes(range(128, 256)), "pier.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x7fELF\0\0\0\x01", "not a text file"),
        (b"", "empty"),
        (b" \n\n ", "no text in it"),
        (b"date 2025-03-31 Pier shut\n\n", "no text in it"),
        (b"\xff\xfe" + "The pier\0is shut".encode("utf-16-le"), "character 9 is a NUL"),
        (b"\xff\xfe\x00\xd8", "not in UTF-16"),
        (b"a" * 1_000_001, "1,000,001 characters; an article may have at most 1,000,000"),
        (b"a" * (20 * 1024 * 1024 + 1), "20.0 MB; a file may have at most 20 MB"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"pier\.txt: .*{reason}"):
        read(data, "pier.txt")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_draft_or_say_why_not(data: bytes) -> None:
    try:
        text = read(data, "any.txt").text
    except ReadError as error:
        text = str(error)
    assert text.strip()
    assert text.encode()  # it can be stored and shown
