"""Finds the name of a partner that a message seems to give but the records do not hold.

Without this, a question about an unknown partner would be answered as if it named none.
"""

import re

from assistant.reading.slots import ACTIVITIES, SECTIONS, Words

_LEADS = r"\b(?:for|of|does|do|did|is|was|has|have|would|will|can|could|should|about|from|at|by|if|with|partner)\s+"
_NAME = r"([A-Z0-9][\w&.'-]*(?:\s+(?:&\s+)?[A-Z0-9][\w&.'-]*){0,4})"
_CANDIDATE = re.compile(_LEADS + _NAME)
_POSSESSIVE = re.compile(_NAME + r"(?:'s|s')\s")

_COMMON = re.compile(
    r"""\b(january|february|march|april|may|june|july|august|september|october|november|december
    |jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|q[1-4]|h[12]|fy\d*|ytd|\d[\d,./:-]*[kmb]?|\d{4}|usd|us|mdf|spiffs?|qbr|roi|kpis?
    |i|we|our|my|me|you|us|it|its|they|their|them|the|a|an|and|or|to|in|on|of|by|at|for|from|with|as|is|are|was|this|that|these|those
    |next|last|previous|current|past|coming|all|any|every|each|new|logo|strategic|product|line|first|deal|deals|ever|closed?|closing|days?|weeks?
    |months?|quarters?|years?|risk|target|off|region|manager|tier|tiers|partners?|within|today|yesterday|tomorrow|now|date|year-to-date
    |cross-?sell|up-?sell|upgrade|renewal|incremental|contract|multi-?year|community|training|champion|mvp|award|claims?|status
    |cost|costs|costing|event|webinar|program|programme|rules?|section|dashboard|summary|report|please|thanks|company|everyone|worth|won|what|why|how)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def unplaced_name(text: str, words: Words, *, command: bool) -> str | None:
    """The words of a message that can only be meant as a partner's name, or None.

    A command's rest is all arguments, so what no other argument explains is a name. In a sentence only
    capitalised words after a leading word, or before a possessive, are taken for one.
    """
    if command:
        return _left_over(text, words) or None
    for pattern in (_CANDIDATE, _POSSESSIVE):
        for match in pattern.finditer(text):
            name = _left_over(match[1], words)
            if name and re.search(r"[^\W\d]{2}", name):
                return name
    return None


def _left_over(text: str, words: Words) -> str:
    """A text without the words that name anything but a partner."""
    known = [*words.tiers, *words.regions(), *words.managers()]
    for name in sorted(known, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}s?\b", " ", text, flags=re.IGNORECASE)
    for pattern, _ in (*SECTIONS, *ACTIVITIES):
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    text = re.sub(r"[$€£]?\s?\d[\d,.]*\s?(k|m|mm|million|thousand|eur|usd)?\b", " ", text, flags=re.IGNORECASE)
    text = _COMMON.sub(" ", text)
    return " ".join(text.split()).strip(" ?!.,;:'\"-/()[]")
