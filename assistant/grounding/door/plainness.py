"""One plain form of a text: entities and escapes resolved, digits 0 to 9, straight dashes, nothing invisible."""

import re
import unicodedata
from html import unescape

_DASHES = str.maketrans({**dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"), "\u2014": ";", "\u2019": "'"})
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_BETWEEN = re.compile(r"(?<=\s)\u2013(?=\s)")
"""A dash between two spaces parts a sentence, and is no minus."""
_ESCAPE = re.compile(r"\\(?:u|x)\{?([0-9a-fA-F]{2,6})\}?")
_FRACTION = re.compile(r"(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215f\u2189])")
"""Where a whole number touches a fraction sign: 2\u00bd is not 21/2."""
_MOST_ROUNDS = 3


def plain(text: str) -> str:
    """The text with digits 0 to 9, straight dashes, no entities, and nothing invisible; lines stay lines."""
    for _ in range(_MOST_ROUNDS):
        before, text = text, _ESCAPE.sub(_character, unescape(text) if "&" in text else text)
        if before == text:
            break
    if not text.isascii():
        text = _BETWEEN.sub("\u2014", _FRACTION.sub(" ", text))
        text = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES).replace("\u2044", "/")
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)
        text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)
    return re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0x110000 else match[0]
