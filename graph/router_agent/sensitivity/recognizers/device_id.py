"""DEVICE_ID: numbers that are one telephone's or one card's in it.

Source:
    3GPP TS 23.003 (IMEI), ITU-T E.118 (ICCID).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "imei 35 209900 176148 1", re.ASCII)["value"]
'35 209900 176148 1'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, has_digits

RECOGNIZERS: Final = (
    Recognizer(
        "DEVICE_ID",
        r"(?i)\b(?:imei|iccid|imsi|meid)\b[^\d\n]{0,12}(?P<value>\d[\d -]{12,22}\d)",
        0.8,
    ),
    Recognizer(
        "DEVICE_ID",
        r"(?i)(?:serial (?:number|no\.?)|s/n|시리얼\s?(?:넘버|번호)?|일련\s?번호)[\s:#는은이가]{1,4}(?P<value>[A-Z0-9-]{6,20})\b",
        0.65,
        has_digits,
    ),
    # What belongs to one machine or one licence: recovery keys and product keys.
    Recognizer("DEVICE_ID", r"\d{6}(?:-\d{6}){7}", 0.95),
    Recognizer("DEVICE_ID", r"[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}", 0.9),
)
