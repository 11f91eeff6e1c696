"""What the environment says: read in one place, with `.env`, without changing `os.environ`."""

import os
import re
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dotenv import dotenv_values, find_dotenv
from pydantic import ValidationError

from router_agent.context import unknown_name
from router_agent.errors import InvalidSetting
from router_agent.settings import PREFIX, VARIABLES, Settings, variable

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Kubernetes sets these for every service that happens to be named "router".
_NOT_OURS: Final = re.compile(r"ROUTER_(SERVICE_|PORT$|PORT_\d)", re.ASCII)
_LONGEST_SHOWN_VALUE: Final = 60
_FILE_CHECK_SECONDS: Final = 1.0
_RAW_NAMES: Final = tuple(map(os.fsencode if os.supports_bytes_environ else str, VARIABLES))


def read(file: Path | None = None) -> Settings:
    """Return the settings of `os.environ`, over those of a `.env` file.

    Raises:
        InvalidSetting: If a `ROUTER_` variable is unknown or a value is impossible.
    """
    written = _file_values(file)
    _refuse_unknown(written)
    _refuse_unknown(os.environ)
    try:
        settings = Settings(_env_file=file)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise _explained(first, {**written, **os.environ}) from None
    if settings.local_provider == "openai" and settings.local_base_url is None:
        raise InvalidSetting(
            variable("local_base_url"),
            "unset",
            "the server's address, as ROUTER_LOCAL_PROVIDER is openai: http://127.0.0.1:8080/v1",
        )
    return settings


def _refuse_unknown(names: Iterable[str]) -> None:
    for name in names:
        upper = name.upper()
        if upper.startswith(PREFIX) and upper not in VARIABLES and not _NOT_OURS.match(upper):
            raise unknown_name(name, tuple(VARIABLES))


def _file_values(file: Path | None) -> Mapping[str, str | None]:
    if file is None:
        return {}
    try:
        return dotenv_values(file, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InvalidSetting(str(file), "unreadable", "a UTF-8 text file of NAME=value") from None


def _explained(error: "ErrorDetails", values: Mapping[str, str | None]) -> InvalidSetting:
    """Return our error for pydantic's: the variable, its value, and what is allowed."""
    name = str(error["loc"][0]).upper()
    name = name if name in VARIABLES else variable(name.lower())
    if name.endswith("_KEY"):
        return InvalidSetting(name, "not a key", "printable ASCII without spaces")
    if name.endswith("_URL"):  # may hold a password
        return InvalidSetting(name, "not an address", "http://HOST[:PORT]/PATH")
    if "expected" in (context := error.get("ctx", {})):
        allowed = str(context["expected"]).replace(" or ", ", ").replace("'", "")
    else:
        allowed = error["msg"].removeprefix("Input should be ")
    return InvalidSetting(name, _shown(values.get(name)), allowed)


def _shown(value: str | None) -> str:
    """Return a value as an error may show it; here it is the operator's own word."""
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN_VALUE else "a long text"


@dataclass(frozen=True, slots=True)
class _Loaded:
    settings: Settings
    environment: tuple[object, ...]
    file: Path | None
    modified: float
    checked: float


class _Current:
    """The settings in force, read again when the environment or the `.env` file has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    def get(self) -> Settings:
        """Return the settings as last read; reads them when there are none yet."""
        loaded = self._loaded
        return self.refresh() if loaded is None else loaded.settings

    def due(self) -> bool:
        """Whether `refresh` would touch the disk now."""
        loaded = self._loaded
        return (
            loaded is None
            or time.monotonic() - loaded.checked > _FILE_CHECK_SECONDS
            or _snapshot() != loaded.environment
        )

    def refresh(self) -> Settings:
        """Return the settings, read again if anything that they come from has changed."""
        if not self.due() and self._loaded is not None:
            return self._loaded.settings
        with self._lock:
            before = self._loaded
            environment, file = _snapshot(), _find_file()
            modified = _modified(file)
            _refuse_unknown(os.environ)
            if before is not None and (before.environment, before.file, before.modified) == (
                environment,
                file,
                modified,
            ):
                settings = before.settings
            else:
                settings = read(file)
            self._loaded = _Loaded(settings, environment, file, modified, time.monotonic())
            return settings


def _snapshot() -> tuple[object, ...]:
    """Return what the environment says of our variables, to be compared with later.

    Taken for every question. `os.environ` decodes each value anew, which takes ten times as
    long as the look-up; its own raw dictionary, where it is there, says as well that nothing
    has changed.
    """
    raw = getattr(os.environ, "_data", None)
    if isinstance(raw, dict):
        return tuple(map(raw.get, _RAW_NAMES))
    return tuple(map(os.environ.get, VARIABLES))


def _find_file() -> Path | None:
    try:
        found = find_dotenv(usecwd=True)
    except OSError:  # the working directory is gone
        return None
    return Path(found) if found else None


def _modified(file: Path | None) -> float:
    """Return when the file was last changed, in seconds since 1970; 0 where there is none."""
    try:
        return file.stat().st_mtime if file else 0
    except OSError:
        return 0


current: Final = _Current()
