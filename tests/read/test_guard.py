"""What is never fetched. No connection may be made to any of these."""

import ipaddress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.read import FetchError
from tests.read.internet import internet, page

HOSTILE = [
    # This machine, in every way to write it.
    "http://127.0.0.1/",
    "http://127.0.0.1:80/",
    "https://127.0.0.1:443/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.255.255.254/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0X7F.1/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://127.0.0.1./",
    "http://0/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://127%2e0%2e0%2e1/",
    "http://%31%32%37.0.0.1/",
    "http://１２７.０.０.１/",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:c0a8:101::1]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[::1%25lo]/",
    "http://127.0.0.1.nip.example/",
    # Networks of the house, of the provider, of the cloud.
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.254/",
    "http://192.168.0.1/",
    "http://192.168.257/",
    "http://3232235521/",
    "http://0xc0a80001/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://2852039166/",
    "http://[::ffff:169.254.169.254]/",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://168.63.129.16/",
    "http://metadata.google.internal/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://inside.example/",
    "http://half.example/",
    "http://six.example/",
    "http://mapped.example/",
    "http://link.example/",
    # Nobody's, everybody's, and for books.
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://[ff02::1]/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://192.0.2.1/",
    "http://198.51.100.7/",
    "http://203.0.113.9/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://198.18.0.1/",
    "http://192.88.99.1/",
    "http://[100::1]/",
    # Other ports and protocols.
    "http://news.example:8080/",
    "http://news.example:22/",
    "https://news.example:8443/",
    "http://news.example:0/",
    "http://news.example:99999/",
    "http://news.example:port/",
    "ftp://news.example/",
    "file:///etc/passwd",
    "file://news.example/etc/passwd",
    "gopher://news.example/",
    "dict://news.example/",
    "ws://news.example/",
    "data:text/html,<p>hello",
    "javascript:alert(1)",
    "//news.example/",
    "/etc/passwd",
    "news.example",
    "",
    "http://",
    "http:///path",
    "http:news.example",
    # One host for the reader, another for the program.
    "http://user@news.example/",
    "http://user:secret@news.example/",
    "http://@news.example/",
    "http://news.example@127.0.0.1/",
    "http://127.0.0.1@news.example/",
    "http://news.example\\@127.0.0.1/",
    "http://127.0.0.1\\@news.example/",
    "http://news.example#@127.0.0.1:8080\\/",
    "http://news.example /",
    "http://news.example\t/",
    "http://news\r\n.example/",
    "http://news.example/\r\nHost: 127.0.0.1",
    "http://news.example\0.other.example/",
    "http://news..example/",
    "http://.news.example/",
    "http://[news.example]/",
    "http://[v1.fe80::a]/",
    "http://[::1",
    "http://news.example%00.other.example/",
    "http://nobody.example/",
    "http://unknown.example/",
    "http://" + "a" * 64 + ".example/",
    "http://news.example/" + "a" * 2000,
]


@pytest.mark.parametrize("url", HOSTILE)
def test_no_connection_is_made(url: str) -> None:
    asked: list[httpx.Request] = []
    with pytest.raises(FetchError) as refused:
        internet(lambda _: page(), asked).get(url)
    assert asked == []
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("url", [url for url in HOSTILE if url.startswith("http:") and len(url) < 2000])
def test_no_connection_is_made_after_a_redirect(url: str) -> None:
    """The way into a network that trusts its own: a harmless URL that leads on to another."""
    asked: list[httpx.Request] = []

    def site(request: httpx.Request) -> httpx.Response:
        if len(asked) > 1:
            return page()
        return httpx.Response(302, headers=[(b"Location", url.encode())])

    try:
        answer = internet(site, asked).get("http://news.example/")
    except FetchError:
        assert len(asked) == 1
    else:  # what cannot stand in a header was read as a path of the harmless host
        assert httpx.URL(answer.url).host == "news.example"


PUBLIC = [
    "http://news.example/",
    "https://NEWS.example:443/a?b=c#d",
    "http://other.example/",
    "http://8.8.8.8/",
    "http://[2606:4700:4700::1111]/",
    "http://news.example/a b".replace(" ", "%20"),
]


@pytest.mark.parametrize("url", PUBLIC)
def test_the_public_internet_is_open(url: str) -> None:
    assert internet(lambda _: page()).get(url).content_type == "text/html"


def refused(url: str) -> bool:
    asked: list[httpx.Request] = []
    try:
        internet(lambda _: page(), asked).get(url)
    except FetchError:
        return not asked
    return False


def is_public(number: int) -> bool:
    """By the standard library, which is right where it says that an IPv4 address is not global."""
    address = ipaddress.IPv4Address(number)
    return address.is_global and not address.is_multicast


def notations(number: int) -> list[str]:
    a, b, c, d = number.to_bytes(4, "big")
    return [
        f"{a}.{b}.{c}.{d}",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a}.{b}.{c}.{d}.",
        f"%{ord(str(a)[0]):x}{str(a)[1:]}.{b}.{c}.{d}",
    ]


def embeddings(number: int) -> list[str]:
    four = ipaddress.IPv4Address(number)
    high, low = number >> 16, number & 0xFFFF
    return [
        f"::ffff:{four}",
        f"::{four}",
        f"::ffff:0:{four}",
        f"64:ff9b::{four}",
        f"64:ff9b:1::{four}",
        f"2002:{high:x}:{low:x}::1",
        f"2001:0:{high:x}:{low:x}::1",
        f"2001:0:808:808:0:0:{high ^ 0xFFFF:x}:{low ^ 0xFFFF:x}",
    ]


inside = st.sampled_from(
    [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
    ]
).flatmap(lambda block: st.ip_addresses(v=4, network=block))


@given(inside | st.ip_addresses(v=4))
def test_an_address_inside_is_refused_in_every_notation(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    written = [*notations(number), *(f"[{six}]" for six in embeddings(number))]
    if not is_public(number):
        assert [each for each in written if not refused(f"http://{each}/")] == []
    else:  # only what is plainly written may be fetched, and what a network without IPv4 makes of it
        plain = {written[0], f"[64:ff9b::{address}]"}
        assert all(refused(f"http://{each}/") for each in written if each not in plain)


@given(st.ip_addresses(v=6))
def test_no_address_of_ipv6_but_global_unicast_is_fetched(address: ipaddress.IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        assert refused(f"http://[{address}]/")
