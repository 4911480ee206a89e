"""One column of ours, compiled for one file: where its text comes from and how the text is read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import process

from assistant.records.imports.cells import days, money, plain
from assistant.records.imports.faults import BadCell
from assistant.records.imports.fields import CHOICES, WORDS, Field
from assistant.records.imports.mapping import FileMapping, Source
from assistant.records.imports.names import Parents, Partners, People, folded
from assistant.records.imports.writing import FirstSeen
from tools.core.program import Program

IMPORT_DAY = "import day"
"""As a default or a constant of a day: the day of the import, kept by the row from then on."""

MOST_TEXTS = 200_000
"""Different texts of a column that are weighed to find its format; the shapes of amounts are far fewer."""

_REMEMBERED = 50_000
_SHAPE = str.maketrans("23456789", "11111111")


class Products:
    """Product names as the mapping's aliases merge them, and how often each was met."""

    def __init__(self, aliases: dict[str, str]) -> None:
        self._ours = {folded(name): name for name in aliases.values()}
        self._ours |= {folded(theirs): ours for theirs, ours in aliases.items()}
        self.met: dict[str, int] = {}
        self.recorded: list[str] = []

    def name(self, text: str) -> str:
        """The name under which a product is kept."""
        return self._ours.get(folded(text), text)


@dataclass
class Context:
    """What the cells of every file are read against."""

    partners: Partners
    people: People
    parents: Parents
    products: Products
    program: Program
    imported_on: date


@dataclass(frozen=True)
class Slot:
    """`read` turns a text that is not blank into a value; `blank` is what a blank cell gives."""

    field: Field
    label: str
    places: tuple[int, ...]
    read: Callable[[str], Any]
    blank: Any


@dataclass(frozen=True)
class _Refused:
    """A remembered fault: an exception raised again and again would grow its traceback."""

    reason: str


class Weighed:
    """The texts of one column that tell its format, gathered in one pass over the file."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.texts: dict[str, None] = {}

    def add(self, text: str) -> None:
        """Takes a cell's text in."""
        if text and len(self.texts) < MOST_TEXTS:
            self.texts[text.translate(_SHAPE) if self.field.kind == "cents" else text] = None


def weighed(field: Field, source: Source, block: FileMapping) -> Weighed | None:
    """What to gather of a column whose format the mapping leaves open; None for the others."""
    named = {"day": block.dates, "month": block.dates, "cents": block.money, "bp": block.percents}.get(field.kind, "x")
    return None if named or source.format else Weighed(field)


def reading(field: Field, source: Source, block: FileMapping, gathered: Weighed | None, context: Context) -> Any:
    """The function from a cell's text to its value: the mapping's `values` first, then the column's own kind."""
    own = _own_reading(field, source, block, gathered.texts if gathered else (), context)
    if source.negate:
        own = partial(_negated, own)
    if not source.values:
        return own
    values = {plain_token(theirs): ours for theirs, ours in source.values.items()}
    return remembered(partial(_replaced, values, own, _mapping_reading(field, context)))


def blank_value(field: Field, source: Source, context: Context) -> Any:
    """What a blank cell gives: the mapping's default or constant, else the column's own default, else None.

    Raises:
        BadCell: the mapping's own text is no value of the column.
    """
    if source.default is None or not source.default.strip():
        return field.default
    if source.default == IMPORT_DAY and field.kind == "day":
        today = context.imported_on
        return FirstSeen(today.year, today.month, today.day)
    return _mapping_reading(field, context)(source.default.strip())


def _mapping_reading(field: Field, context: Context) -> Callable[[str], Any]:
    """How a value is read that stands in the mapping: in our own formats, whatever the file's are."""
    own = {"day": ("iso",), "month": ("yyyy-mm", "iso"), "cents": ("1,234.56",), "bp": ("60",)}.get(field.kind, ())
    plain_block = FileMapping(table=field.table)
    return _own_reading(field, Source(format=own), plain_block, (), context)


