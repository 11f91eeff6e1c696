"""Compiles the patterns that the package ships: `python -m training.patterns`."""

import sys
from pathlib import Path
from typing import Final

import router_agent.sensitivity
from router_agent.sensitivity import automaton, sweep

TARGET: Final = Path(router_agent.sensitivity.__file__).with_name(automaton.FILE)


def main() -> int:
    """Compile all patterns and write them into the package."""
    patterns = sweep.patterns()
    content = automaton.packed(patterns)
    TARGET.write_bytes(content)
    print(f"{TARGET.name}: {len(patterns)} patterns, {len(content) / 2**20:.2f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
