"""Which hosts and addresses are local, spelling by spelling."""

import ipaddress

import pytest

from router_agent import InvalidSetting
from router_agent.addresses import parsed, plain_name, refused
from router_agent.environment import current
from router_agent.hosts import is_local, refusal_of

TRUSTED = ("gpu.lan", "192.168.0.7", "fd00::7", "169.254.0.7", "203.0.113.7")


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("127.0.0.1", None),
        ("127.255.255.254", None),
        ("[::1]", None),
        ("[::ffff:127.0.0.1]", None),
        ("[::ffff:7f00:1]", None),
        ("[0:0:0:0:0:0:0:1]", None),
        ("localhost", None),
        ("LOCALHOST", None),
        ("localhost.", None),
        ("ollama.localhost", None),
        ("user:word@127.0.0.1", None),  # a login is not a host
        ("gpu.lan", None),
        ("GPU.LAN.", None),
        ("192.168.0.7", None),
        ("[::ffff:192.168.0.7]", None),
        ("[fd00::7]", None),
        ("[FD00:0::7]", None),
        ("203.0.113.7", None),
        # Somebody else's
        ("192.168.0.8", "not_local"),
        ("10.0.0.1", "not_local"),
        ("8.8.8.8", "not_local"),
        ("[fd00::8]", "not_local"),
        ("[2001:db8::1]", "not_local"),
        ("other.lan", "not_local"),
        ("gpu.lan.evil.example", "not_local"),
        ("localhost.evil.example", "not_local"),
        ("notlocalhost", "not_local"),
        ("127.0.0.1.evil.example", "not_local"),
        ("127.0.0.1@evil.example", "not_local"),
        (r"127.0.0.1\@evil.example", "not_local"),
        ("evil.example#@127.0.0.1", "not_local"),
        ("evil.example?@127.0.0.1", "not_local"),
        ("localhost%00.evil.example", "not_local"),
        ("", "not_local"),
        # Nobody's
        ("0.0.0.0", "not_local"),  # noqa: S104 - read, not bound
        ("[::]", "not_local"),
        ("224.0.0.1", "not_local"),
        ("255.255.255.255", "not_local"),
        ("[ff02::1]", "not_local"),
        ("169.254.169.254", "link_local"),
        ("169.254.0.7", "link_local"),  # listed or not
        ("[fe80::1]", "link_local"),
        ("[::ffff:169.254.169.254]", "link_local"),
        # What a resolver would read as an address, and another one differently
        ("2130706433", "not_local"),
        ("0x7f000001", "not_local"),
        ("0x7f.1", "not_local"),
        ("017700000001", "not_local"),
        ("0177.0.0.1", "not_local"),
        ("127.1", "not_local"),
        ("127.0.0.1.", None),
        ("0", "not_local"),
        ("[::1%25lo]", "not_local"),
        ("[fe80::1%25eth0]", "not_local"),
        ("[::127.0.0.1]", "not_local"),  # IPv4-compatible, which is no loopback
        ("127。0。0。1", None),  # the full stops that IDNA reads as dots
        ("ⓛocalhost", None),  # IDNA reads a circled letter as the letter
        ("localhost\u200b", None),  # and a space without width as nothing
        ("1\u0338", "not_local"),
    ],
)
def test_a_host_is_local_by_what_it_is_and_not_by_how_it_looks(host: str, why: str | None) -> None:
    assert refusal_of(f"http://{host}:11434", TRUSTED) == why
    assert is_local(f"http://{host}:11434", TRUSTED) == (why is None)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", None),
        ("127.0.0.2", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("10.0.0.1", None),
        ("172.16.0.1", None),
        ("172.31.255.254", None),
        ("192.168.255.254", None),
        ("::ffff:10.0.0.1", None),
        ("fd12:3456::1", None),
        ("203.0.113.7", None),  # listed
        ("::ffff:203.0.113.7", None),
        # Public, or shared with strangers
        ("8.8.8.8", "address_not_local"),
        ("172.32.0.1", "address_not_local"),
        ("192.167.0.1", "address_not_local"),
        ("100.64.0.1", "address_not_local"),
        ("100.100.100.200", "address_not_local"),
        ("203.0.113.8", "address_not_local"),
        ("192.0.2.1", "address_not_local"),
        ("198.18.0.1", "address_not_local"),
        ("2001:db8::1", "address_not_local"),
        ("2606:4700:4700::1111", "address_not_local"),
        ("fec0::1", "address_not_local"),
        ("::8.8.8.8", "address_not_local"),
        ("::ffff:8.8.8.8", "address_not_local"),
        # Tunnels and translators, wherever they lead
        ("2002:7f00:1::1", "address_not_local"),
        ("2002:c0a8:7::1", "address_not_local"),
        ("64:ff9b::7f00:1", "address_not_local"),
        ("64:ff9b::808:808", "address_not_local"),
        ("64:ff9b:1::a00:1", "address_not_local"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "address_not_local"),
        # Of no machine in particular
        ("0.0.0.0", "address_not_local"),  # noqa: S104 - read, not bound
        ("::", "address_not_local"),
        ("224.0.0.251", "address_not_local"),
        ("ff02::fb", "address_not_local"),
        ("255.255.255.255", "address_not_local"),
        ("240.0.0.1", "address_not_local"),
        ("169.254.169.254", "link_local"),
        ("169.254.0.7", "link_local"),
        ("fe80::1", "link_local"),
        ("fe80::1%eth0", "link_local"),
        ("::ffff:169.254.169.254", "link_local"),
        ("2002:a9fe:a9fe::1", "link_local"),
        ("64:ff9b::a9fe:a9fe", "link_local"),
    ],
)
def test_a_trusted_name_may_lead_to_loopback_private_and_listed_addresses_only(
    address: str, why: str | None
) -> None:
    where = parsed(address)
    assert where is not None
    listed = frozenset(map(ipaddress.ip_address, ("203.0.113.7", "169.254.0.7")))
    assert refused(where, listed) == why


def test_names_are_compared_as_resolvers_compare_them() -> None:
    assert plain_name(" GPU.Lan. ") == "gpu.lan"
    assert plain_name("서버.example") == "xn--hk3b17f.example" == plain_name("XN--HK3B17F.example")


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("GPU.lan., 192.168.0.7", ("gpu.lan", "192.168.0.7")),
        ("[fd00::7],fd00::8", ("fd00::7", "fd00::8")),
        ("my_gpu", ("my_gpu",)),
        ("서버.example", ("xn--hk3b17f.example",)),
        (" , ", ()),
    ],
)
def test_trusted_hosts_are_names_and_addresses(
    written: str, hosts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", written)
    assert current.refresh().trusted_hosts == hosts


@pytest.mark.parametrize(
    "written",
    ["gpu.lan:11434", "http://gpu.lan", "*.lan", "192.168.0.0/24", "[fd00::7]:80", "a b", "me@gpu"],
)
def test_what_would_trust_more_or_less_than_it_says_is_an_error(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A port or a wildcard that is read over would be trusted without being meant, or not."""
    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", written)
    with pytest.raises(InvalidSetting, match=r"ROUTER_TRUSTED_HOSTS.*without scheme, port"):
        current.refresh()
