"""The settings of a process: names, defaults and what they may be."""

import re
from functools import cached_property
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from router_agent.addresses import literal, plain_name
from router_agent.context import (
    NAMES,
    Choices,
    History,
    Language,
    Preference,
    RouteChoice,
    WhenLocalUnavailable,
)
from router_agent.sensitivity.assessment import Preset

PREFIX: Final = "ROUTER_"

_HOST_NAME: Final = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", re.ASCII)

Seconds = Annotated[float, Field(gt=0, le=86_400)]
Temperature = Annotated[float, Field(ge=0, le=2)]


class Settings(BaseSettings):
    """The settings of this process; frozen, secrets masked.

    Per-run settings have the names and meanings of `RouterContext`. The others can never be
    set by a run: a caller of a server must not be able to redirect "local".
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
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
        repr=False,
    )
    ollama_host: str = Field("http://127.0.0.1:11434", validation_alias="OLLAMA_HOST", repr=False)

    local_provider: Literal["ollama", "openai"] = "ollama"
    local_base_url: str | None = Field(None, pattern=r"^https?://[^/\s]+", repr=False)
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    stats_url: str | None = Field(None, repr=False)
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

    @field_validator("trusted_hosts", mode="after")
    @classmethod
    def _are_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Spell hosts alike, and refuse what would be trusted by no one's reading or by two.

        A port, a scheme, a network or a wildcard would be ignored in silence.
        """
        hosts = tuple(plain_name(host.removeprefix("[").removesuffix("]")) for host in value)
        for host in hosts:
            if literal(host) is None and not _HOST_NAME.fullmatch(host):
                raise PydanticCustomError(
                    "host", "names or addresses of hosts, without scheme, port and wildcard"
                )
        return hosts

    @field_validator("openai_base_url", "local_base_url", mode="after")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        """Refuse what could not be connected to: a port out of range, half an IPv6 address."""
        if value is not None and (not (parts := urlsplit(value)).hostname or parts.port == 0):
            raise ValueError("no host")
        return value

    @field_validator("openai_api_key", mode="after")
    @classmethod
    def _is_key(cls, value: SecretStr | None) -> SecretStr | None:
        """Refuse what no HTTP header can carry, such as a line break that was pasted along."""
        key = value.get_secret_value() if value else ""
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise ValueError("not printable")
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
    return own if field in ("openai_api_key", "openai_base_url", "ollama_host") else PREFIX + own


VARIABLES: Final = {variable(name): name for name in Settings.model_fields}
