"""Verdicts as figures: for each set and language, what is caught, what passes, and at what cost."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from router_agent.sensitivity.assessment import Level, Preset
from router_agent.sensitivity.presets import THRESHOLDS
from training.judging import Judged
from training.public_sets import HARD
from training.shapes import LANGUAGES

ALL: Final = "all sets"
_DIGITS: Final = 4
# The model's scores lie between; beyond, nothing moves any more.
GRID: Final = tuple(float(t) for t in np.arange(-80, 61) / 10)

GAPS: Final = {
    "high_caught": ("high", "caught"),
    "medium_to_cloud": ("medium", "to_cloud"),
    "low_to_cloud": ("low", "to_cloud"),
}

Figures = dict[str, Any]


def of_sets(judged: Sequence[Judged]) -> Figures:
    """Return the figures of each set, and of all labelled ones together.

    What a set holds of hard negatives is a set of its own, and not among all.
    """
    by_set: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_set[each.item.set].append(each)
    if len(by_set) > 1:
        by_set[ALL] = [j for j in judged if not j.item.set.endswith(HARD)]
    return {name: _of_set(members) for name, members in by_set.items()}


def _of_set(judged: Sequence[Judged]) -> Figures:
    by_lang: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_lang[each.item.lang].append(each)
    languages = {lang: _of_language(by_lang[lang]) for lang in sorted(by_lang, reverse=True)}
    return {"languages": languages, "gap": _gap(languages), "pairs": pairs(judged)}


def _of_language(judged: Sequence[Judged]) -> Figures:
    by_label: dict[Level | None, list[Judged]] = defaultdict(list)
    for each in judged:
        by_label[each.item.label].append(each)
    return {
        "n": {level or "unlabelled": len(by_label[level]) for level in (*get_args(Level), None)},
        "high": {
            "caught": share(j.level == "high" for j in by_label["high"]),
            "as_medium": share(j.level == "medium" for j in by_label["high"]),
            "as_low": share(j.level == "low" for j in by_label["high"]),
            "to_cloud": share(not j.stays for j in by_label["high"]),
        },
        "medium": {"to_cloud": share(not j.stays for j in by_label["medium"])},
        "low": {"to_cloud": share(not j.stays for j in by_label["low"])},
        "in_doubt": share(not j.certain for j in judged),
        "findings": _counted((kind, j) for j in judged for kind in j.findings),
        "kinds": _kinds(judged),
        "presets": at_presets(judged),
        "curve": curve(judged, GRID),
    }


def share(hits: Iterable[bool] | NDArray[np.bool_]) -> float | None:
    """Return the share of hits, in [0, 1]; None of nothing."""
    found = np.fromiter(hits, dtype=bool)
    return round(float(found.mean()), _DIGITS) if found.size else None


def _counted(kinds: Iterable[tuple[str, Judged]]) -> dict[str, dict[str, int]]:
    """Return in how many texts of each label a kind was found, the most frequent kind first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, judged in kinds:
        counts[kind][judged.item.label or "unlabelled"] += 1
    return {k: dict(c) for k, c in sorted(counts.items(), key=lambda kc: -kc[1].total())}


def _kinds(judged: Sequence[Judged]) -> dict[str, Figures]:
    """Return for each kind and label, as the set names them, how many there are and may leave."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        if each.item.kind:
            groups[f"{each.item.kind} ({each.item.label or 'unlabelled'})"].append(each)
    return {
        kind: {"n": len(members), "to_cloud": share(not j.stays for j in members)}
        for kind, members in sorted(groups.items())
    }


def _gap(languages: dict[str, Figures]) -> Figures | None:
    """Return by how much more is caught and let pass in Korean than in English."""
    if not set(LANGUAGES) <= languages.keys():
        return None
    korean, english = (languages[lang] for lang in LANGUAGES)
    gaps: Figures = {}
    for name, (label, figure) in GAPS.items():
        ours, theirs = korean[label][figure], english[label][figure]
        known = ours is not None and theirs is not None
        gaps[name] = round(ours - theirs, _DIGITS) if known else None
    return gaps


def pairs(judged: Iterable[Judged]) -> Figures | None:
    """Return how often a text and its translation both may leave, or both may not."""
    groups: dict[tuple[str, str, Level | None], list[Judged]] = defaultdict(list)
    for each in judged:
        if each.item.pair:
            # By label too: a pair may also be of contrasts, each with its translation.
            groups[each.item.set, each.item.pair, each.item.label].append(each)
    both = [g for g in groups.values() if len({j.item.lang for j in g}) > 1]
    if not both:
        return None
    return {"n": len(both), "same": share(len({j.stays for j in g}) == 1 for g in both)}


def curve(judged: Sequence[Judged], thresholds: Sequence[float]) -> list[Figures]:
    """Return what is missed and what passes as the model's threshold for `high` moves.

    The other layers stay as they are. `high_missed` is the share of high texts that count as
    less, `low_passed` the share of low ones.
    """
    high, low = (
        np.array([j.high_up_to for j in judged if j.item.label == level])
        for level in ("high", "low")
    )
    return [
        {"threshold": t, "high_missed": share(high < t), "low_passed": share(low < t)}
        for t in thresholds
    ]


def at_presets(judged: Sequence[Judged]) -> dict[Preset, Figures]:
    """Return where the presets lie on the curve of texts of one language."""
    lang = "ko" if judged and judged[0].item.lang == "ko" else "en"
    return {
        preset: curve(judged, [thresholds[lang].doubt])[0]
        for preset, thresholds in THRESHOLDS.items()
    }
