"""HOME_POSITION: where a home or a person is, as coordinates.

Coordinates alone are a place on a map; a word for a home beside them makes them somebody's.

Source:
    GDPR Art. 4(1) (location data); ISO 6709 (decimal degrees).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "우리집 좌표 37.51231, 127.02934", re.ASCII)["value"]
'37.51231, 127.02934'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import beside

_HOME: Final = (
    r"우리\s?집|내\s?(?:집|위치)|집\s?(?:위치|좌표|gps)|자택|현재\s?위치|\bhome\b|"
    r"\b(?:my|our|his|her|their) (?:house|place|apartment|location|position|coordinates|gps)"
)
_DEGREES: Final = r"-?\d{1,3}\.\d{3,8}° ?[NSEW]?"

RECOGNIZERS: Final = beside(
    "HOME_POSITION",
    _HOME,
    rf"{_DEGREES}[, /]{{1,3}}{_DEGREES}".replace("°", "°?"),
    0.75,
)
