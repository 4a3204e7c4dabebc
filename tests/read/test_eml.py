from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from app.domain import Precision
from app.read import ReadError, read_upload
from tests.read.test_html import PAGE

TEXT = (
    "The harbour board closed the north pier on Monday, it said in a letter to all of its ferries.\n\n"
    "“Nobody is in danger,” said Ida Rem, who leads the board. “But we would rather close it now than after "
    "the summer, when the repairs would cost twice as much.”"
)


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    headers = {
        "From": "Hanne Lünd <hanne@courier.example>",
        "Subject": "Fwd: Re: Pier shut — für ein Jahr",
    } | headers
    for name, value in headers.items():
        message[name] = value
    return message


def test_text_and_headers() -> None:
    message = mail(Date="Mon, 31 Mar 2025 18:30:00 +0100")
    message.set_content(f"{TEXT}\n\n-- \nHanne Lünd\nThe Courier\n")
    draft = read_upload("pier.eml", "message/rfc822", bytes(message))
    assert draft.text == TEXT
    assert draft.title == "Pier shut — für ein Jahr"
    assert draft.author == "Hanne Lünd"
    assert draft.published_at == datetime(2025, 3, 31, 17, 30, tzinfo=UTC)
    assert draft.precision is Precision.TIME
    assert draft.notes == ()


def test_text_comes_before_the_page_that_repeats_it() -> None:
    message = mail()
    message.set_content(TEXT)
    message.add_alternative(PAGE, subtype="html")
    assert read_upload("pier.eml", "", bytes(message)).text == TEXT
    assert read_upload("pier.eml", "", bytes(message)).notes == ()


def test_page_is_read_where_the_text_only_points_to_it() -> None:
    message = mail()
    message.set_content("See this mail in your browser: https://courier.example/mail")
    message.add_alternative(PAGE, subtype="html")
    draft = read_upload("pier.eml", "", bytes(message))
    assert draft.text.startswith("The harbour board will close the north pier")
    assert draft.captions == ("Boats at the north pier in March.",)


def test_attachments_stay_out_and_are_said() -> None:
    message = mail()
    message.set_content(TEXT)
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="letter.pdf")
    message.add_attachment("Another text.", filename="more.txt")
    draft = read_upload("pier.eml", "", bytes(message))
    assert draft.text == TEXT
    assert draft.notes == ("pier.eml: read without what is attached to it (letter.pdf, more.txt).",)


def test_mail_is_told_by_its_headers_not_by_its_name() -> None:
    message = mail(Date="Mon, 31 Mar 2025 18:30:00 +0100")
    message.set_content(TEXT)
    assert read_upload("pier.txt", "text/plain", bytes(message)).title == "Pier shut — für ein Jahr"


def test_lines_that_flow_on_are_joined() -> None:
    data = (
        b"From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: Pier\r\n"
        b"Content-Type: text/plain; format=flowed\r\n\r\n"
        b"The board closed \r\nthe pier.\r\n\r\nIt was old.\r\n"
    )
    assert read_upload("pier.eml", "", data).text == "The board closed the pier.\n\nIt was old."


def test_older_encodings() -> None:
    data = (
        b"From: =?iso-8859-1?Q?L=FCnd?= <a@b.example>\nSubject: Pier\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: 8bit\n\n"
        b"\x93Nobody is in danger,\x94 said M\xfcller.\n"
    )
    draft = read_upload("pier.eml", "", data)
    assert draft.text == "“Nobody is in danger,” said Müller."
    assert draft.author == "Lünd"


@pytest.mark.parametrize("subject", ["=?utf\xff?q?Pier?=", "=?x?b?====?=", "=?utf-8?q?=ff?=", "=?\x80?q?a?="])
def test_a_garbled_header_harms_nothing(subject: str) -> None:
    """The fuzzer found the first: its name of an encoding is no name at all."""
    data = (
        b"From: a@b.example\nMIME-Version: 1.0\nSubject: "
        + subject.encode("latin-1")
        + b"\n\nThe pier is shut."
    )
    assert read_upload("pier.eml", "message/rfc822", data).text == "The pier is shut."


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
FORWARDED = b"Content-Type: message/rfc822\n\n" * 3000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Subject: Pier\n\n", "no text"),
        (
            b"From: a@b.example\nSubject: Pier\nMIME-Version: 1.0\nContent-Type: image/png\n\nabc",
            "holds no text",
        ),
        (NESTED, "more than 50 parts"),
        (FORWARDED, "more than 50 parts"),
        (
            b'Content-Type: text/plain; "' + b";" * 1_000_000 + b"\n\nThe pier is shut.",
            "more than 5,000 bytes",
        ),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^pier\.eml: .*{reason}"):
        read_upload("pier.eml", "message/rfc822", data)
