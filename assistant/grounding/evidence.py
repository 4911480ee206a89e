"""What a text may say: the figures of this turn's tool results, of what the person said, and of cited passages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from assistant.answer import Worded
from assistant.grounding.deriving import DERIVES, inputs, whose
from assistant.grounding.facts import PERIODS, Fact, Place, kinded, number, numbers, tallies, written
from assistant.grounding.figures import Figure, find_figures, plain
from assistant.grounding.roles import bag, roles, stems
from assistant.grounding.texts import Names, Text
from assistant.toolbox import Outcome
from assistant.wording import worded
from tools.core.rulings import MONEY_METRICS

_PERIOD_KEYS = ("quarter", "period", "year")
_LABELS = (
    "label", "title", "metric", "rule", "group", "programme", "kind", "stage", "state", "tier", "what", "status",
    "measure", "key", "method", "heading", "activity", "activities", "about",
)  # fmt: skip
_WHOLE = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<quarter>[0-9]{4}-Q[1-4])|(?P<id>[A-Z]{1,3}-[0-9]{2,})|(?P<year>(?:19|20)[0-9]{2})"
)
_MARKED = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Evidence:
    """What this turn rests on.

    Args:
        outcomes: What the tools of this turn came to.
        said: What the person wrote this turn.
        as_of: The day that the answer is of.
        names: The partners that the person may see.
    """

    outcomes: Sequence[Outcome]
    said: Sequence[str]
    as_of: date
    names: Sequence[str] = ()

    @cached_property
    def worded(self) -> tuple[Worded, ...]:
        """The tools' own words."""
        return tuple(worded(outcome) for outcome in self.outcomes)

    @cached_property
    def results(self) -> tuple[dict[str, Any], ...]:
        """The results as JSON values."""
        return tuple(outcome.result.model_dump(mode="json") for outcome in self.outcomes)

    @cached_property
    def partners(self) -> dict[str, str]:
        """The partners of the results: record id to name."""
        return {one["partner_id"]: one["name"] for result in self.results for one in inside(result) if _is_partner(one)}

    @cached_property
    def finder(self) -> Names:
        """Finds partners in a text."""
        there = tuple(self.partners.values())
        return Names((*there, *self.names), by_first=there)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure that may be said."""
        found = [Fact("date", value=self.as_of.isoformat(), stems=frozenset({"record"}))]
        for text in self.said:
            found += [written(f, Place(""), frozenset(), frozenset(), said=True) for f in find_figures(plain(text))]
        parts = list(zip(self.outcomes, self.results, self.worded, strict=True))
        for outcome, result, words in parts:
            found += [Fact("receipt", value=outcome.receipt.id), Fact("date", value=outcome.receipt.as_of.isoformat())]
            found += [Fact("citation", value=one.id) for one in words.citations]
            if outcome.tool != DERIVES:
                found += self._read(result, Place(outcome.tool, partner=_whose(result)))
                found += self._worded(words, self._placed(result, Place(outcome.tool), ""))
        for outcome, result, words in parts:
            if outcome.tool == DERIVES and all((grounds := inputs(result, found)).values()):
                place = Place(outcome.tool, whose(grounds), words=f"{result['operation']} {result['about'] or ''}")
                found += self._keys(result, place)
                found += self._worded(words, replace(place, words=""))
        return tuple(found)

    @cached_property
    def made_up(self) -> tuple[str, ...]:
        """What a derived figure of this turn was derived from and nobody computed or said."""
        derived = [
            result for outcome, result in zip(self.outcomes, self.results, strict=True) if outcome.tool == DERIVES
        ]
        return tuple(text for result in derived for text, grounds in inputs(result, self.facts).items() if not grounds)

    @cached_property
    def by_kind(self) -> dict[str, list[Fact]]:
        """The facts of each kind."""
        kinds: dict[str, list[Fact]] = {}
        for fact in self.facts:
            kinds.setdefault(fact.kind, []).append(fact)
        return kinds

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the results, of what was said and of the names, in small letters."""
        texts = [*self.said, *self.partners.values(), *(t for result in self.results for t in _strings(result))]
        texts += [part for words in self.worded for part in _texts(words)]
        return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))

    def _read(self, node: object, place: Place, key: str = "") -> Iterator[Fact]:
        """The facts of a result, key by key."""
        if isinstance(node, Mapping):
            yield from self._keys(node, self._placed(node, place, key))
        elif isinstance(node, list):
            yield number("count", Fraction(len(node)), place, key)
            yield from tallies(node, place, key)
            for one in node:
                yield from self._read(one, place, key)
        elif isinstance(node, str):
            yield from self._text(node, place, key)
        elif isinstance(node, int) and not isinstance(node, bool):
            yield from numbers(node, place, key)

    def _placed(self, node: Mapping[str, Any], place: Place, key: str) -> Place:
        labels = " ".join(str(node[name]) for name in _LABELS if isinstance(node.get(name), str | list))
        partner = node.get("name") if _is_partner(node) else self.partners.get(str(node.get("partner_id")))
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
            place.tool,
            partner=partner if isinstance(partner, str) else place.partner,
            periods=found or place.periods,
            words=f"{' '.join(place.words.split()[-6:])} {key} {labels}",
            cites=node.get("cites") or (str(node["id"]) if "heading" in node and "id" in node else place.cites),
            money=money or (place.money and not {"metric", "kind"} & set(node)),
        )

    def _keys(self, node: Mapping[str, Any], place: Place) -> Iterator[Fact]:
        part, whole = node.get("numerator"), node.get("denominator")
        if isinstance(part, int) and isinstance(whole, int) and whole:
            yield number("percent", Fraction(100 * part, whole), place, "")
            yield number("ratio", Fraction(part, whole), place, "")
        kind = node.get("kind")
        for key, value in node.items():
            if key == "value" and isinstance(value, int) and kind in {"rate", "percent", "ratio", "days"}:
                yield from kinded(str(kind), value, place)
            elif key not in _LABELS or not isinstance(value, str) or _MARKED.search(value):
                yield from self._read(value, place, key)

    def _text(self, text: str, place: Place, key: str) -> Iterator[Fact]:
        """The facts of a text inside a result: its figures, said of the partner they stand beside."""
        if not text or len(text) > 4000:
            return
        if " " not in text and (not _MARKED.search(text) or (kind := _bare(text))):
            if _MARKED.search(text):
                yield replace(number(kind, Fraction(0), place, key), value=text)
            return
        read = Text(plain(text), self.finder)
        for at, figure in enumerate(read.figures):
            yield self._prose(read, at, figure, place, key)

    def _prose(self, read: Text, at: int, figure: Figure, place: Place, key: str) -> Fact:
        beside = read.beside(at)
        mention = read.subject(figure)
        partner = next(iter(mention.partners)) if mention and len(mention.partners) == 1 else place.partner
        periods = frozenset(v for f in read.within(read.clause(figure.start), PERIODS) for v in f.values)
        words = f"{key} {place.words}" if figure.end - figure.start == len(read.text) else ""
        whole = Place(place.tool, partner, periods or place.periods, "", place.cites)
        around = stems(beside) | stems(words) | stems(_slice(read, figure))
        return written(figure, whole, roles(bag(f"{beside} {words}")), around, prose=not words)

    def _worded(self, words: Worded, whole: Place) -> Iterator[Fact]:
        for text in (words.text, *words.notes):
            for paragraph in text.split("\n"):
                read = Text(plain(paragraph), self.finder)
                cited = next((f.values[0] for f in read.figures if f.kind == "citation"), None)
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
                whole = Place(place.tool, partner, dated or place.periods, cites=place.cites)
                yield written(figure, whole, roles(bag(words)), stems(words))


def _bare(text: str) -> str:
    """The kind of a text that is a day, a period or an id and nothing else; empty for other texts."""
    match = _WHOLE.fullmatch(text)
    return str(match.lastgroup) if match else ""


def _slice(read: Text, figure: Figure) -> str:
    start, end = read.sentence(figure.start)
    return read.text[start:end]


def _whose(result: Mapping[str, Any]) -> str | None:
    name = result.get("name")
    return name if isinstance(name, str) and result.get("partner_id") else None


def _is_partner(node: Mapping[str, Any]) -> bool:
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


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(node, list):
        for one in node:
            yield from _strings(one)


def _texts(words: Worded) -> Iterator[str]:
    yield words.text
    yield from words.notes
    for table in words.tables:
        yield table.title
        yield from table.columns
        for row in table.rows:
            yield from row
