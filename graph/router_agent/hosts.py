"""Where the local server listens, and whether that place is local."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from router_agent.errors import InvalidSetting
from router_agent.settings import Settings

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


def is_local(url: str, trusted_hosts: tuple[str, ...]) -> bool:
    """Whether `url` leads to this machine, or to a host that the user trusts by name.

    Only loopback addresses and `localhost` are this machine: any other name can be made to
    point anywhere.

    >>> is_local("http://127.0.0.1:11434", ())
    True
    >>> is_local("http://192.168.0.7:11434", ())
    False
    >>> is_local("http://192.168.0.7:11434", ("192.168.0.7",))
    True
    """
    name = (urlsplit(url).hostname or "").lower()
    if name == "localhost" or name in {host.lower() for host in trusted_hosts}:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
