"""The curve over thresholds as a picture: what is missed for what may pass, in each language."""

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from router_agent.sensitivity.assessment import Preset
from training.figures import at_presets, curve
from training.judging import Judged
from training.public_sets import HARD
from training.shapes import LANGUAGES

# Of a README's column, about 830 pixels wide, at twice its resolution.
_INCHES: Final = (8.3, 4.4)
_DPI: Final = 200
_POINTS: Final = 400
# What nobody would choose is left out: more missed than by some presets over again.
_ROOM: Final = 2.5
_LEAST_TOP: Final = 5.0  # percent
_LEFT: Final = 40.0  # percent
# Told apart by eyes that see no red or green, and in print: Okabe and Ito, 2008.
_COLOURS: Final = {"ko": "#0072b2", "en": "#d55e00"}
_NAMES: Final = {"ko": "Korean", "en": "English"}
_MARKERS: Final[dict[Preset, str]] = {"strict": "s", "balanced": "o", "permissive": "^"}


class NothingToPlot(Exception):
    """In no language are there both high and low texts."""

    def __str__(self) -> str:
        return "there is nothing to plot: no language has both high and low texts"


class NoLibrary(Exception):
    """The library that draws is missing."""

    def __str__(self) -> str:
        return "matplotlib, which draws the plot, is missing: uv sync --group training"


def check() -> None:
    """Look for what draws, before anything is measured.

    Raises:
        NoLibrary: If it is missing.
    """
    try:
        import matplotlib  # noqa: F401 - only whether it is there
    except ImportError:
        raise NoLibrary from None


def draw(judged: Sequence[Judged], path: Path, name: str) -> None:
    """Draw the curves of all sets together, but for hard negatives, into a PNG file.

    Raises:
        NothingToPlot: If in no language there are both high and low texts.
        OSError: If the file cannot be written.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor="white")
    legend = []
    left, top = _LEFT, _LEAST_TOP
    for lang in LANGUAGES:
        members = [j for j in judged if j.item.lang == lang and not j.item.set.endswith(HARD)]
        high, low = (sum(j.item.label == level for j in members) for level in ("high", "low"))
        if not high or not low:
            continue
        scores = sorted({j.high_up_to for j in members if j.high_up_to < math.inf})
        points = curve(members, [*scores[:: max(1, len(scores) // _POINTS)], sys.float_info.max])
        axes.plot(*_percent(points), color=_COLOURS[lang], linewidth=2)
        for preset, point in at_presets(members).items():
            axes.plot(
                *_percent([point]),
                _MARKERS[preset],
                color=_COLOURS[lang],
                markersize=10,
                markeredgecolor="white",
                clip_on=False,
                zorder=5,
            )
            left = min(left, 100 * point["low_passed"] - 1)
            top = max(top, _ROOM * 100 * point["high_missed"])
        label = f"{_NAMES[lang]} ({high:,} high, {low:,} low)"
        legend.append(Line2D([], [], color=_COLOURS[lang], linewidth=2, label=label))
    if not legend:
        raise NothingToPlot
    for preset, marker in _MARKERS.items():
        legend.append(Line2D([], [], color="#555555", marker=marker, linestyle="", label=preset))
    axes.set_xlabel("low questions that may go to the cloud, %", fontsize=12)
    axes.set_ylabel("high questions missed, %", fontsize=12)
    axes.set_title(f"What a higher threshold lets pass{f': {name}' if name else ''}", fontsize=13)
    axes.set_xlim(left, 100.5)
    axes.set_ylim(0, top)
    axes.tick_params(labelsize=11)
    axes.grid(color="#dddddd")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(handles=legend, loc="upper left", fontsize=11, framealpha=1)
    figure.savefig(path, format="png")


def _percent(points: Sequence[dict[str, float]]) -> tuple[list[float], list[float]]:
    return [100 * p["low_passed"] for p in points], [100 * p["high_missed"] for p in points]
