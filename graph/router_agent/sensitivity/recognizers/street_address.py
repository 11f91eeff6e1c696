"""STREET_ADDRESS in English: house and street, post box, flat, with a postcode.

Source:
    USPS Publication 28 (street suffixes), Royal Mail PAF (postcodes), Presidio's LOCATION.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "I live at 42 Maple Street", re.ASCII)[0]
'42 Maple Street'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_TYPE: Final = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Terrace|Ter|Close|Crescent|Cres|Way|"
    "Place|Pl|Square|Sq|Parkway|Pkwy|Gardens|Grove|Mews|Row|Steps|Hill|Circle|Cir|Trail|Trl|Highway|Hwy|Parade|"
    "Path|Loop|Walk|Heights|Alley|Esplanade|Rise|View"
)
_UK: Final = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_US: Final = r"[A-Z]{2},? \d{5}(?:-\d{4})?"
# Houses that everybody knows, and those of textbooks.
_PUBLIC: Final = (
    "10 downing", "221b baker", "1600 pennsylvania", "4 privet", "742 evergreen", "12 grimmauld",
    "123 main", "123 example", "1 example", "350 fifth",
)  # fmt: skip


# What is counted is no house.
_MEASURE: Final = re.compile(
    r"\d+,? (?:degrees?|feet|foot|ft|miles?|km|meters?|metres?|square|times|inch(?:es)?|hours?|minutes?|years?|days?|weeks?|"
    r"months?|percent|people|dollars|rooms?|bedrooms?|stor(?:y|ies)|and|to|or|of|in|pm|am|per|items?|cups?|pounds?)\b"
)


def _house(value: str, _: str, __: int) -> float | None:
    lower = value.lower()
    return (
        None if lower.startswith(_PUBLIC) or "example" in lower or _MEASURE.match(lower) else 0.75
    )


RECOGNIZERS: Final = (
    Recognizer(
        "STREET_ADDRESS",
        r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,? (?:[NSEW]\.? |North |South |East |West )?"
        rf"(?:(?:[A-Z][A-Za-z'-]+|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH)|St\.?) ){{1,3}}(?:{_TYPE}|{_TYPE.upper()})\b",
        0.75,
        _house,
    ),
    Recognizer(
        "STREET_ADDRESS",
        rf"\d{{1,5}}[A-Za-z]? [A-Z][\w'. ]{{2,30}},?(?: [\w'. #-]{{0,30}},?){{0,2}} ?(?:{_UK}|{_US})",
        0.8,
        _house,
    ),
    # In small letters, with what ends an address.
    Recognizer(
        "STREET_ADDRESS",
        rf"(?i)\d{{1,5}} (?:[a-z'.-]{{1,15}} ){{1,3}}(?:{_TYPE})\b[a-z\d ,#.]{{0,40}}[ ,](?:[a-z]{{2,3}},? \d{{4,5}}|[a-z]{{1,2}}\d[a-z\d]? ?\d[a-z]{{2}})",
        0.75,
        _house,
    ),
    Recognizer("STREET_ADDRESS", rf"(?:[A-Z][a-z]+,? ){{1,3}}(?:{_UK})", 0.65),
    Recognizer(
        "STREET_ADDRESS",
        r"(?i)(?:address|live at|lives at|living at|\bi'm at|\bim at|ship(?:ped)? to|deliver(?:y)? to|house (?:is|at)|move to|moved to|"
        r"send (?:it|them|this) to|located at|주소|배송지|받는\s?곳|보내는\s?곳)[^\d\n]{0,20}(?P<value>\d{1,5}[a-z]?(?:/\d{1,4})?,? [a-z][\w' .-]{2,40})",
        0.7,
        _house,
    ),
    Recognizer(
        "STREET_ADDRESS",
        r"(?i)\b(?:apt|apartment|flat|unit|suite|ste|room|rm)\.? ?#?\d{1,5}[a-z]?(?:,? (?:at |of )?|/)\d{1,5}[^\n]{0,4} [a-z]+",
        0.75,
    ),
    Recognizer("STREET_ADDRESS", r"(?i)\bp\.? ?o\.? ?box \d{1,6}", 0.7),
    Recognizer(
        "STREET_ADDRESS",
        r"(?i)\d{1,5} (?:rue|via|calle|avenida|rua|strasse|piazza|plaza|carrer) [A-Za-z\x{c0}-\x{24f}' ]{3,30}|"
        r"(?:rue|via|calle|avenida|rua|piazza|plaza|carrer) (?:(?:de|del|do|da|la|du|des) ){0,2}[A-Za-z\x{c0}-\x{24f}]{3,20}(?: [A-Za-z\x{c0}-\x{24f}]{3,20})?,? \d{1,4}|"
        r"[A-Za-z\x{c0}-\x{24f}]{3,20}(?:straße|strasse|str\.|gasse|weg|platz|straat|laan) \d{1,4}",
        0.7,
    ),
)
