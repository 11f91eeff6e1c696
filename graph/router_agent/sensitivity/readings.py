"""The other ways in which a text can be read, each with its places in the original."""

from array import array
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from router_agent.sensitivity import decoding, respelling
from router_agent.sensitivity.normal import Normal, normalise
from router_agent.sensitivity.sweep import Sweep, sweep

# What was encoded in what was encoded.
_MOST_ROUNDS: Final = 3
# Characters before and behind a change: more than a value and its name take.
_AROUND: Final = 500
_ENCODED: Final = len(respelling.RESPELLED)
_IN_BASE: Final = len(respelling.RESPELLED) + len(decoding.ENCODED) - 1


class Readings(NamedTuple):
    """How else a text can be read.

    Attributes:
        others: Its other readings; of most texts there are none.
        holds_file: Whether a part of it is encoded and cannot be read.
    """

    others: tuple[Sweep, ...] = ()
    holds_file: bool = False


def readings(swept: Sweep) -> Readings:
    """Return the other readings of a text."""
    found, normal = swept.readings, swept.normal
    if not found:
        return Readings()
    others = list(_respelled(normal, found))
    decoded: Normal | None = normal if max(found) >= _ENCODED else None
    for _ in range(_MOST_ROUNDS):
        if decoded is None:
            break
        decoded = _changed(decoded, decoding.changes(decoded.text))
        if decoded is not None:
            others.append(decoded)
    return Readings(
        tuple(map(sweep, others)), _IN_BASE in found and decoding.holds_file(normal.text)
    )


def _respelled(normal: Normal, found: set[int]) -> Iterator[Normal]:
    for number, respell in enumerate(respelling.RESPELLERS):
        if number in found and (other := _changed(normal, respell(normal.text))) is not None:
            yield other


def _changed(normal: Normal, changes: Iterable[decoding.Change]) -> Normal | None:
    """Return the text with the changes made, or None where there are none.

    Of a long text only what stands around a change is in it: the rest reads as before.
    """
    origins = normal.origins if normal.origins is not None else range(normal.length + 1)
    text: list[str] = []
    places = array("I")

    def keep(start: int, end: int) -> None:
        text.append(normal.text[start:end])
        places.extend(origins[start:end])

    end = 0
    for start, following, new in sorted(changes):
        if start < end:
            continue  # inside what was changed already
        if start - end > 2 * _AROUND:
            keep(end, end + _AROUND if end else 0)
            text.append("\n")
            places.append(origins[start - _AROUND])
            end = start - _AROUND
        keep(end, start)
        plain = normalise(new).text
        text.append(plain)
        places.extend([origins[start]] * len(plain))
        end = following
    if end == 0:
        return None
    keep(end, end + _AROUND)
    places.append(origins[min(end + _AROUND, len(normal.text))])
    return Normal("".join(text), places, normal.length)
