"""Warnings while a question is answered: none that quotes what a model answered.

A server that answers in odd types (a list for a text) has pydantic warn, with the value, when
the client puts the answer into plain data; by default that is on standard error.
"""

import re
import warnings
from typing import Any, Final, cast

from router_agent.privacy.run import under_way

_QUOTING: Final = "Pydantic serializer warnings"


class _InRuns:
    """Stands where a filter has its pattern: it matches what quotes, in a run and not outside."""

    def match(self, text: str, /) -> bool:
        """Return whether the warning is to be ignored."""
        return text.startswith(_QUOTING) and under_way() is not None


_FILTER: Final[tuple[Any, ...]] = ("ignore", cast(re.Pattern[str], _InRuns()), UserWarning, None, 0)


def ignore_quoting() -> None:
    """Have such warnings ignored, before any filter of the host program's.

    It is asked for with every run, as a host may have put filters before it or taken all away.
    """
    filters = cast("list[tuple[Any, ...]]", warnings.filters)
    if filters and filters[0] is _FILTER:
        return
    filters[:] = [_FILTER, *(one for one in filters if one is not _FILTER)]
