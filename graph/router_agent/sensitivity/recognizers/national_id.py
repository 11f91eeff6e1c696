"""NATIONAL_ID: identity, tax, health and immigration numbers of other countries, by their names.

Source:
    Presidio's UK_NHS, UK_NINO, SG_NRIC_FIN, AU_MEDICARE, IN_AADHAAR, IN_PAN, IT_FISCAL_CODE,
    ES_NIF; the issuers' published forms.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "NHS number is 943 476 5919", re.ASCII)["value"]
'943 476 5919'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    IS,
    Recognizer,
    beside,
    has_digits,
)

RECOGNIZERS: Final = (
    Recognizer("UK_NHS", rf"(?i)\bnhs{IS}(?P<value>\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}})\b", 0.9),
    Recognizer(
        "UK_NINO",
        r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]|[a-ceghj-pr-tw-z]{2}\d{6}[a-d]|[a-ceghj-pr-tw-z]{2} \d{2} \d{2} \d{2} [a-d]",
        0.8,
    ),
    Recognizer("SG_NRIC_FIN", r"[STFGM]\d{7}[A-Z]", 0.8),
    Recognizer("IN_PAN", r"[A-Z]{3}[PCHFATBLJG][A-Z]\d{4}[A-Z]", 0.75),
    Recognizer("IT_FISCAL_CODE", r"(?i)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", 0.85),
    Recognizer(
        "NATIONAL_ID",
        r"(?i)\b(?:nino|national insurance|bsn|brp|hkid|nric|aadhaar|aadhar|medicare|medicaid|personnummer|itin|"
        r"ein|sin|tfn|cpf|curp|dni|nie|pesel|fiscal code|codice fiscale|tax id|utr|a-number|alien number|uscis|"
        r"blue card|ausweis\w{0,8}|identity card|id card|national id|green card)"
        rf"{IS}(?P<value>[A-Z]{{0,3}}[ -]?\d[A-Z0-9 .()/-]{{4,18}}[A-Z0-9)])",
        0.8,
        has_digits,
    ),
    *beside(
        "NATIONAL_ID",
        r"\bnhs\b|\bsocial insurance|\bsin\b|\btfn\b|\btax file|\baadhaa?r|아다르|아드하르|\bcpf\b|\bdni\b|\bnie\b|\bnric\b|"
        r"\bbsn\b|\bpesel\b|\bcurp\b|\bhkid\b|\bmedicare|\bnational insurance|\bni (?:number|no\b|번호)|\bnino\b|\bitin\b|"
        r"\bsteuer\w{0,20}|마이\s?넘버|\bnational id|\bcodice fiscale",
        r"[a-z]{0,2} ?\d(?:[ .-]{0,2}\d){5,13}[ .-]?[a-z\d]?",
        0.75,
    ),
)
