"""CRYPTO: addresses of crypto wallets.

Source:
    BIP 173 (bc1), Base58Check (1..., 3...), EIP-55 (0x...); TRON (T...).

>>> import re
>>> re.search(RECOGNIZERS[1].pattern, "0x52908400098527886E0F7030069857D2E4169EE7로")[0][:6]
'0x5290'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside


def _wallet(value: str, text: str, start: int) -> float | None:
    """The zero address is everybody's, a number is no address, nor a piece of a longer hash."""
    if len(set(value[2:])) <= 4 or value.isdigit():
        return None
    return None if text[start - 1 : start].isalnum() else 0.7


RECOGNIZERS: Final = (
    Recognizer("CRYPTO", r"(?:bc1[a-z0-9]{25,60}|[13T][1-9A-HJ-NP-Za-km-z]{26,34})", 0.7, _wallet),
    Recognizer("CRYPTO", r"0x[0-9a-fA-F]{40}", 0.7, _wallet),
    # Mistyped.
    *beside("CRYPTO", r"지갑|\bwallet", r"0x[0-9a-z]{38,42}", 0.7),
)
