"""Which IP addresses may be connected to: hosts of the public internet, and nothing else.

`is_global` of the standard library is not enough: it calls multicast, the relays of 6to4 and the
prefix of NAT64 global, whatever IPv4 address lies inside. The blocks are those of IANA's registries
of special-purpose addresses (RFC 6890 and its successors).
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

IPAddress = IPv4Address | IPv6Address

SPECIAL_IPV4 = {
    IPv4Network(block): what
    for block, what in {
        "0.0.0.0/8": "this network",
        "10.0.0.0/8": "a private network",
        "100.64.0.0/10": "a network shared by a provider's customers",
        "127.0.0.0/8": "this machine",
        "169.254.0.0/16": "the local link, where clouds keep their metadata",
        "172.16.0.0/12": "a private network",
        "192.0.0.0/24": "protocol assignments",
        "192.0.2.0/24": "documentation",
        "192.31.196.0/24": "the AS112 service",
        "192.52.193.0/24": "multicast relays",
        "192.88.99.0/24": "6to4 relays",
        "192.168.0.0/16": "a private network",
        "192.175.48.0/24": "the AS112 service",
        "198.18.0.0/15": "benchmarks of networks",
        "198.51.100.0/24": "documentation",
        "203.0.113.0/24": "documentation",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved addresses",
        "168.63.129.16/32": "a cloud's metadata",
    }.items()
}
UNICAST_IPV6 = IPv6Network("2000::/3")  # everything else is local, reserved, or another address in disguise
SPECIAL_IPV6 = {
    IPv6Network(block): what
    for block, what in {
        "2001::/32": "Teredo tunnels",
        "2001::/23": "protocol assignments",
        "2001:db8::/32": "documentation",
        "2002::/16": "6to4 tunnels",
        "2620:4f:8000::/48": "the AS112 service",
        "3fff::/20": "documentation",
    }.items()
}
NAT64 = IPv6Network("64:ff9b::/96")  # how a network without IPv4 reaches the hosts that have nothing else


def refusal(address: IPAddress) -> str:
    """What a refused address belongs to, as a noun phrase; empty for a host of the public internet."""
    if isinstance(address, IPv4Address):
        special = next((what for block, what in SPECIAL_IPV4.items() if address in block), "")
    elif address in NAT64:
        inside = refusal(IPv4Address(int(address) & 0xFFFF_FFFF))
        return inside and f"{inside}, written as an address of NAT64"
    elif address in UNICAST_IPV6:
        special = next((what for network, what in SPECIAL_IPV6.items() if address in network), "")
    elif address.ipv4_mapped is not None:
        special = "IPv4, written as IPv6"
    else:
        special = "this machine" if address.is_loopback else "local or reserved addresses"
    return special or ("" if address.is_global else "special addresses")


def parse_address(written: str) -> IPAddress | None:
    """The address that a resolver gave; None where it is none, or bound to a network card (fe80::1%eth0)."""
    try:
        return ip_address(written) if "%" not in written else None
    except ValueError:
        return None
