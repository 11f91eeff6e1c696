"""The table, in Markdown, as it stands in the README."""

from collections.abc import Container, Iterator, Mapping, Sequence

from tests.benchmarks.peers.measuring import Figure

SEEN = " †"


def markdown(
    figures: Mapping[tuple[str, str], Mapping[str, Figure]],
    versions: Mapping[str, str],
    notes: Sequence[str] = (),
    untimed: Container[str] = (),
) -> Iterator[str]:
    """Yield the lines of a table for each set, then the notes.

    Args:
        figures: As `measuring.measure` returns them.
        versions: The version of each peer, by name.
        notes: What stands under the tables.
        untimed: The peers whose times mean nothing.
    """
    sets: dict[str, list[str]] = {}
    for name, lang in figures:
        sets.setdefault(name, []).append(lang)
    for name, languages in sets.items():
        yield from _table(
            name, {lang: figures[name, lang] for lang in languages}, versions, untimed
        )
        yield ""
    yield from (f"- {note}" for note in notes)


def _table(
    name: str,
    by_lang: Mapping[str, Mapping[str, Figure]],
    versions: Mapping[str, str],
    untimed: Container[str],
) -> Iterator[str]:
    columns = ["version"]
    for lang, by_peer in by_lang.items():
        of = next(iter(by_peer.values()))
        columns += [
            f"{lang}: {of.high} high caught, %",
            f"{of.low} low flagged, %",
            "µs new / seen",
        ]
    yield _line(name, columns)
    yield _line("---", ["---", *("---:" for _ in columns[1:])])
    for peer in next(iter(by_lang.values())):
        cells = [versions[peer]]
        for by_peer in by_lang.values():
            of = by_peer[peer]
            cells += [_percent(of.caught), _percent(of.flagged)]
            cells += [f"{of.first:,.0f} / {of.again:,.0f}" if peer not in untimed else "-"]
        yield _line(peer, cells)


def _line(first: str, others: Sequence[str]) -> str:
    return f"| {' | '.join((first, *others))} |"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
