"""What the command line shows: answers as they stream, checks, statistics."""

import json
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

from router_agent.context import RouterContext
from router_agent.doctor import Check
from router_agent.following import Done, Token, follow
from router_agent.state import Output, Usage
from router_agent.wording import Spoken, Text, language_of

if TYPE_CHECKING:
    from router_agent.entrance import RouterGraph

_AGAIN = Text(
    "(그 답은 끝나지 않았습니다. 다시 묻습니다.)", "(That answer broke off; asking again.)"
)
_UNKNOWN = Text("알 수 없음", "unknown")


def answer(question: str, context: RouterContext, *, as_json: bool) -> bool:
    """Answer on standard output, with the decision on standard error; False if it was held."""
    ask = None if as_json or not _can_be_asked() else _ask
    notes = Console(stderr=True, highlight=False)
    output = Output()
    spoken = language_of(question, context.language or "auto")
    for event in follow(_graph(ask is not None), question, context, ask):
        if isinstance(event, Done):
            output = event.output
        elif as_json:
            continue
        elif isinstance(event, Token):
            sys.stdout.write(event.text)
            sys.stdout.flush()
        else:
            if event.again:
                notes.print(f"\n{_AGAIN.say(spoken)}", style="yellow")
            if event.route != "hold":  # a held answer says why by itself
                notes.print(escape(event.reason), style="dim")
    if as_json:
        sys.stdout.write(json.dumps(plain(output), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n")
        notes.print(escape(summary_line(output, spoken)), style="dim")
    return output["model_type"] != "none"


def _can_be_asked() -> bool:
    """Whether a person sits at the terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _graph(keeps_threads: bool) -> "RouterGraph":
    """Return a graph; one that can ask needs a checkpointer, here in memory alone."""
    from router_agent.workflow import build_graph, graph

    if not keeps_threads:
        return graph
    from langgraph.checkpoint.memory import InMemorySaver

    return build_graph(checkpointer=InMemorySaver())


def _ask(question: dict[str, Any]) -> str:
    """Show what would be sent, and return what the user answers."""
    notes = Console(stderr=True, highlight=False)
    notes.print(escape(question.get("error") or question["question"]), style="yellow")
    if kinds := question["kinds"]:
        notes.print(escape(", ".join(kinds)), style="dim")
    for message in question["preview"]:
        notes.print(escape(f"  {message['role']}: {message['text']}"))
    options: list[str] = question["options"]
    try:
        return notes.input(escape(f"[{' / '.join(options)}] ")).strip() or "hold"
    except EOFError:  # nobody is there any more
        return "hold"


def plain(output: Output) -> dict[str, Any]:
    """Return an output as plain data, without the messages."""
    return {key: value for key, value in output.items() if key != "messages"}


def summary_line(output: Output, spoken: Spoken) -> str:
    """Return model, level, tokens, cost and time in one line."""
    return " · ".join(
        [
            f"{output['model_type']} {output['model_name'] or ''}".strip(),
            f"{output['sensitivity']} / {output['reason_code']}",
            tokens_text(output["usage"], spoken),
            cost_text(output["usage"], spoken),
            f"{output['usage']['seconds']:.2f} s",
        ]
    )


def tokens_text(usage: Usage, spoken: Spoken) -> str:
    """Return the tokens that went in and out."""
    unknown = _UNKNOWN.say(spoken)
    sent, received = usage["input_tokens"], usage["output_tokens"]
    return Text("토큰 {sent} + {received}", "{sent} + {received} tokens").say(
        spoken,
        sent=unknown if sent is None else sent,
        received=unknown if received is None else received,
    )


def cost_text(usage: Usage, spoken: Spoken) -> str:
    """Return the cost in US dollars; unknown is not 0."""
    return _UNKNOWN.say(spoken) if usage["usd"] is None else f"${usage['usd']:.6f}"


def show_checks(checks: list[Check]) -> None:
    """Print the doctor's checks, each with the line that mends it."""
    console = Console(highlight=False)
    for check in checks:
        mark = "[green]✓[/]" if check.ok else "[red]✗[/]"
        cause = f": {escape(check.cause)}" if check.cause else ""
        console.print(f"{mark} {escape(check.name)}{cause}")
        if check.remedy:
            console.print(f"    → {escape(check.remedy)}", style="yellow")


def show_statistics(language: Spoken, *, as_json: bool) -> None:
    """Print what the statistics say.

    Raises:
        StatisticsError: If they cannot be read.
    """
    from router_agent.environment import current
    from router_agent.stats import store_for
    from router_agent.stats.report import render
    from router_agent.stats.summary import summarise

    summary = summarise(store_for(current.refresh().stats_url))
    if as_json:
        sys.stdout.write(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        Console(highlight=False).print(render(summary, language))
