"""What of a masked value is still in the text around its placeholder.

"010-4821-9937 ... the last four are 9937" holds the number's end once the number is masked, and
nothing in it is private by its own right. What remains is compared with the values themselves.
"""

import re
from typing import Final

from router_agent.privacy.masking.mask import Masked
from router_agent.privacy.masking.pieces import BREAK, pieces
from router_agent.sensitivity.conversation import texts

_PLACEHOLDER: Final = re.compile("<?([A-Z][A-Z_]*_[0-9]+)>?")


def remains(masked: Masked) -> bool:
    """Whether a piece or another spelling of a masked value is in what would be sent.

    Pieces are four digits and more, six where they stand apart, words that are not generic,
    eight characters and more of the letters and digits; spelled out, encoded or backwards, too.

    Args:
        masked: What `mask` returned.

    Returns:
        False only where none was found; the messages must be judged as well.

    Raises:
        MemoryError: If a text could not be scanned.
    """
    placeholders = masked.placeholders
    values = placeholders.values()
    if not values:
        return False
    sent = "\n".join(message.text for message in texts(masked.messages))
    rest = _PLACEHOLDER.sub(lambda m: BREAK if placeholders.knows(m[1]) else m[0], sent)
    return pieces(values).stand_in(rest)
