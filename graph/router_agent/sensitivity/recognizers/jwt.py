"""JWT: JSON web tokens.

Source:
    RFC 7519, RFC 7515 (compact serialization; a JSON object in base64url begins with eyJ).

>>> import re
>>> bool(re.search(RECOGNIZERS[0].pattern, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.aBcDeF이"))
True
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

RECOGNIZERS: Final = (
    Recognizer("JWT", r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?", 0.95),
    # Encrypted, or mistyped.
    Recognizer("JWT", r"eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]{16,}){2,4}", 0.9),
    Recognizer("JWT", r"ZXlK[A-Za-z0-9+/=]{40,}", 0.8),
)
