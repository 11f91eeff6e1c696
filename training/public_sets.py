"""The public sets that are labelled in terms of their own, known by their fields."""

from collections.abc import Callable, Iterator
from typing import Final

from router_agent.sensitivity.assessment import Level
from training import shapes
from training.shapes import Said, content_of, word

HARD: Final = "hard negatives"

# Who can be found by it alone; a person's name or an address alone finds nobody for sure.
_DIRECT: Final = frozenset(
    ("CREDIT_CARD", "PHONE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE", "US_SSN", "IP_ADDRESS")
) | {"US_DRIVER_LICENSE"}


def said(record: object) -> Iterator[Said]:
    """Yield what a record says, of a public set or any other; nothing of what holds no text.

    Raises:
        Unreadable: As `shapes.said` does.
    """
    if isinstance(record, dict):
        for fits, read in _KNOWN:
            if fits(record):
                yield from read(record)
                return
    yield from shapes.said(record)


def _presidio_research(record: dict[str, object]) -> Iterator[Said]:
    spans = record["spans"]
    entities = {span["entity_type"] for span in spans} if isinstance(spans, list) else set()
    high = entities & _DIRECT or entities >= {"PERSON", "STREET_ADDRESS"}
    yield Said(record["full_text"], "high" if high else None, "en")


def _presidio_vector(record: dict[str, object]) -> Iterator[Said]:
    high = isinstance(expected := record["expect"], int) and expected >= 1
    yield Said(record["text"], "high" if high else None, "ko", word(record, "entity"))


def _gitleaks(record: dict[str, object]) -> Iterator[Said]:
    secret = record["expect"] == "secret"
    kind = word(record, "rule_file").removesuffix(".go")
    yield Said(
        record["text"], "high" if secret else "low", "code", kind, "", "" if secret else HARD
    )


def _square(record: dict[str, object]) -> Iterator[Said]:
    about = word(record, "source_label")
    label: Level = "medium" if about.startswith("sensitive") else "low"
    yield Said(record["text"], label, "ko", about.removeprefix("sensitive:"))


def _harmless(record: dict[str, object]) -> Iterator[Said]:
    content = content_of(record)
    yield Said(content, "low", "en", word(record, "category"))


def _no_text(_: dict[str, object]) -> Iterator[Said]:
    yield from ()


def _has(names: str) -> Callable[[dict[str, object]], bool]:
    fields = frozenset(names.split())
    return lambda record: fields == record.keys() - {"reference"}


# Public sets, each by its fields: what else has a text and a label is read by its names.
_KNOWN: Final = (
    (_has("full_text masked spans template_id metadata"), _presidio_research),
    (_has("entity text expect"), _presidio_vector),
    (_has("rule_file text expect"), _gitleaks),
    (_has("source lang text text_en source_label"), _square),
    (_has("question answer"), _harmless),  # nq_open
    (_has("question_id category turns"), _harmless),  # mt_bench
    (_has("prompt mistralai/Mixtral-8x7B-Instruct-v0.1 gpt-4-1106-preview"), _harmless),  # gsm8k
    (_has("question_id model score turn"), _no_text),
)
