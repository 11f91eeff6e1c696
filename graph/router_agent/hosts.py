"""Where the local server listens, and whether that place is local."""

from typing import Final, Literal
from urllib.parse import urlsplit

from router_agent.addresses import (
    addresses_of,
    is_name_of_this_machine,
    literal,
    names_of,
    plain_name,
    refused,
)
from router_agent.errors import InvalidSetting
from router_agent.settings import Settings

NotLocal = Literal["not_local", "link_local"]

_OLLAMA_PORT: Final = 11434


def local_base_url(settings: Settings) -> str:
    """Return the base URL of the local server, without a trailing slash.

    Raises:
        InvalidSetting: If `OLLAMA_HOST` is not an address.
    """
    if settings.local_base_url is not None:
        return settings.local_base_url.rstrip("/")
    return ollama_url(settings.ollama_host)


def ollama_url(host: str) -> str:
    """Return `OLLAMA_HOST` as a base URL, read as Ollama's own programs read it.

    Without a scheme the port is 11434, with `http://` it is 80 and with `https://` 443.
    `0.0.0.0` and `::` tell a server where to listen; a client goes to this machine.

    Raises:
        InvalidSetting: If it is not an address.

    Source:
        ollama/ollama, envconfig/config.go, `Host`.

    >>> ollama_url("127.0.0.1")
    'http://127.0.0.1:11434'
    >>> ollama_url("0.0.0.0:8080")
    'http://127.0.0.1:8080'
    >>> ollama_url("https://gpu.example")
    'https://gpu.example:443'
    """
    text = host.strip()
    has_scheme = "://" in text
    try:
        parts = urlsplit(text if has_scheme else f"http://{text}")
        name, port = parts.hostname, parts.port
    except ValueError:
        name, port = None, None
    if not name or parts.scheme not in ("http", "https") or parts.username is not None:
        raise InvalidSetting("OLLAMA_HOST", "not an address", "HOST[:PORT] or http://HOST[:PORT]")
    if port is None:
        port = {"http": 80, "https": 443}[parts.scheme] if has_scheme else _OLLAMA_PORT
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(name, name)  # noqa: S104 - compared, not bound
    shown = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{shown}:{port}{parts.path.rstrip('/')}"


def shown_url(url: str) -> str:
    """Return a URL as people may see it: without a login.

    >>> shown_url("https://user:secret@host/v1")
    'https://host/v1'
    """
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def refusal(host: str, trusted_hosts: tuple[str, ...]) -> NotLocal | None:
    """Return why a host is not local; None where it is.

    Local are loopback addresses, `localhost`, and the hosts that the user trusts: any other name
    can be made to point anywhere. Where a trusted name leads is seen when it is connected to.

    Args:
        host: A name or an address, without brackets and port.
        trusted_hosts: Names and addresses, as the settings hold them.
    """
    name = plain_name(host)
    if (address := literal(name)) is None:
        local = is_name_of_this_machine(name) or name in names_of(trusted_hosts)
        return None if local else "not_local"
    why = refused(address, trusted := addresses_of(trusted_hosts))
    if why == "link_local":
        return "link_local"
    return None if why is None and (address.is_loopback or address in trusted) else "not_local"


def refusal_of(url: str, trusted_hosts: tuple[str, ...]) -> NotLocal | None:
    """Return why the host of `url` is not local; None where it is."""
    return refusal(urlsplit(url).hostname or "", trusted_hosts)


def is_local(url: str, trusted_hosts: tuple[str, ...]) -> bool:
    """Whether `url` leads to this machine, or to a host that the user trusts.

    >>> is_local("http://127.0.0.1:11434", ())
    True
    >>> is_local("http://192.168.0.7:11434", ())
    False
    >>> is_local("http://192.168.0.7:11434", ("192.168.0.7",))
    True
    """
    return refusal_of(url, trusted_hosts) is None
