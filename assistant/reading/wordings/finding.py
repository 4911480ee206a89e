"""Where the values of an argument stand in a text, and which of them are listed together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.reading.wordings import Table
from assistant.reading.words import Span, before

_JOINT = re.compile(
    r"(?:\W|\b(?:and|or|vs|versus|with|to|against|plus|then|compared|than|the|in|for|of|both|also|partners?|region|tier"
    r"|its|their|our)\b)*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[,&/+]|\b(?:and|or|vs|versus|with|to|against|plus|than)\b", re.IGNORECASE)

_VERB = re.compile(r"\s+(?:an?|the|this|that|by|with|on|it|their|our|deals?|opportunit\w+|customers?)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|non)[ -]$", re.IGNORECASE)

Found = TypeVar("Found", bound=Span)


@dataclass(frozen=True, slots=True)
class Named(Span):
    """A value that words name."""

    value: str


def joined(found: Sequence[Found], text: str) -> list[Found]:
    """The first of what was found, and the others as long as little but "and" or "versus" stands between them."""
    kept = list(found[:1])
    for one in found[1:]:
        between = text[kept[-1].end : one.start]
        if not _JOINT.fullmatch(between) or not _LISTED.search(between):
            break
        kept.append(one)
    return kept


def named(table: Table, text: str) -> list[str]:
    """The values of a table that a text names: the foremost of the table, and those that are listed with it."""
    found: list[Named] = []
    for value, pattern in table.items():
        for match in pattern.finditer(text):
            found.append(Named(match.start(), match.end(), match[0], value))
            text = text[: match.start()] + "|" * len(match[0]) + text[match.end() :]
    if not found:
        return []
    ordered = sorted(found, key=lambda one: one.start)
    runs = [joined(ordered[at:], text) for at in range(len(ordered))]
    run = next(run for run in runs if found[0] in run)
    return list(dict.fromkeys(one.value for one in run))


def places(names: Iterable[str], text: str) -> list[Named]:
    """Where any of the names stands, in the order of the text; a space or hyphen may stand within one."""
    found: list[Named] = []
    for name in sorted(names, key=len, reverse=True):
        pattern = rf"\b{re.escape(name)}s?\b" if " " in name else rf"\b{'[- ]?'.join(map(re.escape, name))}s?\b"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            found.append(Named(match.start(), match.end(), match[0], name))
            text = text[: match.start()] + "|" * len(match[0]) + text[match.end() :]
    return sorted(found, key=lambda one: one.start)


def as_nouns(found: Iterable[Named], text: str) -> list[Named]:
    """What is named as a thing: not "they registered a deal", and nothing that is said not to be."""
    return [
        one
        for one in found
        if not (one.text.islower() and one.text.endswith("ed") and _VERB.match(text[one.end :]))
        and not _DENIED.search(before(text, one.start))
    ]
