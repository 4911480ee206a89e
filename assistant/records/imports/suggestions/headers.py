"""Which table a file is, and which header is which column: by known spellings, and by what stands below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from assistant.records.imports.cells.slots import plain_token
from assistant.records.imports.faults import CannotImport
from assistant.records.imports.fields import FIELDS, id_of
from assistant.records.imports.layout import OWNERS
from assistant.records.imports.suggestions.sniff import fits
from tools.core.errors import shown

LIKE = 85
"""How like a known spelling (0 to 100) a header must be."""

_LESS_LIKELY = 0.1
_LEAST_COVER = 0.6

Columns = Sequence[Sequence[str]]
"""A sample's cells, column by column."""


@cache
def _known() -> dict[str, Any]:
    known: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "headers.yaml").read_text("utf-8"))
    return known


@dataclass(frozen=True)
class Match:
    """A header, by its place, taken for a column."""

    score: float
    place: int
    column: str


def table_of(headers: Sequence[str], cells: Columns, file: str) -> str:
    """The table whose needed columns the headers cover best.

    Raises:
        CannotImport: they fit none.
    """
    scores = {table: _cover(table, headers, cells, file) for table in FIELDS}
    best = max(scores, key=lambda table: scores[table])
    if scores[best] < _LEAST_COVER:
        listed = shown(", ".join(headers[:12]), 200)
        raise CannotImport(f"The headers {listed} fit no table. Name its table and columns in a mapping.")
    return best


def _cover(table: str, headers: Sequence[str], cells: Columns, file: str) -> float:
    matched = {match.column for match in matches(table, headers, cells)}
    needed = {name for name, field in FIELDS[table].items() if field.required} - {id_of(table) or "", "role"}
    if OWNERS.get(table) in matched:
        needed -= {"partner_id"}
    if not needed & matched:
        return 0
    stem = plain_token(Path(file).stem)
    named = any(plain_token(word) in stem for word in _known()[table]["files"])
    return len(needed & matched) / len(needed) + len(matched) / len(headers) + (0.5 if named else 0)


def matches(table: str, headers: Sequence[str], cells: Columns) -> list[Match]:
    """The best header for each column, and no header twice."""
    found = []
    for column, spellings in _known()[table]["columns"].items():
        for place, header in enumerate(headers):
            score = likeness(header, tuple(spellings))
            if score and fits(FIELDS[table][column], cells[place]):
                found.append(Match(score, place, column))
    found.sort(key=lambda match: (-match.score, match.place))
    chosen: dict[str, Match] = {}
    for match in found:
        if match.column not in chosen and all(match.place != other.place for other in chosen.values()):
            chosen[match.column] = match
    return list(chosen.values())


def alike(table: str, column: str, headers: Sequence[str], cells: Columns) -> list[int]:
    """The places of every header that is spelt as one of a column's, the likeliest first."""
    spellings = tuple(_known()[table]["columns"][column])
    scored = [(likeness(header, spellings), place) for place, header in enumerate(headers)]
    good = [(-score, place) for score, place in scored if score > LIKE and fits(FIELDS[table][column], cells[place])]
    return [place for _, place in sorted(good)]


@cache
def likeness(header: str, spellings: tuple[str, ...]) -> float:
    """How like the nearest spelling a header is; a likelier spelling counts more, 0 is not alike."""
    words = _words(header)
    best = 0.0
    for order, spelling in enumerate(spellings):
        ours = plain_token(spelling)
        same = ours in (plain_token(header), plain_token(words))
        score = 100.0 if same else fuzz.token_sort_ratio(words, _words(spelling))
        if score >= LIKE:
            best = max(best, score - order * _LESS_LIKELY)
    return best


def _words(header: str) -> str:
    """A header's words: without units in brackets, a custom field's ending, and joined case."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]|__c$", "", header)
    return re.sub(r"[_\W]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)).strip().casefold()
