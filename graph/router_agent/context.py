"""What a run may choose, and how a caller says so."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, cast, get_args

from router_agent.errors import InvalidSetting
from router_agent.sensitivity.assessment import Preset

RouteChoice = Literal["auto", "local", "cloud"]
Preference = Literal["quality", "cost", "speed"]
WhenLocalUnavailable = Literal["hold", "mask", "ask", "cloud"]
History = Literal["sticky", "cleared"]
Language = Literal["auto", "ko", "en"]

_ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "privacy": get_args(Preset),
    "route": get_args(RouteChoice),
    "prefer": get_args(Preference),
    "when_local_unavailable": get_args(WhenLocalUnavailable),
    "history": get_args(History),
    "language": get_args(Language),
}
_TEMPERATURES: Final = ("cloud_temperature", "local_temperature")
_MODELS: Final = ("cloud_model", "local_model")
# Names of models as their makers write them (`hf.co/org/model:Q4_K_M`, `ft:gpt-4o-mini:org::id`).
# A sentence is none: the name is sent to the cloud, and written into statistics and reasons.
_MODEL_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}", re.ASCII)
# What a setting's value or name looks like, misspelled or not. A caller that mixes up its
# arguments passes a question: of all that looks otherwise, only the type is shown.
_WORD: Final = re.compile(r"[A-Za-z_]{1,20}|-?\d{1,3}(\.\d{1,3})?", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z_]{1,30}", re.ASCII)
_LARGEST_SHOWN: Final = 1000
# What LangGraph copies out of a config without a look at its type.
_MAPPINGS: Final = ("configurable", "metadata")


@dataclass(frozen=True, slots=True, kw_only=True)
class RouterContext:
    """What the caller of one run chooses; None leaves it to the environment.

    The context schema of the graph: `graph.invoke(..., context=RouterContext(privacy="strict"))`.

    Attributes:
        privacy: How readily a question counts as private.
        route: Force the local or the cloud model; `auto` lets the rules decide.
        prefer: What to prefer where privacy allows both models.
        when_local_unavailable: What to do with a private question while the local model is down.
        history: `sticky` keeps a thread that was private once private.
        cloud_model: Name of the cloud model.
        local_model: Name of the local model.
        cloud_temperature: Sampling temperature of the cloud model, from 0 to 2.
        local_temperature: Sampling temperature of the local model, from 0 to 2.
        language: Language of the reasons; `auto` follows the question.

    Raises:
        InvalidSetting: If a value is not allowed.
    """

    privacy: Preset | None = None
    route: RouteChoice | None = None
    prefer: Preference | None = None
    when_local_unavailable: WhenLocalUnavailable | None = None
    history: History | None = None
    cloud_model: str | None = None
    local_model: str | None = None
    cloud_temperature: float | None = None
    local_temperature: float | None = None
    language: Language | None = None

    def __post_init__(self) -> None:
        """Check every value, so that a wrong one is named before anything runs."""
        for name, allowed in _ALLOWED.items():
            value = getattr(self, name)
            if value is not None and not (isinstance(value, str) and value in allowed):
                raise InvalidSetting(name, shown(value), ", ".join(allowed))
        for name in _TEMPERATURES:
            value = getattr(self, name)
            if value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 2:
                raise InvalidSetting(name, shown(value), "a number from 0 to 2")
        for name in _MODELS:
            value = getattr(self, name)
            if value is not None and not (isinstance(value, str) and _MODEL_NAME.fullmatch(value)):
                raise InvalidSetting(name, shown(value), "the name of a model, without spaces")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is in force for one run, nothing left open. Attributes as in `RouterContext`."""

    privacy: Preset = "balanced"
    route: RouteChoice = "auto"
    prefer: Preference = "quality"
    when_local_unavailable: WhenLocalUnavailable = "hold"
    history: History = "sticky"
    cloud_model: str = "gpt-4o-mini"
    local_model: str = "exaone3.5:7.8b"
    cloud_temperature: float = 0.7
    local_temperature: float | None = None
    language: Language = "auto"

    def as_dict(self) -> dict[str, Any]:
        """Return the settings as plain data, as the state keeps them."""
        return {name: getattr(self, name) for name in NAMES}


NAMES: Final = tuple(field.name for field in fields(Choices))


def shown(value: object) -> str:
    """Return a value of a run's context as an error may show it: a word, a number, or its type."""
    if isinstance(value, str) and _WORD.fullmatch(value):
        return repr(value)
    if type(value) in (int, float, bool) and abs(cast("float", value)) < _LARGEST_SHOWN:
        return repr(value)
    return f"a {type(value).__name__}"


def from_mapping(given: Mapping[Any, Any], *, ours: bool) -> RouterContext | None:
    """Return the context that a mapping spells out.

    Args:
        given: Names and values, as a server or a parent graph passes them.
        ours: Whether the mapping was certainly meant for this graph. A parent's own context,
            of which no key is known here, is not; then the result is None.

    Raises:
        InvalidSetting: If a key is unknown (beside known ones, or in a mapping meant for us),
            or a value is not allowed.
    """
    unknown = [key for key in given if key not in NAMES]
    if unknown and (ours or len(unknown) < len(given)):
        raise unknown_setting(unknown[0], NAMES)
    return None if unknown else RouterContext(**given)


def unknown_setting(name: object, known: tuple[str, ...]) -> InvalidSetting:
    """Return the error for a setting that does not exist, with the nearest one that does."""
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        return InvalidSetting(f"a key ({type(name).__name__})", "no setting", ", ".join(known))
    return unknown_name(name, known)


def unknown_name(name: str, known: tuple[str, ...]) -> InvalidSetting:
    """Return the error for a name that is surely meant for a setting, and is shown."""
    near = difflib.get_close_matches(name, known, n=1)
    return InvalidSetting(name, "unknown", f"did you mean {near[0]}?" if near else ", ".join(known))


def context_given(given: object) -> RouterContext | None:
    """Return the context that a caller passes to this graph itself.

    Raises:
        InvalidSetting: If a key is unknown, a value not allowed, or it is no context at all.
    """
    if given is None or isinstance(given, RouterContext):
        return given
    if isinstance(given, Mapping):
        return from_mapping(given, ours=True)
    raise InvalidSetting(
        "context", f"a {type(given).__name__}", "a RouterContext, or a mapping of its fields"
    )


def check_config(given: object) -> None:
    """Check that a run's config is one, as far as a caller mixes up arguments.

    Raises:
        InvalidSetting: If it is not None or a mapping, or what must be a mapping in it is not.
    """
    _check_mapping("config", given)
    if isinstance(given, Mapping):
        for name in _MAPPINGS:
            _check_mapping(f"config[{name!r}]", given.get(name))


def _check_mapping(name: str, given: object) -> None:
    if not (given is None or isinstance(given, Mapping)):
        raise InvalidSetting(name, f"a {type(given).__name__}", "a mapping")


def context_of(given: object) -> RouterContext | None:
    """Return the run's context from whatever LangGraph hands a node.

    A `RouterContext`, or a mapping of known keys, is taken. Anything else is a parent
    graph's own context, and not ours to read.

    Raises:
        InvalidSetting: If a mapping mixes known and unknown keys, or a value is not allowed.
    """
    if given is None or isinstance(given, RouterContext):
        return given
    if isinstance(given, Mapping):
        return from_mapping(given, ours=False)
    return None
