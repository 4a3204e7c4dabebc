"""The encodings of pages and feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.read.charset import decode_page

GREEK = "Το λιμενικό συμβούλιο έκλεισε τη βόρεια προβλήτα τη Δευτέρα, είπε."
KOREAN = "국가정보원은 목요일 국회 정보위원회 비공개 회의에서 이같이 보고했다."
QUOTED = "“We were lucky,” said Mr Müller – and nobody was hurt."


@pytest.mark.parametrize(
    ("text", "encoding", "stated", "head"),
    [
        (QUOTED, "utf-8", "", ""),
        (QUOTED, "utf-8", "iso-8859-1", ""),  # what is UTF-8 by its bytes is UTF-8, whatever is said
        (QUOTED, "utf-8-sig", "", ""),
        (QUOTED, "utf-16", "", ""),
        (QUOTED, "windows-1252", "ISO-8859-1", ""),  # the web means the larger set
        (QUOTED, "windows-1252", "", '<meta charset="windows-1252">'),
        (
            QUOTED,
            "windows-1252",
            "",
            '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1">',
        ),
        (QUOTED, "windows-1252", "", ""),
        (QUOTED, "windows-1252", "utf-8", '<meta charset="utf-8">'),  # both wrong
        (QUOTED, "windows-1252", "x-unknown", '<meta charset="rot13">'),
        (GREEK, "iso-8859-7", "iso-8859-7", ""),
        (GREEK, "windows-1253", "", ""),
        (KOREAN, "euc-kr", "", '<?xml version="1.0" encoding="euc-kr"?>'),
        (KOREAN, "cp949", "ks_c_5601-1987", ""),
    ],
)
def test_text_is_read_in_its_encoding(text: str, encoding: str, stated: str, head: str) -> None:
    assert decode_page((head + text).encode(encoding), stated) == head + text


@pytest.mark.parametrize(
    "stated", ["utf-7", "base64", "rot13", "unicode_escape", "idna", "zlib", "\0", "utf-16"]
)
def test_what_is_no_encoding_of_the_web_is_not_used(stated: str) -> None:
    assert decode_page(b"+ADw-script+AD4- caf\xe9", stated) == "+ADw-script+AD4- café"


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_have_a_text(data: bytes, stated: str) -> None:
    assert isinstance(decode_page(data, stated), str)
