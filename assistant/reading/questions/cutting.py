"""Where a message goes from one question on to the next, as in "what did it earn, and who manages it"."""

import re
from collections.abc import Sequence

from assistant.reading.asked import Asked

_SUBJECT = r"(?:\|+|it|they|he|she|we|you|there|any|anyone|anything|all|that|this)\b"
_OPENS = (
    r"(?:(?:also|then)\s+)?"
    r"(?:(?:what|which|who|whose|what's|who's|how(?! to\b))(?!\w)"
    r"|(?:when|where|why)(?:'s)?\s+(?:is|are|was|were|does|do|did|has|have|will|can|must|should)\b"
    r"|(?:is|are|was|were|does|do|did|has|have|can|will|would|should)\s+"
    rf"(?:\|+|{_SUBJECT})"
    r"|(?:tell|show|give|list)\s+(?:me|us)\b|list\s)"
)
_JOINT = re.compile(
    rf"\s*(?P<joint>[?!;.](?=\s)|,)?\s*(?:\b(?P<word>and|plus|also|as well as|but)\b|&)?\s*(?=(?<!\w){_OPENS})",
    re.IGNORECASE,
)
_ASKING = re.compile(rf"(?<!\w){_OPENS}", re.IGNORECASE)
_PREMISE = re.compile(r"^\W*(?:if|suppose|say|assuming|given|once|in case)\b", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:why|how much|how many|what for|(?:by |since |until )?when"
    r"|what (?:was it|it was|were they|they were|is it|it is) for)"
    r"(?: (?:is|was|are|were) (?:it|that|this|they))?\W*$",
    re.IGNORECASE,
)
"""What only goes on with the question before it: "does it get a rebate, and how much?" """
_TOLD = re.compile(r"[$€£]|\d\s?[km]\b|\bdeal\b", re.IGNORECASE)


def questions(asked: Asked) -> Sequence[str]:
    """The questions of a message in order, each as it was written; none where it asks one.

    What asks nothing and stands before a comma or a full stop belongs to the question after it: "In Q1, what did ...".
    """
    found: list[str] = []
    begins = 0
    for match in _JOINT.finditer(asked.masked):
        said = asked.masked[begins : match.start()]
        if _goes_on(match) and _is_whole(said, match):
            found.append(asked.text[begins : match.start()].strip())
            begins = match.end()
    return [*found, asked.text[begins:].strip()] if found else ()


def _goes_on(match: re.Match[str]) -> bool:
    joins = match["joint"] or match["word"] or "&" in match[0]
    return bool(joins and not _TAIL.match(match.string, match.end()))


def _is_whole(said: str, match: re.Match[str]) -> bool:
    """Whether what was said so far asks something by itself, and is no premise of what follows."""
    if _ASKING.search(said):
        return True
    named = match["word"] and match["joint"] not in {".", ";"} and not _TOLD.search(said)
    return bool(named and said.strip() and not _PREMISE.search(said))
