"""Which IP addresses a local question may go to, and how host names are spelled alike."""

import ipaddress
from functools import lru_cache
from typing import Final, Literal

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Refused = Literal["address_not_local", "link_local"]

# RFC 1918 and RFC 4193. Not RFC 6598 (100.64.0.0/10): a provider's customers share it, and clouds
# keep services there. Who reaches an own machine by such an address, as with Tailscale, lists it.
_PRIVATE: Final = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
)
# RFC 6052 and RFC 8215: the last four bytes are an IPv4 address, reached through a translator.
_NAT64: Final = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48")))


def plain_name(host: str) -> str:
    """Return a host's name as names are compared: in lower case, ASCII, without the root's dot.

    A name that cannot be written in ASCII is returned as it is, and so equals no other.

    >>> plain_name("GPU.lan.")
    'gpu.lan'
    >>> plain_name("\ud55c\uad6d.example")
    'xn--3e0b707e.example'
    """
    name = host.strip().lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode()
        except UnicodeError:
            return host
    return name.removesuffix(".")


def literal(host: str) -> Address | None:
    """Return the address that `host` spells out; None for a name.

    Only the usual spelling is one: `127.1`, `2130706433` and `0x7f.1` are names, which a
    resolver may read as it likes. So is an address that names a network card (`fe80::1%eth0`).

    >>> literal("127.0.0.1"), literal("::ffff:10.0.0.7"), literal("2130706433")
    (IPv4Address('127.0.0.1'), IPv4Address('10.0.0.7'), None)
    """
    return None if "%" in host else parsed(host)


def parsed(text: str) -> Address | None:
    """Return an address, an IPv4 one that is mapped into IPv6 as IPv4; None if it is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_name_of_this_machine(name: str) -> bool:
    """Whether a plain name is `localhost` or below it, which RFC 6761 keeps for loopback."""
    return name == "localhost" or name.endswith(".localhost")


@lru_cache(maxsize=64)
def names_of(hosts: tuple[str, ...]) -> frozenset[str]:
    """Return the plain names among some hosts."""
    return frozenset(name for host in hosts if literal(name := plain_name(host)) is None)


@lru_cache(maxsize=64)
def addresses_of(hosts: tuple[str, ...]) -> frozenset[Address]:
    """Return the addresses among some hosts."""
    found = (literal(plain_name(host)) for host in hosts)
    return frozenset(address for address in found if address is not None)


def refused(address: Address, trusted: frozenset[Address]) -> Refused | None:
    """Return why a trusted name may not lead to an address; None where it may.

    It may be loopback, private, or trusted itself. Link-local, multicast and unspecified
    addresses are refused even then: the first is where clouds keep their metadata services,
    and each means another machine on another network.

    Args:
        address: Where the name leads; not mapped, see `parsed`.
        trusted: The addresses that the user trusts.

    >>> refused(ipaddress.ip_address("192.168.0.7"), frozenset())
    >>> refused(ipaddress.ip_address("8.8.8.8"), frozenset())
    'address_not_local'
    >>> refused(ipaddress.ip_address("169.254.169.254"), frozenset())
    'link_local'
    """
    inner = _inside(address)
    if address.is_link_local or (inner is not None and inner.is_link_local):
        return "link_local"
    if address.is_multicast or address.is_unspecified:
        return "address_not_local"
    if address.is_loopback or address in trusted:
        return None
    if any(address in network for network in _PRIVATE):
        return None
    return "address_not_local"


def _inside(address: Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that a tunnel or a translator would go on to; None without one."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
