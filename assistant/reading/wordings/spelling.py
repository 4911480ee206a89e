"""Puts right mistyped words of the trade: "dashbord", "qaurter", "Platnum"; names of partners are read elsewhere.

A word that a question may well use is left alone, however near it is to another.
"""

import re
from collections.abc import Iterable

from assistant.reading import wordings
from assistant.reading.partners.index import same_start
from assistant.reading.partners.names import COMMON, GENERIC, LEGAL

_WORD = re.compile(r"(?<![\w@.$'-])[^\W\d_]{4,20}(?![\w@'-])")


def is_plain(word: str) -> bool:
    """Whether a word, in lower case, is one of the language or the trade and no name."""
    return word in COMMON or word in GENERIC or word in LEGAL or word in wordings.words("plain") or _is_trade(word)


def _is_trade(word: str) -> bool:
    known = wordings.words("spelling")
    return word in known or word.removesuffix("s") in known


def mended(text: str, names: Iterable[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A text with its mistyped words put right, and what was put right.

    Args:
        text: A normalised text, the names of partners blanked out.
        names: Names beside the words of the trade that a word may be mistyped for: tiers, regions, managers.
    """
    own = {word.casefold(): word for name in names for word in name.split()}
    known = wordings.words("spelling") | own.keys()
    changed: list[tuple[str, str]] = []

    def put_right(match: re.Match[str]) -> str:
        written = match[0].casefold()
        if is_plain(written) or written in known:
            return match[0]
        meant = _meant(written, known)
        if meant is None:
            return match[0]
        changed.append((match[0], own.get(meant, meant)))
        return changed[-1][1]

    return _WORD.sub(put_right, text), tuple(changed)


def _meant(written: str, known: Iterable[str]) -> str | None:
    """The one word that a few slips lead to; words that are as near as one another are not chosen between."""
    from rapidfuzz.distance import OSA

    near: dict[str, tuple[int, int]] = {}
    for word in known:
        most = _most_slips(written, word)
        if most and same_start(written, word) and abs(len(word) - len(written)) <= most:
            slips = OSA.distance(written, word, score_cutoff=most)
            if slips <= most:
                near[word] = slips, abs(len(word) - len(written))
    return min(near, key=lambda word: (near[word], word)) if near else None


def _most_slips(written: str, word: str) -> int:
    """One slip in five letters, two in eight; in four only letters that changed places or stand twice."""
    shortest = min(len(written), len(word))
    if shortest < 5:
        return int(sorted(written) == sorted(word) or set(written) == set(word))
    return 1 if shortest < 8 else 2
