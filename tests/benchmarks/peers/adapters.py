"""The peers: each behind one question, whether it would flag a text.

A peer flags what it finds anything in, by its own default threshold. Kinds that name nobody and
open nothing are left out of all of them: web addresses, dates, post codes.
"""

import logging
import os
from collections.abc import Callable
from importlib.metadata import version
from typing import Any, Final, NamedTuple

from router_agent import classify
from router_agent.context import Choices
from router_agent.policy import confined
from router_agent.sensitivity.assessment import Preset

Flags = Callable[[str], bool]

# LiteLLM's groups of patterns that are about people and secrets, wherever somebody lives; the
# others are those of single countries, or bar topics and words.
_LITELLM_GROUPS: Final = frozenset(
    ("PII Patterns", "Payment Card Patterns", "Credential Patterns", "Network Patterns")
)
_NAMES_NOBODY: Final = frozenset(("url", "date", "date_time", "zip_code"))


class Adapter(NamedTuple):
    """A peer.

    Attributes:
        name: What the table calls it.
        package: The distribution that it comes from.
        make: Sets it up, which may import much; what it returns judges one text.
        timed: Whether its time is its own, and not one that another's has shortened.
    """

    name: str
    package: str
    make: Callable[[], Flags]
    timed: bool = True

    @property
    def version(self) -> str:
        """The installed version of its package."""
        return version(self.package)


def _router(privacy: Preset) -> Flags:
    choices = Choices(privacy=privacy)
    return lambda text: confined(classify(text, privacy).level, choices)


def _langchain() -> Flags:
    from langchain.agents.middleware import PIIMiddleware

    rules = ("email", "credit_card", "ip", "mac_address")
    detectors = [PIIMiddleware(rule).detector for rule in rules]
    return lambda text: any(detector(text) for detector in detectors)


def _presidio() -> Flags:
    import regex
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as recognizers
    from presidio_analyzer.nlp_engine.no_op_nlp_engine import NoOpNlpEngine

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    # Its models of names and places are downloaded; patterns need none.
    language = NoOpNlpEngine([{"lang_code": "en", "model_name": "no_op"}])
    language.load()
    # By default its \b takes Hangul for a part of the word: no e-mail address before a particle.
    # The module is `regex`, whose flags are not those of `re`.
    flags = regex.DOTALL | regex.MULTILINE | regex.IGNORECASE | regex.ASCII
    registry = RecognizerRegistry(global_regex_flags=flags)
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=language)
    registry.remove_recognizer("PhoneRecognizer")
    regions = (*recognizers.PhoneRecognizer.DEFAULT_SUPPORTED_REGIONS, "KR")
    registry.add_recognizer(recognizers.PhoneRecognizer(supported_regions=regions))
    korean = [name for name in dir(recognizers) if name.startswith("Kr")]
    for name in korean:
        # All as of one language, so that one pass finds both.
        registry.add_recognizer(getattr(recognizers, name)(supported_language="en"))
    for recognizer in registry.recognizers:
        recognizer.global_regex_flags = flags
    engine = AnalyzerEngine(registry=registry, nlp_engine=language)
    kinds = [kind for kind in engine.get_supported_entities("en") if _tells(kind)]
    return lambda text: bool(engine.analyze(text, language="en", entities=kinds))


def _litellm() -> Flags:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else its import asks for prices
    from fastapi import HTTPException
    from litellm.proxy.guardrails.guardrail_hooks.litellm_content_filter import (
        content_filter,
        patterns,
    )

    # It says what it found, by kind, in a line each.
    logging.getLogger("LiteLLM Proxy").setLevel(logging.ERROR)
    named = [
        {"pattern_type": "prebuilt", "pattern_name": name, "action": "BLOCK"}
        for group, names in patterns.PATTERN_CATEGORIES.items()
        if group in _LITELLM_GROUPS
        for name in names
        if _tells(name)
    ]
    guardrail: Any = content_filter.ContentFilterGuardrail(
        guardrail_name="peer",
        patterns=[content_filter.ContentFilterPattern(**each) for each in named],
    )

    def flags(text: str) -> bool:
        scan = guardrail.apply_guardrail({"texts": [text]}, {}, "request")
        try:
            # It waits for nothing where there are no images, so that it needs no event loop.
            scan.send(None)
        except HTTPException:
            return True
        except StopIteration:
            return False
        raise RuntimeError("the content filter waits for something")

    return flags


def _datafog() -> Flags:
    from datafog import get_supported_entities
    from datafog.engine import scan

    kinds = [kind for kind in get_supported_entities() if _tells(kind)]
    return lambda text: bool(scan(text, engine="regex", entity_types=kinds).entities)


def _tells(kind: str) -> bool:
    return kind.casefold() not in _NAMES_NOBODY


def _ours(privacy: Preset, *, timed: bool) -> Adapter:
    return Adapter(f"router-agent, `{privacy}`", "router-agent", lambda: _router(privacy), timed)


# The presets are thresholds over the same work, which the first of them warms for the others.
OURS: Final = (
    _ours("balanced", timed=True),
    _ours("strict", timed=False),
    _ours("permissive", timed=False),
)
PEERS: Final = (
    Adapter("LangChain's PII detectors", "langchain", _langchain),
    Adapter("Presidio's patterns, with the Korean ones", "presidio-analyzer", _presidio),
    Adapter("LiteLLM's content filter", "litellm", _litellm),
    Adapter("DataFog's patterns", "datafog", _datafog),
)
# Those that one would look for in the table, and why they are not there.
ABSENT: Final = {
    "llm-localfirst 0.2.0": "the caller says whether a call is sensitive (`sensitive=True`); "
    "it judges no text",
    "privacy-router": "no package of this name is on PyPI",
}
