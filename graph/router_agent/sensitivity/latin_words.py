"""The words of a text in Latin letters that can tell its language."""

import re
from collections.abc import Iterator
from typing import Final

LATIN: Final = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff"
"""As part of a set in a pattern: Latin letters with what stands on and under them."""
CODE: Final = ""
"""What stands for a piece of code, which is no word."""

_WORD: Final = re.compile(f"[{LATIN}]+")
_SEVERAL: Final = re.compile(rf"[{LATIN}](?:[^{LATIN}]+[{LATIN}]+){{2}}")
# What is written with these is a name, an address or code, and no word of a sentence.
_OF_CODE: Final = r"_/\\@=<>{}#$%&*+|~^\d\[\]"
_TOKEN: Final = re.compile(
    rf"(?<!\S)(?:[^\s{_OF_CODE}.(:]|[.:](?![\w:])|(?<!\w)\(|\((?!\w))*"
    rf"(?P<code>[{_OF_CODE}]|[.:](?=[\w:])|(?<=\w)\((?=\w))\S*"
    rf"|(?P<word>[{LATIN}]+)|(?P<hangul>[\uac00-\ud7a3]+)"
    r"|(?P<end>[.?!:;\n()\"\u00a1\u00ab\u00bb\u00bf\u2018\u201c-\u201e]|(?<!\w)'|'(?!\w))"
)
# A number or an emphasis is written with them, too; what has one of these and letters is code.
_SIGN: Final = re.compile(r"[_/\\@=<>{}#$|(\[]|\w\.\w")
_LETTER: Final = re.compile("[A-Za-z]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_LONGER_THAN_ABBREVIATIONS: Final = 5
_VOWELLESS: Final = re.compile("[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{2,}")
_CAMEL_CASE: Final = re.compile("[a-z][A-Z]")
# Few parts of a long text need a second look. A sentence in two halves is still noticed.
_PART_CHARS: Final = 600
# What is quoted is asked about; longer, it is a sentence that somebody said.
_QUOTED_CHARS: Final = 24
_QUOTED: Final = re.compile(
    r"(?<!\w)[\"'`\u00ab\u2018\u201c\u201e]"
    rf"(?:[^\"'`\n\u00bb\u2019\u201d]|(?<=\w)['\u2019](?=\w)){{1,{_QUOTED_CHARS}}}"
    r"[\"'`\u00bb\u2019\u201d](?!\w)"
)


def parts(text: str) -> Iterator[str]:
    """Yield a text in parts that end with a line, a sentence or a word, where they can."""
    start = 0
    while len(text) - start > _PART_CHARS:
        end = start + _PART_CHARS
        middle = start + _PART_CHARS // 2
        ends = (text.rfind(mark, middle, end) + 1 for mark in ("\n", ". ", " "))
        following = next(filter(None, ends), end)
        yield text[start:following]
        start = following
    yield text[start:]


def quick(text: str) -> list[str]:
    """Return all words in Latin letters, in lower case; none where there are only one or two."""
    return _WORD.findall(text.lower()) if _SEVERAL.search(text) is not None else []


def sentences(text: str) -> list[list[str]]:
    """Return the words that can tell the language, in lower case, sentence by sentence.

    Names are left out, as far as capitals tell them, and a few words in quotation marks where
    others stand around them. `CODE` stands for what is no word of a sentence. A part of a text
    in Hangul, and what is quoted, begins and ends a sentence.
    """
    others = _QUOTED.sub("\n", text)
    return list(_sentences(others if _WORD.search(others) is not None else text))


def holds_hangul(text: str) -> bool:
    """Return whether there is any Korean in a text."""
    return not text.isascii() and _HANGUL.search(text) is not None


def _sentences(text: str) -> Iterator[list[str]]:
    # Amid Korean, capitals are abbreviations.
    lower, upper = sum(map(str.islower, text)), sum(map(str.isupper, text))
    shouted = upper > lower and not holds_hangul(text)
    words: list[str] = []
    first = True
    for token in _TOKEN.finditer(text):
        kind, word = token.lastgroup, token[0]
        if kind == "word":
            if not shouted and _CAMEL_CASE.search(word) is not None:
                words.append(CODE)
            elif (shouted or first or word[0].islower()) and not _abbreviates(word, shouted):
                words.append(word.lower())
        elif kind == "code":
            if _SIGN.search(word) is not None and _LETTER.search(word) is not None:
                words.append(CODE)
        elif words:
            yield words
            words = []
        first = kind == "end"
    if words:
        yield words


def _abbreviates(word: str, shouted: bool) -> bool:
    if shouted and word.isascii() and len(word) < _LONGER_THAN_ABBREVIATIONS:
        return True
    return _VOWELLESS.fullmatch(word) is not None
