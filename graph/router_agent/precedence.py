"""Whose word counts where the environment, a graph and a run say something of one setting."""

from functools import lru_cache

from router_agent.context import NAMES, Choices, RouterContext


@lru_cache(maxsize=256)
def merge(
    environment: Choices, explicit: frozenset[str], *contexts: RouterContext | None
) -> Choices:
    """Return what is in force: each context over the environment, the last one over the first.

    Args:
        environment: What the environment says, defaults filled in.
        explicit: Names that the environment really sets. Of those, `privacy` and
            `when_local_unavailable` can only be tightened by a run: whoever runs a server
            has the last word on what may leave it.
        contexts: The contexts, weakest first.
    """
    chosen = {name: getattr(environment, name) for name in NAMES}
    for context in contexts:
        if context is None:
            continue
        for name in NAMES:
            wanted = getattr(context, name)
            if wanted is None or (
                name in explicit and not _may_replace(name, chosen[name], wanted)
            ):
                continue
            chosen[name] = wanted
    return Choices(**chosen)


def _may_replace(name: str, now: str, wanted: str) -> bool:
    """Whether a run may replace what the environment says of `name`."""
    if name == "privacy":
        order = ("permissive", "balanced", "strict")
        return order.index(wanted) >= order.index(now)
    if name == "when_local_unavailable":
        # Asking can end in sending in clear, masking sends without asking: neither is the
        # tighter one, so a run cannot swap them.
        return wanted == "hold" or now in ("cloud", wanted)
    return True
