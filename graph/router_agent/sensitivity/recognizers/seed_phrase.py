"""SEED_PHRASE: the words from which a wallet is restored.

Source:
    BIP 39: 12 to 24 words of three to eight letters.

>>> import re
>>> words = "lamp orbit cedar muscle tiger noble harbor sketch ozone wagon thrive pupil"
>>> bool(re.search(RECOGNIZERS[0].pattern, f"seed phrase: {words}"))
True
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_CUE: Final = r"(?:seed|recovery|mnemonic|backup|wallet|니모닉|시드|복구|지갑)"

RECOGNIZERS: Final = (
    Recognizer(
        "SEED_PHRASE",
        rf"(?i){_CUE}[^\n]{{0,60}}?[:\s\"'](?P<value>(?:\d{{0,2}}[.)]?[a-z]{{3,8}}[ ,\n]{{1,2}}){{11,23}}\d{{0,2}}[.)]?[a-z]{{3,8}})\b",
        0.85,
    ),
    # Some of the words, set off by a colon or a quotation mark.
    Recognizer(
        "SEED_PHRASE",
        rf"(?i){_CUE}(?: phrase| words?| 문구| 구문| 단어)?[^\n:\"']{{0,40}}[:\"'] ?[\"']?(?P<value>(?:[a-z]{{3,8}} ){{3,22}}[a-z]{{3,8}})",
        0.7,
    ),
    # Twelve words of a wallet without a cue: lower case, no short words, no punctuation.
    Recognizer(
        "SEED_PHRASE",
        r"(?:^|[\n:\"'] ?)(?P<value>(?:[a-z]{4,8} ){11,23}[a-z]{4,8})(?:$|[\n\"'.])",
        0.6,
    ),
)
