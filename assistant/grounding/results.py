"""Reads tool results and the words they are told in, key by key and cell by cell, into facts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from assistant.answer import Worded
from assistant.grounding.door.plainness import plain
from assistant.grounding.facts import PERIODS, Fact, Place, kinded, number, numbers, tallies, written
from assistant.grounding.figures import Figure
from assistant.grounding.roles import bag, roles, stems
from assistant.grounding.texts import Names, Text
from tools.core.rulings import MONEY_METRICS

_PERIOD_KEYS = ("quarter", "period", "year")
_LABELS = (
    "label", "title", "metric", "rule", "group", "programme", "kind", "stage", "state", "tier", "what", "key",
    "heading", "activity", "activities", "about",
)  # fmt: skip
_WRITTEN = frozenset({"customer", "name", "note", "person", "manager", "region"})
"""What anybody may have written into the records: it is told, and grounds nothing."""
_APART = frozenset({"pair", "derived"})
"""What a reading of a rule explains of every tier grounds nothing of one: a tool's own words do where they show it."""
_ID = re.compile(r"[A-Z]{1,3}-[0-9]{2,}")
_WHOLE = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<quarter>[0-9]{4}-Q[1-4])|(?P<id>[A-Z]{1,3}-[0-9]{2,})|(?P<year>(?:19|20)[0-9]{2})"
)
_MARKED = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Reader:
    """Knows how partners and tiers are named while it reads."""

    finder: Names
    partners: Mapping[str, str]
    tiers: frozenset[str]

    def read(self, node: object, place: Place, key: str = "") -> Iterator[Fact]:
        """The facts of a result, key by key."""
        if isinstance(node, Mapping):
            yield from self.keys(node, self.placed(node, place, key))
        elif isinstance(node, list):
            yield number("count", Fraction(len(node)), place, f"{key} incentives" if key == "lines" else key)
            yield from tallies(node, place, key)
            for one in node:
                yield from self.read(one, place, key)
        elif isinstance(node, str):
            yield from self._text(node, place, key)
        elif isinstance(node, int) and not isinstance(node, bool):
            yield from numbers(node, place, key)

    def placed(self, node: Mapping[str, Any], place: Place, key: str) -> Place:
        """Where the values of a mapping stand."""
        own = _LABELS if "partner_id" not in node or "name" not in node else ()
        labels = " ".join(str(node[name]) for name in own if isinstance(node.get(name), str | list))
        partner = node.get("name") if is_partner(node) else self.partners.get(str(node.get("partner_id")))
        periods = [v for name in _PERIOD_KEYS if isinstance(v := node.get(name), str)]
        found = frozenset(
            v for text in periods for f in Text(plain(text), Names(())).figures if f.kind in PERIODS for v in f.values
        )
        money = (
            node.get("metric") in MONEY_METRICS
            or node.get("kind") in {"money", "amount"}
            or node.get("measure") == "revenue"
        )
        return Place(
            partner=partner if isinstance(partner, str) else place.partner,
            periods=found or place.periods,
            words=f"{' '.join(place.words.split()[-6:])} {key.removeprefix('requirements')}",
            labels=labels,
            outer=place.labels,
            task="owner" in node and "title" in node,
            cites=node.get("cites") or (str(node["id"]) if "heading" in node and "id" in node else place.cites),
            money=money or (place.money and not {"metric", "kind"} & set(node)),
            tags=self._tags(node) or place.tags,
        )

    def _tags(self, node: Mapping[str, Any]) -> frozenset[str]:
        """The record ids that a mapping stands for, and its tier."""
        ids = {
            v
            for key, v in node.items()
            if (key == "row" or key.endswith("_id")) and isinstance(v, str) and _ID.fullmatch(v)
        }
        tier = node.get("tier") or (node.get("to") if "requirements" in node else None)
        band = node.get("group") if str(node.get("group")).startswith("band ") else None
        whole = {one for one in (tier, band) if isinstance(one, str)}
        return frozenset(ids - {node.get("partner_id")} | whole)

    def keys(self, node: Mapping[str, Any], place: Place) -> Iterator[Fact]:
        """The facts of a mapping."""
        part, whole = node.get("numerator"), node.get("denominator")
        if isinstance(part, int) and isinstance(whole, int) and whole:
            yield number("percent", Fraction(100 * part, whole), place, "")
            yield number("ratio", Fraction(part, whole), place, "")
        kind = node.get("kind")
        for key, value in node.items():
            if key in _WRITTEN:
                continue
            if key == "readings":
                yield from (fact for fact in self.read(value, place, key) if fact.kind not in _APART)
                continue
            if key == "value" and isinstance(value, int) and kind in {"rate", "percent", "ratio", "days"}:
                yield from kinded(str(kind), value, place)
            elif key not in _LABELS or not isinstance(value, str) or _MARKED.search(value):
                yield from self.read(value, place, key)

    def _text(self, text: str, place: Place, key: str) -> Iterator[Fact]:
        """The facts of a text inside a result: its figures, said of the partner they stand beside."""
        if not text or len(text) > 4000:
            return
        if " " not in text and (not _MARKED.search(text) or (kind := _bare(text))):
            if _MARKED.search(text):
                bare = replace(place, words="", labels="") if kind == "date" else place
                needs = stems(place.labels) if kind == "date" and place.task else frozenset()
                yield replace(number(kind, Fraction(0), bare, key), value=text, needs=needs)
            return
        read = Text(plain(text), self.finder)
        for at, figure in enumerate(read.figures):
            yield self._prose(read, at, figure, place, key)

    def _prose(self, read: Text, at: int, figure: Figure, place: Place, key: str) -> Fact:
        beside = read.beside(at)
        mention = read.subject(figure)
        partner = next(iter(mention.partners)) if mention and len(mention.partners) == 1 else place.partner
        periods = frozenset(v for f in read.within(read.clause(figure.start), PERIODS) for v in f.values)
        words = f"{key} {place.words} {place.labels}" if figure.end - figure.start == len(read.text) else ""
        tags = tags_of(read, figure.start, self.tiers)
        whole = Place(partner, periods or place.periods, cites=place.cites, tags=tags)
        around = stems(beside) | stems(words) | stems(_slice(read, figure))
        return written(figure, whole, roles(bag(f"{beside} {words}")), around, prose=not words)

    def worded(self, words: Worded, whole: Place) -> Iterator[Fact]:
        """The facts of a tool's own words: its text, notes and tables."""
        for text in (words.text, *words.notes):
            over = None  # what the line over a list cites, the list's items rest on
            for line in text.split("\n"):
                read = Text(plain(line), self.finder)
                cited = next((f.values[0] for f in read.figures if f.kind == "citation"), over)
                over = cited if line.strip() else None
                place = replace(whole, words="", cites=cited)
                yield from (
                    self._prose(read, n, f, place, "") for n, f in enumerate(read.figures) if f.kind != "citation"
                )
        for table in words.tables:
            above = ""
            for row in table.rows:
                above = row[0] or above
                yield from self._row(row, above, table.columns, table.title, whole)

    def _row(self, row: Sequence[str], above: str, columns: Sequence[str], title: str, place: Place) -> Iterator[Fact]:
        """The facts of a table's row, under the words of its row, column and title."""
        cells = [Text(plain(cell), self.finder) for cell in row]
        named = [one for cell in cells for one in cell.mentions if len(one.partners) == 1]
        partner = next(iter(named[0].partners)) if named else place.partner
        heads = " ".join(cell.text for cell in cells if not cell.figures or len(cell.text.split()) > 2)
        for cell, column in zip(cells, columns, strict=False):
            for at, figure in enumerate(cell.figures):
                words = f"{above} {heads} {column} {title} {cell.beside(at)}"
                dated = frozenset(
                    v
                    for one in (*cells, Text(plain(column), self.finder))
                    for f in one.figures
                    for v in f.values
                    if f.kind in PERIODS
                )
                ids = {f.values[0] for one in cells for f in one.figures if f.kind == "id"}
                headed = {above, *row, *re.findall(r"\w+", f"{title} {' '.join(columns)}")}
                tags = frozenset(ids | (self.tiers & headed))
                whole = Place(partner, dated or place.periods, cites=place.cites, tags=tags)
                yield written(figure, whole, roles(bag(words)), stems(words))


