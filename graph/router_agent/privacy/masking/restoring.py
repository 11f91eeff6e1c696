"""Values back into an answer while it streams, cut wherever it may be."""

import json

from router_agent.privacy.masking.placeholders import Placeholders


def spelled_in_json(value: str) -> str:
    r"""Return a value as it stands inside a text in JSON.

    >>> print(spelled_in_json('pa"ss'))
    pa\"ss
    """
    return json.dumps(value, ensure_ascii=False)[1:-1]


class Restorer:
    """Restores one text that arrives in pieces.

    Of what has arrived it holds back only an end that may be the beginning of a placeholder.
    """

    __slots__ = ("_placeholders", "_spell", "held")

    def __init__(self, placeholders: Placeholders, *, in_json: bool = False) -> None:
        """Restore a text that is the source of a JSON value, or a plain one."""
        self._placeholders = placeholders
        self._spell = spelled_in_json if in_json else str
        self.held = ""

    def feed(self, piece: str) -> str:
        """Return what can be said of the text now that `piece` has arrived."""
        restored, self.held = self._placeholders.read(self.held + piece, self._spell)
        return restored

    def flush(self) -> str:
        """Return what was held back: nothing comes any more."""
        held, self.held = self.held, ""
        return held
