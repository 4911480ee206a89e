"""A section of a playbook, and the id it is cited by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

KINDS = {
    "steps": "steps",
    "decision table": "decision-table",
    "worked example": "worked-example",
    "metrics": "metrics",
    "pitfalls": "pitfalls",
    "edge cases": "edge-cases",
    "when": "when",
}
"""What a heading begins with, and the id of a file's one section of that kind."""

_SMALL = frozenset(
    word
    for line in (
        "a an and are as at be been by can did do does each every for from has have how in is it its may must need",
        "needs not of on or our should so that the their there this to was what when where which who whom why will",
        "with without your",
    )
    for word in line.split()
)
_MOST_WORDS = 5


@dataclass(frozen=True)
class Section:
    """One heading of a playbook and what stands under it.

    `id` is what an answer cites, such as "conflict-management#steps". `source` names the folder and the file.
    `asked` are questions that it answers, in other words; they are searched and never shown.
    """

    id: str
    playbook: str
    heading: str
    text: str
    source: str
    when: str = ""
    phase: str = ""
    updated_on: date | None = None
    audience: str = "vendor"
    asked: tuple[str, ...] = ()


def parts_named(headings: Iterable[str]) -> list[str]:
    """The part of each heading's id after "#": its kind where a file has one of that kind, else its own words."""
    headings = list(headings)
    kinds = [_kind(heading) for heading in headings]
    names: list[str] = []
    for heading, kind in zip(headings, kinds, strict=True):
        name = kind if kind and kinds.count(kind) == 1 else slug(heading)
        twins = sum(1 for other in names if other == name or re.fullmatch(rf"{re.escape(name)}-\d+", other))
        names.append(f"{name}-{twins + 1}" if twins else name)
    return names


def _kind(heading: str) -> str | None:
    lowered = heading.lower()
    return next((kind for begins, kind in KINDS.items() if re.match(rf"{begins}\b", lowered)), None)


def slug(heading: str) -> str:
    """A heading's first words that carry its sense, joined: "What MDF may pay for and ..." is "mdf-pay-proof"."""
    words = re.findall(r"\w+", heading.lower().replace("'", "").replace("\u2019", "").replace("_", " "))
    kept = [word for word in words if word not in _SMALL] or words
    return "-".join(kept[:_MOST_WORDS]) or "part"
