"""What a message says that no tool takes, and that would change the figure if it were passed over.

Each guard answers in one sentence what is not understood and how to ask instead. Money is never worked
out from a part of a question.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from assistant.reading.amounts import find_amounts
from assistant.reading.replies import Reply
from assistant.reading.slots import Words
from tools.core.money import dollars

_LEFT_OUT = re.compile(
    r"\b(?:except(?: for)?|excluding|other than|apart from|aside from|(?:everything|everyone|everybody|all) but)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:but|and)\s+not\s+(?:the\s+|in\s+)*(.{2,40})|^not\s+(.{2,60})\bbut\b"
    r"|\boutside(?: of)?\s+(?:the\s+)?(.{2,40})",
    re.IGNORECASE,
)
_EARNS = re.compile(r"\b(?:earn|earns|pay|pays|paid|make|get|deal|estimate|worth|bonus|spiff)", re.IGNORECASE)
_ASSISTED = re.compile(r"\b(?:assisted|co-sold|influenced|direct)\s+(?:deal|sale|opportunity|win)\b", re.IGNORECASE)
_UNDONE = re.compile(r"\b(?:refunded|cancell?ed|clawed back|charged back|falls through|fell through)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?<![\d.,$])\b(?:[2-9]|\d{2}|two|three|four|five|six|ten|several|a few)\s+(?:[\w-]+\s+){0,2}"
    r"deals\s+(?:of|at|for|worth)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|to|or)?\s*")
_SPLIT = re.compile(
    r"incremental|of which|new revenue|expansion|uplift|increase|adds?\b|compare|versus|\bvs\b", re.IGNORECASE
)
_BUSINESS_DAYS = re.compile(r"\b\w+\s+(?:business|working)\s+days\b", re.IGNORECASE)
_DUE = re.compile(r"\bdeadlines?\b|\bdue\b|\bexpir", re.IGNORECASE)


def guarded(text: str, words: Words) -> Reply | None:
    """What to say of a message that no tool can take whole; None where nothing stands in the way."""
    return next((reply for guard in _GUARDS if (reply := guard(text, words))), None)


def _exclusion(text: str, words: Words) -> Reply | None:
    found = _LEFT_OUT.search(text)
    if found is None:
        after = [match[1] or match[2] or match[3] for match in _NOT.finditer(text)]
        if not any(_names(named, words) for named in after):
            return None
    return Reply(
        "refusal",
        "I cannot leave something out of an answer. Ask for one partner, tier, region or partner manager, or for all.",
        "not_taken",
    )


def _names(text: str, words: Words) -> bool:
    """Whether a text begins with something that an answer can be cut to."""
    known = [*words.tiers, *words.regions(), *words.managers(), *words.roster().names.values()]
    return any(text.casefold().startswith(name.casefold()) for name in known)


def _not_sourced(text: str, words: Words) -> Reply | None:
    if not (_ASSISTED.search(text) and _EARNS.search(text) and find_amounts(text, words.currency)):
        return None
    return Reply(
        "refusal",
        "Bonuses and rebates are paid on partner-sourced deals; an assisted or a direct one earns none.",
        "not_sourced",
    )


def _undone(text: str, words: Words) -> Reply | None:
    if not (_UNDONE.search(text) and _EARNS.search(text) and find_amounts(text, words.currency)):
        return None
    return Reply(
        "refusal",
        "I do not work out a refund that has not happened. A refund takes back each line at its own rate in the period "
        "it happens; `statement PARTNER` shows it then.",
        "refund_supposed",
    )


def _several_deals(text: str, words: Words) -> Reply | None:
    if not _SEVERAL.search(text):
        return None
    return Reply("question", "I estimate one deal at a time. Which one first, and for what amount?", "one_deal")


def _several_amounts(text: str, words: Words) -> Reply | None:
    if not _EARNS.search(text) or _SPLIT.search(text):
        return None
    amounts = find_amounts(text, words.currency)
    found = list(dict.fromkeys(one.cents for one in amounts))
    if len(found) < 2 or any(_RANGE.fullmatch(text[a.end : b.start]) for a, b in pairwise(amounts)):
        return None
    read = " and ".join(dollars(cents) for cents in found[:3])
    return Reply("question", f"I read {len(found)} amounts, {read}. Which one do you mean?", "several_amounts")


def _business_days(text: str, words: Words) -> Reply | None:
    if not (_BUSINESS_DAYS.search(text) and _DUE.search(text)):
        return None
    return Reply(
        "refusal", "Deadlines are asked for in calendar days, such as `deadlines next 20 days`.", "business_days"
    )


_GUARDS: tuple[Callable[[str, Words], Reply | None], ...] = (
    _exclusion,
    _not_sourced,
    _undone,
    _several_deals,
    _several_amounts,
    _business_days,
)
