"""The verdict on a text or a conversation, layer by layer, without calling any model.

Every layer can raise the verdict and none can lower it. Where a layer only suspects, the
verdict is uncertain, and counts as high.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Final, get_args

from router_agent.latest import Latest
from router_agent.sensitivity import (
    complexity,
    cues,
    identifiers,
    languages,
    learned,
    payload,
    turns,
    verdicts,
)
from router_agent.sensitivity.assessment import (
    RANK,
    Assessment,
    Finding,
    Level,
    Opinion,
    Preset,
    highest,
)
from router_agent.sensitivity.conversation import MessageText, texts
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.readings import Readings, readings
from router_agent.sensitivity.sweep import Sweep, sweep

Recall = Callable[[bytes], Level | None]

_UNREADABLE: Final = Opinion("unreadable", "high", True, ("ATTACHMENT",))
_ENCODED_FILE: Final = Opinion("unreadable", "high", False, ("ENCODED_DATA",))
_BLANK: Final = Assessment("low", True, "low", (), "simple", ())
_MOST_KEPT: Final = 4096


def classify(text_or_messages: object, privacy: Preset = "balanced") -> Assessment:
    """Judge how sensitive a text or a conversation is, on this machine.

    Args:
        text_or_messages: A text, or a conversation: LangChain messages, mappings with "role"
            and "content", (role, content) pairs or texts.
        privacy: The preset; it moves thresholds and nothing else.

    Returns:
        The verdict. `level` is `high` wherever `certain` is False.

    Raises:
        TypeError: If it is neither.
        ValueError: If there is no such preset.
    """
    if privacy not in get_args(Preset):
        raise ValueError(f"privacy is {privacy!r}; allowed: {', '.join(get_args(Preset))}")
    return assess(texts(text_or_messages), privacy)


def assess(
    messages: Sequence[MessageText], privacy: Preset, recall: Recall | None = None
) -> Assessment:
    """Judge the texts of a conversation; it is as sensitive as its most sensitive message.

    What two turns say only together counts, too.

    Args:
        messages: The texts, as `texts` gives them.
        privacy: The preset.
        recall: Gives the local judge's verdict on a text, by the key of `verdicts.key_of`.
            It settles doubt, and is never believed below what certain layers found.
    """
    if len(messages) == 1:
        alone = _assess_one(messages[0], privacy)
        if alone.certain or recall is None:
            return alone
    floor: Level = "low"
    opinions: dict[str, Opinion] = {}
    findings: list[Finding] = []
    doubtful: list[int] = []
    judged: Level = "low"
    for index, message in enumerate(messages):
        alone = _assess_one(message, privacy)
        floor = highest(floor, alone.floor)
        for opinion in alone.layers:
            _merge(opinions, opinion)
        findings.extend(Finding(f.kind, f.start, f.end, f.score, index) for f in alone.findings)
        if not alone.certain:
            verdict = recall(verdicts.key_of(message.text, privacy)) if recall else None
            if verdict is None:
                doubtful.append(index)
            else:
                judged = highest(judged, verdict)
                _merge(opinions, Opinion("judge", verdict))
    for finding in turns.findings(messages):
        findings.append(finding)
        floor = "high"
        _merge(opinions, Opinion(identifiers.LAYER, "high", True, (finding.kind,)))
    findings.sort(key=lambda f: (f.message, f.start))
    floor = highest(floor, judged)
    certain = not doubtful or floor == "high"
    asked = next((m for m in reversed(messages) if m.human), None)
    return Assessment(
        level=floor if certain else "high",
        certain=certain,
        floor=floor,
        findings=tuple(findings),
        complexity=_assess_one(asked, privacy).complexity if asked else "simple",
        layers=tuple(opinions.values()),
        doubtful=tuple(doubtful),
    )


def _merge(opinions: dict[str, Opinion], new: Opinion) -> None:
    """Keep the more serious opinion of each layer."""
    old = opinions.get(new.layer)
    if old is None or (RANK[new.level], new.certain) > (RANK[old.level], old.certain):
        opinions[new.layer] = new


# By content hash, each text is judged once. It holds no text.
_memory: Final[Latest[bytes, Assessment]] = Latest(_MOST_KEPT)


def _assess_one(message: MessageText, privacy: Preset) -> Assessment:
    key = verdicts.key_of(message.text, privacy)
    known = _memory.get(key)
    if known is None:
        (known,) = _judge_all([message.text], privacy)
        _memory.put(key, known)
    if message.readable:
        return known
    return Assessment(
        level="high",
        certain=True,
        floor="high",
        findings=known.findings,
        complexity=known.complexity,
        layers=(*known.layers, _UNREADABLE),
    )


def prepare(messages: Iterable[MessageText], privacy: Preset) -> None:
    """Judge texts that will be asked for soon, together, which takes less time for each."""
    keys = {verdicts.key_of(message.text, privacy): message.text for message in messages}
    new = {key: text for key, text in keys.items() if _memory.get(key) is None}
    for key, verdict in zip(new, _judge_all(list(new.values()), privacy), strict=True):
        _memory.put(key, verdict)


def _judge_all(texts: Sequence[str], privacy: Preset) -> list[Assessment]:
    """Judge texts layer by layer: each layer is fastest on one text after the other."""
    swept = [sweep(normalise(text)) for text in texts if text and not text.isspace()]
    others = [readings(one) for one in swept]
    identified = [identifiers.judge(s, *o.others) for s, o in zip(swept, others, strict=True)]
    learnt = learned.judge([one.normal for one in swept], privacy)
    judged = map(_verdict, swept, others, identified, learnt, repeat(privacy))
    return [next(judged) if text and not text.isspace() else _BLANK for text in texts]


def _verdict(
    swept: Sweep,
    others: Readings,
    identified: tuple[Opinion, tuple[Finding, ...]],
    learnt: learned.Learned,
    privacy: Preset,
) -> Assessment:
    """Put together what the layers say of a text; the quick ones are asked here."""
    opinion, findings = identified
    opinions = {opinion.layer: opinion}
    for opinion in _in_words(swept, learnt):
        opinions[opinion.layer] = opinion
    if others.others:
        learnt_of = learned.judge([other.normal for other in others.others], privacy)
        for other, learnt in zip(others.others, learnt_of, strict=True):
            for opinion in _in_words(other, learnt):
                _merge(opinions, opinion)
    if others.holds_file:
        _merge(opinions, _ENCODED_FILE)
    layers = tuple(opinions.values())
    floor = highest(*[o.level for o in layers if o.certain])
    certain = all(o.certain or RANK[o.level] <= RANK[floor] for o in layers)
    return Assessment(
        level=floor if certain else "high",
        certain=certain,
        floor=floor,
        findings=findings,
        complexity=complexity.judge(swept.normal.text, len(swept.demands)),
        layers=layers,
        doubtful=() if certain else (0,),
    )


def _in_words(swept: Sweep, learnt: learned.Learned) -> Iterator[Opinion]:
    """Yield what is said of a reading of a text by the layers that know words.

    Most cues, and all forms, are found in harmless texts, too: they count only where the
    trained model is not far from doubt itself.
    """
    yield learnt.opinion
    yield cues.judge(swept.cues, near=learnt.near)
    yield payload.judge(swept.normal, swept.payload) if learnt.near else payload.NOTHING
    yield languages.judge(swept.normal)
