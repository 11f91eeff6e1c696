"""`python -m router_agent.studio` is `langgraph dev` that keeps questions off the disk.

The development server behind LangGraph Studio pickles every run, questions included, into
`.langgraph_api/`. Its own option against that, `disable_persistence` in langgraph.json, is
dropped by langgraph-cli 0.4.40 when it reads the file, and would leave the list of runs on the
disk even if it were not. So the variable is set before the server is loaded, and its two
remaining files are made read-only, which is a mode that they have.
"""

import os
import sys


def main() -> None:
    """Run `langgraph dev` with the options of the command line.

    Exits with 1 and a line that says what to install where langgraph-cli is missing.
    """
    os.environ["LANGGRAPH_DISABLE_FILE_PERSISTENCE"] = "true"
    try:
        from langgraph_cli.cli import cli
        from langgraph_runtime_inmem import database
    except ImportError:
        sys.exit("the LangGraph server is missing; install it: pip install 'langgraph-cli[inmem]'")
    database.GLOBAL_STORE.flag = "r"
    database.GLOBAL_RETRY_COUNTER._counters.flag = "r"
    # Reloading would run the server in another process, where nothing of this holds.
    cli(["dev", "--no-reload", *sys.argv[1:]], prog_name="langgraph")


if __name__ == "__main__":
    main()
