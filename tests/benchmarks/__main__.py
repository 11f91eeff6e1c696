"""`python -m tests.benchmarks` measures everything and prints a table."""

import os
import tempfile

from rich.console import Console
from rich.table import Table

from tests.benchmarks import classifying, guarding, masking, routing


def main() -> None:
    """Measure in a folder of its own, without the user's settings."""
    for name in [name for name in os.environ if name.startswith(("ROUTER_", "LANGSMITH_"))]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROUTER_STATS_URL"] = f"{folder}/stats.sqlite3"
        table = Table("CPU time of one question", "us", "5 no-op nodes, us", "ratio", "quartiles")
        for figure in routing.run():
            table.add_row(
                figure.name,
                f"{figure.microseconds:.0f}",
                f"{figure.reference:.0f}",
                f"{figure.ratio:.2f}",
                f"{figure.low:.2f}-{figure.high:.2f}",
            )
        verdicts = Table("Cost of a verdict", "measured", "goal", "")
        for cost in classifying.run():
            verdicts.add_row(cost.name, f"{cost.value:,.0f}", f"{cost.goal:,.0f}", cost.unit)
        masked = Table("Cost of guarding and masking", "measured", "goal", "")
        for cost in (*guarding.run(), *masking.run()):
            masked.add_row(cost.name, f"{cost.value:,.0f}", f"{cost.goal:,.0f}", cost.unit)
    Console().print(table, verdicts, masked)


if __name__ == "__main__":
    main()