def remembered(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Reads a text once and remembers its value or fault: days, names and words repeat."""
    known: dict[str, Any] = {}

    def look(text: str) -> Any:
        value = known.get(text, known)
        if value is known:
            try:
                value = read(text)
            except BadCell as error:
                value = _Refused(str(error))
            if len(known) < _REMEMBERED:
                known[text] = value
        if isinstance(value, _Refused):
            raise BadCell(value.reason)
        return value

    return look


def _own_reading(
    field: Field, source: Source, block: FileMapping, texts: Iterable[str], context: Context
) -> Callable[[str], Any]:
    currency = context.program.company.currency
    if field.kind in ("day", "month"):
        named = source.format or block.dates
        style = days.named_days(named) if named else days.shown_days(texts, month=field.kind == "month")
        return remembered(partial(_month, style) if field.kind == "month" else style.read)
    if field.kind == "cents":
        written = next(iter(source.format or block.money), None) or money.amount_style(texts, currency)
        return partial(money.cents, style=written, currency=currency, negative=field.signed or source.negate)
    if field.kind == "bp":
        written = next(iter(source.format or block.percents), None) or plain.percent_style(texts)
        return remembered(partial(plain.share_bp, style=written))
    return _plain_reading(field, context)


def _plain_reading(field: Field, context: Context) -> Callable[[str], Any]:
    text = partial(plain.plain_text, longest=field.longest, lines=field.kind == "lines")
    if field.kind == "flag":
        return remembered(plain.flag)
    if field.kind == "whole":
        return partial(plain.whole, least=1 if field.name == "contract_years" else 0)
    if field.kind == "choice":
        return remembered(partial(_chosen, field.name, vocabulary(field, context.program)))
    if field.kind == "partner":
        return remembered(lambda cell: context.partners.find(text(cell)))
    if field.name == "product":
        return lambda cell: text(_counted(context.products, text(cell)))
    if field.listed:
        known = vocabulary(field, context.program)
        return remembered(lambda cell: known.get(plain_token(cell)) or text(cell))
    return text


def _counted(products: Products, text: str) -> str:
    name = products.name(text)
    products.met[name] = products.met.get(name, 0) + 1
    return name


def _month(style: days.DayStyle, text: str) -> date:
    return style.read(text).replace(day=1)


def _negated(read: Callable[[str], Any], text: str) -> Any:
    value = read(text)
    return -value if isinstance(value, int) and not isinstance(value, bool) else value


def _replaced(values: dict[str, str], read: Callable[[str], Any], read_ours: Callable[[str], Any], text: str) -> Any:
    ours = values.get(plain_token(text))
    if ours is None:
        return read(text)
    return read_ours(ours.strip()) if ours.strip() else None


def _chosen(name: str, known: dict[str, str], text: str) -> str:
    found = known.get(plain_token(text))
    if found is None:
        choices = list(dict.fromkeys(known.values()))
        near = process.extractOne(text.casefold(), choices, score_cutoff=70)
        hint = f" The nearest is {near[0]}." if near else ""
        raise BadCell(
            f"is none of {', '.join(choices)}.{hint} Say what it means under `values` of {name} in the mapping."
        )
    return found


def plain_token(text: str) -> str:
    """A word without case, spaces and punctuation; a text of nothing else is left as it is."""
    return "".join(letter for letter in text.casefold() if letter.isalnum()) or text.strip()


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
    return words


def vocabulary(field: Field, program: Program | None) -> dict[str, str]:
    """Every spelling of a listed column's words, and the word that we keep."""
    place = (field.table, field.name)
    ours = [*CHOICES.get(place, ()), *WORDS.get(place, ()), *(_of_program(place, program) if program else ())]
    known: dict[str, str] = {}
    for word, spellings in _words().get(f"{field.table}.{field.name}", {}).items():
        known |= {plain_token(spelling): word for spelling in spellings}
    known |= {plain_token(word): word for word in ours}
    if place == ("tier_history", "tier"):
        known |= {plain_token(f"{word} {kind}"): word for word in ours for kind in ("partner", "tier", "level")}
    return known


def _of_program(place: tuple[str, str], program: Program) -> list[str]:
    if place == ("tier_history", "tier"):
        return [tier.name for ruling in program.tiers.values for tier in ruling.tiers]
    if place == ("mdf_requests", "activity"):
        return [activity for ruling in program.mdf.values for activity in ruling.activities]
    incentives = [*program.spiffs.values, *program.bonuses.values]
    if place == ("deals", "kind"):
        return [kind for ruling in incentives for rule in ruling.deals for kind in rule.when.kinds or ()]
    if place == ("contributions", "kind"):
        return [kind for ruling in incentives for rule in ruling.activities for kind in rule.kinds]
    return []