def tags_of(read: Text, at: int, tiers: frozenset[str]) -> frozenset[str]:
    """The record ids and tiers named in the clause around a position, else the one tier that its sentence names."""
    start, end = read.clause(at)
    ids = {f.values[0] for f in read.within((start, end), frozenset({"id"}))}
    named = {tier for tier in tiers if tier in read.text[start:end]}
    if not named:
        first, last = read.sentence(at)
        sole = {tier for tier in tiers if tier in read.text[first:last]}
        named = sole if len(sole) == 1 else set()
    return frozenset(ids | named)


def _bare(text: str) -> str:
    """The kind of a text that is a day, a period or an id and nothing else; empty for other texts."""
    match = _WHOLE.fullmatch(text)
    return str(match.lastgroup) if match else ""


def _slice(read: Text, figure: Figure) -> str:
    start, end = read.sentence(figure.start)
    return read.text[start:end]


def is_partner(node: Mapping[str, Any]) -> bool:
    """Whether a mapping names a partner."""
    return isinstance(node.get("partner_id"), str) and isinstance(node.get("name"), str)


def inside(node: object) -> Iterator[Mapping[str, Any]]:
    """Every mapping in a result."""
    if isinstance(node, Mapping):
        yield node
        for value in node.values():
            yield from inside(value)
    elif isinstance(node, list):
        for one in node:
            yield from inside(one)
