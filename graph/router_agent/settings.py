"""What the environment says: read in one place, with `.env`, without changing `os.environ`."""

import os
import re
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from dotenv import dotenv_values, find_dotenv
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from router_agent.context import (
    NAMES,
    Choices,
    History,
    Language,
    Preference,
    RouteChoice,
    WhenLocalUnavailable,
    shown,
    unknown_setting,
)
from router_agent.errors import InvalidSetting
from router_agent.sensitivity.assessment import Preset

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Seconds = Annotated[float, Field(gt=0, le=86_400)]
Temperature = Annotated[float, Field(ge=0, le=2)]

_PREFIX: Final = "ROUTER_"
# Kubernetes sets these for every service that happens to be named "router".
_NOT_OURS: Final = re.compile(r"ROUTER_(SERVICE_|PORT$|PORT_\d)", re.ASCII)
_FILE_CHECK_SECONDS: Final = 1.0


class Settings(BaseSettings):
    """The settings of this process; frozen, secrets masked.

    Per-run settings have the names and meanings of `RouterContext`. The others can never be
    set by a run: a caller of a server must not be able to redirect "local".
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    privacy: Preset = "balanced"
    route: RouteChoice = "auto"
    prefer: Preference = "quality"
    when_local_unavailable: WhenLocalUnavailable = "hold"
    history: History = "sticky"
    cloud_model: Annotated[str, Field(min_length=1)] = "gpt-4o-mini"
    local_model: Annotated[str, Field(min_length=1)] = "exaone3.5:7.8b"
    cloud_temperature: Temperature = 0.7
    local_temperature: Temperature | None = None
    language: Language = "auto"

    openai_api_key: SecretStr | None = Field(None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str = Field(
        "https://api.openai.com/v1",
        validation_alias="OPENAI_BASE_URL",
        pattern=r"^https?://[^/\s]+",
    )
    ollama_host: str = Field("http://127.0.0.1:11434", validation_alias="OLLAMA_HOST")

    local_provider: Literal["ollama", "openai"] = "ollama"
    local_base_url: str | None = Field(None, pattern=r"^https?://[^/\s]+")
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    stats_url: str | None = None
    tracing: Literal["off", "metadata", "full"] = "off"
    budget_usd_per_day: Annotated[float, Field(ge=0)] | None = None
    local_num_ctx: Annotated[int, Field(ge=512, le=4_194_304)] = 8192
    max_question_chars: Annotated[int, Field(ge=1, le=100_000_000)] = 1_000_000
    cloud_timeout_seconds: Seconds = 60
    local_first_token_seconds: Seconds = 300
    probe_seconds: Seconds = 1
    judge_seconds: Seconds = 8
    availability_seconds: Annotated[float, Field(ge=0, le=86_400)] = 10

    @field_validator("trusted_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Read a comma-separated list, as environment variables have it."""
        if isinstance(value, str):
            return tuple(host.strip() for host in value.split(",") if host.strip())
        return value

    @cached_property
    def choices(self) -> Choices:
        """The per-run settings, as the environment has them."""
        return Choices(**{name: getattr(self, name) for name in NAMES})

    @cached_property
    def explicit(self) -> frozenset[str]:
        """Names of the per-run settings that the environment really sets."""
        return frozenset(self.model_fields_set & set(NAMES))


def variable(field: str) -> str:
    """Return the environment variable of a field of `Settings`."""
    own = field.upper()
    return own if field in ("openai_api_key", "openai_base_url", "ollama_host") else _PREFIX + own


VARIABLES: Final = {variable(name): name for name in Settings.model_fields}
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
        if upper.startswith(_PREFIX) and upper not in VARIABLES and not _NOT_OURS.match(upper):
            raise unknown_setting(name, tuple(VARIABLES))


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
    if name.endswith("_URL"):  # may hold a password
        return InvalidSetting(name, "not an address", "http://HOST[:PORT]/PATH")
    if "expected" in (context := error.get("ctx", {})):
        allowed = str(context["expected"]).replace(" or ", ", ").replace("'", "")
    else:
        allowed = error["msg"].removeprefix("Input should be ")
    return InvalidSetting(name, shown(values.get(name)), allowed)


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
