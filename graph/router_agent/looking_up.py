"""Where a host leads: looked up once, and gone to only if all of it may be gone to."""

import socket
from concurrent.futures import Future
from typing import Any, Final

from router_agent import background
from router_agent.addresses import (
    addresses_of,
    is_name_of_this_machine,
    literal,
    parsed,
    plain_name,
    refused,
)
from router_agent.errors import ModelTimeout, ModelUnavailable
from router_agent.hosts import refusal

# As RFC 6761 has it, `localhost` is nobody's to answer: no look-up, and no file of hosts, can
# lead it elsewhere. Ollama listens on the first.
_THIS_MACHINE: Final = ("127.0.0.1", "::1")

Found = list[tuple[Any, ...]]


def without_looking(host: str, trusted_hosts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the addresses of a local host; None where its name must be looked up.

    Raises:
        ModelUnavailable: If it is not a local host: nothing of it is looked up then.
    """
    if (why := refusal(host, trusted_hosts)) is not None:
        raise ModelUnavailable("local", why)
    name = plain_name(host)
    if (address := literal(name)) is not None:
        return (str(address),)
    return _THIS_MACHINE if is_name_of_this_machine(name) else None


def start(host: str) -> "Future[Found]":
    """Look a name up in a thread of its own: a look-up cannot be given a time limit."""
    return background.start(
        lambda: socket.getaddrinfo(host, None, type=socket.SOCK_STREAM), "look-up"
    )


def result(found: "Future[Found]", trusted_hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of a trusted name, in the resolver's order.

    One that is refused spoils the others: a name that also leads out of the house is not the
    one that the user meant, and which of them is connected to would be left to chance, or to
    whoever answers for the name.

    Raises:
        ModelTimeout: If the look-up is not over.
        ModelUnavailable: If the name is not known, or leads to an address that is refused.
    """
    if not found.done():
        raise ModelTimeout("local", "timeout")
    try:
        texts = dict.fromkeys(str(entry[4][0]) for entry in found.result())
    except (OSError, UnicodeError):
        raise ModelUnavailable("local", "name_unknown") from None
    if not texts:
        raise ModelUnavailable("local", "name_unknown")
    trusted = addresses_of(trusted_hosts)
    addresses = [parsed(text) for text in texts]
    for address in addresses:
        why = "address_not_local" if address is None else refused(address, trusted)
        if why is not None:
            raise ModelUnavailable("local", why)
    return tuple(map(str, addresses))
