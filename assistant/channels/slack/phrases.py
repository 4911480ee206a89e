"""The phrases on which the assistant answers, unasked, in channels that opted in."""

import re

PHRASES = (
    "channel partner",
    "partner recruitment",
    "partner onboarding",
    "co-sell",
    "partner incentive",
    "PRM",
    "partner ecosystem",
    "reseller",
    "value-added reseller",
    "VAR",
    "partner enablement",
    "deal registration",
    "MDF",
    "partner tier",
    "joint business plan",
)
"""As the program's source lists them. Those in capitals are said in capitals: `var` is a word of others."""


def _pattern(phrase: str) -> str:
    words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]", phrase)))
    return words if phrase.isupper() else f"(?i:{words}s?)"


_SPOKEN = re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, PHRASES))})(?!\w)")


def speaks_of_us(text: str) -> bool:
    """Whether a message says one of the phrases."""
    return bool(_SPOKEN.search(text))
